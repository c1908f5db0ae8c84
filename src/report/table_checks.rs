//! Whether a table of a template can be filled: every name that it uses and every key that it writes.
//!
//! In: a [`TableDefinition`], the project, the tables that count tasks. Out: one diagnostic for each column, input, register, instant, metric or
//! table that nobody declares, and for each key that a table of its kind would not heed.

use super::comparison::CHANGE;
use crate::{
    diagnostic::{Code, Diagnostic, Location},
    metrics::{METRICS, MetricKind, metric},
    period::WhichPeriod,
    project::{Project, RegisterSection},
    schema::{FIELDS, FieldKind},
    spelling,
    table_spec::{BY_UNIT, GroupBy, Membership, TableDefinition, TableKind},
};

/// What a list adds to the fields: its lead unit by name, the deadline that counts, the days late.
const LIST_COLUMNS: [&str; 3] = ["unit", "deadline", "days_late"];

/// Columns, inputs, the register and the instant that a table names and nobody declares; `at` places a key of the table.
pub fn unknown_names(
    table: &TableDefinition,
    project: &Project,
    counting: &[String],
    at: impl Fn(&str) -> Location,
) -> Vec<Diagnostic> {
    let unfit = unfit_keys(table).into_iter().map(|key| {
        let found = Diagnostic::error(Code::UnfitKey).at(at(key));
        found.with("table", &table.id).with("key", key)
    });
    if table.kind == TableKind::Scores {
        let missing = || Diagnostic::error(Code::MissingKey).at(at("show")).with("key", "show");
        return unfit.chain(table.show.is_none().then(missing)).collect();
    }
    let mut errors = unknown_instant(table, project, &at);
    errors.extend(unfit);
    let inputs: Vec<&str> = project.inputs.iter().map(|input| input.id.as_str()).collect();
    let strange = table.sources.iter().filter(|id| !inputs.contains(&id.as_str()));
    errors.extend(strange.map(|id| tell(Code::UnknownSource, (table, &at), ("sources", id), &inputs)));
    let register = project.registers.iter().find(|section| Some(&section.id) == table.register.as_ref());
    if table.kind == TableKind::Register && register.is_none() {
        errors.push(unknown_register(table, project, &at));
        // Nothing can be said of its columns then.
        return errors;
    }
    let counting: Vec<&str> = counting.iter().map(String::as_str).collect();
    let strangers = table.compare.iter().filter(|id| !counting.contains(&id.as_str()));
    errors.extend(strangers.map(|id| tell(Code::UnknownTable, (table, &at), ("compare", id), &counting)));
    let metrics = unknown_metrics(table);
    errors.extend(metrics.map(|(key, id, known)| tell(Code::UnknownColumn, (table, &at), (&key, id), &known)));
    errors.extend(unfit_bands(table).map(|found| found.at(at("age_bands"))));
    errors.extend(unknown_columns(table, register, &at));
    errors
}

/// A name that nobody declares, at its key.
fn tell(
    code: Code,
    (table, at): (&TableDefinition, &dyn Fn(&str) -> Location),
    (key, name): (&str, &str),
    known: &[&str],
) -> Diagnostic {
    let nearest = spelling::nearest(name, known.iter().copied()).unwrap_or_default();
    let found = Diagnostic::error(code).at(at(key)).with("table", &table.id).with("name", name);
    found.with("nearest", nearest).with("known", known.join(", "))
}

/// The instant that a table names, where there is none of that name.
fn unknown_instant(table: &TableDefinition, project: &Project, at: &dyn Fn(&str) -> Location) -> Vec<Diagnostic> {
    let instants: Vec<&str> = project.as_of.keys().map(String::as_str).collect();
    if table.as_of.is_empty() {
        return vec![Diagnostic::error(Code::MissingKey).at(at("as_of")).with("key", "as_of")];
    }
    let is_known = instants.contains(&table.as_of.as_str());
    let found = || tell(Code::UnknownAsOf, (table, at), ("as_of", &table.as_of), &instants);
    (!is_known).then(found).into_iter().collect()
}

/// The register that a table names, or should name, where the project has none of that name.
fn unknown_register(table: &TableDefinition, project: &Project, at: &dyn Fn(&str) -> Location) -> Diagnostic {
    let ids: Vec<&str> = project.registers.iter().map(|section| section.id.as_str()).collect();
    match &table.register {
        Some(id) => tell(Code::UnknownSource, (table, at), ("register", id), &ids),
        None => Diagnostic::error(Code::MissingKey).at(at("register")).with("key", "register"),
    }
}

/// Columns that a table cannot fill.
fn unknown_columns(
    table: &TableDefinition,
    register: Option<&RegisterSection>,
    at: &dyn Fn(&str) -> Location,
) -> Vec<Diagnostic> {
    let known = known_columns(table, register);
    let is_known = |id: &str| {
        // The first table of a comparison is what all changes lead to.
        let changed = id.strip_prefix(CHANGE).filter(|_| table.kind == TableKind::Comparison);
        known.contains(&id) || changed.is_some_and(|from| table.compare.iter().skip(1).any(|table| table == from))
    };
    let unknown = table.columns.iter().enumerate().filter(|(_, column)| !is_known(&column.id));
    let told = unknown.map(|(index, column)| {
        tell(Code::UnknownColumn, (table, at), (&format!("columns[{index}].id"), &column.id), &known)
    });
    told.collect()
}

/// Spans of days that do not follow one another.
fn unfit_bands(table: &TableDefinition) -> Option<Diagnostic> {
    let bands = &table.age_bands;
    let rises = bands.first() != Some(&0) && bands.is_sorted_by(|before, after| before < after);
    let found = Diagnostic::error(Code::InvalidValue).with("value", format!("{bands:?}"));
    (!rises).then(|| found.with("example", "[30, 60, 90]"))
}

/// Metrics that a table names and that there are not, with the key and what there is.
fn unknown_metrics(table: &TableDefinition) -> impl Iterator<Item = (String, &str, Vec<&'static str>)> {
    let counts = || METRICS.iter().filter(|metric| matches!(metric.kind, MetricKind::Count(_))).map(|metric| metric.id);
    let orders: Vec<&'static str> = if table.kind == TableKind::List { vec![BY_UNIT] } else { counts().collect() };
    let order = table.order.as_deref().filter(|id| !orders.contains(id));
    let rows = table.metrics.iter().enumerate().filter(|(_, row)| metric(&row.id).is_none());
    let rows = rows.map(|(index, row)| {
        (format!("metrics[{index}].id"), row.id.as_str(), METRICS.iter().map(|metric| metric.id).collect())
    });
    order.map(|id| ("order".to_owned(), id, orders)).into_iter().chain(rows)
}

/// Keys that a table of this kind would not heed: whoever wrote them expects something of them.
fn unfit_keys(table: &TableDefinition) -> Vec<&'static str> {
    let (list, register) = (table.kind == TableKind::List, !table.kind.counts_tasks());
    let (groups, comparison) = (table.kind == TableKind::Groups, table.kind == TableKind::Comparison);
    let scores = table.kind == TableKind::Scores;
    let keys = [
        // A total of the highest few would pass for that of all.
        ("total", (list || comparison || scores || table.top.is_some()) && table.total.is_some()),
        ("order", !(list || groups && table.group_by != GroupBy::All) && table.order.is_some()),
        ("age_bands", !(table.age_bands.is_empty() || groups && table.group_by == GroupBy::Age)),
        ("top", !(groups && table.order.is_some()) && table.top.is_some()),
        ("compare", !comparison && !table.compare.is_empty()),
        ("metrics", !comparison && !table.metrics.is_empty()),
        ("group_by", (list || register) && table.group_by != GroupBy::All),
        ("sources", register && !table.sources.is_empty()),
        ("statuses", register && !table.statuses.is_empty()),
        ("channel", register && table.channel.is_some()),
        ("due_within_days", register && table.due_within_days.is_some()),
        ("no_deadline_since_months", register && table.no_deadline_since_months.is_some()),
        ("membership", register && table.membership != Membership::Given),
        ("period", register && table.period != WhichPeriod::This),
        ("register", table.kind != TableKind::Register && table.register.is_some()),
        ("show", !scores && table.show.is_some()),
        ("columns", scores && !table.columns.is_empty()),
    ];
    keys.into_iter().filter(|(_, unfit)| *unfit).map(|(key, _)| key).collect()
}

/// What may stand in a column of this table: only what it can fill.
fn known_columns<'a>(table: &'a TableDefinition, register: Option<&'a RegisterSection>) -> Vec<&'a str> {
    let mut known = vec!["sequence"];
    match table.kind {
        TableKind::Groups => {
            known.extend((table.group_by == GroupBy::Unit).then_some("unit"));
            known.extend((table.group_by != GroupBy::All).then_some("group"));
            known.extend(METRICS.iter().map(|metric| metric.id));
        }
        TableKind::List => {
            let printable = FIELDS.iter().filter(|field| field.kind != FieldKind::Units);
            known.extend(LIST_COLUMNS.into_iter().chain(printable.map(|field| field.id)));
        }
        // Its columns are those of the rulebook.
        TableKind::Scores => known.clear(),
        TableKind::Comparison => {
            known.push("metric");
            known.extend(table.compare.iter().map(String::as_str));
        }
        TableKind::Register => {
            let facts = register.into_iter().flat_map(|part| part.marks.keys().chain(part.notes.keys()));
            known.extend(std::iter::once("unit").chain(facts.map(String::as_str)));
        }
    }
    known
}
