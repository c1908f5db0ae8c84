//! Writes the inputs of the sample projects.
fn main() {}
