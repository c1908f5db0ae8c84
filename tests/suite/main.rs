//! The one integration binary: each module is a topic.

mod csv;
mod docx;
mod read_back;
mod reference_docx;
mod small_report;
mod xlsx;
