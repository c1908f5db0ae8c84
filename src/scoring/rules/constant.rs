//! Fixed points, and a fixed part of the maximum.
//!
//! In: what the rulebook says. Out: points.

use super::Trail;
use crate::scoring::{exact::Exact, reading::amount};

/// The same points for every unit.
pub(super) fn always(points: &Exact, trail: &mut Trail) -> Exact {
    trail.why.push("điểm cố định".to_owned());
    points.clone()
}

/// A part of the maximum.
pub(super) fn share(share: &Exact, max: &Exact, trail: &mut Trail) -> Exact {
    trail.why.push(format!("được {} điểm tối đa {}", amount(share, true), amount(max, false)));
    share * max
}
