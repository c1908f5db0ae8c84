//! Office Open XML packages: a zip of XML parts, shared by the DOCX renderer and the office's own Word templates.
//!
//! In: the bytes of a `.docx`, or nothing. Out: [`Package`], whose parts can be read, replaced and added, [`Xml`], which writes
//! the XML of a part and cannot write a malformed one, and [`change_values`], which changes values in a part as it is. Nothing here
//! knows what a report is.

mod package;
mod values;
mod xml;

pub use package::Package;
pub use values::change_values;
pub use xml::Xml;

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Failure};

/// The failure of a part of a package: which part, and what the layer below said.
fn failure(code: Code, part: &str, reason: impl fmt::Display) -> Failure {
    Diagnostic::error(code).with("part", part).with("reason", reason).into()
}
