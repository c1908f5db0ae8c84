//! Which parts of two versions of a text belong together.
//!
//! In: two sequences and when two of their items are the same. Out: pairs of places, in order: a longest common subsequence.

/// Beyond this many comparisons the sequences are only paired from both ends.
const MOST_COMPARED: usize = 4_000_000;

/// The places of items that are the same in both, in order.
pub fn pairs<T: PartialEq>(left: &[T], right: &[T]) -> Vec<(usize, usize)> {
    let opening = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let rest = || left.iter().skip(opening).rev().zip(right.iter().skip(opening).rev());
    let closing = rest().take_while(|(left, right)| left == right).count();
    let middle = |items: &'_ [T]| items.len() - opening - closing;
    let mut pairs: Vec<(usize, usize)> = (0..opening).map(|place| (place, place)).collect();
    let (rows, columns) = (middle(left), middle(right));
    if rows.saturating_mul(columns) <= MOST_COMPARED {
        let left = left.get(opening..opening + rows).unwrap_or_default();
        let right = right.get(opening..opening + columns).unwrap_or_default();
        pairs.extend(longest(left, right).into_iter().map(|(row, column)| (row + opening, column + opening)));
    }
    pairs.extend((0..closing).rev().map(|place| (left.len() - 1 - place, right.len() - 1 - place)));
    pairs
}

fn longest<T: PartialEq>(left: &[T], right: &[T]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    // Lengths of what is common from each pair of places on.
    let mut lengths = vec![0u32; (left.len() + 1) * width];
    let at = |lengths: &[u32], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    for (row, item) in left.iter().enumerate().rev() {
        for (column, other) in right.iter().enumerate().rev() {
            let length = if item == other {
                at(&lengths, row + 1, column + 1) + 1
            } else {
                at(&lengths, row + 1, column).max(at(&lengths, row, column + 1))
            };
            if let Some(slot) = lengths.get_mut(row * width + column) {
                *slot = length;
            }
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while let (Some(item), Some(other)) = (left.get(row), right.get(column)) {
        if item == other {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if at(&lengths, row + 1, column) >= at(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_is_paired_in_order() {
        let of = |left: &str, right: &str| pairs(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>());
        assert_eq!(of("abc", "abc"), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(of("axbyc", "abzc"), [(0, 0), (2, 1), (4, 3)]);
        assert_eq!(of("", "abc"), []);
        assert_eq!(of("aa", "a"), [(0, 0)]);
    }
}
