//! What the words beside each figure of a paragraph say that it counts.
//!
//! In: a paragraph. Out: [`Labels`], which tell where two versions of one call the same number by different names.

use crate::wording::{Role, clauses, role_of, tokens};

/// The clause of each token, with what it counts.
pub struct Labels {
    clauses: Vec<(String, Option<Role>)>,
    /// The clause of each token by its index; none where clauses do not part between tokens.
    of_tokens: Vec<usize>,
}

impl Labels {
    /// Reads a paragraph.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let clauses = clauses(text);
        let of_tokens: Vec<usize> =
            clauses.iter().enumerate().flat_map(|(index, (_, clause))| tokens(clause).map(move |_| index)).collect();
        let is_even = of_tokens.len() == tokens(text).count();
        Self {
            clauses: clauses.into_iter().map(|(_, clause)| (clause.trim().to_owned(), role_of(&clause))).collect(),
            of_tokens: if is_even { of_tokens } else { Vec::new() },
        }
    }

    fn clause(&self, token: usize) -> Option<(&str, Role)> {
        let (clause, role) = self.clauses.get(*self.of_tokens.get(token)?)?;
        Some((clause, (*role)?))
    }

    /// What is wrong where a token is said to count something else than one of another version.
    #[must_use]
    pub fn conflict(&self, token: usize, computed: &Self, other: usize) -> Option<String> {
        let (clause, role) = self.clause(token)?;
        let (was, computed) = computed.clause(other)?;
        differ(role, computed).then(|| format!("ghi \"{clause}\", bản tính được ghi \"{was}\""))
    }
}

/// Whether two roles are not the same; past the deadline may be either of two.
fn differ(one: Role, other: Role) -> bool {
    let may_be = |one: Role, other: Role| one == Role::Past && matches!(other, Role::Late | Role::Overdue);
    one != other && !may_be(one, other) && !may_be(other, one)
}
