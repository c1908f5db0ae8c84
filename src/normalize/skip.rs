//! Which rows of an export are no tasks: totals, groups, repeated headings, footers.
//!
//! In: a row. Out: a [`Verdict`]. But for a heading that stands once more, only rows without id and without dates are ever
//! skipped (a sentence in their columns is neither); each kind is counted, and the rows are listed beside the quarantine.

use super::{
    dates::{DateRule, DateSettings},
    deadline,
    mapping::Mapping,
};
use crate::{
    ingest::{Heading, RawCell, Rows},
    schema::{FIELDS, Field, FieldKind},
    spelling,
};

/// No id and no date has so many words.
const WORDS_OF_A_LINE: usize = 3;
/// Who signs below a table has so many.
const WORDS_OF_A_NAME: usize = 2;

/// Why a row is no task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Nothing in it.
    Blank,
    /// A line across the table that names a group.
    Group,
    /// The heading once more, as after a page break.
    RepeatedHeading,
    /// A sum.
    Total,
    /// Whatever stands below the total: who made the table, when.
    Footer,
    /// Not seen by a person who opens the file, where the policy leaves such rows out.
    Hidden,
    /// With a mark of secrecy, where the policy leaves such rows out: nothing of its text is shown anywhere.
    Secret,
    /// What a later row of the same id updates, where the policy lets that one count.
    EarlierUpdate,
    /// Of a task whose first row names its unit beside the others.
    Shared,
}

impl Skip {
    /// Stable id, as in the manifest.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Group => "group",
            Self::RepeatedHeading => "repeated_heading",
            Self::Total => "total",
            Self::Footer => "footer",
            Self::Hidden => "hidden",
            Self::Secret => "secret",
            Self::EarlierUpdate => "earlier_update",
            Self::Shared => "shared",
        }
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// To be judged as a task.
    Task,
    /// No task.
    Skip(Skip),
    /// A heading whose columns stand in another order: the rows below it cannot be read as those above.
    HeadingChanged,
}

/// Recognises the rows of one sheet that are no tasks.
pub struct RowFilter<'a> {
    id_column: Option<usize>,
    date_columns: Vec<usize>,
    deadline_columns: Vec<usize>,
    dates: DateRule<'a>,
    other_fields: Vec<usize>,
    /// Who does it, or where there is no such column, what is to be done: a footer fills neither.
    telling_column: Option<usize>,
    lead_column: Option<usize>,
    labels: Vec<Vec<String>>,
    total_labels: Vec<String>,
    after_total: bool,
}

impl<'a> RowFilter<'a> {
    /// A filter for a sheet with this heading.
    pub fn new(heading: &Heading, mapping: &'a Mapping, dates: DateSettings) -> Self {
        let columns = |wanted: fn(&Field) -> bool| {
            let fields = FIELDS.iter().filter(move |field| field.id != "task_id" && wanted(field));
            fields.filter_map(|field| heading.column(field.id)).collect()
        };
        let keys = |label: &String| label.split(" / ").map(spelling::key).filter(|key| !key.is_empty()).collect();
        Self {
            id_column: heading.column("task_id"),
            date_columns: columns(|field| is_date(field.kind)),
            deadline_columns: columns(|field| field.kind == FieldKind::Deadline),
            dates: dates.of(mapping),
            other_fields: columns(|field| !is_date(field.kind)),
            telling_column: heading.column("lead_units").or_else(|| heading.column("content")),
            lead_column: heading.column("lead_units"),
            labels: heading.labels().iter().map(keys).collect(),
            total_labels: mapping.total_labels.clone(),
            after_total: false,
        }
    }

    /// What the row is.
    pub fn judge(&mut self, row: &dyn Rows) -> Verdict {
        // A cell that opens like a date, below a heading that does not, settles it for nearly every row of a large export.
        if self
            .date_columns
            .iter()
            .any(|column| opens_with_digit(&row.cell(*column)) && !self.label_opens_with_digit(*column))
        {
            self.after_total = false;
            return Verdict::Task;
        }
        let filled: Vec<(usize, String)> = (0..row.width())
            .map(|column| (column, spelling::key(&row.cell(column).text())))
            .filter(|(_, key)| !key.is_empty())
            .collect();
        if let Some(verdict) = self.heading_again(&filled) {
            return verdict;
        }
        // Words in a date column, such as a signature line below the table, are no date, unless they say when a task is due.
        let is_due = |column: usize| deadline::is_deadline(&row.cell(column).text(), self.dates);
        let dated = |column: &usize, key: &str| {
            let has_digit = key.contains(|letter: char| letter.is_ascii_digit());
            self.date_columns.contains(column) && has_digit || self.deadline_columns.contains(column) && is_due(*column)
        };
        let is_dated = filled.iter().any(|(column, key)| dated(column, key));
        // The word for a sum may stand in the column of ids; it is no id.
        if !is_dated && filled.iter().take(2).any(|(_, key)| self.total_labels.contains(key)) {
            self.after_total = true;
            return Verdict::Skip(Skip::Total);
        }
        if self.after_total && filled.iter().all(|(column, _)| !self.is_of_task(row, *column)) {
            return Verdict::Skip(Skip::Footer);
        }
        let is_id = |column: usize| Some(column) == self.id_column && !self.is_line(row, &filled);
        if is_dated || filled.iter().any(|(column, _)| is_id(*column)) {
            self.after_total = false;
            return Verdict::Task;
        }
        if self.is_line(row, &filled) || self.is_numbered_group(&filled) {
            return Verdict::Skip(Skip::Group);
        }
        let names_a_field = filled.iter().any(|(column, _)| self.other_fields.contains(column));
        if !names_a_field && filled.len() <= 2 { Verdict::Skip(Skip::Group) } else { Verdict::Task }
    }

    /// Whether a cell below a total speaks of a task: signatures and days of signing may stand in any column, as sentences.
    fn is_of_task(&self, row: &dyn Rows, column: usize) -> bool {
        let cell = row.cell(column);
        let text = cell.text();
        let is_dated = self.date_columns.contains(&column) && text.contains(|letter: char| letter.is_ascii_digit());
        let is_due = self.deadline_columns.contains(&column) && deadline::is_deadline(&text, self.dates);
        let is_id = Some(column) == self.id_column && words(&text) < WORDS_OF_A_NAME;
        Some(column) == self.telling_column || is_due || is_id || (is_dated && words(&text) < WORDS_OF_A_LINE)
    }

    /// Whether the only words of a row stand in the column of ids, as the names of groups do in exports without a column of numbers.
    fn is_line(&self, row: &dyn Rows, filled: &[(usize, String)]) -> bool {
        let column = match filled {
            [(column, _)] => column,
            [_, (column, _)] if self.is_numbered_group(filled) => column,
            _ => return false,
        };
        Some(*column) == self.id_column && words(&row.cell(*column).text()) >= WORDS_OF_A_LINE
    }

    /// A letter or Roman numeral in a column that no field reads, and one more cell that names no unit: `II | Phòng Nội chính`.
    fn is_numbered_group(&self, filled: &[(usize, String)]) -> bool {
        let [(first, number), (second, _)] = filled else { return false };
        let is_letter = |sign: char| "abcdefghivxlm".contains(sign);
        let is_number = number.len() <= 5 && !number.is_empty() && number.chars().all(is_letter);
        is_number && !self.other_fields.contains(first) && Some(*second) != self.lead_column
    }

    fn label_opens_with_digit(&self, column: usize) -> bool {
        let keys = self.labels.get(column).into_iter().flatten();
        keys.into_iter().any(|key| key.starts_with(|letter: char| letter.is_ascii_digit()))
    }

    /// Whether most cells repeat the heading, column by column, or in another order.
    fn heading_again(&self, filled: &[(usize, String)]) -> Option<Verdict> {
        let in_place =
            |(column, key): &&(usize, String)| self.labels.get(*column).is_some_and(|keys| keys.contains(key));
        let anywhere = |(_, key): &&(usize, String)| self.labels.iter().any(|keys| keys.contains(key));
        let found = filled.iter().filter(anywhere).count();
        let here = filled.iter().filter(in_place).count();
        match (here == found, found * 2 > filled.len()) {
            (_, false) => None,
            (true, true) => Some(Verdict::Skip(Skip::RepeatedHeading)),
            // One or two words that a heading has too may stand in any line.
            (false, true) => (found > 2).then_some(Verdict::HeadingChanged),
        }
    }
}

/// How many words of letters alone there are.
fn words(text: &str) -> usize {
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|sign: char| sign.is_ascii_punctuation());
        !letters.is_empty() && letters.chars().all(char::is_alphabetic)
    };
    text.split_whitespace().filter(is_word).count()
}

fn is_date(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Date | FieldKind::Deadline)
}

/// Whether a cell is a date or is written like one.
fn opens_with_digit(cell: &RawCell<'_>) -> bool {
    match cell {
        RawCell::Date(_) => true,
        RawCell::Text(text) => text.trim_start().starts_with(|letter: char| letter.is_ascii_digit()),
        RawCell::Empty | RawCell::Number(_) | RawCell::Other(_) => false,
    }
}
