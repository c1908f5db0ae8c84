//! The one integration binary: each module is a topic.
mod reference_docx;
