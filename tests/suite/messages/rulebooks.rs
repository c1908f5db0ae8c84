//! Rulebooks that cannot be scored with, and what is worth knowing of one that can.

use dondoc::metrics::{METRICS, MetricKind};

use crate::workbench::{Run, Workbench};

const SOUND: &str = include_str!("../fixture/rulebooks/sound.toml");

/// `dondoc rulebook check` on the sound rulebook with one edit.
#[track_caller]
fn checked(from: &str, to: &str) -> Run {
    assert!(SOUND.contains(from), "{from:?}");
    let bench = Workbench::new().write("bo.toml", SOUND.replacen(from, to, 1));
    bench.run(&["rulebook", "check", "ho-so/bo.toml"])
}

/// The edit brings about exactly this error.
#[track_caller]
fn refused(from: &str, to: &str, finding: &str) {
    let run = checked(from, to);
    assert_eq!(run.stderr, format!("{finding}\n"));
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
}

const RATE_70: &str = r#"{ measure = "rate", from = "70%", to = "90%" }"#;

#[test]
fn a_sound_rulebook_is_outlined() {
    let run = checked("", "");
    assert_eq!(
        run.stdout,
        "Bộ tiêu chí thử\n  5 tiêu chí chấm điểm trong 2 lĩnh vực, tổng điểm tối đa 12\n  \
         nhóm đơn vị: sở, ban, ngành; UBND cấp huyện\n  số liệu minh họa, chưa được cơ quan nào ban hành\n"
    );
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let run = Workbench::new().run(&["rulebook", "check", "ho-so/khong-co.toml"]);
    assert_eq!(
        run.stderr,
        "lỗi[file-not-found]: không tìm thấy tệp\n  --> ho-so/khong-co.toml\n  \
         gợi ý: kiểm tra đường dẫn đã gõ, hoặc tên tệp trong dondoc.toml và trong thư mục của hồ sơ\n"
    );
    assert_eq!(run.status, 1);
    let run = Workbench::new().run(&["rulebook", "chek", "bo.toml"]);
    assert!(run.stderr.starts_with("lỗi: không có lệnh `chek`\n  gợi ý: dùng một trong: check\n"), "{}", run.stderr);
    assert_eq!(run.status, 2);
    let run = Workbench::new().run(&["explain", "kon-tum-2018-sample"]);
    assert!(run.stdout.starts_with("bộ tiêu chí chấm điểm kon-tum-2018-sample\n  Chấm điểm"), "{}", run.stdout);
    assert!(run.stdout.contains("là tự đặt để minh họa"), "{}", run.stdout);
    assert!(run.stdout.ends_with("  số liệu minh họa, chưa được cơ quan nào ban hành\n"), "{}", run.stdout);
}

#[test]
fn unknown_names_are_told_with_the_nearest() {
    refused(
        r#"{ measure = "rate", over = "90%" }"#,
        r#"{ measure = "rates", over = "90%" }"#,
        "lỗi[unknown-name]: chưa khai báo đại lượng `rates`\n  \
         --> ho-so/bo.toml, dòng 56, mục criterion[1].rule.cases[0].when[0]\n  gợi ý: có phải là `rate`?\n  \
         gợi ý: các tên dùng được: late, plan, rate, regulation, survey",
    );
    let counts = METRICS.iter().filter(|metric| matches!(metric.kind, MetricKind::Count(_)));
    refused(
        r#"count = ["past_deadline"]"#,
        r#"count = ["late", "over_due"]"#,
        &format!(
            "lỗi[unknown-name]: chưa khai báo chỉ tiêu đếm `over_due`\n  \
             --> ho-so/bo.toml, dòng 23, mục measure[1].count[1]\n  gợi ý: có phải là `overdue`?\n  \
             gợi ý: các tên dùng được: {}",
            counts.map(|metric| metric.id).collect::<Vec<_>>().join(", ")
        ),
    );
    refused(
        r#"count = ["past_deadline"]"#,
        "count = [\"past_deadline\"]\ntasks = \"tinh\"",
        "lỗi[unknown-name]: chưa khai báo nhóm nhiệm vụ `tinh`\n  --> ho-so/bo.toml, dòng 24, mục measure[1].tasks\n  \
         gợi ý: các tên dùng được: province",
    );
    refused(
        r#"measure = "extended""#,
        r#"measure = "extend""#,
        "lỗi[unknown-name]: chưa khai báo thông tin nhiệm vụ `extend`\n  \
         --> ho-so/bo.toml, dòng 95, mục criterion[5].rule.items.weights[0].when[0]\n  gợi ý: có phải là `extended`?\n  \
         gợi ý: các tên dùng được: days_late, delays, done, extended, late, overdue",
    );
    refused(
        "class_at_most = \"Khá\"",
        "class_at_most = \"Kha\"",
        "lỗi[unknown-name]: chưa khai báo xếp loại `Kha`\n  --> ho-so/bo.toml, dòng 132, mục gate[0].class_at_most\n  \
         gợi ý: có phải là `Khá`?\n  gợi ý: các tên dùng được: Tốt, Khá, Yếu",
    );
    refused(
        r#"tie_break = ["1.1"]"#,
        r#"tie_break = ["3.1"]"#,
        "lỗi[unknown-name]: chưa khai báo tiêu chí `3.1`\n  --> ho-so/bo.toml, dòng 141, mục ranking.tie_break[0]\n  \
         gợi ý: có phải là `1.1`?\n  gợi ý: các tên dùng được: 1, 1.1, 1.2, 1.10, 2, 2.1, 2.2",
    );
}

#[test]
fn what_nobody_uses_and_a_scale_that_differs_are_only_notices() {
    let run = checked("scale = 12", "scale = 100");
    assert_eq!(
        run.stderr,
        "lưu ý[scale-differs]: các lĩnh vực cộng lại được 12 điểm, kết quả quy đổi sang thang 100\n  \
         --> ho-so/bo.toml, dòng 5, mục scale\n  \
         gợi ý: nếu không định quy đổi, sửa scale hoặc điểm tối đa của các lĩnh vực\n"
    );
    assert_eq!(run.status, 0);
    let run = checked("rule = { given = { points = \"survey\" } }", "rule = { points = 2 }");
    assert_eq!(
        run.stderr,
        "lưu ý[unused-name]: đại lượng `survey` được khai báo nhưng không dùng\n  \
         --> ho-so/bo.toml, dòng 30, mục measure[3]\n  gợi ý: xóa phần này, hoặc dùng trong một quy tắc\n"
    );
    assert_eq!(run.status, 0);
}

#[test]
fn the_tree_of_criteria_is_held() {
    refused(
        "code = \"2.2\"",
        "code = \"3.2\"",
        "lỗi[unbalanced-points]: điểm tối đa của `2` là 6, nhưng các mục con cộng lại được 4\n  \
         --> ho-so/bo.toml, dòng 81, mục criterion[4].max\n  gợi ý: sửa max của `2` hoặc của một mục con\n\
         lỗi[unfit-tree]: tiêu chí `3.2` đặt chưa đúng chỗ: chưa có mục cha\n  --> ho-so/bo.toml, dòng 97, mục criterion[6]\n  \
         gợi ý: thêm [[criterion]] với code = \"3\", hoặc sửa mã\n  gợi ý: mục có con thì điểm là tổng của chúng, mục không có con thì có rule",
    );
    refused(
        "max = 2\nrule = { given = { points = \"survey\" } }",
        "max = 2",
        "lưu ý[unused-name]: đại lượng `survey` được khai báo nhưng không dùng\n  \
         --> ho-so/bo.toml, dòng 30, mục measure[3]\n  gợi ý: xóa phần này, hoặc dùng trong một quy tắc\n\
         lỗi[unfit-tree]: tiêu chí `2.2` đặt chưa đúng chỗ: không có mục con nên phải có rule\n  \
         --> ho-so/bo.toml, dòng 97, mục criterion[6]\n  gợi ý: mục có con thì điểm là tổng của chúng, mục không có con thì có rule",
    );
    refused(
        "max = 6\n\n[[criterion]]\ncode = \"1.1\"",
        "max = 6\nrule = { points = 6 }\n\n[[criterion]]\ncode = \"1.1\"",
        "lỗi[unfit-tree]: tiêu chí `1` đặt chưa đúng chỗ: đã có mục con mà còn có rule\n  \
         --> ho-so/bo.toml, dòng 50, mục criterion[0].rule\n  gợi ý: mục có con thì điểm là tổng của chúng, mục không có con thì có rule",
    );
    refused(
        "code = \"1.2\"",
        "code = \"1.1\"",
        "lỗi[repeated-id]: id `1.1` đã dùng ở trên\n  --> ho-so/bo.toml, dòng 62, mục criterion[2].code\n  \
         gợi ý: đặt cho mỗi phần một id riêng",
    );
}

#[test]
fn a_rule_has_one_value_and_ends_with_else() {
    let place = "  --> ho-so/bo.toml, dòng 57, mục criterion[1].rule.cases[1]";
    let choices = "points; share; linear; count; given; relative; not_applicable";
    refused(
        ", share = \"50%\"",
        "",
        &format!(
            "lỗi[unfit-rule]: `1.1` viết chưa đúng: chưa có giá trị nào\n{place}\n  gợi ý: dùng được: {choices}\n  gợi ý: xem các cách viết trong docs/cham-diem.md"
        ),
    );
    refused(
        "share = \"50%\"",
        "share = \"50%\", points = 1",
        &format!(
            "lỗi[unfit-rule]: `1.1` viết chưa đúng: có nhiều giá trị, chỉ được có một\n{place}\n  \
             gợi ý: đang ghi: points; share\n  gợi ý: dùng được: {choices}\n  gợi ý: xem các cách viết trong docs/cham-diem.md"
        ),
    );
    refused(
        "share = \"50%\" },\n  { else = true, points = 0 },",
        "share = \"50%\" },",
        "lỗi[unfit-rule]: `1.1` viết chưa đúng: thiếu trường hợp else (còn lại) ở cuối\n  \
         --> ho-so/bo.toml, dòng 55, mục criterion[1].rule.cases\n  gợi ý: xem các cách viết trong docs/cham-diem.md",
    );
    refused(
        &format!("{{ when = [{RATE_70}], share"),
        "{ else = true, share",
        &format!(
            "lỗi[unfit-rule]: `1.1` viết chưa đúng: trường hợp else (còn lại) phải đứng cuối\n{place}\n  gợi ý: xem các cách viết trong docs/cham-diem.md"
        ),
    );
    refused(
        "[[layer]]\nid = \"self\"\ntitle = \"Tự chấm\"\n",
        "",
        "lỗi[unfit-rule]: `T1` viết chưa đúng: given để trống chỉ dùng được khi có [[layer]]\n  \
         --> ho-so/bo.toml, dòng 110, mục bonus.criterion[0].rule.given\n  gợi ý: dùng được: points; ratio\n  gợi ý: xem các cách viết trong docs/cham-diem.md",
    );
    refused(
        "when_zero = \"not_applicable\"\n",
        "",
        "lỗi[missing-key]: thiếu mục `when_zero`\n  --> ho-so/bo.toml, dòng 13, mục measure[0]\n  \
         gợi ý: bổ sung `when_zero` vào phần bắt đầu ở dòng này",
    );
    refused(
        "points = 75",
        "points = 175",
        "lỗi[points-out-of-range]: điểm 175 của `2.1` nằm ngoài khoảng từ 0 đến 100\n  \
         --> ho-so/bo.toml, dòng 91, mục criterion[5].rule.items.cases[1].points\n  \
         gợi ý: sửa điểm ở dòng này, hoặc điểm tối đa của `2.1`",
    );
}

#[test]
fn conditions_fit_what_is_measured() {
    let unfit = |from: &str, to: &str, measure: &str, reason: &str, place: &str| {
        refused(
            from,
            to,
            &format!(
                "lỗi[unfit-measure]: không dùng `{measure}` như vậy được: {reason}\n  --> ho-so/bo.toml, {place}\n  \
                 gợi ý: xem các cách viết trong docs/cham-diem.md"
            ),
        );
    };
    let of_case = "mục criterion[2].rule.cases";
    unfit(
        "\"regulation\", is = true",
        "\"regulation\", from = 1",
        "regulation",
        "giá trị có/không so bằng is = true hoặc is = false",
        &format!("dòng 66, {of_case}[0].when[0]"),
    );
    unfit(
        "\"late\", from = 4, to = 6",
        "\"late\", is = true",
        "late",
        "giá trị số so bằng from, over, to, below",
        &format!("dòng 67, {of_case}[1].when[0]"),
    );
    unfit(
        "\"late\", from = 4, to = 6",
        "\"late\", from = 4, over = 6",
        "late",
        "from (từ) và over (trên) không dùng cùng nhau",
        &format!("dòng 67, {of_case}[1].when[0]"),
    );
    unfit(
        "points = \"survey\"",
        "ratio = \"survey\"",
        "survey",
        "cần một tỷ lệ từ 0 đến 1",
        "dòng 101, mục criterion[6].rule.given",
    );
}

#[test]
fn thresholds_are_on_the_scale_of_the_measure() {
    refused(
        "from = \"70%\", to = \"90%\"",
        "from = 70, to = \"90%\"",
        "lỗi[wrong-scale]: ngưỡng 70 sai thang đo của `rate`: tỷ lệ tính từ 0 đến 1 (100%)\n  \
         --> ho-so/bo.toml, dòng 57, mục criterion[1].rule.cases[1].when[0].from\n  gợi ý: viết \"70%\"\n  \
         gợi ý: so lại với đơn vị tính",
    );
    refused(
        "\"late\", to = 3",
        "\"late\", to = 0.9",
        "lỗi[wrong-scale]: ngưỡng 0.9 sai thang đo của `late`: số lượng đếm bằng 0, 1, 2, …\n  \
         --> ho-so/bo.toml, dòng 66, mục criterion[2].rule.cases[0].when[1].to\n  \
         gợi ý: so lại với đơn vị tính",
    );
}

#[test]
fn bands_are_held_against_each_other() {
    let place = "  --> ho-so/bo.toml, dòng 57, mục criterion[1].rule.cases[1]";
    refused(
        "over = \"90%\"",
        "from = \"90%\"",
        &format!(
            "lỗi[band-overlap]: hai mức cùng nhận các giá trị rate = 90%; mức đứng trước được dùng\n{place}\n  \
             gợi ý: nói rõ ngưỡng thuộc mức nào: from (từ), over (trên), to (đến), below (dưới)"
        ),
    );
    refused(
        "from = \"70%\", to = \"90%\"",
        "from = \"70%\", to = \"89%\"",
        &format!(
            "lỗi[band-gap]: giữa các mức còn trống các giá trị 89% < rate ≤ 90%: rơi vào trường hợp else\n{place}\n  \
             gợi ý: kéo một mức cho liền (ví dụ: below thay cho to), hoặc thêm một mức cho các giá trị này"
        ),
    );
    refused(
        "from = \"70%\", to = \"90%\"",
        "from = \"95%\"",
        &format!(
            "lỗi[unreachable-case]: mức này của `1.1` không bao giờ được dùng: các mức đứng trước đã nhận hết\n{place}\n  \
             gợi ý: mức đứng trước được xét trước; xếp lại thứ tự hoặc sửa ngưỡng"
        ),
    );
    // A ladder is read from the top: whoever is over 90 is in the first band.
    let run = checked("from = \"70%\", to = \"90%\"", "from = \"70%\"");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn every_result_has_one_class() {
    refused(
        "from = 6\nbelow = 8",
        "from = 6\nto = 7",
        "lỗi[band-gap]: giữa các mức còn trống các giá trị 7 < x < 8: không thuộc xếp loại nào\n  \
         --> ho-so/bo.toml, dòng 120, mục class[1]\n  \
         gợi ý: kéo một mức cho liền (ví dụ: below thay cho to), hoặc thêm một mức cho các giá trị này",
    );
    // Results are compared as they are printed, with two digits, unless they are compared exactly.
    let run = checked("from = 6\nbelow = 8", "from = 6\nto = 7.99");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let exact = SOUND.replace("below = 8", "to = 7.99").replace("[ranking]", "[ranking]\ncompare = \"exact\"");
    let run = Workbench::new().write("bo.toml", exact).run(&["rulebook", "check", "ho-so/bo.toml"]);
    assert!(run.stderr.contains("7.99 < x < 8"), "{}", run.stderr);
    // Results go up to the scale and the bonus beyond it.
    refused(
        "from = 8\n",
        "from = 8\nto = 12\n",
        "lỗi[band-gap]: giữa các mức còn trống các giá trị 12 < x ≤ 15: không thuộc xếp loại nào\n  \
         --> ho-so/bo.toml, dòng 116, mục class[0]\n  \
         gợi ý: kéo một mức cho liền (ví dụ: below thay cho to), hoặc thêm một mức cho các giá trị này",
    );
    refused(
        "from = 6\nbelow = 8",
        "from = 9",
        "lỗi[class-order]: xếp loại `Khá` cao hơn `Tốt` đứng trước nó\n  --> ho-so/bo.toml, dòng 120, mục class[1]\n  \
         gợi ý: ghi các [[class]] từ cao xuống thấp",
    );
    refused(
        "from = 8\n",
        "from = \"80%\"\n",
        "lỗi[wrong-scale]: ngưỡng 0.8 sai thang đo của `Tốt`: ngưỡng tính theo thang điểm của kết quả\n  \
         --> ho-so/bo.toml, dòng 118, mục class[0].from\n  gợi ý: viết 9.6\n  \
         gợi ý: so lại với đơn vị tính",
    );
}
