//! dondoc turns exports of task-tracking systems into official inspection reports.

pub mod diagnostic;
pub mod document;
pub mod locale;
pub mod ooxml;
pub mod render;
pub mod value;
