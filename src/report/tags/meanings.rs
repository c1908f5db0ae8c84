//! What the names of values mean, for those who write an office's Word file.
//!
//! In: the path of a name. Out: its meaning from this catalogue, or from the lists of metrics and fields.

use crate::{metrics::METRICS, schema::FIELDS};

/// A meaning in Vietnamese and English.
pub type Meaning = (&'static str, &'static str);

/// The meaning of the name at this path; an item of a list is a step `[]`.
#[must_use]
pub fn of(path: &[&str]) -> Option<Meaning> {
    let name = path.iter().rev().find(|step| **step != "[]")?;
    let metric = || METRICS.iter().find(|metric| metric.id == *name).map(|metric| metric.meaning);
    let field = || FIELDS.iter().find(|field| field.id == *name).map(|field| field.meaning);
    let fits = |(pattern, ..): &&(&str, &str, &str)| fits(pattern, path);
    let of_table = match path.first() {
        Some(&"tables") => metric(),
        Some(&"lists") => field(),
        _ => None,
    };
    of_table.or_else(|| MEANINGS.iter().find(fits).map(|(_, vi, en)| (*vi, *en)))
}

/// Whether a path is as a pattern says: `*` is any step, `**` any number of them.
fn fits(pattern: &str, path: &[&str]) -> bool {
    let steps: Vec<&str> = pattern.split('.').collect();
    match steps.split_first() {
        Some((&"**", ends)) => {
            path.len() >= ends.len() && same(ends, path.get(path.len() - ends.len()..).unwrap_or_default())
        }
        _ => match steps.split_last() {
            Some((&"**", begins)) => {
                path.len() > begins.len() && same(begins, path.get(..begins.len()).unwrap_or_default())
            }
            _ => same(&steps, path),
        },
    }
}

fn same(steps: &[&str], path: &[&str]) -> bool {
    steps.len() == path.len() && steps.iter().zip(path).all(|(step, name)| *step == "*" || step == name)
}

/// A pattern of paths and what it means; the first that fits counts.
const MEANINGS: &[(&str, &str, &str)] = &[
    ("figures.**", "Số liệu tự ghi trong tệp so-lieu-khac.toml.", "A figure typed in so-lieu-khac.toml."),
    ("year", "Năm báo cáo.", "The year of the report."),
    ("as_of.*", "Thời điểm chốt số liệu.", "The as-of."),
    ("notes", "Các câu ghi chú về cách tính, mỗi câu một đoạn.", "Notes on how figures were made, a paragraph each."),
    ("registers.*.units", "Số đơn vị trong bảng theo dõi.", "Units in the register."),
    ("registers.*.*", "Số đơn vị được đánh dấu ở cột này của bảng theo dõi.", "Units with this mark in the register."),
    ("comparisons.*.*.known", "Kỳ so sánh có số liệu hay không.", "Whether the compared period has figures."),
    (
        "comparisons.*.*.*",
        "Tăng, giảm so với kỳ so sánh, thành lời.",
        "The change since the compared period, in words.",
    ),
    ("report.number", "Số của văn bản.", "The number of the document."),
    ("report.date", "Ngày ký.", "The date of the document."),
    ("report.place", "Địa danh.", "The place."),
    ("report.issuer", "Tên cơ quan ban hành dùng trong câu.", "The issuer, as sentences call it."),
    ("report.charts", "Hồ sơ có yêu cầu biểu đồ hay không.", "Whether the project asks for charts."),
    ("report.scores", "Báo cáo có phần chấm điểm hay không.", "Whether the report has scores."),
    ("report.compares", "Có so sánh với kỳ trước hay không.", "Whether periods are compared."),
    ("report.kind", "Loại văn bản (BÁO CÁO).", "The kind of document."),
    ("report.subject", "Trích yếu nội dung văn bản.", "What the document is about."),
    ("report.superior", "Tên cơ quan cấp trên, từng dòng.", "The superior body, line by line."),
    ("report.organ", "Tên cơ quan ban hành ở đầu văn bản, từng dòng.", "The issuer in the letterhead, line by line."),
    ("report.number_line", "Dòng số, ký hiệu đầy đủ.", "The whole line with the number."),
    ("report.place_and_date", "Địa danh và ngày tháng, như in.", "Place and date, as printed."),
    ("report.attached_to", "Dòng “Kèm theo …” dưới tên phụ lục.", "The line below the title of an appendix."),
    ("report.addressees", "Nơi kính gửi, từng dòng.", "Addressees, line by line."),
    ("report.recipients", "Nơi nhận, từng dòng.", "Recipients, line by line."),
    ("report.authority", "Quyền hạn, chức vụ của người ký, từng dòng.", "The authority of the signer, line by line."),
    ("report.office", "Chức vụ khác của người ký, dưới chữ ký.", "Another office of the signer."),
    ("report.signer", "Họ tên người ký.", "The signer."),
    ("report.is_draft", "Văn bản còn là dự thảo.", "Whether it is still a draft."),
    (
        "tables.*.shares.*",
        "Cộng theo dòng: nhiệm vụ giao nhiều đơn vị được tính cho từng đơn vị.",
        "What the rows add up to: a joint task counts for each unit.",
    ),
    ("tables.*.is_shared", "Bảng có nhiệm vụ giao nhiều đơn vị.", "Whether any task is counted for several units."),
    ("tables.*.groups", "Từng dòng của bảng (đơn vị, năm …).", "Each row of the table (unit, year …)."),
    ("tables.*.groups.[].name", "Tên của dòng: đơn vị, năm …", "The name of the row: a unit, a year …"),
    ("tables.*.as_of", "Thời điểm chốt số liệu của bảng.", "The as-of of the table."),
    ("tables.*.due_until", "Chỉ tính nhiệm vụ có hạn đến ngày này.", "Tasks due up to this day."),
    ("tables.*.given_until", "Chỉ tính nhiệm vụ giao đến ngày này.", "Tasks given up to this day."),
    (
        "tables.*.months",
        "Chỉ tính nhiệm vụ không có hạn giao từ số tháng này trước.",
        "Tasks without a deadline given this many months ago.",
    ),
    ("tables.*.caption", "Câu ghi chú trên bảng.", "The line above the table."),
    ("tables.*.until", "Ngày cuối mà bảng tính đến.", "The last day that the table counts."),
    ("lists.*.count", "Số nhiệm vụ trong danh sách.", "Tasks in the list."),
    ("lists.*.tasks", "Từng nhiệm vụ của danh sách.", "Each task of the list."),
    ("lists.*.documents", "Từng văn bản giao, với các nhiệm vụ của văn bản đó.", "Each document with its tasks."),
    ("lists.*.documents.[].tasks", "Từng nhiệm vụ của văn bản.", "Each task of the document."),
    ("**.tasks.[].deadline", "Hạn đang áp dụng, sau khi gia hạn.", "The deadline that holds, extensions included."),
    ("**.tasks.[].unit", "Đơn vị được giao.", "The unit that it is given to."),
    (
        "**.tasks.[].status",
        "Trạng thái: on_time, late, in_deadline, overdue.",
        "Its status: on_time, late, in_deadline, overdue.",
    ),
    ("**.tasks.[].days_late", "Số ngày quá hạn.", "Days beyond the deadline."),
    ("letters.**", "Lựa chọn của công văn đôn đốc.", "Choices of letters."),
    ("unit.**", "Đơn vị nhận công văn.", "The unit that a letter goes to."),
    ("**.previous.from", "Ngày đầu của kỳ trước.", "The first day of the period before."),
    ("**.previous.to", "Ngày cuối của kỳ trước.", "The last day of the period before."),
    ("**.previous.name", "Tên kỳ trước.", "The name of the period before."),
    ("**.previous.days", "Kỳ trước viết bằng ngày.", "The period before in days."),
    ("**.last_year.from", "Ngày đầu của cùng kỳ năm trước.", "The first day of the same period last year."),
    ("**.last_year.to", "Ngày cuối của cùng kỳ năm trước.", "The last day of the same period last year."),
    ("**.last_year.name", "Tên cùng kỳ năm trước.", "The name of the same period last year."),
    ("**.last_year.days", "Cùng kỳ năm trước viết bằng ngày.", "The same period last year in days."),
    ("**.cumulative.from", "Ngày đầu tính lũy kế.", "The first day since the beginning of the year."),
    ("**.cumulative.to", "Ngày cuối tính lũy kế.", "The last day since the beginning of the year."),
    ("**.cumulative.name", "Tên kỳ tính lũy kế.", "The name of the period since the beginning of the year."),
    ("**.cumulative.days", "Kỳ tính lũy kế viết bằng ngày.", "The period since the beginning of the year in days."),
    ("**.period.from", "Ngày đầu của kỳ báo cáo.", "The first day of the period."),
    ("**.period.to", "Ngày cuối của kỳ báo cáo.", "The last day of the period."),
    ("**.period.name", "Tên kỳ báo cáo.", "The name of the period."),
    ("**.period.days", "Kỳ báo cáo viết bằng ngày.", "The period in days."),
    ("scores.units", "Số đơn vị được chấm điểm.", "Units that were scored."),
    ("scores.is_sample", "Có bộ tiêu chí chỉ là mẫu minh họa.", "Whether a rulebook is only a sample."),
    ("scores.sample", "Câu báo bộ tiêu chí chỉ là mẫu minh họa.", "The sentence that says so."),
    ("scores.sets", "Từng bộ tiêu chí.", "Each rulebook."),
    ("scores.left_out", "Từng đơn vị không được chấm.", "Each unit that was not scored."),
    ("scores.left_out.[].unit", "Tên đơn vị.", "Its name."),
    ("scores.left_out.[].reason", "Vì sao không chấm.", "Why it was not scored."),
    ("scores.costs", "Số lần bị trừ điểm.", "How often points were lost."),
    (
        "scores.has_special",
        "Có tiêu chí không áp dụng với đơn vị nào đó.",
        "Whether a criterion did not apply to some unit.",
    ),
    ("scores.comparison.is_made", "Có so sánh hai cách chấm.", "Whether two ways of scoring are compared."),
    ("scores.comparison.rules", "Bộ tiêu chí đang dùng.", "The rulebooks in use."),
    ("scores.comparison.against", "Bộ tiêu chí đem so sánh.", "The rulebooks compared with."),
    ("scores.comparison.gain", "Số đơn vị tăng điểm.", "Units that gain."),
    ("scores.comparison.lose", "Số đơn vị giảm điểm.", "Units that lose."),
    ("scores.comparison.same", "Số đơn vị giữ nguyên điểm.", "Units that stay the same."),
    ("scores.comparison.one_sided", "Số đơn vị chỉ có điểm ở một bên.", "Units with points on one side only."),
    ("scores.comparison.is_one_scale", "Hai bên cùng thang điểm.", "Whether both have one scale."),
    ("scores.sets.[].id", "Mã bộ tiêu chí.", "The id of the rulebook."),
    ("scores.sets.[].title", "Tên bộ tiêu chí.", "The title of the rulebook."),
    ("scores.sets.[].source", "Văn bản ban hành bộ tiêu chí.", "The document behind the rulebook."),
    ("scores.sets.[].status", "Bộ tiêu chí chính thức hay mẫu.", "Official or sample."),
    ("scores.sets.[].is_sample", "Bộ tiêu chí chỉ là mẫu minh họa.", "Whether it is only a sample."),
    ("scores.sets.[].sample", "Câu báo chỉ là mẫu minh họa.", "The sentence that says so."),
    ("scores.sets.[].max", "Điểm tối đa.", "The most points."),
    ("scores.sets.[].scale", "Thang điểm quy đổi.", "The scale that points are restated in."),
    ("scores.sets.[].instants", "Thời điểm của số liệu, từng dòng.", "The instants of the figures."),
    ("scores.sets.[].notes", "Ghi chú của bộ tiêu chí, từng câu.", "Notes of the rulebook."),
    ("scores.sets.[].units", "Số đơn vị chấm theo bộ này.", "Units scored by it."),
    ("scores.sets.[].groups", "Từng nhóm đơn vị.", "Each group of units."),
    ("scores.sets.[].groups.[].name", "Tên nhóm đơn vị.", "The name of the group."),
    ("scores.sets.[].groups.[].units", "Số đơn vị của nhóm.", "Units of the group."),
    ("scores.sets.[].groups.[].mean", "Điểm bình quân của nhóm.", "The mean of the group."),
    ("scores.sets.[].groups.[].best", "Các đơn vị cao điểm nhất.", "The best units."),
    ("scores.sets.[].groups.[].last", "Các đơn vị thấp điểm nhất.", "The last units."),
    ("scores.sets.[].groups.[].classes", "Từng mức xếp loại.", "Each class."),
    ("scores.sets.[].groups.[].classes.[].name", "Tên mức xếp loại.", "The name of the class."),
    ("scores.sets.[].groups.[].classes.[].units", "Số đơn vị xếp mức này.", "Units of the class."),
    ("scores.sets.[].criteria", "Từng tiêu chí.", "Each criterion."),
    ("scores.sets.[].fields", "Từng lĩnh vực (tiêu chí lớn).", "Each field (a criterion at the top)."),
    ("**.[].code", "Số thứ tự của tiêu chí.", "The code of the criterion."),
    ("**.[].title", "Tên tiêu chí.", "The title of the criterion."),
    ("**.[].max", "Điểm tối đa của tiêu chí.", "The most points of the criterion."),
    ("**.[].is_leaf", "Tiêu chí được chấm trực tiếp.", "Whether it has a rule of its own."),
    ("**.[].mean", "Điểm bình quân.", "The mean."),
    ("**.[].full", "Số đơn vị đạt điểm tối đa.", "Units with all points."),
    ("**.[].zero", "Số đơn vị không có điểm.", "Units with no points."),
    ("**.[].missing", "Số đơn vị chưa có số liệu.", "Units without figures."),
    ("**.[].unit", "Tên đơn vị.", "The unit."),
    ("**.[].result", "Điểm.", "The points."),
    ("**.[].index", "Chỉ số, phần trăm của điểm tối đa.", "The index in percent."),
    ("**.[].rank", "Thứ hạng.", "The rank."),
    ("**.[].class", "Xếp loại.", "The class."),
    ("table()", "Cả bảng; thẻ đứng riêng một đoạn.", "The whole table; the tag stands alone in its paragraph."),
    ("chart()", "Biểu đồ, thành hình.", "The chart, as a picture."),
    ("remark()", "Phần nhận xét mang tên này trong nhan-xet.md.", "The part of nhan-xet.md with this title."),
    ("appendix()", "Số của phụ lục.", "The number of the appendix."),
    ("| count", "Số nguyên có dấu chấm hàng nghìn: 3.393.", "A number with its thousands parted: 3.393."),
    ("| prose", "Số trong câu, dưới mười có số 0 ở trước: 02.", "A number in a sentence: 02."),
    (
        "| percent",
        "Tỷ lệ phần trăm: 83,1%; `percent(digits=2)`: 83,14%.",
        "A percentage; `percent(digits=2)` with two digits.",
    ),
    ("| date", "Ngày 27/12/2018.", "A day: 27/12/2018."),
    ("| long_date", "ngày 27 tháng 12 năm 2018.", "A day in words."),
    (
        "| day",
        "Ngày của một thời điểm, có chữ \"ngày\": ngày 27/12/2018.",
        "The day of an instant with its word: ngày 27/12/2018.",
    ),
    (
        "| extraction",
        "Thời điểm trong câu: lúc 15h30 ngày 27/12/2018, không có giờ thì: đến ngày 27/12/2018.",
        "An instant in a sentence: lúc 15h30 ngày 27/12/2018, without an hour: đến ngày 27/12/2018.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pattern_that_fits_counts() {
        assert_eq!(of(&["figures", "year"]).unwrap().1, "A figure typed in so-lieu-khac.toml.");
        assert_eq!(of(&["period", "to"]).unwrap().1, "The last day of the period.");
        assert_eq!(of(&["tables", "a", "period", "previous", "to"]).unwrap().1, "The last day of the period before.");
        assert_eq!(of(&["tables", "a", "late"]), of(&["tables", "a", "groups", "[]", "late"]));
        assert_eq!(of(&["nothing"]), None);
    }
}
