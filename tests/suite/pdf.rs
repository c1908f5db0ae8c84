//! The PDF renderer: what it writes can be read back, is the same twice, and keeps the layout law.

use dondoc::render::pdf;

use crate::{
    fixture,
    pdf_text::{pages_text, words},
};

#[test]
fn the_report_reads_back_as_typed() {
    let bytes = pdf::render(&fixture::report(), &fixture::theme()).unwrap();
    let text = words(&pages_text(&bytes).join("\n"));
    for phrase in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 28/BC-TKTra",
        "đã hoàn thành đúng hạn 2.330 nhiệm vụ, đã hoàn thành nhưng quá hạn 491 nhiệm vụ",
        "Tổng số 3.393 2.330 491 544 28",
        "Nguyễn Đình Cầu",
    ] {
        assert!(text.contains(phrase), "{phrase:?} is missing");
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let render = || pdf::render(&fixture::report(), &fixture::theme()).unwrap();
    assert_eq!(render(), render());
}
