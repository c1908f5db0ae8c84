//! The layout of PDF pages where documents are unusual: notes over many pages, lists and tables of every length, charts.
//!
//! In: documents made for one case each. Out: nothing overlaps, nothing is lost, nothing stands alone that belongs with more.

use dondoc::{
    document::{Align, Bar, Block, Chart, Document, Preset, Profile, Recipient, Series, Table, Tone, Value},
    render::{
        Options,
        pdf::{
            self,
            layout::{Color, Face, Item, Page, TextRun},
        },
    },
};

use crate::{
    fixture,
    pdf_layout::{assert_margins, set, text, unit_row, unit_table},
    pdf_measures::marked,
};

/// No line of text stands upon another: runs whose letters meet.
pub fn assert_no_overlap(pages: &[Page]) {
    for (index, page) in pages.iter().enumerate() {
        let runs: Vec<&TextRun> = page.runs().collect();
        for (place, run) in runs.iter().enumerate() {
            for other in &runs[place + 1..] {
                let beside = run.x + run.width <= other.x + 0.1 || other.x + other.width <= run.x + 0.1;
                let (upper, lower) = if run.y < other.y { (run, other) } else { (other, run) };
                let apart = upper.y + 0.15 * upper.size <= lower.y - 0.5 * lower.size;
                assert!(beside || apart, "page {}: {:?} meets {:?}", index + 1, run.text, other.text);
            }
        }
    }
}

fn all(pages: &[Page]) -> String {
    pages.iter().map(text).collect::<Vec<_>>().join(" ")
}

fn chart(bars: usize) -> Chart {
    let series = [("Đúng hạn", Tone::OnTime), ("Quá hạn", Tone::Late), ("Trễ hạn", Tone::Overdue)];
    let bar = |index: usize| Bar {
        label: format!("Đơn vị {index} của tỉnh Kon Tum với tên gọi khá dài"),
        values: vec![40 + index as u64, 7, 12],
    };
    Chart {
        id: "units".to_owned(),
        title: "Kết quả thực hiện nhiệm vụ của các đơn vị".to_owned(),
        alternative: "Biểu đồ".to_owned(),
        series: series.map(|(label, tone)| Series { label: label.to_owned(), tone }).to_vec(),
        bars: (0..bars).map(bar).collect(),
    }
}

fn empty_table() -> Table {
    unit_table(Vec::new())
}

#[test]
fn every_mark_together_stands_apart() {
    for preset in [Preset::Large, Preset::Small] {
        for letter in [true, false] {
            assert_no_overlap(&set(&marked(Profile::Nd30, preset, letter)));
        }
    }
}

#[test]
fn the_small_preset_keeps_the_margins() {
    let mut document = fixture::report();
    document.layout.preset = Preset::Small;
    let pages = set(&document);
    assert_no_overlap(&pages);
    let large = pages.iter().flat_map(Page::runs).filter(|run| run.size > 13.1 && !run.text.starts_with("PHỤ LỤC"));
    assert_eq!(large.count(), 0, "nothing but the labels of appendices is larger than 13");
}

#[test]
fn a_note_with_two_marks_is_printed_once() {
    let mut document = fixture::empty();
    document.body = vec![fixture::block("Một^1^ lần."), fixture::block("Hai^1^ lần^2^.")];
    document.footnotes = vec![fixture::inlines("Chú thích đầu."), fixture::inlines("Chú thích sau.")];
    let words = all(&set(&document));
    assert_eq!(words.matches("Chú thích đầu.").count(), 1, "{words}");
    assert_eq!(words.matches("Chú thích sau.").count(), 1);
    assert_eq!(words.matches("(1)").count(), 3, "two marks, and the number of the note");
    pdf::render(&document, &fixture::theme(), Options::default()).unwrap();
}

#[test]
fn text_and_tables_after_a_note_of_many_pages_stand_clear_of_it() {
    for words in (900..5200).step_by(860) {
        let note: Vec<String> = (0..words).map(|index| format!("ghi-chú-{index}.")).collect();
        for follower in [vec![fixture::block("Đoạn sau."); 3], vec![], vec![Block::Chart(chart(6))]] {
            let mut document = fixture::empty();
            document.closing = fixture::closing();
            document.body = vec![fixture::block("Một đoạn có chú thích^1^ rất dài.")];
            document.body.extend(follower);
            document.body.push(Block::Table(unit_table((1..=5).map(|index| unit_row(index, "Sở Y tế")).collect())));
            document.body.push(fixture::block("Đoạn cuối^2^./."));
            document.footnotes = vec![fixture::inlines(&note.join(" ")), fixture::inlines("Chú thích sau.")];
            let pages = set(&document);
            assert_margins(&pages);
            assert_no_overlap(&pages);
            let all = all(&pages);
            assert!(note.iter().all(|word| all.contains(word.as_str())));
            assert!(all.contains("5 Sở Y tế") && all.contains("Chú thích sau."));
        }
    }
}

#[test]
fn a_single_closing_line_takes_more_along_with_the_signature() {
    let words =
        "Các đơn vị, địa phương tiếp tục triển khai nhiệm vụ được giao theo quy định của tỉnh, của Trung ương./.";
    let mut moved = 0;
    for table in [false, true] {
        for count in 10..45u64 {
            let mut document = Document { closing: fixture::closing(), ..fixture::empty() };
            if table {
                let rows = (1..=count).map(|index| unit_row(index, "Sở Tài chính")).collect();
                document.body = vec![Block::Table(unit_table(rows))];
            } else {
                document.body = vec![fixture::block(words); usize::try_from(count / 2).unwrap()];
                document.body.extend(vec![fixture::block("Một dòng."); usize::try_from(count % 2).unwrap()]);
            }
            document.body.push(fixture::block("Hết./."));
            let pages = set(&document);
            let page = pages.iter().find(|page| text(page).contains("Nguyễn Đình Cầu")).unwrap();
            let signature = page.runs().find(|run| run.text == "KT. TỔ TRƯỞNG").unwrap();
            let mut lines: Vec<f32> =
                page.runs().map(|run| run.y).filter(|y| *y < signature.y - 1.0 && *y > 57.0).collect();
            lines.dedup();
            assert!(lines.len() >= 2 && text(page).contains("Hết./."), "{count}: {lines:?}");
            moved += usize::from(pages.len() > 1 && lines.len() < 5);
        }
    }
    assert!(moved > 0, "no case came near a page break");
}

#[test]
fn sixty_recipients_keep_their_order_and_margins() {
    let mut document = marked(Profile::Nd30, Preset::Large, true);
    document.closing.recipients = (0..60)
        .map(|index| Recipient { level: u8::from(index % 7 == 3), text: format!("Đơn vị nhận số {index};") })
        .collect();
    let pages = set(&document);
    assert_no_overlap(&pages);
    let all = all(&pages);
    let places: Vec<usize> = (0..60).map(|index| all.find(&format!("Đơn vị nhận số {index};")).unwrap()).collect();
    assert!(places.is_sorted());
    assert!(all.find("PL.(300)").unwrap() > places[59], "the drafter's mark stands below the list");
    let below = pages.iter().flat_map(Page::runs).filter(|run| run.text.contains("Đơn vị nhận số"));
    assert!(below.into_iter().all(|run| run.x + run.width <= (30.0 + 68.0) * 72.0 / 25.4));
}

#[test]
fn the_end_of_a_short_letter_stands_above_the_address() {
    let mut together = 0;
    for count in 1..30 {
        let mut document = marked(Profile::Nd30, Preset::Small, true);
        document.appendices = Vec::new();
        document.footnotes = vec![fixture::inlines("Chú thích.")];
        document.body = vec![fixture::block("Một dòng."); count];
        document.body.push(fixture::block("Đề nghị các đơn vị thực hiện^1^./."));
        let pages = set(&document);
        assert_no_overlap(&pages);
        together += usize::from(pages.len() == 1);
        assert!(text(pages.last().unwrap()).contains("Nguyễn Đình Cầu"));
    }
    assert!((1..29).contains(&together), "{together}: no case came to the end of the page");
}

#[test]
fn a_drafter_alone_is_printed() {
    let mut document = fixture::empty();
    document.letterhead.marks.drafter = Some("PL.(300)".to_owned());
    document.body = vec![fixture::block("Trên đây là báo cáo./.")];
    assert!(text(&set(&document)[0]).ends_with("PL.(300)"));
}

#[test]
fn an_empty_table_says_that_there_is_nothing() {
    let mut document = fixture::empty();
    document.body = vec![Block::Table(empty_table())];
    let pages = set(&document);
    let word = pages[0].runs().find(|run| run.text == "Không có").unwrap();
    assert_eq!((word.face, word.size), (Face::Italic, 12.0));
    let middle = word.x + word.width / 2.0;
    assert!((middle - 112.5 * 72.0 / 25.4).abs() < 1.0, "across the whole table");
    let bottom = pages[0]
        .items
        .iter()
        .any(|item| matches!(item, Item::Rule(rule) if rule.from.1 == rule.to.1 && rule.from.1 > word.y));
    assert!(bottom, "the cell is closed");
}

#[test]
fn a_table_of_1000_rows_loses_nothing() {
    let rows = (1..=1000).map(|index| unit_row(index, &format!("Đơn vị số {index}."))).collect();
    let mut document = fixture::empty();
    document.body = vec![Block::Table(unit_table(rows))];
    let pages = set(&document);
    assert_margins(&pages);
    let printed: Vec<String> = pages
        .iter()
        .flat_map(Page::runs)
        .filter(|run| run.text.starts_with("Đơn vị số"))
        .map(|run| run.text.clone())
        .collect();
    assert_eq!(printed, (1..=1000).map(|index| format!("Đơn vị số {index}.")).collect::<Vec<_>>());
    assert!(pages.iter().all(|page| text(page).matches("Cơ quan").count() == 1));
}

#[test]
fn a_heading_stays_with_the_table_or_chart_below_it() {
    for count in 18..48 {
        for (block, mark) in [
            (Block::Table(unit_table((1..=9).map(|index| unit_row(index, "Sở Y tế")).collect())), "1 Sở Y tế"),
            (Block::Table(empty_table()), "Không có"),
            (Block::Chart(chart(4)), "Đơn vị 0"),
        ] {
            let mut document = fixture::empty();
            document.body = vec![fixture::block("Một dòng."); count];
            document.body.extend([fixture::block("# I. Đề mục"), fixture::block("## 1. Đề mục con"), block]);
            let pages = set(&document);
            assert_margins(&pages);
            let page = pages.iter().find(|page| text(page).contains("I. Đề mục")).unwrap();
            assert!(text(page).contains("1. Đề mục con") && text(page).contains(mark), "{count}: {mark}");
        }
    }
}

#[test]
fn a_part_opens_with_what_follows() {
    for count in 20..50 {
        let mut document = fixture::empty();
        document.body = vec![fixture::block("Một dòng."); count];
        let part = Block::Part {
            number: "Phần I".to_owned(),
            title: "TÌNH HÌNH THỰC HIỆN ".repeat(5).trim().to_owned(),
        };
        document.body.extend([part, fixture::block("# I. Đề mục"), fixture::block("Nội dung.")]);
        let pages = set(&document);
        assert_margins(&pages);
        let page = pages.iter().find(|page| text(page).contains("Phần I")).unwrap();
        assert!(text(page).contains("Nội dung."), "{count}: the part stands alone");
    }
}

#[test]
fn a_chart_stays_whole_below_its_title() {
    for count in 10..40 {
        let mut document = fixture::empty();
        document.body = vec![fixture::block("Một dòng."); count];
        document.body.push(Block::Chart(chart(8)));
        let pages = set(&document);
        assert_margins(&pages);
        let page = pages.iter().find(|page| text(page).contains("Kết quả thực hiện nhiệm vụ của các đơn vị")).unwrap();
        assert!((0..8).all(|index| text(page).contains(&format!("Đơn vị {index} "))), "{count}");
    }
}

#[test]
fn a_chart_is_drawn_in_its_colours_with_words_at_its_bars() {
    let mut document = fixture::empty();
    document.body = vec![Block::Chart(chart(2))];
    let page = &set(&document)[0];
    assert_no_overlap(std::slice::from_ref(page));
    let bars = |tone: Tone| {
        let of_tone = |item: &&Item| matches!(item, Item::Area(area) if area.color == Color::Tone(tone));
        page.items.iter().filter(of_tone).count()
    };
    // One box in the legend and one part of each bar.
    assert_eq!([Tone::OnTime, Tone::Late, Tone::Overdue, Tone::InDeadline].map(bars), [3, 3, 3, 0]);
    assert!(page.items.iter().all(|item| !matches!(item, Item::Area(area) if !area.edge)), "each has an edge on white");
    let white = page.runs().find(|run| run.text == "40").unwrap();
    assert_eq!((white.color, white.size), (Color::White, 10.0), "words on a dark bar");
    let title = page.runs().find(|run| run.text.starts_with("Kết quả thực hiện nhiệm vụ của")).unwrap();
    assert_eq!(title.face, Face::Bold);
    assert!((title.x + title.width / 2.0 - 112.5 * 72.0 / 25.4).abs() < 0.5);
    let first = page.items.iter().find_map(|item| match item {
        Item::Area(area) => Some(area.y),
        _ => None,
    });
    assert!(first.unwrap() > title.y, "the title stands above");
}

#[test]
fn a_chart_taller_than_a_page_goes_on() {
    let mut document = Document { closing: fixture::closing(), ..fixture::empty() };
    document.body = vec![fixture::block("Một dòng."), Block::Chart(chart(90)), fixture::block("Hết./.")];
    let pages = set(&document);
    assert_margins(&pages);
    assert_no_overlap(&pages);
    let all = all(&pages);
    assert!((0..90).all(|index| all.matches(&format!("Đơn vị {index} ")).count() == 1));
    let with_bars: Vec<&Page> = pages.iter().filter(|page| text(page).contains("của tỉnh Kon Tum với")).collect();
    assert!(with_bars.len() > 1 && with_bars.iter().all(|page| text(page).contains("Đúng hạn")), "each has the legend");
}

#[test]
fn a_table_with_the_head_of_a_landscape_page_and_merged_cells_down_and_across_is_closed() {
    let columns =
        fixture::columns(&[(1.0, Align::Center), (3.0, Align::Left), (1.0, Align::Center), (1.0, Align::Center)]);
    let head = vec![
        vec![fixture::head("TT", 1, 2), fixture::head("Cơ quan", 1, 2), fixture::head("Kết quả", 2, 1)],
        vec![fixture::head("Đúng hạn", 1, 1), fixture::head("Quá hạn", 1, 1)],
    ];
    let mut rows: Vec<_> =
        (0..4).map(|index| fixture::body_row(&[index, 1, 2, 3].map(|cell| format!("ô {cell}")))).collect();
    rows[1].cells[1].rows = 2;
    rows[2].cells[1].rows = 0;
    rows[2].cells[1].value = Value::Blank;
    let mut document = fixture::empty();
    document.body = vec![Block::Table(Table::new("t", "", columns, head, rows).unwrap())];
    let pages = set(&document);
    assert_no_overlap(&pages);
    let find = |words: &str| pages[0].runs().filter(|run| run.text == words).collect::<Vec<_>>();
    let (across, on_time, late) = (find("Kết quả")[0], find("Đúng hạn")[0], find("Quá hạn")[0]);
    let between = f32::midpoint(on_time.x, late.x + late.width);
    assert!((across.x + across.width / 2.0 - between).abs() < 3.0, "centred above both columns");
    let (second, third) = (find("ô 1")[2].y, find("ô 2")[3].y);
    let merged = find("ô 1")[1].y;
    assert!(merged > find("ô 1")[0].y && merged < second && second <= third, "in the middle of its two rows");
    let level = |y: f32| {
        let spans = |item: &&Item| matches!(item, Item::Rule(rule) if rule.from.1 == rule.to.1 && (rule.from.1 - y).abs() < 2.0);
        pages[0].items.iter().filter(spans).count()
    };
    assert_eq!(level(merged + 3.0).max(level(merged)), 3, "no rule through the merged cell");
}

#[test]
fn heading_rows_taller_than_a_page_go_on_and_lose_nothing() {
    let words = |count: usize| (0..count).map(|index| format!("từ{index}")).collect::<Vec<_>>().join(" ");
    for count in [60, 90, 150, 400] {
        let columns = fixture::columns(&[(1.0, Align::Left); 6]);
        let head = (0..6).map(|index| fixture::head(&format!("cột{index} {}", words(count)), 1, 1)).collect();
        let rows = (0..9).map(|row| fixture::body_row(&[row; 6].map(|row| format!("hàng{row}")))).collect();
        let mut document = fixture::empty();
        document.body =
            vec![fixture::block("# I. Đề mục"), Block::Table(Table::new("t", "", columns, vec![head], rows).unwrap())];
        let pages = set(&document);
        assert_margins(&pages);
        assert_no_overlap(&pages);
        let all = all(&pages);
        assert!((0..6).all(|index| all.contains(&format!("cột{index}"))) && all.matches("hàng8").count() == 6);
        assert!(all.matches(&format!("từ{}", count - 1)).count() >= 6, "{count}");
    }
}

#[test]
fn a_merged_cell_longer_than_its_page_loses_nothing() {
    for (first, second) in [(1, 1), (700, 1), (1, 700), (300, 900)] {
        let words =
            |name: &str, count: usize| (0..count).map(|index| format!("{name}{index}.")).collect::<Vec<_>>().join(" ");
        let mut rows = vec![
            fixture::body_row(&[words("gộp", 1500), words("trên", first)]),
            fixture::body_row(&[String::new(), words("dưới", second)]),
        ];
        rows[0].cells[0].rows = 2;
        rows[1].cells[0].rows = 0;
        let columns = fixture::columns(&[(1.0, Align::Left), (1.0, Align::Left)]);
        let head = vec![vec![fixture::head("A", 1, 1), fixture::head("B", 1, 1)]];
        let mut document = fixture::empty();
        document.body = vec![Block::Table(Table::new("t", "", columns, head, rows).unwrap())];
        let pages = set(&document);
        assert_margins(&pages);
        assert_no_overlap(&pages);
        let all = all(&pages);
        assert!((0..1500).all(|index| all.contains(&format!("gộp{index}."))), "{first}, {second}");
        assert!(all.contains(&format!("trên{}.", first - 1)) && all.contains(&format!("dưới{}.", second - 1)));
    }
}

#[test]
fn one_endless_word_leaves_the_other_columns_their_words() {
    let link = format!("https://van-ban.kontum.gov.vn/{}", "abcdefghij".repeat(20));
    let rows = vec![fixture::body_row(&["1".to_owned(), "Nghiêng".to_owned(), link])];
    let columns = fixture::columns(&[(1.0, Align::Center), (2.0, Align::Left), (2.0, Align::Left)]);
    let head = vec![["TT", "Cơ quan", "Liên kết"].map(|name| fixture::head(name, 1, 1)).to_vec()];
    let mut document = fixture::empty();
    document.body = vec![Block::Table(Table::new("t", "", columns, head, rows).unwrap())];
    let pages = set(&document);
    assert_margins(&pages);
    assert!(pages[0].runs().any(|run| run.text == "Nghiêng"), "{}", text(&pages[0]));
}

#[test]
fn long_words_of_a_chart_stay_within_the_text() {
    let mut chart = chart(3);
    chart.bars[1].label = "nghiêng".repeat(12);
    chart.series[1].label = format!("Quá hạn {}", "so với thời hạn được giao ".repeat(9));
    chart.series[2].label = "Trễ\nhạn".to_owned();
    let mut document = fixture::empty();
    document.body = vec![Block::Chart(chart)];
    let pages = set(&document);
    assert_margins(&pages);
    assert_no_overlap(&pages);
}
