//! Random tables: a consistent one is never found wrong, and one changed cell always is.

use dondoc::audit::{Audit, Verdict};

use super::{of_csv, told};

/// A small generator of numbers, the same ones every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Tasks of each unit by status, as a table of counts, or with the rate of completion.
struct Figures {
    rows: Vec<[u64; 4]>,
    has_rate: bool,
}

impl Figures {
    fn random(dice: &mut Dice) -> Self {
        let rows = (0..3 + dice.below(8)).map(|_| [40, 20, 30, 10].map(|most| 1 + dice.below(most))).collect();
        Self { rows, has_rate: dice.below(2) == 1 }
    }

    /// Cells by row and column; the last row is the total.
    fn cells(&self) -> Vec<Vec<String>> {
        let total = (0..4).map(|status| self.rows.iter().map(|row| row[status]).sum()).collect::<Vec<u64>>();
        let rows = self.rows.iter().map(|row| row.to_vec()).chain([total]);
        let cells = |statuses: Vec<u64>| {
            let (assigned, done) = (statuses.iter().sum::<u64>(), statuses[0] + statuses[1]);
            let mut cells: Vec<String> = [assigned].iter().chain(&statuses).map(u64::to_string).collect();
            // Half up: the thousandths, and a half of one, cut off.
            let tenths = (done * 2000 + assigned) / (2 * assigned);
            cells.extend(self.has_rate.then(|| format!("{},{}%", tenths / 10, tenths % 10)));
            cells
        };
        rows.map(cells).collect()
    }

    fn csv(&self, cells: &[Vec<String>]) -> String {
        let rate = if self.has_rate { ",Tỷ lệ hoàn thành" } else { "" };
        let mut lines = format!(
            "STT,Cơ quan được giao,Tổng số nhiệm vụ giao,Đã hoàn thành,,Chưa hoàn thành,{rate}\n,,,Đúng hạn,Quá hạn,Trong hạn,Trễ hạn\n"
        );
        for (index, row) in cells.iter().enumerate() {
            let opening = if index + 1 == cells.len() {
                ",Tổng số".to_owned()
            } else {
                format!("{},Đơn vị {index}", index + 1)
            };
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
            lines += &format!("{opening},{}\n", cells.join(","));
        }
        lines
    }
}

fn fails(audit: &Audit) -> Vec<String> {
    audit.findings().filter(|found| found.verdict == Verdict::Fail).map(|found| found.place.clone()).collect()
}

#[test]
fn a_consistent_table_passes_and_one_changed_cell_is_named_by_row_or_column() {
    let mut dice = Dice(20_181_227);
    for round in 0..60 {
        let figures = Figures::random(&mut dice);
        let cells = figures.cells();
        let whole = of_csv(&figures.csv(&cells));
        assert_eq!(told(&whole), Vec::<String>::new(), "round {round}");
        assert_eq!(whole.verdict(), Verdict::Pass);
        let row = usize::try_from(dice.below(cells.len() as u64)).unwrap();
        let column = usize::try_from(dice.below(cells[row].len() as u64)).unwrap();
        let mut changed = cells.clone();
        changed[row][column] = match cells[row][column].strip_suffix("%") {
            Some(rate) => format!("{},0%", if rate.starts_with("100") { "99" } else { "100" }),
            None => (cells[row][column].parse::<u64>().unwrap() + 1 + dice.below(9)).to_string(),
        };
        let found = of_csv(&figures.csv(&changed));
        let (row_named, column_named) = (format!("dòng {},", row + 3), format!(", cột {} ", column + 3));
        let named = |place: &String| place.contains(&row_named) || place.contains(&column_named);
        assert!(
            fails(&found).iter().any(named),
            "round {round}: row {row}, column {column}: {:#?}\n{}",
            told(&found),
            figures.csv(&changed)
        );
    }
}
