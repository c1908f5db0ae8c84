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
        Code::ProjectNotFound => say(
            "thư mục này không phải là một hồ sơ báo cáo: không có tệp dondoc.toml",
            "chạy lại với thư mục có tệp dondoc.toml, ví dụ: dondoc report sample-data/kon-tum-2018",
        ),
        Code::InvalidToml => say("tệp TOML sai cú pháp: {reason}", "sửa dòng này; chuỗi ký tự đặt trong dấu nháy kép"),
        Code::UnknownKey => say("không có mục `{key}`", "có phải là `{nearest}`?\ncác mục dùng được: {known}"),
        Code::InvalidValue => {
            say("giá trị không hợp lệ: {reason}", "sửa giá trị này theo hướng dẫn trong docs/huong-dan.md")
        }
        Code::UnknownDefinition => {
            say("không có `{id}` trong report-templates/{kind}", "có phải là `{nearest}`?\nhiện có: {known}")
        }
        Code::UnknownAsOf => say(
            "bảng `{table}` cần thời điểm chốt số liệu `{name}` nhưng dondoc.toml không khai báo",
            "thêm vào mục [as_of] của dondoc.toml, ví dụ: {name} = \"2018-12-27T15:30\"",
        ),
        Code::AmbiguousSpelling => say(
            "cách viết `{spelling}` thuộc về hai đơn vị: {first} và {second}",
            "mỗi cách viết chỉ để ở một đơn vị trong danh mục",
        ),
        Code::FileNotFound => say("không tìm thấy tệp", "kiểm tra tên tệp trong dondoc.toml và thư mục của hồ sơ"),
        Code::FileUnreadable => {
            say("không đọc được tệp: {reason}", "mở tệp bằng Excel rồi lưu lại dạng .xlsx, hoặc xuất lại từ phần mềm")
        }
        Code::SheetNotFound => say("không có trang tính `{sheet}`", "các trang tính hiện có: {known}"),
        Code::SheetLeftOut => say(
            "trang tính này không được đọc: không có đủ các cột bắt buộc",
            "nếu trang tính có nhiệm vụ, sửa tiêu đề cột cho giống các trang khác",
        ),
        Code::NoHeading => say(
            "không tìm thấy dòng tiêu đề cột trong {rows} dòng đầu của tệp",
            "cần các cột: {wanted}; kiểm tra tệp, hoặc chọn mẫu nhận dạng (mapping) khác trong dondoc.toml",
        ),
        Code::MissingColumn => say("thiếu cột bắt buộc: {labels}", "các cột có trong tệp: {seen}"),
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
            "mã nhiệm vụ `{value}` đã có ở dòng giống hệt: {first}",
            "dòng đầu được tính, dòng này chờ trong dong-can-ra-soat.xlsx",
        ),
        Code::ConflictingId => say(
            "mã nhiệm vụ `{value}` có ở các dòng khác nhau, dòng đầu: {first}",
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
        Code::InvalidMark => say("`{value}` không phải là dấu X", "ghi X nếu có, để trống nếu không"),
        Code::UnbalancedRows => say(
            "số dòng không khớp: đọc {read}, nhận {accepted}, cần rà soát {quarantined}, bỏ qua {skipped}",
            "đây là lỗi của chương trình; gửi tệp và thông báo này cho nhóm phát triển",
        ),
        Code::UnbalancedTable => say(
            "bảng `{table}` không khớp ở {what}: tổng {whole}, các phần cộng lại {parts}",
            "đây là lỗi của chương trình; gửi thông báo này cho nhóm phát triển",
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
        Code::MissingRemark => say(
            "thiếu phần `{part}` trong tệp nhận xét",
            "viết phần này dưới dòng `## {part}`; bản dự thảo in chỗ trống có đánh dấu",
        ),
        Code::BrokenFootnote => say(
            "chú thích `{label}`: {reason}",
            "mỗi chú thích [^nhãn] cần đúng một dòng [^nhãn]: nội dung trong cùng phần",
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
        Code::OutputLocked => {
            say("tệp kết quả đang mở ở chương trình khác", "đóng tệp (Word, Excel, trình xem PDF) rồi chạy lại")
        }
        Code::OutputFailed => say("không ghi được tệp: {reason}", "kiểm tra quyền ghi và dung lượng ổ đĩa"),
    }
}

#[expect(clippy::too_many_lines, reason = "a catalogue")]
fn english(code: Code) -> MessageText {
    match code {
        Code::ProjectNotFound => say(
            "this folder is no report project: it has no dondoc.toml",
            "run again with a folder that has one, such as: dondoc report sample-data/kon-tum-2018",
        ),
        Code::InvalidToml => say("invalid TOML: {reason}", "mend this line; text stands in double quotes"),
        Code::UnknownKey => say("unknown key `{key}`", "did you mean `{nearest}`?\nknown keys: {known}"),
        Code::InvalidValue => say("invalid value: {reason}", "mend this value as docs/huong-dan.md tells"),
        Code::UnknownDefinition => {
            say("there is no `{id}` in report-templates/{kind}", "did you mean `{nearest}`?\nthere are: {known}")
        }
        Code::UnknownAsOf => say(
            "table `{table}` speaks of the instant `{name}`, which dondoc.toml does not declare",
            "add it to [as_of] in dondoc.toml, such as: {name} = \"2018-12-27T15:30\"",
        ),
        Code::AmbiguousSpelling => say(
            "the spelling `{spelling}` belongs to two units: {first} and {second}",
            "leave each spelling with one unit of the registry",
        ),
        Code::FileNotFound => say("file not found", "check its name in dondoc.toml and the project folder"),
        Code::FileUnreadable => {
            say("cannot read the file: {reason}", "open it in Excel and save it as .xlsx, or export it again")
        }
        Code::SheetNotFound => say("there is no sheet `{sheet}`", "sheets of the file: {known}"),
        Code::SheetLeftOut => say(
            "this sheet was not read: it has not all required columns",
            "if it holds tasks, give its columns the headings of the other sheets",
        ),
        Code::NoHeading => say(
            "no heading found in the first {rows} rows of the file",
            "these columns are needed: {wanted}; check the file, or name another mapping in dondoc.toml",
        ),
        Code::MissingColumn => say("a required column is missing: {labels}", "columns of the file: {seen}"),
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
            "the task id `{value}` stands in an equal row before: {first}",
            "the first row counts; this one waits in dong-can-ra-soat.xlsx",
        ),
        Code::ConflictingId => say(
            "the task id `{value}` stands in rows that differ, the first: {first}",
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
        Code::InvalidMark => say("`{value}` is no X", "write X for yes, leave it empty for no"),
        Code::UnbalancedRows => say(
            "rows do not add up: {read} read, {accepted} accepted, {quarantined} quarantined, {skipped} skipped",
            "this is a defect of the program; send the file and this message to its makers",
        ),
        Code::UnbalancedTable => say(
            "table `{table}` does not add up at {what}: {whole} in all, {parts} as the sum of its parts",
            "this is a defect of the program; send this message to its makers",
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
        Code::MissingRemark => say(
            "the part `{part}` is missing from the remarks",
            "write it below a line `## {part}`; a draft prints a marked gap",
        ),
        Code::BrokenFootnote => say(
            "footnote `{label}`: {reason}",
            "each [^label] needs exactly one line `[^label]: text` in the same part",
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
        Code::OutputLocked => {
            say("the result file is open in another program", "close it (Word, Excel, a PDF viewer) and run again")
        }
        Code::OutputFailed => say("cannot write the file: {reason}", "check the permissions and the space on the disk"),
    }
}
