//! What stands between two signs of an expression.
//!
//! In: values, or what the template itself writes. Out: [`Operand`]s, and of which kind each is.

use serde_json::Value;

use super::{flow::PLAIN, tokens::Token};

/// What stands between two signs.
#[derive(Debug, Clone)]
pub enum Operand<'a> {
    /// One of these values; nothing is known of it where there are none.
    Values(Vec<&'a Value>),
    /// Text, number or truth that the template itself writes.
    Literal(Kind),
    /// A list that the template itself writes.
    List,
}

/// Kinds that are never equal to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// A list or a record.
    Large,
}

/// Whether an operand stands alone beside this: no reckoning goes on there.
pub fn ends(token: Option<Token<'_>>) -> bool {
    matches!(
        token,
        None | Some(
            Token::Name("and" | "or" | "not" | "if" | "elif" | "else")
                | Token::Sign("(" | ")" | "," | "==" | "!=" | "=")
        )
    )
}

/// The kind of an operand, where all that it may be is of one.
pub fn kind(operand: &Operand<'_>) -> Option<Kind> {
    let of_value = |value: &Value| match value {
        plain if std::ptr::eq(plain, &raw const PLAIN) => None,
        Value::String(_) => Some(Kind::Text),
        Value::Number(_) => Some(Kind::Number),
        Value::Bool(_) => Some(Kind::Truth),
        Value::Array(_) | Value::Object(_) => Some(Kind::Large),
        Value::Null => None,
    };
    match operand {
        Operand::Literal(kind) => Some(*kind),
        Operand::List => Some(Kind::Large),
        Operand::Values(values) => {
            let first = of_value(values.first()?)?;
            values.iter().all(|value| of_value(value) == Some(first)).then_some(first)
        }
    }
}
