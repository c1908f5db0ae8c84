//! What a person, a screen reader and a browser find in a rendered page.

use std::collections::BTreeSet;

use dondoc::{
    diagnostic::Code,
    document::{
        Align, Bar, Block, Cell, Chart, Document, Inline, Orientation, Preset, Profile, Recipient, Row, Series, Status,
        Table, TextStyle, Title, Tone, Urgency, Value,
    },
    render::{Options, html},
};
use roxmltree::Node;

use crate::{
    fixture::{self, theme},
    read_back::{self, html_words, tables_of_html, text_of_html},
    small_report::{self, open_tasks, units},
};

fn render(document: &Document) -> String {
    String::from_utf8(html::render(document, &theme(), Options::default()).unwrap()).unwrap()
}

/// What `fact` says of each element with this name.
fn facts<T>(page: &str, name: &str, fact: impl Fn(Node) -> T) -> Vec<T> {
    read_back::html(page).descendants().filter(|node| node.has_tag_name(name)).map(fact).collect()
}

fn attribute(node: Node, name: &str) -> String {
    node.attribute(name).unwrap_or_default().to_owned()
}

/// The small report as a letter with every mark, a part, a chart and a heading that leaves out a level.
fn letter() -> Document {
    let mut document = small_report::document();
    let head = &mut document.letterhead;
    head.title = Title::Letter { subject: "V/v đôn đốc thực hiện nhiệm vụ".to_owned() };
    head.addressees = vec!["Sở Nội vụ".to_owned(), "Sở Y tế".to_owned()];
    head.marks.urgency = Some(Urgency::VeryUrgent);
    head.marks.circulation = Some("LƯU HÀNH NỘI BỘ".to_owned());
    head.marks.drafter = Some("PL.(300)".to_owned());
    head.marks.address = Some("Số 492 Trần Phú, thành phố Kon Tum".to_owned());
    head.marks.copy = Some("Bản sao, 01/01/2019 15:30:00 +07:00".to_owned());
    document.body.insert(0, Block::Part { number: "Phần I".to_owned(), title: "TÌNH HÌNH".to_owned() });
    document.body.push(Block::Heading { level: 3, content: vec![Inline::plain("a) Số liệu")] });
    document.body.push(Block::Chart(chart()));
    document
}

fn chart() -> Chart {
    let series = |label: &str, tone| Series { label: label.to_owned(), tone };
    let bar = |label: &str, values: [u64; 2]| Bar { label: label.to_owned(), values: values.to_vec() };
    Chart {
        id: "units".to_owned(),
        title: "Nhiệm vụ <theo> đơn vị".to_owned(),
        alternative: "Sở Nội vụ: 2.330 đúng hạn, 491 quá hạn".to_owned(),
        series: vec![series("Đúng hạn", Tone::OnTime), series("Quá hạn", Tone::Late)],
        bars: vec![bar("Sở Nội vụ", [2330, 491]), bar("Sở Y tế", [7, 0])],
    }
}

/// All documents that the checks of structure go over.
fn documents() -> Vec<Document> {
    vec![small_report::document(), letter(), fixture::report(), fixture::empty()]
}

#[test]
fn the_text_reads_from_letterhead_to_notes_and_appendices() {
    let text = text_of_html(render(&small_report::document()).as_bytes());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[..35],
        [
            "ỦY BAN NHÂN DÂN",
            "TỈNH KON TUM",
            "TỔ KIỂM TRA",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 28/BC-TKTra",
            "Kon Tum, ngày 01 tháng 01 năm 2019",
            "BÁO CÁO",
            "Kết quả kiểm tra năm 2018",
            "I. Kết quả",
            "1. Ưu điểm",
            "Đã giao 3.393 nhiệm vụ(1) cho <30> đơn vị & địa phương(2) - Phụ lục 02",
            "[Nguyên nhân của hạn chế]",
            "Trên đây là báo cáo./.",
            "Nơi nhận:",
            "- Văn phòng:",
            "+ CVP;",
            "- Lưu: VT.",
            "KT. TỔ TRƯỞNG",
            "TỔ PHÓ",
            "PHÓ CHÁNH VĂN PHÒNG",
            "Nguyễn Đình Cầu",
            "(1) Quyết định số 69/QĐ-UBND ngày 07/02/2017.",
            "(2) Văn bản số 656/UBND-TH ngày 22/3/2018.",
            "PHỤ LỤC 01",
            "Tiêu đề PHỤ LỤC 01",
            "(Kèm theo Báo cáo số 28/BC-TKTra)",
            "STT",
            "Số, ký hiệu",
            "Nhiệm vụ",
            "Hạn xử lý",
            "1",
            "Quyết định số 985/QĐ-TTg",
            "=1+1",
            "31/8/2018",
        ]
    );
    assert_eq!(lines.last(), Some(&"Ghi chú dưới bảng."));
}

#[test]
fn a_letter_has_its_subject_below_the_number_and_every_mark() {
    let page = render(&letter());
    let text = text_of_html(page.as_bytes());
    let lines: Vec<&str> = text.lines().collect();
    let after = |line: &str| lines[lines.iter().position(|found| *found == line).unwrap() + 1];
    assert_eq!(lines[..2], ["Bản sao, 01/01/2019 15:30:00 +07:00", "LƯU HÀNH NỘI BỘ"]);
    assert_eq!(after("Kon Tum, ngày 01 tháng 01 năm 2019"), "V/v đôn đốc thực hiện nhiệm vụ");
    assert_eq!(after("V/v đôn đốc thực hiện nhiệm vụ"), "THƯỢNG KHẨN");
    assert_eq!(after("Kính gửi:"), "- Sở Nội vụ;");
    assert_eq!(after("- Sở Nội vụ;"), "- Sở Y tế.");
    assert_eq!(after("- Lưu: VT."), "PL.(300)");
    assert_eq!(after("Nguyễn Đình Cầu"), "Số 492 Trần Phú, thành phố Kon Tum");
    assert_eq!(after("Phần I"), "TÌNH HÌNH");
    assert_eq!(facts(&page, "h1", html_words), ["V/v đôn đốc thực hiện nhiệm vụ"]);
    assert!(page.contains("style=\"width:40mm;height:8mm\">THƯỢNG KHẨN<"), "the box has the size of the law");
    let mut one = letter();
    one.letterhead.addressees.truncate(1);
    assert!(text_of_html(render(&one).as_bytes()).contains("\nKính gửi: Sở Nội vụ\n"));
}

#[test]
fn tables_keep_their_grid_with_merged_cells_and_blank_zeros() {
    let tables = tables_of_html(render(&small_report::document()).as_bytes());
    let rows = |table: usize| tables[table].iter().map(|row| row.join("|")).collect::<Vec<_>>();
    assert_eq!(
        rows(0),
        [
            "STT|Số, ký hiệu|Nhiệm vụ|Hạn xử lý",
            "1|Quyết định số 985/QĐ-TTg|=1+1|31/8/2018",
            "2||Tổ chức \"một cửa\", <hai> & ba|",
            "3|@SUM(A1)|+ dòng\nhai|07/02/2019",
        ]
    );
    assert_eq!(
        rows(1),
        [
            "TT|Cơ quan|Đã hoàn thành||Tỷ lệ|Báo cáo",
            "||Đúng hạn|Quá hạn||",
            "1|Sở Nội vụ|2.330|491|82,6%|X",
            "2|Sở Y tế|7||100,0%|X",
            "3|Ban Dân tộc|0||–|",
            "|Tổng số|2.337|491|82,6%|2",
        ]
    );
}

#[test]
fn every_heading_cell_says_what_it_heads_and_every_table_what_it_shows() {
    let page = render(&small_report::document());
    assert!(facts(&page, "th", |cell| attribute(cell, "scope")).iter().all(|scope| !scope.is_empty()));
    let scopes = facts(&page, "th", |cell| (html_words(cell), attribute(cell, "scope")));
    for (words, scope) in [("Đã hoàn thành", "colgroup"), ("Đúng hạn", "col"), ("Sở Y tế", "row"), ("Tổng số", "row")]
    {
        assert!(scopes.contains(&(words.to_owned(), scope.to_owned())), "{words} is no {scope}");
    }
    // A group for each heading of the first row: the third covers two columns.
    let groups = facts(&page, "colgroup", |group| group.children().filter(Node::is_element).count());
    assert_eq!(groups, [1, 1, 1, 1, 1, 1, 2, 1, 1]);
    assert_eq!(facts(&page, "caption", html_words), ["Nhiệm vụ còn tồn đọng", "Kết quả theo đơn vị"]);
    // On a narrow screen a table scrolls within a group that has its name and that the keyboard reaches.
    let around = facts(&page, "table", |table| {
        let group = table.parent().unwrap();
        ["role", "tabindex", "aria-labelledby"].map(|name| attribute(group, name))
    });
    assert_eq!(around, ["bang-1-ten", "bang-2-ten"].map(|id| ["group", "0", id].map(str::to_owned)));
    let total = facts(&page, "tr", |row| (attribute(row, "class"), html_words(row)));
    assert!(total.iter().any(|(class, words)| class == "total" && words.contains("Tổng số")));
    for name in ["thead", "tbody"] {
        assert_eq!(facts(&page, name, |_| ()).len(), 2, "{name}");
    }
}

#[test]
fn headings_never_skip_a_level() {
    for document in documents() {
        let page = render(&document);
        let levels: Vec<u32> = read_back::html(&page)
            .descendants()
            .filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse().ok())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{levels:?}");
        assert_eq!(levels.first(), Some(&1));
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn ids_are_unique_and_every_link_has_its_target() {
    for document in documents() {
        let page = render(&document);
        let parsed = read_back::html(&page);
        let ids: Vec<&str> = parsed.descendants().filter_map(|node| node.attribute("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)));
        let links: Vec<&str> = parsed.descendants().filter_map(|node| node.attribute("href")).collect();
        assert!(!links.is_empty());
        assert!(links.iter().all(|link| unique.contains(link.strip_prefix('#').unwrap())), "{links:?}");
        let named = parsed.descendants().filter_map(|node| node.attribute("aria-labelledby"));
        assert!(named.into_iter().all(|id| unique.contains(id)));
    }
}

#[test]
fn an_appendix_has_an_id_of_its_own_whatever_the_template_calls_it() {
    let mut document = small_report::document();
    let named = ["", "bang-1", "muc-luc", "chu-thich", ""];
    let blocks = document.appendices[0].blocks.clone();
    let appendix = |id: &&str| small_report::appendix(id, "Phụ lục", Orientation::Portrait, blocks.clone());
    document.appendices = named.iter().map(appendix).collect();
    let page = render(&document);
    let parsed = read_back::html(&page);
    let ids: Vec<&str> = parsed.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let titles = facts(&page, "section", |node| attribute(node, "aria-labelledby"));
    let appendices: Vec<&String> = titles.iter().filter(|id| !id.is_empty()).collect();
    assert_eq!(appendices, ["phu-luc-1", "phu-luc-2", "muc-luc-2", "phu-luc-4", "phu-luc-5"]);
    assert!(appendices.iter().all(|id| page.contains(&format!("href=\"#{id}\""))), "the contents lead there");
}

#[test]
fn the_contents_lead_to_the_sections_and_appendices() {
    let page = render(&small_report::document());
    let parsed = read_back::html(&page);
    let contents = parsed.descendants().find(|node| node.has_tag_name("nav")).unwrap();
    let links = contents.descendants().filter(|node| node.has_tag_name("a"));
    let links: Vec<String> = links.map(|link| format!("{} {}", attribute(link, "href"), html_words(link))).collect();
    assert_eq!(
        links,
        [
            "#muc-i I. Kết quả",
            "#phu-luc-01 PHỤ LỤC 01 - Tiêu đề PHỤ LỤC 01",
            "#phu-luc-02 PHỤ LỤC 02 - Tiêu đề PHỤ LỤC 02",
        ]
    );
}

#[test]
fn the_contents_of_a_document_in_parts_name_parts_and_sections() {
    let page = render(&letter());
    let items = facts(&page, "li", |item| (attribute(item, "class"), html_words(item)));
    let of = |class: &str, words: &str| (class.to_owned(), words.to_owned());
    assert_eq!(items[..2], [of("", "Phần I. TÌNH HÌNH"), of("sub", "I. Kết quả")]);
}

#[test]
fn nothing_is_loaded_run_or_sent() {
    for document in documents() {
        let page = render(&document);
        let parsed = read_back::html(&page);
        for node in parsed.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            let foreign = ["script", "link", "iframe", "object", "embed", "form", "img", "base"];
            assert!(!foreign.contains(&name), "{name}");
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on") && attribute.name() != "src", "{attribute:?}");
                assert!(!attribute.value().contains("://"), "{attribute:?}");
            }
        }
        let styles = facts(&page, "style", html_words).concat();
        assert!(!styles.contains("url(") && !styles.contains("@import"));
        let policy = facts(&page, "meta", |meta| (attribute(meta, "http-equiv"), attribute(meta, "content")));
        let policy = policy.into_iter().find(|(name, _)| name == "Content-Security-Policy").unwrap().1;
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("script"), "{policy}");
    }
}

#[test]
fn the_head_names_the_language_and_the_fields_of_the_decree() {
    let document = small_report::document();
    let page = render(&document);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\"/>\n"));
    assert_eq!(facts(&page, "title", html_words)[0], "Báo cáo kết quả kiểm tra");
    let fields = facts(&page, "meta", |meta| (attribute(meta, "name"), attribute(meta, "content")));
    for (name, value) in document.metadata.fields(None) {
        assert!(fields.contains(&(name.to_owned(), value)), "{name}");
    }
    assert!(fields.contains(&("TypeName".to_owned(), "Báo cáo".to_owned())));
}

#[test]
fn notes_and_their_marks_are_linked_both_ways() {
    let mut document = small_report::document();
    document.body.push(Block::Paragraph(vec![Inline::Footnote(0)]));
    let page = render(&document);
    let links = facts(&page, "a", |link| {
        (attribute(link, "role"), attribute(link, "id"), attribute(link, "href"), html_words(link))
    });
    let of = |role: &str, id: &str, href: &str, words: &str| [role, id, href, words].map(str::to_owned);
    let links: Vec<[String; 4]> = links.into_iter().map(|(role, id, href, words)| [role, id, href, words]).collect();
    for number in ["1", "2"] {
        let words = format!("({number})");
        let (mark, note) = (format!("dau-{number}"), format!("chu-thich-{number}"));
        assert!(links.contains(&of("doc-noteref", &mark, &format!("#{note}"), &words)), "{links:?}");
        assert!(links.contains(&of("doc-backlink", "", &format!("#{mark}"), &words)), "{links:?}");
    }
    // A second mark of one note leads to it, but has no id of its own.
    assert!(links.contains(&of("doc-noteref", "", "#chu-thich-1", "(1)")), "{links:?}");
    let notes = facts(&page, "p", |node| (attribute(node, "role"), attribute(node, "id")));
    let notes: Vec<String> = notes.into_iter().filter(|(role, _)| role == "doc-footnote").map(|(_, id)| id).collect();
    assert_eq!(notes, ["chu-thich-1", "chu-thich-2"]);
}

#[test]
fn a_mark_without_note_and_a_note_without_mark_are_refused() {
    let mut beyond = small_report::document();
    beyond.body.push(Block::Paragraph(vec![Inline::Footnote(2)]));
    let mut unmarked = small_report::document();
    unmarked.body.clear();
    let mut nested = small_report::document();
    nested.footnotes[0].push(Inline::Footnote(1));
    for (document, found) in [(beyond, 1), (unmarked, 2), (nested, 1)] {
        let failure = html::render(&document, &theme(), Options::default()).unwrap_err();
        let codes: Vec<Code> = failure.diagnostics().map(|found| found.code).collect();
        assert_eq!(codes, vec![Code::BrokenFootnote; found]);
    }
}

#[test]
fn a_gap_is_marked_in_a_draft_and_refused_in_a_final_document() {
    let mut document = small_report::document();
    assert_eq!(facts(&render(&document), "mark", html_words), ["[Nguyên nhân của hạn chế]"]);
    document.status = Status::Final;
    let failure = html::render(&document, &theme(), Options::default()).unwrap_err();
    assert!(failure.diagnostics().all(|found| found.code == Code::MissingRemark));
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let evil = "</style><script>alert('x')</script>\" onload=\"x & <!-- ]]>\u{0}\u{8}";
    let mut document = letter();
    let head = &mut document.letterhead;
    head.superior = vec![evil.to_owned()];
    head.addressees.push(evil.to_owned());
    head.marks.copy = Some(evil.to_owned());
    document.metadata.title = evil.to_owned();
    document.metadata.subject = evil.to_owned();
    document.closing.signer = evil.to_owned();
    document.appendices[0].id = evil.to_owned();
    document.appendices[0].title = evil.to_owned();
    document.body.push(Block::Heading { level: 1, content: vec![Inline::plain(evil)] });
    document.body.push(Block::Chart(Chart { title: evil.to_owned(), alternative: evil.to_owned(), ..chart() }));
    let page = render(&document);
    assert!(!page.contains("<script") && !page.contains("<!--"));
    assert_eq!(facts(&page, "style", |_| ()).len(), 1);
    let printed = evil.trim_end_matches(['\0', '\u{8}']);
    assert_eq!(facts(&page, "title", html_words)[0], printed);
    assert!(text_of_html(page.as_bytes()).matches(printed).count() >= 5);
    assert!(read_back::html(&page).descendants().all(|node| node.attribute("onload").is_none()));
}

#[test]
fn a_chart_is_a_picture_with_words_for_those_who_cannot_see_it() {
    let page = render(&letter());
    let parsed = read_back::html(&page);
    let pictures: Vec<Node> = parsed.descendants().filter(|node| node.tag_name().name() == "svg").collect();
    let [picture] = pictures[..] else { panic!("{} pictures", pictures.len()) };
    assert_eq!(picture.attribute("role"), Some("img"));
    let child = |name| picture.children().find(|node| node.tag_name().name() == name).map(html_words);
    assert_eq!(child("title").as_deref(), Some("Nhiệm vụ <theo> đơn vị"));
    assert_eq!(child("desc").as_deref(), Some("Sở Nội vụ: 2.330 đúng hạn, 491 quá hạn"));
    assert_eq!(facts(&page, "figcaption", html_words), ["Nhiệm vụ <theo> đơn vị"]);
    let mut long = letter();
    let bars = (1..=200).map(|index| Bar { label: format!("Đơn vị {index}"), values: vec![index, 1] }).collect();
    long.body.push(Block::Chart(Chart { bars, ..chart() }));
    let page = render(&long);
    let heights: Vec<f32> = read_back::html(&page)
        .descendants()
        .filter(|node| node.tag_name().name() == "svg")
        .map(|node| attribute(node, "height").trim_end_matches("pt").parse().unwrap())
        .collect();
    assert!(heights.len() > 3 && heights.iter().all(|height| *height < 728.0), "{heights:?}");
}

#[test]
fn sizes_and_page_numbers_follow_the_choices_of_the_document() {
    let mut document = small_report::document();
    let style = |document: &Document| facts(&render(document), "style", html_words).concat();
    let large = style(&document);
    assert!(large.contains("--head: 13pt; --text: 14pt;") && large.contains("@bottom-right"));
    assert!(!large.contains("@top-center"));
    document.layout.preset = Preset::Small;
    document.layout.profile = Profile::Nd30;
    let small = style(&document);
    assert!(small.contains("--head: 12pt; --text: 13pt;") && small.contains("@top-center"));
    assert!(!small.contains("@bottom-right"));
    assert!(small.contains("margin: 20mm 15mm 20mm 30mm"));
    let sheets = facts(&render(&document), "section", |node| attribute(node, "class"));
    assert!(sheets.contains(&"sheet appendix landscape".to_owned()) && sheets.contains(&"sheet appendix".to_owned()));
}

#[test]
fn bold_and_italic_words_keep_their_style() {
    let mut document = fixture::empty();
    let run = |bold, italic| Inline::Text { text: format!("{bold} {italic}"), style: TextStyle { bold, italic } };
    document.body = vec![Block::Paragraph(vec![run(true, true), run(true, false), run(false, true)])];
    let page = render(&document);
    assert!(page.contains("<p><b><i>true true</i></b><b>true false</b><i>false true</i></p>"), "{page}");
}

/// A table of the shape of `units` with these unit names.
fn unit_rows(names: impl Iterator<Item = String>) -> Table {
    let table = units();
    let row = |name: String| {
        let mut row: Row = table.rows()[0].clone();
        row.cells[1] = Cell::new(Value::Text(name));
        row
    };
    Table::new("t", "", table.columns().to_vec(), table.head().to_vec(), names.map(row).collect()).unwrap()
}

#[test]
fn long_documents_lose_nothing() {
    let mut document = fixture::report();
    let name = "Ban Quản lý các dự án đầu tư xây dựng và phát triển hạ tầng ".repeat(3);
    let names = (1..=1000).map(|index| format!("Đơn vị số {index}.")).chain([name.trim().to_owned()]);
    let note: String = (0..1200).map(|index| format!("ghi-chú-{index}. ")).collect();
    let subject = "Kết quả theo dõi, đôn đốc, kiểm tra việc thực hiện nhiệm vụ được giao ".repeat(5);
    document.letterhead.title = Title::Named { kind: "BÁO CÁO".to_owned(), subject: subject.clone() };
    document.body.push(Block::Table(unit_rows(names)));
    document.footnotes[0] = vec![Inline::plain(&note)];
    document.closing.recipients =
        (1..=60).map(|index| Recipient { level: 0, text: format!("Nơi nhận thứ {index};") }).collect();
    let page = render(&document);
    let table = tables_of_html(page.as_bytes()).swap_remove(0);
    assert_eq!(table.len(), 2 + 1001);
    assert!(table.iter().any(|row| row[1] == name.trim() && row[1].chars().count() > 120));
    let text = text_of_html(page.as_bytes());
    for wanted in [note.trim(), subject.as_str(), "- Nơi nhận thứ 60;"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    // A rule below the subject stays within the limits, whatever its length.
    assert!(facts(&page, "h1", |node| attribute(node, "style"))[0].starts_with("--rule:"));
}

#[test]
fn an_empty_table_says_so_below_its_head() {
    let mut document = fixture::empty();
    document.body = vec![Block::Table(unit_rows(std::iter::empty())), Block::Table(open_tasks())];
    let page = render(&document);
    let table = tables_of_html(page.as_bytes()).swap_remove(0);
    assert_eq!(table[2..], [["Không có", "", "", "", "", ""].map(str::to_owned).to_vec()]);
    assert_eq!(facts(&page, "caption", html_words)[0], "Bảng số liệu");
}

#[test]
fn two_renders_are_the_same_bytes() {
    assert_eq!(render(&letter()), render(&letter()));
}

#[test]
fn columns_without_any_share_are_equally_wide() {
    let columns = fixture::columns(&[(0.0, Align::Left), (0.0, Align::Left)]);
    let head = vec![["A", "B"].map(|name| fixture::head(name, 1, 1)).to_vec()];
    let table = Table::new("t", "", columns, head, Vec::new()).unwrap();
    let page = render(&Document { body: vec![Block::Table(table)], ..fixture::empty() });
    assert_eq!(facts(&page, "col", |node| attribute(node, "style")), ["width:50.00%"; 2]);
}
