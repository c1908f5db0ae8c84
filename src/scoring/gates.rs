//! Gates: conditions that hold back whoever meets them, whatever the points.
//!
//! In: a unit with its class by result, last year's class, measures and marks. Out: flags, and the class that is left. Gates are applied
//! in their order, each on the class that those before it left.

use super::{
    classes,
    exact::Exact,
    reading::{self, Reading},
    rulebook::model::{Gate, Rulebook},
    rules::truth::{self, Truth},
    scorecard::Scorecard,
    subject::Subject,
};

/// Applies every gate to one unit.
pub(super) fn apply(rulebook: &Rulebook, subject: &Subject, card: &mut Scorecard) {
    let names: Vec<&str> = classes::of_group(rulebook, card.level_group).map(|class| class.name.as_str()).collect();
    for gate in &rulebook.gates {
        let class = card.class.clone();
        let read = |id: &str| match id {
            "class" => choice(class.as_deref()),
            "last_class" => choice(subject.last_class.as_deref()),
            "class_drop" => drop(&names, subject.last_class.as_deref(), class.as_deref()),
            measure => reading::read(rulebook, subject, measure),
        };
        match truth::all(&gate.when, read) {
            Truth::Holds => hold_back(gate, &names, subject, card),
            Truth::Missing => card.flags.push(format!("Chưa đủ số liệu để xét “{}”.", gate.title)),
            // A ratio of nothing holds nobody back.
            Truth::Fails | Truth::Zero(_) => {}
        }
    }
}

fn choice(class: Option<&str>) -> Reading<'_> {
    class.map_or(Reading::Missing, Reading::Choice)
}

/// The number of classes that a unit fell since last year; negative where it rose.
fn drop<'a>(names: &[&str], last: Option<&str>, now: Option<&str>) -> Reading<'a> {
    let place = |class: Option<&str>| {
        let place = names.iter().position(|name| Some(*name) == class)?;
        Some(Exact::count(u64::try_from(place).ok()?))
    };
    match (place(last), place(now)) {
        (Some(last), Some(now)) => Reading::Amount(&now - &last),
        _ => Reading::Missing,
    }
}

/// Tells that a gate holds, and lowers the class where it is better than the gate leaves.
fn hold_back(gate: &Gate, names: &[&str], subject: &Subject, card: &mut Scorecard) {
    let class = card.class.clone();
    let mut flag = gate.title.clone();
    if let (true, Some(last), Some(class)) = (looks_back(gate), &subject.last_class, &class) {
        flag.push_str(&format!(" (năm trước {last}, năm nay {class})"));
    }
    if let Some(words) = &gate.flag {
        flag.push_str(&format!(": {words}"));
    }
    if let Some(most) = &gate.class_at_most {
        flag.push_str(&format!(", xếp loại cao nhất là {most}"));
        let place = |wanted: Option<&str>| names.iter().position(|name| Some(*name) == wanted);
        if place(class.as_deref()) < place(Some(most)) && class.is_some() {
            card.class = Some(most.clone());
        }
    }
    flag.push('.');
    card.flags.push(flag);
}

fn looks_back(gate: &Gate) -> bool {
    gate.when.iter().any(|test| matches!(test.measure.as_str(), "last_class" | "class_drop"))
}
