//! A text that is read where it lies is the same table as one that is held in memory.
//!
//! In: texts, opened as if smaller ones were large. Out: the same rows, places and row numbers, or the same refusal.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use dondoc::{
    diagnostic::{Code, Failure},
    ingest::{RawTable, TextSizes, Wanted, open_sized},
};
use proptest::prelude::*;

/// Nothing is large.
pub const HELD: TextSizes = TextSizes { held: u64::MAX, proved: u64::MAX };
/// Everything is too large to be held, and looked at as a whole first.
pub const PROVED: TextSizes = TextSizes { held: 0, proved: u64::MAX };
/// Everything is too large for that too.
pub const UNPROVED: TextSizes = TextSizes { held: 0, proved: 0 };

/// The table of a text whose heading is `a,b,c`.
fn opened(path: &Path, sizes: TextSizes) -> Result<RawTable, Failure> {
    let wanted: Vec<Wanted> = ["a", "b", "c"].map(|label| Wanted::exactly(label, vec![label.to_owned()])).into();
    let mut found = open_sized(path, "tasks.csv", None, sizes)?.tables(&wanted)?;
    Ok(found.tables.remove(0))
}

#[allow(clippy::disallowed_methods, reason = "a test writes what it reads")]
fn written(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tasks.csv");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Rows, places, blank lines above, and the cells, as somebody finds them who walks from a place.
fn walked(table: &RawTable, from: u64) -> Vec<(u64, u64, Vec<String>)> {
    let (mut rows, mut found) = (table.rows_from(from), Vec::new());
    while rows.advance() {
        let cells = (0..rows.width()).map(|column| rows.cell(column).text().trim().to_owned()).collect();
        found.push((rows.place(), rows.blank_before(), cells));
    }
    found
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zê0-9 ]{0,6}",
        1 => "[a-z;|]{0,3}".prop_map(|text| format!("\"{text}, \"\"x\"\"\n{text}\"")),
        1 => Just(String::new()),
        1 => "[a-z]{1,3}\r[a-z]{1,3}\r[a-z]{0,2}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_large_text_is_the_same_as_a_held_one(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..5), 1..30),
        (mark, line_break, last) in ("\u{feff}?", "\r?\n", any::<bool>()),
        asked in proptest::collection::vec(any::<prop::sample::Index>(), 1..20),
    ) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",").replace('\n', &line_break)).collect();
        let end = if last { line_break.as_str() } else { "" };
        let text = format!("{mark}a,b,c{line_break}{}{end}", lines.join(&line_break));
        let (_folder, path) = written(text.as_bytes());
        let held = opened(&path, HELD);
        // Nor as if they had another delimiter.
        prop_assume!(held.is_ok());
        let held = held.unwrap();
        let all = walked(&held, 0);
        for sizes in [PROVED, UNPROVED] {
            let large = opened(&path, sizes);
            // A handful of rows may look as if marks were signs: such a text must be held.
            prop_assume!(large.is_ok());
            let large = large.unwrap();
            prop_assert_eq!(&walked(&large, 0), &all);
            for index in &asked {
                let (place, _, cells) = index.get(&all);
                prop_assert_eq!(large.row_number(*place), held.row_number(*place));
                prop_assert_eq!(&walked(&large, *place)[0].2, cells);
            }
        }
    }
}

/// Enough rows for anybody to tell how cells are marked, of so many bytes at least.
fn rows(bytes: usize) -> String {
    let row = |number: usize| format!("{number},\"việc, {}\n{number}\",x\n", "y".repeat(number % 90));
    let mut text = "a,b,c\n".to_owned();
    for number in 0.. {
        if text.len() >= bytes {
            return text;
        }
        text += &row(number);
    }
    text
}

/// Whether the table changes when the file does.
#[allow(clippy::disallowed_methods, reason = "a test writes what it reads")]
fn is_read_where_it_lies(bytes: &[u8], sizes: TextSizes) -> bool {
    let (_folder, path) = written(bytes);
    let table = opened(&path, sizes).unwrap();
    std::fs::write(&path, vec![b'z'; bytes.len()]).unwrap();
    table.raw_text(table.heading().stands_at()) != ["a", "b", "c"]
}

#[test]
fn a_text_is_read_where_it_lies_unless_that_cannot_be_promised() {
    let plain = rows(1 << 10);
    assert!(!is_read_where_it_lies(plain.as_bytes(), HELD));
    assert!(!is_read_where_it_lies(plain.as_bytes(), TextSizes::default()));
    assert!(is_read_where_it_lies(plain.as_bytes(), PROVED));
    assert!(is_read_where_it_lies(plain.as_bytes(), UNPROVED));
    for odd in ["24\" wide,1,1\n", "\"one\" two,1,1\n", "l\u{fffd},1,1\n"] {
        assert!(!is_read_where_it_lies(format!("{plain}{odd}").as_bytes(), PROVED), "{odd}");
    }
    // What stands behind the beginning is seen too.
    let long = rows(3 << 20);
    assert!(is_read_where_it_lies(long.as_bytes(), PROVED));
    for odd in ["24\" wide,1,1\n", "\"one\" two,1,1\n", "l\u{fffd},1,1\n"] {
        assert!(!is_read_where_it_lies(format!("{long}{odd}").as_bytes(), PROVED), "{odd}");
    }
    assert!(!is_read_where_it_lies(&[long.as_bytes(), b"\xff,1,1\n"].concat(), PROVED));
    assert!(is_read_where_it_lies(&[long.as_bytes(), b"\xff,1,1\n"].concat(), UNPROVED));
}

#[test]
fn a_text_that_must_be_held_is_refused_where_it_is_too_large() {
    let plain = rows(16 << 10);
    let utf_16: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let odd =
        ["24\" wide,1,1\n", "\"one\" two,1,1\n", "\"open,1,1\n"].map(|odd| format!("{plain}{odd}{plain}").into_bytes());
    let bytes = [plain.as_bytes(), b"\xff,1,1\n"].concat();
    for refused in odd.into_iter().chain([bytes, utf_16]) {
        let (_folder, path) = written(&refused);
        let failure = opened(&path, UNPROVED).err().unwrap();
        let codes: Vec<Code> = failure.diagnostics().map(|found| found.code).collect();
        assert_eq!(codes, [Code::FileTooLarge]);
    }
}

#[test]
fn row_numbers_here_and_there_need_no_walk_from_the_start() {
    let text = rows(2 << 20);
    let (_folder, path) = written(text.as_bytes());
    let held = opened(&path, HELD).unwrap();
    let places: Vec<u64> = walked(&held, 0).into_iter().map(|(place, ..)| place).collect();
    let timed = |asked: &[u64]| {
        let table = opened(&path, UNPROVED).unwrap();
        let start = Instant::now();
        asked.iter().for_each(|place| assert_eq!(table.row_number(*place), held.row_number(*place)));
        start.elapsed()
    };
    let in_order = timed(&places);
    // A row near the start and one near the end in turn, as rows that clash are told.
    let near = places.iter().step_by(places.len() / 150);
    let far = places.iter().rev().step_by(places.len() / 150);
    let in_turn: Vec<u64> = near.zip(far).flat_map(|(near, far)| [*near, *far]).collect();
    assert!(in_turn.len() >= 300);
    let in_turn = timed(&in_turn);
    assert!(in_turn < in_order * 20 + Duration::from_millis(200), "{in_turn:?}, in order {in_order:?}");
}
