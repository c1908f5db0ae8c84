//! The title of a remark that nobody wrote yet, in the mark that asks for it.
//!
//! In: any title. Out: a word that stands in XML as it is, and the title again.

/// The title as a mark holds it: signs of markup, and those that no text has, as numbers.
pub fn hidden(title: &str) -> String {
    let mut word = String::with_capacity(title.len());
    for letter in title.chars() {
        if matches!(letter, '%' | '&' | '<' | '>') || letter.is_control() {
            word.push_str(&format!("%{:X};", u32::from(letter)));
        } else {
            word.push(letter);
        }
    }
    word
}

/// The title that a mark holds.
#[must_use]
pub fn gap_title(word: &str) -> String {
    let mut pieces = word.split('%');
    let mut title = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (number, rest) = piece.split_once(';').unwrap_or(("", piece));
        title.extend(u32::from_str_radix(number, 16).ok().and_then(char::from_u32));
        title.push_str(rest);
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_comes_back_as_it_was() {
        for title in ["Thuận lợi & khó khăn <2018> 100%", "a%26;b", "\u{7}x\n", ""] {
            assert!(!hidden(title).contains(['&', '<', '>', '\u{7}', '\n']), "{title}");
            assert_eq!(gap_title(&hidden(title)), title);
        }
    }
}
