//! The styles that a DOCX takes from `reference.docx`: an office restyles every report by changing them in Word.
//!
//! In: the package of the reference document. Out: the ids that the renderer uses, and the proof that each exists. A style
//! that went missing would leave its paragraphs looking like any other, so it is a failure, not a guess.

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    ooxml::Package,
};

/// Where Word keeps styles in every package that it writes.
const STYLES_PART: &str = "word/styles.xml";

macro_rules! styles {
    ($($name:ident = $id:literal: $meaning:literal,)+) => {
        $(#[doc = $meaning] pub const $name: &str = $id;)+

        /// Every style id that a rendered document may name, with what it is for.
        pub const ALL: &[(&str, &str)] = &[$(($id, $meaning),)+];
    };
}

styles! {
    SUPERIOR = "CoQuanChuQuan": "Name of the superior body, top left.",
    ISSUER = "CoQuanBanHanh": "Name of the issuing body, top left.",
    NATION = "QuocHieu": "Quốc hiệu, top right.",
    MOTTO = "TieuNgu": "Tiêu ngữ, below the Quốc hiệu.",
    RULE = "DuongKe": "A rule: an empty line whose top border is the rule; its indents set the length.",
    NUMBER = "SoKyHieu": "Number and sign of the document.",
    PLACE_DATE = "DiaDanh": "Place and date.",
    KIND = "TenLoai": "Kind of document (BÁO CÁO).",
    SUBJECT = "TrichYeu": "Subject below the kind.",
    BODY = "BodyText": "A paragraph of the text.",
    HEADING_1 = "Heading1": "Heading I.",
    HEADING_2 = "Heading2": "Heading 1.",
    HEADING_3 = "Heading3": "Heading a)",
    LINE = "Dong": "A line of its own, such as the extraction line above a table.",
    GAP = "Gap": "A part that a person has yet to write, marked.",
    RECIPIENTS = "NoiNhan": "The words Nơi nhận.",
    RECIPIENT = "NoiNhanMuc": "One recipient.",
    RECIPIENT_SUB = "NoiNhanMucCon": "One recipient of a sub-list.",
    AUTHORITY = "ChucVu": "Authority and title above the signature, and the other office of the signer below it.",
    SIGNATURE_ROOM = "ChoKy": "The empty room for signature and seal, at least 25 mm high.",
    SIGNER = "NguoiKy": "Name of the signer.",
    APPENDIX = "PhuLuc": "The words Phụ lục with its number.",
    APPENDIX_TITLE = "PhuLucTieuDe": "Title of an appendix.",
    APPENDIX_REFERENCE = "PhuLucKemTheo": "The line (Kèm theo …) of an appendix.",
    TABLE_HEAD = "BangDau": "Text of a heading cell.",
    TABLE_CELL = "BangO": "Text of a body cell.",
    TABLE_TOTAL = "BangTong": "Text of a total row.",
    JOINT = "KetPhan": "A paragraph as good as invisible, where Word wants one after a table or to end a section.",
    FOOTNOTE_TEXT = "FootnoteText": "Text of a footnote.",
    FOOTNOTE_MARK = "FootnoteReference": "Mark of a footnote (a character style).",
    HEADER = "Header": "Page number at the head of the page.",
    FOOTER = "Footer": "Page number at the foot of the page.",
    FRAME = "KhungHaiCot": "The borderless table of letterhead and closing (a table style).",
    GRID = "BangSoLieu": "The table of figures (a table style).",
}

/// Fails when the reference document lacks a style that the renderer uses, naming each.
///
/// # Errors
/// One finding per missing style.
pub fn check(reference: &Package) -> Result<(), Failure> {
    let styles = String::from_utf8_lossy(reference.part(STYLES_PART).unwrap_or_default());
    let missing = ALL.iter().filter(|(id, _)| !styles.contains(&format!("w:styleId=\"{id}\"")));
    let findings = missing.map(|(id, _)| Diagnostic::error(Code::MissingStyle).with("style", id));
    Failure::unless_empty(findings.collect(), ())
}
