//! The message catalogue in Vietnamese: one entry for each code.
//!
//! In: a code. Out: its words, with `{name}` where the details of the diagnostic go.

use super::{MessageText, say};
use crate::diagnostic::Code;

/// The words of a code.
#[expect(clippy::too_many_lines, reason = "a catalogue")]
pub fn text(code: Code) -> MessageText {
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
            "mục `{table}` cần thời điểm chốt số liệu `{name}` nhưng dondoc.toml không khai báo",
            "có phải là `{nearest}`?\nthêm vào phần [as_of] của dondoc.toml, ví dụ: {name} = \"2018-12-27T15:30\"",
        ),
        Code::UnfitKey => say("bảng `{table}` thuộc loại không dùng mục `{key}`", "bỏ mục này, hoặc đổi kind của bảng"),
        Code::UnknownColumn => {
            say("bảng `{table}` dùng cột không có: `{name}`", "có phải là `{nearest}`?\ncác cột dùng được: {known}")
        }
        Code::UnknownSource => say(
            "mục `{table}` dùng dữ liệu chưa khai báo: `{name}`",
            "có phải là `{nearest}`?\ncác id đã khai báo trong dondoc.toml: {known}",
        ),
        Code::AmbiguousSpelling => say(
            "cách viết `{spelling}` thuộc về hai đơn vị: {first} và {second}",
            "mỗi cách viết chỉ để ở một đơn vị trong danh mục",
        ),
        Code::InvalidSuccession => say(
            "việc sắp xếp đơn vị ngày {date} không hợp lệ: {reason}",
            "đơn vị: {unit}\nso lại với valid_from, valid_to của các đơn vị trong danh mục",
        ),
        Code::MissingAsOf => say(
            "chưa biết số liệu tính đến ngày nào: tệp dữ liệu không có thời điểm chốt",
            "thêm --as-of, ví dụ: --as-of 2025-12-31\nhồ sơ có dondoc.toml thì không cần",
        ),
        Code::UnknownDimension => {
            say("không nhóm được theo `{name}`", "có phải là `{nearest}`?\ncác cột dùng được: {known}")
        }
        Code::UnfitCondition => say(
            "không hiểu điều kiện `{condition}`",
            "viết như: {example}\ncác dấu: = (nhiều giá trị cách nhau bằng dấu phẩy), !=, >=, <=, >, <, ~ (có chứa), !~ (không chứa)",
        ),
        Code::UnknownValue => {
            say("cột {column} không có giá trị `{value}`", "có phải là `{nearest}`?\ncác giá trị: {known}")
        }
        Code::UnmetValue => say(
            "không nhiệm vụ nào có {column} là `{value}`",
            "có phải là `{nearest}`?\nmuốn tìm theo một phần của chữ thì dùng dấu ~, ví dụ: {part}\ngiá trị có dấu phẩy thì đặt trong nháy kép: {whole}",
        ),
        Code::MixedInputs => say(
            "mỗi lần chỉ hỏi một hồ sơ, hoặc một số tệp dữ liệu",
            "hỏi riêng hồ sơ này, hoặc ghi tên các tệp dữ liệu trong đó",
        ),
        Code::MissingOut => {
            say("định dạng {format} không in ra màn hình được", "thêm tên tệp, ví dụ: --out ket-qua.{format}")
        }
        Code::UnfitOut => say(
            "không ghi được kết quả vào tệp này: {reason}",
            "chọn tên khác cho --out, ví dụ: --out ket-qua.xlsx\nđuôi tệp dùng được: .xlsx, .csv, .json, .parquet, .txt",
        ),
        Code::RefusedSql => say(
            "câu lệnh SQL không được dùng `{word}`: chỉ hỏi được, không thay đổi và không đọc tệp khác",
            "viết một câu lệnh SELECT trên bảng tasks hoặc assignments, đứng trước tên hồ sơ hay tên tệp; xem các cột: DESCRIBE tasks",
        ),
        Code::UnknownSqlName => say(
            "không có bảng hay cột `{name}`",
            "có phải là `{nearest}`?\nchữ đặt trong nháy đơn: status = 'overdue'\ncác bảng: {tables}\ncác cột: {known}",
        ),
        Code::InvalidSql => say(
            "câu lệnh SQL không chạy được: {reason}",
            "chữ đặt trong nháy đơn: status = 'overdue'; tên cột để trơn; xem các cột: DESCRIBE tasks",
        ),
        Code::UnknownMetric => say("không có chỉ tiêu `{name}`", "có phải là `{nearest}`?\ncác chỉ tiêu: {known}"),
        Code::UnknownName => {
            say("chưa khai báo {reason} `{name}`", "có phải là `{nearest}`?\ncác tên dùng được: {known}")
        }
        Code::UnusedName => {
            say("{reason} `{name}` được khai báo nhưng không dùng", "xóa phần này, hoặc dùng trong một quy tắc")
        }
        Code::UnfitTree => say(
            "tiêu chí `{code}` đặt chưa đúng chỗ: {reason}",
            "thêm [[criterion]] với code = \"{parent}\", hoặc sửa mã\nmục có con thì điểm là tổng của chúng, mục không có con thì có rule",
        ),
        Code::UnbalancedPoints => say(
            "điểm tối đa của `{code}` là {max}, nhưng các mục con cộng lại được {sum}",
            "sửa max của `{code}` hoặc của một mục con",
        ),
        Code::ScaleDiffers => say(
            "các lĩnh vực cộng lại được {sum} điểm, kết quả quy đổi sang thang {scale}",
            "nếu không định quy đổi, sửa scale hoặc điểm tối đa của các lĩnh vực",
        ),
        Code::UnfitRule => say(
            "`{code}` viết chưa đúng: {reason}",
            "đang ghi: {found}\ndùng được: {known}\nxem các cách viết trong docs/cham-diem.md",
        ),
        Code::UnfitMeasure => {
            say("không dùng `{measure}` như vậy được: {reason}", "xem các cách viết trong docs/cham-diem.md")
        }
        Code::WrongScale => {
            say("ngưỡng {value} sai thang đo của `{measure}`: {reason}", "viết {proposed}\nso lại với đơn vị tính")
        }
        Code::PointsOutOfRange => say(
            "điểm {points} của `{code}` nằm ngoài khoảng từ 0 đến {max}",
            "sửa điểm ở dòng này, hoặc điểm tối đa của `{code}`",
        ),
        Code::UnreachableCase => say(
            "mức này của `{code}` không bao giờ được dùng: {reason}",
            "mức đứng trước được xét trước; xếp lại thứ tự hoặc sửa ngưỡng",
        ),
        Code::BandOverlap => say(
            "hai mức cùng nhận các giá trị {values}; mức đứng trước được dùng",
            "nói rõ ngưỡng thuộc mức nào: from (từ), over (trên), to (đến), below (dưới)",
        ),
        Code::BandGap => say(
            "giữa các mức còn trống các giá trị {values}: {reason}",
            "kéo một mức cho liền (ví dụ: below thay cho to), hoặc thêm một mức cho các giá trị này",
        ),
        Code::ClassOrder => {
            say("xếp loại `{class}` cao hơn `{other}` đứng trước nó", "ghi các [[class]] từ cao xuống thấp")
        }
        Code::FileNotFound => say(
            "không tìm thấy tệp",
            "có phải là `{nearest}`?\nviết đường dẫn bằng dấu /: `{slashes}`\nkiểm tra đường dẫn đã gõ, hoặc tên tệp trong dondoc.toml và trong thư mục của hồ sơ",
        ),
        Code::FileUnreadable => {
            say("không đọc được tệp: {reason}", "kiểm tra quyền truy cập tệp và đường dẫn ghi trong dondoc.toml")
        }
        Code::UnknownFileKind => {
            say("không đọc được loại tệp này", "các đuôi tệp đọc được: {known}\nmở tệp rồi lưu lại dạng {kind}")
        }
        Code::DamagedFile => say(
            "tệp bị hỏng hoặc không đúng loại",
            "mở thử bằng Excel hoặc Word; mở được thì lưu lại đúng đuôi tệp, không mở được thì xuất lại từ phần mềm",
        ),
        Code::PasswordProtected => say("tệp có mật khẩu", "mở bằng Excel hoặc Word, bỏ mật khẩu rồi lưu lại"),
        Code::FileTooLarge => say(
            "tệp vượt giới hạn đọc: {reason} quá {most}",
            "vượt giới hạn tại: {place}\nmở tệp, xóa phần thừa rồi lưu lại, hoặc chia thành nhiều tệp; không mở được thì xuất lại từ phần mềm",
        ),
        Code::NotUnicode => say(
            "tệp không phải là văn bản Unicode (UTF-8)",
            "lưu lại với bảng mã UTF-8: trong Excel chọn loại \"CSV UTF-8\", trong Notepad chọn Mã hóa (Encoding) \"UTF-8\"",
        ),
        Code::ConvertedText => say(
            "chữ trong tệp theo bảng mã {encoding}, đã đổi sang Unicode khi đọc",
            "xem vài dòng trong tables/tasks.csv có đúng chữ không; sai thì lưu lại tệp với bảng mã UTF-8 hoặc dạng .xlsx",
        ),
        Code::NoFiles => say(
            "không có tệp nào đọc được ứng với `{pattern}`",
            "các tệp có ở đó nhưng không đọc: {files}\nkiểm tra tên thư mục và đuôi tệp; đọc được: {known}",
        ),
        Code::FilesLeftOut => say(
            "các tệp, thư mục này không được đọc: {files}",
            "tệp tạm của Excel (~$…), tệp ẩn, thư mục con và các loại tệp khác không phải là dữ liệu; nếu cần đọc, chép ra ngoài hoặc lưu lại dạng .xlsx",
        ),
        Code::RepeatedRows => say(
            "{rows} dòng giống hệt một dòng của tệp khác cùng thư mục; không có mã nhiệm vụ nên mọi dòng đều được tính; dòng đầu ở đây",
            "nếu các tệp chồng lên nhau (ví dụ xuất lũy kế từng tháng), chỉ để lại tệp mới nhất",
        ),
        Code::SheetNotFound => say("không có trang tính `{sheet}`", "các trang tính hiện có: {known}"),
        Code::SheetLeftOut => say(
            "trang tính này không được đọc: không có đủ các cột bắt buộc",
            "nếu trang tính có nhiệm vụ, sửa tiêu đề cột cho giống các trang khác",
        ),
        Code::SheetNotAsked => say(
            "trang tính này cùng tiêu đề nhưng không được đọc, vì sheet trong [[input]] chỉ chọn một trang",
            "nếu các nhiệm vụ ở đây cũng cần tính, bỏ dòng sheet trong [[input]] để đọc mọi trang cùng tiêu đề",
        ),
        Code::HiddenSheet => say(
            "trang tính ẩn này không được đọc",
            "nếu cần đọc, bỏ ẩn trong Excel hoặc ghi rõ sheet = \"…\" trong dondoc.toml",
        ),
        Code::HiddenRows => say(
            "{rows} dòng đang ẩn trong tệp, {reason}",
            "thường do lọc (Filter) trong Excel; muốn tính hay bỏ qua các dòng ẩn thì đặt hidden_rows = \"read\" hoặc \"skip\" trong [policy]",
        ),
        Code::HiddenColumns => say("các cột đang ẩn vẫn được đọc: {columns}", "bỏ ẩn trong Excel để xem các cột này"),
        Code::LinkedFile => say(
            "tệp có công thức lấy số từ tệp khác; chương trình không mở tệp khác mà đọc giá trị lưu lần cuối",
            "mở tệp trong Excel, cập nhật liên kết (Data, Edit Links), lưu lại; hoặc chép giá trị thay cho công thức",
        ),
        Code::AmbiguousSheets => say(
            "có nhiều trang tính cùng tiêu đề mà không có cột nào được đọc là mã nhiệm vụ: {sheets}",
            "nếu một trong các cột không được đọc là mã nhiệm vụ, thêm tên cột vào mẫu nhận dạng (mapping): {unread}\nghi rõ trang tính cần đọc vào phần [[input]] của dondoc.toml, ví dụ: sheet = \"{first}\", vì không thể biết các dòng có trùng nhau không",
        ),
        Code::AmbiguousColumn => say(
            "nhiều cột có thể là `{label}`: {columns}",
            "đặt tên khác nhau cho các cột, hoặc ghi \"nhóm / cột\" trong mẫu nhận dạng để chọn đúng cột",
        ),
        Code::UnreadColumns => {
            say("các cột không được đọc: {columns}", "nếu cột nào cần dùng, thêm tên cột vào mẫu nhận dạng (mapping)")
        }
        Code::UnreadDates => say(
            "cột toàn ngày tháng mà không được đọc: {columns}",
            "nếu đó là ngày giao, hạn xử lý, ngày gia hạn hay ngày hoàn thành, thêm tên cột vào mẫu nhận dạng (mapping); xem: dondoc map \"{file}\"",
        ),
        Code::StatusByLabels => say(
            "tệp không có cột ngày hoàn thành nên kết quả lấy theo nhãn trạng thái, coi như đúng vào ngày chốt số liệu {day}",
            "nếu tệp có cột ngày hoàn thành mang tên khác, thêm tên cột vào mẫu nhận dạng (mapping)\nghi ngày đã xuất tệp vào phần [[input]] của dondoc.toml, ví dụ: extracted_on = \"{written}\"",
        ),
        Code::NoDeadlines => say(
            "tệp không có cột hạn xử lý: chỉ nhãn trạng thái cho biết nhiệm vụ nào quá hạn, trễ hạn; các nhiệm vụ khác được tính là đúng hạn, trong hạn",
            "xuất kèm cột hạn xử lý; nếu cột có trong tệp nhưng mang tên khác, thêm tên cột vào mẫu nhận dạng (mapping)",
        ),
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
        Code::DoubtfulRow => say(
            "chưa rõ dòng này có phải là nhiệm vụ không: `{value}`",
            "nếu đúng là nhiệm vụ, ghi số thứ tự, mã hoặc ngày cho dòng trong tệp dữ liệu; nếu không thì xóa dòng",
        ),
        Code::ImplausibleYear => {
            say("năm không hợp lý: `{value}`", "kiểm tra lại năm; dòng này chờ trong dong-can-ra-soat.xlsx")
        }
        Code::ErrorCell => {
            say("ô {field} có lỗi hoặc công thức chưa tính: `{value}`", "mở tệp bằng Excel, sửa công thức rồi lưu lại")
        }
        Code::SeveralUnits => say(
            "không rõ những đơn vị nào chủ trì trong ô này: `{value}`",
            "ngăn các đơn vị bằng dấu chấm phẩy hoặc xuống dòng, ghi rõ chủ trì: …; phối hợp: …, hoặc thêm cách viết vào danh mục đơn vị",
        ),
        Code::MissingIds => say(
            "{rows} dòng không có mã nhiệm vụ nên không kiểm tra được trùng lặp; dòng đầu ở đây",
            "bổ sung mã nhiệm vụ trong tệp dữ liệu",
        ),
        Code::ShorterExtension => say(
            "{rows} dòng có hạn gia hạn sớm hơn hạn ban đầu; dòng đầu ở đây",
            "vẫn được tính theo hạn gia hạn; kiểm tra lại hai ngày",
        ),
        Code::DamagedText => say(
            "ô {field} bị mất chữ: `{value}`",
            "xuất lại từ phần mềm với bảng mã UTF-8 hoặc dạng .xlsx, hoặc sửa ô này trong tệp dữ liệu; dòng này chờ trong dong-can-ra-soat.xlsx",
        ),
        Code::LostCharacters => say(
            "{rows} dòng có ô bị mất chữ; các dòng vẫn được tính, chỗ mất in thành dấu …; dòng đầu ở đây",
            "nếu cần in đủ, xuất lại tệp với bảng mã UTF-8 hoặc dạng .xlsx, hoặc sửa trong tệp dữ liệu",
        ),
        Code::NoHeading => say(
            "không tìm thấy dòng tiêu đề cột trong {rows} dòng đầu của tệp",
            "cần các cột: {wanted}; kiểm tra tệp, hoặc chọn mẫu nhận dạng (mapping) khác trong dondoc.toml",
        ),
        Code::MappingChosen => say(
            "đọc theo mẫu nhận dạng `{mapping}` ({title}): nhận ra {fields} trường",
            "các cột có tên gần đúng, cần kiểm tra: {nearly}\nghi mapping = \"{mapping}\" vào phần [[input]] của dondoc.toml để luôn đọc như vậy",
        ),
        Code::NoMapping => say(
            "không có mẫu nhận dạng nào hợp với tệp này; các tiêu đề cột nhìn thấy: {seen}",
            "mẫu gần nhất là `{nearest}`, nhưng thiếu cột: {missing}\nlập mẫu nhận dạng cho tệp: dondoc map \"{file}\"\nnhiều chữ đã mất, chỉ còn dấu {lost}: xuất lại tệp với bảng mã UTF-8 hoặc dạng .xlsx\ncác mẫu đã thử: {candidates}",
        ),
        Code::SeveralMappings => say(
            "nhiều mẫu nhận dạng hợp với tệp này như nhau: {candidates}; các tiêu đề cột nhìn thấy: {seen}",
            "ghi rõ một mẫu vào phần [[input]] của dondoc.toml, ví dụ: mapping = \"generic\"\nhoặc lập mẫu riêng cho tệp: dondoc map \"{file}\"",
        ),
        Code::MissingColumn => {
            say("thiếu cột bắt buộc `{label}`", "cột này có thể mang tên: {labels}\ncác cột có trong tệp: {seen}")
        }
        Code::UnparseableDate => say(
            "không đọc được ngày `{value}`",
            "đối chiếu với văn bản giao nhiệm vụ; dòng này chờ trong dong-can-ra-soat.xlsx\n`{serial}` có thể là ngày của Excel: định dạng ô thành ngày rồi lưu lại tệp",
        ),
        Code::TwoDigitYear => say(
            "năm chỉ có hai chữ số: `{value}`",
            "sửa thành bốn chữ số, hoặc đặt two_digit_year = \"20xx\" trong [policy]",
        ),
        Code::MissingYear => say(
            "hạn `{value}` không ghi rõ năm",
            "ghi thêm năm vào ô này, ví dụ: tháng 8/2018; chương trình không tự đoán năm",
        ),
        Code::DerivedDeadlines => say(
            "{rows} hạn không ghi ngày cụ thể; {reason}",
            "ô đầu tiên ở đây; ngày đã tính nằm ở tables/tasks.csv, cột deadline_kind cho biết loại hạn",
        ),
        Code::NoCalendar => say(
            "lịch làm việc chưa có năm {year}, không biết ngày {date} có phải ngày nghỉ",
            "thêm năm {year} vào report-templates/calendars/vietnam.toml, hoặc bỏ rest_day trong [policy]",
        ),
        Code::UnconfirmedCalendar => say(
            "lịch nghỉ năm {year} chưa được đối chiếu với thông báo chính thức",
            "đối chiếu report-templates/calendars/vietnam.toml với thông báo nghỉ lễ, Tết của năm {year}",
        ),
        Code::MissingValue => {
            say("ô {field} để trống", "bổ sung trong tệp dữ liệu; dòng này chờ trong dong-can-ra-soat.xlsx")
        }
        Code::VagueUnit => say("`{value}` không phải là tên một đơn vị", "ghi rõ từng đơn vị được giao"),
        Code::UnregisteredUnit => say(
            "đơn vị `{value}` chưa có trong danh mục",
            "có phải là `{nearest}`?\nthêm cách viết này vào report-templates/units nếu đúng là đơn vị đó",
        ),
        Code::UnitNeedsDay => say(
            "`{value}` là tên của nhiều đơn vị ở các thời kỳ khác nhau, mà dòng này không có ngày giao thuộc thời kỳ nào",
            "bổ sung ngày giao, hoặc ghi mã của đơn vị trong danh mục thay cho tên",
        ),
        Code::UnitNotThere => say(
            "{rows} dòng giao cho `{value}` vào ngày đơn vị này không hoạt động (theo danh mục: {days})",
            "kiểm tra ngày giao, hoặc sửa valid_from, valid_to trong danh mục đơn vị",
        ),
        Code::DuplicateId => say(
            "mã nhiệm vụ `{value}` đã có ở dòng giống hệt: {first_file}, dòng {first_row}",
            "dòng đầu được tính, dòng này chờ trong dong-can-ra-soat.xlsx",
        ),
        Code::ConflictingId => say(
            "mã nhiệm vụ `{value}` có ở các dòng khác nhau; dòng kia: {first_file}, dòng {first_row}",
            "giữ lại dòng đúng trong tệp dữ liệu; không dòng nào được tính khi chưa rõ",
        ),
        Code::DatesOutOfOrder => say(
            "{rows} dòng có ngày hoàn thành trước ngày giao; dòng đầu ở đây",
            "vẫn được tính theo ngày đã ghi; kiểm tra nếu không phải do nhập sau",
        ),
        Code::SecretRow => say(
            "dòng có dấu chỉ độ mật; dừng lại, không in nội dung",
            "xóa dòng này khỏi tệp: tài liệu mật không đưa vào báo cáo điện tử\nnếu cột `{heading}` không ghi độ mật, ghi tên cột đó vào phần ignored của mẫu nhận dạng (mapping)",
        ),
        Code::UnknownStatus => say(
            "chưa biết trạng thái `{value}` nghĩa là gì",
            "có phải là `{nearest}`?\nthêm nhãn này vào phần [statuses] của mẫu nhận dạng (mapping), cùng nhóm của nó: \"Đã hoàn thành / Quá hạn\"",
        ),
        Code::DoneWithoutDate => say(
            "trạng thái là `{value}` nhưng không có ngày hoàn thành",
            "bổ sung ngày hoàn thành trong tệp dữ liệu, hoặc đổi done_without_date trong [policy]",
        ),
        Code::SeveralMarks => say("dòng đánh dấu nhiều trạng thái: {value}", "chỉ để một dấu X trên mỗi dòng"),
        Code::StatusDiffers => say(
            "{rows} dòng có nhãn trạng thái khác với trạng thái tính theo ngày; dòng đầu ở đây",
            "báo cáo tính theo ngày; đối chiếu nhãn với ngày hoàn thành và hạn của các dòng này",
        ),
        Code::NoAssignedDate => say(
            "{rows} dòng không có ngày giao nên được coi là giao trong kỳ báo cáo",
            "xuất kèm cột ngày giao nếu phần mềm cho phép\nnếu một trong các cột không được đọc là ngày giao, thêm tên cột vào mẫu nhận dạng (mapping): {unread}",
        ),
        Code::OtherDay => say(
            "bảng `{table}` chốt số liệu ngày {as_of}, nhưng trạng thái ghi trong {file} chỉ đúng cho ngày {day}",
            "xuất lại tệp vào ngày chốt số liệu, hoặc ghi đúng ngày đã xuất vào phần [[input]], ví dụ: extracted_on = \"2018-12-27\"\nnếu bảng này \
             là của kỳ trước, cùng kỳ năm trước: ghi compare = false vào [period]",
        ),
        Code::NoIds => say(
            "tệp không có cột mã nhiệm vụ nên không kiểm tra được dòng trùng",
            "xuất kèm cột mã nhiệm vụ nếu phần mềm cho phép\nnếu một trong các cột không được đọc là mã nhiệm vụ, thêm tên cột vào mẫu nhận dạng (mapping): {unread}",
        ),
        Code::UnfilledCorrection => say(
            "dòng điều chỉnh bỏ trống ô {field}",
            "ghi đủ mã nhiệm vụ, trường, lý do và người duyệt của từng điều chỉnh",
        ),
        Code::UnknownField => {
            say("không có trường `{value}`", "có phải là `{nearest}`?\ncác trường điều chỉnh được: {known}")
        }
        Code::FixedField => say(
            "trường `{value}` không được điều chỉnh",
            "sửa trong phần mềm rồi xuất lại tệp\ncác trường điều chỉnh được: {known}",
        ),
        Code::UnknownTask => say(
            "không tệp dữ liệu nào có nhiệm vụ mã `{value}`",
            "kiểm tra lại mã; nếu nhiệm vụ không còn trong dữ liệu thì xóa dòng điều chỉnh này",
        ),
        Code::CorrectionMismatch => say(
            "giá trị cũ `{value}` không khớp với dữ liệu",
            "{file}, ô {cell} đang ghi: `{found}`\ndữ liệu trong {file} đã đổi từ khi duyệt điều chỉnh này: sửa lại giá trị cũ nếu vẫn cần, hoặc xóa dòng\ndòng {earlier} ở trên đã đổi ô này thành `{found}`: gộp hai dòng thành một, hoặc ghi giá trị đó làm giá trị cũ",
        ),
        Code::CorrectionsMade => say(
            "đã đọc dữ liệu theo {count} điều chỉnh được duyệt",
            "xem từng điều chỉnh trong tệp này và trong manifest.json",
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
        Code::SharedLevelGroup => say(
            "hai bộ tiêu chí cùng chấm nhóm `{group}`: {first} và {second}",
            "mỗi nhóm đơn vị chỉ chấm theo một bộ tiêu chí; bỏ nhóm này ở một bộ (level_groups), hoặc bỏ một bộ khỏi rules",
        ),
        Code::RulebookNotInForce => say(
            "bộ tiêu chí `{id}` không có hiệu lực vào ngày {day} (hiệu lực từ {from} đến trước {to})",
            "chọn bộ tiêu chí của đúng năm ở mục rules của phần [scores]",
        ),
        Code::UnreadableValue => say("không đọc được giá trị `{value}`", "viết như: {example}"),
        Code::ValueOutOfBounds => say(
            "giá trị `{value}` nằm ngoài khoảng được phép: {range}",
            "sửa ô này; tỷ lệ viết 85% hoặc 0,85, điểm không vượt quá điểm tối đa của tiêu chí",
        ),
        Code::RepeatedValue => say(
            "giá trị `{value}` đã ghi cho đơn vị này ở trang tính khác",
            "mỗi cột của một đơn vị chỉ ghi ở một trang tính",
        ),
        Code::NobodyScored => say("bộ tiêu chí `{id}` không chấm đơn vị nào", "sửa level_groups"),
        Code::RepeatedTask => say("mã nhiệm vụ `{value}` đã ghi ở {first}", "gộp hai dòng thành một"),
        Code::UnscoredTask => say("nhiệm vụ `{value}` không được chấm", "có phải là `{nearest}`?"),
        Code::UnusedColumn => {
            say("cột `{label}` không dùng để chấm điểm", "có phải là `{nearest}`?\ncột dùng được: {known}")
        }
        Code::PointsNotApplicable => say("tiêu chí {code} không áp dụng mà có điểm: {units}", "xem lại ô"),
        Code::UnscoredCriterion => say(
            "chưa đủ số liệu để chấm tiêu chí {code} ({title}) cho {count} đơn vị: {units}",
            "bổ sung số liệu vào bảng theo dõi hoặc tệp giá trị cho sẵn (mục values của phần [scores]); chưa có số liệu thì tạm tính 0 điểm",
        ),
        Code::UnbalancedRows => say(
            "số dòng không khớp: đọc {read}, nhận {accepted}, cần rà soát {quarantined}, bỏ qua {skipped}",
            "đây là lỗi của chương trình; gửi tệp và thông báo này cho nhóm phát triển",
        ),
        Code::UnbalancedTable => say(
            "bảng `{table}` không khớp ở {what}: tổng {whole}, các phần cộng lại {parts}",
            "đây là lỗi của chương trình; gửi thông báo này cho nhóm phát triển",
        ),
        Code::NoneAccepted => say(
            "không dòng nào của tệp được nhận: cả {rows} dòng đều cần rà soát, nên mọi con số lấy từ tệp này là 0",
            "sửa các dòng trong tệp dữ liệu trước khi dùng báo cáo",
        ),
        Code::NoTaskRows => say(
            "tệp có tiêu đề cột nhưng không có dòng nhiệm vụ nào, nên mọi con số lấy từ tệp này là 0",
            "kiểm tra bộ lọc và khoảng thời gian khi xuất tệp; các dòng bị bỏ qua có trong dong-can-ra-soat.xlsx",
        ),
        Code::UnfilledColumn => say(
            "cột `{column}` của bảng `{table}` để trống: không tệp dữ liệu nào của bảng có cột này",
            "thêm cột vào tệp dữ liệu, thêm tên cột vào mẫu nhận dạng, hoặc bỏ cột khỏi mẫu báo cáo",
        ),
        Code::AsOfAfterReport => say(
            "thời điểm chốt số liệu `{name}` ({as_of}) sau ngày của văn bản ({date})",
            "kiểm tra [as_of] và date trong [report] của dondoc.toml",
        ),
        Code::AsOfMoved => say(
            "thời điểm chốt `{name}` ({as_of}) không thuộc kỳ ghi ở --period, nên số liệu chốt vào ngày cuối kỳ: {day}",
            "chốt vào ngày khác thì thêm --as-of, ví dụ: --as-of 2026-06-30",
        ),
        Code::AsOfKept => say(
            "kỳ ghi ở --period đến hết ngày {day}, còn thời điểm chốt `{name}` là {as_of}: số liệu chỉ tính đến ngày chốt",
            "muốn đủ cả kỳ thì thêm --as-of {date}, với dữ liệu xuất từ ngày đó",
        ),
        Code::UnitsWithoutTasks => say(
            "{count} đơn vị có chấm điểm không có dòng nào trong dữ liệu: {units}",
            "kiểm tra tệp dữ liệu có đủ đơn vị không; báo cáo in dòng trống cho các đơn vị này",
        ),
        Code::LostTasks => say(
            "đơn vị `{unit}` đã kết thúc (hoạt động: {days}) mà chưa biết nhiệm vụ chuyển cho đơn vị nào tại ngày {as_of}",
            "thêm [[succession]] có một đơn vị nhận (to) vào danh mục; khi chưa có, đơn vị này giữ dòng riêng",
        ),
        Code::EmptyTable => say(
            "bảng `{table}` không có nhiệm vụ nào dù dữ liệu của nó có {rows} dòng hợp lệ: kỳ từ {from} đến {to}, chốt {as_of}",
            "kiểm tra year trong [project] và các thời điểm trong [as_of] của dondoc.toml, nhất là khi chép từ hồ sơ năm trước",
        ),
        Code::TooManyQuarantined => say(
            "có {rows} dòng cần rà soát, vượt mức cho phép {limit}",
            "xử lý các dòng trong dong-can-ra-soat.xlsx, hoặc nâng max_quarantined trong [policy]",
        ),
        Code::CheckExceeded => say(
            "kiểm tra \"{check}\": {count} phát hiện, vượt mức cho phép {limit}",
            "xem kiem-tra-so-lieu.xlsx, xử lý dữ liệu rồi chạy lại, hoặc nâng mức trong [check]",
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
            "tiêu đề `{title}` mở một phụ lục mới, không dùng được trong tệp nhận xét",
            "viết `## {title}` nếu là tên phần, `### {title}` nếu là đề mục bên trong; bỏ dấu # hoặc hàng dấu = nếu là lời văn",
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
        Code::UnclosedTag => say("thẻ chưa đóng: `{tag}`", "đóng thẻ bằng `{closer}` trong cùng một đoạn văn"),
        Code::UnclosedBlock => say("`{tag}` không có thẻ kết thúc", "thêm `{closer}` ở chỗ phần này kết thúc"),
        Code::StrayTag => say("thẻ thừa: `{tag}`", "xóa thẻ này, hoặc thêm thẻ mở đầu ở trước nó"),
        Code::UnknownTag => say(
            "không có loại thẻ `{name}`: `{tag}`",
            "có phải là `{nearest}`?\nthẻ bắt đầu bằng một trong các từ: {known}; giá trị thì viết trong hai dấu ngoặc nhọn, ví dụ: {example}",
        ),
        Code::MisplacedTag => say(
            "thẻ đặt sai chỗ: `{tag}`: {reason}",
            "chỗ của thẻ kia: {other}\ncả dòng bảng thì viết {row}; cả đoạn văn thì viết {paragraph}; mỗi thẻ đứng riêng trong dòng hoặc đoạn của nó",
        ),
        Code::RefusedTemplate => say(
            "không dùng được tệp mẫu Word này: {reason}",
            "phải gỡ bỏ: {target}\nmở bằng Word, lưu thành Word Document (.docx) không có macro, không lấy nội dung từ tệp hay trang mạng khác; mẫu đính kèm thì bỏ ở Developer > Document Template",
        ),
        Code::NoTags => say(
            "mẫu Word không có thẻ nào: tệp kết quả sẽ y như mẫu, không có số liệu của kỳ này",
            "thay từng con số bằng thẻ, ví dụ {example}; xem dondoc template fields",
        ),
        Code::TypedFigure => say(
            "`{figure}` gõ tay trong \"{clause}\" khác số liệu tính được: {values}",
            "sửa lại cho đúng, tốt nhất là thay số bằng {tag}; nếu là số mà văn bản khác đã công bố thì khai ở [[published]] của dondoc.toml (figure, source)",
        ),
        Code::NothingComputed => say(
            "không có số liệu tính được để so",
            "sau --against ghi thư mục hồ sơ (có dondoc.toml), hoặc thư mục kết quả có manifest.json và tệp Word chưa ai sửa",
        ),
        Code::MissingGlyph => say(
            "phông chữ không có ký tự `{character}` ({code})",
            "thay ký tự này trong dữ liệu hoặc trong phần nhận xét",
        ),
        Code::InternalError => say(
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
