//! Random tables in many layouts: a consistent one is never found wrong; whatever breaks a sum or a rate is never passed.

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

/// One way to lay out the same figures.
struct Layout {
    headings: [&'static str; 4],
    total: &'static str,
    total_first: bool,
    /// What stands between thousands.
    thousands: &'static str,
    groups: bool,
    is_turned: bool,
    numbers: bool,
    /// How nought is written.
    nought: &'static str,
}

const WORDINGS: [[&str; 4]; 5] = [
    ["Tổng số nhiệm vụ giao", "Đã hoàn thành", "Chưa hoàn thành", "Tỷ lệ hoàn thành"],
    ["Nhiệm vụ được giao tại thời điểm báo cáo", "Số nhiệm vụ hoàn thành", "Đang thực hiện", "Tỷ lệ hoàn thành (%)"],
    ["Tổng số", "HT", "Chưa HT", "Tỷ lệ %"],
    ["Số nhiệm vụ", "Đã xử lý", "Đang xử lý", "Đạt tỷ lệ (%)"],
    ["Tổng nhiệm vụ năm 2019", "Đã giải quyết", "Chưa giải quyết", "Tỉ lệ đã giải quyết"],
];
const NAMES: [&str; 6] = ["Tổng số", "Tổng cộng", "Cộng", "Toàn tỉnh", "Tổng các sở", "TỔNG CỘNG (I+II)"];

impl Layout {
    fn random(dice: &mut Dice) -> Self {
        let mut pick = |limit: usize| usize::try_from(dice.below(limit as u64)).unwrap();
        Self {
            headings: WORDINGS[pick(WORDINGS.len())],
            total: NAMES[pick(NAMES.len())],
            total_first: pick(3) == 0,
            thousands: ["", ".", " "][pick(3)],
            groups: pick(3) == 0,
            is_turned: pick(4) == 0,
            numbers: pick(4) > 0,
            nought: ["0", "-", "–", "không"][pick(4)],
        }
    }

    fn number(&self, number: u64) -> String {
        if number == 0 {
            self.nought.to_owned()
        } else if number < 1000 {
            number.to_string()
        } else {
            format!("{}{}{:03}", number / 1000, self.thousands, number % 1000)
        }
    }

    /// All, done, open and rate of each row: groups before their units, and the total.
    fn rows(&self, units: &[[u64; 2]]) -> Vec<(String, String, [u64; 2])> {
        let sum = |units: &[[u64; 2]]| units.iter().fold([0, 0], |sum, unit| [sum[0] + unit[0], sum[1] + unit[1]]);
        let unit = |(number, figures): (usize, &[u64; 2])| {
            (if self.numbers { number.to_string() } else { String::new() }, format!("Đơn vị {number}"), *figures)
        };
        let mut rows: Vec<(String, String, [u64; 2])> = Vec::new();
        if self.groups && !self.is_turned {
            let (first, second) = units.split_at(units.len() / 2);
            for (name, part) in [("I", first), ("II", second)] {
                let number = if self.numbers && self.total != "Tổng các sở" { name } else { "" };
                rows.push((number.to_owned(), format!("Khối {name}"), sum(part)));
                rows.extend((1..).zip(part).map(unit));
            }
        } else {
            rows.extend((1..).zip(units).map(unit));
        }
        let total = (String::new(), self.total.to_owned(), sum(units));
        let place = if self.total_first { 0 } else { rows.len() };
        rows.insert(place, total);
        rows
    }

    fn cells(&self, rows: &[(String, String, [u64; 2])]) -> Vec<Vec<String>> {
        let heading = ["TT", "Đơn vị"].into_iter().chain(self.headings).map(str::to_owned).collect();
        let row = |(number, name, [all, done]): &(String, String, [u64; 2])| {
            let tenths = (done * 2000 + all) / (2 * all);
            let rate = format!("{},{}%", tenths / 10, tenths % 10);
            vec![number.clone(), name.clone(), self.number(*all), self.number(*done), self.number(all - done), rate]
        };
        [heading].into_iter().chain(rows.iter().map(row)).collect()
    }

    fn csv(&self, cells: &[Vec<String>]) -> String {
        let turned: Vec<Vec<String>> =
            (1..cells[0].len()).map(|column| cells.iter().map(|row| row[column].clone()).collect()).collect();
        let lines = if self.is_turned { &turned } else { cells };
        lines.iter().map(|row| format!("\"{}\"\n", row.join("\",\""))).collect()
    }
}

#[test]
fn in_every_layout_what_adds_up_passes_and_what_does_not_never_does() {
    let mut dice = Dice(2_610);
    for round in 0..300 {
        let layout = Layout::random(&mut dice);
        let count = if layout.groups { 4 + dice.below(6) } else { 2 + dice.below(8) };
        let units: Vec<[u64; 2]> = (0..count)
            .map(|_| {
                let all = 2 + dice.below(2500);
                // Often nothing was done, or everything.
                let done = [0, all, 1 + dice.below(all - 1)];
                [all, done[usize::try_from(dice.below(5).min(2)).unwrap()]]
            })
            .collect();
        let cells = layout.cells(&layout.rows(&units));
        let csv = layout.csv(&cells);
        let right = of_csv(&csv);
        assert_eq!((told(&right), right.verdict()), (Vec::new(), Verdict::Pass), "round {round}\n{csv}");
        // One or two counts of one column, anywhere.
        let mut changed = cells.clone();
        let column = 2 + usize::try_from(dice.below(3)).unwrap();
        let row = 1 + usize::try_from(dice.below(changed.len() as u64 - 1)).unwrap();
        let was: u64 = changed[row][column].replace(['.', ' '], "").parse().unwrap_or(0);
        changed[row][column] = layout.number(was + 3 + dice.below(9));
        let csv = layout.csv(&changed);
        assert!(of_csv(&csv).verdict() >= Verdict::Look, "round {round}, row {row}, column {column}\n{csv}");
        // A unit that the total forgets.
        let mut lost = layout.rows(&units);
        let sums = lost.iter().position(|(_, name, _)| name == layout.total).unwrap();
        let unit = lost.iter().position(|(_, name, _)| name == "Đơn vị 1").unwrap();
        let [all, done] = lost[unit].2;
        lost[sums].2 = [lost[sums].2[0] - all, lost[sums].2[1] - done];
        let csv = layout.csv(&layout.cells(&lost));
        assert!(of_csv(&csv).verdict() >= Verdict::Look, "round {round}: the total forgets a unit\n{csv}");
    }
}
