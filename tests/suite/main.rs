//! The one integration binary: each module is a topic.

mod fixture;
mod pdf;
mod pdf_layout;
mod pdf_text;
