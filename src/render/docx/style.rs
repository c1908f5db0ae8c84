//! The styles that a DOCX takes from `reference.docx`: an office restyles every report by changing them in Word.
//!
//! In: the package of the reference document. Out: the ids that the renderer uses, and the proof that each exists. A style
//! that went missing would leave its paragraphs looking like any other, so it is a failure, not a guess.

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Preset,
    ooxml::{Package, change_values},
};

/// Where Word keeps styles in every package that it writes.
const STYLES_PART: &str = "word/styles.xml";
/// Word counts sizes in half points.
const POINT: u32 = 2;

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
    LETTER_SUBJECT = "TrichYeuCongVan": "Subject of a letter (V/v …), below its number.",
    ADDRESSED = "KinhGui": "The words Kính gửi, and one addressee on the same line.",
    ADDRESSEE = "KinhGuiMuc": "One of several addressees.",
    BODY = "BodyText": "A paragraph of the text.",
    HEADING_1 = "Heading1": "Heading I.",
    HEADING_2 = "Heading2": "Heading 1.",
    HEADING_3 = "Heading3": "Heading a)",
    PART = "Phan": "Opening of a part or chapter: its number above its title.",
    LINE = "Dong": "A line of its own, such as the extraction line above a table.",
    GAP = "Gap": "A part that a person has yet to write, marked.",
    RECIPIENTS = "NoiNhan": "The words Nơi nhận.",
    RECIPIENT = "NoiNhanMuc": "One recipient.",
    RECIPIENT_SUB = "NoiNhanMucCon": "One recipient of a sub-list.",
    DRAFTER = "KyHieuSoanThao": "Mark of the drafter and number of copies, below the recipients.",
    AUTHORITY = "ChucVu": "Authority and title above the signature, and the other office of the signer below it.",
    SIGNATURE_ROOM = "ChoKy": "The empty room for signature and seal, at least 25 mm high.",
    SIGNER = "NguoiKy": "Name of the signer.",
    APPENDIX = "PhuLuc": "The words Phụ lục with its number.",
    APPENDIX_TITLE = "PhuLucTieuDe": "Title of an appendix.",
    APPENDIX_REFERENCE = "PhuLucKemTheo": "The line (Kèm theo …) of an appendix.",
    TABLE_HEAD = "BangDau": "Text of a heading cell.",
    TABLE_CELL = "BangO": "Text of a body cell.",
    TABLE_TOTAL = "BangTong": "Text of a total row.",
    CHART_TITLE = "BieuDoTieuDe": "Title above a chart.",
    CHART = "BieuDo": "The line that holds the picture of a chart.",
    JOINT = "KetPhan": "A paragraph as good as invisible, where Word wants one after a table or to end a section.",
    FOOTNOTE_TEXT = "FootnoteText": "Text of a footnote.",
    FOOTNOTE_MARK = "FootnoteReference": "Mark of a footnote (a character style).",
    HEADER = "Header": "Page number at the head of the page.",
    FOOTER = "Footer": "Page number at the foot of the page.",
    URGENCY = "MucDoKhan": "The words of the urgency box.",
    CIRCULATION = "PhamViLuuHanh": "The words of the circulation box in the top margin of page 1.",
    ADDRESS = "DiaChi": "Address of the issuing body at the foot of page 1, below a rule.",
    COPY = "BanSaoDienTu": "Words of a signed electronic copy, top right of page 1.",
    FRAME = "KhungHaiCot": "The borderless table of letterhead and closing (a table style).",
    GRID = "BangSoLieu": "The table of figures (a table style).",
    URGENCY_BOX = "KhungMucDoKhan": "The red box around an urgency (a table style).",
    CIRCULATION_BOX = "KhungPhamVi": "The box around a circulation (a table style).",
}

/// The styles that the small preset lowers by one point: head, title, text, signature. Every other size (recipients, tables, notes,
/// number and sign, boxes) is the same in both presets, as the law has one size for it.
const SMALLER: &[&str] = &[
    // What styles without a size of their own take it from: the defaults of the file, and the style that all are based on.
    "",
    "Normal",
    SUPERIOR,
    ISSUER,
    NATION,
    MOTTO,
    PLACE_DATE,
    KIND,
    SUBJECT,
    ADDRESSED,
    ADDRESSEE,
    BODY,
    PART,
    HEADING_1,
    HEADING_2,
    HEADING_3,
    LINE,
    GAP,
    AUTHORITY,
    SIGNER,
    APPENDIX_TITLE,
    APPENDIX_REFERENCE,
    CHART_TITLE,
    HEADER,
    FOOTER,
];

/// Brings the styles of the reference document, which bears the large preset, to the preset of a document. Sizes that an office has
/// changed move by the same point, so that the one file still decides the look of every report.
///
/// # Errors
/// When the styles are not well formed.
pub fn apply(package: &mut Package, preset: Preset) -> Result<(), Failure> {
    if preset == Preset::Large {
        return Ok(());
    }
    let lowered = change_values(package.part(STYLES_PART).unwrap_or_default(), STYLES_PART, |style, name, value| {
        let sized = matches!(name, "w:sz" | "w:szCs") && SMALLER.contains(&style);
        let half_points: u32 = value.parse().ok().filter(|_| sized)?;
        Some(half_points.saturating_sub(POINT).to_string())
    })?;
    package.replace(STYLES_PART, lowered);
    Ok(())
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
