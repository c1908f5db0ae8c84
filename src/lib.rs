//! dondoc turns exports of task-tracking systems into official inspection reports.

pub mod assets;
pub mod classify;
pub mod diagnostic;
pub mod document;
pub mod ingest;
pub mod locale;
pub mod metrics;
pub mod normalize;
pub mod ooxml;
pub mod policy;
pub mod project;
pub mod render;
pub mod schema;
pub mod spelling;
pub mod table_spec;
pub mod value;
