//! The words for reasons that outside crates and the file system give in English.
//!
//! In: the reason as it came. Out: the same in the user's language; a reason that is not in the catalogue stays as it is.

use super::Lang;

/// (how the reason starts, Vietnamese, English).
const REASONS: &[(&str, &str, &str)] = &[
    // files of answers
    ("one of the inputs", "đây là tệp dữ liệu", "it is one of the inputs"),
    ("a file of the project", "đây là tệp của hồ sơ", "it is a file of the project"),
    (
        "not an earlier result",
        "đã có tệp này và đó không phải là kết quả của một lần hỏi trước",
        "it is there already and is no earlier result",
    ),
    // SQL
    (
        "window over groups",
        "hàm OVER không dùng được cùng GROUP BY; gộp trước trong WITH g AS (SELECT … GROUP BY …), rồi dùng OVER trên g",
        "OVER has no place beside GROUP BY; group first in WITH g AS (SELECT … GROUP BY …), then use OVER on g",
    ),
    (
        "order by an aggregate",
        "chỉ sắp xếp được theo cột có trong kết quả; ghi phép tính đó vào SELECT với một tên (… AS n), rồi ORDER BY n",
        "only columns of the result put it in order; select it with a name (… AS n), then ORDER BY n",
    ),
    ("unknown extension", "không rõ định dạng theo đuôi tệp", "its extension is that of no format"),
    ("contrary extension", "đuôi tệp không đúng với --format", "its extension is that of another format than --format"),
    // TOML
    (
        "typographic quotes",
        "dấu nháy cong “ ” không dùng được; gõ lại bằng dấu nháy thẳng \"",
        "curly quotes; type straight ones",
    ),
    (
        "malformed number",
        "số viết liền, ví dụ 1063; ngày đặt trong dấu nháy kép, ví dụ \"2019-01-01\"",
        "write numbers without spaces, such as 1063, and dates in quotes, such as \"2019-01-01\"",
    ),
    (
        "string values must be quoted",
        "thiếu giá trị, hoặc chữ chưa đặt trong dấu nháy kép \"…\"",
        "a value is missing, or text stands without quotes",
    ),
    ("invalid basic string", "thiếu dấu nháy kép \" ở cuối chữ", "the closing quote \" is missing"),
    (
        "missing escaped value",
        "dấu \\ không dùng được trong \"…\"; trong đường dẫn dùng / hoặc dấu nháy đơn '…'",
        "\\ has no place in \"…\"; in paths write / or single quotes '…'",
    ),
    (
        "too few unicode value digits",
        "dấu \\ không dùng được trong \"…\"; trong đường dẫn dùng / hoặc dấu nháy đơn '…'",
        "\\ has no place in \"…\"; in paths write / or single quotes '…'",
    ),
    (
        "swallowed backslash",
        "dấu \\ trong \"…\" đã thành ký tự khác (\\t là tab, \\n là xuống dòng); trong đường dẫn dùng / hoặc dấu nháy đơn '…'",
        "a \\ in \"…\" became another character (\\t a tab, \\n a line break); in paths write / or single quotes '…'",
    ),
    (
        "file exists",
        "đã có tệp này; chọn tên khác hoặc xóa tệp cũ",
        "it is there already; choose another name or delete it",
    ),
    ("key with no value", "thiếu dấu = và giá trị sau tên mục", "= and a value are missing after the key"),
    (
        "invalid unquoted key",
        "tên mục chỉ gồm chữ không dấu, chữ số, dấu - và _",
        "a key has only letters without accents, digits, - and _",
    ),
    ("unclosed table", "thiếu dấu ] ở cuối tên phần", "the closing ] is missing"),
    ("unclosed array", "thiếu dấu ] ở cuối danh sách", "the closing ] of the list is missing"),
    ("unclosed inline table", "thiếu dấu } ở cuối", "the closing } is missing"),
    ("missing array open", "thiếu dấu [ ở đầu danh sách", "the opening [ of the list is missing"),
    ("missing comma", "thiếu dấu phẩy giữa các phần tử", "a comma between two elements is missing"),
    ("duplicate key", "mục này đã có ở trên", "this key stands above already"),
    (
        "unexpected key or value",
        "có chữ thừa sau giá trị, hoặc chữ chưa đặt trong dấu nháy kép \"…\"",
        "something stands behind the value, or text stands without quotes",
    ),
    // templates
    (
        "front matter",
        "phải mở đầu bằng phần khai báo đặt giữa hai dòng +++",
        "it must open with a head between two lines +++",
    ),
    (
        "Unexpected end of input",
        "thẻ {{ … }} hoặc {% … %} chưa đóng, hoặc thiếu {% endif %}, {% endfor %}",
        "a tag is not closed, or an endif or endfor is missing",
    ),
    (
        "Unexpected character",
        "ký tự không dùng được trong thẻ; có thể thẻ {{ … }} hoặc {% … %} chưa đóng",
        "a character that no tag may hold; perhaps a tag is not closed",
    ),
    ("Missing keyword argument", "hàm thiếu tham số", "a function lacks an argument"),
    (
        "whole number expected",
        "cần một số nguyên không âm, viết không có dấu nháy và dấu phân cách",
        "a whole number is needed, without quotes and separators",
    ),
    ("list expected", "`for` cần một danh sách", "`for` needs a list"),
    ("date expected", "cần một ngày", "a date is needed"),
    ("rate expected", "cần một tỷ lệ", "a rate is needed"),
    ("fewer digits expected", "digits nhiều nhất là 6", "digits may be 6 at most"),
    ("text expected", "cần chữ", "text is needed"),
    (
        "text or number expected",
        "đây là tỷ lệ, danh sách hoặc cả một bảng; tỷ lệ thì thêm | percent, danh sách thì lặp bằng {% for %}, bảng thì chọn một mục của nó",
        "it is a rate, a list or a whole table; add | percent to a rate, loop over a list by {% for %}, choose something of a table",
    ),
    (
        "table, chart and remark stand alone",
        "table, chart, remark phải đứng một mình trong thẻ: không ghép chữ bằng ~, không thêm bộ lọc; chữ đi kèm thì viết ngoài thẻ",
        "table, chart and remark stand alone in their tag: put no text to them by ~ and add no filter; write words outside of the tag",
    ),
    (
        "a name given in a loop is lost with each turn",
        "tên này đã đặt ở ngoài vòng lặp, còn đặt trong vòng lặp thì hết mỗi lượt là mất, nên không cộng dồn được; dùng số tổng có sẵn của bảng, hoặc đặt tên khác",
        "the name was given outside of the loop, and what is given within is lost with each turn, so that nothing adds up; use the totals of a table, or another name",
    ),
    (
        "nothing is there",
        "không có gì ở đó: danh sách có thể rỗng hoặc ngắn hơn mẫu tưởng; lặp bằng {% for %}, hoặc hỏi trước bằng {% if %}",
        "nothing is there: the list may be empty, or shorter than the template takes it to be; loop by {% for %}, or ask first by {% if %}",
    ),
    (
        "whole number or text expected",
        "đây là số lẻ do phép tính, hoặc đúng/sai, in ra sẽ như 14.470969643383436 hay false; tỷ lệ thì lấy tỷ lệ có sẵn và thêm | percent, số thì làm tròn bằng | round | int (nhiều phép tính thì đặt cả trong ngoặc), đúng/sai thì dùng {% if %}",
        "it is a number with decimals that was reckoned, or true or false, and would be printed like 14.470969643383436 or false; take a rate that is there with | percent, round numbers by | round | int (with brackets around what is reckoned), and ask true or false by {% if %}",
    ),
    (
        "unlike values are compared",
        "so sánh hai thứ khác loại nên không bao giờ đúng; số thì viết không nháy, chữ (cả `year`) thì viết trong nháy, ví dụ year == \"2019\"",
        "what is compared is of unlike kinds and never equal; write numbers without quotes, text (`year` too) with quotes, such as year == \"2019\"",
    ),
    (
        "numbers expected on both sides",
        "phép tính cần số, và không chia cho 0",
        "numbers are needed, and nothing is divided by 0",
    ),
    (
        "appendices depend on their own numbers",
        "có điều kiện khiến phụ lục hiện hay ẩn theo chính số của nó; bỏ điều kiện đó",
        "a condition makes appendices come and go by their own numbers; drop it",
    ),
    (
        "include within a partial",
        "phần dùng chung không gọi được phần dùng chung khác; chuyển dòng include ra mẫu báo cáo",
        "a partial cannot include another; move the line to the report",
    ),
    // successions of units
    (
        "succession of so many units",
        "số đơn vị không hợp với loại này: rename một – một, merge nhiều – một, split một – nhiều",
        "its kind wants other numbers of units: rename one to one, merge some to one, split one to several",
    ),
    (
        "unit before does not end that day",
        "đơn vị cũ không kết thúc vào ngày đó (valid_to)",
        "a unit of `from` does not end on that day (valid_to)",
    ),
    (
        "unit after is not there that day",
        "đơn vị mới chưa có hoặc không còn vào ngày đó",
        "a unit of `to` is not there on that day",
    ),
    (
        "unit ends by two successions",
        "đơn vị cũ đã kết thúc bởi một lần sắp xếp khác",
        "a unit of `from` has ended by another succession",
    ),
    // rulebooks; where one reason begins another the longer one stands first
    ("rulebook: a number of things wanted", "cần một số lượng", "a number of things is needed"),
    (
        "rulebook: when_zero without a ratio",
        "when_zero chỉ dùng cho tỷ lệ (part, whole)",
        "when_zero belongs to ratios (part, whole)",
    ),
    (
        "rulebook: off the scale of results",
        "ngưỡng tính theo thang điểm của kết quả",
        "classes are on the scale of results",
    ),
    ("rulebook: else before other cases", "trường hợp else (còn lại) phải đứng cuối", "else must be the last case"),
    ("rulebook: case without conditions", "thiếu điều kiện when", "its conditions are missing"),
    (
        "rulebook: a number wants bounds",
        "giá trị số so bằng from, over, to, below",
        "a number is asked by from, over, to, below",
    ),
    (
        "rulebook: a given number wanted",
        "cần một giá trị nhập từ ngoài, kind = \"number\"",
        "a given value of kind = \"number\" is needed",
    ),
    ("rulebook: earlier ones take all", "các mức đứng trước đã nhận hết", "earlier bands take all its values"),
    ("rulebook: else with conditions", "trường hợp else (còn lại) không có điều kiện when", "else has no conditions"),
    (
        "rulebook: given without layers",
        "given để trống chỉ dùng được khi có [[layer]]",
        "an empty given needs a [[layer]]",
    ),
    ("rulebook: gate without effect", "điều kiện này không có hệ quả nào", "it has no effect"),
    ("rulebook: leaf without rule", "không có mục con nên phải có rule", "it has no parts, so it needs a rule"),
    ("rulebook: a choice wants is", "giá trị lựa chọn so bằng is = \"…\"", "a choice is asked by is = \"…\""),
    ("rulebook: two lower bounds", "from (từ) và over (trên) không dùng cùng nhau", "from and over exclude each other"),
    ("rulebook: two upper bounds", "to (đến) và below (dưới) không dùng cùng nhau", "to and below exclude each other"),
    ("rulebook: sum with a rule", "đã có mục con mà còn có rule", "it has parts and a rule"),
    (
        "rulebook: a fact wants is",
        "giá trị có/không so bằng is = true hoặc is = false",
        "yes or no is asked by is = true or is = false",
    ),
    ("rulebook: a number wanted", "cần một số hoặc một tỷ lệ", "a number or a ratio is needed"),
    ("rulebook: else takes them", "rơi vào trường hợp else", "else takes them"),
    ("rulebook: parent missing", "chưa có mục cha", "its parent is missing"),
    ("rulebook: several values", "có nhiều giá trị, chỉ được có một", "there are several values, only one is possible"),
    ("rulebook: a ratio wanted", "cần một tỷ lệ từ 0 đến 1", "a ratio from 0 to 1 is needed"),
    ("rulebook: bounds and is", "ngưỡng và is không dùng cùng nhau", "bounds and is exclude each other"),
    ("rulebook: whole numbers", "số lượng đếm bằng 0, 1, 2, …", "numbers of things are 0, 1, 2, …"),
    ("rulebook: no value fits", "không giá trị nào thỏa điều kiện của nó", "no value fits its conditions"),
    ("rulebook: no condition", "chưa có ngưỡng from, over, to, below hoặc is", "it has neither bounds nor is"),
    ("rulebook: from 0 to 1", "tỷ lệ tính từ 0 đến 1 (100%)", "ratios go from 0 to 1 (100%)"),
    ("rulebook: criterion", "tiêu chí", "criterion"),
    ("rulebook: no value", "chưa có giá trị nào", "there is no value"),
    ("rulebook: no class", "không thuộc xếp loại nào", "they have no class"),
    ("rulebook: level group", "nhóm đơn vị trong level_groups của bộ tiêu chí", "level group of the rulebook"),
    ("rulebook: measure", "đại lượng", "measure"),
    ("rulebook: no else", "thiếu trường hợp else (còn lại) ở cuối", "the last case, else, is missing"),
    ("rulebook: metric", "chỉ tiêu đếm", "count"),
    ("rulebook: tasks", "nhóm nhiệm vụ", "group of tasks"),
    ("rulebook: class", "xếp loại", "class"),
    ("rulebook: fact", "thông tin nhiệm vụ", "fact of tasks"),
    // footnotes
    ("no note", "có dấu chú thích nhưng không có nội dung", "it has a mark but no text"),
    ("no mark", "có nội dung nhưng không có dấu chú thích nào trong bài", "it has a text but no mark"),
    (
        "in a title",
        "dấu chú thích nằm trong tên phụ lục hoặc tên phần; chuyển dấu xuống lời văn",
        "its mark stands in the title of an appendix or part; move it into the text",
    ),
    ("twice", "có hai nội dung", "it has two texts"),
    // hidden rows
    (
        "hidden rows read",
        "vẫn được đọc như các dòng khác; dòng đầu ở đây",
        "and were read like any other; the first is here",
    ),
    (
        "hidden rows skipped",
        "được bỏ qua theo [policy]; dòng đầu ở đây",
        "and were skipped by policy; the first is here",
    ),
    // Word templates
    (
        "not read between the braces",
        "không đọc được phần viết trong thẻ",
        "what stands between the braces cannot be read",
    ),
    (
        "a dash touches the braces",
        "dấu - dính vào dấu ngoặc nên không rõ có phải dấu trừ không; là dấu trừ thì viết cách ra, ví dụ {{ -5 }}, không phải thì bỏ đi",
        "the - touches the braces, and nobody can tell whether it is a minus; for a minus write a blank between, such as {{ -5 }}, else drop it",
    ),
    ("no Word document", "không phải văn bản Word (.docx)", "it is no Word document (.docx)"),
    ("old Word format", "tệp kiểu Word cũ (.doc)", "it has the old Word format (.doc)"),
    ("it has macros", "tệp có macro", "it has macros"),
    (
        "it fetches something from outside",
        "tệp lấy nội dung từ bên ngoài khi mở",
        "it fetches something from outside when opened",
    ),
    (
        "the tags of a block have different prefixes",
        "các thẻ của một phần không cùng tiền tố (p, tr, tc)",
        "the tags of a part have different prefixes (p, tr, tc)",
    ),
    (
        "a branch of a condition ends amid a row",
        "nhánh của điều kiện kết thúc giữa dòng",
        "a branch of a condition ends amid a row",
    ),
    (
        "one end stands in a link or field, the other does not",
        "một đầu nằm trong liên kết hoặc trường, đầu kia ở ngoài",
        "one end stands in a link or field, the other does not",
    ),
    ("what began within it has not ended", "phần mở bên trong nó chưa kết thúc", "what began within it has not ended"),
    (
        "the ends stand in different tables",
        "thẻ mở và thẻ đóng ở hai bảng khác nhau",
        "the ends stand in different tables",
    ),
    ("the ends stand in different rows", "thẻ mở và thẻ đóng ở hai dòng khác nhau", "the ends stand in different rows"),
    (
        "the ends stand in different cells or parts of the text",
        "thẻ mở và thẻ đóng ở hai ô hoặc hai phần khác nhau",
        "the ends stand in different cells or parts of the text",
    ),
    ("there is no such row or cell around it", "thẻ không nằm trong bảng", "it stands in no table"),
    (
        "a section of the document ends in its paragraph",
        "đoạn này có ngắt phần (section break)",
        "a section of the document ends in its paragraph",
    ),
    (
        "something else stands beside it and would be lost",
        "có chữ, hình hoặc thẻ khác đứng cùng và sẽ bị mất",
        "something else stands beside it and would be lost",
    ),
    (
        "a block beside it takes the whole paragraph or row",
        "thẻ đứng cùng chiếm cả đoạn hoặc cả dòng bảng nên sẽ tính trước thẻ này; đặt thẻ này riêng một đoạn, viết {%p set … %}",
        "the tag beside it takes the whole paragraph or row, and would be read before this one; give this one a paragraph of its own: {%p set … %}",
    ),
    (
        "nothing is filled here",
        "ở đây thẻ không được điền và sẽ còn nguyên (mã trường, công thức, nhận xét, chữ đã xóa đang theo dõi, biểu đồ, thuộc tính của tệp); xóa thẻ ở đây, nhận xét thì xóa hết trong Review > Delete",
        "tags are not filled here and would stay (codes of fields, formulas, comments, text deleted with changes tracked, charts, properties of the file); delete this one, comments by Review > Delete",
    ),
    (
        "a note stands within the loop",
        "trong vòng lặp có số chú thích cuối trang, mà mỗi chú thích chỉ có một số; hãy viết chú thích ngoài vòng lặp",
        "a mark of a note stands within the loop, and each note has one mark; write the note outside of it",
    ),
    (
        "letters and scores have documents of their own",
        "công văn đôn đốc và văn bản chấm điểm không dùng mẫu Word",
        "letters and scores are not made from a Word file",
    ),
    (
        "not as Word writes",
        "tệp do phần mềm khác ghi, không theo cách của Word, nên không đọc được thẻ; mở bằng Word rồi lưu lại thành Word Document (*.docx)",
        "another program wrote it, otherwise than Word does, so that its tags cannot be read; open it in Word and save it as Word Document (*.docx)",
    ),
    ("parts of a package", "số tệp con bên trong", "the files in it"),
    // limits of workbooks and text tables
    ("file size in MB", "dung lượng tệp (MB)", "its size in MB"),
    ("filled size in MB", "dung lượng sau khi điền (MB)", "its filled size in MB"),
    (
        "text made by tags in KB",
        "độ dài của chữ do thẻ ghép thành (KB)",
        "the length of a text that tags put together, in KB",
    ),
    ("length of a tag", "số ký tự của một thẻ", "the letters of a tag"),
    ("tags of a file", "số thẻ của một phần tệp", "the tags of a part"),
    ("letters of a part", "số chữ của một phần tệp", "the letters of a part"),
    ("turns of loops", "tổng số lượt lặp và lượt thẻ", "turns of loops and tags in all"),
    ("loops within loops", "số vòng lặp lồng nhau", "loops within loops"),
    ("blocks within blocks", "số vòng lặp và điều kiện lồng nhau", "loops and conditions within each other"),
    ("unpacked size in MB", "dung lượng sau khi giải nén (MB)", "its unpacked size in MB"),
    ("line of text in MB", "lượng chữ của một dòng (MB)", "one line of its text in MB"),
    ("text in MB", "lượng chữ (MB)", "its text in MB"),
    ("cells of a sheet", "số ô của một trang tính", "the cells of a sheet"),
    ("columns of a table", "số cột của một bảng", "the columns of a table"),
    ("columns of a sheet", "số cột của một trang tính", "the columns of a sheet"),
    ("merged regions", "số vùng ô gộp", "the merged regions"),
    // how deadlines are made
    ("last day of the month", "hạn ghi theo tháng: lấy ngày cuối tháng", "they name a month: its last day"),
    ("last day of the quarter", "hạn ghi theo quý: lấy ngày cuối quý", "they name a quarter: its last day"),
    ("last day of the year", "hạn ghi theo năm: lấy ngày 31/12", "they name a year: its last day"),
    (
        "last day of the range",
        "hạn ghi một khoảng thời gian: lấy ngày cuối của khoảng",
        "they name a range: its last day",
    ),
    (
        "part of a period",
        "hạn ghi đầu, giữa tháng hoặc năm: lấy ngày theo Điều 146 Bộ luật Dân sự 2015",
        "they name a part of a month or year: the day of the Civil Code 2015, article 146",
    ),
    (
        "day before the period",
        "hạn ghi trước một tháng, quý hoặc năm: lấy ngày liền trước",
        "they are before a month, quarter or year: the day before it",
    ),
    (
        "day before the day",
        "hạn ghi trước một ngày: lấy ngày liền trước, theo before_date",
        "they are before a day: the day before it, by before_date",
    ),
    ("latest of several", "hạn ghi nhiều mốc: lấy mốc muộn nhất", "they name several moments: the latest"),
    (
        "narrowest of several",
        "hạn ghi một mốc nằm trong khoảng dài hơn: lấy mốc đó",
        "they name a moment inside a longer one: the former",
    ),
    ("recurring", "việc thường xuyên: không có hạn", "the tasks recur: no deadline"),
    // file system
    (
        "permission denied",
        "không có quyền truy cập, hoặc tệp đang mở ở chương trình khác",
        "no permission, or another program holds it",
    ),
    (
        "changed while it was read",
        "tệp bị ghi lại trong khi đang đọc; đợi ghi xong rồi chạy lại",
        "it was written anew while it was read; wait until that is done and run again",
    ),
    ("is a directory", "đây là một thư mục, không phải tệp", "it is a folder, not a file"),
    ("not a directory", "đây là một tệp, không phải thư mục", "it is a file, not a folder"),
    ("read-only filesystem or storage medium", "ổ đĩa chỉ cho đọc", "the disk is read-only"),
    ("no storage space", "ổ đĩa đã đầy", "the disk is full"),
];

/// The reason in this language.
pub fn in_words(reason: &str, lang: Lang) -> String {
    let known = REASONS.iter().find(|(start, ..)| reason.starts_with(start));
    known.map_or_else(|| reason.to_owned(), |(_, vi, en)| lang.choose((vi, en)).to_owned())
}
