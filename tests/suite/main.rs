//! The one integration binary: each module is a topic.

mod sample_texts;
mod samples;
