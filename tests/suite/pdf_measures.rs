//! Places, sizes and lengths on laid-out pages against the numbers of the layout law (Nghị định 30/2020/NĐ-CP, Phụ lục I;
//! Thông tư 01/2011/TT-BNV).
//!
//! In: a report and a letter with every mark, in both presets and under both laws. Out: each component within 0.5 mm of its
//! place, its size and its rules within 0.1 pt. The numbers are typed from the law, not taken from the program.

use dondoc::{
    document::{
        Block, Document, Layout, MOTTO, Marks, Medium, NATION, Orientation, Preset, Profile, RECIPIENTS, Title, Urgency,
    },
    render::pdf::layout::{Color, Face, Item, Page, Rule, TextRun},
};

use crate::{
    fixture,
    pdf_layout::{set, text},
};

/// Points in a millimetre, and half a millimetre in points.
const MM: f32 = 72.0 / 25.4;
const NEAR: f32 = 0.5 * MM;
/// Ascent and descent of the font in ems (1825 and 443 of 2048), and a single line.
const ASCENT: f32 = 0.8911;
const DESCENT: f32 = 0.2163;
const SINGLE: f32 = 1.1499;
/// Edges of the text block, and the middles of its columns of 65 and 100 mm, in millimetres.
const LEFT: f32 = 30.0;
const RIGHT: f32 = 195.0;
const TOP: f32 = 20.0;
const BOTTOM: f32 = 277.0;
const LEFT_MIDDLE: f32 = 62.5;
const RIGHT_MIDDLE: f32 = 145.0;
const MIDDLE: f32 = 112.5;

const ADDRESS: &str = "Số 125B Phan Đình Phùng, thành phố Kon Tum. ĐT: (0260) 3862320; Email: vpubnd@kontum.gov.vn";
const COPY: &str = "SAO Y; Văn phòng UBND tỉnh Kon Tum; 02/01/2019; 15:30:00 +07:00";
const CIRCULATION: &str = "LƯU HÀNH NỘI BỘ";
const LETTER_SUBJECT: &str = "V/v đôn đốc thực hiện nhiệm vụ do Ủy ban nhân dân tỉnh giao";

/// Both laws, both presets, report and letter.
fn cases() -> Vec<(Document, f32, f32)> {
    let mut cases = Vec::new();
    for profile in [Profile::Nd30, Profile::Tt01] {
        for (preset, head, body) in [(Preset::Large, 13.0, 14.0), (Preset::Small, 12.0, 13.0)] {
            for letter in [false, true] {
                cases.push((marked(profile, preset, letter), head, body));
            }
        }
    }
    cases
}

/// The report of 2018 with every mark.
pub fn marked(profile: Profile, preset: Preset, letter: bool) -> Document {
    let mut document = fixture::report();
    document.layout = Layout { profile, preset, medium: Medium::Paper };
    document.letterhead.addressees =
        vec!["Các sở, ban ngành thuộc tỉnh".to_owned(), "Ủy ban nhân dân các huyện, thành phố".to_owned()];
    document.letterhead.marks = Marks {
        urgency: Some(Urgency::Express),
        circulation: Some(CIRCULATION.to_owned()),
        drafter: Some("PL.(300)".to_owned()),
        address: Some(ADDRESS.to_owned()),
        copy: Some(COPY.to_owned()),
    };
    if letter {
        document.letterhead.title = Title::Letter { subject: LETTER_SUBJECT.to_owned() };
        document.letterhead.number = "Số: 600/UBND-TKT".to_owned();
    }
    document
}

fn is_letter(document: &Document) -> bool {
    matches!(document.letterhead.title, Title::Letter { .. })
}

fn find<'a>(pages: &'a [Page], words: &str) -> &'a TextRun {
    let mut runs = pages.iter().flat_map(Page::runs);
    runs.find(|run| run.text.starts_with(words))
        .unwrap_or_else(|| panic!("{words}: {:?}", pages[0].runs().map(|run| &run.text).collect::<Vec<_>>()))
}

fn middle(run: &TextRun) -> f32 {
    run.x + run.width / 2.0
}

fn line_top(run: &TextRun) -> f32 {
    run.y - ASCENT * run.size
}

fn line_bottom(run: &TextRun) -> f32 {
    run.y + (SINGLE - ASCENT) * run.size
}

#[track_caller]
fn near(found: f32, millimetres: f32) {
    assert!((found - millimetres * MM).abs() <= NEAR, "{} mm, not {millimetres} mm", found / MM);
}

#[track_caller]
fn styled(run: &TextRun, face: Face, size: f32) {
    assert!(run.face == face && (run.size - size).abs() < 0.1, "{}: {:?} {}", run.text, run.face, run.size);
}

fn rules(page: &Page, color: Color) -> Vec<Rule> {
    let rule = |item: &Item| match item {
        Item::Rule(rule) if rule.color == color => Some(*rule),
        _ => None,
    };
    page.items.iter().filter_map(rule).collect()
}

/// The level rule below this text, centred on it.
#[track_caller]
fn rule_below(page: &Page, run: &TextRun) -> Rule {
    let close = |rule: &Rule| {
        let gap = rule.from.1 - (run.y + DESCENT * run.size);
        rule.from.1 == rule.to.1
            && (0.9..=2.1).contains(&gap)
            && ((rule.from.0 + rule.to.0) / 2.0 - middle(run)).abs() < 0.3
    };
    rules(page, Color::Black).into_iter().find(close).unwrap_or_else(|| {
        panic!(
            "no rule below {}: {:?} {:?}",
            run.text,
            (run.size, run.y),
            rules(page, Color::Black).iter().map(|rule| rule.from.1).collect::<Vec<_>>()
        )
    })
}

fn length(rule: Rule) -> f32 {
    rule.to.0 - rule.from.0
}

#[test]
fn head_of_page_1() {
    for (document, head, body) in cases() {
        let pages = set(&document);
        let (nation, motto) = (find(&pages, NATION), find(&pages, MOTTO));
        styled(nation, Face::Bold, head);
        styled(motto, Face::Bold, body);
        near(middle(nation), RIGHT_MIDDLE);
        near(middle(motto), RIGHT_MIDDLE);
        near(nation.width, if head == 13.0 { 95.7 } else { 88.3 });
        near(motto.width, if body == 14.0 { 60.5 } else { 56.1 });
        near(line_top(nation), TOP);
        near(motto.y - nation.y, SINGLE * body / MM);
        assert!((length(rule_below(&pages[0], motto)) - motto.width).abs() < 0.1);
        let (superior, issuer) = (find(&pages, "TỈNH KON TUM"), find(&pages, "TỔ KIỂM TRA"));
        styled(superior, Face::Regular, head);
        styled(issuer, Face::Bold, head);
        near(middle(issuer), LEFT_MIDDLE);
        let share = length(rule_below(&pages[0], issuer)) / issuer.width;
        assert!((1.0 / 3.0..=0.5).contains(&share), "{share}");
        let (number, date) = (find(&pages, "Số: "), find(&pages, "Kon Tum, ngày 01"));
        styled(number, Face::Regular, 13.0);
        styled(date, Face::Italic, body);
        near(middle(number), LEFT_MIDDLE);
        near(middle(date), RIGHT_MIDDLE);
        assert!((number.y - date.y).abs() < 0.1, "one text line");
    }
}

#[test]
fn kind_and_subject_of_a_report() {
    for (mut document, _, body) in cases().into_iter().filter(|(document, ..)| !is_letter(document)) {
        document.letterhead.marks.urgency = None;
        document.letterhead.addressees = Vec::new();
        for subject in ["Kết quả", "Kết quả theo dõi, đôn đốc năm 2018", &"Kết quả theo dõi, đôn đốc ".repeat(14)]
        {
            document.letterhead.title =
                Title::Named { kind: "BÁO CÁO".to_owned(), subject: subject.trim().to_owned() };
            let pages = set(&document);
            let kind = find(&pages, "BÁO CÁO");
            styled(kind, Face::Bold, body);
            near(middle(kind), MIDDLE);
            let above = line_top(kind) - line_bottom(find(&pages, "Kon Tum, ngày"));
            assert!((18.0..=24.0).contains(&above), "{above}");
            let first = find(&pages, "Thực hiện Công văn");
            let subject: Vec<&TextRun> =
                pages[0].runs().filter(|run| run.face == Face::Bold && run.y > kind.y && run.y < first.y).collect();
            subject.iter().for_each(|line| styled(line, Face::Bold, body));
            near(subject[0].y - kind.y, SINGLE * body / MM);
            let last = subject[subject.len() - 1];
            near(middle(last), MIDDLE);
            let rule = rule_below(&pages[0], last);
            let expected = (0.4 * last.width).clamp(20.0 * MM, 60.0 * MM);
            assert!((length(rule) - expected).abs() < 0.1, "{} of {}", length(rule), last.width);
            near(line_top(first) - rule.from.1, 12.0 / MM);
        }
    }
}

#[test]
fn subject_of_a_letter() {
    for (document, ..) in cases().into_iter().filter(|(document, ..)| is_letter(document)) {
        let pages = set(&document);
        let (number, subject) = (find(&pages, "Số: "), find(&pages, "V/v"));
        styled(subject, Face::Regular, 12.0);
        near(middle(subject), LEFT_MIDDLE);
        near(line_top(subject) - line_bottom(number), 6.0 / MM);
        let last =
            pages[0].runs().filter(|run| run.size == 12.0 && run.y > number.y && run.y < 90.0 * MM).last().unwrap();
        assert!(last.y > subject.y, "the subject has two lines");
        assert!(last.x + last.width <= (LEFT + 65.0) * MM, "within the left column");
        let ruled =
            rules(&pages[0], Color::Black).into_iter().any(|rule| (number.y..last.y + 10.0).contains(&rule.from.1));
        assert!(!ruled, "no rule below the subject");
        let first_page = text(&pages[0]);
        assert!(!first_page.contains("BÁO CÁO"));
        assert!(first_page.contains("Thực hiện Công văn"), "the text starts on page 1");
    }
}

#[test]
fn several_addressees_have_dashes_under_the_colon() {
    for (mut document, _, body) in cases() {
        let long = "Tổ công tác của Thủ tướng Chính phủ kiểm tra việc thực hiện nhiệm vụ do Chính phủ, Thủ tướng giao";
        document.letterhead.addressees.insert(1, long.to_owned());
        let pages = set(&document);
        let (start, first) = (find(&pages, "Kính gửi:"), find(&pages, "- Các sở, ban ngành thuộc tỉnh;"));
        for run in [start, first] {
            styled(run, Face::Regular, body);
        }
        near(start.x, LEFT + 35.0);
        let colon = start.x + start.glyphs.last().unwrap().x;
        assert!((first.x - colon).abs() < 0.1, "the dash stands under the colon");
        assert!(first.y > start.y + body, "on a line of its own");
        let second = find(&pages, "- Tổ công tác");
        let rest = pages[0].runs().find(|run| run.y > second.y + 1.0).unwrap();
        near(rest.x - second.x, 0.583 * body / MM);
        assert!(rest.y > second.y && rest.text.ends_with("giao;"), "{}", rest.text);
        assert!((find(&pages, "- Ủy ban nhân dân các huyện, thành phố.").x - colon).abs() < 0.1);
    }
}

#[test]
fn one_addressee_stands_beside_the_words() {
    for (mut document, _, body) in cases() {
        document.letterhead.marks.urgency = None;
        document.letterhead.addressees = vec!["Văn phòng Chính phủ ".repeat(6).trim().to_owned()];
        let pages = set(&document);
        let start = find(&pages, "Kính gửi: Văn phòng Chính phủ");
        styled(start, Face::Regular, body);
        near(start.x, LEFT + 35.0);
        let text = find(&pages, "Thực hiện Công văn");
        let second = pages[0].runs().filter(|run| run.y > start.y + 1.0 && run.y < text.y).last().unwrap();
        let words = "Kính gửi: ".chars().count();
        assert!((second.x - start.x - start.glyphs[words].x).abs() < 0.1, "it hangs below the first word");
        let above = if is_letter(&document) {
            line_bottom(pages[0].runs().filter(|run| run.y < start.y).last().unwrap())
        } else {
            let subject = pages[0].runs().filter(|run| run.y < start.y).last().unwrap();
            rule_below(&pages[0], subject).from.1
        };
        near(line_top(start) - above, 12.0 / MM);
        near(line_top(text) - line_bottom(second), 12.0 / MM);
    }
}

#[test]
fn urgency_box() {
    for (mut document, ..) in cases() {
        let letter = is_letter(&document);
        for (urgency, words, width) in [
            (Urgency::Urgent, "KHẨN", 20.0),
            (Urgency::VeryUrgent, "THƯỢNG KHẨN", 40.0),
            (Urgency::Express, "HOẢ TỐC", 30.0),
        ] {
            document.letterhead.marks.urgency = Some(urgency);
            let pages = set(&document);
            let run = find(&pages, words);
            styled(run, Face::Bold, 13.0);
            assert_eq!(run.color, Color::Red);
            let [r, g, b] = run.color.rgb();
            assert!(r > 230 && g < 40 && b < 40, "bright red");
            let sides = rules(&pages[0], Color::Red);
            assert_eq!(sides.len(), 4);
            let (left, right) = extent(&sides, |point| point.0);
            let (top, bottom) = extent(&sides, |point| point.1);
            assert!((right - left - width * MM).abs() < 0.1, "{}", (right - left) / MM);
            assert!((bottom - top - 8.0 * MM).abs() < 0.1, "{}", (bottom - top) / MM);
            near((left + right) / 2.0, LEFT_MIDDLE);
            near(middle(run), LEFT_MIDDLE);
            near((line_top(run) + line_bottom(run)) / 2.0, (top + bottom) / 2.0 / MM);
            assert!(run.width < right - left - 2.0, "the words stand within the box");
            let above = if letter { find(&pages, "V/v") } else { find(&pages, "Số: ") };
            assert!(top > line_bottom(above), "below number and subject");
            let met = pages[0].runs().filter(|other| other.text != words && other.color == Color::Black);
            assert!(
                met.into_iter().all(|other| line_bottom(other) < top || line_top(other) > bottom),
                "free of other text"
            );
        }
    }
}

fn extent(sides: &[Rule], part: impl Fn((f32, f32)) -> f32) -> (f32, f32) {
    let ends: Vec<f32> = sides.iter().flat_map(|side| [part(side.from), part(side.to)]).collect();
    (ends.iter().copied().fold(f32::MAX, f32::min), ends.iter().copied().fold(f32::MIN, f32::max))
}

#[test]
fn copy_and_circulation_stand_in_the_top_margin() {
    for (mut document, ..) in cases() {
        for copy in [COPY, "Số: 28/BC-TKTra; 01/01/2019; 15:30:00 +07:00", &format!("{COPY}; {COPY}; {COPY}")] {
            document.letterhead.marks.copy = Some(copy.to_owned());
            let pages = set(&document);
            let lines: Vec<&TextRun> = pages[0].runs().filter(|run| run.size == 10.0 && run.y < TOP * MM).collect();
            lines.iter().for_each(|run| styled(run, Face::Regular, 10.0));
            lines.iter().for_each(|run| near(run.x + run.width, RIGHT));
            assert!(lines[0].y - 10.0 > 3.0 * MM, "off the edge of the paper");
            let run = find(&pages, CIRCULATION);
            styled(run, Face::Bold, 13.0);
            near(middle(run), LEFT + 165.0 * (0.58 + 0.85) / 2.0);
            let sides: Vec<Rule> =
                rules(&pages[0], Color::Black).into_iter().filter(|rule| rule.to.1 < TOP * MM).collect();
            assert_eq!(sides.len(), 4, "a rectangle within the top margin");
            let (left, right) = extent(&sides, |point| point.0);
            let (top, bottom) = extent(&sides, |point| point.1);
            assert!(left < run.x && right > run.x + run.width && right <= RIGHT * MM);
            assert!(top < run.y - 0.7 * run.size && bottom > run.y && bottom <= TOP * MM);
            assert!(lines.iter().all(|line| line.y + DESCENT * 10.0 <= top), "the copy stands above the box");
            near(line_top(find(&pages, NATION)), TOP);
        }
    }
}

#[test]
fn words_too_long_for_the_margin_push_the_head_down() {
    let mut document = marked(Profile::Nd30, Preset::Large, false);
    document.letterhead.marks.copy = Some(COPY.repeat(9));
    document.letterhead.marks.circulation = Some("CHỈ LƯU HÀNH TRONG NỘI BỘ ".repeat(4).trim().to_owned());
    let pages = set(&document);
    let last = pages[0].runs().take_while(|run| run.text != "ỦY BAN NHÂN DÂN").last().unwrap();
    assert!(last.y > TOP * MM, "the case is long enough");
    assert!(line_top(find(&pages, NATION)) > line_bottom(last));
}

#[test]
fn address_at_the_foot_of_page_1() {
    for (document, ..) in cases() {
        let pages = set(&document);
        let run = find(&pages, "Số 125B");
        styled(run, Face::Regular, 11.0);
        assert!(run.y <= BOTTOM * MM && run.y > (BOTTOM - 12.0) * MM, "at the foot of the text block");
        let long = |rule: &&Rule| (length(**rule) - 165.0 * MM).abs() < 0.1;
        let black = rules(&pages[0], Color::Black);
        let rule = black.iter().find(long).expect("a rule as wide as the text");
        assert!((0.5..8.0).contains(&(line_top(run) - rule.from.1)));
        let others = pages[0].runs().filter(|other| other.size != 11.0);
        assert!(others.map(line_bottom).fold(0.0, f32::max) < rule.from.1, "everything else stands above");
        assert!(pages[1..].iter().all(|page| !text(page).contains("125B")), "on page 1 only");
        let lowest = pages[1].runs().filter(|other| other.y < 280.0 * MM).map(|other| other.y).fold(0.0, f32::max);
        assert!(lowest > (BOTTOM - 16.0) * MM, "page 2 is filled to its foot");
    }
}

#[test]
fn footnotes_of_page_1_stand_above_the_address() {
    for count in 1..30 {
        let mut document = marked(Profile::Nd30, Preset::Large, true);
        document.body = vec![fixture::block("Một dòng."); count];
        document.body.push(fixture::block("Một đoạn có chú thích^1^ ở đây."));
        document.footnotes = vec![fixture::inlines(&"Chú thích dài. ".repeat(30))];
        let pages = set(&document);
        let page = pages.iter().find(|page| text(page).contains("có chú thích")).unwrap();
        let notes = page.runs().filter(|run| run.size == 10.0 && run.y > TOP * MM);
        let lowest = notes.map(|run| run.y).fold(0.0, f32::max);
        let limit = page.runs().find(|run| run.text.starts_with("Số 125B")).map_or(BOTTOM * MM, line_top);
        assert!(lowest > 0.0 && lowest < limit, "{count}");
    }
}

#[test]
fn closing() {
    for (document, _, body) in cases() {
        let pages = set(&document);
        let (heading, authority) = (find(&pages, RECIPIENTS), find(&pages, "KT. TỔ TRƯỞNG"));
        styled(heading, Face::BoldItalic, 12.0);
        near(heading.x, LEFT);
        assert!((heading.y - authority.y).abs() < 0.1, "level with the authority");
        let first = find(&pages, "- Chủ tịch, PCT");
        styled(first, Face::Regular, 11.0);
        near(first.x, LEFT);
        let (last, drafter) = (find(&pages, "- Lưu: VT"), find(&pages, "PL.(300)"));
        styled(drafter, Face::Regular, 11.0);
        near(drafter.x, LEFT);
        near(drafter.y - last.y, SINGLE * 11.0 / MM);
        let (title, office, name) =
            (find(&pages, "TỔ PHÓ"), find(&pages, "PHÓ CHÁNH VĂN"), find(&pages, "Nguyễn Đình Cầu"));
        for run in [authority, title, office, name] {
            styled(run, Face::Bold, body);
            near(middle(run), middle(authority) / MM);
        }
        let share = (middle(authority) / MM - LEFT) / 165.0;
        assert!((0.5..0.98).contains(&share) && (share - 0.74).abs() < 0.04, "{share}");
        assert!(line_top(office) - line_bottom(title) >= 25.0 * MM, "room for the signature");
        let page = pages.iter().find(|page| text(page).contains(RECIPIENTS)).unwrap();
        let above =
            page.runs().filter(|run| run.y < authority.y - 1.0 && run.size == body && run.y > TOP * MM).last().unwrap();
        let gap = line_top(authority) - (above.y + DESCENT * body);
        assert!((12.0..16.0).contains(&gap), "{gap}");
    }
}

#[test]
fn body_text() {
    for (mut document, _, body) in cases() {
        let words = "Mở đầu: các đơn vị, địa phương tiếp tục triển khai nhiệm vụ được giao theo quy định của tỉnh, của Trung ương và của ngành; thời hạn là cuối năm.";
        document.body = vec![fixture::block(words); 40];
        let pages = set(&document);
        let lines: Vec<&TextRun> = pages[1].runs().filter(|run| run.size == body && run.text.len() > 4).collect();
        let starts: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].text.starts_with("Mở đầu")).collect();
        assert!(starts.len() > 4);
        for start in &starts {
            styled(lines[*start], Face::Regular, body);
            near(lines[*start].x, LEFT + 10.0);
            near(lines[*start].x + lines[*start].width, RIGHT);
            near(lines[start + 1].x, LEFT);
            let leading = (lines[start + 1].y - lines[*start].y) / (SINGLE * body);
            assert!((0.98..=1.5).contains(&leading), "{leading}");
            if *start > 0 {
                let gap = lines[*start].y - lines[start - 1].y - leading * SINGLE * body;
                assert!(gap > 5.9, "{gap}");
            }
        }
        let lowest = pages[1].runs().filter(|run| run.text.len() > 4).map(|run| run.y).fold(0.0, f32::max);
        assert!(lowest <= BOTTOM * MM);
    }
}

#[test]
fn page_numbers() {
    for (document, _, body) in cases() {
        let pages = set(&document);
        for (index, page) in pages.iter().enumerate().take(4) {
            let expected = (index + 1).to_string();
            let number = page.runs().find(|run| run.text == expected && run.size == body && !inside(run));
            if index == 0 {
                assert!(number.is_none(), "page 1 shows no number");
                continue;
            }
            let number = number.unwrap_or_else(|| panic!("page {expected}"));
            styled(number, Face::Regular, body);
            if document.layout.profile == Profile::Nd30 {
                near(middle(number), MIDDLE);
                near(line_top(number), 10.0 + 6.0 / MM);
            } else {
                near(number.x + number.width, RIGHT);
                near(line_bottom(number), 287.0);
            }
        }
    }
}

fn inside(run: &TextRun) -> bool {
    run.y > TOP * MM && run.y < BOTTOM * MM
}

#[test]
fn appendices() {
    for (document, _, body) in cases() {
        let pages = set(&document);
        let (label, title) = (find(&pages, "PHỤ LỤC 02"), find(&pages, "Kết quả thực hiện nhiệm vụ do Chủ tịch"));
        styled(label, Face::Bold, 14.0);
        near(middle(label), MIDDLE);
        near(line_top(label), TOP);
        styled(title, Face::Bold, body);
        let reference = find(&pages, "(Kèm theo Báo cáo");
        styled(reference, Face::Italic, 13.0);
        near(middle(reference), MIDDLE);
        let page = pages.iter().find(|page| text(page).contains("PHỤ LỤC 01")).unwrap();
        let rule = rule_below(page, reference);
        assert!((19.0 * MM..=23.0 * MM).contains(&length(rule)));
        styled(find(&pages, "Ngoài 30 đơn vị"), Face::Regular, 13.0);
    }
}

#[test]
fn headings_and_parts() {
    for (mut document, _, body) in cases() {
        let title = "TÌNH HÌNH VÀ KẾT QUẢ".to_owned();
        document.body.insert(0, Block::Part { number: "Phần I".to_owned(), title });
        let pages = set(&document);
        let (number, title) = (find(&pages, "Phần I"), find(&pages, "TÌNH HÌNH VÀ KẾT QUẢ"));
        for run in [number, title] {
            styled(run, Face::Bold, body);
            near(middle(run), MIDDLE);
        }
        near(title.y - number.y, SINGLE * body / MM);
        let heading = pages.iter().flat_map(Page::runs).find(|run| run.text.starts_with("I. ")).unwrap();
        styled(heading, Face::Bold, body);
        near(heading.x, LEFT + 10.0);
    }
}

#[test]
fn long_paper_keeps_margins_and_page_number() {
    for (mut document, _, body) in cases() {
        document.appendices[0].orientation = Orientation::Landscape;
        let pages = set(&document);
        let first = pages.iter().position(|page| text(page).contains("PHỤ LỤC 01")).unwrap();
        let page = &pages[first + 1];
        near(page.sheet.width, 297.0);
        near(page.sheet.height, 210.0);
        let number = page.runs().last().unwrap();
        assert_eq!(number.text, "2", "each appendix counts from 1");
        styled(number, Face::Regular, body);
        if document.layout.profile == Profile::Nd30 {
            near(middle(number), f32::midpoint(LEFT, 282.0));
            near(line_top(number), 10.0 + 6.0 / MM);
        } else {
            near(number.x + number.width, 282.0);
            near(line_bottom(number), 200.0);
        }
        let (left, right) = extent(&rules(page, Color::Black), |point| point.0);
        near(left, LEFT);
        near(right, 282.0);
        let (top, bottom) = extent(&rules(page, Color::Black), |point| point.1);
        near(top, TOP);
        assert!(bottom <= 190.0 * MM + 0.5);
    }
}
