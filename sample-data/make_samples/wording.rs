//! Puts plausible wording together: what a task asks for, the document that gave it, the document that answers it.

use crate::calendar::WorkingDays;
use crate::cells::cited;
use crate::fields::{DISTRICT_FIELDS, FIELDS, FIELDS_OF, REQUESTS, STATE_REQUESTS};
use crate::random::Random;

/// A field that the unit deals with, as an index into [`FIELDS`].
pub fn field_of(unit: &str, random: &mut Random) -> usize {
    let own = FIELDS_OF.iter().find(|(part, _)| !unit.contains("huyện") && unit.contains(part));
    *random.pick(own.map_or(&DISTRICT_FIELDS[..], |(_, fields)| fields))
}

/// What a task of the province asks the unit for.
pub fn content(unit: &str, field: usize, year: i32, random: &mut Random) -> String {
    let text = random.pick(&REQUESTS).replace("{}", random.pick::<&str>(&FIELDS[field].subjects));
    let text = text.replace("{year}", &year.to_string());
    match unit.strip_prefix("UBND ") {
        Some(district) if random.chance(60) => format!("{text} trên địa bàn {district}"),
        _ if random.chance(8) => format!("{text} năm {year}"),
        _ => text,
    }
}

/// What a task of the Government or the Prime Minister asks the province for.
pub fn state_content(year: i32, random: &mut Random) -> String {
    let field = random.pick(&FIELDS);
    let text = random.pick(&STATE_REQUESTS).replace("{}", random.pick::<&str>(&field.subjects));
    text.replace("{year}", &year.to_string())
}

/// The document that gave the tasks of one field on one working day: as printed, and the index of its own day.
///
/// Each kind has its own numbers, rising through the year: a few decisions and notices a day, nine directives in all.
pub fn giving_document(day: usize, field: usize) -> (String, usize) {
    let issued = day.saturating_sub((day + field) % 3);
    let text = match (day * 7 + field) % 16 {
        3 => format!("Thông báo số {:02}/TB-UBND", day + 1),
        9 => format!("Quyết định số {:02}/QĐ-UBND", day * 5 + field % 4 + 1),
        12 if day % 28 == 5 => format!("Chỉ thị số {:02}/CT-UBND", day / 28 + 1),
        turn => {
            let prefix = if turn == 14 { "" } else { "Công văn số " };
            format!("{prefix}{:02}/UBND-{}", day * FIELDS.len() + field + 1, FIELDS[field].mark)
        }
    };
    (text, issued)
}

/// The document with which a unit reports that it is done.
pub fn result_document(unit: &str, done: usize, days: &WorkingDays, random: &mut Random) -> String {
    let (kind, mark) = random.pick(&[("Báo cáo", "BC"), ("Báo cáo", "BC"), ("Tờ trình", "TTr"), ("Kế hoạch", "KH")]);
    let number = done * 2 + random.between(1, 9);
    format!("{kind} số {number:02}/{mark}-{} ngày {}", mark_of(unit), cited(days.at(done)))
}

/// The mark of a unit in its document numbers: its initials, as departments do it (Sở Nội vụ → SNV).
fn mark_of(unit: &str) -> String {
    if unit.starts_with("UBND") {
        return "UBND".to_owned();
    }
    if unit.starts_with("Văn phòng") {
        return "VP".to_owned();
    }
    let words = unit.split([' ', ',', '-']).filter(|word| !word.is_empty() && *word != "và");
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}
