//! Periods: the days of every kind in both calendars, their neighbours and names, and that tasks on the days of a boundary fall where they
//! should.

use chrono::{Datelike, Days, NaiveDate};
use dondoc::{
    period::{Asked, Kind, MonthCalendar, ReportingPeriod, WhichPeriod},
    pipeline::Outcome,
};

use crate::counts::{Counts, count};

const CALENDARS: [MonthCalendar; 2] = [MonthCalendar::Calendar, MonthCalendar::Nd09];
const YEARS: std::ops::RangeInclusive<i32> = 2018..=2027;

/// Each kind with its first and last day in the calendar and under Nghị định 09/2019/NĐ-CP; `-` is the year before, `*` the last of February.
const TABLE: [(&str, Kind, [&str; 2], [&str; 2]); 21] = [
    ("tháng 01", Kind::Month(1), ["01/01", "31/01"], ["-15/12", "14/01"]),
    ("tháng 02", Kind::Month(2), ["01/02", "*"], ["15/01", "14/02"]),
    ("tháng 3", Kind::Month(3), ["01/03", "31/03"], ["15/02", "14/03"]),
    ("tháng 4", Kind::Month(4), ["01/04", "30/04"], ["15/03", "14/04"]),
    ("tháng 5", Kind::Month(5), ["01/05", "31/05"], ["15/04", "14/05"]),
    ("tháng 6", Kind::Month(6), ["01/06", "30/06"], ["15/05", "14/06"]),
    ("tháng 7", Kind::Month(7), ["01/07", "31/07"], ["15/06", "14/07"]),
    ("tháng 8", Kind::Month(8), ["01/08", "31/08"], ["15/07", "14/08"]),
    ("tháng 9", Kind::Month(9), ["01/09", "30/09"], ["15/08", "14/09"]),
    ("tháng 10", Kind::Month(10), ["01/10", "31/10"], ["15/09", "14/10"]),
    ("tháng 11", Kind::Month(11), ["01/11", "30/11"], ["15/10", "14/11"]),
    ("tháng 12", Kind::Month(12), ["01/12", "31/12"], ["15/11", "14/12"]),
    ("quý I", Kind::Quarter(1), ["01/01", "31/03"], ["-15/12", "14/03"]),
    ("quý II", Kind::Quarter(2), ["01/04", "30/06"], ["15/03", "14/06"]),
    ("quý III", Kind::Quarter(3), ["01/07", "30/09"], ["15/06", "14/09"]),
    ("quý IV", Kind::Quarter(4), ["01/10", "31/12"], ["15/09", "14/12"]),
    ("6 tháng đầu", Kind::HalfYear(1), ["01/01", "30/06"], ["-15/12", "14/06"]),
    ("6 tháng cuối", Kind::HalfYear(2), ["01/07", "31/12"], ["15/06", "14/12"]),
    ("9 tháng đầu", Kind::FirstMonths(9), ["01/01", "30/09"], ["-15/12", "14/09"]),
    ("4 tháng đầu", Kind::FirstMonths(4), ["01/01", "30/04"], ["-15/12", "14/04"]),
    ("", Kind::Year, ["01/01", "31/12"], ["-15/12", "14/12"]),
];

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").unwrap()
}

/// A day of the table in a year.
fn in_year(written: &str, year: i32) -> NaiveDate {
    match (written, written.strip_prefix('-')) {
        ("*", _) if [2020, 2024].contains(&year) => day(&format!("29/02/{year}")),
        ("*", _) => day(&format!("28/02/{year}")),
        (_, Some(before)) => day(&format!("{before}/{}", year - 1)),
        _ => day(&format!("{written}/{year}")),
    }
}

fn period(kind: Kind, year: i32, calendar: MonthCalendar) -> ReportingPeriod {
    ReportingPeriod::new(kind, year, calendar).unwrap()
}

fn span(period: ReportingPeriod) -> (NaiveDate, NaiveDate) {
    (period.from(), period.to())
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}

#[test]
fn every_kind_has_its_days_in_both_calendars() {
    for year in YEARS {
        for (name, kind, calendar, nd09) in TABLE {
            for (which, [from, to]) in CALENDARS.into_iter().zip([calendar, nd09]) {
                let period = period(kind, year, which);
                assert_eq!(span(period), (in_year(from, year), in_year(to, year)), "{name} {year} {which:?}");
                assert_eq!(period.name(), format!("{name} năm {year}").trim_start());
                assert_eq!(period.year(), year);
            }
        }
    }
}

#[test]
fn months_quarters_halves_and_years_tile_the_days_without_gap() {
    for calendar in CALENDARS {
        let mut expected: [Option<NaiveDate>; 4] = [None; 4];
        for year in YEARS {
            let months = (1..=12).map(Kind::Month).collect::<Vec<_>>();
            let quarters = (1..=4).map(Kind::Quarter).collect();
            let halves = (1..=2).map(Kind::HalfYear).collect();
            for (expected, kinds) in expected.iter_mut().zip([months, quarters, halves, vec![Kind::Year]]) {
                let first = period(kinds[0], year, calendar);
                assert_eq!(first.from(), period(Kind::Year, year, calendar).from());
                for kind in kinds {
                    let (from, to) = span(period(kind, year, calendar));
                    assert!(expected.is_none_or(|expected| expected == from), "{kind:?} {year} {calendar:?}");
                    *expected = Some(next(to));
                }
                assert_eq!(*expected, Some(next(period(Kind::Year, year, calendar).to())));
            }
        }
    }
}

#[test]
fn the_period_before_ends_on_the_day_before() {
    for calendar in CALENDARS {
        for year in YEARS {
            for (name, kind, ..) in TABLE {
                let this = period(kind, year, calendar);
                let (before, last_year) = (this.previous().unwrap(), this.same_last_year().unwrap());
                assert_eq!(last_year, period(kind, year - 1, calendar));
                match kind {
                    Kind::FirstMonths(_) => assert_eq!(before, last_year, "{name}"),
                    _ => assert_eq!(next(before.to()), this.from(), "{name} {year}"),
                }
                assert_eq!(std::mem::discriminant(&before.kind()), std::mem::discriminant(&kind));
            }
        }
    }
}

#[test]
fn what_cumulates_starts_with_the_year_of_its_calendar() {
    let names = [
        (Kind::Month(1), "tháng 01 năm 2026"),
        (Kind::Month(3), "quý I năm 2026"),
        (Kind::Month(4), "4 tháng đầu năm 2026"),
        (Kind::Month(6), "6 tháng đầu năm 2026"),
        (Kind::Quarter(2), "6 tháng đầu năm 2026"),
        (Kind::Quarter(3), "9 tháng đầu năm 2026"),
        (Kind::HalfYear(2), "năm 2026"),
        (Kind::FirstMonths(9), "9 tháng đầu năm 2026"),
        (Kind::Month(12), "năm 2026"),
        (Kind::Year, "năm 2026"),
    ];
    for (kind, name) in names {
        for (calendar, start) in CALENDARS.into_iter().zip(["01/01/2026", "15/12/2025"]) {
            let this = period(kind, 2026, calendar);
            let all = this.cumulative().unwrap();
            assert_eq!((all.name().as_str(), span(all)), (name, (day(start), this.to())));
        }
    }
}

#[test]
fn any_two_days_have_neighbours_of_their_length() {
    let this = |from, to, calendar| ReportingPeriod::between(day(from), day(to), calendar).unwrap();
    let period = this("07/12/2022", "04/12/2023", MonthCalendar::Calendar);
    assert_eq!(period.name(), "từ ngày 07/12/2022 đến ngày 04/12/2023");
    let of = |which| span(period.which(which).unwrap());
    assert_eq!(of(WhichPeriod::This), (day("07/12/2022"), day("04/12/2023")));
    assert_eq!(of(WhichPeriod::Previous), (day("09/12/2021"), day("06/12/2022")));
    assert_eq!(of(WhichPeriod::LastYear), (day("07/12/2021"), day("04/12/2022")));
    assert_eq!(of(WhichPeriod::Cumulative), (day("01/01/2023"), day("04/12/2023")));
    let leap = this("29/02/2024", "29/02/2024", MonthCalendar::Calendar);
    assert_eq!(span(leap.same_last_year().unwrap()), (day("28/02/2023"), day("28/02/2023")));
    assert_eq!(span(leap.previous().unwrap()), (day("28/02/2024"), day("28/02/2024")));
    // Under nd09 the year changes on 15/12.
    let year = |to| this("01/12/2025", to, MonthCalendar::Nd09).cumulative().unwrap();
    assert_eq!(span(year("14/12/2025")), (day("15/12/2024"), day("14/12/2025")));
    assert_eq!(span(year("15/12/2025")), (day("15/12/2025"), day("15/12/2025")));
    assert!(ReportingPeriod::between(day("02/01/2026"), day("01/01/2026"), MonthCalendar::Calendar).is_none());
}

#[test]
fn there_are_no_other_numbers() {
    for kind in [Kind::Month(0), Kind::Month(13), Kind::Quarter(5), Kind::HalfYear(0), Kind::HalfYear(3), Kind::Custom]
    {
        assert!(ReportingPeriod::new(kind, 2026, MonthCalendar::Calendar).is_none(), "{kind:?}");
    }
    assert!(ReportingPeriod::new(Kind::FirstMonths(13), 2026, MonthCalendar::Nd09).is_none());
}

#[test]
fn periods_are_read_as_they_are_typed() {
    let named = [
        ("2026-06", Kind::Month(6)),
        ("2026-Q2", Kind::Quarter(2)),
        ("2026-q4", Kind::Quarter(4)),
        ("2026-H1", Kind::HalfYear(1)),
        ("2026-9M", Kind::FirstMonths(9)),
        ("2026", Kind::Year),
    ];
    for (word, kind) in named {
        assert_eq!(Asked::read(word), Some(Asked::Named(kind, 2026)), "{word}");
    }
    let days = Asked::read("2026-01-01..2026-03-15").unwrap();
    assert_eq!(span(days.of(MonthCalendar::Calendar).unwrap()), (day("01/01/2026"), day("15/03/2026")));
    for word in [
        "",
        "26",
        "2026-",
        "2026-6",
        "2026-13",
        "2026-00",
        "2026-Q0",
        "2026-Q5",
        "2026-H3",
        "2026-8M",
        "2026-Q",
        "+026",
        "2026-006",
        "2026-06-01",
        "2026-03-15..2026-01-01",
        "2026-01-01..",
        "06/2026",
        "2026-Q02",
    ] {
        assert_eq!(Asked::read(word), None, "{word}");
    }
}

/// A task given on each of these days, counted by a project with this `[period]`.
fn counted(section: &str, days: &[NaiveDate]) -> Outcome {
    let mut export = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n".to_owned();
    for day in days {
        let (given, due) = (day.format("%d/%m/%Y"), (*day + Days::new(200)).format("%d/%m/%Y"));
        export.push_str(&format!("N{},Sở Y tế,{given},{due},\n", day.format("%Y%m%d")));
    }
    let project = Counts::edited(&[
        ("year = 2018\n", ""),
        ("[report]", &format!("[period]\n{section}\n[report]")),
        ("\"2018-12-31\"", "\"2029-12-31\""),
        ("date = \"2019-01-01\"", "date = \"2029-12-31\""),
    ]);
    project.write("tasks.csv", export);
    project.run().unwrap()
}

/// Ids of the tasks that the list `listed` names.
fn listed(outcome: &Outcome) -> Vec<String> {
    let file = outcome.files.iter().find(|file| file.name == "tables/listed.csv").unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let mut ids: Vec<String> = text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn a_task_on_each_day_of_a_boundary_falls_where_it_should() {
    let sections = [
        ("kind = \"month\"\nnumber = 2", Kind::Month(2)),
        ("kind = \"quarter\"\nnumber = 1", Kind::Quarter(1)),
        ("kind = \"half-year\"\nnumber = 2", Kind::HalfYear(2)),
        ("kind = \"nine-months\"", Kind::FirstMonths(9)),
        ("kind = \"year\"", Kind::Year),
        ("", Kind::Year),
    ];
    for (calendar, word) in CALENDARS.into_iter().zip(["calendar", "nd09"]) {
        for (section, kind) in sections {
            for year in [2019, 2024] {
                let (from, to) = span(period(kind, year, calendar));
                let around = [from.pred_opt().unwrap(), from, next(from), to.pred_opt().unwrap(), to, next(to)];
                let outcome = counted(&format!("{section}\nyear = {year}\ncalendar = \"{word}\""), &around);
                let within: Vec<String> = around[1..5].iter().map(|day| format!("N{}", day.format("%Y%m%d"))).collect();
                assert_eq!(listed(&outcome), within, "{section} {year} {word}");
                assert_eq!(count(&outcome, "given", "assigned"), 4);
            }
        }
    }
    let days = ["31/12/2025", "01/01/2026", "15/03/2026", "16/03/2026"].map(day);
    let outcome = counted("from = \"2026-01-01\"\nto = \"2026-03-15\"", &days);
    assert_eq!(listed(&outcome), ["N20260101", "N20260315"]);
}

/// Each membership by its table, with the tasks that belong to a period whose last day is the as-of: `G` tasks were given on the day before the
/// period (0), on its first (1), its last (2) and the day after it (3), and are open; `D` tasks were given long before, are open and due on
/// these days; `C` tasks were given long before and done on these days.
const MEMBERS: [(&str, &str); 5] = [
    ("given", "G1 G2"),
    ("due", "D1 D2"),
    ("open", "C3 D0 D1 D2 D3 G0 G1 G2"),
    ("during", "C1 C2 C3 D0 D1 D2 D3 G0 G1 G2"),
    ("carried", "C1 C2 C3 D0 D1 D2 D3 G0 G1 G2"),
];

/// Ids of the tasks that each table of tasks counts, by the ledger.
fn members(outcome: &Outcome, table: &str) -> String {
    let file = outcome.files.iter().find(|file| file.name == "tables/tasks.csv").unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heading = lines.next().unwrap();
    let column = |name: &str| heading.iter().position(|heading| *heading == name).unwrap();
    let (id, disposition) = (column("task_id"), column(&format!("{table}.disposition")));
    let mut ids: Vec<String> =
        lines.filter(|cells| cells[disposition] == "counted").map(|cells| cells[id].to_owned()).collect();
    ids.sort();
    ids.join(" ")
}

#[test]
fn every_membership_draws_the_line_on_the_same_days() {
    let kinds = [
        ("month\"\nnumber = 3", Kind::Month(3)),
        ("quarter\"\nnumber = 1", Kind::Quarter(1)),
        ("half-year\"\nnumber = 2", Kind::HalfYear(2)),
        ("nine-months\"", Kind::FirstMonths(9)),
        ("year\"", Kind::Year),
    ];
    for (calendar, word) in CALENDARS.into_iter().zip(["calendar", "nd09"]) {
        for (section, kind) in kinds {
            let (from, to) = span(period(kind, 2024, calendar));
            let long_before = from - Days::new(60);
            let mut export = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n".to_owned();
            let mut task = |id: String, [given, due]: [NaiveDate; 2], done: Option<NaiveDate>| {
                let written = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
                let done = done.map(written).unwrap_or_default();
                export.push_str(&format!("{id},Sở Y tế,{},{},{done}\n", written(given), written(due)));
            };
            for (number, day) in [from.pred_opt().unwrap(), from, to, next(to)].into_iter().enumerate() {
                task(format!("G{number}"), [day, to + Days::new(90)], None);
                task(format!("D{number}"), [long_before, day], None);
                task(format!("C{number}"), [long_before, to + Days::new(90)], Some(day));
            }
            let project = Counts::edited(&[
                ("year = 2018\n", ""),
                ("[report]", &format!("[period]\nkind = \"{section}\nyear = 2024\ncalendar = \"{word}\"\n[report]")),
                ("\"2018-12-31\"", &format!("\"{to}\"")),
            ]);
            project.write("tasks.csv", export);
            let outcome = project.run().unwrap();
            for (table, wanted) in MEMBERS {
                assert_eq!(members(&outcome, table), wanted, "{table}: {section} {word}");
            }
        }
    }
}

#[test]
fn tables_of_other_periods_count_them_as_far_from_their_end() {
    let export = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n\
                  A,Sở Y tế,10/06/2019,20/06/2019,25/06/2019\n\
                  B,Sở Y tế,10/12/2018,20/12/2018,25/01/2019\n\
                  C,Sở Y tế,10/06/2018,20/06/2018,10/07/2018\n\
                  D,Sở Y tế,10/02/2019,20/12/2019,\n";
    let project = Counts::edited(&[
        ("year = 2018\n", ""),
        ("[report]", "[period]\nkind = \"quarter\"\nnumber = 2\nyear = 2019\n[report]"),
        ("\"2018-12-31\"", "\"2019-07-02T09:30\""),
        ("date = \"2019-01-01\"", "date = \"2019-07-03\""),
    ]);
    project.write("tasks.csv", export);
    let template = "report-templates/reports/counts/report.md";
    let table = |which: &str| format!("[[table]]\nid = \"{which}\"\ntitle = \"{which}\"\nperiod = \"{which}\"\n");
    let tables = ["cumulative", "previous", "last_year"].map(table).concat();
    project.edit(template, "[[table]]\nid = \"given\"", &format!("{tables}[[table]]\nid = \"given\""));
    let outcome = project.run().unwrap();
    let told = |id: &str| {
        let spec = &outcome.tables.iter().find(|(spec, _)| spec.id() == id).unwrap().0;
        (spec.period.name(), spec.as_of.iso(), count(&outcome, id, "assigned"), count(&outcome, id, "overdue"))
    };
    let told = ["given", "cumulative", "previous", "last_year"].map(told);
    let expected = [
        ("quý II năm 2019", "2019-07-02T09:30", 1, 0),
        ("6 tháng đầu năm 2019", "2019-07-02T09:30", 2, 0),
        ("quý I năm 2019", "2019-04-02T09:30", 1, 0),
        // Done on 10/7/2018, so overdue when the second quarter of 2018 was reported.
        ("quý II năm 2018", "2018-07-02T09:30", 1, 1),
    ];
    assert_eq!(told, expected.map(|(name, as_of, all, late)| (name.to_owned(), as_of.to_owned(), all, late)));
}

#[test]
fn months_count_each_task_of_the_year_once() {
    let year = period(Kind::Year, 2024, MonthCalendar::Nd09);
    let days: Vec<NaiveDate> = year.from().iter_days().take_while(|day| *day <= year.to()).collect();
    assert_eq!((days.len(), days[0].day()), (366, 15));
    let of = |section: String| {
        count(&counted(&format!("{section}\nyear = 2024\ncalendar = \"nd09\""), &days), "given", "assigned")
    };
    let months: Vec<u64> = (1..=12).map(|month| of(format!("kind = \"month\"\nnumber = {month}"))).collect();
    assert_eq!(months, [31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30]);
    assert_eq!((months.iter().sum::<u64>(), of("kind = \"year\"".to_owned())), (366, 366));
}
