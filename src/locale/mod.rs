//! The languages of the user and the forms of the report.
//!
//! In: diagnostics and phrases without words. Out: Vietnamese or English text. Reports are always Vietnamese
//! ([`vietnamese`]); what the program says follows the user ([`Lang`]).

pub mod vietnamese;
