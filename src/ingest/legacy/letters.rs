//! The letters of TCVN3 (ABC) and VNI, the encodings of Vietnamese fonts before Unicode.
//!
//! In: text in which each byte of such a file stands as the Latin letter of its number. Out: Vietnamese in NFC. TCVN3 has its
//! capital vowels with tones in fonts of their own (.VnTimeH), under the numbers of the small letters: those come out small.

use unicode_normalization::UnicodeNormalization;

/// Where the letters of TCVN3 begin.
const FIRST: u32 = 0xa1;

/// What TCVN3 has from 0xA1 to 0xFE, with the capitals that TCVN 5712 puts in its gaps; `\0` where it has no letter.
const TCVN3: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ', '\0', '\0', '\0', '\0', '\0', 'à', 'ả',
    'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ', 'Ẵ', 'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể',
    'ẻ', 'ẽ', 'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò', 'Ổ', 'ỏ', 'õ', 'ó', 'ọ',
    'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', 'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ',
    'ỹ', 'ý', 'ỵ',
];

/// Letters that VNI has whole.
const VNI_LETTERS: [(char, char); 14] = [
    ('Ñ', 'Đ'),
    ('ñ', 'đ'),
    ('Ô', 'Ơ'),
    ('ô', 'ơ'),
    ('Ö', 'Ư'),
    ('ö', 'ư'),
    ('Æ', 'Ỉ'),
    ('æ', 'ỉ'),
    ('Ó', 'Ĩ'),
    ('ó', 'ĩ'),
    ('Ò', 'Ị'),
    ('ò', 'ị'),
    ('Î', 'Ỵ'),
    ('î', 'ỵ'),
];

/// What VNI writes behind a vowel, and the combining marks that it stands for.
const VNI_MARKS: [(char, &str); 17] = [
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('à', "\u{302}\u{300}"),
    ('á', "\u{302}\u{301}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('è', "\u{306}\u{300}"),
    ('é', "\u{306}\u{301}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// Text of TCVN3 in Unicode.
pub fn from_tcvn3(text: &str) -> String {
    let letter = |sign: char| {
        let index = u32::from(sign).checked_sub(FIRST).and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| TCVN3.get(index)).copied().filter(|letter| *letter != '\0').unwrap_or(sign)
    };
    text.chars().map(letter).collect()
}

/// Text of VNI in Unicode. A mark may be of the other case than its vowel.
pub fn from_vni(text: &str) -> String {
    let mut converted = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let whole = VNI_LETTERS.iter().find(|(written, _)| *written == sign).map(|(_, letter)| *letter);
        let vowel = whole.unwrap_or(sign);
        converted.push(vowel);
        if let Some(marks) = signs.peek().and_then(|mark| marks_behind(vowel, *mark)) {
            converted.push_str(marks);
            signs.next();
        }
    }
    converted.nfc().collect()
}

/// The marks that VNI puts on a vowel with this sign; `None` where the sign is no mark of it.
fn marks_behind(vowel: char, sign: char) -> Option<&'static str> {
    let sign = sign.to_lowercase().next()?;
    let marks = VNI_MARKS.iter().find(|(mark, _)| *mark == sign).map(|(_, marks)| *marks)?;
    let takes_it = match (marks.chars().next()?, vowel.to_lowercase().next()?) {
        ('\u{302}', vowel) => matches!(vowel, 'a' | 'e' | 'o'),
        ('\u{306}', vowel) => vowel == 'a',
        (_, vowel) => matches!(vowel, 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư'),
    };
    takes_it.then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All small letters of Vietnamese beyond ASCII, by vowel and tone.
    const LETTERS: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";
    /// The same, as a page in VNI shows them in a Latin font.
    const VNI: &str = "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò \
                       oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î";
    /// The same, as a page in TCVN3 shows them in a Latin font.
    const ABC: &str = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u{ad}õö÷øùúûüýþ";

    #[test]
    fn every_small_letter_of_tcvn3_is_known() {
        assert_eq!(LETTERS.chars().count(), 67);
        assert_eq!(from_tcvn3(ABC), LETTERS);
        assert_eq!(from_tcvn3("¡¢£¤¥¦§"), "ĂÂÊÔƠƯĐ");
    }

    #[test]
    fn every_letter_of_vni_is_known_in_both_cases() {
        let spaced: Vec<String> = LETTERS.chars().map(String::from).collect();
        assert_eq!(from_vni(VNI), spaced.join(" "));
        assert_eq!(from_vni(&VNI.to_uppercase()), spaced.join(" ").to_uppercase());
    }

    #[test]
    fn what_is_no_letter_stays() {
        assert_eq!(from_tcvn3("Sè 12/Q§-UBND, 5% (m²)"), "Số 12/QĐ-UBND, 5% (m²)");
        assert_eq!(from_vni("Soá 12/QÑ-UBND"), "Số 12/QĐ-UBND");
        assert_eq!(from_vni("UÛy ban nhaân daân, Uûy ban"), "Ủy ban nhân dân, Ủy ban");
    }
}
