//! Which names a template has bound at each of its tags.
//!
//! In: tags one after the other. Out: what the names stand for there, through loops and the branches of conditions: behind a condition only
//! what every branch binds is there.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Bound, Object, operand::Operand, paths, tokens::Token};

/// Stands for a text or number that the template itself writes; of which kind it is, is not known.
pub static PLAIN: Value = Value::Bool(true);

/// What a tag does with names.
pub enum Statement<'t> {
    /// Repeats something for each item of a list.
    For(Vec<&'t str>, &'t [Token<'t>]),
    /// Ends that.
    EndFor,
    /// Gives a name to a value; in all loops around, too.
    Set(&'t str, &'t [Token<'t>], bool),
    /// Begins a condition.
    If(&'t [Token<'t>]),
    /// Begins another branch of it; the last one has no condition.
    Else(&'t [Token<'t>], bool),
    /// Ends it.
    EndIf,
    /// Anything else.
    Other(&'t [Token<'t>]),
}

impl<'t> Statement<'t> {
    /// What the pieces of a tag do.
    pub fn of(pieces: &'t [Token<'t>]) -> Self {
        let behind = |count: usize| pieces.get(count..).unwrap_or_default();
        match pieces {
            [Token::Name("for"), ..] => {
                let end = pieces.iter().position(|token| *token == Token::Name("in")).unwrap_or(pieces.len());
                let names = pieces.get(1..end).unwrap_or_default().iter().filter_map(name_of).collect();
                Self::For(names, behind(end + 1))
            }
            [Token::Name("endfor")] => Self::EndFor,
            [Token::Name(word @ ("set" | "set_global")), Token::Name(name), ..] => {
                Self::Set(name, behind(3), *word == "set_global")
            }
            [Token::Name("if"), ..] => Self::If(behind(1)),
            [Token::Name("elif"), ..] => Self::Else(behind(1), false),
            [Token::Name("else")] => Self::Else(&[], true),
            [Token::Name("endif")] => Self::EndIf,
            [Token::Name("include" | "filter" | "endset" | "endfilter"), ..] => Self::Other(&[]),
            _ => Self::Other(pieces),
        }
    }

    /// The part of the tag that stands for a value.
    pub const fn expression(&self) -> &'t [Token<'t>] {
        match self {
            Self::For(_, expression)
            | Self::Set(_, expression, _)
            | Self::If(expression)
            | Self::Else(expression, _)
            | Self::Other(expression) => expression,
            Self::EndFor | Self::EndIf => &[],
        }
    }
}

/// The name that a piece is.
pub fn name_of<'t>(token: &Token<'t>) -> Option<&'t str> {
    match token {
        Token::Name(name) => Some(name),
        _ => None,
    }
}

/// The names that hold at a place of the template.
pub struct Flow<'a> {
    /// What the names stand for that the template has bound.
    pub bound: Bound<'a>,
    outside: Vec<Outer<'a>>,
}

/// What held before a loop or condition that is open.
enum Outer<'a> {
    Loop(Bound<'a>),
    /// Before the condition, at the end of each branch so far, and whether one is taken whatever holds.
    Condition(Bound<'a>, Vec<Bound<'a>>, bool),
}

impl<'a> Flow<'a> {
    /// The beginning of a template.
    pub fn new() -> Self {
        Self { bound: BTreeMap::new(), outside: Vec::new() }
    }

    /// Whether a tag gives a name in a loop that was given outside of it: what is given there is lost with each turn.
    pub fn loses(&self, statement: &Statement<'_>, tree: &Object) -> bool {
        let Statement::Set(name, _, false) = statement else { return false };
        let before = self.outside.iter().rev().find_map(|outer| match outer {
            Outer::Loop(bound) => Some(bound),
            Outer::Condition(..) => None,
        });
        before.is_some_and(|before| before.contains_key(*name) || tree.contains_key(*name))
    }

    /// Goes on behind a tag; names that no longer hold come out.
    pub fn step(&mut self, statement: &Statement<'_>, value: Operand<'a>) -> Vec<String> {
        let before: Vec<String> = match statement {
            Statement::EndFor | Statement::EndIf | Statement::Else(..) => self.bound.keys().cloned().collect(),
            _ => Vec::new(),
        };
        match statement {
            Statement::For(names, _) => {
                self.outside.push(Outer::Loop(self.bound.clone()));
                let of_each = match (&value, names.len()) {
                    (Operand::Values(values), 1) => paths::items(values),
                    (Operand::Values(values), _) => paths::fields(values),
                    (Operand::List | Operand::Literal(_), _) => vec![&PLAIN],
                };
                self.bound.insert("loop".to_owned(), Vec::new());
                let last = names.len().saturating_sub(1);
                for (index, name) in names.iter().enumerate() {
                    let values = if index == last { of_each.clone() } else { vec![&PLAIN] };
                    self.bound.insert((*name).to_owned(), values);
                }
            }
            Statement::Set(name, _, is_global) => {
                let values = match value {
                    Operand::Values(values) => values,
                    Operand::Literal(_) | Operand::List => Vec::new(),
                };
                if *is_global {
                    for outer in &mut self.outside {
                        let (Outer::Loop(bound) | Outer::Condition(bound, ..)) = outer;
                        bound.insert((*name).to_owned(), values.clone());
                    }
                }
                self.bound.insert((*name).to_owned(), values);
            }
            Statement::If(_) => self.outside.push(Outer::Condition(self.bound.clone(), Vec::new(), false)),
            Statement::Else(_, is_last) => {
                // The `else` of a loop is for the empty list: what the loop binds is not there.
                match self.outside.last_mut() {
                    Some(Outer::Condition(before, branches, is_sure)) => {
                        branches.push(std::mem::replace(&mut self.bound, before.clone()));
                        *is_sure = *is_sure || *is_last;
                    }
                    Some(Outer::Loop(before)) => self.bound = before.clone(),
                    None => {}
                }
            }
            Statement::EndFor => self.end(false),
            Statement::EndIf => self.end(true),
            Statement::Other(_) => {}
        }
        before.into_iter().filter(|name| !self.bound.contains_key(name)).collect()
    }

    /// Ends the innermost loop or condition; one that does not fit is told elsewhere.
    fn end(&mut self, is_condition: bool) {
        match self.outside.pop() {
            Some(Outer::Loop(before)) if !is_condition => self.bound = before,
            Some(Outer::Condition(before, mut branches, is_sure)) if is_condition => {
                branches.push(std::mem::take(&mut self.bound));
                if !is_sure {
                    branches.push(before);
                }
                self.bound = in_all(branches);
            }
            other => self.outside.extend(other),
        }
    }
}

/// The names that every branch binds, with all that they may stand for.
fn in_all<'a>(branches: Vec<Bound<'a>>) -> Bound<'a> {
    let mut branches = branches.into_iter();
    let first = branches.next().unwrap_or_default();
    branches.fold(first, |held, mut branch| {
        let both = |(name, values): (String, Vec<&'a Value>)| {
            let others = branch.remove(&name)?;
            // What one of them does not know is not known.
            let is_known = !values.is_empty() && !others.is_empty();
            let mut both = values;
            for other in others {
                if !both.iter().any(|value| std::ptr::eq::<Value>(*value, other)) {
                    both.push(other);
                }
            }
            Some((name, if is_known { both } else { Vec::new() }))
        };
        held.into_iter().filter_map(both).collect()
    })
}
