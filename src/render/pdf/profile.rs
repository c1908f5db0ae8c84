//! What a PDF promises its readers.
//!
//! In: a name on the command line. Out: a [`PdfProfile`].

/// The standards that a PDF keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PdfProfile {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once: for archives and for screen readers.
    #[default]
    A2a,
    /// PDF/A-1b (ISO 19005-1, TCVN 14159-1:2024): for archives that take PDF 1.4 only.
    A1b,
    /// No standard.
    Plain,
}

impl PdfProfile {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::A2a, Self::A1b, Self::Plain];

    /// Its name on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::A2a => "a-2a",
            Self::A1b => "a-1b",
            Self::Plain => "plain",
        }
    }

    /// The version of PDF that it is written in.
    #[must_use]
    pub const fn version(self) -> &'static str {
        match self {
            Self::A1b => "1.4",
            Self::A2a | Self::Plain => "1.7",
        }
    }

    /// Whether objects may stand in compressed streams, as from PDF 1.5 on.
    #[must_use]
    pub const fn packs_objects(self) -> bool {
        matches!(self, Self::A2a | Self::Plain)
    }
}
