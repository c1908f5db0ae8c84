//! Whether a word can be a Vietnamese syllable.
//!
//! In: a word. Out: yes or no, by its onset, rime and tone. Letters that were read in the wrong encoding hardly ever make
//! syllables, so a few dozen words tell which encoding a text is in.

use unicode_normalization::UnicodeNormalization;

/// Grave, acute, tilde, hook, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// Rimes without their tone; those in k are of names in the Central Highlands.
const RIMES: &str = "a ai ao au ay ac ach ak am an ang anh ap at ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êk êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi ok om on ong \
    ooc oong op ot ô ôc ôi ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua ui um un ung up ut uâng uân uât uây uê uêch uênh \
    uôc uôi uôm uôn uông uôt uơ uy uya uych uyn uynh uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn \
    ương ươp ươt ươu y ych ynh yêm yên yêng yêt yêu yt yu";

/// Whether this word, in any case, can be a Vietnamese syllable.
pub fn is_syllable(word: &str) -> bool {
    let (mut tone, mut tones) = (None, 0);
    let letters = word.nfd().flat_map(char::to_lowercase).filter(|letter| {
        let is_tone = TONES.contains(letter);
        if is_tone {
            (tone, tones) = (Some(*letter), tones + 1);
        }
        !is_tone
    });
    let letters: String = letters.nfc().collect();
    if tones > 1 {
        return false;
    }
    // Syllables that end in a stop have one of two tones.
    let stopped = letters.ends_with(['c', 'k', 'p', 't']) || letters.ends_with("ch");
    if stopped && !matches!(tone, Some('\u{301}' | '\u{323}')) {
        return false;
    }
    ONSETS.iter().any(|onset| letters.strip_prefix(onset).is_some_and(is_rime))
}

/// Whether a word is written as words are: all small, all capital, or with a capital first.
pub fn is_cased_plainly(word: &str) -> bool {
    let mut rest = word.chars();
    let opens_small = rest.next().is_some_and(char::is_lowercase);
    let all = |test: fn(char) -> bool| rest.clone().all(test);
    all(|letter| !letter.is_uppercase()) || (!opens_small && all(|letter| !letter.is_lowercase()))
}

fn is_rime(text: &str) -> bool {
    !text.is_empty() && RIMES.split_ascii_whitespace().any(|rime| rime == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_official_texts_are_syllables() {
        let text = "Ủy ban nhân dân tỉnh giao các sở ngành thực hiện nhiệm vụ đúng hạn trước ngày quý khuyến nghiệp \
                    quốc giải quyết gìn giữ thuở huỳnh ngoằn ngoèo Đắk Hà người được hoà hòa Kỹ Mỹ tuýt";
        let strange: Vec<&str> = text.split_whitespace().filter(|word| !is_syllable(word)).collect();
        assert_eq!(strange, Vec::<&str>::new());
    }

    #[test]
    fn words_read_in_the_wrong_encoding_are_none() {
        let text = "Uû nh©n d©n TØnh ngµnh hµnh NhaânDaân nhaân daân Ngaøy ñöôïc Haïn thöïc hiÖn café straße nhat tồc";
        let taken: Vec<&str> = text.split_whitespace().filter(|word| is_syllable(word)).collect();
        assert_eq!(taken, Vec::<&str>::new());
    }

    #[test]
    fn a_capital_in_the_midst_is_odd() {
        let plain: Vec<&str> = "tế Tế TẾ Sở".split(' ').filter(|word| is_cased_plainly(word)).collect();
        assert_eq!(plain, ["tế", "Tế", "TẾ", "Sở"]);
        assert!(!is_cased_plainly("tÕ") && !is_cased_plainly("TẾt"));
    }
}
