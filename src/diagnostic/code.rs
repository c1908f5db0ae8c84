//! The catalogue of codes: every kind of finding that the program can make.
//!
//! In: nothing. Out: [`Code`], whose order is that of the catalogue. Its words stand in `locale::messages`.

use std::fmt;

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
    // questions
    MissingAsOf = "missing-as-of",
    UnknownDimension = "unknown-dimension",
    UnknownMetric = "unknown-metric",
    UnfitCondition = "unfit-condition",
    UnknownValue = "unknown-value",
    UnmetValue = "unmet-value",
    MixedInputs = "mixed-inputs",
    MissingOut = "missing-out",
    UnfitOut = "unfit-out",
    RefusedSql = "refused-sql",
    UnknownSqlName = "unknown-sql-name",
    InvalidSql = "invalid-sql",
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
    AsOfMoved = "as-of-moved",
    AsOfKept = "as-of-kept",
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
    TypedFigure = "typed-figure",
    MissingRemark = "missing-remark",
    RepeatedRemark = "repeated-remark",
    UnusedRemark = "unused-remark",
    StrayRemark = "stray-remark",
    AppendixInRemark = "appendix-in-remark",
    MissingNumber = "missing-number",
    BrokenFootnote = "broken-footnote",
    // the office's own Word templates
    UnclosedTag = "unclosed-tag",
    UnclosedBlock = "unclosed-block",
    StrayTag = "stray-tag",
    UnknownTag = "unknown-tag",
    MisplacedTag = "misplaced-tag",
    RefusedTemplate = "refused-template",
    NoTags = "no-tags",
    // audits
    NothingComputed = "nothing-computed",
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
