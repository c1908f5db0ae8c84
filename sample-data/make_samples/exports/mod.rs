//! The inputs of the sample projects of known exports: one typical file and one messy file for each mapping.
//!
//! In: the invented tasks of `plan`, the layouts. Out: the files and `expected.toml` beside each, both made from the same rows; the
//! program is never asked.

mod expected;
mod layouts;
mod messy;
mod offices;
mod plan;
mod sheet;
mod typical;

use crate::calendar::date;
use expected::Told;
use layouts::{GENERIC, GOVERNMENT, IDESK, IOFFICE, Layout, NATIONAL, PAPER, TRACKER};
use messy::Writer;
use offices::{BINH_DINH, FEW_FORMS, KON_TUM, MANY_FORMS, QUANG_NGAI, kon_tum};
use plan::{Office, Plan, tasks};
use sheet::Sheet;

/// One input with what must come out of it.
pub struct Export {
    /// Folder below sample-data/.
    pub folder: String,
    pub file: &'static str,
    pub bytes: Vec<u8>,
    pub expected: String,
}

struct Sample {
    layout: &'static Layout,
    office: Office,
    count: usize,
    groups: usize,
    typical: (&'static str, &'static [&'static str]),
    messy: (&'static str, &'static [&'static str]),
    /// What goes wrong beside what goes wrong everywhere.
    spoil: fn(&mut Writer<'_>) -> Vec<Sheet>,
    /// Whether the messy table stands one column further to the right.
    shifted: bool,
}

/// All of them.
pub fn all() -> Vec<Export> {
    [tracker(), government(), ioffice(), idesk(), national(), paper(), generic()].iter().flat_map(both).collect()
}

fn both(sample: &Sample) -> [Export; 2] {
    let id = sample.layout.mapping;
    let plans: Vec<Plan> = tasks(&sample.office, sample.count);
    let sheet = typical::sheet(sample.layout, &plans, sample.groups);
    let typical = export(sample, id.to_owned(), sample.typical, &[sheet], Vec::new());
    let mut stock = tasks(&sample.office, 60);
    stock.iter_mut().for_each(|plan| plan.id = plan.id.replacen('-', "-B-", 1));
    let mut out = Writer::new(sample.layout, stock);
    messy::common(&mut out);
    let more = (sample.spoil)(&mut out);
    out.good(2);
    out.close();
    if sample.shifted {
        out.sheet.shift();
    }
    let sheets: Vec<Sheet> = [out.sheet].into_iter().chain(more).collect();
    [typical, export(sample, format!("{id}/messy"), sample.messy, &sheets, out.unregistered)]
}

fn export(
    sample: &Sample,
    folder: String,
    (file, notices): (&'static str, &'static [&'static str]),
    sheets: &[Sheet],
    unregistered: Vec<String>,
) -> Export {
    let one_unit = sample.layout.columns.unit.is_none();
    let told = Told { file, mapping: sample.layout.mapping, notices, unregistered, one_unit };
    let expected = expected::toml(sheets, &told);
    let bytes = match sheets {
        [sheet] if file.ends_with(".csv") => sheet.csv(),
        _ => sheet::workbook(sheets, sample.office.as_of),
    };
    Export { folder, file, bytes, expected }
}

fn tracker() -> Sample {
    Sample {
        layout: &TRACKER,
        office: Office { extensions: true, ..kon_tum("KT-2024", &FEW_FORMS, 9) },
        count: 48,
        groups: 0,
        typical: ("typical.xlsx", &["mapping-chosen", "units-without-tasks"]),
        messy: (
            "messy.xlsx",
            &[
                "dates-out-of-order",
                "hidden-rows",
                "hidden-sheet",
                "sheet-left-out",
                "units-without-tasks",
                "unregistered-unit",
            ],
        ),
        spoil: |out| {
            messy::repeated_ids(out);
            messy::workbook_only(out);
            messy::slipped(out);
            messy::many_owners(out, &KON_TUM, 64);
            messy::more_sheets(out)
        },
        shifted: true,
    }
}

fn government() -> Sample {
    Sample {
        layout: &GOVERNMENT,
        office: Office { mark: "VPCP-KTTH", ..kon_tum("CP-2024", &FEW_FORMS, 0) },
        count: 32,
        groups: 0,
        typical: ("typical.xlsx", &["mapping-chosen"]),
        messy: ("messy.xlsx", &["dates-out-of-order", "hidden-rows", "hidden-sheet", "sheet-left-out"]),
        spoil: |out| {
            messy::repeated_ids(out);
            messy::workbook_only(out);
            messy::more_sheets(out)
        },
        shifted: false,
    }
}

fn ioffice() -> Sample {
    Sample {
        layout: &IOFFICE,
        office: kon_tum("IO-2024", &FEW_FORMS, 6),
        count: 54,
        groups: 0,
        typical: ("typical.xlsx", &["mapping-chosen", "units-without-tasks"]),
        messy: (
            "messy.xlsx",
            &["hidden-rows", "hidden-sheet", "sheet-left-out", "units-without-tasks", "unregistered-unit"],
        ),
        spoil: |out| {
            messy::repeated_ids(out);
            messy::workbook_only(out);
            messy::labels(out, "Quá hạn");
            messy::more_sheets(out)
        },
        shifted: true,
    }
}

fn idesk() -> Sample {
    Sample {
        layout: &IDESK,
        office: Office { mark: "UBND-TH", units: &BINH_DINH, ..kon_tum("BD-2024", &FEW_FORMS, 8) },
        count: 45,
        groups: 15,
        typical: ("typical.xlsx", &["mapping-chosen"]),
        messy: (
            "messy.xlsx",
            &[
                "dates-out-of-order",
                "hidden-rows",
                "hidden-sheet",
                "sheet-left-out",
                "status-differs",
                "unknown-status",
                "unregistered-unit",
            ],
        ),
        spoil: |out| {
            messy::repeated_ids(out);
            messy::workbook_only(out);
            messy::labels(out, "Quá hạn");
            messy::contradicted(out);
            messy::more_sheets(out)
        },
        shifted: false,
    }
}

fn national() -> Sample {
    Sample {
        layout: &NATIONAL,
        office: Office { mark: "VPCP-TH", ..kon_tum("VPCP-2024", &FEW_FORMS, 7) },
        count: 36,
        groups: 0,
        typical: ("typical.csv", &["mapping-chosen", "units-without-tasks"]),
        messy: (
            "messy.xlsx",
            &["hidden-rows", "hidden-sheet", "sheet-left-out", "units-without-tasks", "unregistered-unit"],
        ),
        spoil: |out| {
            messy::repeated_ids(out);
            messy::workbook_only(out);
            messy::labels(out, "Quá hạn");
            messy::more_sheets(out)
        },
        shifted: false,
    }
}

fn paper() -> Sample {
    Sample {
        layout: &PAPER,
        office: kon_tum("G-2024", &MANY_FORMS, 5),
        count: 40,
        groups: 10,
        typical: ("typical.xlsx", &["derived-deadlines", "mapping-chosen", "units-without-tasks"]),
        messy: (
            "messy.xlsx",
            &[
                "dates-out-of-order",
                "derived-deadlines",
                "hidden-rows",
                "hidden-sheet",
                "sheet-left-out",
                "units-without-tasks",
                "unregistered-unit",
            ],
        ),
        spoil: |out| {
            messy::repeated_ids(out);
            messy::workbook_only(out);
            messy::more_sheets(out)
        },
        shifted: false,
    }
}

fn generic() -> Sample {
    Sample {
        layout: &GENERIC,
        office: Office {
            prefix: "QN-2026",
            mark: "UBND-TH",
            units: &QUANG_NGAI,
            forms: &MANY_FORMS,
            as_of: date(2026, 9, 30),
            joint: 6,
            extensions: false,
        },
        count: 44,
        groups: 11,
        typical: ("typical.xlsx", &["derived-deadlines", "mapping-chosen", "no-ids", "units-without-tasks"]),
        messy: ("messy.csv", &["derived-deadlines", "no-ids", "units-without-tasks", "unregistered-unit"]),
        spoil: |out| {
            messy::marks(out, 6);
            Vec::new()
        },
        shifted: false,
    }
}
