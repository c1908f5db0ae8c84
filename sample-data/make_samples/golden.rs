//! Reads the printed tables of the real report: the one source of the counts and texts that the samples reproduce.

use simd_csv::Reader;

/// One row of Phụ lục 02.
pub struct UnitCounts {
    /// The unit as the table prints it.
    pub name: String,
    /// Done, on time.
    pub on_time: usize,
    /// Done, after the deadline.
    pub late: usize,
    /// Open, the deadline still to come.
    pub in_deadline: usize,
    /// Open, the deadline gone by.
    pub overdue: usize,
}

/// One row of Phụ lục 01, its document filled in where the table merges it down.
pub struct OpenTask {
    /// Số, ký hiệu.
    pub document: String,
    /// Trích yếu hoặc nhiệm vụ theo dõi.
    pub content: String,
    /// Diễn giải trạng thái.
    pub note: String,
    /// Hạn xử lý as printed, `31/8/2018`.
    pub deadline: String,
}

/// The 30 units with their counts, without the total row.
pub fn units() -> Vec<UnitCounts> {
    rows(include_str!("../../tests/golden/2018-appendix-02-units.csv"))
        .into_iter()
        .filter(|row| !row[0].is_empty())
        .map(|row| UnitCounts {
            name: row[1].clone(),
            on_time: number(&row[3]),
            late: number(&row[4]),
            in_deadline: number(&row[5]),
            overdue: number(&row[6]),
        })
        .collect()
}

/// The 11 tasks of the Government that were open on 01/01/2019, in the printed order.
pub fn open_government_tasks() -> Vec<OpenTask> {
    let mut document = String::new();
    let mut tasks = Vec::new();
    for row in rows(include_str!("../../tests/golden/2018-appendix-01-government-open-tasks.csv")) {
        if !row[1].is_empty() {
            document.clone_from(&row[1]);
        }
        tasks.push(OpenTask {
            document: document.clone(),
            content: row[2].clone(),
            note: row[3].clone(),
            deadline: row[4].clone(),
        });
    }
    tasks
}

/// The rows of Phụ lục 03: number, unit, report sent, regulation issued, remark.
pub fn compliance() -> Vec<Vec<String>> {
    rows(include_str!("../../tests/golden/2018-appendix-03-compliance.csv"))
}

fn number(text: &str) -> usize {
    text.parse().expect("a count")
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let cell = |bytes: &[u8]| str::from_utf8(bytes).expect("UTF-8").to_owned();
    Reader::from_reader(text.as_bytes())
        .byte_records()
        .map(|record| record.expect("a CSV row").iter().map(cell).collect())
        .collect()
}
