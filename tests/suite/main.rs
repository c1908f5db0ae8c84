//! The one integration binary: each module is a topic.

mod csv;
mod docx;
mod read_back;
mod reference_docx;
mod sample_texts;
mod samples;
mod small_report;
mod xlsx;
