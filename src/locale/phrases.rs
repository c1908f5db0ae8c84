//! What the program says besides diagnostics: labels, reconciliation lines, headings of the quarantine workbook.
//!
//! In: nothing. Out: [`Phrase::text`]. A catalogue: one entry for each phrase.

use super::Lang;

/// A phrase with placeholders `{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each phrase reads for itself below")]
pub enum Phrase {
    Error,
    Warning,
    Notice,
    Sheet,
    Cell,
    Row,
    Line,
    Key,
    Header,
    Footer,
    Footnotes,
    Endnotes,
    WordComments,
    WordProperties,
    WordChart,
    WordBox,
    WordTable,
    WordRow,
    WordCell,
    WordParagraph,
    WordWords,
    Hint,
    RowsRead,
    TableBalance,
    SharedTasks,
    LeftOut,
    GivenLater,
    FromOtherInputs,
    OutsidePeriod,
    AlreadyDone,
    ExcludedByPolicy,
    OtherStatus,
    OtherDeadline,
    CancelledTasks,
    OtherChannel,
    MoreQuarantined,
    MoreWaiting,
    AnswerWritten,
    DefaultRegistry,
    UncountedTasks,
    TasksCounted,
    UnaskedTasks,
    Dimensions,
    MapSave,
    MapPlace,
    MapReview,
    MapColumns,
    MapSame,
    MapSimilar,
    MapContained,
    MapMissing,
    MapUnread,
    MapGuessed,
    MapGuessedDay,
    MapWritten,
    MapRecognise,
    MapStatuses,
    MapLabelRows,
    MapUnknownLabel,
    MapMarks,
    MapProse,
    FilesWritten,
    TemplateSound,
    TemplateFaults,
    AnnotatedCopy,
    TemplateWritten,
    LettersMade,
    LettersOfList,
    SharedLettersMade,
    SharedLettersOfList,
    NothingToRemind,
    ScoredBy,
    NotScored,
    ComparedWith,
    AllWritten,
    NothingWritten,
    Checked,
    CheckedInVain,
    UseOfReport,
    UseOfFormat,
    Reading,
    Counting,
    Rendering,
    Reports,
    Mappings,
    Rulebooks,
    Registries,
    Calendars,
    Formats,
    Metrics,
    Fields,
    Policies,
    Checks,
    AuditChecks,
    Codes,
    Values,
    OfficialYear,
    ComputedYear,
    PendingYear,
    Verified,
    Assumed,
    SampleRules,
    OfficialRules,
    RulebookSize,
    RulebookGroups,
    RulebookScale,
    Unit,
    ScoredUnit,
    UnscoredUnit,
    UnitDays,
    Spellings,
    AssumedSpellings,
    Seen,
    Unseen,
    RegistrySize,
    Included,
    UnknownId,
    UnknownArgument,
    UnknownCommand,
    MissingArgument,
    MissingCommand,
    KnownChoices,
    SeeHelp,
}

impl Phrase {
    /// The words in this language.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a catalogue")]
    pub fn text(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Error => ("lỗi", "error"),
            Self::Warning => ("cảnh báo", "warning"),
            Self::Notice => ("lưu ý", "notice"),
            Self::Sheet => ("trang tính \"{sheet}\"", "sheet \"{sheet}\""),
            Self::Cell => ("ô {cell}", "cell {cell}"),
            Self::Header => ("đầu trang", "page header"),
            Self::Footer => ("chân trang", "page footer"),
            Self::Footnotes => ("chú thích cuối trang", "footnotes"),
            Self::Endnotes => ("chú thích cuối văn bản", "endnotes"),
            Self::WordComments => ("nhận xét (comment)", "comments"),
            Self::WordProperties => ("thuộc tính của tệp (File > Info)", "properties of the file (File > Info)"),
            Self::WordChart => ("biểu đồ", "a chart"),
            Self::TemplateSound => {
                ("mẫu Word dùng được: {file} ({count} thẻ)", "the Word template can be used: {file} ({count} tags)")
            }
            Self::TemplateFaults => {
                ("mẫu Word có {count} chỗ phải sửa: {file}", "to be mended in the Word template: {count}: {file}")
            }
            Self::AnnotatedCopy => ("đã ghi bản sao có nhận xét: {file}", "copy with comments: {file}"),
            Self::TemplateWritten => (
                "đã ghi mẫu Word: {file}; mở bằng Word, sửa, rồi dùng với: dondoc report HỒ-SƠ --docx-template {file}",
                "Word template written: {file}; edit it in Word, then use it: dondoc report PROJECT --docx-template {file}",
            ),
            Self::WordBox => ("khung chữ", "text box"),
            Self::WordTable => ("bảng {number}", "table {number}"),
            Self::WordRow => ("dòng {number}", "row {number}"),
            Self::WordCell => ("ô {number}", "cell {number}"),
            Self::WordParagraph => ("đoạn {number}", "paragraph {number}"),
            Self::WordWords => ("tại “{words}”", "at “{words}”"),
            Self::Row => ("dòng {row}", "row {row}"),
            Self::Line => ("dòng {line}", "line {line}"),
            Self::Key => ("mục {key}", "key {key}"),
            Self::Hint => ("gợi ý", "hint"),
            Self::RowsRead => (
                "{file}: đọc {read} dòng: nhận {accepted}, cần rà soát {quarantined}, bỏ qua {skipped}",
                "{file}: read {read} rows: {accepted} accepted, {quarantined} quarantined, {skipped} skipped",
            ),
            Self::TableBalance => (
                "{table} (đến {as_of}): {assigned} nhiệm vụ = {on_time} đúng hạn + {late} quá hạn + {in_deadline} trong hạn + {overdue} trễ hạn{left_out}",
                "{table} (as of {as_of}): {assigned} tasks = {on_time} on time + {late} late + {in_deadline} in deadline + {overdue} overdue{left_out}",
            ),
            Self::SharedTasks => (
                "{table}: có nhiệm vụ giao nhiều đơn vị; cộng theo từng đơn vị là {shares} lượt",
                "{table}: units share tasks; the rows of the units add up to {shares}",
            ),
            Self::LeftOut => ("; ngoài bảng: {parts}", "; left out: {parts}"),
            Self::GivenLater => ("{tasks} chưa giao", "{tasks} given later"),
            Self::FromOtherInputs => ("{tasks} ngoài nguồn", "{tasks} from other inputs"),
            Self::OutsidePeriod => ("{tasks} ngoài kỳ", "{tasks} outside the period"),
            Self::AlreadyDone => ("{tasks} đã hoàn thành", "{tasks} done"),
            Self::ExcludedByPolicy => ("{tasks} không tính theo chính sách", "{tasks} excluded by policy"),
            Self::OtherStatus => ("{tasks} trạng thái khác", "{tasks} of another status"),
            Self::OtherDeadline => ("{tasks} hạn khác", "{tasks} of another deadline"),
            Self::CancelledTasks => ("{tasks} đã thu hồi", "{tasks} cancelled"),
            Self::OtherChannel => ("{tasks} hình thức giao khác", "{tasks} given another way"),
            Self::MapSave => (
                "Lưu thành report-templates/mappings/{id}.toml trong thư mục hồ sơ; khi đó không cần ghi mapping, hoặc ghi mapping = \"{id}\".",
                "Save as report-templates/mappings/{id}.toml in the project folder; then no mapping need be named, or mapping = \"{id}\".",
            ),
            Self::MapPlace => {
                ("Đọc từ {file}{sheet}, tiêu đề ở dòng {row}.", "Read from {file}{sheet}, heading in row {row}.")
            }
            Self::MapReview => (
                "Rà từng dòng, nhất là chỗ có ???; sửa xong đổi status thành \"verified\".",
                "Check each line, above all those with ???; then change status to \"verified\".",
            ),
            Self::MapColumns => ("Trường = tiêu đề cột trong tệp.", "Field = heading of the file."),
            Self::MapSame => ("trùng tên thường gặp", "a known heading"),
            Self::MapSimilar => (
                "giống \"{label}\", chỉ khác hoa thường, dấu cách, dấu câu",
                "like \"{label}\" but for case, spaces, punctuation",
            ),
            Self::MapContained => ("có chứa \"{label}\": cần kiểm tra", "contains \"{label}\": to be checked"),
            Self::MapMissing => ("??? chưa thấy cột {name}", "??? no column found for {name}"),
            Self::MapUnread => ("Các cột không trường nào đọc: {columns}", "Columns that no field reads: {columns}"),
            Self::MapGuessed => (
                "??? đoán theo nội dung, như \"{example}\"; đúng thì bỏ dấu # ở đầu dòng",
                "??? guessed by its cells, such as \"{example}\"; if right, delete the # before it",
            ),
            Self::MapGuessedDay => (
                "??? cột ngày, như \"{example}\"; bỏ dấu # và thay ??? bằng assigned_on, deadline_original, deadline_latest, extended_on hoặc completed_on",
                "??? days, such as \"{example}\"; delete the # and put assigned_on, deadline_original, deadline_latest, extended_on or completed_on for ???",
            ),
            Self::MapWritten => ("đã ghi mẫu nhận dạng vào {file}", "wrote the mapping to {file}"),
            Self::MapRecognise => {
                ("Tệp được nhận ra khi có đủ các tiêu đề này.", "The file is recognised by having all these headings.")
            }
            Self::MapStatuses => (
                "Nhãn trạng thái gặp trong tệp; viết \"nhóm / nhãn\" nếu nhãn đứng một mình có thể hiểu hai cách. Thay ??? bằng một trong: {codes}",
                "Status labels met in the file; \"group / label\" where a label alone can mean two things. Put one of these for ???: {codes}",
            ),
            Self::MapLabelRows => ("{rows} dòng", "{rows} rows"),
            Self::MapUnknownLabel => ("??? = [{label}] # {rows} dòng", "??? = [{label}] # {rows} rows"),
            Self::MapMarks => {
                ("Cột đánh dấu X dưới tiêu đề trạng thái.", "Columns of marks below the heading of a status.")
            }
            Self::MapProse => (
                "??? cột này có {labels} giá trị khác nhau: có thể là lời diễn giải (status_note), không phải nhãn trạng thái",
                "??? this column has {labels} different values: perhaps it is prose (status_note), no status label",
            ),
            Self::MoreQuarantined => (
                "… và {rows} dòng khác, xem dong-can-ra-soat.xlsx",
                "… and {rows} more rows, see dong-can-ra-soat.xlsx",
            ),
            Self::MoreWaiting => (
                "… và {rows} dòng khác cần rà soát; lập hồ sơ và chạy dondoc check để có danh sách đầy đủ",
                "… and {rows} more rows wait; make a project and run dondoc check for the whole list",
            ),
            Self::AnswerWritten => ("đã ghi {file}", "wrote {file}"),
            Self::DefaultRegistry => (
                "danh mục đơn vị: {units}; dùng danh mục khác bằng --units (xem dondoc list)",
                "registry of units: {units}; choose another with --units (see dondoc list)",
            ),
            Self::UncountedTasks => (
                "{tasks} nhiệm vụ không tính vào số liệu (chưa giao, đã thu hồi, ngoài kỳ, …); chỉ lấy nhiệm vụ được tính: WHERE disposition = 'counted'",
                "{tasks} tasks are in no figure (given later, called off, outside the period, …); only those that are: WHERE disposition = 'counted'",
            ),
            Self::TasksCounted => ("tính {assigned} nhiệm vụ{left_out}", "{assigned} tasks counted{left_out}"),
            Self::UnaskedTasks => ("{tasks} không đúng điều kiện", "{tasks} beside the conditions"),
            Self::Dimensions => ("cột để nhóm và lọc", "column to group and filter by"),
            Self::FilesWritten => ("đã ghi {count} tệp vào {folder}:", "wrote {count} files to {folder}:"),
            Self::LettersMade => (
                "{letters} công văn gửi {letters} đơn vị (danh mục và dữ liệu có {units} đơn vị), nhắc {tasks} nhiệm vụ:",
                "{letters} letters to {letters} units (registry and inputs have {units}), of {tasks} tasks:",
            ),
            Self::LettersOfList => (
                "  {list}: {tasks} nhiệm vụ của {letters} đơn vị - {title}",
                "  {list}: {tasks} tasks of {letters} units - {title}",
            ),
            Self::SharedLettersMade => (
                "{letters} công văn gửi {letters} đơn vị (danh mục và dữ liệu có {units} đơn vị), nhắc {tasks} lượt nhiệm vụ (nhiệm vụ giao nhiều đơn vị tính cho từng đơn vị):",
                "{letters} letters to {letters} units (registry and inputs have {units}), of {tasks} tasks, those of several units once for each:",
            ),
            Self::SharedLettersOfList => (
                "  {list}: {tasks} lượt nhiệm vụ của {letters} đơn vị - {title}",
                "  {list}: {tasks} tasks, once for each of their units, of {letters} units - {title}",
            ),
            Self::NothingToRemind => (
                "không đơn vị nào có nhiệm vụ cần nhắc, không lập công văn nào",
                "no unit has anything to be reminded of, no letter was made",
            ),
            Self::ScoredBy => ("{id}: {title}: đã chấm {units} đơn vị", "{id}: {title}: {units} units scored"),
            Self::NotScored => ("không chấm điểm: {units} đơn vị", "not scored: {units} units"),
            Self::ComparedWith => (
                "so sánh: {rules} → {against} (đơn vị; kết quả; tăng, giảm; hạng và xếp loại; tiêu chí làm thay đổi nhiều nhất):",
                "compared: {rules} → {against} (unit; result; gain; rank and class; criterion that changes most):",
            ),
            Self::AllWritten => ("đã ghi {count} tệp vào {folder}", "wrote {count} files to {folder}"),
            Self::NothingWritten => ("không ghi tệp nào", "nothing was written"),
            Self::Checked => (
                "kiểm tra xong, đã ghi {files} vào {folder}; dùng `dondoc report` để tạo báo cáo",
                "checked, wrote {files} to {folder}; `dondoc report` makes the report",
            ),
            Self::CheckedInVain => (
                "kiểm tra xong, đã ghi {files} vào {folder}; còn vượt mức cho phép nên chưa tạo được báo cáo",
                "checked, wrote {files} to {folder}; thresholds are exceeded, so no report can be made yet",
            ),
            Self::UseOfReport => (
                "dùng: template = \"{id}\" trong phần [report] của dondoc.toml; tệp: report-templates/reports/{id}/report.md",
                "to use it: template = \"{id}\" in [report] of dondoc.toml; its file: report-templates/reports/{id}/report.md",
            ),
            Self::UseOfFormat => {
                ("dùng: dondoc report HỒ-SƠ --formats {id}", "to use it: dondoc report PROJECT --formats {id}")
            }
            Self::Reading => ("đang đọc {file}", "reading {file}"),
            Self::Counting => ("đang tính toán", "counting"),
            Self::Reports => ("mẫu báo cáo", "report"),
            Self::Mappings => ("mẫu nhận dạng dữ liệu", "mapping"),
            Self::Rulebooks => ("bộ tiêu chí chấm điểm", "rulebook"),
            Self::Registries => ("danh mục đơn vị", "registry of units"),
            Self::Calendars => ("lịch làm việc", "calendar"),
            Self::Formats => ("định dạng", "format"),
            Self::Metrics => ("chỉ tiêu", "metric"),
            Self::Fields => ("trường dữ liệu", "field"),
            Self::Policies => ("chính sách", "policy"),
            Self::Checks => ("mục kiểm tra", "check"),
            Self::AuditChecks => ("mục của phiếu kiểm tra trước khi trình ký", "check of an audit"),
            Self::Codes => ("mã thông báo", "diagnostic code"),
            Self::Values => ("giá trị (đầu tiên là mặc định): {values}", "values (the first is the default): {values}"),
            Self::OfficialYear => {
                ("{year}: theo thông báo chính thức. {source}", "{year}: after the official notice. {source}")
            }
            Self::ComputedYear => {
                ("{year}: tính theo luật, chưa đối chiếu. {source}", "{year}: after the law, not verified. {source}")
            }
            Self::PendingYear => ("{year}: còn chờ quyết định. {source}", "{year}: a decision is pending. {source}"),
            Self::Verified => ("đã đối chiếu với tệp thật", "verified against a real export"),
            Self::Assumed => {
                ("giả định theo mô tả, chưa đối chiếu với tệp thật", "assumed after descriptions, not yet verified")
            }
            Self::SampleRules => ("số liệu minh họa, chưa được cơ quan nào ban hành", "a sample, issued by nobody"),
            Self::OfficialRules => ("đã được ban hành", "issued by an authority"),
            Self::RulebookSize => (
                "{leaves} tiêu chí chấm điểm trong {fields} lĩnh vực, tổng điểm tối đa {points}",
                "{leaves} criteria with points in {fields} fields, {points} points at most",
            ),
            Self::RulebookGroups => ("nhóm đơn vị: {groups}", "level groups: {groups}"),
            Self::RulebookScale => ("kết quả quy về thang {scale}", "results restated on a scale of {scale}"),
            Self::Rendering => ("đang tạo {file}", "making {file}"),
            Self::UnknownArgument => ("không hiểu `{argument}`", "`{argument}` is not understood"),
            Self::UnknownCommand => ("không có lệnh `{argument}`", "there is no command `{argument}`"),
            Self::MissingArgument => ("thiếu {argument}", "{argument} is missing"),
            Self::MissingCommand => ("chưa có lệnh", "a command is missing"),
            Self::KnownChoices => ("dùng một trong: {known}", "one of: {known}"),
            Self::SeeHelp => (
                "xem `dondoc --help`; thường dùng: dondoc report THƯ-MỤC-HỒ-SƠ",
                "see `dondoc --help`; most often: dondoc report PROJECT-FOLDER",
            ),
            Self::Unit => ("đơn vị", "unit"),
            Self::ScoredUnit => ("nhóm: {group}; có chấm điểm", "group: {group}; scored"),
            Self::UnscoredUnit => ("nhóm: {group}; không chấm điểm", "group: {group}; not scored"),
            Self::UnitDays => ("thời gian hoạt động: {days}", "there on: {days}"),
            Self::Spellings => ("cách viết đã gặp: {names}", "spellings met: {names}"),
            Self::AssumedSpellings => {
                ("cách viết thường dùng, chưa gặp: {names}", "usual spellings, not met yet: {names}")
            }
            Self::Seen => ("đã đối chiếu với văn bản", "seen in a document"),
            Self::Unseen => ("giả định, chưa đối chiếu với văn bản", "assumed, not yet seen in a document"),
            Self::RegistrySize => {
                ("{units} đơn vị, {successions} lần sắp xếp:", "{units} units, {successions} successions:")
            }
            Self::Included => ("dùng cùng danh mục: {ids}", "used with: {ids}"),
            Self::UnknownId => (
                "không có mục giải thích cho `{id}`; xem `dondoc list`",
                "there is nothing to explain for `{id}`; see `dondoc list`",
            ),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}
