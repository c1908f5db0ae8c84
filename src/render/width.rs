//! About how wide bold text is, for the lengths of rules, the balance of titles and the room of labels.
//!
//! In: text and its size. Out: its width by the advance widths of Times New Roman Bold, kerning aside.

/// Letters of one width: (letters, width of the small ones, width of the capitals), in thousandths of an em. The last
/// entries of signs without capitals repeat their width.
const WIDTHS: &[(&str, u16, u16)] = &[
    ("aàáảãạăằắẳẵặâầấẩẫậ", 500, 722),
    ("eèéẻẽẹêềếểễệ", 444, 667),
    ("iìíỉĩị", 278, 389),
    ("oòóỏõọôồốổỗộ", 500, 778),
    ("ơờớởỡợ", 529, 790),
    ("uùúủũụ", 556, 722),
    ("ưừứửữự", 620, 790),
    ("yỳýỷỹỵvx", 500, 722),
    ("bp", 556, 640),
    ("cr", 444, 722),
    ("dđn", 556, 722),
    ("fj", 333, 555),
    ("g", 500, 778),
    ("hkq", 556, 778),
    ("l", 278, 667),
    ("m", 833, 944),
    ("s", 389, 556),
    ("t", 333, 667),
    ("w", 722, 1000),
    ("z", 444, 667),
    (" .,", 250, 250),
    ("-;:()", 333, 333),
    ("/", 278, 278),
    ("=+<>", 570, 570),
    ("½", 750, 750),
    ("&", 833, 833),
    ("@", 930, 930),
    ("%…—", 1000, 1000),
];
/// Digits, and whatever has no entry.
const OTHER: u16 = 500;

/// The width of bold text of this size (pt), in millimetres.
pub fn of_bold(text: &str, size: f32) -> f32 {
    let thousandths: f32 = text.chars().map(|sign| f32::from(advance(sign))).sum();
    thousandths / 1000.0 * size * 25.4 / 72.0
}

fn advance(sign: char) -> u16 {
    let small = sign.to_lowercase().next().unwrap_or(sign);
    let known = WIDTHS.iter().find(|(letters, ..)| letters.contains(small));
    known.map_or(OTHER, |(_, width, capital)| if sign == small { *width } else { *capital })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_near_the_measured_ones() {
        for (text, size, measured) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13.0, 95.7),
            ("Độc lập - Tự do - Hạnh phúc", 14.0, 60.5),
            ("ỦY BAN NHÂN DÂN", 13.0, 43.2),
            ("TỈNH KON TUM", 13.0, 35.2),
            ("TỔ KIỂM TRA", 13.0, 31.3),
            ("PHÓ CHÁNH VĂN PHÒNG UBND TỈNH", 14.0, 90.7),
        ] {
            let share = of_bold(text, size) / measured;
            assert!((0.98..1.02).contains(&share), "{text}: {share}");
        }
    }
}
