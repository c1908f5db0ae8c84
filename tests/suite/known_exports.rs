//! Exports without a mapping: the header rows met in the field load through `generic` or a mapping of their own, or are refused with
//! what they lack.
//!
//! In: small text tables in the layouts of real exports. Out: figures, the mapping announced, or one clear error.

use dondoc::{diagnostic::Code, pipeline::Outcome};

use super::counts::{Counts, codes, count, noted, quarantined, statuses};

const UNIT: (&str, &str) = ("file = \"tasks.csv\"", "file = \"tasks.csv\"\ndefault_unit = \"Sở Y tế\"");

/// The table from rows with `|` between cells.
fn csv(rows: &[&str]) -> String {
    rows.iter().map(|row| row.replace('|', ";") + "\n").collect()
}

fn read(rows: &[&str]) -> Outcome {
    Counts::unmapped(&csv(rows), &[]).unwrap()
}

fn detail(outcome: &Outcome, code: Code, name: &str) -> String {
    let found = outcome.notices.iter().find(|found| found.code == code).unwrap();
    found.details.iter().find(|(key, _)| *key == name).unwrap().1.clone()
}

fn mapping_of(outcome: &Outcome) -> String {
    detail(outcome, Code::MappingChosen, "mapping")
}

#[test]
fn a_list_per_document_is_read_by_its_labels() {
    // Layout 15.
    let outcome = read(&[
        "STT|Nội dung giao nhiệm vụ|Ngày yêu cầu|Đơn vị thực hiện|Tình trạng|Tình hình thực hiện",
        "1|Việc một|05/01/2018|Sở Y tế|Đã hoàn thành - Đúng hạn|Xong",
        "2|Việc hai|06/01/2018|Sở Nội vụ|Đã hoàn thành - Quá hạn|Xong muộn",
        "3|Việc ba|07/01/2018|Sở Y tế|Đang thực hiện - Trong hạn|",
        "4|Việc bốn|08/01/2018|Sở Y tế|Chưa thực hiện - Đã quá hạn|",
    ]);
    assert_eq!((mapping_of(&outcome).as_str(), statuses(&outcome)), ("generic", [1, 1, 1, 1]));
    // The labels speak of a deadline that the export does not show.
    assert_eq!(count(&outcome, "given", "no_deadline"), 0);
}

#[test]
fn group_rows_of_rooms_and_numbers_that_restart_are_passed_over() {
    // Layout 16.
    let outcome = read(&[
        "CÔNG VĂN CHỈ ĐẠO ĐẾN NGÀY 15/7||||||",
        "STT|Số ký hiệu văn bản, người ký|Nội dung được giao|Cơ quan chủ công thực hiện|TG hoàn thành|Kết quả thực hiện|Tình trạng xử lý",
        "I|Phòng Nội chính|||||",
        "1|Số 183/TB ngày 09/7/2018|Việc một|Sở Y tế|28/7/2018||Đang xử lý",
        "II|Phòng Kinh tế|||||",
        "01|Số 184/TB ngày 10/7/2018|Việc hai|Sở Nội vụ|28/7/2019||Đang xử lý",
        "6|Số 185/TB ngày 10/7/2018|Việc ba|Sở Nội vụ|||Hoàn thành",
        "6|Số 186/TB ngày 10/7/2018|Việc bốn|Sở Nội vụ|28/7/2018||Hoàn thành",
    ]);
    assert_eq!(statuses(&outcome), [1, 0, 1, 1]);
    // Done, but whether by the deadline nobody knows.
    assert_eq!(quarantined(&outcome), [[Code::DoneWithoutDate]]);
    assert!(noted(&outcome).contains(&Code::NoAssignedDate));
    let skipped = &outcome.closing.reconciliation.sources()[0].skipped;
    assert_eq!(skipped.values().sum::<u64>(), 2);
}

#[test]
fn an_export_of_one_unit_needs_only_its_name() {
    // Layouts 17 and 19.
    let outcome = Counts::unmapped(
        &csv(&[
            "STT|Số, ký hiệu|Trích yếu hoặc nhiệm vụ theo dõi|Diễn giải trạng thái|Hạn xử lý",
            "1|1665/VPCP-KSTT|Việc một|Đang thực hiện|31/12/2018",
            "2||Việc hai|Đang thực hiện|30/12/2018",
        ]),
        &[UNIT],
    );
    assert_eq!(statuses(&outcome.unwrap()), [0, 0, 1, 1]);
    let outcome = Counts::unmapped(
        &csv(&[
            "STT|mã|ngày chỉ đạo|tên|phòng ban phối hợp|hạn|số ngày quá hạn|trạng thái",
            "Nhóm (2)|||||||",
            "1|A1|05/01/2018|Việc một|Phòng A|31/12/2018||Sắp đến hạn (5 ngày)",
            "2|A2|05/01/2018|Việc hai|Phòng A|01/01/1970||Chưa có hạn",
        ]),
        &[UNIT],
    )
    .unwrap();
    assert_eq!((statuses(&outcome), count(&outcome, "given", "no_deadline")), ([0, 0, 2, 0], 1));
}

#[test]
fn a_blank_document_is_the_one_above_where_the_mapping_says_so() {
    // Layout 17, with the columns that give its tasks a day.
    let text = csv(&[
        "STT|Số, ký hiệu|Trích yếu hoặc nhiệm vụ theo dõi|Ngày giao|Hạn xử lý|Ngày hoàn thành",
        "1||Việc không văn bản|05/01/2018|31/12/2018|",
        "2|1665/VPCP-KSTT|Việc một|05/01/2018|31/12/2018|",
        "STT|Số, ký hiệu|Trích yếu hoặc nhiệm vụ theo dõi|Ngày giao|Hạn xử lý|Ngày hoàn thành",
        "3||Việc hai|05/01/2018|31/02/2018|",
        "4||Việc ba|05/01/2018|31/12/2018|",
        "5|183/TB|Việc bốn|05/01/2018|31/12/2018|",
        "6||Việc năm|05/01/2018|31/12/2018|",
        "B. Nhiệm vụ khác|||||",
        "7||Việc sáu|05/01/2018|31/12/2018|",
    ]);
    let documents = |mapping: &str| {
        let project = Counts::edited(&[("kon-tum-tracker", mapping), UNIT]);
        project.edit("report-templates/reports/counts/report.md", "id = \"deadline\"", "id = \"document\"");
        project.write("tasks.csv", &text);
        let outcome = project.run().unwrap();
        assert_eq!(quarantined(&outcome).len(), 1);
        let listed = outcome.files.iter().find(|file| file.name == "tables/listed.csv").unwrap();
        let listed = String::from_utf8(listed.bytes.clone()).unwrap();
        listed.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut carried = documents("kon-tum-government");
    carried.sort();
    assert_eq!(carried, ["", "", "1665/VPCP-KSTT", "1665/VPCP-KSTT", "183/TB", "183/TB"]);
    assert_eq!(documents("generic").iter().filter(|document| document.is_empty()).count(), 4);
}

#[test]
fn a_baseline_and_a_current_deadline_are_the_first_and_the_latest() {
    // Layout 20.
    let outcome = read(&[
        "Mã nhiệm vụ|Mã KH nguồn|Kỳ kế hoạch|Tên nhiệm vụ|Đơn vị chủ trì|Đơn vị phối hợp|Sản phẩm/kết quả|Hạn baseline|Hạn hiện hành|Trạng thái|% hoàn thành|Mức rủi ro|Người cập nhật|Ngày cập nhật|Liên kết minh chứng|Ghi chú",
        "A1|K1|2018|Việc|Sở Y tế|Sở Nội vụ|Báo cáo|01/06/2018|31/12/2018|Đang thực hiện|50|Thấp|A|01/12/2018||",
        "A2|K1|2018|Việc|Sở Y tế|Sở Nội vụ|Báo cáo|01/06/2018||Đang thực hiện|50|Thấp|A|01/12/2018||",
    ]);
    assert_eq!(statuses(&outcome), [0, 0, 1, 1]);
}

#[test]
fn team_sheets_and_office_lists_are_read() {
    // Layouts 22 to 26.
    let layouts: [&[&str]; 5] = [
        &[
            "STT|ĐƠN VỊ/TỔ|HỌ VÀ TÊN|NỘI DUNG CÔNG VIỆC|LÃNH ĐẠO CHỈ ĐẠO|TIẾN ĐỘ/THỜI GIAN|TRẠNG THÁI|SẢN PHẨM",
            "1|Sở Y tế|A|Việc|B|30/11/2018|Đang thực hiện|",
        ],
        &[
            "STT|Văn bản|Cơ quan|Lĩnh vực|Hình thức xử lý|Thời hạn UBND|Tình trạng|Ghi chú",
            "1|12/UBND|Sở Y tế|Y tế|Báo cáo|30/11/2018|Chưa hoàn thành|",
        ],
        &[
            "TT|Nội dung|Cơ quan chủ trì, tham mưu|Lãnh đạo VP theo dõi|Phòng chuyên môn|Tiến độ|Ghi chú",
            "1|Việc|Sở Y tế|A|KTTH|Chưa thực hiện, quá hạn|",
        ],
        &[
            "STT|Tên công việc|Đơn vị thực hiện|Thẩm định|Thời gian bắt đầu|Thời gian dự kiến|Trạng thái",
            "1|Việc|Sở Y tế|x|05/01/2018|30/11/2018|Đang thực hiện",
        ],
        &[
            "ỦY BAN NHÂN DÂN|||||",
            "DANH SÁCH NHIỆM VỤ|||||",
            "(Kèm theo báo cáo)|||||",
            "|Nội dung|Cơ quan chủ trì|Thời hạn hoàn thành|Tiến độ|Ghi chú",
            "A|Nhiệm vụ của tỉnh||||",
            "1|Việc|Sở Y tế|30/11/2018|Đang thực hiện|",
            "B|Nhiệm vụ của sở||||",
        ],
    ];
    for rows in layouts {
        let outcome = read(rows);
        assert_eq!((mapping_of(&outcome).as_str(), statuses(&outcome)), ("generic", [0, 0, 0, 1]), "{rows:?}");
        assert!(quarantined(&outcome).is_empty());
    }
}

#[test]
fn tables_of_counts_are_no_lists_of_tasks() {
    // Layouts 11 to 13: a row is a unit and its sums.
    let tables: [&[&str]; 3] = [
        &[
            "TT|Cơ quan được giao|Tổng số nhiệm vụ giao|Đã hoàn thành||Chưa hoàn thành|",
            "|||Đúng hạn|Quá hạn|Trong hạn|Trễ hạn",
            "1|Sở Y tế|10|4|3|2|1",
        ],
        &[
            "STT|Họ và tên|Chưa thực hiện||Đang thực hiện||Đã hoàn thành||",
            "||Trong hạn|Quá hạn|Trong hạn|Quá hạn|Chờ xác nhận|Đúng hạn|Trễ hạn",
            "1|Nguyễn Văn A|1|1|1|1|1|1|1",
        ],
        &[
            "TT|Tên đơn vị/cá nhân|Tổng số|HT trong hạn|HT trễ hạn|Chưa HT trong hạn|Chưa HT trễ hạn|Tỷ lệ HT đúng hạn|Tỷ lệ HT trễ hạn|Tỷ lệ chưa HT trễ hạn|Ghi chú",
            "I|Cấp sở|||||||||",
            "1|Sở Y tế|10|4|3|2|1|40,0|30,0|10,0|",
            "|Tổng cộng|10|4|3|2|1|40,0|30,0|10,0|",
        ],
    ];
    for rows in tables {
        let read = Counts::unmapped(&csv(rows), &[]);
        let counted = read.as_ref().map(|outcome| (statuses(outcome), quarantined(outcome))).ok();
        assert_eq!(counted, None, "{rows:?}");
        assert_eq!(codes(read), [Code::NoMapping], "{rows:?}");
    }
}

#[test]
fn plans_and_lists_without_any_status_are_refused() {
    // Layouts 14, 18 and 21.
    for heading in [
        "Stt|Số hiệu|Ngày ban hành|Ngày cập nhật|Trích yếu|Ghi chú",
        "Stt|Số hiệu|Ngày ban hành|Nội dung chỉ đạo|Thời hạn|Giao việc|Ghi chú",
        "Lãnh đạo Bộ chỉ đạo|Ngày tạo|mã nguồn|tên nhiệm vụ cha|tên nhiệm vụ|Chủ trì|Phối hợp|Hạn xử lý",
        "TT|Nội dung nhiệm vụ|Đơn vị chủ trì|Đơn vị phối hợp|Thời gian bắt đầu|Thời gian hoàn thành|Sản phẩm kết quả",
        "STT|Nội dung nhiệm vụ|Văn bản giao nhiệm vụ|Thời hạn hoàn thành|Cơ quan chủ trì|Cơ quan phối hợp",
    ] {
        assert_eq!(codes(Counts::unmapped(&csv(&[heading]), &[])), [Code::NoMapping], "{heading}");
    }
}

#[test]
fn headings_in_any_order_load_without_configuration() {
    let columns = [
        ("Mã", "A1"),
        ("Số hiệu", "12/UBND"),
        ("Ngày VB", "04/01/2018"),
        ("Tên công việc", "Việc"),
        ("Cơ quan chủ công", "Sở Y tế"),
        ("Ngày bắt đầu", "05/01/2018"),
        ("Deadline", "31/01/2018"),
        ("Hoàn thành ngày", "01/02/2018"),
    ];
    for shift in 0..columns.len() {
        let turned: Vec<_> = columns.iter().cycle().skip(shift).take(columns.len()).collect();
        let row = |cell: fn(&(&'static str, &'static str)) -> &'static str| {
            turned.iter().map(|column| cell(column)).collect::<Vec<_>>().join("|")
        };
        let outcome = read(&[&row(|column| column.0), &row(|column| column.1)]);
        assert_eq!((mapping_of(&outcome).as_str(), statuses(&outcome)), ("generic", [0, 1, 0, 0]), "{shift}");
        assert_eq!(detail(&outcome, Code::MappingChosen, "fields"), "8");
    }
}

#[test]
fn a_longer_heading_is_taken_and_named() {
    let outcome = read(&[
        "Mã nhiệm vụ|Đơn vị chủ trì thực hiện|Ý kiến của đơn vị|Ngày giao nhiệm vụ|Hạn xử lý (ngày/tháng/năm)|Ngày hoàn thành thực tế",
        "A1|Sở Y tế|Đã làm|05/01/2018|31/01/2018|01/02/2018",
    ]);
    assert_eq!(statuses(&outcome), [0, 1, 0, 0]);
    assert_eq!(
        detail(&outcome, Code::MappingChosen, "nearly"),
        "\"Đơn vị chủ trì thực hiện\" = Cơ quan được giao, \"Ngày giao nhiệm vụ\" = Ngày giao, \
         \"Hạn xử lý (ngày/tháng/năm)\" = Hạn xử lý, \"Ngày hoàn thành thực tế\" = Ngày hoàn thành"
    );
}

#[test]
fn a_title_or_a_distinctive_heading_names_the_system() {
    let heading = "Mã nhiệm vụ|Xử lý chính|Ngày giao|Hạn xử lý|Ngày hoàn thành";
    let row = "A1|Sở Y tế|05/01/2018|31/01/2018|";
    assert_eq!(mapping_of(&read(&["Danh sách từ iOffice||||", heading, row])), "ioffice");
    assert_eq!(mapping_of(&read(&[heading, row])), "generic");
    let heading = "Mã nhiệm vụ|Cơ quan được giao|Ngày giao|Hạn xử lý|Ngày hoàn thành";
    assert_eq!(mapping_of(&read(&[heading, row])), "kon-tum-tracker");
    let outcome = read(&[
        "Sổ theo dõi nhiệm vụ giao bằng văn bản giấy||||",
        "Số vào sổ|Cơ quan được giao|Ngày nhận|Thời hạn|Ngày hoàn thành",
        row,
    ]);
    assert_eq!((mapping_of(&outcome).as_str(), statuses(&outcome)), ("paper-register", [0, 0, 0, 1]));
}

#[test]
fn mappings_that_fit_equally_are_an_error() {
    let project = Counts::edited(&[("mapping = \"kon-tum-tracker\"\n", "")]);
    let tracker = include_str!("../../report-templates/mappings/kon-tum-tracker.toml");
    project.write("report-templates/mappings/ban-sao.toml", tracker);
    project.write("tasks.csv", "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n");
    let failure = project.run().err().unwrap();
    let found = failure.diagnostics().next().unwrap();
    assert_eq!(found.code, Code::SeveralMappings);
    assert!(found.details.contains(&("candidates", "ban-sao, kon-tum-tracker".to_owned())), "{found:?}");
}

#[test]
fn number_and_notation_in_two_columns_are_one_document() {
    let outcome = read(&[
        "Mã|Số văn bản|Ký hiệu|Đơn vị chủ trì|Ngày giao|Hạn xử lý|Ngày hoàn thành",
        "A1|1665|VPCP-KSTT|Sở Y tế|05/01/2018|31/01/2018|",
    ]);
    assert!(!noted(&outcome).contains(&Code::UnreadColumns));
    assert_eq!(statuses(&outcome), [0, 0, 0, 1]);
}

#[test]
fn every_mapping_that_comes_with_the_program_is_whole() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/report-templates/mappings");
    for entry in std::fs::read_dir(folder).unwrap() {
        let id = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let project = Counts::edited(&[("kon-tum-tracker", &id)]);
        project.write("tasks.csv", "a,b\n1,2\n");
        assert_eq!(codes(project.run()), [Code::NoHeading], "{id}");
    }
}

#[test]
fn a_two_row_heading_is_not_cut_where_its_first_row_would_do() {
    let outcome = read(&[
        "DANH SÁCH NHIỆM VỤ|||||||",
        "|||||||",
        "STT|Mã nhiệm vụ|Cơ quan chủ trì|Ngày giao|Thời hạn||Kết quả|Trạng thái",
        "||||Hạn xử lý|Gia hạn đến|Ngày hoàn thành|",
        "1|A1|Sở Y tế|05/01/2018|31/01/2018||01/02/2018|",
    ]);
    assert_eq!(statuses(&outcome), [0, 1, 0, 0]);
    assert_eq!(outcome.closing.reconciliation.sources()[0].read, 1);
}
