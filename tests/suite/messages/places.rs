//! Where results go: folders of any name, places that are taken, results that stay as they were.

use std::fs;

use crate::workbench::{Workbench, run};

#[test]
fn folders_with_spaces_and_vietnamese_names_work() {
    let bench = Workbench::small();
    let folder = bench.folder().join("Báo cáo năm 2018");
    fs::rename(bench.project(), &folder).unwrap();
    for (place, name, out) in [
        (bench.folder(), "Báo cáo năm 2018", "Báo cáo năm 2018/out"),
        (bench.folder(), "Báo cáo năm 2018/", "Báo cáo năm 2018/out"),
        (folder.as_path(), ".", "./out"),
    ] {
        let run = run(place, &["report", name]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert!(run.stdout.contains(&format!("đã ghi 10 tệp vào {out}:\n")), "{}", run.stdout);
        assert!(folder.join("out/bao-cao-nam-2018.pdf").is_file());
        fs::remove_dir_all(folder.join("out")).unwrap();
    }
    let run = run(bench.folder(), &["report", "Báo cáo năm 2018", "--out", "Kết quả/quý IV", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(bench.folder().join("Kết quả/quý IV/bao-cao-nam-2018.docx").is_file());
    assert!(!bench.folder().join("Kết quả/quý IV/bao-cao-nam-2018.pdf").exists());
}

#[test]
fn a_failed_run_leaves_earlier_results_as_they_were() {
    let bench = Workbench::small();
    assert_eq!(bench.report().status, 0);
    let before = bench.results();
    assert_eq!(before.len(), 10);
    let bench = bench.edit("nhan-xet.md", "## Ưu điểm", "## Uu diem");
    assert_eq!(bench.report().status, 1);
    assert!(bench.results() == before, "results of the last run changed");
}

#[test]
fn a_folder_where_a_file_should_be_is_told_and_nothing_is_written() {
    let bench = Workbench::small().write("out/bao-cao-nam-2018.docx/x", "");
    let run = bench.report();
    assert_eq!(
        run.stderr,
        "lỗi[output-failed]: không ghi được tệp: đây là một thư mục, không phải tệp\n  \
         --> ho-so/out/bao-cao-nam-2018.docx\n  gợi ý: kiểm tra đường dẫn, quyền ghi và dung lượng ổ đĩa\nkhông ghi tệp nào\n"
    );
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert_eq!(bench.results().into_keys().collect::<Vec<_>>(), ["bao-cao-nam-2018.docx/x"]);
}

#[test]
fn a_file_where_the_folder_should_be_is_told_once() {
    let run = Workbench::small().write("out", "").report();
    assert_eq!(
        run.stderr,
        "lỗi[output-failed]: không ghi được tệp: đây là một tệp, không phải thư mục\n  --> ho-so/out\n  \
         gợi ý: kiểm tra đường dẫn, quyền ghi và dung lượng ổ đĩa\nkhông ghi tệp nào\n"
    );
    assert_eq!(run.status, 1);
}

/// As on Windows while Word holds the file; the superuser may write everywhere, so nothing can be seen as such.
#[test]
fn a_result_that_cannot_be_replaced_is_told() {
    let bench = Workbench::small().write("out/bao-cao-nam-2018.pdf", "cũ");
    let place = bench.project().join("out/bao-cao-nam-2018.pdf");
    let mut permissions = fs::metadata(&place).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&place, permissions).unwrap();
    if fs::OpenOptions::new().append(true).open(&place).is_ok() {
        return;
    }
    let run = bench.report();
    assert_eq!(
        run.stderr,
        "lỗi[output-locked]: tệp kết quả đang mở ở chương trình khác\n  --> ho-so/out/bao-cao-nam-2018.pdf\n  \
         gợi ý: đóng tệp (Word, Excel, trình xem PDF) rồi chạy lại\nkhông ghi tệp nào\n"
    );
    assert_eq!(bench.results().into_iter().collect::<Vec<_>>(), [("bao-cao-nam-2018.pdf".to_owned(), "cũ".into())]);
}
