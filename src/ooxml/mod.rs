//! Office Open XML packages: a zip of XML parts, shared by the DOCX renderer, the office's own Word templates and
//! the readers of workbooks.
//!
//! In: the bytes of a `.docx`, or nothing. Out: [`Package`], whose parts can be read, replaced and added, [`Xml`], which writes
//! the XML of a part and cannot write a malformed one, and [`change_values`], which changes values in a part as it is. For files of
//! unknown hands: [`Parts`], which counts what it inflates, and [`Scanner`], which reads the XML of large parts. Nothing here knows
//! what a report is.

mod lists;
mod markups;
mod package;
mod parts;
mod scan;
mod text;
mod values;
mod xml;

pub use markups::{Markup, Markups};
pub use package::Package;
pub use parts::{Feed, Parts, Refusal};
pub use scan::{Attributes, Scanner, Token, attribute, whole_number};
pub use text::{reference, unescape, visible};
pub use values::change_values;
pub use xml::{Xml, is_control, is_forbidden};

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Failure};

/// The failure of a part of a package: which part, and what the layer below said.
fn failure(code: Code, part: &str, reason: impl fmt::Display) -> Failure {
    Diagnostic::error(code).with("part", part).with("reason", reason).into()
}
