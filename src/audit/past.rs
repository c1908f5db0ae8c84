//! What `quá hạn` alone means, by what stands beside it: done late behind what was done, still open behind what is not.
//!
//! In: roles in the order of a sentence or of the columns of a table. Out: roles in the place of those that only say past the deadline.
//! It is a reading, not what the words say: where it does not hold a person should look.

use crate::wording::Role;

/// The meaning of each role in order; `None` but for those that say past the deadline and stand where only one meaning is likely.
#[must_use]
pub fn settled(roles: &[Option<Role>]) -> Vec<Option<Role>> {
    roles
        .iter()
        .enumerate()
        .map(|(at, role)| (*role == Some(Role::Past)).then(|| meaning(roles, at)).flatten())
        .collect()
}

fn meaning(roles: &[Option<Role>], at: usize) -> Option<Role> {
    let before = || roles.iter().take(at).rev().copied().flatten();
    let after = || roles.iter().skip(at + 1).copied().flatten();
    let is_whole = |role: &Role| matches!(role, Role::Done | Role::Open);
    let whole = before().find(is_whole).or_else(|| after().find(is_whole))?;
    let (beside, meaning) =
        if whole == Role::Done { (Role::OnTime, Role::Late) } else { (Role::InDeadline, Role::Overdue) };
    // `60, trong đó đúng hạn 50, quá hạn 10`; `60, trong đó quá hạn 10, đúng hạn 50`.
    let is_beside = before().next() == Some(beside) || before().next() == Some(whole) && after().next() == Some(beside);
    is_beside.then_some(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_deadline_is_what_stands_beside_it() {
        let of = |roles: &[Role]| settled(&roles.iter().copied().map(Some).collect::<Vec<_>>());
        assert_eq!(of(&[Role::Done, Role::OnTime, Role::Past]), [None, None, Some(Role::Late)]);
        assert_eq!(of(&[Role::Open, Role::Past, Role::InDeadline]), [None, Some(Role::Overdue), None]);
        let both = [Role::Done, Role::OnTime, Role::Past, Role::Open, Role::InDeadline, Role::Past];
        assert_eq!(of(&both), [None, None, Some(Role::Late), None, None, Some(Role::Overdue)]);
        assert_eq!(of(&[Role::Assigned, Role::OnTime, Role::Past]), [None; 3]);
        assert_eq!(of(&[Role::Done, Role::Open, Role::Past]), [None; 3]);
    }
}
