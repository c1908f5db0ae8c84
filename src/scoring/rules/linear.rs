//! A ratio times the maximum.
//!
//! In: a ratio, the floor below which there are no points, the ratio from which on there are all. Out: points that never fall while the
//! ratio grows.

use super::Trail;
use crate::scoring::{exact::Exact, reading::amount};

/// Points from zero at 0 to `max` at 1, none below `floor`, all from `full` on.
pub(super) fn worth(ratio: &Exact, floor: Option<&Exact>, full: &Exact, max: &Exact, trail: &mut Trail) -> Exact {
    let one = Exact::of(1);
    if let Some(floor) = floor.filter(|floor| ratio < *floor) {
        trail.why.push(format!("dưới {}", amount(floor, true)));
        return Exact::default();
    }
    if ratio >= full && *full < one {
        trail.why.push(format!("từ {} trở lên được điểm tối đa", amount(full, true)));
        return max.clone();
    }
    trail.why.push(format!("nhân với điểm tối đa {}", amount(max, false)));
    &ratio.clone().clamped(&Exact::default(), &one) * max
}
