//! What a long run is doing, told to whoever shows it.
//!
//! In: steps of the pipeline. Out: nothing; the command line draws them on a terminal.

/// One step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Opens a file.
    Reading(&'a str),
    /// Classifies and counts tasks.
    Counting,
    /// Makes a format.
    Rendering(&'a str),
}

/// Shows steps.
pub trait Progress {
    /// The run begins this step.
    fn step(&self, step: Step<'_>);
}

/// Shows nothing.
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _: Step<'_>) {}
}
