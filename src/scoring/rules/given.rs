//! Points or a part of the maximum that somebody gives: surveys, appraisals, self-scores.
//!
//! In: values given from outside. Out: points within the maximum.

use super::{Desk, Stop, Trail, number};
use crate::scoring::{exact::Exact, reading::amount};

/// A measure that is points.
pub(super) fn points(desk: Desk<'_>, measure: &str, max: &Exact, trail: &mut Trail) -> Result<Exact, Stop> {
    let points = number(desk, measure, trail)?;
    Ok(within(&points, max, trail))
}

/// A measure that is a part of the maximum.
pub(super) fn ratio(desk: Desk<'_>, measure: &str, max: &Exact, trail: &mut Trail) -> Result<Exact, Stop> {
    let ratio = number(desk, measure, trail)?;
    trail.why.push(format!("nhân với điểm tối đa {}", amount(max, false)));
    Ok(within(&(&ratio * max), max, trail))
}

/// Points that only the layers give; who computes has none.
pub(super) fn by_layers(trail: &mut Trail) -> Result<Exact, Stop> {
    trail.why.push("chưa có điểm chấm".to_owned());
    Err(Stop::Missing)
}

fn within(points: &Exact, max: &Exact, trail: &mut Trail) -> Exact {
    let held = points.clone().clamped(&Exact::default(), max);
    if held < *points {
        trail.why.push(format!("không quá {}", amount(max, false)));
    } else if held > *points {
        trail.why.push("không dưới 0".to_owned());
    }
    held
}
