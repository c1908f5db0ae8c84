//! Which layout law a document follows, and the choices that the law leaves open.
//!
//! In: names in definitions. Out: plain values that every renderer reads.

use chrono::NaiveDate;

/// How a document is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The law.
    pub profile: Profile,
    /// Sizes of type.
    pub preset: Preset,
    /// What it is signed on.
    pub medium: Medium,
}

/// The layout law of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Nghị định 30/2020/NĐ-CP: from 05/3/2020; page number centred in the top margin.
    Nd30,
    /// Thông tư 01/2011/TT-BNV: before 05/3/2020; page number at the right foot of the page.
    Tt01,
}

impl Profile {
    /// The law in force on the date of the document.
    #[must_use]
    pub fn in_force_on(date: NaiveDate) -> Self {
        match NaiveDate::from_ymd_opt(2020, 3, 5) {
            Some(start) if date < start => Self::Tt01,
            _ => Self::Nd30,
        }
    }
}

/// Sizes of type that move together (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục V, note to the table).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Quốc hiệu 13, Tiêu ngữ and date 14, text 14.
    #[default]
    Large,
    /// Quốc hiệu 12, Tiêu ngữ and date 13, text 13.
    Small,
}

impl Preset {
    /// Points of Quốc hiệu, the superior and the issuing body (and of the subject of a letter, never above 12).
    #[must_use]
    pub const fn head_size(self) -> f32 {
        match self {
            Self::Large => 13.0,
            Self::Small => 12.0,
        }
    }

    /// Points of Tiêu ngữ, place and date, title, text, signature.
    #[must_use]
    pub const fn text_size(self) -> f32 {
        match self {
            Self::Large => 14.0,
            Self::Small => 13.0,
        }
    }
}

/// What a document is signed on: paper, or a file signed digitally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// Number and date stand in the reference of every appendix.
    #[default]
    Paper,
    /// The system gives number and date at signing: appendices leave them blank (Phụ lục I, Mẫu 2.2).
    Electronic,
}
