//! Vietnamese text of the time before Unicode: recognised by its words, converted cell by cell.
//!
//! In: a sample of cells. Out: [`Legacy`], where the words become Vietnamese only when they are converted. Such text comes as
//! bytes of a text table, and as Latin letters of the same numbers in Unicode files ("Uû ban nh©n d©n", "UÛy ban nhaân daân").

mod letters;
mod sheet;
mod syllable;

use std::collections::BTreeSet;

pub use sheet::{converted, under};

use unicode_normalization::char::is_combining_mark;

/// How many words must become Vietnamese before an encoding is believed in.
const ENOUGH: usize = 3;

/// An encoding of Vietnamese fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN3, that of the ABC fonts (.VnTime).
    Tcvn3,
    /// VNI, that of the VNI fonts (VNI-Times).
    Vni,
}

impl Legacy {
    /// Every encoding.
    pub const ALL: [Self; 2] = [Self::Tcvn3, Self::Vni];

    /// How users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }

    /// Text of this encoding in Unicode.
    pub fn convert(self, text: &str) -> String {
        match self {
            Self::Tcvn3 => letters::from_tcvn3(text),
            Self::Vni => letters::from_vni(text),
        }
    }

    /// A cell of a file that has text of this encoding; `None` where the cell is Unicode already, as cells pasted from elsewhere are.
    pub fn convert_cell(self, cell: &str) -> Option<String> {
        if cell.is_ascii() || !is_latin(cell) {
            return None;
        }
        let words = telling_words([cell]);
        let plain = words.iter().filter(|word| is_plain(word)).count();
        let converted = words.iter().filter(|word| syllable::is_syllable(&self.convert(word))).count();
        (converted >= plain).then(|| self.convert(cell))
    }
}

/// The encoding under which these cells make sense; `None` for those that do as they are, and where it cannot be told. Files mix
/// both, so it is the odd words that tell, where they are no rare guests.
pub fn recognise<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<Legacy> {
    let words = telling_words(cells.into_iter().filter(|cell| is_latin(cell)));
    let odd: Vec<&str> = words.iter().copied().filter(|word| !is_plain(word)).collect();
    let made = |legacy: Legacy| odd.iter().filter(|word| syllable::is_syllable(&legacy.convert(word))).count();
    let (made, legacy) = Legacy::ALL.into_iter().map(|legacy| (made(legacy), legacy)).max_by_key(|(made, _)| *made)?;
    (made >= ENOUGH && made * 4 >= words.len() && is_most(made, odd.len())).then_some(legacy)
}

/// Whether these cells hold words and most of them are Vietnamese: what a right encoding brings about.
pub fn is_vietnamese<'a>(cells: impl IntoIterator<Item = &'a str>) -> bool {
    let words = telling_words(cells);
    let plain = words.iter().filter(|word| is_plain(word)).count();
    plain >= ENOUGH && is_most(plain, words.len())
}

/// Seven in ten: the rest are abbreviations, names, slips.
fn is_most(part: usize, whole: usize) -> bool {
    part * 10 >= whole * 7
}

fn is_plain(word: &str) -> bool {
    syllable::is_cased_plainly(word) && syllable::is_syllable(word)
}

/// The words with letters beyond ASCII, each once; signs of Latin-1 count as letters, since here they stand for some.
fn telling_words<'a>(cells: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let is_letter =
        |sign: char| sign.is_alphabetic() || is_combining_mark(sign) || ('\u{a1}'..='\u{fe}').contains(&sign);
    let words = cells.into_iter().flat_map(move |cell| cell.split(move |sign| !is_letter(sign)));
    words.filter(|word| !word.is_ascii()).collect()
}

/// Whether no letter beyond Latin-1 is in it: Unicode Vietnamese of more than a word or two has some.
fn is_latin(cell: &str) -> bool {
    cell.chars().all(|sign| sign <= '\u{ff}' || !(sign.is_alphabetic() || is_combining_mark(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: [&str; 5] = ["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"];

    #[test]
    fn a_heading_row_is_enough_to_tell() {
        let abc = ["M· nhiÖm vô", "C¬ quan ®\u{ad}îc giao", "Ngµy giao", "H¹n xö lý", "Ngµy hoµn thµnh"];
        let vni = ["Maõ nhieäm vuï", "Cô quan ñöôïc giao", "Ngaøy giao", "Haïn xöû lyù", "Ngaøy hoaøn thaønh"];
        assert_eq!(recognise(abc), Some(Legacy::Tcvn3));
        assert_eq!(recognise(vni), Some(Legacy::Vni));
        assert_eq!(abc.map(|cell| Legacy::Tcvn3.convert_cell(cell).unwrap_or(cell.to_owned())), HEADING);
        assert_eq!(vni.map(|cell| Legacy::Vni.convert_cell(cell).unwrap_or(cell.to_owned())), HEADING);
    }

    #[test]
    fn unicode_is_left_alone() {
        assert_eq!(recognise(HEADING), None);
        assert_eq!(recognise(["các", "và", "Tài chính", "Khánh Hòa", "nhân dân", "là", "thông báo"]), None);
        assert_eq!(recognise(["Café", "Genève", "Zürich", "naïve", "Æsir", "«Étude»"]), None);
        assert!(is_vietnamese(HEADING));
        assert!(!is_vietnamese(["Ngµy giao", "H¹n xö", "§¬n vÞ"]));
    }

    #[test]
    fn in_a_mixed_file_each_cell_is_judged() {
        let convert = |cell: &str| Legacy::Tcvn3.convert_cell(cell);
        assert_eq!(convert("Së Y tÕ").as_deref(), Some("Sở Y tế"));
        assert_eq!(convert("Q§-UBND").as_deref(), Some("QĐ-UBND"));
        assert_eq!(convert("Sở Y tế"), None);
        assert_eq!(convert("Thông báo"), None);
        assert_eq!(convert("plain"), None);
    }
}
