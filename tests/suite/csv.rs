//! The CSV twin holds machine values.

use dondoc::render::csv;

use crate::small_report::{open_tasks, units};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn counts_rates_and_zeros_are_for_programs() {
    assert_eq!(
        text(csv::render(&units())),
        "\u{FEFF}TT,Cơ quan,Đã hoàn thành / Đúng hạn,Đã hoàn thành / Quá hạn,Tỷ lệ,Báo cáo\r\n\
         1,Sở Nội vụ,2330,491,0.826,X\r\n\
         2,Sở Y tế,7,0,1.000,X\r\n\
         3,Ban Dân tộc,0,0,,\r\n\
         ,Tổng số,2337,491,0.826,2\r\n"
    );
}

#[test]
fn merged_cells_repeat_and_text_is_quoted_but_never_changed() {
    assert_eq!(
        text(csv::render(&open_tasks())),
        "\u{FEFF}STT,\"Số, ký hiệu\",Nhiệm vụ,Hạn xử lý\r\n\
         1,Quyết định số 985/QĐ-TTg,=1+1,2018-08-31\r\n\
         2,Quyết định số 985/QĐ-TTg,\"Tổ chức \"\"một cửa\"\", <hai> & ba\",\r\n\
         3,@SUM(A1),\"+ dòng\nhai\",2019-02-07\r\n"
    );
}
