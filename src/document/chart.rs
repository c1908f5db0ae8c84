//! A chart of counts, before any format draws it.
//!
//! In: typed counts of the `report` stage. Out: a [`Chart`]: stacked bars, one for each unit.

/// Stacked horizontal bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Stable id.
    pub id: String,
    /// What it shows, printed above it.
    pub title: String,
    /// What it says, for those who cannot see it.
    pub alternative: String,
    /// The parts of a bar from left to right.
    pub series: Vec<Series>,
    /// Bars from top to bottom.
    pub bars: Vec<Bar>,
}

/// One part of every bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its words in the legend.
    pub label: String,
    /// Its colour.
    pub tone: Tone,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its words at the axis.
    pub label: String,
    /// One count for each series.
    pub values: Vec<u64>,
}

impl Bar {
    /// The whole bar.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.values.iter().fold(0, |sum, value| sum.saturating_add(*value))
    }
}

/// The colour of a status: told apart by those who confuse red and green, and on a black-and-white print by lightness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done on time.
    OnTime,
    /// Done late.
    Late,
    /// Open, within the deadline.
    InDeadline,
    /// Open and overdue.
    Overdue,
}

impl Tone {
    /// Red, green and blue in sRGB, from the palette of Okabe and Ito.
    #[must_use]
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::OnTime => [0x00, 0x72, 0xB2],
            Self::Late => [0xE6, 0x9F, 0x00],
            Self::InDeadline => [0xC7, 0xE0, 0xF4],
            Self::Overdue => [0x9E, 0x2A, 0x00],
        }
    }

    /// Whether words on it must be white.
    #[must_use]
    pub const fn is_dark(self) -> bool {
        matches!(self, Self::OnTime | Self::Overdue)
    }
}
