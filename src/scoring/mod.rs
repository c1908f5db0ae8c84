//! Administrative-reform scoring: rulebooks are data, points are exact, and each has its reason.
//!
//! In: a checked [`rulebook`] and what is known of each unit ([`subject`]). Out: [`scorecard`]s. Where a rule comes from is cited in the
//! rulebook, not here.

pub mod exact;
pub mod rulebook;
pub mod scorecard;
pub mod subject;
