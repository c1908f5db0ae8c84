//! The words of the annual report at the edges of its instants: no sentence may say what the figures do not.
//!
//! In: the sample project with a few tasks of the Government and other instants. Out: sentences, read back from the DOCX.

use crate::{
    read_back::{tables_of_docx, text_of_docx},
    workbench::Workbench,
};

const TASKS: &str = "nhiem-vu-chinh-phu.xlsx";
const HEADING: [&str; 7] =
    ["Mã nhiệm vụ", "Số, ký hiệu", "Trích yếu", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Diễn giải trạng thái"];

fn docx(bench: &Workbench) -> Vec<u8> {
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    bench.results().remove("bao-cao-nam-2018.docx").unwrap()
}

#[test]
fn tasks_of_the_year_are_counted_to_its_end_even_when_the_as_of_is_later() {
    let rows: [&[&str]; 3] = [
        &HEADING,
        &["G1", "Văn bản 1", "Việc một", "31/12/2018", "31/01/2019", ""],
        &["G2", "Văn bản 2", "Việc hai", "01/01/2019", "31/01/2019", ""],
    ];
    let bench = Workbench::small().rows(TASKS, &rows).edit("dondoc.toml", "2018-12-22", "2019-01-01");
    let text = text_of_docx(&docx(&bench));
    assert!(text.contains(
        "Từ ngày 01/01/2018 đến ngày 31/12/2018, tỉnh tiếp nhận tổng số 01 nhiệm vụ do Chính phủ, Thủ tướng Chính phủ giao trên \
         Hệ thống quản lý cơ sở dữ liệu theo dõi (kết quả thực hiện tính đến ngày 01/01/2019); trong đó đã hoàn thành không có nhiệm vụ"
    ));
}

#[test]
fn a_task_due_on_the_very_day_is_not_said_to_be_due_later() {
    let rows: [&[&str]; 4] = [
        &HEADING,
        &["G1", "Văn bản 1", "Việc một", "05/02/2018", "01/01/2019", ""],
        &["G2", "Văn bản 2", "Việc hai", "06/02/2018", "02/01/2019", ""],
        &["G3", "Văn bản 3", "Việc ba", "07/02/2018", "31/12/2018", ""],
    ];
    let text = text_of_docx(&docx(&Workbench::small().rows(TASKS, &rows)));
    assert!(text.contains(
        "+ 03 nhiệm vụ giao trong năm 2018: 01 nhiệm vụ có thời hạn hoàn thành sau ngày 01/01/2019; 01 nhiệm vụ đến hạn đúng \
         ngày 01/01/2019; 01 nhiệm vụ đã trễ hạn nhưng chưa hoàn thành;"
    ));
}

#[test]
fn without_open_tasks_there_is_no_appendix_of_them_and_labels_move_up() {
    let rows: [&[&str]; 2] = [&HEADING, &["G1", "Văn bản 1", "Việc", "05/02/2018", "31/12/2018", "05/03/2018"]];
    let docx = docx(&Workbench::small().rows(TASKS, &rows));
    let text = text_of_docx(&docx);
    assert!(text.contains("tính đến ngày 01/01/2019 không còn nhiệm vụ tồn đọng."));
    assert!(text.contains("nhiệm vụ) - Phụ lục 01."), "{text}");
    assert!(text.contains("PHỤ LỤC 01") && text.contains("PHỤ LỤC 02") && !text.contains("PHỤ LỤC 03"));
    assert_eq!(tables_of_docx(&docx).len(), 2);
}

#[test]
fn a_document_without_number_leaves_no_dangling_colon() {
    let rows: [&[&str]; 2] = [&HEADING, &["G1", "", "Lập kế hoạch", "05/02/2018", "01/03/2018", "05/03/2018"]];
    let text = text_of_docx(&docx(&Workbench::small().rows(TASKS, &rows)));
    assert!(text.contains("6 (1) Nhiệm vụ Lập kế hoạch, hạn xử lý 01/3/2018, hoàn thành ngày 05/3/2018."), "{text}");
}
