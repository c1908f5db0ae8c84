//! The measures of the layout law (Nghị định 30/2020/NĐ-CP, Phụ lục I; Thông tư 01/2011/TT-BNV where it differs).
//!
//! In: nothing. Out: paper, margins, sizes and distances in points: the one place that decides them.

/// A length in millimetres as points.
#[must_use]
pub const fn mm(length: f32) -> f32 {
    length * 72.0 / 25.4
}

/// Text of appendices outside tables; the sizes of the main text move together: see `Preset`.
pub const APPENDIX_SIZE: f32 = 13.0;
/// Text in tables.
pub const TABLE_SIZE: f32 = 12.0;
/// Footnotes.
pub const NOTE_SIZE: f32 = 10.0;
/// Line distance of body text, in single lines.
pub const BODY_LEADING: f32 = 1.1;
/// Line distance of everything else.
pub const SINGLE: f32 = 1.0;
/// A single line of Liberation Serif and Times New Roman, in ems.
pub const SINGLE_LINE: f32 = 1.149_9;
/// First line of a paragraph.
pub const FIRST_LINE: f32 = mm(10.0);
/// Room before a paragraph.
pub const PARAGRAPH_GAP: f32 = 6.0;
/// Thickness of drawn lines.
pub const RULE_WIDTH: f32 = 0.75;
/// Thickness of table grids.
pub const GRID_WIDTH: f32 = 0.5;

/// Paper and margins of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Paper width.
    pub width: f32,
    /// Paper height.
    pub height: f32,
    /// Left margin.
    pub left: f32,
    /// Right margin.
    pub right: f32,
    /// Top margin.
    pub top: f32,
    /// Bottom margin.
    pub bottom: f32,
}

impl Sheet {
    /// A4 upright.
    #[must_use]
    pub const fn portrait() -> Self {
        Self { width: mm(210.0), height: mm(297.0), left: mm(30.0), right: mm(15.0), top: mm(20.0), bottom: mm(20.0) }
    }

    /// A4 along its long side, for wide tables of appendices.
    #[must_use]
    pub const fn landscape() -> Self {
        Self { width: mm(297.0), height: mm(210.0), ..Self::portrait() }
    }

    /// Width of the text block.
    #[must_use]
    pub const fn text_width(&self) -> f32 {
        self.width - self.left - self.right
    }

    /// Height of the text block.
    #[must_use]
    pub const fn text_height(&self) -> f32 {
        self.height - self.top - self.bottom
    }
}
