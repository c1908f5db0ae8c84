//! The tree of one unit: leaves by their rules and layers, sums above them, bonus and penalty beside them.
//!
//! In: a rulebook and what is known of one unit. Out: its [`Scorecard`] with points, maxima and results; class, flags and rank come
//! later.

use super::{
    exact::Exact,
    reading,
    rulebook::{
        NotApplicable, RoundingStage,
        model::{Block, Criterion, Rulebook},
    },
    rules::{self, Desk, Outcome, Trail, Verdict},
    scorecard::{Discord, Line, Scorecard, State},
};

/// What a criterion is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Criteria,
    Bonus,
    Penalty,
}

/// The points of one unit.
pub(super) fn card(desk: Desk<'_>) -> Scorecard {
    let Desk { rulebook, subject, .. } = desk;
    let criteria = lines(desk);
    let roots = || rulebook.criteria.iter().zip(&criteria).filter(|(node, _)| node.parent.is_none());
    let points: Exact = roots().map(|(_, line)| &line.points).sum();
    let max: Exact = roots().map(|(_, line)| &line.max).sum();
    let (bonus, bonus_points) = block(desk, rulebook.bonus.as_ref(), Part::Bonus);
    let (penalty, penalty_points) = block(desk, rulebook.penalty.as_ref(), Part::Penalty);
    let full: Exact = rulebook.criteria.iter().filter(|node| node.parent.is_none()).map(|node| &node.max).sum();
    let index = points.over(&max);
    let restated = index.as_ref().map(|index| index * rulebook.scale.as_ref().unwrap_or(&full)).unwrap_or_default();
    // Classes begin at zero: no penalty leaves less than nothing.
    let exact_result = (&(&restated + &bonus_points) - &penalty_points).max(Exact::default());
    Scorecard {
        unit_id: subject.id.clone(),
        unit: subject.name.clone(),
        level_group: subject.level_group,
        flags: gaps(rulebook, &criteria, &bonus, &penalty),
        criteria,
        bonus,
        penalty,
        points,
        max,
        bonus_points,
        penalty_points,
        result: exact_result.rounded(rulebook.rounding.mode, rulebook.rounding.digits),
        exact_result,
        index,
        class: None,
        rank: 0,
    }
}

/// Every criterion: leaves first, then sums from the last to the first, since parents stand before their children.
fn lines(desk: Desk<'_>) -> Vec<Line> {
    let nodes = &desk.rulebook.criteria;
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut applies = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.iter().enumerate() {
        let above = node.parent.and_then(|parent| applies.get(parent)).copied().unwrap_or(true);
        applies.push(above && !node.except.contains(&desk.subject.id));
        if let Some(siblings) = node.parent.and_then(|parent| children.get_mut(parent)) {
            siblings.push(index);
        }
    }
    let mut lines: Vec<Line> = nodes
        .iter()
        .zip(&applies)
        .map(|(node, applies)| match node.rule {
            Some(_) => leaf(desk, node, *applies, Part::Criteria),
            None => empty(node, desk.rulebook.layers.len()),
        })
        .collect();
    for (index, children) in children.iter().enumerate().rev().filter(|(_, children)| !children.is_empty()) {
        let parts: Vec<&Line> = children.iter().filter_map(|child| lines.get(*child)).collect();
        let summed = sum(desk.rulebook, &parts);
        if let Some(line) = lines.get_mut(index) {
            *line = Line { code: std::mem::take(&mut line.code), ..summed };
        }
    }
    lines
}

fn empty(node: &Criterion, layers: usize) -> Line {
    Line {
        code: node.code.clone(),
        state: State::Scored,
        gaps: 0,
        points: Exact::default(),
        max: node.max.clone(),
        layers: vec![None; layers],
        discord: None,
        seen: String::new(),
        reason: String::new(),
        measures: Vec::new(),
        items: Vec::new(),
    }
}

/// A node above others.
fn sum(rulebook: &Rulebook, parts: &[&Line]) -> Line {
    let count = |state| parts.iter().filter(|part| part.state == state).count();
    let (aside, missing) = (count(State::NotApplicable), count(State::Missing));
    let state = if aside == parts.len() {
        State::NotApplicable
    } else if aside + missing == parts.len() {
        State::Missing
    } else {
        State::Scored
    };
    let points: Exact = parts.iter().map(|part| &part.points).sum();
    let max: Exact = parts.iter().map(|part| &part.max).sum();
    let layer = |index: usize| {
        let given: Vec<&Exact> = parts.iter().filter_map(|part| part.layers.get(index)?.as_ref()).collect();
        (!given.is_empty()).then(|| given.into_iter().sum())
    };
    let seen = format!("{}/{}", printed(rulebook, &points), printed(rulebook, &max));
    let mut reason = format!("Tổng của {} mục: {seen} điểm", parts.len());
    if aside > 0 {
        reason.push_str(&format!(", {aside} mục không áp dụng"));
    }
    if missing > 0 {
        reason.push_str(&format!(", {missing} mục chưa có số liệu"));
    }
    reason.push('.');
    let layers = (0..rulebook.layers.len()).map(layer).collect();
    let gaps = parts.iter().map(|part| part.gaps).sum();
    let (measures, items) = Default::default();
    Line { code: String::new(), state, gaps, points, max, layers, discord: None, seen, reason, measures, items }
}

/// Bonus or penalty: its items, and their sum under the cap.
fn block(desk: Desk<'_>, block: Option<&Block>, part: Part) -> (Vec<Line>, Exact) {
    let Some(block) = block else { return (Vec::new(), Exact::default()) };
    let applies = |node: &Criterion| !node.except.contains(&desk.subject.id);
    let lines: Vec<Line> = block.criteria.iter().map(|node| leaf(desk, node, applies(node), part)).collect();
    let sum: Exact = lines.iter().map(|line| &line.points).sum();
    (lines, sum.min(block.cap.clone()))
}

/// A criterion with a rule.
fn leaf(desk: Desk<'_>, node: &Criterion, applies: bool, part: Part) -> Line {
    let Desk { rulebook, subject, .. } = desk;
    let given = |id: &String| subject.layers.get(&(id.clone(), node.code.clone())).cloned();
    let layers: Vec<Option<Exact>> = rulebook.layers.iter().map(|layer| given(&layer.id)).collect();
    let mut line = Line { layers, ..empty(node, 0) };
    if !applies {
        line.state = State::NotApplicable;
        line.reason = "Không áp dụng đối với đơn vị này.".to_owned();
        set_aside(&mut line);
    } else {
        let Outcome { verdict, trail } = rules::evaluate(desk, node);
        line.seen = seen(desk, &trail, false);
        let told = seen(desk, &trail, true);
        (line.state, line.points) = match verdict {
            Verdict::Points(points) => (State::Scored, settled(rulebook, node, points)),
            Verdict::NotApplicable => (State::NotApplicable, Exact::default()),
            Verdict::Missing => (State::Missing, Exact::default()),
        };
        line.reason = sentence(rulebook, &line, told, &trail.why);
        if costs(&line, part) {
            line.measures = trail.looked;
            line.items = trail.items;
        }
        overrule(rulebook, node, &mut line);
    }
    line.gaps = usize::from(line.state == State::Missing);
    if line.state == State::NotApplicable && rulebook.not_applicable == NotApplicable::Renormalise {
        line.max = Exact::default();
    }
    line
}

/// Points within the maximum, rounded where leaves are rounded.
fn settled(rulebook: &Rulebook, node: &Criterion, points: Exact) -> Exact {
    let held = points.clamped(&Exact::default(), &node.max);
    match rulebook.rounding.stage {
        RoundingStage::Criterion => {
            held.rounded(rulebook.rounding.mode, rulebook.rounding.digits).min(node.max.clone())
        }
        RoundingStage::Total => held,
    }
}

/// Whether what was looked at cost the unit points; bonus points not won are no loss.
fn costs(line: &Line, part: Part) -> bool {
    match (line.state, part) {
        (State::Scored, Part::Criteria) => line.points < line.max,
        (State::Scored, Part::Penalty) => line.points > Exact::default(),
        _ => false,
    }
}

/// What layers gave to a unit that is excepted is in no sum either.
fn set_aside(line: &mut Line) {
    if line.layers.iter().any(Option::is_some) {
        line.layers.iter_mut().for_each(|given| *given = None);
        line.discord = Some(Discord::Excepted);
        line.reason = "Không áp dụng đối với đơn vị này, điểm đã chấm không được tính.".to_owned();
    }
}

/// The last layer that gave points counts instead of what was computed.
fn overrule(rulebook: &Rulebook, node: &Criterion, line: &mut Line) {
    let last = rulebook.layers.iter().zip(&line.layers).rev().find_map(|(layer, given)| Some((layer, given.clone()?)));
    let Some((layer, given)) = last else { return };
    let computed = std::mem::take(&mut line.reason);
    let was_scored = line.state == State::Scored;
    let points = settled(rulebook, node, given);
    let is_final = rulebook.layers.last().is_some_and(|last| last.id == layer.id);
    line.discord = match line.state {
        State::NotApplicable => Some(Discord::NothingToScore),
        State::Scored if !is_final && points > line.points => Some(Discord::Unappraised),
        State::Scored | State::Missing => None,
    };
    line.points = points;
    line.state = State::Scored;
    line.measures.clear();
    line.items.clear();
    line.reason = format!("{}: {} điểm", layer.title, printed(rulebook, &line.points));
    if was_scored {
        line.reason.push_str(&format!("; theo số liệu: {computed}"));
    } else {
        line.reason.push('.');
    }
}

/// What was seen, with or without the titles of measures.
fn seen(desk: Desk<'_>, trail: &Trail, titled: bool) -> String {
    let of_measure = |id: &String| {
        let words = reading::words(desk.rulebook, desk.subject, id);
        if titled { format!("{}: {words}", reading::title(desk.rulebook, id)) } else { words }
    };
    let all: Vec<String> = trail.looked.iter().map(of_measure).chain(trail.tasks.clone()).collect();
    all.join("; ")
}

/// One sentence: what was seen, what decided, the points.
fn sentence(rulebook: &Rulebook, line: &Line, told: String, why: &[String]) -> String {
    let parts: Vec<String> = [told].into_iter().chain(why.iter().cloned()).filter(|part| !part.is_empty()).collect();
    let text = capital(&joined(&parts));
    match line.state {
        // A fact that decides by itself has its colon already: "Đã gửi báo cáo: có".
        State::Scored if parts.len() == 1 && text.contains(": ") => {
            format!("{text}, được {} điểm.", printed(rulebook, &line.points))
        }
        State::Scored => format!("{text}: {} điểm.", printed(rulebook, &line.points)),
        State::NotApplicable => format!("{text}: không áp dụng."),
        State::Missing => format!("{text}, tạm tính 0 điểm."),
    }
}

/// Parts of a sentence; a semicolon stands before one that begins with a number, whose decimals have commas.
fn joined(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            let is_number = part.starts_with(|first: char| first.is_ascii_digit() || first == '−');
            text.push_str(if is_number { "; " } else { ", " });
        }
        text.push_str(part);
    }
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Points as the rulebook rounds them.
pub(super) fn printed(rulebook: &Rulebook, points: &Exact) -> String {
    points.printed(rulebook.rounding.mode, rulebook.rounding.digits)
}

/// That something is missing, or that nothing applies: such a result is not the last word.
fn gaps(rulebook: &Rulebook, criteria: &[Line], bonus: &[Line], penalty: &[Line]) -> Vec<String> {
    let leaves = rulebook.criteria.iter().zip(criteria).filter(|(node, _)| node.rule.is_some()).map(|(_, line)| line);
    let leaves: Vec<&Line> = leaves.collect();
    let all: Vec<&Line> = leaves.iter().copied().chain(bonus).chain(penalty).collect();
    let codes = |holds: &dyn Fn(&Line) -> bool| {
        let codes: Vec<&str> = all.iter().filter(|line| holds(line)).map(|line| line.code.as_str()).collect();
        (!codes.is_empty()).then(|| codes.join(", "))
    };
    let mut flags = Vec::new();
    if let Some(codes) = codes(&|line| line.state == State::Missing) {
        flags.push(format!("Chưa đủ số liệu để chấm: {codes}; tạm tính 0 điểm."));
    }
    if let Some(codes) = codes(&|line| line.discord == Some(Discord::Excepted)) {
        flags.push(format!("Không áp dụng đối với đơn vị, điểm đã chấm không được tính: {codes}."));
    }
    if let Some(codes) = codes(&|line| line.discord == Some(Discord::NothingToScore)) {
        flags.push(format!("Không áp dụng theo số liệu, nhưng tính theo điểm đã chấm: {codes}."));
    }
    if let Some(codes) = codes(&|line| line.discord == Some(Discord::Unappraised)) {
        flags.push(format!("Điểm đã chấm cao hơn điểm theo số liệu, chưa có bước chấm sau cùng: {codes}."));
    }
    if leaves.iter().all(|line| line.state == State::NotApplicable) {
        flags.push("Không có tiêu chí nào áp dụng đối với đơn vị này.".to_owned());
    }
    flags
}
