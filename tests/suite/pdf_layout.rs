//! The layout of PDF pages, measured in points before anything is painted.

use dondoc::{
    document::{Align, Block, Cell, Document, Orientation, Profile, Recipient, Row, RowKind, Table, Title, Value},
    render::pdf::{
        Fonts,
        layout::{Face, Item, Page, Sheet, TextRun, lay_out, mm},
    },
};

use crate::fixture;

const SLACK: f32 = 0.3;

pub fn set(document: &Document) -> Vec<Page> {
    lay_out(document, &mut Fonts::parse(&fixture::theme().fonts).unwrap()).pages
}

pub fn text(page: &Page) -> String {
    page.runs().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Page numbers stand in the margin; everything else within the text block.
fn in_text_block(page: &Page, run: &TextRun) -> bool {
    let sheet = page.sheet;
    let top = run.y - run.size;
    run.x >= sheet.left - SLACK
        && run.x + run.width <= sheet.width - sheet.right + SLACK
        && top >= sheet.top - run.size * 0.2
        && run.y <= sheet.height - sheet.bottom
}

fn is_page_number(run: &TextRun) -> bool {
    run.size == 14.0 && !run.text.is_empty() && run.text.chars().all(|sign| sign.is_ascii_digit())
}

pub fn assert_margins(pages: &[Page]) {
    for (index, page) in pages.iter().enumerate() {
        for run in page.runs().filter(|run| !in_text_block(page, run)) {
            assert!(
                is_page_number(run),
                "page {}: {:?} at {}, {} leaves the text block",
                index + 1,
                run.text,
                run.x,
                run.y
            );
        }
        for item in &page.items {
            let Item::Rule(rule) = item else { continue };
            let sheet = page.sheet;
            let inside = rule.from.0 >= sheet.left - SLACK
                && rule.to.0 <= sheet.width - sheet.right + SLACK
                && rule.from.1 >= sheet.top - SLACK
                && rule.to.1 <= sheet.height - sheet.bottom + 0.5;
            assert!(inside, "page {}: a rule leaves the text block: {rule:?}", index + 1);
        }
    }
}

fn with_table(table: Table) -> Document {
    Document { body: vec![Block::Table(table)], ..fixture::empty() }
}

pub fn unit_table(rows: Vec<Row>) -> Table {
    let columns = fixture::columns(&[(1.0, Align::Center), (5.0, Align::Left), (2.0, Align::Center)]);
    let head = vec![fixture::head("TT", 1, 1), fixture::head("Cơ quan", 1, 1), fixture::head("Tổng số", 1, 1)];
    Table::new("units", "", columns, vec![head], rows).unwrap()
}

pub fn unit_row(index: u64, name: &str) -> Row {
    let cells = vec![Value::Count(index), Value::Text(name.to_owned()), Value::Count(index * 7)];
    Row { kind: RowKind::Body, cells: cells.into_iter().map(Cell::new).collect() }
}

#[test]
fn the_report_keeps_its_margins_on_upright_and_long_paper() {
    let mut report = fixture::report();
    assert_margins(&set(&report));
    report.layout.profile = Profile::Nd30;
    for part in &mut report.appendices {
        part.orientation = Orientation::Landscape;
    }
    let pages = set(&report);
    assert_margins(&pages);
    assert_eq!(pages.last().unwrap().sheet, Sheet::landscape());
}

#[test]
fn measures_of_the_letterhead() {
    let pages = set(&fixture::report());
    let find = |words: &str| pages[0].runs().find(|run| run.text == words).unwrap_or_else(|| panic!("{words}"));
    let (nation, motto) = (find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), find("Độc lập - Tự do - Hạnh phúc"));
    let (number, date) = (find("Số: 28/BC-TKTra"), find("Kon Tum, ngày 01 tháng 01 năm 2019"));
    assert!((nation.width - mm(95.7)).abs() < 0.5, "{}", nation.width);
    assert!((motto.width - mm(60.5)).abs() < 0.5, "{}", motto.width);
    assert!((number.y - date.y).abs() < 0.01, "number and date share a line");
    let rule = |length: f32| {
        pages[0]
            .items
            .iter()
            .any(|item| matches!(item, Item::Rule(rule) if (rule.to.0 - rule.from.0 - length).abs() < 0.1))
    };
    assert!(rule(motto.width), "the rule below Tiêu ngữ is as long as its text");
    assert!(rule(0.4 * find("TỔ KIỂM TRA").width), "the rule below the issuing body is 0.4 of it");
    let (left, right) = (find("TỔ KIỂM TRA"), nation);
    assert!((left.x + left.width / 2.0 - mm(30.0 + 32.5)).abs() < 0.1);
    assert!((right.x + right.width / 2.0 - mm(30.0 + 65.0 + 50.0)).abs() < 0.1);
}

#[test]
fn page_numbers_follow_the_profile_and_start_again_in_each_appendix() {
    let mut report = fixture::report();
    let numbers = |pages: &[Page]| -> Vec<String> {
        pages
            .iter()
            .map(|page| {
                page.runs().last().filter(|run| is_page_number(run)).map_or(String::new(), |run| run.text.clone())
            })
            .collect()
    };
    let pages = set(&report);
    let found = numbers(&pages);
    let main: Vec<String> =
        (1..=5).map(|number| if number == 1 { String::new() } else { number.to_string() }).collect();
    assert_eq!(found[..5], main);
    assert_eq!(found[5..7], ["", "2"], "the first appendix has two pages");
    assert_eq!(found[7], "", "the second appendix starts again");
    let last = pages[1].runs().last().unwrap();
    assert!(
        (last.x + last.width - mm(195.0)).abs() < 0.1 && last.y > mm(280.0),
        "Thông tư 01: at the right of the foot"
    );
    report.layout.profile = Profile::Nd30;
    let pages = set(&report);
    let last = pages[1].runs().last().unwrap();
    assert!(
        (last.x + last.width / 2.0 - mm(112.5)).abs() < 0.1 && last.y < mm(20.0),
        "Nghị định 30: in the top margin"
    );
}

#[test]
fn each_footnote_stands_on_the_page_of_its_mark() {
    let pages = set(&fixture::report());
    let mut seen = 0;
    for page in &pages {
        let calls = page.runs().filter(|run| (run.size - 14.0 * 0.65).abs() < 0.01).map(|run| run.text.clone());
        let labels = page.runs().filter(|run| (run.size - 10.0 * 0.65).abs() < 0.01).map(|run| run.text.clone());
        let (calls, labels): (Vec<_>, Vec<_>) = (calls.collect(), labels.collect());
        assert_eq!(calls, labels);
        seen += calls.len();
    }
    assert_eq!(seen, 7);
}

#[test]
fn a_footnote_longer_than_a_page_goes_on() {
    let note: Vec<String> = (0..1200).map(|index| format!("ghi-chú-{index}")).collect();
    let mut document = fixture::empty();
    document.body = vec![fixture::block("Một đoạn có chú thích^1^ rất dài."), fixture::block("Đoạn sau.")];
    document.footnotes = vec![fixture::inlines(&note.join(" "))];
    let pages = set(&document);
    assert_margins(&pages);
    assert!(pages.len() >= 2);
    let all: String = pages.iter().map(text).collect::<Vec<_>>().join(" ");
    let missing: Vec<&String> = note.iter().filter(|word| !all.contains(word.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(text(&pages[0]).contains("ghi-chú-0"), "it begins on the page of its mark");
}

#[test]
fn the_signature_is_never_alone_on_a_page() {
    let sentence = "Các đơn vị, địa phương tiếp tục triển khai nhiệm vụ được giao theo quy định. ";
    let mut at_page_top = 0;
    for count in 8..45 {
        let mut document = Document { closing: fixture::closing(), ..fixture::empty() };
        document.body = vec![fixture::block(&sentence.repeat(3)); count / 3];
        document.body.extend(vec![fixture::block(sentence.trim()); count % 3]);
        document.body.push(fixture::block(&format!("Hết phần {}", sentence.repeat(2))));
        let pages = set(&document);
        let signed = pages.iter().find(|page| text(page).contains("Nguyễn Đình Cầu")).unwrap();
        let signature = signed.runs().find(|run| run.text == "KT. TỔ TRƯỞNG").unwrap();
        let body = signed.runs().filter(|run| run.face == Face::Regular && run.y < signature.y - 14.0);
        let lines = body.filter(|run| run.size == 14.0).count();
        assert!(lines >= 2, "{count}: the signature stands alone");
        at_page_top += usize::from(lines < 4 && pages.len() > 1);
    }
    assert!(at_page_top > 0, "no case came near a page break");
}

#[test]
fn a_signature_after_a_table_takes_the_last_row_with_it() {
    for count in 20..45 {
        let rows = (1..=count).map(|index| unit_row(index, "Sở Tài chính")).collect();
        let document = Document { closing: fixture::closing(), ..with_table(unit_table(rows)) };
        let pages = set(&document);
        let signed = pages.iter().find(|page| text(page).contains("Nguyễn Đình Cầu")).unwrap();
        assert!(text(signed).contains(&format!("{count} Sở Tài chính")), "{count} rows: the signature stands alone");
    }
}

#[test]
fn a_long_list_of_recipients_goes_on_below_the_signature() {
    let mut document = Document { closing: fixture::closing(), ..fixture::empty() };
    document.body = vec![fixture::block("Trên đây là báo cáo./.")];
    let recipient = |index| Recipient { level: 0, text: format!("Đơn vị nhận {index};") };
    document.closing.recipients = (0..80).map(recipient).collect();
    let pages = set(&document);
    assert_margins(&pages);
    let all: String = pages.iter().map(text).collect::<Vec<_>>().join(" ");
    assert!((0..80).all(|index| all.contains(&format!("- Đơn vị nhận {index};"))));
}

#[test]
fn a_footnote_mark_stays_with_its_word() {
    for count in 1..60 {
        let mut document = fixture::empty();
        document.body = vec![fixture::block(&format!("{} (trong tỉnh)^1^ hết.", "a".repeat(count)))];
        document.body.extend((1..4).map(|size| fixture::block(&format!("{} (tỉnh)^1^.", "ăn ".repeat(count + size)))));
        document.footnotes = vec![fixture::inlines("Chú thích.")];
        let pages = set(&document);
        let runs: Vec<&TextRun> = pages[0].runs().collect();
        for pair in runs.windows(2).filter(|pair| pair[1].text == "(1)" && (pair[1].size - 9.1).abs() < 0.1) {
            assert!(
                pair[0].text.ends_with(')') && pair[0].y > pair[1].y && pair[0].y - pair[1].y < 10.0,
                "{count}: {pair:?}"
            );
        }
    }
}

#[test]
fn headings_stay_with_what_follows() {
    for count in 20..60 {
        let mut document = fixture::empty();
        document.body = vec![fixture::block("Một dòng."); count];
        document.body.push(fixture::block("# I. Đề mục"));
        document.body.push(fixture::block("Nội dung của đề mục."));
        let pages = set(&document);
        let page = pages.iter().find(|page| text(page).contains("I. Đề mục")).unwrap();
        assert!(text(page).contains("Nội dung của đề mục."), "{count}: the heading stands alone");
    }
}

#[test]
fn no_paragraph_leaves_a_single_line_on_a_page() {
    let sentence =
        "Các đơn vị, địa phương tiếp tục triển khai nhiệm vụ được giao theo quy định của Ủy ban nhân dân tỉnh. ";
    let mut torn = 0;
    for before in 20..50 {
        let mut document = fixture::empty();
        document.body = vec![fixture::block("Một dòng."); before];
        document.body.push(fixture::block(&sentence.repeat(4)));
        let of_paragraph = |run: &&TextRun| {
            run.face == Face::Regular && run.size == 14.0 && run.text != "Một dòng." && !is_page_number(run)
        };
        let counts = set(&document).iter().map(|page| page.runs().filter(of_paragraph).count()).collect::<Vec<_>>();
        let counts: Vec<usize> = counts.into_iter().filter(|count| *count > 0).collect();
        torn += usize::from(counts.len() > 1);
        assert!(counts.iter().all(|count| *count >= 2), "{before}: {counts:?}");
    }
    assert!(torn > 0, "no case came to a page break");
}

#[test]
fn a_title_of_four_lines_and_a_long_unit_name_fit() {
    let mut document = fixture::empty();
    let subject = "Kết quả theo dõi, đôn đốc, kiểm tra việc thực hiện các nhiệm vụ được giao ".repeat(5);
    document.letterhead.title = Title::Named { kind: "BÁO CÁO".to_owned(), subject: subject.trim().to_owned() };
    let name = "BAN QUẢN LÝ CÁC DỰ ÁN ĐẦU TƯ XÂY DỰNG VÀ PHÁT TRIỂN HẠ TẦNG KHU CÔNG NGHIỆP, KHU KINH TẾ CỬA KHẨU QUỐC TẾ BỜ Y TỈNH KON TUM";
    assert!(name.chars().count() >= 120);
    document.letterhead.issuer = vec![name.to_owned()];
    let rows = vec![unit_row(1, name), unit_row(2, &"Ủy-ban-nhân-dân-".repeat(20))];
    document.body = vec![Block::Table(unit_table(rows))];
    let pages = set(&document);
    assert_margins(&pages);
    let subject: Vec<&TextRun> =
        pages[0].runs().filter(|run| run.text.contains("đôn đốc") && run.size == 14.0).collect();
    assert!(subject.len() >= 4, "{}", subject.len());
    let all: String = text(&pages[0]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(all.matches(name).count(), 2, "in the letterhead and in the table");
}

#[test]
fn a_table_of_400_rows_repeats_its_head_and_loses_nothing() {
    let rows = (1..=400).map(|index| unit_row(index, &format!("Đơn vị số {index}."))).collect();
    let pages = set(&with_table(unit_table(rows)));
    assert_margins(&pages);
    assert!(pages.len() > 8);
    for page in &pages {
        assert_eq!(text(page).matches("Cơ quan").count(), 1);
    }
    let all: String = pages.iter().map(text).collect::<Vec<_>>().join(" ");
    for index in 1..=400 {
        assert_eq!(all.matches(&format!("Đơn vị số {index}.")).count(), 1);
    }
}

#[test]
fn a_total_is_never_alone_on_a_page() {
    for count in 25..50 {
        let mut rows: Vec<Row> = (1..=count).map(|index| unit_row(index, &format!("Đơn vị số {index}."))).collect();
        let mut total = unit_row(0, "Tổng số");
        total.kind = RowKind::Total;
        rows.push(total);
        let pages = set(&with_table(unit_table(rows)));
        let page =
            pages.iter().find(|page| text(page).contains("Cơ quan") && text(page).contains("0 Tổng số")).unwrap();
        assert!(text(page).contains(&format!("Đơn vị số {count}.")), "{count}: the total stands alone");
    }
}

#[test]
fn an_empty_table_prints_its_head() {
    let pages = set(&with_table(unit_table(Vec::new())));
    assert_eq!(pages.len(), 1);
    assert!(text(&pages[0]).contains("TT Cơ quan Tổng số"));
}

#[test]
fn a_row_taller_than_a_page_goes_on_line_by_line() {
    let words: Vec<String> = (0..3000).map(|index| format!("từ{index}")).collect();
    let rows = vec![unit_row(1, "Sở Nội vụ"), unit_row(2, &words.join(" ")), unit_row(3, "Sở Y tế")];
    let pages = set(&with_table(unit_table(rows)));
    assert_margins(&pages);
    assert!(pages.len() > 2);
    let all = pages.iter().map(text).collect::<Vec<_>>().join(" ");
    let printed: Vec<&str> = all.split_whitespace().filter(|word| word.starts_with("từ")).collect();
    assert_eq!(printed, words);
    assert!(all.contains("3 Sở Y tế"));
}

#[test]
fn a_merged_group_goes_on_over_pages_and_keeps_its_label() {
    let mut rows: Vec<Row> = (1..=90).map(|index| unit_row(index, &format!("Nhiệm vụ {index}."))).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        row.cells[0] = Cell { value: Value::Text("Nhóm A".to_owned()), rows: if index == 0 { 90 } else { 0 } };
        if index > 0 {
            row.cells[0].value = Value::Blank;
        }
    }
    let pages = set(&with_table(unit_table(rows)));
    assert_margins(&pages);
    assert!(pages.len() > 1);
    for page in &pages {
        assert!(text(page).contains("Nhóm A"), "each page says what its rows belong to");
    }
}

#[test]
fn a_small_merged_group_is_not_torn() {
    for before in 25..45 {
        let mut rows: Vec<Row> = (1..=before).map(|index| unit_row(index, "Sở Tài chính")).collect();
        for index in 0..3u64 {
            let mut row = unit_row(index, &format!("Nhiệm vụ {index}."));
            row.cells[0] = Cell { value: Value::Text("B".to_owned()), rows: if index == 0 { 3 } else { 0 } };
            rows.push(row);
        }
        let pages = set(&with_table(unit_table(rows)));
        let holding = pages.iter().filter(|page| text(page).contains("Nhiệm vụ")).count();
        assert_eq!(holding, 1, "{before}");
    }
}
