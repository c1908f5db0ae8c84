//! Units over time: one name of two units, who is shown when, who has the tasks of a unit that is no more; and that no spelling of a
//! registered unit is ever missed or confused.
//!
//! In: small exports of 2025, when Kon Tum's agencies merged twice. Out: the rows of the table of units.

use std::{collections::BTreeMap, sync::LazyLock};

use dondoc::{
    assets::Assets,
    diagnostic::{Code, Location},
    normalize::{LevelGroup, Registry, Unit, UnitStatus},
    pipeline::Outcome,
    spelling,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{
    counts::{Counts, noted, quarantined},
    read_back::text_of_docx,
    workbench::{HEADING, REPORT, Workbench},
};

/// The registries that come with the program.
static REGISTRIES: LazyLock<BTreeMap<&str, Registry>> =
    LazyLock::new(|| ["kon-tum", "binh-dinh", "quang-ngai", "gia-lai"].into_iter().map(|id| (id, load(id))).collect());

fn registry(id: &str) -> &'static Registry {
    &REGISTRIES[id]
}

fn load(id: &str) -> Registry {
    Registry::load(&Assets::default(), id, Location::default()).unwrap()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// The id of the unit that is spelt so on a day.
fn id<'a>(registry: &'a Registry, spelt: &str, on: &str) -> &'a str {
    registry.find(spelt, Some(day(on))).and_then(|unit| registry.units().get(unit)).map_or("", |unit| unit.id.as_str())
}

/// A run over tasks (unit, day given) with changes of dondoc.toml.
fn run(tasks: &[(&str, &str)], as_of: &str, policy: &str) -> Outcome {
    let project = Counts::of("csv");
    let rows = tasks.iter().enumerate().map(|(index, (unit, given))| format!("N{index},\"{unit}\",{given},,\n"));
    project.write(
        "tasks.csv",
        format!("Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n{}", rows.collect::<String>()),
    );
    project.edit("dondoc.toml", "year = 2018", "year = 2025");
    project.edit("dondoc.toml", "2019-01-01", "2026-01-01");
    project.edit("dondoc.toml", "2018-12-31", as_of);
    project.edit("dondoc.toml", "[as_of]", &format!("{policy}\n[as_of]"));
    project.run().unwrap()
}

/// The rows of the table of units that have tasks, and how many rows there are.
fn rows(outcome: &Outcome) -> (Vec<String>, usize) {
    let file = outcome.files.iter().find(|file| file.name == "tables/given.csv").unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let rows: Vec<String> = text.lines().skip(1).map(|line| line.replace('"', "")).collect();
    let with_tasks = rows.iter().filter(|row| !row.ends_with(',') && !row.ends_with(",0")).cloned().collect();
    (with_tasks, rows.len())
}

const THROUGH_2025: [(&str, &str); 5] = [
    ("Sở Xây dựng", "28/02/2025"),
    ("Sở Xây dựng", "01/03/2025"),
    ("Sở GTVT", "15/01/2025"),
    ("Sở Xây dựng", "01/07/2025"),
    ("UBND huyện Đăk Hà", "02/01/2025"),
];

#[test]
fn one_name_is_another_unit_on_another_day() {
    let kon_tum = registry("kon-tum");
    assert_eq!(id(kon_tum, "SỞ  XÂY DỰNG", "2018-06-01"), "kt-so-xay-dung");
    assert_eq!(id(kon_tum, "Sở Xây dựng", "2025-02-28"), "kt-so-xay-dung");
    assert_eq!(id(kon_tum, "Sở Xây dựng", "2025-03-01"), "kt-so-xay-dung-2025");
    assert_eq!(id(kon_tum, "Sở Xây dựng", "2025-06-30"), "kt-so-xay-dung-2025");
    assert_eq!(id(kon_tum, "Sở Xây dựng", "2025-07-01"), "qng-so-xay-dung");
    assert_eq!(kon_tum.find("Sở Xây dựng", None), None);
    // A spelling of one unit, and an id, name it whatever the day.
    assert_eq!(id(kon_tum, "Sở GTVT", "2025-08-01"), "kt-so-giao-thong-van-tai");
    assert_eq!(id(kon_tum, "kt-so-xay-dung", "2025-08-01"), "kt-so-xay-dung");
    assert_eq!(id(kon_tum, "UBND tỉnh", "2018-06-01"), "kt-ubnd-tinh");
    assert_eq!(id(kon_tum, "UBND tỉnh", "2025-07-01"), "qng-ubnd-tinh");
    // Nothing is stripped: the district is not the commune of its name.
    assert_eq!(id(kon_tum, "UBND huyện Đăk Hà", "2018-06-01"), "kt-huyen-dak-ha");
    assert_eq!(id(kon_tum, "UBND xã Đăk Hà", "2018-06-01"), "");
    assert_eq!(id(kon_tum, "Đăk Hà", "2018-06-01"), "");
    let found = id(kon_tum, "Sở Xây dựng", "2025-03-01");
    let unit = kon_tum.units().iter().find(|unit| unit.id == found).unwrap();
    assert_eq!(
        (unit.status, unit.level_group_on(day("2025-03-01"))),
        (Some(UnitStatus::Assumed), LevelGroup::Department)
    );
}

#[test]
fn a_code_that_changes_its_meaning_is_no_key() {
    let binh_dinh = registry("binh-dinh");
    let of_52: Vec<&str> = binh_dinh
        .units()
        .iter()
        .filter(|unit| unit.codes.iter().any(|code| code.code == "52"))
        .map(|unit| unit.id.as_str())
        .collect();
    assert_eq!(of_52, ["bd-ubnd-tinh", "gl-ubnd-tinh"]);
    assert_eq!(id(binh_dinh, "52", "2025-07-01"), "");
    let scored = |on: &str| {
        let units = binh_dinh.units().iter();
        units.filter(|unit| unit.scored_in().is_some_and(|days| days.contains(day(on)))).count()
    };
    // 21 agencies with 11 districts; after the mergers 16 agencies; then the 13 of the new province, without districts.
    assert_eq!([scored("2022-03-07"), scored("2025-03-01"), scored("2025-07-01")], [32, 26, 13]);
}

#[test]
fn tasks_stay_with_the_unit_that_was_there() {
    let outcome = run(&THROUGH_2025, "2025-12-31", "");
    let (with_tasks, shown) = rows(&outcome);
    assert_eq!(
        with_tasks,
        [
            "Sở Giao thông vận tải,1",
            "Sở Xây dựng (đến 28/02/2025),1",
            "Sở Xây dựng (từ 01/3/2025 đến 30/6/2025),1",
            "UBND huyện Đắk Hà,1",
            "Sở Xây dựng (từ 01/7/2025),1",
        ]
    );
    // The 30 of 2018, the 6 agencies of March, the 13 of the new province.
    assert_eq!(shown, 49);
    assert!(!noted(&outcome).contains(&Code::LostTasks));
}

#[test]
fn tasks_go_to_the_successor_at_the_as_of() {
    let policy = "[policy]\nunit_change = \"as_is\"";
    let outcome = run(&THROUGH_2025, "2025-12-31", policy);
    // Through two mergers; the district has no successor and keeps its row.
    assert_eq!(rows(&outcome), (vec!["UBND huyện Đắk Hà,1".to_owned(), "Sở Xây dựng,4".to_owned()], 14));
    assert_eq!(noted(&outcome).iter().filter(|code| **code == Code::LostTasks).count(), 1);
    // The same tasks as they were in April, before the second merger: what is given later does not count yet.
    let outcome = run(&THROUGH_2025, "2025-04-30", policy);
    assert_eq!(rows(&outcome).0, ["Sở Xây dựng,3", "UBND huyện Đắk Hà,1"]);
    let listed = outcome.files.iter().find(|file| file.name == "tables/listed.csv").unwrap();
    assert_eq!(String::from_utf8_lossy(&listed.bytes).matches("Sở Xây dựng").count(), 3);
    // 15 agencies, 10 districts: with the office, which is an agency.
    assert_eq!(rows(&outcome).1, 25);
}

/// The lead units of each task, and those for which it counts in the table, as `tasks.csv` holds them.
fn units_of_tasks(outcome: &Outcome) -> Vec<(String, String)> {
    let ledger = outcome.files.iter().find(|file| file.name == "tables/tasks.csv").unwrap();
    let ledger = String::from_utf8(ledger.bytes.clone()).unwrap();
    let mut lines = ledger.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heading = lines.next().unwrap();
    let column = |name: &str| heading.iter().position(|column| *column == name).unwrap();
    lines.map(|line| (line[column("unit_id")].to_owned(), line[column("given.unit_id")].to_owned())).collect()
}

#[test]
fn a_joint_task_of_units_that_became_one_counts_once_for_it() {
    let tasks = [("Sở GTVT; Sở Xây dựng", "15/01/2025"), ("Sở Xây dựng; Sở Nội vụ", "02/04/2025")];
    let joint = run(&tasks, "2025-04-30", "[policy]\nunit_change = \"as_is\"");
    assert_eq!(rows(&joint).0, ["Sở Nội vụ,1", "Sở Xây dựng,2"]);
    let was = ["kt-so-giao-thong-van-tai;kt-so-xay-dung", "kt-so-xay-dung-2025;kt-so-noi-vu-2025"];
    let pairs = |is: [&str; 2]| was.map(str::to_owned).into_iter().zip(is.map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(units_of_tasks(&joint), pairs(["kt-so-xay-dung-2025", "kt-so-xay-dung-2025;kt-so-noi-vu-2025"]));
    let first = run(&tasks, "2025-04-30", "[policy]\nunit_change = \"as_is\"\njoint = \"first_lead\"");
    assert_eq!(rows(&first).0, ["Sở Xây dựng,2"]);
    assert_eq!(units_of_tasks(&first), pairs(["kt-so-xay-dung-2025", "kt-so-xay-dung-2025"]));
    let was = run(&tasks, "2025-04-30", "");
    assert!(rows(&was).0.contains(&"Sở Giao thông vận tải,1".to_owned()), "{:?}", rows(&was).0);
}

#[test]
fn equal_rows_of_one_id_are_equal_however_their_unit_is_spelt() {
    let project = Counts::of("csv");
    let rows = "N1,Sở Xây dựng,01/03/2018,,\nN1,SỞ XD,01/03/2018,,\nN2,Sở Xây dựng,01/03/2018,,\nN2,Sở Xây dựng,01/03/2025,,\n";
    project.write("tasks.csv", format!("Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n{rows}"));
    let waiting = quarantined(&project.run().unwrap());
    assert_eq!(waiting, [vec![Code::DuplicateId], vec![Code::ConflictingId], vec![Code::ConflictingId]]);
}

#[test]
fn notes_name_units_outside_the_registry_and_handovers() {
    let note = "{% for note in notes %}\n*{{ note }}*\n{% endfor %}\n";
    let rows: [&[&str]; 4] = [
        &HEADING,
        &["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", ""],
        &["A2", "Việc", "Sở *Lạ*", "05/01/2018", "31/01/2018", ""],
        &["A3", "Việc", "Sở Cũ", "05/01/2018", "31/01/2018", ""],
    ];
    let bench = Workbench::with_template().rows("nhiem-vu-ubnd.xlsx", &rows);
    let text = |bench: &Workbench| {
        let run = bench.report();
        assert_eq!(run.status, 0, "{}", run.stderr);
        text_of_docx(&bench.results()["bao-cao-nam-2018.docx"])
    };
    let unknown = "Đơn vị chưa có trong danh mục, thống kê theo tên ghi trong dữ liệu: Sở *Lạ*; Sở Cũ.";
    assert!(text(&bench).contains(unknown));
    // Without the lines of the template there is no note; the plain sample has none whatever the template.
    let bench = bench.edit(REPORT, note, "");
    assert!(!text(&bench).contains("thống kê theo tên"));
    let known = [rows[0], rows[1]];
    assert!(!text(&Workbench::small().rows("nhiem-vu-ubnd.xlsx", &known)).contains("thống kê theo tên"));
    let registry = "include = [\"kon-tum\"]\nid = \"x\"\nname = \"x\"\nsource = \"x\"\n\
        [[unit]]\nid = \"a\"\nname = \"Sở Cũ\"\nlevel_group = \"other\"\nscored = false\nvalid_to = \"2018-07-01\"\n\
        [[succession]]\nfrom = [\"a\"]\nto = [\"kt-so-y-te\"]\nkind = \"merge\"\ndate = \"2018-07-01\"\nstatus = \"STATUS\"\n";
    let handed = |status: &str| {
        let bench = Workbench::with_template().rows("nhiem-vu-ubnd.xlsx", &[rows[0], rows[1], rows[3]]);
        let bench = bench.write("report-templates/units/rieng.toml", registry.replace("STATUS", status));
        let bench = bench.edit("dondoc.toml", "units = \"kon-tum\"", "units = \"rieng\"");
        text(&bench.edit("dondoc.toml", "[layout]", "[policy]\nunit_change = \"as_is\"\n[layout]"))
    };
    let verified = "Nhiệm vụ của đơn vị đã sắp xếp lại được tính cho đơn vị kế thừa tại thời điểm chốt số liệu: Sở Cũ (nay là Sở Y tế).";
    assert!(handed("verified").contains(verified));
    let assumed =
        "Nhiệm vụ được tính cho đơn vị kế thừa theo dự kiến, chưa đối chiếu văn bản sắp xếp: Sở Cũ (nay là Sở Y tế).";
    assert!(handed("assumed").contains(assumed));
}

#[test]
fn only_units_of_the_period_keep_a_row() {
    let (_, shown) = rows(&run(&[("Sở Y tế", "05/01/2025")], "2025-02-28", ""));
    assert_eq!(shown, 30);
    let list = "[units]\nscored = [\"kt-so-y-te\", \"Sở Xây dựng\"]\n[policy]\nscored_units = \"list\"";
    let (with_tasks, shown) = rows(&run(&[("Sở Y tế", "05/01/2025"), ("Sở Nội vụ", "05/01/2025")], "2025-02-28", list));
    assert_eq!((with_tasks, shown), (vec!["Sở Nội vụ,1".to_owned(), "Sở Y tế,1".to_owned()], 3));
}

/// Every name of every shipped registry with its owner.
fn names() -> Vec<(&'static str, &'static str, &'static String)> {
    let of_unit = |id, unit: &'static Unit| unit.names().map(move |name| (id, unit.id.as_str(), name));
    REGISTRIES.iter().flat_map(|(id, registry)| registry.units().iter().flat_map(|unit| of_unit(*id, unit))).collect()
}

/// The same words as another hand may write them.
fn written(name: &str, hand: u8) -> String {
    let name = match hand % 4 {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => name.nfd().collect(),
        _ => name.nfkc().collect(),
    };
    let name = if hand & 4 == 0 { name } else { format!("\u{a0} {} .", name.replace(' ', "  ")) };
    let name = if hand & 8 == 0 { name } else { name.replace([' ', '-', '\'', '&', ','], " - ") };
    // The tone mark on the other vowel.
    if hand & 16 == 0 {
        name
    } else {
        name.nfc().collect::<String>().replace("óa", "oá").replace("ủy", "uỷ").replace("ạo", "aọ")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_name_is_known_however_it_is_written(pick in any::<proptest::sample::Index>(), hand in any::<u8>()) {
        let names = names();
        let (file, id, name) = *pick.get(&names);
        let registry = registry(file);
        let written = written(name, hand);
        let owners = registry.owners(&written);
        prop_assert_eq!(owners, registry.owners(name), "{}", written);
        prop_assert!(owners.iter().any(|unit| registry.units()[*unit].id == id));
    }

    #[test]
    fn a_name_with_another_letter_is_never_taken_for_it(
        pick in any::<proptest::sample::Index>(),
        place in any::<proptest::sample::Index>(),
        letter in "[a-zđăâêôơư]",
    ) {
        let names = names();
        let (file, id, name) = *pick.get(&names);
        let registry = registry(file);
        let letters: Vec<char> = name.nfc().collect();
        let place = place.index(letters.len());
        prop_assume!(letters[place].is_alphabetic() && letters[place].to_lowercase().to_string() != letter);
        let changed: String =
            letters.iter().enumerate().map(|(at, old)| if at == place { letter.clone() } else { old.to_string() }).collect();
        // It may be the spelling of another unit, or another spelling of the same one, but then it stands in the registry as such.
        let owners = registry.owners(&changed);
        let has = |unit: &usize| registry.units()[*unit].names().any(|known| spelling::key(known) == spelling::key(&changed));
        prop_assert!(owners.iter().all(has), "{} of {} became {}", name, id, changed);
        prop_assert_ne!(spelling::key(&changed), spelling::key(name));
    }
}
