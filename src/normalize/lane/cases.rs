//! What the rows of a part ask, each question once: whom a word names on such a day, what a label means beside such dates.
//!
//! In: the code of the word of each row, and when it stands there. Out: [`Cases`]. Rows have few words, and these stand at few times: who
//! answers need not look at each row.

/// A case that has no number yet.
const FREE: u32 = u32::MAX;

/// The cases of the rows of a part, in the order of their first rows.
#[derive(Default)]
pub struct Cases {
    /// The number of the case of each row.
    pub of_rows: Vec<u32>,
    /// The cases by their numbers.
    pub all: Vec<Case>,
}

/// A word that some rows have at the same time.
pub struct Case {
    /// The code of the word.
    pub word: u32,
    /// Between which days, or beside which dates.
    pub when: u32,
    /// The first row that has it.
    pub first: usize,
    /// How many rows have it.
    pub rows: u64,
}

impl Cases {
    /// The cases of rows that have these words; `when` tells of a row a number below `times`.
    pub fn of(words: Vec<u32>, times: usize, when: impl Fn(usize) -> u32) -> Self {
        let count = words.iter().max().map_or(0, |highest| *highest as usize + 1);
        let mut numbers = vec![FREE; count * times];
        let (mut of_rows, mut all) = (words, Vec::<Case>::new());
        for (row, word) in of_rows.iter_mut().enumerate() {
            let when = when(row);
            let Some(number) = numbers.get_mut(*word as usize * times + when as usize) else { continue };
            if *number == FREE {
                *number = u32::try_from(all.len()).unwrap_or(FREE);
                all.push(Case { word: *word, when, first: row, rows: 0 });
            }
            all.get_mut(*number as usize).into_iter().for_each(|case| case.rows += 1);
            *word = *number;
        }
        Self { of_rows, all }
    }

    /// The case of a row.
    #[inline]
    pub fn of_row(&self, row: usize) -> usize {
        self.of_rows.get(row).copied().unwrap_or_default() as usize
    }

    /// What each row has, where it is known of the cases.
    pub fn spread<T: Copy + Default>(&self, of_cases: &[T], to: &mut Vec<T>) {
        to.extend(self.of_rows.iter().map(|case| of_cases.get(*case as usize).copied().unwrap_or_default()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_at_each_time_is_one_case_in_the_order_of_first_rows() {
        let when = [1, 0, 1, 1, 0];
        let cases = Cases::of(vec![2, 2, 0, 2, 2], 2, |row| when[row]);
        assert_eq!(cases.of_rows, [0, 1, 2, 0, 1]);
        let told: Vec<_> = cases.all.iter().map(|case| (case.word, case.when, case.first, case.rows)).collect();
        assert_eq!(told, [(2, 1, 0, 2), (2, 0, 1, 2), (0, 1, 2, 1)]);
        let mut spread = vec![7];
        cases.spread(&[10, 11, 12], &mut spread);
        assert_eq!(spread, [7, 10, 11, 12, 10, 11]);
        assert!(Cases::of(Vec::new(), 2, |_| 0).all.is_empty());
    }
}
