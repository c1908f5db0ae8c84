//! Cells that name leading and coordinating units together: `Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ`, `Sở Y tế (chủ trì), Sở Nội vụ
//! (phối hợp)`, `Sở Y tế phối hợp với Sở Nội vụ`.
//!
//! In: a cell. Out: the parts of it that name who leads; what coordinates is left out.

use std::sync::LazyLock;

use crate::spelling;

/// The words of each role.
static ROLES: LazyLock<[([String; 2], Role); 2]> = LazyLock::new(|| {
    let words = |first, second| [spelling::key(first), spelling::key(second)];
    [(words("chủ", "trì"), Role::Leads), (words("phối", "hợp"), Role::Coordinates)]
});
/// Words of a role that stand before it: `đơn vị chủ trì`.
static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let titles = ["đơn vị", "cơ quan", "các đơn vị", "các cơ quan", "và", "do", "giao", "đồng"];
    titles.map(spelling::key).into()
});
/// Signs about names that are no part of them.
const MARKS: [char; 12] = [':', ',', ';', '.', '(', ')', '[', ']', '-', '–', '•', '+'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Leads,
    Coordinates,
}

/// A role where a cell names it.
struct Named {
    role: Role,
    from: usize,
    to: usize,
    /// Whether it speaks of what stands before it.
    is_behind: bool,
}

/// A part of a cell that names who leads.
#[derive(Debug, PartialEq, Eq)]
pub struct Leading<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether it must name one unit only, since which of several the role belongs to is not said.
    pub is_single: bool,
}

/// Who leads in a cell that names roles; `None` where it names none, an empty list where nobody can tell.
pub fn leading(cell: &str) -> Option<Vec<Leading<'_>>> {
    let named = roles(cell);
    named.first()?;
    Some(parts(cell, &named).unwrap_or_default())
}

/// `None` where a part has no role, or two.
fn parts<'a>(cell: &'a str, named: &[Named]) -> Option<Vec<Leading<'a>>> {
    let (mut leading, mut open, mut from) = (Vec::new(), None, 0);
    let mut take = |role: Option<Role>, text: &'a str, is_single: bool| {
        let text = without_titles(text);
        if !text.is_empty() {
            match role? {
                Role::Leads => leading.push(Leading { text, is_single }),
                Role::Coordinates => {}
            }
        }
        Some(())
    };
    for (index, found) in named.iter().enumerate() {
        let text = cell.get(from..found.from)?;
        if found.is_behind {
            // A name between two roles has one of them, but which?
            take(Some(found.role).filter(|_| open.is_none()), text, true)?;
        } else {
            // Who is named before anybody coordinates leads.
            take(open.or((index == 0).then_some(Role::Leads)), text, false)?;
            open = Some(found.role);
        }
        from = found.to;
    }
    take(open, cell.get(from..)?, false)?;
    Some(leading)
}

/// The roles that a cell names, from left to right.
fn roles(cell: &str) -> Vec<Named> {
    let words = words(cell);
    let mut named = Vec::new();
    for pair in words.windows(2) {
        let [(from, first), (second_at, second)] = pair else { continue };
        let keys = [spelling::key(first), spelling::key(second)];
        let Some((_, role)) = ROLES.iter().find(|(words, _)| *words == keys) else { continue };
        let to = second_at + second.len();
        let rest = cell.get(to..).unwrap_or_default().trim_start_matches(' ');
        let is_behind = rest.is_empty() || rest.starts_with([')', ']', ',', ';', '\n', '\r', '.']);
        named.push(Named { role: *role, from: *from, to, is_behind });
    }
    named
}

/// The words of a cell with where they begin.
fn words(cell: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, letter) in cell.char_indices().chain([(cell.len(), ' ')]) {
        let is_part = letter.is_alphanumeric() || unicode_mark(letter);
        match (from, is_part) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                words.extend(cell.get(start..at).map(|word| (start, word)));
                from = None;
            }
            _ => {}
        }
    }
    words
}

/// A combining mark of decomposed letters.
fn unicode_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A text without signs at its ends and without the title of the role behind it.
fn without_titles(text: &str) -> &str {
    let mut text = trimmed(text);
    let last = text.rfind([',', ';', '\n', '(']).map_or(0, |at| at + 1);
    if text.get(last..).is_some_and(|tail| TITLES.contains(&spelling::key(tail))) {
        text = trimmed(text.get(..last).unwrap_or_default());
    }
    let with = text.split_once(' ').filter(|(first, _)| spelling::key(first) == spelling::key("với"));
    with.map_or(text, |(_, rest)| trimmed(rest))
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|sign: char| sign.is_whitespace() || MARKS.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Option<Vec<(&str, bool)>> {
        leading(cell).map(|parts| parts.into_iter().map(|part| (part.text, part.is_single)).collect())
    }

    #[test]
    fn who_leads_is_told_from_who_coordinates() {
        for cell in [
            "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ",
            "Đơn vị chủ trì: Sở Y tế\nĐơn vị phối hợp: Sở Nội vụ, Sở Xây dựng",
            "Sở Y tế phối hợp với Sở Nội vụ",
            "Sở Y tế (phối hợp Sở Nội vụ)",
            "CHỦ TRÌ: Sở Y tế",
        ] {
            assert_eq!(read(cell), Some(vec![("Sở Y tế", false)]), "{cell}");
        }
        for cell in ["Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)", "Sở Y tế chủ trì, phối hợp với Sở Nội vụ"]
        {
            assert_eq!(read(cell), Some(vec![("Sở Y tế", true)]), "{cell}");
        }
        assert_eq!(read("Chủ trì: Sở Y tế, Sở Nội vụ"), Some(vec![("Sở Y tế, Sở Nội vụ", false)]));
        assert_eq!(read("Sở Y tế; Sở Nội vụ"), None);
    }

    #[test]
    fn a_name_whose_role_is_not_said_leaves_all_open() {
        for cell in ["Phối hợp: Sở Nội vụ", "Sở Y tế (chủ trì), Sở Nội vụ", "Chủ trì: Sở Y tế, Sở Nội vụ (phối hợp)"]
        {
            assert_eq!(read(cell), Some(Vec::new()), "{cell}");
        }
    }
}
