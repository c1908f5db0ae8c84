//! What an SQL statement names, and whether it only reads.
//!
//! In: the statement as typed. Out: a [`Statement`]: its names, so that only those columns are decoded; what changes something or reads
//! files is refused before Polars sees it.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};

/// Words that a statement may begin with.
const READING: [&str; 7] = ["select", "with", "from", "values", "table", "show", "explain"];
/// The opening of functions that read files.
const READS_FILES: &str = "read_";
/// What asks for every column without naming any.
const EVERY: &str = "columns";

/// A statement that only reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// As typed.
    pub text: String,
    /// Every name in it, in small letters.
    names: BTreeSet<String>,
    /// Whether it may ask for columns that it does not name.
    is_of_all: bool,
    /// The table that it wants described.
    pub described: Option<String>,
}

/// A part of a statement.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// A word, quoted or not.
    Name(String),
    /// Any other sign.
    Sign(char),
}

impl Statement {
    /// Reads a statement.
    ///
    /// # Errors
    /// `refused-sql` for what does not begin like a question, for what reads files, and for several statements.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        let refused = |word: &str| Diagnostic::error(Code::RefusedSql).with("word", word);
        let tokens = tokens(text);
        let names = || {
            tokens.iter().filter_map(|token| match token {
                Token::Name(name) => Some(name.as_str()),
                Token::Sign(_) => None,
            })
        };
        let first = names().next().unwrap_or_default();
        let described = match tokens.as_slice() {
            [Token::Name(verb), Token::Name(table), rest @ ..]
                if ["describe", "desc"].contains(&verb.as_str())
                    && rest.iter().all(|sign| *sign == Token::Sign(';')) =>
            {
                Some(table.clone())
            }
            _ => None,
        };
        if described.is_none() && !READING.contains(&first) {
            return Err(refused(first));
        }
        if let Some(name) = names().find(|name| name.starts_with(READS_FILES)) {
            return Err(refused(name));
        }
        let behind = tokens.iter().skip_while(|token| **token != Token::Sign(';'));
        if let Some(next) = behind.skip(1).find(|token| **token != Token::Sign(';')) {
            return Err(refused(if let Token::Name(name) = next { name } else { ";" }));
        }
        let star = |pair: &[Token]| matches!(pair, [before, Token::Sign('*')] if *before != Token::Sign('('));
        let is_of_all = tokens.windows(2).any(star) || names().any(|name| name == EVERY || name == "table");
        Ok(Self { text: text.to_owned(), names: names().map(str::to_owned).collect(), is_of_all, described })
    }

    /// Whether it may ask for this column.
    #[must_use]
    pub fn asks_for(&self, column: &str) -> bool {
        self.is_of_all || self.names.contains(column)
    }

    /// Its names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// The parts of a statement without comments and texts in quotation marks.
fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut letters) = (Vec::new(), text.chars().peekable());
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('-', Some('-')) => while letters.next().is_some_and(|next| next != '\n') {},
            ('/', Some('*')) => {
                letters.next();
                while letters.next().is_some_and(|next| next != '*' || letters.peek() != Some(&'/')) {}
                letters.next();
            }
            ('\'', _) => while letters.next().is_some_and(|next| next != '\'') {},
            ('"' | '`', _) => {
                let name: String = std::iter::from_fn(|| letters.next().filter(|next| *next != letter)).collect();
                tokens.push(Token::Name(name.to_lowercase()));
            }
            (first, _) if first.is_alphanumeric() || first == '_' => {
                let mut name = String::from(first);
                while let Some(next) = letters.next_if(|next| next.is_alphanumeric() || *next == '_') {
                    name.push(next);
                }
                tokens.push(Token::Name(name.to_lowercase()));
            }
            (space, _) if space.is_whitespace() => {}
            (sign, _) => tokens.push(Token::Sign(sign)),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<String> {
        let found = Statement::read(text).err()?;
        found.details.first().map(|(_, word)| word.clone())
    }

    #[test]
    fn only_what_reads_the_tables_is_let_through() {
        for text in [
            "SELECT 1",
            "  with a as (select * from tasks) select * from a;",
            "(SELECT unit FROM tasks)",
            "SHOW TABLES",
        ] {
            assert_eq!(refused(text), None, "{text}");
        }
        let cases = [
            ("DROP TABLE tasks", "drop"),
            ("CREATE TABLE a AS SELECT * FROM tasks", "create"),
            ("-- SELECT\nDELETE FROM tasks", "delete"),
            ("/* a */ TRUNCATE tasks", "truncate"),
            ("SELECT * FROM read_csv('x.csv')", "read_csv"),
            ("SELECT * FROM \"READ_PARQUET\" ('x')", "read_parquet"),
            ("WITH a AS (SELECT * FROM read_csv('x')) SELECT * FROM a", "read_csv"),
            ("SELECT 1; DROP TABLE tasks", "drop"),
            ("", ""),
        ];
        for (text, word) in cases {
            assert_eq!(refused(text).as_deref(), Some(word), "{text}");
        }
        // Words in texts and comments are no names.
        assert_eq!(refused("SELECT unit FROM tasks WHERE content = 'read_csv(); DROP' -- read_csv\n"), None);
    }

    #[test]
    fn only_the_columns_that_it_names_are_asked_for() {
        let asks = |text: &str| Statement::read(text).map(|found| (found.asks_for("unit"), found.asks_for("content")));
        assert_eq!(asks("SELECT Unit, count(*) FROM tasks GROUP BY 1"), Ok((true, false)));
        assert_eq!(asks("SELECT \"content\" FROM tasks"), Ok((false, true)));
        assert_eq!(asks("SELECT * FROM tasks"), Ok((true, true)));
        assert_eq!(asks("SELECT t.* FROM tasks t"), Ok((true, true)));
        assert_eq!(asks("SELECT count(*) FROM tasks WHERE field = 'unit' -- content"), Ok((false, false)));
        assert_eq!(asks("DESCRIBE tasks;").ok(), Some((false, false)));
    }
}
