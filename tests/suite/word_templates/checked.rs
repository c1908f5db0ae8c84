//! `dondoc template check`: what is told, the copy with comments, and how the program ends.

use roxmltree::Document;

use super::{p, parts, word, word_with};
use crate::{read_back::is, workbench::Workbench};

const CHECK: [&str; 3] = ["template", "check", "ho-so/mau.docx"];

fn bench(bytes: &[u8]) -> Workbench {
    Workbench::small().write("mau.docx", bytes)
}

#[test]
fn a_sound_template_is_told_so_by_the_project_around_it() {
    let run = bench(&word(&p("Số: {{ report.number }}, năm {{ year }}"))).run(&CHECK);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "mẫu Word dùng được: ho-so/mau.docx (2 thẻ)\n");
}

#[test]
fn a_faulty_template_is_told_fault_by_fault_and_nothing_is_written() {
    let bench = bench(&word(&(p("{{ yaer }}") + &p("{% if report.numbr %}x"))));
    let run = bench.run(&CHECK);
    assert_eq!((run.status, run.stdout.as_str()), (1, "mẫu Word có 3 chỗ phải sửa: ho-so/mau.docx\n"));
    let codes: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("lỗi[")).collect();
    assert_eq!(
        codes,
        [
            "lỗi[unknown-variable]: mẫu báo cáo dùng tên chưa biết `yaer`",
            "lỗi[unclosed-block]: `{% if report.numbr %}` không có thẻ kết thúc",
            "lỗi[unknown-variable]: mẫu báo cáo dùng tên chưa biết `report.numbr`",
        ]
    );
    assert!(!bench.project().join("mau-nhan-xet.docx").exists());
    assert!(!bench.project().join("out").exists());
    assert_eq!(bench.report().status, 0, "the report does not use the file");
}

#[test]
fn a_value_that_does_not_fit_is_found_without_a_report() {
    let run = bench(&word(&p("{{ report.issuer | date }}"))).run(&CHECK);
    assert!(run.stderr.starts_with("lỗi[unfit-value]"), "{}", run.stderr);
    assert_eq!(run.status, 1);
}

#[test]
fn a_template_outside_of_any_project_needs_one() {
    let bench = bench(&word(&p("{{ year }}")));
    std::fs::rename(bench.project().join("mau.docx"), bench.folder().join("mau.docx")).unwrap();
    let run = bench.run(&["template", "check", "mau.docx"]);
    assert_eq!((run.status, run.stderr.contains("lỗi[project-not-found]")), (1, true), "{}", run.stderr);
    assert_eq!(bench.run(&["template", "check", "mau.docx", "ho-so"]).status, 0);
}

#[test]
fn comments_stand_at_the_mistakes_and_those_of_others_stay() {
    let old = format!(
        "<w:comments xmlns:w=\"{}\"><w:comment w:id=\"4\" w:author=\"A\">{}</w:comment></w:comments>",
        super::W,
        p("cũ")
    );
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId9\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/></Relationships>";
    let header = format!("<w:hdr xmlns:w=\"{}\">{}</w:hdr>", super::W, p("{{ b }}"));
    let body = p("đầu")
        + "<w:p><w:r><w:t>Xem </w:t></w:r><w:r><w:t>{{ a</w:t></w:r><w:r><w:t>a }}</w:t></w:r><w:r><w:t> nhé</w:t></w:r></w:p>"
        + &format!("<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>", p("{{ c }}"));
    let more = [
        ("word/comments.xml", old.as_str()),
        ("word/_rels/document.xml.rels", relations),
        ("word/header1.xml", &header),
    ];
    let bench = bench(&word_with(&body, &more));
    let run = bench.run(&[&CHECK[..], &["--annotate"]].concat());
    assert_eq!(run.status, 1);
    assert!(run.stdout.ends_with("đã ghi bản sao có nhận xét: ho-so/mau-nhan-xet.docx\n"), "{}", run.stdout);

    let found = parts(&std::fs::read(bench.project().join("mau-nhan-xet.docx")).unwrap());
    let text = |name: &str| String::from_utf8(found[name].clone()).unwrap();
    let (document, comments) = (text("word/document.xml"), text("word/comments.xml"));
    assert!(document.contains(
        "<w:t>Xem </w:t></w:r><w:commentRangeStart w:id=\"5\"/><w:r><w:t>{{ a</w:t></w:r><w:r><w:t>a }}</w:t></w:r>\
         <w:commentRangeEnd w:id=\"5\"/><w:r><w:commentReference w:id=\"5\"/></w:r><w:r><w:t> nhé"
    ));
    assert!(document.contains("<w:commentRangeStart w:id=\"6\"/><w:r><w:pict>"), "the box: {document}");
    assert!(document.contains("<w:body><w:p><w:commentRangeStart w:id=\"7\"/>"), "the header: {document}");
    assert_eq!(text("word/header1.xml"), header);
    assert_eq!(text("word/_rels/document.xml.rels"), relations);
    let parsed = Document::parse(&comments).unwrap();
    let ids: Vec<&str> = parsed
        .descendants()
        .filter(|node| is(*node, "comment"))
        .filter_map(|comment| comment.attribute((super::W, "id")))
        .collect();
    assert_eq!(ids, ["4", "5", "6", "7"]);
    assert!(comments.contains("đầu trang, đoạn 1") && comments.contains("cũ"));
    assert!(text("[Content_Types].xml").contains("comments+xml"));
}

#[test]
fn a_report_by_a_faulty_template_writes_nothing() {
    let bench =
        bench(&word(&p("{{ yaer }}"))).edit("dondoc.toml", "[report]\n", "[report]\ndocx_template = \"mau.docx\"\n");
    bench.refused(
        "lỗi[unknown-variable]: mẫu báo cáo dùng tên chưa biết `yaer`\n  --> mau.docx, đoạn 1, tại “{{ yaer }}”\n  \
         gợi ý: có phải là `year`?\n  gợi ý: các tên dùng được: as_of, comparisons, figures, lists, notes, period, registers, report, scores, tables, year",
    );
}

#[test]
fn a_copy_with_comments_takes_the_place_of_an_earlier_copy_and_of_nothing_else() {
    let faulty = word(&p("{{ yaer }}"));
    let bench = bench(&faulty).write("khac.docx", word(&p("x"))).write("so-lieu.xlsx", b"x");
    for (place, reason) in [
        ("mau.docx", "đã có tệp này"),
        ("khac.docx", "đã có tệp này"),
        ("so-lieu.xlsx", "đuôi tệp"),
        ("moi.doc", "đuôi tệp"),
    ] {
        let run = bench.run(&["template", "check", "ho-so/mau.docx", "--annotate", &format!("ho-so/{place}")]);
        assert!(run.stderr.contains("lỗi[output-failed]") && run.stderr.contains(reason), "{place}: {}", run.stderr);
    }
    let bytes = |name: &str| std::fs::read(bench.project().join(name)).unwrap();
    assert_eq!((bytes("mau.docx"), bytes("khac.docx"), bytes("so-lieu.xlsx")), (faulty, word(&p("x")), b"x".to_vec()));
    assert!(!bench.project().join("moi.doc").exists());
    for _ in 0..2 {
        let run = bench.run(&[&CHECK[..], &["--annotate", "ho-so/nhan-xet.docx"]].concat());
        assert!(run.stdout.contains("đã ghi bản sao"), "{} {}", run.stdout, run.stderr);
    }
}

#[test]
fn a_report_never_takes_the_place_of_its_own_template() {
    let bench = bench(&word(&p("{{ year }}")));
    let first = bench.run(&["report", "ho-so", "--docx-template", "ho-so/mau.docx", "--formats", "docx"]);
    assert_eq!(first.status, 0, "{}", first.stderr);
    let name = std::fs::read_dir(bench.project().join("out")).unwrap().flatten().map(|entry| entry.path());
    let made = name.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "docx")).unwrap();
    std::fs::copy(bench.project().join("mau.docx"), &made).unwrap();
    let before = std::fs::read(&made).unwrap();
    let again = bench.run(&["report", "ho-so", "--docx-template", made.to_str().unwrap(), "--formats", "docx"]);
    assert!(again.status == 1 && again.stderr.contains("lỗi[output-failed]"), "{}", again.stderr);
    assert_eq!(std::fs::read(&made).unwrap(), before);
}

#[test]
fn a_template_without_a_tag_is_told_by_check_and_by_the_report() {
    let bench = bench(&word(&p("Không có thẻ nào")));
    let checked = bench.run(&CHECK);
    assert!(checked.status == 0 && checked.stderr.starts_with("cảnh báo[no-tags]: "), "{}", checked.stderr);
    let report = bench.run(&["report", "ho-so", "--docx-template", "ho-so/mau.docx", "--formats", "docx"]);
    assert!(report.status == 0 && report.stderr.contains("cảnh báo[no-tags]"), "{}", report.stderr);
    let manifest = std::fs::read_to_string(bench.project().join("out/manifest.json")).unwrap();
    assert!(manifest.contains("\"word_template\"") && manifest.contains("mau.docx"), "{manifest}");
}

#[test]
fn what_stops_a_part_when_it_is_put_together_is_found_without_a_report() {
    let cell = |text: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"9\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", p(text));
    let row = cell("{%tc for x in range(end=100) %}") + &cell("{{ x }}") + &cell("{%tc endfor %}");
    let wide =
        format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr>{row}</w:tr></w:tbl>{}", p(""));
    let run = bench(&word(&wide)).run(&CHECK);
    assert!(run.status == 1 && run.stderr.starts_with("lỗi[file-too-large]"), "{}", run.stderr);
}
