//! How much may come out of a template that nobody vouches for.
//!
//! In: the [`Budget`] of a file. Out: a writer that stops where it is spent.

use std::io;

/// What the parts of a file may take together: bytes that come out, and steps of work.
#[derive(Debug)]
pub struct Budget {
    bytes: usize,
    steps: usize,
    most: (usize, usize),
}

impl Budget {
    /// A budget of so many bytes and steps.
    #[must_use]
    pub const fn new(bytes: usize, steps: usize) -> Self {
        Self { bytes, steps, most: (bytes, steps) }
    }
}

/// Takes so much and no more: a template may ask for more than any memory holds, or for turns without end that print nothing.
pub struct Limited<'b> {
    /// What was written.
    pub bytes: Vec<u8>,
    step: u8,
    budget: &'b mut Budget,
    /// Which limit was passed, and how much it is.
    pub full: Option<(&'static str, usize)>,
}

impl<'b> Limited<'b> {
    /// A writer in which `step` counts as a step and is not written.
    pub const fn of(step: u8, budget: &'b mut Budget) -> Self {
        Self { bytes: Vec::new(), step, budget, full: None }
    }
}

impl io::Write for Limited<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let steps = bytes.iter().filter(|byte| **byte == self.step).count();
        let (most_bytes, most_steps) = self.budget.most;
        match (self.budget.bytes.checked_sub(bytes.len() - steps), self.budget.steps.checked_sub(steps)) {
            (Some(left), Some(steps)) => (self.budget.bytes, self.budget.steps) = (left, steps),
            (None, _) => self.full = Some(("filled size in MB", most_bytes >> 20)),
            (_, None) => self.full = Some(("turns of loops", most_steps)),
        }
        if self.full.is_some() {
            return Err(io::Error::other("full"));
        }
        if steps == 0 {
            self.bytes.extend_from_slice(bytes);
        } else {
            self.bytes.extend(bytes.iter().filter(|byte| **byte != self.step));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
