//! Our own reports: nothing is found in them as they are made, and exactly what was changed by hand once they are edited.

use std::{
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};

use dondoc::{
    audit::{Audit, Verdict, audit, read_rendered},
    output::{self, OutputFile},
    pipeline::{self, AuditJob, Job},
    progress::Silent,
    project::Project,
    render::Options,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{of_file, told};
use crate::{
    annual,
    pdf_text::pages_text,
    read_back::{sheets_of_xlsx, text_of_docx},
    sample_texts::fold,
    workbench::Workbench,
};

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut projects: Vec<PathBuf> = entries.filter(|path| path.join("dondoc.toml").is_file()).collect();
    projects.sort();
    projects
}

#[test]
fn every_sample_passes_in_word_and_in_excel() {
    let projects = samples();
    assert!(projects.len() >= 10, "{projects:?}");
    for folder in projects {
        let formats = vec!["docx".to_owned(), "xlsx".to_owned()];
        let job =
            Job { project: Project::load(&folder).unwrap(), formats, options: Options::default(), force_final: false };
        let outcome = pipeline::run(&job, &Silent).unwrap();
        let place = tempfile::tempdir().unwrap();
        output::write_all(place.path(), &outcome.files).unwrap();
        let names = outcome.files.iter().map(|file| file.name.as_str());
        let reports =
            names.filter(|name| name.ends_with(".docx") || name.ends_with(".xlsx") && !name.starts_with("dong-"));
        let reports: Vec<&str> = reports.collect();
        assert_eq!(reports.len(), 2, "{folder:?}: {reports:?}");
        for name in reports {
            let found = of_file(&place.path().join(name));
            assert_eq!((told(&found), found.verdict()), (Vec::new(), Verdict::Pass), "{folder:?}: {name}");
            assert!(found.outcomes.iter().map(|outcome| outcome.compared).sum::<usize>() > 10, "{folder:?}: {name}");
        }
    }
}

#[test]
fn a_workbook_passes_against_its_project_and_a_changed_cell_is_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2018");
    let place = tempfile::tempdir().unwrap();
    let workbook = annual::file("bao-cao-nam-2018.xlsx");
    let look = |name: &str, bytes: &[u8]| {
        let file = place.path().join(name);
        let made = OutputFile { name: name.to_owned(), bytes: bytes.to_vec() };
        output::write_all(place.path(), &[made]).unwrap();
        let against = Some(folder.clone());
        let job = AuditJob { file, against, period: None, formats: None, options: Options::default() };
        pipeline::audit(&job, &Silent).unwrap().audit
    };
    let found = look("goc.xlsx", workbook);
    assert_eq!((told(&found), found.verdict()), (Vec::new(), Verdict::Pass));
    // "Sở Ngoại vụ" has 48 tasks.
    let edited = repacked(workbook, |part, text| {
        // A text of that number is something else.
        let is_text = text.contains("t=\"s\"><v>48</v>");
        let is_it = part.starts_with("xl/worksheets/") && !is_text && text.matches("<v>48</v>").count() == 1;
        is_it.then(|| text.replace("<v>48</v>", "<v>84</v>"))
    });
    let found = computed(&look("sua.xlsx", &edited));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("ghi 84, số tính được là 48") && found[0].contains("Sở Ngoại vụ"), "{found:#?}");
}

/// The report of 2018 with the text of its body changed.
fn edited(change: impl Fn(&str) -> String) -> Vec<u8> {
    repacked(annual::file("bao-cao-nam-2018.docx"), |part, text| (part == "word/document.xml").then(|| change(text)))
}

/// A package with some of its parts changed.
fn repacked(package: &[u8], change: impl Fn(&str, &str) -> Option<String>) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if let Some(changed) = std::str::from_utf8(&bytes).ok().and_then(|text| change(&name, text)) {
            bytes = changed.into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// An edited report against the one that was computed.
fn against(change: impl Fn(&str) -> String) -> Audit {
    let computed = read_rendered(annual::file("bao-cao-nam-2018.docx").to_vec(), "docx", "tính được").unwrap();
    audit(&read_rendered(edited(change), "docx", "đã sửa").unwrap(), Some(&computed))
}

fn computed(found: &Audit) -> Vec<String> {
    told(found).into_iter().filter(|line| line.starts_with("audit-computed")).collect()
}

#[test]
fn one_number_changed_in_a_sentence_is_named_with_both_numbers() {
    let found = against(|xml| {
        assert_eq!(xml.matches("2.821").count(), 1);
        xml.replace("2.821", "2.812")
    });
    assert_eq!(
        computed(&found),
        [
            "audit-computed Chưa đạt: ghi 2.812, số tính được là 2.821 --> đoạn 42: \"… nhật tiến độ hoàn thành 2.812 nhiệm vụ đạt tỷ lệ …\""
        ]
    );
}

#[test]
fn one_number_changed_in_a_table_is_named_with_its_row_and_column() {
    let found = against(|xml| {
        let unit = xml.find("Sở Ngoại vụ").unwrap();
        let cell = unit + xml[unit..].find(">48<").unwrap();
        format!("{}>84<{}", &xml[..cell], &xml[cell + 4..])
    });
    assert_eq!(
        computed(&found),
        [
            "audit-computed Chưa đạt: ghi 84, số tính được là 48 --> bảng 2, dòng 11, cột 3 (\"Sở Ngoại vụ\", \"Tổng số nhiệm vụ giao\")"
        ]
    );
    // Without the project the table says so by itself.
    assert!(
        told(&found).iter().any(|line| line.starts_with("audit-parts Chưa đạt: ghi 84, còn ")),
        "{:#?}",
        told(&found)
    );
}

#[test]
fn a_row_taken_out_and_words_changed_are_told_apart() {
    let without_row = against(|xml| {
        let unit = xml.find("Thanh tra tỉnh").unwrap();
        let (start, end) = (
            xml[..unit].rfind("<w:tr>").or_else(|| xml[..unit].rfind("<w:tr ")).unwrap(),
            unit + xml[unit..].find("</w:tr>").unwrap() + 7,
        );
        format!("{}{}", &xml[..start], &xml[end..])
    });
    let lines = computed(&without_row);
    assert!(
        lines.iter().any(|line| line.contains("không còn dòng \"19 | Thanh tra tỉnh | 101 | 96 | 4 | 1\"")),
        "{lines:#?}"
    );
    // Words are free: only figures are held.
    let reworded = against(|xml| {
        xml.replace("Ngoài việc thực hiện các nhiệm vụ được giao", "Bên cạnh việc thực hiện nhiệm vụ được giao")
    });
    assert_eq!(computed(&reworded), Vec::<String>::new());
    assert_eq!(reworded.verdict(), Verdict::Pass);
}

#[test]
fn figures_come_from_the_project_its_results_or_an_untouched_word_file() {
    let bench = Workbench::small();
    assert_eq!(bench.run(&["report", "ho-so", "--formats", "docx"]).status, 0);
    let name = std::fs::read_dir(bench.project().join("out")).unwrap().map(|entry| entry.unwrap().path());
    let report = name.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "docx")).unwrap();
    let job = |against: &Path| AuditJob {
        file: report.clone(),
        against: Some(against.to_owned()),
        period: None,
        formats: None,
        options: Options::default(),
    };
    let compared = |against: &Path| {
        let made = pipeline::audit(&job(against), &Silent).unwrap();
        made.audit.outcomes.last().map(|outcome| (outcome.verdict, outcome.compared > 20)).unwrap()
    };
    let out = bench.project().join("out");
    for against in [bench.project(), bench.project().join("dondoc.toml"), out.clone()] {
        assert_eq!(compared(&against), (Verdict::Pass, true), "{against:?}");
    }
    // Results that were carried elsewhere stand for themselves as long as nobody touches them.
    let elsewhere = tempfile::tempdir().unwrap();
    for file in ["manifest.json".as_ref(), report.file_name().unwrap()] {
        std::fs::copy(out.join(file), elsewhere.path().join(file)).unwrap();
    }
    assert_eq!(compared(elsewhere.path()), (Verdict::Pass, true));
    let run = bench.run(&["audit", report.to_str().unwrap(), "--against", "khong-co"]);
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (
            1,
            "lỗi[nothing-computed]: không có số liệu tính được để so\n  --> khong-co\n  gợi ý: sau --against ghi thư mục hồ sơ (có \
             dondoc.toml), hoặc thư mục kết quả có manifest.json và tệp Word chưa ai sửa\nkhông ghi tệp nào\n"
        )
    );
}

#[test]
fn the_form_is_printed_and_written_and_says_how_it_ends() {
    let bench = Workbench::new();
    let table = "STT,Đơn vị,Số nhiệm vụ\n1,Sở A,10\n2,Sở B,20\n,Tổng số,31\n";
    let bench = bench.write("bang.csv", table);
    let run = bench.run(&["audit", "ho-so/bang.csv", "--out", "phieu"]);
    assert_eq!((run.status, run.stderr.as_str()), (3, ""));
    assert!(
        run.stdout.starts_with(
            "PHIẾU KIỂM TRA TRƯỚC KHI TRÌNH KÝ\nTệp: bang.csv\n  Chưa đạt  Cộng theo dòng              đã so 1\n"
        ),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("\nChưa đạt: cộng các dòng được 30, dòng \"Tổng số\" ghi 31\n  --> dòng 4, cột 3 (\"Tổng số\", \"Số nhiệm vụ\")\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("Kết luận: Chưa đạt: 1 chỗ phải sửa\n"), "{}", run.stdout);
    let written =
        |name: &str| std::fs::read(bench.folder().join("phieu").join(format!("phieu-kiem-tra.{name}"))).unwrap();
    let pages = pages_text(&written("pdf"));
    assert_eq!(pages.len(), 1, "an ordinary form is one page");
    let words = "cộng các dòng được 30, dòng \"Tổng số\" ghi 31";
    assert!(fold(&pages[0]).contains("người kiểm tra"), "{pages:#?}");
    assert!(text_of_docx(&written("docx")).contains(words));
    let sheets: Vec<String> = sheets_of_xlsx(&written("xlsx")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(sheets, ["Kết quả", "Các chỗ cần sửa hoặc cần xem", "Ghi chú"]);
    let remarks = format!("{:?}", sheets_of_xlsx(&written("xlsx")).pop());
    assert!(remarks.contains("Mã của tệp (SHA-256): ") && remarks.contains("chỉ so các con số"), "{remarks}");
    assert!(String::from_utf8(written("html")).unwrap().contains("Kết luận: Chưa đạt: 1 chỗ phải sửa"));
    let bench = bench.write("bang.csv", table.replace("31", "30"));
    let run = bench.run(&["audit", "ho-so/bang.csv"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.ends_with("Kết luận: Đạt\n"), "{}", run.stdout);
}

#[test]
fn a_file_of_another_kind_is_told_with_the_kinds_that_an_audit_reads() {
    let bench = Workbench::new().write("bao-cao.doc", "x").write("so.numbers", "x");
    let word = bench.run(&["audit", "ho-so/bao-cao.doc"]);
    assert_eq!(word.status, 1);
    assert!(word.stderr.contains("docx, docm\n") && word.stderr.contains("lưu lại dạng .docx\n"), "{}", word.stderr);
    let other = bench.run(&["audit", "ho-so/so.numbers"]);
    assert!(other.stderr.contains("lưu lại dạng .xlsx, .docx\n"), "{}", other.stderr);
    let missing = bench.run(&["audit", "khong-co.docx"]);
    assert!(
        missing.stderr.contains("lỗi[file-not-found]") && missing.stderr.contains("kiểm tra đường dẫn đã gõ"),
        "{}",
        missing.stderr
    );
}
