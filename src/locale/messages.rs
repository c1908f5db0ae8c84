//! What each diagnostic says, why, and what to do: the message catalogue in Vietnamese and English.
//!
//! In: nothing. Out: [`text`], one [`MessageText`] for each code and language. `{name}` is filled from the details of the
//! diagnostic. A catalogue: one entry for each code.

use super::Lang;
use crate::diagnostic::Code;

/// The words of one code in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageText {
    /// What is wrong.
    pub summary: &'static str,
    /// What to do; a line whose placeholder is empty is left out.
    pub hint: &'static str,
}

const fn say(summary: &'static str, hint: &'static str) -> MessageText {
    MessageText { summary, hint }
}

/// The words of a code.
#[must_use]
pub fn text(code: Code, lang: Lang) -> MessageText {
    match lang {
        Lang::Vi => vietnamese(code),
        Lang::En => english(code),
    }
}

#[expect(clippy::too_many_lines, reason = "a catalogue")]
fn vietnamese(code: Code) -> MessageText {
    match code {
        Code::FolderNotFound => say(
            "không tìm thấy thư mục này",
            "kiểm tra lại đường dẫn; đặt trong dấu nháy kép nếu có dấu cách, ví dụ: dondoc report \"D:/Báo cáo năm 2018\"",
        ),
        Code::ProjectNotFound => say(
            "đây không phải là một hồ sơ báo cáo: không có tệp dondoc.toml",
            "đổi tên `{nearest}` thành `dondoc.toml`\nchạy lại với thư mục có tệp dondoc.toml, ví dụ: dondoc report sample-data/kon-tum-2018",
        ),
        Code::InvalidToml => say("sai cú pháp: {reason}", "sửa dòng này rồi chạy lại"),
        Code::UnknownKey => say("không có mục `{key}`", "có phải là `{nearest}`?\ncác mục dùng được: {known}"),
        Code::MissingKey => say("thiếu mục `{key}`", "bổ sung `{key}` vào phần bắt đầu ở dòng này"),
        Code::InvalidValue => say("giá trị không hợp lệ: {value}", "viết như: {example}"),
        Code::UnknownChoice => say("không có lựa chọn `{value}`", "có phải là `{nearest}`?\ncác lựa chọn: {known}"),
        Code::RepeatedId => say("id `{id}` đã dùng ở trên", "đặt cho mỗi phần một id riêng"),
        Code::UnknownDefinition => {
            say("không có `{id}` trong report-templates/{kind}", "có phải là `{nearest}`?\nhiện có: {known}")
        }
        Code::UnknownAsOf => say(
            "bảng `{table}` cần thời điểm chốt số liệu `{name}` nhưng dondoc.toml không khai báo",
            "có phải là `{nearest}`?\nthêm vào phần [as_of] của dondoc.toml, ví dụ: {name} = \"2018-12-27T15:30\"",
        ),
        Code::UnknownColumn => {
            say("bảng `{table}` dùng cột không có: `{name}`", "có phải là `{nearest}`?\ncác cột dùng được: {known}")
        }
        Code::UnknownSource => say(
            "bảng `{table}` dùng dữ liệu chưa khai báo: `{name}`",
            "có phải là `{nearest}`?\ncác id đã khai báo trong dondoc.toml: {known}",
        ),
        Code::AmbiguousSpelling => say(
            "cách viết `{spelling}` thuộc về hai đơn vị: {first} và {second}",
            "mỗi cách viết chỉ để ở một đơn vị trong danh mục",
        ),
        Code::FileNotFound => say(
            "không tìm thấy tệp",
            "có phải là `{nearest}`?\nkiểm tra tên tệp trong dondoc.toml và trong thư mục của hồ sơ",
        ),
        Code::FileUnreadable => {
            say("không đọc được tệp: {reason}", "kiểm tra quyền truy cập tệp và đường dẫn ghi trong dondoc.toml")
        }
        Code::UnknownFileKind => {
            say("không đọc được loại tệp này", "các đuôi tệp đọc được: {known}\nmở tệp rồi lưu lại dạng .xlsx")
        }
        Code::DamagedFile => say(
            "tệp bị hỏng hoặc không đúng loại",
            "mở thử bằng Excel hoặc Word; mở được thì lưu lại đúng đuôi tệp, không mở được thì xuất lại từ phần mềm",
        ),
        Code::PasswordProtected => say("tệp có mật khẩu", "mở bằng Excel, bỏ mật khẩu rồi lưu lại"),
        Code::NotUnicode => say(
            "tệp không phải là văn bản Unicode (UTF-8)",
            "lưu lại với bảng mã UTF-8: trong Excel chọn loại \"CSV UTF-8\", trong Notepad chọn Mã hóa (Encoding) \"UTF-8\"",
        ),
        Code::SheetNotFound => say("không có trang tính `{sheet}`", "các trang tính hiện có: {known}"),
        Code::SheetLeftOut => say(
            "trang tính này không được đọc: không có đủ các cột bắt buộc",
            "nếu trang tính có nhiệm vụ, sửa tiêu đề cột cho giống các trang khác",
        ),
        Code::HiddenSheet => say(
            "trang tính ẩn này không được đọc",
            "nếu cần đọc, bỏ ẩn trong Excel hoặc ghi rõ sheet = \"…\" trong dondoc.toml",
        ),
        Code::AmbiguousSheets => say(
            "có nhiều trang tính cùng tiêu đề mà không có mã nhiệm vụ: {sheets}",
            "ghi rõ trang tính cần đọc vào phần [[input]] của dondoc.toml, ví dụ: sheet = \"{first}\", vì không thể biết các dòng có trùng nhau không",
        ),
        Code::AmbiguousColumn => say(
            "nhiều cột cùng tên `{label}`: {columns}",
            "đặt tên khác nhau cho các cột, hoặc ghi \"nhóm / cột\" trong mẫu nhận dạng để chọn đúng cột",
        ),
        Code::UnreadColumns => {
            say("các cột không được đọc: {columns}", "nếu cột nào cần dùng, thêm tên cột vào mẫu nhận dạng (mapping)")
        }
        Code::HeadingChanged => say(
            "dòng tiêu đề lặp lại có thứ tự cột khác với dòng tiêu đề đầu",
            "tách phần này sang trang tính khác, hoặc xếp lại các cột cho giống phần trên",
        ),
        Code::UnclosedQuote => say(
            "dấu nháy kép mở ở đây mà không đóng, nên không phân biệt được các dòng sau",
            "sửa dấu nháy trong tệp, hoặc mở bằng Excel rồi lưu lại",
        ),
        Code::RaggedRow => say(
            "dòng có {found} ô trong khi tiêu đề có {wanted} cột",
            "có thể thừa, thiếu dấu phân cách; sửa dòng này trong tệp dữ liệu",
        ),
        Code::ImplausibleYear => {
            say("năm không hợp lý: `{value}`", "kiểm tra lại năm; dòng này chờ trong dong-can-ra-soat.xlsx")
        }
        Code::ErrorCell => {
            say("ô {field} có lỗi hoặc công thức chưa tính: `{value}`", "mở tệp bằng Excel, sửa công thức rồi lưu lại")
        }
        Code::SeveralUnits => say(
            "một ô có nhiều đơn vị: `{value}`",
            "phiên bản này chưa tách nhiệm vụ giao nhiều đơn vị; ghi mỗi đơn vị một dòng với mã riêng",
        ),
        Code::MissingIds => say(
            "{rows} dòng không có mã nhiệm vụ nên không kiểm tra được trùng lặp; dòng đầu ở đây",
            "bổ sung mã nhiệm vụ trong tệp dữ liệu",
        ),
        Code::ShorterExtension => say(
            "{rows} dòng có hạn gia hạn sớm hơn hạn ban đầu; dòng đầu ở đây",
            "vẫn được tính theo hạn gia hạn; kiểm tra lại hai ngày",
        ),
        Code::NoHeading => say(
            "không tìm thấy dòng tiêu đề cột trong {rows} dòng đầu của tệp",
            "cần các cột: {wanted}; kiểm tra tệp, hoặc chọn mẫu nhận dạng (mapping) khác trong dondoc.toml",
        ),
        Code::MissingColumn => {
            say("thiếu cột bắt buộc `{label}`", "cột này có thể mang tên: {labels}\ncác cột có trong tệp: {seen}")
        }
        Code::UnparseableDate => say(
            "không đọc được ngày `{value}`",
            "đối chiếu với văn bản giao nhiệm vụ; dòng này chờ trong dong-can-ra-soat.xlsx",
        ),
        Code::TwoDigitYear => say(
            "năm chỉ có hai chữ số: `{value}`",
            "sửa thành bốn chữ số, hoặc đặt two_digit_year = \"20xx\" trong [policy]",
        ),
        Code::MissingValue => {
            say("ô {field} để trống", "bổ sung trong tệp dữ liệu; dòng này chờ trong dong-can-ra-soat.xlsx")
        }
        Code::VagueUnit => say("`{value}` không phải là tên một đơn vị", "ghi rõ từng đơn vị được giao"),
        Code::UnregisteredUnit => say(
            "đơn vị `{value}` chưa có trong danh mục",
            "có phải là `{nearest}`?\nthêm cách viết này vào report-templates/units nếu đúng là đơn vị đó",
        ),
        Code::DuplicateId => say(
            "mã nhiệm vụ `{value}` đã có ở dòng giống hệt: {first_file}, dòng {first_row}",
            "dòng đầu được tính, dòng này chờ trong dong-can-ra-soat.xlsx",
        ),
        Code::ConflictingId => say(
            "mã nhiệm vụ `{value}` có ở các dòng khác nhau; dòng đầu: {first_file}, dòng {first_row}",
            "giữ lại dòng đúng trong tệp dữ liệu; không dòng nào được tính khi chưa rõ",
        ),
        Code::DatesOutOfOrder => say(
            "{rows} dòng có ngày hoàn thành trước ngày giao; dòng đầu ở đây",
            "vẫn được tính theo ngày đã ghi; kiểm tra nếu không phải do nhập sau",
        ),
        Code::SecretRow => say(
            "dòng có dấu chỉ độ mật; dừng lại, không in nội dung",
            "xóa dòng này khỏi tệp: tài liệu mật không đưa vào báo cáo điện tử",
        ),
        Code::NoIds => say(
            "tệp không có cột mã nhiệm vụ nên không kiểm tra được dòng trùng",
            "xuất kèm cột mã nhiệm vụ nếu phần mềm cho phép",
        ),
        Code::MissingUnit => say("dòng này không có tên đơn vị", "ghi tên đơn vị, hoặc xóa dòng này khỏi bảng"),
        Code::RepeatedUnit => say("đơn vị `{value}` đã có ở dòng {first_row}", "gộp hai dòng thành một"),
        Code::UnitsNotInRegister => say(
            "bảng theo dõi thiếu {count} đơn vị có chấm điểm: {units}",
            "bổ sung mỗi đơn vị một dòng, kể cả đơn vị không có dấu X nào",
        ),
        Code::TotalDiffers => say(
            "dòng tổng ghi {written}, đếm các dấu X được {counted}",
            "sửa dòng tổng, hoặc kiểm tra lại các dấu X; báo cáo in số đếm được",
        ),
        Code::InvalidMark => say("`{value}` không phải là dấu X", "ghi X nếu có, để trống nếu không"),
        Code::UnbalancedRows => say(
            "số dòng không khớp: đọc {read}, nhận {accepted}, cần rà soát {quarantined}, bỏ qua {skipped}",
            "đây là lỗi của chương trình; gửi tệp và thông báo này cho nhóm phát triển",
        ),
        Code::UnbalancedTable => say(
            "bảng `{table}` không khớp ở {what}: tổng {whole}, các phần cộng lại {parts}",
            "đây là lỗi của chương trình; gửi thông báo này cho nhóm phát triển",
        ),
        Code::EmptyTable => say(
            "bảng `{table}` không có nhiệm vụ nào dù dữ liệu của nó có {rows} dòng hợp lệ: kỳ từ {from} đến {to}, chốt {as_of}",
            "kiểm tra year trong [project] và các thời điểm trong [as_of] của dondoc.toml, nhất là khi chép từ hồ sơ năm trước",
        ),
        Code::TooManyQuarantined => say(
            "có {rows} dòng cần rà soát, vượt mức cho phép {limit}",
            "xử lý các dòng trong dong-can-ra-soat.xlsx, hoặc nâng max_quarantined trong [policy]",
        ),
        Code::TemplateSyntax => say("mẫu báo cáo sai cú pháp: {reason}", "sửa dòng này của mẫu"),
        Code::UnknownVariable => {
            say("mẫu báo cáo dùng tên chưa biết `{name}`", "có phải là `{nearest}`?\ncác tên dùng được: {known}")
        }
        Code::UnknownTable => say(
            "mẫu báo cáo dùng bảng chưa khai báo `{name}`",
            "có phải là `{nearest}`?\ncác bảng đã khai báo: {known}",
        ),
        Code::UnknownFunction => say(
            "mẫu báo cáo dùng bộ lọc hoặc hàm không có: `{name}`",
            "có phải là `{nearest}`?\ncác bộ lọc và hàm dùng được: {known}",
        ),
        Code::UnfitValue => say(
            "giá trị của `{tag}` không dùng được ở đây: {reason}",
            "sửa giá trị này trong tệp số liệu, hoặc sửa dòng này của mẫu",
        ),
        Code::MissingFigure => say(
            "báo cáo cần số liệu `{name}` nhưng chưa ai ghi",
            "có phải là `{nearest}`?\nthêm `{key} = …` vào phần [{section}] của {file}\nghi tên tệp số liệu vào phần [report] của dondoc.toml, ví dụ: {example}",
        ),
        Code::DecimalFigure => say(
            "số liệu ghi là {value}: máy hiểu là số thập phân",
            "nếu dấu chấm phân cách hàng nghìn thì viết {digits}; nếu là tỷ lệ thì đặt trong dấu nháy, ví dụ: \"83,1\"",
        ),
        Code::MissingRemark => say(
            "thiếu phần nhận xét `{part}`",
            "viết phần này trong tệp nhận xét, dưới dòng `## {part}`; bản dự thảo in chỗ trống có đánh dấu",
        ),
        Code::RepeatedRemark => {
            say("phần nhận xét `{part}` đã có ở dòng {first_line}", "gộp hai phần thành một, hoặc đổi tên một phần")
        }
        Code::UnusedRemark => say(
            "phần nhận xét `{part}` không được in: mẫu báo cáo lần này không dùng phần nào tên như vậy",
            "có phải là `{nearest}`?\ncác phần được dùng: {known}",
        ),
        Code::StrayRemark => say(
            "phần chữ bắt đầu ở đây không được in: nó đứng trước dòng `## ` đầu tiên",
            "chuyển vào dưới một dòng `## Tên phần`, hoặc xóa đi",
        ),
        Code::AppendixInRemark => say(
            "dòng `# {title}` mở một phụ lục mới, không dùng được trong tệp nhận xét",
            "viết `## {title}` nếu là tên phần, `### {title}` nếu là đề mục bên trong; bỏ dấu # nếu là lời văn",
        ),
        Code::MissingNumber => say(
            "báo cáo chính thức chưa có số văn bản: \"{value}\"",
            "ghi số rồi đến ký hiệu, ví dụ: number = \"28/BC-TKTra\"; chưa có số thì để status = \"draft\"",
        ),
        Code::BrokenFootnote => say(
            "chú thích `[^{label}]`: {reason}",
            "mỗi chú thích cần dấu [^{label}] trong bài và đúng một dòng [^{label}]: nội dung",
        ),
        Code::MissingStyle => {
            say("tệp reference.docx không có kiểu `{style}`", "thêm kiểu này vào tệp, hoặc bỏ tệp để dùng tệp có sẵn")
        }
        Code::MissingGlyph => say(
            "phông chữ không có ký tự `{character}` ({code})",
            "thay ký tự này trong dữ liệu hoặc trong phần nhận xét",
        ),
        Code::RenderFailed => say(
            "không tạo được kết quả: {reason}",
            "đây là lỗi của chương trình; gửi thông báo này cho nhóm phát triển",
        ),
        Code::EarlierFiles => say(
            "thư mục còn tệp của lần chạy trước, không khớp với kết quả lần này: {files}",
            "xóa các tệp này nếu không cần, hoặc chạy lại để ghi đủ các tệp",
        ),
        Code::OutputLocked => {
            say("tệp kết quả đang mở ở chương trình khác", "đóng tệp (Word, Excel, trình xem PDF) rồi chạy lại")
        }
        Code::OutputFailed => say("không ghi được tệp: {reason}", "kiểm tra đường dẫn, quyền ghi và dung lượng ổ đĩa"),
    }
}

#[expect(clippy::too_many_lines, reason = "a catalogue")]
fn english(code: Code) -> MessageText {
    match code {
        Code::FolderNotFound => say(
            "there is no such folder",
            "check the path; put it in quotes if it has spaces, such as: dondoc report \"D:/Báo cáo năm 2018\"",
        ),
        Code::ProjectNotFound => say(
            "this is no report project: it has no dondoc.toml",
            "rename `{nearest}` to `dondoc.toml`\nrun again with a folder that has one, such as: dondoc report sample-data/kon-tum-2018",
        ),
        Code::InvalidToml => say("malformed: {reason}", "mend this line and run again"),
        Code::UnknownKey => say("unknown key `{key}`", "did you mean `{nearest}`?\nknown keys: {known}"),
        Code::MissingKey => say("the key `{key}` is missing", "add `{key}` to the section that starts at this line"),
        Code::InvalidValue => say("invalid value: {value}", "write it like: {example}"),
        Code::UnknownChoice => say("there is no choice `{value}`", "did you mean `{nearest}`?\nchoices: {known}"),
        Code::RepeatedId => say("the id `{id}` is used above", "give each part an id of its own"),
        Code::UnknownDefinition => {
            say("there is no `{id}` in report-templates/{kind}", "did you mean `{nearest}`?\nthere are: {known}")
        }
        Code::UnknownAsOf => say(
            "table `{table}` speaks of the instant `{name}`, which dondoc.toml does not declare",
            "did you mean `{nearest}`?\nadd it to [as_of] in dondoc.toml, such as: {name} = \"2018-12-27T15:30\"",
        ),
        Code::UnknownColumn => say(
            "table `{table}` has a column that does not exist: `{name}`",
            "did you mean `{nearest}`?\nknown columns: {known}",
        ),
        Code::UnknownSource => say(
            "table `{table}` uses undeclared data: `{name}`",
            "did you mean `{nearest}`?\nids declared in dondoc.toml: {known}",
        ),
        Code::AmbiguousSpelling => say(
            "the spelling `{spelling}` belongs to two units: {first} and {second}",
            "leave each spelling with one unit of the registry",
        ),
        Code::FileNotFound => {
            say("file not found", "did you mean `{nearest}`?\ncheck its name in dondoc.toml and in the project folder")
        }
        Code::FileUnreadable => {
            say("cannot read the file: {reason}", "check the permissions of the file and its path in dondoc.toml")
        }
        Code::UnknownFileKind => {
            say("files of this kind cannot be read", "known extensions: {known}\nopen the file and save it as .xlsx")
        }
        Code::DamagedFile => say(
            "the file is damaged or of another kind",
            "try to open it in Excel or Word; if it opens, save it with the right extension, if not, export it again",
        ),
        Code::PasswordProtected => say("the file has a password", "open it in Excel, remove the password and save it"),
        Code::NotUnicode => say(
            "the file is no Unicode text (UTF-8)",
            "save it as UTF-8: in Excel as \"CSV UTF-8\", in Notepad with the encoding \"UTF-8\"",
        ),
        Code::SheetNotFound => say("there is no sheet `{sheet}`", "sheets of the file: {known}"),
        Code::SheetLeftOut => say(
            "this sheet was not read: it has not all required columns",
            "if it holds tasks, give its columns the headings of the other sheets",
        ),
        Code::HiddenSheet => say(
            "this hidden sheet was not read",
            "to read it, unhide it in Excel or name it with sheet = \"…\" in dondoc.toml",
        ),
        Code::AmbiguousSheets => say(
            "several sheets have the same heading and no task ids: {sheets}",
            "name the sheet to read in [[input]] of dondoc.toml, such as: sheet = \"{first}\", since nobody can tell whether their rows repeat each other",
        ),
        Code::AmbiguousColumn => say(
            "several columns are named `{label}`: {columns}",
            "give the columns different names, or write \"group / column\" in the mapping to choose the right one",
        ),
        Code::UnreadColumns => {
            say("these columns were not read: {columns}", "if one of them is needed, add its heading to the mapping")
        }
        Code::HeadingChanged => say(
            "the repeated heading has its columns in another order than the first",
            "move this part to a sheet of its own, or put its columns in the same order",
        ),
        Code::UnclosedQuote => say(
            "a quotation mark opens here and never closes, so the rows below cannot be told apart",
            "mend the quotation mark, or open the file in Excel and save it again",
        ),
        Code::RaggedRow => say(
            "the row has {found} cells while the heading has {wanted} columns",
            "a separator may be missing or too many; mend the row in the export",
        ),
        Code::ImplausibleYear => {
            say("implausible year: `{value}`", "check the year; the row waits in dong-can-ra-soat.xlsx")
        }
        Code::ErrorCell => say(
            "the cell {field} holds an error or a formula without a value: `{value}`",
            "open the file in Excel, mend the formula and save it again",
        ),
        Code::SeveralUnits => say(
            "one cell names several units: `{value}`",
            "this version does not split joint tasks yet; write one row for each unit with an id of its own",
        ),
        Code::MissingIds => say(
            "{rows} rows have no task id, so duplicates among them cannot be found; the first is here",
            "fill in the task ids in the export",
        ),
        Code::ShorterExtension => say(
            "{rows} rows have an extension before their first deadline; the first is here",
            "they count by the extension; check both dates",
        ),
        Code::NoHeading => say(
            "no heading found in the first {rows} rows of the file",
            "these columns are needed: {wanted}; check the file, or name another mapping in dondoc.toml",
        ),
        Code::MissingColumn => {
            say("the required column `{label}` is missing", "it may be called: {labels}\ncolumns of the file: {seen}")
        }
        Code::UnparseableDate => say(
            "cannot read `{value}` as a date",
            "compare with the document that gave the task; the row waits in dong-can-ra-soat.xlsx",
        ),
        Code::TwoDigitYear => say(
            "the year has two digits only: `{value}`",
            "write four digits, or set two_digit_year = \"20xx\" in [policy]",
        ),
        Code::MissingValue => {
            say("the cell {field} is empty", "fill it in the export; the row waits in dong-can-ra-soat.xlsx")
        }
        Code::VagueUnit => say("`{value}` names no unit", "name each unit that the task is given to"),
        Code::UnregisteredUnit => say(
            "the registry does not know the unit `{value}`",
            "did you mean `{nearest}`?\nadd the spelling to report-templates/units if it is that unit",
        ),
        Code::DuplicateId => say(
            "the task id `{value}` stands in an equal row before: {first_file}, row {first_row}",
            "the first row counts; this one waits in dong-can-ra-soat.xlsx",
        ),
        Code::ConflictingId => say(
            "the task id `{value}` stands in rows that differ; the first: {first_file}, row {first_row}",
            "keep the right row in the export; none of them counts until then",
        ),
        Code::DatesOutOfOrder => say(
            "{rows} rows were done before they were given; the first is here",
            "they count by the dates as written; check them unless they were entered late",
        ),
        Code::SecretRow => say(
            "the row bears a secrecy mark; stopped, its text is not printed",
            "delete the row from the file: secret documents have no place in an electronic report",
        ),
        Code::NoIds => say(
            "the file has no column of task ids, so duplicate rows cannot be found",
            "export the task ids too if the system can",
        ),
        Code::MissingUnit => say("this row names no unit", "name the unit, or delete the row"),
        Code::RepeatedUnit => say("the unit `{value}` stands in row {first_row} already", "make one row of the two"),
        Code::UnitsNotInRegister => {
            say("the register lacks {count} scored units: {units}", "add a row for each, even for one without any X")
        }
        Code::TotalDiffers => say(
            "the total row says {written}, the marks X count {counted}",
            "mend the total row, or check the marks; the report prints what was counted",
        ),
        Code::InvalidMark => say("`{value}` is no X", "write X for yes, leave it empty for no"),
        Code::UnbalancedRows => say(
            "rows do not add up: {read} read, {accepted} accepted, {quarantined} quarantined, {skipped} skipped",
            "this is a defect of the program; send the file and this message to its makers",
        ),
        Code::UnbalancedTable => say(
            "table `{table}` does not add up at {what}: {whole} in all, {parts} as the sum of its parts",
            "this is a defect of the program; send this message to its makers",
        ),
        Code::EmptyTable => say(
            "table `{table}` counts no task though its inputs hold {rows} accepted rows: period {from} to {to}, as of {as_of}",
            "check year in [project] and the instants in [as_of] of dondoc.toml, above all after copying a project",
        ),
        Code::TooManyQuarantined => say(
            "{rows} rows wait in quarantine, more than the {limit} allowed",
            "mend the rows in dong-can-ra-soat.xlsx, or raise max_quarantined in [policy]",
        ),
        Code::TemplateSyntax => say("the report template is malformed: {reason}", "mend this line of the template"),
        Code::UnknownVariable => {
            say("the report template uses the unknown name `{name}`", "did you mean `{nearest}`?\nknown names: {known}")
        }
        Code::UnknownTable => say(
            "the report template uses the undeclared table `{name}`",
            "did you mean `{nearest}`?\ndeclared tables: {known}",
        ),
        Code::UnknownFunction => say(
            "the report template uses an unknown filter or function: `{name}`",
            "did you mean `{nearest}`?\nknown filters and functions: {known}",
        ),
        Code::UnfitValue => say(
            "the value of `{tag}` has no place here: {reason}",
            "mend the value in the file of figures, or this line of the template",
        ),
        Code::MissingFigure => say(
            "the report needs the figure `{name}`, which nobody has typed",
            "did you mean `{nearest}`?\nadd `{key} = …` to [{section}] in {file}\nname the file of figures in [report] of dondoc.toml, such as: {example}",
        ),
        Code::DecimalFigure => say(
            "the figure is written {value}, which is a decimal fraction",
            "if the point parts thousands, write {digits}; a rate stands in quotes, such as: \"83,1\"",
        ),
        Code::MissingRemark => say(
            "the remark `{part}` is missing",
            "write it in the file of remarks, below a line `## {part}`; a draft prints a marked gap",
        ),
        Code::RepeatedRemark => {
            say("the remark `{part}` stands at line {first_line} already", "make one part of the two, or rename one")
        }
        Code::UnusedRemark => say(
            "the remark `{part}` is not printed: this time the report template asks for no part of that name",
            "did you mean `{nearest}`?\nparts that are used: {known}",
        ),
        Code::StrayRemark => say(
            "the text that starts here is not printed: it stands above the first line `## `",
            "move it below a line `## title of the part`, or delete it",
        ),
        Code::AppendixInRemark => say(
            "the line `# {title}` opens an appendix, which remarks cannot do",
            "write `## {title}` for a part, `### {title}` for a heading within one; without # if it is plain text",
        ),
        Code::MissingNumber => say(
            "a final report needs its number: \"{value}\"",
            "write the number, then the notation, such as: number = \"28/BC-TKTra\"; until then leave status = \"draft\"",
        ),
        Code::BrokenFootnote => say(
            "footnote `[^{label}]`: {reason}",
            "each footnote needs a mark [^{label}] in the text and exactly one line [^{label}]: text",
        ),
        Code::MissingStyle => say(
            "reference.docx has no style `{style}`",
            "add the style to the file, or remove the file to use the one that comes with the program",
        ),
        Code::MissingGlyph => {
            say("the font has no character `{character}` ({code})", "replace it in the data or in the remarks")
        }
        Code::RenderFailed => {
            say("cannot make the result: {reason}", "this is a defect of the program; send this message to its makers")
        }
        Code::EarlierFiles => say(
            "the folder still holds files of an earlier run, which do not belong to these results: {files}",
            "delete them if you do not need them, or run again so that all files are written",
        ),
        Code::OutputLocked => {
            say("the result file is open in another program", "close it (Word, Excel, a PDF viewer) and run again")
        }
        Code::OutputFailed => {
            say("cannot write the file: {reason}", "check the path, the permissions and the space on the disk")
        }
    }
}
