//! What scoring brought about, as tables, values of templates, and files for other systems.
//!
//! In: [`ScoreResults`]. Out: for each [`ScoreShow`] its tables, one or several, with what stands above each; the value `scores` of templates;
//! `scores.csv` and `scores.json`. Nothing is scored here.

mod cards;
mod data;
mod fields;
mod lists;
mod tables;
mod values;
mod words;

pub use data::{costs_csv, scores_csv, scores_json};
pub use lists::change_words;
pub use values::{shape, value};

use super::front_matter::ScoreTable;
use crate::{
    diagnostic::Failure,
    document::{Align, Block, Inline, Table, TextStyle},
    scoring::results::{ScoreResults, ScoredSet},
    table_spec::ScoreShow,
};

/// A table with the words that stand above it.
pub struct Part {
    /// What tells it from the others of its kind; empty for the only one.
    pub key: String,
    /// What it shows, for sheets.
    pub name: String,
    /// What stands above it; empty for the only one.
    pub caption: String,
    /// The table.
    pub table: Table,
    /// What stands on pages in its place, each with the words above it; empty where it stands there itself.
    pub pages: Vec<(String, Table)>,
    /// What belongs to it.
    pub below: Option<Below>,
}

impl Part {
    /// A table that is the only one of its kind, with nothing above or below it.
    pub fn only(table: Table) -> Self {
        let (key, name, caption, pages) = Default::default();
        Self { key, name, caption, table, pages, below: None }
    }
}

/// Words below a table, and the table that they announce, if any.
pub type Below = (String, Option<Table>);

/// The tables of one kind, at least one unless there is nothing to show.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn parts(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    match asked.show {
        ScoreShow::Ranking => tables::ranking(asked, results),
        ScoreShow::Fields => fields::fields(asked, results),
        ScoreShow::Criteria => tables::criteria(asked, results),
        ScoreShow::Cards => cards::cards(asked, results),
        ScoreShow::Special => lists::special(asked, results),
        ScoreShow::Tasks => lists::tasks(asked, results),
        ScoreShow::LeftOut => lists::left_out(asked, results),
        ScoreShow::Comparison => lists::comparison(asked, results),
    }
}

/// What a marker of a score table becomes: each table below its caption.
pub fn blocks(parts: &[Part]) -> Vec<Block> {
    let line = |text: &String, style: TextStyle| {
        let content = vec![Inline::Text { text: text.clone(), style }];
        (!text.is_empty()).then_some(Block::Line { align: Align::Left, content })
    };
    let (bold, italic) = (TextStyle { bold: true, italic: false }, TextStyle { bold: false, italic: true });
    let mut blocks = Vec::new();
    for part in parts {
        blocks.extend(line(&part.caption, bold));
        if part.pages.is_empty() {
            blocks.push(Block::Table(part.table.clone()));
        }
        for (words, table) in &part.pages {
            blocks.extend(line(words, bold));
            blocks.push(Block::Table(table.clone()));
        }
        if let Some((words, table)) = &part.below {
            blocks.extend(line(words, italic));
            blocks.extend(table.clone().map(Block::Table));
        }
    }
    blocks
}

/// Everything as sheets of one workbook: summary by unit first, the detailed sheet of each unit last.
///
/// # Errors
/// As [`parts`].
pub fn sheets(results: &ScoreResults) -> Result<Vec<(String, Table)>, Failure> {
    let kinds = [
        (ScoreShow::Ranking, "Xếp hạng", "Kết quả chấm điểm và xếp hạng"),
        (ScoreShow::Fields, "Theo lĩnh vực", "Tổng hợp điểm theo lĩnh vực"),
        (ScoreShow::Criteria, "Phân tích tiêu chí", "Phân tích theo tiêu chí"),
        (ScoreShow::Special, "Tiêu chí đặc thù", "Tiêu chí đặc thù không đánh giá"),
        (ScoreShow::Comparison, "So sánh", "So sánh hai bộ tiêu chí"),
        (ScoreShow::LeftOut, "Không chấm điểm", "Các đơn vị không chấm điểm"),
        (ScoreShow::Tasks, "Nhiệm vụ bị trừ điểm", "Nhiệm vụ làm giảm điểm"),
        (ScoreShow::Cards, "Chi tiết", "Phiếu chấm điểm"),
    ];
    let mut sheets = Vec::new();
    for (show, name, title) in kinds {
        let asked = ScoreTable { id: format!("scores_{}", spelt(show)), title: title.to_owned(), show };
        for part in parts(&asked, results)? {
            let name = match (part.key.as_str(), show) {
                ("", _) => name.to_owned(),
                (_, ScoreShow::Cards) => part.name.clone(),
                _ => format!("{name} {}", part.name),
            };
            sheets.push((name, part.table));
        }
    }
    Ok(sheets)
}

/// The word of a kind in ids.
fn spelt(show: ScoreShow) -> &'static str {
    match show {
        ScoreShow::Ranking => "ranking",
        ScoreShow::Fields => "fields",
        ScoreShow::Criteria => "criteria",
        ScoreShow::Cards => "cards",
        ScoreShow::Special => "special",
        ScoreShow::Tasks => "tasks",
        ScoreShow::LeftOut => "left_out",
        ScoreShow::Comparison => "comparison",
    }
}

/// The name of a rulebook among those of a run, which says so where it is made up.
#[must_use]
pub fn set_words(results: &ScoreResults, set: &ScoredSet) -> String {
    tables::name_of(results, set)
}

/// The words of a document in which some rulebooks are made up and others are not.
pub const PARTLY_SAMPLE: &str = "một phần theo bộ tiêu chí mẫu, không phải quy định";

/// The words that every table of a made-up rulebook bears.
pub const SAMPLE: &str = "bộ tiêu chí mẫu, không phải quy định";
