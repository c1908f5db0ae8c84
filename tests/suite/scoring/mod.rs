//! Scoring: exact numbers, rules, trees, classes, ranks and explanations, through the public surface.

mod books;
mod examples;
mod explanations;
mod numbers;
mod properties;
mod read;
mod rules;
mod standing;
mod structure;
