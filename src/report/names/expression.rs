//! Expressions of tags: which values they name, and whether these are there.
//!
//! In: the pieces of an expression, what names stand for. Out: what the expression stands for, where that can be told, and a fault for each
//! path that leads nowhere and each comparison that can never hold.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Bound, Object,
    operand::{Kind, Operand, ends, kind},
    paths::{self, Known, Step, follow},
    tokens::{Token, closing},
};

/// What is wrong with an expression.
#[derive(Debug)]
pub enum Fault<'a> {
    /// A path leads nowhere: its steps, the step, and what would lead on.
    Nowhere(Vec<String>, String, Known<'a>),
    /// Values of unlike kinds are compared.
    Unlike,
}

/// What names may stand for while an expression is read.
pub struct Scope<'s, 'a> {
    /// Names that the template binds.
    pub bound: &'s Bound<'a>,
    /// All values.
    pub tree: &'a Object,
    /// Names of which the engine says that nothing stands behind them.
    pub unknown: &'s BTreeSet<String>,
}

/// Filters that leave the items of a list as they are.
const KEEPS_ITEMS: [&str; 4] = ["reverse", "sort", "unique", "default"];
/// Filters that take one item of a list.
const TAKES_ONE: [&str; 3] = ["first", "last", "nth"];
/// Brackets within brackets that the engine reads, at most.
const DEEPEST: usize = 40;
/// Words of the language.
const WORDS: [&str; 7] = ["and", "or", "not", "in", "if", "elif", "else"];

/// What an expression stands for, where it is one operand.
pub fn read<'a>(tokens: &[Token<'_>], scope: &Scope<'_, 'a>, faults: &mut Vec<Fault<'a>>) -> Operand<'a> {
    Reading { tokens, at: 0, depth: 0, scope, faults }.all()
}

struct Reading<'t, 's, 'a> {
    tokens: &'t [Token<'t>],
    at: usize,
    /// Brackets around these pieces.
    depth: usize,
    scope: &'s Scope<'s, 'a>,
    faults: &'s mut Vec<Fault<'a>>,
}

const UNKNOWN: Operand<'static> = Operand::Values(Vec::new());

impl<'t, 'a> Reading<'t, '_, 'a> {
    fn token(&self, at: usize) -> Option<Token<'t>> {
        self.tokens.get(at).copied()
    }

    fn all(&mut self) -> Operand<'a> {
        let (mut last, mut count) = (UNKNOWN, 0);
        // The left side of `==`, where it stands alone there.
        let mut left: Option<Operand<'a>> = None;
        while let Some(token) = self.token(self.at) {
            let from = self.at;
            if let Some(operand) = self.operand() {
                if let Some(left) = left.take().filter(|_| ends(self.token(self.at))) {
                    self.compare(&left, &operand);
                }
                let stands_alone = from.checked_sub(1).is_none_or(|before| ends(self.token(before)));
                let is_compared = matches!(self.token(self.at), Some(Token::Sign("==" | "!=")));
                left = (stands_alone && is_compared).then(|| operand.clone());
                last = operand;
                count += 1;
                continue;
            }
            match token {
                Token::Sign("==" | "!=") => {}
                // A step behind something else than a name, which the engine does not read.
                Token::Sign("." | "?.") => self.at += 1,
                Token::Name("is") => {
                    left = None;
                    self.at += usize::from(self.token(self.at + 1) == Some(Token::Name("not"))) + 1;
                }
                _ => left = None,
            }
            self.at += 1;
            count += 1;
        }
        if count == 1 { last } else { UNKNOWN }
    }

    fn compare(&mut self, left: &Operand<'a>, right: &Operand<'a>) {
        if let (Some(left), Some(right)) = (kind(left), kind(right))
            && left != right
        {
            self.faults.push(Fault::Unlike);
        }
    }

    /// The operand that begins here, with its filters; none at a sign or word between operands.
    fn operand(&mut self) -> Option<Operand<'a>> {
        let mut operand = match self.token(self.at)? {
            Token::Text(_) => self.literal(Kind::Text),
            Token::Number(_) => self.literal(Kind::Number),
            Token::Name("true" | "false" | "True" | "False") => self.literal(Kind::Truth),
            Token::Name("none" | "null" | "None") => self.literal_none(),
            Token::Name(word) if WORDS.contains(&word) || matches!(word, "is" | "for") => return None,
            Token::Name(_) if self.token(self.at + 1) == Some(Token::Sign("(")) => {
                self.at += 1;
                self.inside();
                UNKNOWN
            }
            Token::Name(_) if self.token(self.at + 1) == Some(Token::Sign("=")) => return None,
            Token::Name(name) => self.path(name),
            Token::Sign("(") => self.inside(),
            Token::Sign("[") => {
                self.inside();
                Operand::List
            }
            Token::Sign("{") => {
                self.record();
                UNKNOWN
            }
            Token::Sign(_) => return None,
        };
        while self.token(self.at) == Some(Token::Sign("|")) {
            operand = self.filter(operand);
        }
        Some(operand)
    }

    fn literal(&mut self, kind: Kind) -> Operand<'a> {
        self.at += 1;
        Operand::Literal(kind)
    }

    fn literal_none(&mut self) -> Operand<'a> {
        self.at += 1;
        UNKNOWN
    }

    /// What stands in the brackets that open here; behind them afterwards.
    fn inside(&mut self) -> Operand<'a> {
        let (tokens, end) = self.brackets();
        self.at = end + 1;
        self.within(tokens)
    }

    /// What pieces within brackets stand for; the engine reads none that are deeper, and neither does anybody.
    fn within(&mut self, tokens: &'t [Token<'t>]) -> Operand<'a> {
        let depth = self.depth + 1;
        if depth > DEEPEST {
            UNKNOWN
        } else {
            Reading { tokens, at: 0, depth, scope: self.scope, faults: self.faults }.all()
        }
    }

    fn brackets(&self) -> (&'t [Token<'t>], usize) {
        let end = closing(self.tokens, self.at);
        (self.tokens.get(self.at + 1..end).unwrap_or_default(), end)
    }

    /// A record that the template writes: what stands before `:` is the name of a field.
    fn record(&mut self) {
        let (tokens, end) = self.brackets();
        self.at = end + 1;
        let mut from = 0;
        for (at, token) in tokens.iter().enumerate() {
            if *token == Token::Sign(":") && at == from + 1 {
                from = at + 1;
            } else if *token == Token::Sign(",") {
                self.within(tokens.get(from..at).unwrap_or_default());
                from = at + 1;
            }
        }
        self.within(tokens.get(from..).unwrap_or_default());
    }

    fn path(&mut self, root: &'t str) -> Operand<'a> {
        self.at += 1;
        let mut steps: Vec<Step<'t>> = Vec::new();
        while let Some(Token::Sign(sign @ ("." | "?." | "[" | "?["))) = self.token(self.at) {
            if sign.ends_with('[') {
                let (inside, _) = self.brackets();
                steps.push(match inside {
                    [Token::Text(name)] => Step::Name(name),
                    [Token::Number(_)] | [Token::Sign("-"), Token::Number(_)] => Step::Index("[…]"),
                    _ if inside.contains(&Token::Sign(":")) => Step::Slice,
                    _ => Step::Any,
                });
                self.inside();
                continue;
            }
            match self.token(self.at + 1) {
                Some(Token::Name(name)) => steps.push(Step::Name(name)),
                Some(Token::Number(number)) => steps.push(Step::Index(number)),
                _ => steps.push(Step::Index("[…]")),
            }
            self.at += 2;
        }
        let Scope { bound, tree, unknown } = self.scope;
        let values = match (bound.get(root), tree.get(root)) {
            (Some(values), _) => values.clone(),
            (None, Some(value)) => vec![value],
            (None, None) => {
                if !steps.is_empty() || unknown.contains(root) {
                    let known = tree.keys().map(String::as_str).collect();
                    self.nowhere(root, &steps, 0, known);
                }
                return UNKNOWN;
            }
        };
        match follow(&steps, values) {
            Ok(values) => Operand::Values(values),
            Err((number, known)) => {
                self.nowhere(root, &steps, number + 1, known);
                UNKNOWN
            }
        }
    }

    fn nowhere(&mut self, root: &str, steps: &[Step<'_>], number: usize, known: Known<'a>) {
        let written = std::iter::once(root).chain(steps.iter().map(Step::written)).map(str::to_owned);
        let written: Vec<String> = written.collect();
        let step = written.get(number).cloned().unwrap_or_default();
        self.faults.push(Fault::Nowhere(written, step, known));
    }

    fn filter(&mut self, operand: Operand<'a>) -> Operand<'a> {
        let Some(Token::Name(name)) = self.token(self.at + 1) else {
            self.at += 1;
            return UNKNOWN;
        };
        self.at += 2;
        let mut asked = None;
        if self.token(self.at) == Some(Token::Sign("(")) {
            let (tokens, _) = self.brackets();
            asked = tokens.windows(3).find_map(|three| match three {
                [Token::Name("attribute" | "key"), Token::Sign("="), Token::Text(text)] => Some(*text),
                _ => None,
            });
            self.inside();
        }
        let Operand::Values(values) = operand else { return UNKNOWN };
        let below = |values: Vec<&'a Value>, path: &'t str| {
            let steps: Vec<Step<'t>> = path.split('.').map(Step::Name).collect();
            (follow(&steps, values), steps)
        };
        let (from, keeps) = match name {
            "get" => (values.clone(), false),
            _ => (paths::items(&values), KEEPS_ITEMS.contains(&name)),
        };
        let found =
            asked.filter(|_| matches!(name, "get" | "sort" | "unique" | "group_by")).map(|path| below(from, path));
        match found {
            Some((Err((number, known)), steps)) => {
                self.nowhere(name, &steps, number + 1, known);
                UNKNOWN
            }
            Some((Ok(found), _)) if name == "get" => Operand::Values(found),
            _ if keeps => Operand::Values(values),
            _ if TAKES_ONE.contains(&name) => Operand::Values(paths::items(&values)),
            _ => UNKNOWN,
        }
    }
}
