//! Wrong usage, and the commands that only tell.

use dondoc::{
    analyze::DIMENSIONS, check::CHECKS, diagnostic::Code, metrics::METRICS, policy::POLICIES, schema::FIELDS,
};

use crate::workbench::{Workbench, run};

#[test]
fn wrong_usage_is_told_in_the_language_of_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let help = "  gợi ý: xem `dondoc --help`; thường dùng: dondoc report THƯ-MỤC-HỒ-SƠ\n";
    let cases: [(&[&str], &str); 8] = [
        (
            &[],
            "lỗi: chưa có lệnh\n  gợi ý: dùng một trong: report, check, letters, score, analyze, sql, audit, map, rulebook, list, explain\n",
        ),
        (
            &["reprot", "ho-so"],
            "lỗi: không có lệnh `reprot`\n  gợi ý: dùng một trong: report, check, letters, score, analyze, sql, audit, map, rulebook, list, explain\n",
        ),
        (&["report"], "lỗi: thiếu <HỒ-SƠ>\n"),
        (&["report", "ho-so", "thua"], "lỗi: không hiểu `thua`\n"),
        (&["report", "ho-so", "--fnal"], "lỗi: không hiểu `--fnal`\n"),
        (
            &["report", "ho-so", "--formats", "pdg"],
            "lỗi: không hiểu `pdg`\n  gợi ý: dùng một trong: pdf, docx, xlsx, html\n",
        ),
        (
            &["report", "ho-so", "--period", "6/2026"],
            "lỗi: không hiểu `6/2026`\n  gợi ý: dùng một trong: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, 2026-01-01..2026-03-15\n",
        ),
        (&["report", "ho-so", "--out"], "lỗi: thiếu --out <THƯ-MỤC>\n"),
    ];
    for (arguments, expected) in cases {
        let run = run(folder.path(), arguments);
        assert_eq!(run.stderr, format!("{expected}{help}"));
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    }
    let english = run(folder.path(), &["reprot", "--lang", "en"]);
    assert_eq!(
        english.stderr,
        "error: there is no command `reprot`\n  hint: one of: report, check, letters, score, analyze, sql, audit, map, rulebook, list, explain\n  hint: see `dondoc --help`; most often: dondoc report PROJECT-FOLDER\n"
    );
    assert_eq!(english.status, 2);
    let help = run(folder.path(), &["--help"]);
    assert_eq!((help.status, help.stderr.as_str()), (0, ""));
    assert!(help.stdout.contains("Tạo báo cáo của một hồ sơ"));
}

#[test]
fn explain_tells_every_id_of_the_lists() {
    let folder = tempfile::tempdir().unwrap();
    let unknown = run(folder.path(), &["explain", "khong-co"]);
    assert_eq!(unknown.stderr, "không có mục giải thích cho `khong-co`; xem `dondoc list`\n");
    assert_eq!((unknown.status, unknown.stdout.as_str()), (2, ""));
    let code = run(folder.path(), &["explain", "vague-unit"]);
    assert_eq!(
        code.stdout,
        "mã thông báo vague-unit\n  `…` không phải là tên một đơn vị\n  ghi rõ từng đơn vị được giao\n"
    );
    let rate = run(folder.path(), &["explain", "on_time_rate", "--lang", "en"]);
    assert_eq!(rate.stdout, "metric on_time_rate\n  On time over done.\n  on_time_rate = on_time / done\n");
    let calendar = run(folder.path(), &["explain", "vietnam"]);
    assert!(
        calendar.stdout.contains("\n  2026: còn chờ quyết định. Công văn số 12729/VPCP-KGVX"),
        "{}",
        calendar.stdout
    );
    for id in [
        "kon-tum-tracker",
        "due_month",
        "cancelled",
        "deadline",
        "max_quarantined",
        "lead_units",
        "annual",
        "by-unit",
        "pdf",
    ] {
        assert_eq!(run(folder.path(), &["explain", id]).status, 0, "{id}");
    }
}

#[test]
fn explain_tells_registries_and_units_by_id_and_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let explained = |words: &[&str]| {
        let run = run(folder.path(), &[&["explain"], words].concat());
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{words:?}");
        run.stdout
    };
    let registry = explained(&["kon-tum"]);
    assert!(registry.starts_with("danh mục đơn vị kon-tum\n  Tỉnh Kon Tum\n  Báo cáo số 28/BC-TKTra"), "{registry}");
    assert!(registry.contains("\n  đã đối chiếu với văn bản\n  dùng cùng danh mục: quang-ngai\n"), "{registry}");
    assert!(registry.contains("\n    kt-ban-dan-toc") && registry.contains("  Ban Dân tộc\n"), "{registry}");
    assert_eq!(
        explained(&["kt-ban-dan-toc"]),
        "đơn vị kt-ban-dan-toc\n  Ban Dân tộc\n  nhóm: sở, ban, ngành; có chấm điểm\n  \
         thời gian hoạt động: … – 28/02/2025\n  cách viết đã gặp: Ban Dân tộc tỉnh\n  \
         01/3/2025, đổi tên: Ban Dân tộc (kt-ban-dan-toc) → Sở Dân tộc và Tôn giáo (kt-so-dan-toc-va-ton-giao); \
         Nghị định số 45/2025/NĐ-CP ngày 28/02/2025, Điều 8 và Điều 9; giả định, chưa đối chiếu với văn bản\n"
    );
    // The same name in two provinces, each unit once though one registry uses another.
    let named = explained(&["SỞ NGOẠI VỤ", "--lang", "en"]);
    let ids: Vec<&str> = named.lines().filter_map(|line| line.strip_prefix("unit ")).collect();
    assert!(ids.len() > 1 && ids.iter().any(|id| id.starts_with("kt-")), "{named}");
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
    assert!(named.contains("group: department of the province; scored"), "{named}");
}

#[test]
fn list_tells_all_there_is() {
    let bench = Workbench::new();
    let run = bench.run(&["list"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let titles: Vec<&str> = run.stdout.lines().filter(|line| !line.starts_with("  ")).collect();
    let expected = "mẫu báo cáo, mẫu nhận dạng dữ liệu, bộ tiêu chí chấm điểm, danh mục đơn vị, lịch làm việc, định dạng, chỉ tiêu, cột để nhóm và lọc, trường dữ liệu, chính sách, mục kiểm tra, mục của phiếu kiểm tra trước khi trình ký, mã thông báo";
    assert_eq!(titles.join(", "), expected);
    let ids: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let known = DIMENSIONS
        .iter()
        .map(|known| known.id)
        .chain(METRICS.iter().map(|metric| metric.id))
        .chain(FIELDS.iter().map(|field| field.id));
    let known = known.chain(CHECKS.iter().map(|check| check.id));
    let known = known.chain(POLICIES.iter().map(|policy| policy.id)).chain(Code::ALL.iter().map(|code| code.id()));
    for id in
        known.chain(["annual", "kon-tum-tracker", "kon-tum-2018-sample", "kon-tum", "pdf", "docx", "xlsx", "html"])
    {
        assert!(ids.contains(&id), "{id} is not listed");
    }
}

#[test]
fn the_file_of_a_project_stands_for_its_folder() {
    let bench = Workbench::small();
    let run = bench.run(&["check", "ho-so/dondoc.toml"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("vào ho-so/out; dùng `dondoc report`"), "{}", run.stdout);
    assert!(bench.project().join("out/kiem-tra-so-lieu.xlsx").is_file());
}
