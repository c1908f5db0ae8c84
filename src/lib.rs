//! dondoc (đôn đốc: to follow up, to urge) turns the exports of task-tracking systems into the official inspection reports of a
//! provincial People's Committee.
//!
//! The module list is the pipeline. Each stage is one function, named by a verb, whose result is a type of its own; data goes down,
//! never up. [`pipeline::run`] is the whole of it on one screen:
//!
//! 1. [`ingest::ingest`]: a file becomes a [`ingest::RawTable`]: heading found, every row addressable.
//! 2. [`normalize::normalize`]: raw tables and mappings become batches of tasks, and a quarantine; no row is lost.
//! 3. [`classify::classify`]: each task gets one disposition, and one status if it counts, for each table.
//! 4. [`metrics::measure`]: classified tasks become counts and rates for each group; Polars ends here.
//! 5. [`report::compose`]: everything computed and a template become a [`document::Document`].
//! 6. [`render::RENDERERS`]: a document becomes the bytes of a file.
//!    Where the office keeps a Word file of its own, [`word_template`] fills that instead of rendering a DOCX.
//! 7. [`output::write_all`]: the only place that creates files, all or none.
//!
//! Between 4 and 5 [`scoring::score`] gives units their points where a project asks for it; [`pipeline::score`] makes a document of them.
//! [`pipeline::analyze()`] stops after 3 and answers one question by [`analyze`], without a report.
//! [`pipeline::letters`] goes the same way to one letter for each unit: stages 1 to 4 once, 5 and 6 for every letter.
//!
//! Beside them [`audit::audit`] looks at finished files of anybody, ours included: whether their figures agree.
//!
//! Below the stages stand what all of them share: [`diagnostic`] (the only error vocabulary), [`value`], [`spelling`] and [`locale`];
//! then [`assets`], [`calendar`], [`policy`], [`table_spec`], [`project`], [`schema`] and [`document`]. Imports go down these floors; a test holds that.

// Shared by all.
pub mod diagnostic;
pub mod locale;
pub mod spelling;
pub mod value;

// Definitions: what a run consists of.
pub mod assets;
pub mod calendar;
pub mod document;
pub mod period;
pub mod policy;
pub mod project;
pub mod schema;
pub mod table_spec;

pub mod ooxml;

// The stages.
pub mod ingest;

pub mod normalize;

pub mod classify;

pub mod check;
pub mod ledger;
pub mod metrics;

pub mod analyze;

pub mod scoring;

// How figures are written in cells and sentences.
pub mod wording;

// Whether finished words and tables of anybody agree.
pub mod audit;

pub mod report;

pub mod render;

pub mod word_template;

// Around the stages.
pub mod manifest;
pub mod output;
pub mod pipeline;
pub mod progress;

pub mod cli;
