//! The pieces of a tag: names, numbers, quoted texts and signs.
//!
//! In: what stands between the braces. Out: [`Token`]s in their order.

/// A piece of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// A name or a word of the language.
    Name(&'a str),
    /// A number.
    Number(&'a str),
    /// A quoted text, without its quotes.
    Text(&'a str),
    /// Anything else: one sign, or two that belong together.
    Sign(&'a str),
}

/// Signs that belong together.
const PAIRS: [&str; 8] = ["==", "!=", "<=", ">=", "//", "**", "?.", "?["];

/// The pieces of a tag.
#[must_use]
pub fn tokens(tag: &str) -> Vec<Token<'_>> {
    let (mut found, mut rest) = (Vec::new(), tag.trim_start());
    while let Some(first) = rest.chars().next() {
        let (token, behind) = match first {
            '"' | '\'' | '`' => {
                let inside = rest.get(1..).unwrap_or_default();
                let (text, behind) = inside.split_once(first).unwrap_or((inside, ""));
                (Token::Text(text), behind)
            }
            _ if is_of_name(first) && !first.is_numeric() => {
                let (name, behind) = head(rest, is_of_name);
                (Token::Name(name), behind)
            }
            _ if first.is_ascii_digit() => {
                let (whole, behind) = head(rest, |letter| letter.is_ascii_digit());
                let decimals = behind.strip_prefix('.').map(|behind| head(behind, |letter| letter.is_ascii_digit()).0);
                let length =
                    whole.len() + decimals.filter(|found| !found.is_empty()).map_or(0, |found| found.len() + 1);
                let (number, behind) = rest.split_at_checked(length).unwrap_or((whole, behind));
                (Token::Number(number), behind)
            }
            _ => {
                let is_pair = rest.get(..2).is_some_and(|pair| PAIRS.contains(&pair));
                let length = if is_pair { 2 } else { first.len_utf8() };
                let (sign, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
                (Token::Sign(sign), behind)
            }
        };
        found.push(token);
        rest = behind.trim_start();
    }
    found
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn head(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|letter| !belongs(letter)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The place of the bracket that closes the one at `at`.
#[must_use]
pub fn closing(tokens: &[Token<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match token {
            Token::Sign("(" | "[" | "{" | "?[") => depth += 1,
            Token::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::{Token::*, *};

    #[test]
    fn a_tag_is_cut_into_names_numbers_texts_and_signs() {
        let tag = r#"if a.b[0]?.c == 'x."y' and 1.5 >= đơn_vị | date(k="l")"#;
        let expected = [
            Name("if"),
            Name("a"),
            Sign("."),
            Name("b"),
            Sign("["),
            Number("0"),
            Sign("]"),
            Sign("?."),
            Name("c"),
            Sign("=="),
            Text("x.\"y"),
            Name("and"),
            Number("1.5"),
            Sign(">="),
            Name("đơn_vị"),
            Sign("|"),
            Name("date"),
            Sign("("),
            Name("k"),
            Sign("="),
            Text("l"),
            Sign(")"),
        ];
        assert_eq!(tokens(tag), expected);
        assert_eq!(closing(&tokens("(a[1](b)) c"), 0), 8);
    }
}
