//! A copy of the sample project that a test may break, and the program run on it as a user would.
//!
//! In: edits. Out: what the program printed, how it ended, what it wrote.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use rust_xlsxwriter::{Formula, Workbook};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data/kon-tum-2018");
const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/report-templates/reports/annual/report.md");
/// The annual template as a project overlays it.
pub const REPORT: &str = "report-templates/reports/annual/report.md";

/// The heading of the province's export, as in the sample.
pub const HEADING: [&str; 6] =
    ["Mã nhiệm vụ", "Nội dung nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"];
/// A row that nothing is wrong with.
pub const GOOD: [&str; 6] = ["A1", "Việc tốt", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018"];

/// A temporary folder in which the project lies as `ho-so`; the program is run beside it.
pub struct Workbench {
    folder: TempDir,
}

/// How a run ended.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Workbench {
    /// The sample as it is, without results.
    pub fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(bench.project()).unwrap();
        for entry in fs::read_dir(SAMPLE).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), bench.project().join(entry.file_name())).unwrap();
        }
        bench
    }

    /// The sample with one task of the province instead of thousands, and without scores: for tests in which its rows do not matter.
    pub fn small() -> Self {
        Self::new().rows("nhiem-vu-ubnd.xlsx", &[&HEADING, &GOOD]).edit("dondoc.toml", "scores = true\n", "")
    }

    /// The small sample with the annual template as its own.
    pub fn with_template() -> Self {
        Self::small().copy(TEMPLATE, REPORT)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn project(&self) -> PathBuf {
        self.folder.path().join("ho-so")
    }

    /// Replaces the first occurrence of a text, which must be there.
    pub fn edit(self, file: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.project().join(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        self.write(file, text.replacen(from, to, 1))
    }

    pub fn write(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.project().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
        fs::write(path, content).unwrap();
        self
    }

    pub fn copy(self, from: &str, file: &str) -> Self {
        self.write(file, fs::read(from).unwrap())
    }

    pub fn remove(self, file: &str) -> Self {
        fs::remove_file(self.project().join(file)).unwrap();
        self
    }

    /// A workbook of one sheet with these rows of text.
    pub fn rows(self, file: &str, rows: &[&[&str]]) -> Self {
        self.sheets(file, &[("Danh sách", rows)])
    }

    /// A workbook of these sheets with their rows of text.
    pub fn sheets(self, file: &str, sheets: &[(&str, &[&[&str]])]) -> Self {
        self.write(file, workbook(sheets, |_| {}))
    }

    /// A workbook of one sheet, and a hidden one with the same rows.
    pub fn hidden_sheet(self, file: &str, rows: &[&[&str]]) -> Self {
        let bytes = workbook(&[("Danh sách", rows), ("Bản nháp", rows)], |workbook| {
            workbook.worksheet_from_name("Bản nháp").unwrap().set_hidden(true);
        });
        self.write(file, bytes)
    }

    /// A workbook of one sheet with an error in one cell.
    pub fn error_cell(self, file: &str, rows: &[&[&str]], (row, column): (u32, u16)) -> Self {
        let bytes = workbook(&[("Danh sách", rows)], |workbook| {
            let error = Formula::new("=NA()").set_result("#N/A");
            workbook.worksheet_from_index(0).unwrap().write_formula(row, column, error).unwrap();
        });
        self.write(file, bytes)
    }

    /// Runs the program beside the project, in Vietnamese unless the arguments say otherwise.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(self.folder(), arguments)
    }

    pub fn report(&self) -> Run {
        self.run(&["report", "ho-so"])
    }

    /// The report is refused with exactly these findings, and nothing is written.
    #[track_caller]
    pub fn refused(&self, findings: &str) {
        let run = self.report();
        assert_eq!(run.stderr, format!("{}\nkhông ghi tệp nào\n", findings.trim()));
        assert_eq!((run.status, run.stdout.as_str()), (1, ""));
        assert!(!self.project().join("out").exists(), "something was written");
    }

    /// Every file of the results by its path.
    pub fn results(&self) -> BTreeMap<String, Vec<u8>> {
        let out = self.project().join("out");
        let (mut waiting, mut files) = (vec![out.clone()], BTreeMap::new());
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else if path.is_file() {
                let name = path.strip_prefix(&out).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
        files
    }
}

/// The bytes of a workbook of these sheets after a last change.
fn workbook(sheets: &[(&str, &[&[&str]])], change: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    change(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

/// Runs the program in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    command.args(arguments).current_dir(folder).env("DONDOC_LANG", "vi");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
