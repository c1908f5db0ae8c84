//! The facts that a file carries about itself (Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II).
//!
//! In: what the project says. Out: one list of named fields that PDF (XMP), DOCX (custom properties) and the manifest share.

use chrono::NaiveDate;

use super::Urgency;

/// What archives and record systems ask for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// Type and subject in one line.
    pub title: String,
    /// The date of the document: also the creation date of every file, so that two runs give the same bytes.
    pub date: NaiveDate,
    /// `OrganId`: the code of the issuing body in the national system.
    pub organ_id: Option<String>,
    /// `OrganName`: the issuing body.
    pub organization: String,
    /// `TypeName`: `Báo cáo`.
    pub type_name: String,
    /// `CodeNumber`: `28`; none in a draft or where the system gives it.
    pub code_number: Option<String>,
    /// `CodeNotation`: `BC-TKTra`.
    pub code_notation: String,
    /// `Subject`.
    pub subject: String,
    /// `Position`: the title under which it is signed.
    pub position: String,
    /// `FullName`: the signer.
    pub full_name: String,
    /// `To`: who receives it.
    pub to: Vec<String>,
    /// `FileCatalog`: the year in which its file was opened.
    pub file_catalog: Option<u16>,
    /// `FileNotation`: number and notation of its file.
    pub file_notation: Option<String>,
    /// `DocOrdinal`: its place in the file.
    pub doc_ordinal: Option<u16>,
    /// `Priority`: none for an ordinary document.
    pub priority: Option<Urgency>,
    /// `IssuedAmount`: how many copies are issued.
    pub issued_amount: Option<u16>,
    /// `DueDate`: the day by which an answer is due.
    pub due_date: Option<NaiveDate>,
    /// `Description`: a note.
    pub description: Option<String>,
}

/// What the fields call the language of every report.
const LANGUAGE: &str = "Tiếng Việt";

impl Metadata {
    /// Every field that has a value under its English name, in the order of the decree; `pages` where the format knows them.
    #[must_use]
    pub fn fields(&self, pages: Option<usize>) -> Vec<(&'static str, String)> {
        let day = |date: NaiveDate| date.format("%d/%m/%Y").to_string();
        let fields = [
            ("OrganId", self.organ_id.clone()),
            ("FileCatalog", self.file_catalog.map(|year| year.to_string())),
            ("FileNotation", self.file_notation.clone()),
            ("DocOrdinal", self.doc_ordinal.map(|place| place.to_string())),
            ("TypeName", Some(self.type_name.clone())),
            ("CodeNumber", self.code_number.clone()),
            ("CodeNotation", Some(self.code_notation.clone())),
            ("IssuedDate", Some(day(self.date))),
            ("OrganName", Some(self.organization.clone())),
            ("Subject", Some(self.subject.clone())),
            ("Language", Some(LANGUAGE.to_owned())),
            ("PageAmount", pages.map(|pages| pages.to_string())),
            ("Description", self.description.clone()),
            ("Position", Some(self.position.clone())),
            ("FullName", Some(self.full_name.clone())),
            ("To", Some(self.to.join("; "))),
            ("Priority", Some(self.priority.map_or(0, Urgency::priority).to_string())),
            ("IssuedAmount", self.issued_amount.map(|copies| copies.to_string())),
            ("DueDate", self.due_date.map(day)),
        ];
        let named = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
        named.filter(|(_, value)| !value.is_empty()).collect()
    }
}
