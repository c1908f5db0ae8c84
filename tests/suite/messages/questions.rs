//! Questions that cannot be answered.

use crate::workbench::run;

/// Where the sample data lies.
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");

#[test]
fn a_question_about_files_needs_an_as_of() {
    let folder = std::path::Path::new(SAMPLES);
    let file = "kon-tum-2018/nhiem-vu-ubnd.xlsx";
    let vi = run(folder, &["analyze", file, "--by", "unit"]);
    assert_eq!(
        vi.stderr,
        "lỗi[missing-as-of]: chưa biết số liệu tính đến ngày nào: tệp dữ liệu không có thời điểm chốt\n  --> \
         kon-tum-2018/nhiem-vu-ubnd.xlsx\n  gợi ý: thêm --as-of, ví dụ: --as-of 2025-12-31\n  gợi ý: hồ sơ có dondoc.toml thì không \
         cần\nkhông ghi tệp nào\n"
    );
    assert_eq!((vi.status, vi.stdout.as_str()), (2, ""));
    let en = run(folder, &["analyze", file, "--lang", "en"]);
    assert!(en.stderr.starts_with("error[missing-as-of]: nobody says which day the figures speak of"), "{}", en.stderr);
}

#[test]
fn unknown_names_come_with_the_nearest() {
    let folder = std::path::Path::new(SAMPLES);
    let run = run(folder, &["analyze", "kon-tum-2018", "--by", "unti,field", "--metrics", "assigned,ovredue"]);
    assert!(
        run.stderr.contains("lỗi[unknown-dimension]: không nhóm được theo `unti`\n")
            && run.stderr.contains("  gợi ý: có phải là `unit`?\n"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("lỗi[unknown-metric]: không có chỉ tiêu `ovredue`\n")
            && run.stderr.contains("  gợi ý: có phải là `overdue`?\n"),
        "{}",
        run.stderr
    );
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}
