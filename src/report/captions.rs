//! What a table counts, in one sentence for its caption.
//!
//! In: a [`TableSpec`], the same object that filters. Out: its membership rule, its period, what else it asks for and the instant that it
//! speaks of, in Vietnamese; so a caption cannot say anything but what was applied.

use crate::{
    locale::vietnamese,
    period::Kind,
    table_spec::{Channel, Membership, Status, TableSpec},
};

/// The caption of a table; a register counts no tasks and has its instant alone.
pub fn caption(spec: &TableSpec) -> String {
    let as_of = format!("số liệu {}", vietnamese::extraction(spec.as_of));
    if !spec.definition.kind.counts_tasks() {
        return sentence(&as_of);
    }
    let mut parts = vec![members(spec)];
    parts.extend(statuses(&spec.definition.statuses));
    parts.extend(spec.definition.channel.map(|channel| match channel {
        Channel::Paper => "giao bằng văn bản giấy".to_owned(),
        Channel::Software => "giao qua phần mềm".to_owned(),
        Channel::Any => "giao qua phần mềm và bằng văn bản giấy".to_owned(),
    }));
    parts.extend(of_deadline(spec));
    sentence(&format!("{}; {as_of}", parts.join(", ")))
}

/// The membership rule with its period.
fn members(spec: &TableSpec) -> String {
    let period = &spec.period;
    let during = match period.kind() {
        Kind::Custom => period.in_days(),
        _ => format!("trong {} ({})", period.name(), period.in_days()),
    };
    match spec.definition.membership {
        Membership::Given => format!("nhiệm vụ giao {during}"),
        Membership::Due => format!("nhiệm vụ có hạn xử lý {during}"),
        Membership::Open => "nhiệm vụ chưa hoàn thành, giao từ trước đến nay".to_owned(),
        Membership::OpenDuring => format!("nhiệm vụ còn phải thực hiện {during}, kể cả giao từ trước"),
        Membership::CarriedNew => format!("nhiệm vụ giao {during} và nhiệm vụ chưa hoàn thành từ trước chuyển sang"),
    }
}

/// The statuses that the table keeps.
fn statuses(kept: &[Status]) -> Option<String> {
    let word = |status: &Status| match status {
        Status::OnTime => "đã hoàn thành đúng hạn",
        Status::Late => "đã hoàn thành nhưng quá hạn",
        Status::InDeadline => "chưa hoàn thành, còn trong hạn",
        Status::Overdue => "đã trễ hạn nhưng chưa hoàn thành",
    };
    let words: Vec<&str> = kept.iter().map(word).collect();
    (!words.is_empty()).then(|| words.join(" hoặc "))
}

/// What the table asks of the deadline.
fn of_deadline(spec: &TableSpec) -> Option<String> {
    let day = vietnamese::short_date;
    let soon =
        spec.due_until().map(|until| format!("đến hạn từ ngày {} đến ngày {}", day(spec.as_of.date), day(until)));
    let long = spec.given_until().map(|until| format!("không quy định hạn, giao từ ngày {} trở về trước", day(until)));
    soon.into_iter().chain(long).reduce(|soon, long| format!("{soon} hoặc {long}"))
}

/// With a capital first letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde_json::json;

    use super::*;
    use crate::{
        period::{MonthCalendar, ReportingPeriod},
        table_spec::TableDefinition,
        value::AsOf,
    };

    fn of(more: &serde_json::Value, kind: Kind) -> String {
        let mut written = json!({ "id": "t", "title": "T" });
        written.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let definition: TableDefinition = serde_json::from_value(written).unwrap();
        let period = ReportingPeriod::new(kind, 2026, MonthCalendar::Nd09).unwrap();
        let date = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
        let time = chrono::NaiveTime::from_hms_opt(8, 0, 0);
        caption(&TableSpec { definition, as_of: AsOf { date, time }, period, is_counted: true })
    }

    #[test]
    fn a_caption_says_what_the_table_counts() {
        let given = "trong tháng 6 năm 2026 (từ ngày 15/5/2026 đến ngày 14/6/2026)";
        let as_of = "; số liệu lúc 08h00 ngày 15/6/2026";
        assert_eq!(of(&json!({}), Kind::Month(6)), format!("Nhiệm vụ giao {given}{as_of}"));
        assert_eq!(
            of(&json!({ "membership": "due" }), Kind::Month(6)),
            format!("Nhiệm vụ có hạn xử lý {given}{as_of}")
        );
        assert_eq!(
            of(&json!({ "membership": "carried_new", "statuses": ["overdue"] }), Kind::Month(6)),
            format!(
                "Nhiệm vụ giao {given} và nhiệm vụ chưa hoàn thành từ trước chuyển sang, đã trễ hạn nhưng chưa hoàn thành{as_of}"
            )
        );
        assert_eq!(
            of(&json!({ "membership": "open", "due_within_days": 15, "channel": "paper" }), Kind::Year),
            format!(
                "Nhiệm vụ chưa hoàn thành, giao từ trước đến nay, giao bằng văn bản giấy, đến hạn từ ngày 15/6/2026 đến ngày 30/6/2026{as_of}"
            )
        );
        assert_eq!(
            of(&json!({ "membership": "open", "no_deadline_since_months": 3 }), Kind::Year),
            format!(
                "Nhiệm vụ chưa hoàn thành, giao từ trước đến nay, không quy định hạn, giao từ ngày 15/3/2026 trở về trước{as_of}"
            )
        );
        assert_eq!(of(&json!({ "kind": "register" }), Kind::Year), "Số liệu lúc 08h00 ngày 15/6/2026");
    }
}
