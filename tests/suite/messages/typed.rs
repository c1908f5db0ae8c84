//! Figures that people type into remarks, templates and so-lieu-khac.toml.

use crate::workbench::{REPORT, Workbench};

const REMARKS: &str = "nhan-xet.md";

/// The sample with a sentence of its own among the shortcomings.
fn with_remark(sentence: &str) -> Workbench {
    Workbench::new().edit(REMARKS, "## Hạn chế\n", &format!("## Hạn chế\n\n{sentence}\n"))
}

#[track_caller]
fn silent(bench: &Workbench) {
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!((run.status, run.stderr.contains("typed-figure")), (0, false), "{}", run.stderr);
}

#[test]
fn a_typed_number_that_disagrees_stops_the_run_with_both_places() {
    let run = with_remark("Toàn tỉnh có tổng số 3.339 nhiệm vụ được giao.").report();
    assert_eq!(
        run.stderr,
        "lỗi[typed-figure]: `3.339` gõ tay trong \"Toàn tỉnh có tổng số 3.339 nhiệm vụ được giao\" khác số liệu tính được: \
         3.393 (tables.province_by_unit.assigned), 173 (tables.government.assigned), 11 (tables.government_open.assigned)\n  \
         --> nhan-xet.md, dòng 25\n  gợi ý: sửa lại cho đúng, tốt nhất là thay số bằng {{ tables.province_by_unit.assigned | prose }}; \
         nếu là số mà văn bản khác đã công bố thì khai ở [[published]] của dondoc.toml (figure, source)\nkhông ghi tệp nào\n"
    );
    assert_eq!(run.status, 1);
    silent(&with_remark(
        "Toàn tỉnh có tổng số 3.393 nhiệm vụ được giao, 28 nhiệm vụ đã trễ hạn nhưng chưa hoàn thành.",
    ));
}

#[test]
fn a_typed_rate_is_one_of_a_whole_that_offices_use() {
    let run = with_remark("Tỷ lệ hoàn thành đạt 91,2%, tỷ lệ hoàn thành đúng hạn đạt 82,6%.").report();
    assert!(
        run.stderr.starts_with("lỗi[typed-figure]: `91,2%` gõ tay trong \"Tỷ lệ hoàn thành đạt 91,2%\""),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("83,1% (tables.province_by_unit.completion_rate)"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("typed-figure").count(), 1, "{}", run.stderr);
}

#[test]
fn a_figure_is_found_where_its_clause_runs_over_lines() {
    for wrapped in ["hoàn thành\n777 nhiệm vụ", "hoàn thành 777\nnhiệm vụ", "hoàn\nthành 777 nhiệm vụ"]
    {
        let run = with_remark(&format!("Trong kỳ, các đơn vị đã {wrapped}.")).report();
        assert!(
            run.stderr.contains("lỗi[typed-figure]: `777` gõ tay trong \"các đơn vị đã hoàn thành 777 nhiệm vụ\""),
            "{}",
            run.stderr
        );
        let line = if wrapped.starts_with("hoàn thành 777") { 25 } else { 26 };
        assert!(run.stderr.contains(&format!("nhan-xet.md, dòng {line}\n")), "{wrapped}: {}", run.stderr);
    }
    // Points of a list are texts of their own.
    silent(&with_remark("- Các việc đã hoàn thành:\n- 777 nhiệm vụ của năm sau"));
}

#[test]
fn both_numbers_of_a_share_are_held_against_what_was_computed() {
    silent(&with_remark("Các đơn vị đã hoàn thành 2.821/3.393 nhiệm vụ."));
    let part = with_remark("Các đơn vị đã hoàn thành 2.812/3.393 nhiệm vụ.").report().stderr;
    assert!(part.contains("`2.812/3.393` gõ tay"), "{part}");
    let whole = with_remark("Các đơn vị đã hoàn thành 2.821/9.999 nhiệm vụ.").report().stderr;
    assert!(
        whole.contains("`2.821/9.999` gõ tay") && whole.contains("3.393 (tables.province_by_unit.assigned)"),
        "{whole}"
    );
}

#[test]
fn a_figure_that_another_document_published_stands() {
    let published = "\n[[published]]\nfigure = \"3.339\"\nsource = \"Báo cáo số 28/BC-TKTra\"\n";
    let bench = with_remark("Toàn tỉnh có tổng số 3.339 nhiệm vụ được giao.");
    silent(&bench.edit("dondoc.toml", "\n[scores]\n", &format!("{published}\n[scores]\n")));
}

#[test]
fn figures_of_the_file_of_typed_figures_and_of_the_template_are_typed_too() {
    let bench = with_remark("Đã hoàn thành {{ figures.reports.monthly | prose }} nhiệm vụ.");
    assert!(bench.report().stderr.contains("lỗi[typed-figure]: `12` gõ tay"), "figures of so-lieu-khac.toml");
    let bench = Workbench::with_template().edit(REPORT, "Trên đây là", "Còn 77 nhiệm vụ quá hạn. Trên đây là");
    let run = bench.report();
    assert!(run.stderr.contains("`77` gõ tay trong \"Còn 77 nhiệm vụ quá hạn\""), "{}", run.stderr);
    assert!(run.stderr.contains("report.md, dòng "), "{}", run.stderr);
}

#[test]
fn single_units_other_times_aims_and_other_numbers_are_left_in_peace() {
    silent(&with_remark(
        "Sở Y tế có 41 nhiệm vụ quá hạn, còn 17 nhiệm vụ chưa hoàn thành. Năm 2017 còn 412 nhiệm vụ quá hạn. Trong quý IV đã hoàn \
         thành 700 nhiệm vụ. Phấn đấu tỷ lệ hoàn thành đúng hạn trên 95%. So với cùng kỳ, số nhiệm vụ quá hạn giảm 12,5%. Đến ngày \
         15/10/2018 còn 99 nhiệm vụ quá hạn. Giao 05 nhiệm vụ trọng tâm theo Điều 4 Quyết định số 270/QĐ-UBND ngày 19/3/2018.",
    ));
}
