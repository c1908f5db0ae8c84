//! `dondoc explain ID`: what a code, metric, column of questions, field, policy, check, mapping, rulebook, calendar, registry, unit, report or format means.
//!
//! In: an id. Out: its meaning, from the entry in the list that the program works with.

use super::{Ending, catalogue::dotted, console::Console, rulebook::outline, units};
use crate::{
    analyze::{self, MeasureKind},
    assets::Assets,
    audit::AUDIT_CHECKS,
    calendar::{CalendarFile, CalendarStatus, YearSection},
    check::CHECKS,
    diagnostic::{Code, Location},
    locale::{self, Phrase},
    normalize::{MappingFile, MappingStatus},
    policy::POLICIES,
    render::RENDERERS,
    schema::field,
    scoring::rulebook::Checked,
};

/// Prints what an id means. One id may be a field and a policy at once; every meaning is told.
pub fn explain(id: &str, console: &Console) -> Ending {
    let texts = [
        code(id, console),
        measure(id, console),
        column(id, console),
        dimension(id, console),
        policy(id, console),
        check(id, console),
        audit_check(id, console),
        mapping(id, console),
        rulebook(id, console),
        calendar(id, console),
        units::registry(id, console),
        report(id, console),
        format(id, console),
    ];
    let texts: Vec<String> = texts.into_iter().flatten().chain(units::units(id, console)).collect();
    if texts.is_empty() {
        console.complain(&locale::fill(Phrase::UnknownId.text(console.lang()), &[("id", id.to_owned())]));
        return Ending::WrongUsage;
    }
    texts.iter().for_each(|text| console.say(text));
    Ending::Done
}

/// What is told of an id: its kind, and lines.
pub fn titled(phrase: Phrase, id: &str, lines: &[String], console: &Console) -> String {
    let title = phrase.text(console.lang());
    let lines: String = lines.iter().filter(|line| !line.is_empty()).map(|line| format!("\n  {line}")).collect();
    format!("{title} {id}{lines}")
}

fn code(id: &str, console: &Console) -> Option<String> {
    let code = Code::ALL.iter().find(|code| code.id() == id)?;
    let text = locale::text(*code, console.lang());
    let lines: Vec<String> = [text.summary].into_iter().chain(text.hint.lines()).map(dotted).collect();
    Some(titled(Phrase::Codes, id, &lines, console))
}

fn measure(id: &str, console: &Console) -> Option<String> {
    let measure = analyze::measure(id)?;
    let formula = match measure.kind {
        MeasureKind::Count => String::new(),
        MeasureKind::Rate { part, whole } => format!("{id} = {part} / {whole}"),
    };
    Some(titled(Phrase::Metrics, id, &[console.lang().choose(measure.meaning).to_owned(), formula], console))
}

/// What tasks are grouped by; what is a field as well is told as such.
fn dimension(id: &str, console: &Console) -> Option<String> {
    let known = analyze::dimension(id).filter(|_| field(id).is_none())?;
    Some(titled(Phrase::Dimensions, id, &[console.lang().choose(known.meaning).to_owned()], console))
}

fn column(id: &str, console: &Console) -> Option<String> {
    let field = field(id)?;
    Some(titled(Phrase::Fields, id, &[field.name.to_owned(), console.lang().choose(field.meaning).to_owned()], console))
}

fn policy(id: &str, console: &Console) -> Option<String> {
    let policy = POLICIES.iter().find(|policy| policy.id == id)?;
    let lines = [
        console.lang().choose(policy.meaning).to_owned(),
        locale::fill(Phrase::Values.text(console.lang()), &[("values", policy.values.to_owned())]),
    ];
    Some(titled(Phrase::Policies, id, &lines, console))
}

fn check(id: &str, console: &Console) -> Option<String> {
    let check = CHECKS.iter().find(|check| check.id == id)?;
    let lines = [check.name.to_owned(), console.lang().choose(check.meaning).to_owned()];
    Some(titled(Phrase::Checks, id, &lines, console))
}

fn audit_check(id: &str, console: &Console) -> Option<String> {
    let check = AUDIT_CHECKS.iter().find(|check| check.id == id)?;
    let lines = [check.name.to_owned(), console.lang().choose(check.meaning).to_owned()];
    Some(titled(Phrase::AuditChecks, id, &lines, console))
}

fn report(id: &str, console: &Console) -> Option<String> {
    let known = Assets::default().ids("reports").iter().any(|known| known == id);
    known.then(|| titled(Phrase::Reports, id, &[used(Phrase::UseOfReport, id, console)], console))
}

fn format(id: &str, console: &Console) -> Option<String> {
    let renderer = RENDERERS.iter().find(|renderer| renderer.id == id)?;
    Some(titled(Phrase::Formats, renderer.id, &[used(Phrase::UseOfFormat, id, console)], console))
}

fn used(phrase: Phrase, id: &str, console: &Console) -> String {
    locale::fill(phrase.text(console.lang()), &[("id", id.to_owned())])
}

fn calendar(id: &str, console: &Console) -> Option<String> {
    let path = format!("calendars/{id}.toml");
    let file = Assets::default().definition("calendars", id, &path, Location::default()).ok()?;
    let calendar: CalendarFile = file.parse().ok()?;
    let of_year = |section: YearSection| {
        let phrase = match section.status {
            CalendarStatus::Official => Phrase::OfficialYear,
            CalendarStatus::Computed => Phrase::ComputedYear,
            CalendarStatus::Pending => Phrase::PendingYear,
        };
        locale::fill(phrase.text(console.lang()), &[("year", section.year.to_string()), ("source", section.source)])
    };
    let lines: Vec<String> = [calendar.title].into_iter().chain(calendar.years.into_iter().map(of_year)).collect();
    Some(titled(Phrase::Calendars, id, &lines, console))
}

fn rulebook(id: &str, console: &Console) -> Option<String> {
    let checked = Checked::load(&Assets::default(), id, Location::default()).ok()?;
    let lines = [vec![checked.rulebook.source.clone()], outline(&checked.rulebook, console.lang())].concat();
    let lines = [vec![checked.rulebook.title], lines].concat();
    Some(titled(Phrase::Rulebooks, id, &lines, console))
}

fn mapping(id: &str, console: &Console) -> Option<String> {
    let file =
        Assets::default().definition("mappings", id, &format!("mappings/{id}.toml"), Location::default()).ok()?;
    let mapping: MappingFile = file.parse().ok()?;
    let status = match mapping.status {
        MappingStatus::Verified => Phrase::Verified,
        MappingStatus::Assumed => Phrase::Assumed,
    };
    let lines = [mapping.title, mapping.source, status.text(console.lang()).to_owned()];
    Some(titled(Phrase::Mappings, id, &lines, console))
}
