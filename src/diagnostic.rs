//! The only error vocabulary: what is wrong, where, and how grave it is.
//!
//! In: facts from any stage. Out: [`Diagnostic`]s without a word of any language (the texts stand in `locale`), and
//! [`Failure`], the collection of errors that stops a stage.

use std::{fmt, io};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Notice,
    /// A figure may be affected; the run goes on.
    Warning,
    /// The run stops and nothing is written.
    Error,
}

macro_rules! codes {
    ($($name:ident = $id:literal,)+) => {
        /// What kind of finding a diagnostic is; `dondoc explain <id>` tells each at length.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the meaning of each code stands once, in the message catalogue")]
        pub enum Code { $($name,)+ }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The stable id that users see and may search for.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)+ }
            }
        }
    };
}

codes! {
    // definitions: dondoc.toml, mappings, registries, templates
    FolderNotFound = "folder-not-found",
    ProjectNotFound = "project-not-found",
    InvalidToml = "invalid-toml",
    UnknownKey = "unknown-key",
    MissingKey = "missing-key",
    InvalidValue = "invalid-value",
    UnknownChoice = "unknown-choice",
    RepeatedId = "repeated-id",
    UnknownDefinition = "unknown-definition",
    UnknownAsOf = "unknown-as-of",
    UnknownColumn = "unknown-column",
    UnfitKey = "unfit-key",
    UnknownSource = "unknown-source",
    AmbiguousSpelling = "ambiguous-spelling",
    NoCalendar = "no-calendar",
    UnconfirmedCalendar = "unconfirmed-calendar",
    InvalidSuccession = "invalid-succession",
    // rulebooks
    UnknownName = "unknown-name",
    UnusedName = "unused-name",
    UnfitTree = "unfit-tree",
    UnbalancedPoints = "unbalanced-points",
    ScaleDiffers = "scale-differs",
    UnfitRule = "unfit-rule",
    UnfitMeasure = "unfit-measure",
    WrongScale = "wrong-scale",
    PointsOutOfRange = "points-out-of-range",
    UnreachableCase = "unreachable-case",
    BandOverlap = "band-overlap",
    BandGap = "band-gap",
    ClassOrder = "class-order",
    // files
    FileNotFound = "file-not-found",
    FileUnreadable = "file-unreadable",
    UnknownFileKind = "unknown-file-kind",
    DamagedFile = "damaged-file",
    PasswordProtected = "password-protected",
    FileTooLarge = "file-too-large",
    NotUnicode = "not-unicode",
    ConvertedText = "converted-text",
    DamagedText = "damaged-text",
    LostCharacters = "lost-characters",
    NoFiles = "no-files",
    FilesLeftOut = "files-left-out",
    RepeatedRows = "repeated-rows",
    SheetNotFound = "sheet-not-found",
    SheetLeftOut = "sheet-left-out",
    SheetNotAsked = "sheet-not-asked",
    HiddenSheet = "hidden-sheet",
    HiddenRows = "hidden-rows",
    HiddenColumns = "hidden-columns",
    LinkedFile = "linked-file",
    AmbiguousSheets = "ambiguous-sheets",
    AmbiguousColumn = "ambiguous-column",
    UnreadColumns = "unread-columns",
    UnreadDates = "unread-dates",
    StatusByLabels = "status-by-labels",
    NoDeadlines = "no-deadlines",
    HeadingChanged = "heading-changed",
    UnclosedQuote = "unclosed-quote",
    NoHeading = "no-heading",
    MappingChosen = "mapping-chosen",
    NoMapping = "no-mapping",
    SeveralMappings = "several-mappings",
    MissingColumn = "missing-column",
    // rows
    UnparseableDate = "unparseable-date",
    TwoDigitYear = "two-digit-year",
    MissingYear = "missing-year",
    MissingValue = "missing-value",
    RaggedRow = "ragged-row",
    DoubtfulRow = "doubtful-row",
    ImplausibleYear = "implausible-year",
    ErrorCell = "error-cell",
    SeveralUnits = "several-units",
    MissingIds = "missing-ids",
    UnknownStatus = "unknown-status",
    DoneWithoutDate = "done-without-date",
    SeveralMarks = "several-marks",
    StatusDiffers = "status-differs",
    NoAssignedDate = "no-assigned-date",
    OtherDay = "other-day",
    ShorterExtension = "shorter-extension",
    VagueUnit = "vague-unit",
    UnregisteredUnit = "unregistered-unit",
    UnitNeedsDay = "unit-needs-day",
    UnitNotThere = "unit-not-there",
    DuplicateId = "duplicate-id",
    ConflictingId = "conflicting-id",
    DatesOutOfOrder = "dates-out-of-order",
    DerivedDeadlines = "derived-deadlines",
    SecretRow = "secret-row",
    NoIds = "no-ids",
    // corrections
    UnfilledCorrection = "unfilled-correction",
    UnknownField = "unknown-field",
    FixedField = "fixed-field",
    UnknownTask = "unknown-task",
    CorrectionMismatch = "correction-mismatch",
    CorrectionsMade = "corrections-made",
    // rows of a register
    MissingUnit = "missing-unit",
    RepeatedUnit = "repeated-unit",
    UnitsNotInRegister = "units-not-in-register",
    TotalDiffers = "total-differs",
    InvalidMark = "invalid-mark",
    // scores
    SharedLevelGroup = "shared-level-group",
    RulebookNotInForce = "rulebook-not-in-force",
    UnreadableValue = "unreadable-value",
    ValueOutOfBounds = "value-out-of-bounds",
    RepeatedValue = "repeated-value",
    NobodyScored = "nobody-scored",
    UnusedColumn = "unused-column",
    RepeatedTask = "repeated-task",
    UnscoredTask = "unscored-task",
    PointsNotApplicable = "points-not-applicable",
    UnscoredCriterion = "unscored-criterion",
    // checks on the whole
    UnbalancedRows = "unbalanced-rows",
    UnbalancedTable = "unbalanced-table",
    EmptyTable = "empty-table",
    UnitsWithoutTasks = "units-without-tasks",
    LostTasks = "lost-tasks",
    NoneAccepted = "none-accepted",
    NoTaskRows = "no-task-rows",
    UnfilledColumn = "unfilled-column",
    AsOfAfterReport = "as-of-after-report",
    TooManyQuarantined = "too-many-quarantined",
    CheckExceeded = "check-exceeded",
    // report templates
    TemplateSyntax = "template-syntax",
    UnknownVariable = "unknown-variable",
    UnknownTable = "unknown-table",
    UnknownFunction = "unknown-function",
    UnfitValue = "unfit-value",
    MissingFigure = "missing-figure",
    DecimalFigure = "decimal-figure",
    MissingRemark = "missing-remark",
    RepeatedRemark = "repeated-remark",
    UnusedRemark = "unused-remark",
    StrayRemark = "stray-remark",
    AppendixInRemark = "appendix-in-remark",
    MissingNumber = "missing-number",
    BrokenFootnote = "broken-footnote",
    // output
    MissingGlyph = "missing-glyph",
    MissingStyle = "missing-style",
    InternalError = "internal-error",
    EarlierFiles = "earlier-files",
    OutputLocked = "output-locked",
    OutputFailed = "output-failed",
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

/// Where a finding is, as precisely as it is known. Empty parts are not printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Location {
    /// Path as the user wrote it, or relative to the project.
    pub file: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Row as a person sees it in Excel, from 1.
    pub row: Option<u32>,
    /// Column letters (`F`); with a row it prints as `F18`.
    pub column: Option<String>,
    /// Heading of the column.
    pub heading: Option<String>,
    /// Line of a text file, from 1.
    pub line: Option<usize>,
    /// Key path in a TOML file (`input[1].file`).
    pub key: Option<String>,
}

impl Location {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: Some(path.into()), ..Self::default() }
    }

    /// The same place, at this line of it.
    #[must_use]
    pub fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place, at this key of it.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// One finding. Its words come from the message catalogue, filled with `details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// Where; boxed because findings are collected by the thousand.
    pub location: Box<Location>,
    /// Values for the placeholders of the message, by name.
    pub details: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// An error of this kind.
    #[must_use]
    pub fn error(code: Code) -> Self {
        Self::new(code, Severity::Error)
    }

    /// A warning of this kind.
    #[must_use]
    pub fn warning(code: Code) -> Self {
        Self::new(code, Severity::Warning)
    }

    /// A notice of this kind.
    #[must_use]
    pub fn notice(code: Code) -> Self {
        Self::new(code, Severity::Notice)
    }

    fn new(code: Code, severity: Severity) -> Self {
        Self { code, severity, location: Box::default(), details: Vec::new() }
    }

    /// The same finding, at this place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        *self.location = location;
        self
    }

    /// The same finding, with a value for the placeholder `{name}` of its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.details.push((name, value.to_string()));
        self
    }

    /// With what the file system said as `reason`: one of a few fixed phrases where the catalogue knows them.
    #[must_use]
    pub fn because(self, error: &io::Error) -> Self {
        use io::ErrorKind::{IsADirectory, NotADirectory, PermissionDenied, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            kind @ (IsADirectory | NotADirectory | PermissionDenied | ReadOnlyFilesystem | StorageFull) => {
                self.with("reason", kind)
            }
            _ => self.with("reason", error),
        }
    }
}

/// Why a stage stopped: every error that it found, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    first: Diagnostic,
    rest: Vec<Diagnostic>,
}

impl Failure {
    /// A failure of all these findings; `None` when there is none.
    #[must_use]
    pub fn of(findings: Vec<Diagnostic>) -> Option<Self> {
        let mut findings = findings.into_iter();
        findings.next().map(|first| Self { first, rest: findings.collect() })
    }

    /// `Ok(value)` when nothing was found, else the failure of all that was.
    ///
    /// # Errors
    /// The findings, when there are any.
    pub fn unless_empty<T>(findings: Vec<Diagnostic>, value: T) -> Result<T, Self> {
        Self::of(findings).map_or(Ok(value), Err)
    }

    /// The findings in the order in which they were made.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// The same failure; `place` finds where each finding without a place is.
    #[must_use]
    pub fn placed(mut self, place: impl Fn(&Diagnostic) -> Option<Location>) -> Self {
        for found in std::iter::once(&mut self.first).chain(&mut self.rest) {
            if *found.location == Location::default() {
                *found.location = place(found).unwrap_or_default();
            }
        }
        self
    }

    /// The same findings, each told once.
    #[must_use]
    pub fn without_repeats(self) -> Self {
        let Self { first, rest } = self;
        let mut told = vec![first.clone()];
        for found in rest {
            if !told.contains(&found) {
                told.push(found);
            }
        }
        Self { first, rest: told.split_off(1) }
    }

    /// Both failures as one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.rest.push(other.first);
        self.rest.extend(other.rest);
        self
    }
}

impl From<Diagnostic> for Failure {
    fn from(first: Diagnostic) -> Self {
        Self { first, rest: Vec::new() }
    }
}
