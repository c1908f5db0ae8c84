//! The one integration binary: each module is a topic.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod fixture;
mod pdf;
mod pdf_layout;
mod pdf_text;
mod sample_texts;
mod samples;
