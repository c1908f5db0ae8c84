//! dondoc.toml, mappings and registries that cannot be used.

use dondoc::policy::POLICIES;

use crate::workbench::Workbench;

const PROJECT: &str = "dondoc.toml";

/// One edit of dondoc.toml and the first two lines or more that it brings about.
fn breaks(from: &str, to: &str, findings: &str) {
    Workbench::new().edit(PROJECT, from, to).refused(findings);
}

#[test]
fn what_is_no_project_is_told() {
    let bench = Workbench::new().remove(PROJECT);
    bench.refused(
        "lỗi[project-not-found]: đây không phải là một hồ sơ báo cáo: không có tệp dondoc.toml\n  --> ho-so\n  \
         gợi ý: chạy lại với thư mục có tệp dondoc.toml, ví dụ: dondoc report sample-data/kon-tum-2018",
    );
    // Notepad adds an extension that Windows hides.
    bench.write("dondoc.toml.txt", "").refused(
        "lỗi[project-not-found]: đây không phải là một hồ sơ báo cáo: không có tệp dondoc.toml\n  --> ho-so\n  \
         gợi ý: đổi tên `dondoc.toml.txt` thành `dondoc.toml`\n  \
         gợi ý: chạy lại với thư mục có tệp dondoc.toml, ví dụ: dondoc report sample-data/kon-tum-2018",
    );
    let run = Workbench::new().run(&["report", "nham"]);
    assert_eq!(
        run.stderr,
        "lỗi[folder-not-found]: không tìm thấy thư mục này\n  --> nham\n  \
         gợi ý: kiểm tra lại đường dẫn; đặt trong dấu nháy kép nếu có dấu cách, ví dụ: dondoc report \"D:/Báo cáo năm 2018\"\n\
         không ghi tệp nào\n"
    );
    assert_eq!(run.status, 1);
}

#[test]
fn slips_of_toml_are_told_with_line_and_cure() {
    let slips = [
        ("year = 2018", "year =", 5, "thiếu giá trị, hoặc chữ chưa đặt trong dấu nháy kép \"…\""),
        (
            "date = \"2019-01-01\"",
            "date = 01/01/2019",
            13,
            "số viết liền, ví dụ 1063; ngày đặt trong dấu nháy kép, ví dụ \"2019-01-01\"",
        ),
        ("place = \"Kon Tum\"", "place = Kon Tum", 12, "thiếu giá trị, hoặc chữ chưa đặt trong dấu nháy kép \"…\""),
        ("place = \"Kon Tum\"", "place = \"Kon Tum", 12, "thiếu dấu nháy kép \" ở cuối chữ"),
        (
            "place = \"Kon Tum\"",
            "place = “Kon Tum”",
            12,
            "dấu nháy cong “ ” không dùng được; gõ lại bằng dấu nháy thẳng \"",
        ),
        ("place = \"Kon Tum\"", "place \"Kon Tum\"", 12, "thiếu dấu = và giá trị sau tên mục"),
        ("place = \"Kon Tum\"", "nơi = \"Kon Tum\"", 12, "tên mục chỉ gồm chữ không dấu, chữ số, dấu - và _"),
        ("authority = [\"KT. TỔ TRƯỞNG\", ", "authority = [\"KT. TỔ TRƯỞNG\" ", 17, "thiếu dấu phẩy giữa các phần tử"),
        ("date = ", "place = \"Kon Tum\"\ndate = ", 13, "mục này đã có ở trên"),
        ("year = 2018", "year = 2018\nyear = 2018", 6, "mục này đã có ở trên"),
        ("[as_of]", "[as_of", 34, "thiếu dấu ] ở cuối tên phần"),
        (
            "superior = [\"ỦY BAN NHÂN DÂN\", ",
            "superior = \"ỦY BAN NHÂN DÂN\", ",
            14,
            "có chữ thừa sau giá trị, hoặc chữ chưa đặt trong dấu nháy kép \"…\"",
        ),
        (
            "\"nhiem-vu-ubnd.xlsx\"",
            "\"D:\\so lieu\\ubnd.xlsx\"",
            41,
            "dấu \\ không dùng được trong \"…\"; trong đường dẫn dùng / hoặc dấu nháy đơn '…'",
        ),
    ];
    for (from, to, line, reason) in slips {
        breaks(
            from,
            to,
            &format!(
                "lỗi[invalid-toml]: sai cú pháp: {reason}\n  --> dondoc.toml, dòng {line}\n  gợi ý: sửa dòng này rồi chạy lại"
            ),
        );
    }
}

#[test]
fn unknown_keys_and_choices_are_told_with_the_nearest() {
    breaks(
        "place = ",
        "plase = ",
        "lỗi[unknown-key]: không có mục `plase`\n  --> dondoc.toml, dòng 12\n  gợi ý: có phải là `place`?\n  \
         gợi ý: các mục dùng được: template, file_name, status, number, place, date, superior, issuer, issuer_name, \
         authority, office, signer, recipients, addressees, urgency, circulation, drafter, address, copy, charts, scores, due_within_days, no_deadline_months, top, remarks, figures",
    );
    breaks(
        "[as_of]",
        "[policy]\ndeadlin = \"latest\"\n\n[as_of]",
        &format!(
            "lỗi[unknown-key]: không có mục `deadlin`\n  --> dondoc.toml, dòng 35\n  gợi ý: có phải là `deadline`?\n  \
             gợi ý: các mục dùng được: {}",
            POLICIES.iter().map(|policy| policy.id).collect::<Vec<_>>().join(", ")
        ),
    );
    breaks(
        "[report]",
        "[raport]",
        "lỗi[unknown-key]: không có mục `raport`\n  --> dondoc.toml, dòng 7\n  gợi ý: có phải là `report`?\n  \
         gợi ý: các mục dùng được: project, period, report, as_of, input, register, layout, metadata, policy, units, letters, scores, check",
    );
    breaks(
        "\"final\"",
        "\"finale\"",
        "lỗi[unknown-choice]: không có lựa chọn `finale`\n  --> dondoc.toml, dòng 10\n  gợi ý: có phải là `final`?\n  \
         gợi ý: các lựa chọn: draft, final",
    );
}

#[test]
fn missing_keys_are_told() {
    for (from, key, line) in
        [("place = \"Kon Tum\"", "place", 7), ("file = \"nhiem-vu-ubnd.xlsx\"", "file", 39), ("[as_of]", "as_of", 1)]
    {
        // The instants without their heading belong to [report]; they go too.
        let bench = Workbench::new().edit(PROJECT, from, "");
        let bench = match key {
            "as_of" => bench
                .edit(PROJECT, "government = \"2018-12-22\"", "")
                .edit(PROJECT, "province = \"2018-12-27T15:30\"", "")
                .edit(PROJECT, "report = \"2019-01-01\"", ""),
            _ => bench,
        };
        bench.refused(&format!(
            "lỗi[missing-key]: thiếu mục `{key}`\n  --> dondoc.toml, dòng {line}\n  \
             gợi ý: bổ sung `{key}` vào phần bắt đầu ở dòng này"
        ));
    }
}

#[test]
fn values_of_the_wrong_type_are_told_with_the_right_form() {
    let cases = [
        ("year = 2018", "year = \"2018\"", 5, "\"2018\"", "2018"),
        ("year = 2018", "year = 2018.5", 5, "2018.5", "2018"),
        ("place = \"Kon Tum\"", "place = 5", 12, "5", "\"5\""),
        ("place = \"Kon Tum\"", "copy = true", 12, "true", "\"…\""),
        ("medium = \"paper\"", "preset = 13", 61, "13", "\"…\""),
        ("point_style = \"italic\"", "point_style = true", 64, "true", "\"…\""),
        ("date = \"2019-01-01\"", "date = 2019-01-01", 13, "2019-01-01", "\"2019-01-01\""),
        ("issuer = [\"TỔ KIỂM TRA\"]", "issuer = \"TỔ KIỂM TRA\"", 15, "\"TỔ KIỂM TRA\"", "[\"TỔ KIỂM TRA\"]"),
        ("[as_of]", "[policy]\nmax_quarantined = -1\n\n[as_of]", 35, "-1", "1"),
        ("[[register]]", "[register]", 51, "[register]", "[[register]]"),
    ];
    for (from, to, line, value, example) in cases {
        breaks(
            from,
            to,
            &format!(
                "lỗi[invalid-value]: giá trị không hợp lệ: {value}\n  --> dondoc.toml, dòng {line}\n  gợi ý: viết như: {example}"
            ),
        );
    }
}

#[test]
fn values_that_make_no_sense_are_told_all_at_once() {
    let bench = Workbench::new()
        .edit(PROJECT, "\"2018-12-22\"", "\"22/12/2018\"")
        .edit(PROJECT, "\"2018-12-27T15:30\"", "\"2018-12-27 15:30\"")
        .edit(PROJECT, "date = \"2019-01-01\"", "date = \"01/01/2019\"")
        .edit(PROJECT, "year = 2018", "year = 999999999")
        .edit(PROJECT, "\"bao-cao-nam-2018\"", "\"../bao-cao: 2018\"")
        .edit(PROJECT, "id = \"government\"", "id = \"province\"")
        .edit(PROJECT, "id = \"compliance\"", "id = \"quy chế\"");
    bench.refused(
        "lỗi[repeated-id]: id `province` đã dùng ở trên\n  --> dondoc.toml, dòng 46, mục input[1].id\n  \
         gợi ý: đặt cho mỗi phần một id riêng\n\
         lỗi[invalid-value]: giá trị không hợp lệ: \"quy chế\"\n  --> dondoc.toml, dòng 52, mục register[0].id\n  \
         gợi ý: viết như: \"nhiem_vu_ubnd\"\n\
         lỗi[invalid-value]: giá trị không hợp lệ: \"../bao-cao: 2018\"\n  --> dondoc.toml, dòng 9, mục report.file_name\n  \
         gợi ý: viết như: \"bao-cao-nam-2018\"\n\
         lỗi[invalid-value]: giá trị không hợp lệ: \"22/12/2018\"\n  --> dondoc.toml, dòng 35, mục as_of.government\n  \
         gợi ý: viết như: \"2018-12-27\", \"2018-12-27T15:30\"\n\
         lỗi[invalid-value]: giá trị không hợp lệ: \"2018-12-27 15:30\"\n  --> dondoc.toml, dòng 36, mục as_of.province\n  \
         gợi ý: viết như: \"2018-12-27\", \"2018-12-27T15:30\"\n\
         lỗi[invalid-value]: giá trị không hợp lệ: \"01/01/2019\"\n  --> dondoc.toml, dòng 13, mục report.date\n  \
         gợi ý: viết như: \"2019-01-01\"\n\
         lỗi[invalid-value]: giá trị không hợp lệ: 999999999\n  --> dondoc.toml, dòng 5, mục project.year\n  \
         gợi ý: viết như: 2018",
    );
}

#[test]
fn a_period_says_what_it_lacks_and_what_contradicts_it() {
    let cases = [
        (
            "",
            "lỗi[missing-key]: thiếu mục `year`\n  --> dondoc.toml, dòng 3, mục project\n  gợi ý: bổ sung `year` vào phần bắt đầu ở dòng này",
        ),
        (
            "[period]\nyear = 2018\nkind = \"month\"",
            "lỗi[missing-key]: thiếu mục `number`\n  --> dondoc.toml, dòng 5, mục period\n  gợi ý: bổ sung `number` vào phần bắt đầu ở dòng này",
        ),
        (
            "[period]\nyear = 2018\nkind = \"quarter\"\nnumber = 5",
            "lỗi[invalid-value]: giá trị không hợp lệ: 5\n  --> dondoc.toml, dòng 8, mục period.number\n  gợi ý: viết như: number = 2 (1–4)",
        ),
        (
            "[period]\nyear = 2018\nnumber = 5",
            "lỗi[invalid-value]: giá trị không hợp lệ: 5\n  --> dondoc.toml, dòng 7, mục period.number\n  gợi ý: viết như: kind = \"quarter\", number = 2",
        ),
        (
            "year = 2017\n[period]\nyear = 2018",
            "lỗi[invalid-value]: giá trị không hợp lệ: 2018\n  --> dondoc.toml, dòng 7, mục period.year\n  gợi ý: viết như: year = 2017",
        ),
        (
            "[period]\nfrom = \"2018-01-01\"",
            "lỗi[missing-key]: thiếu mục `to`\n  --> dondoc.toml, dòng 5, mục period\n  gợi ý: bổ sung `to` vào phần bắt đầu ở dòng này",
        ),
        (
            "[period]\nfrom = \"2018-05-01\"\nto = \"2018-04-01\"",
            "lỗi[invalid-value]: giá trị không hợp lệ: \"2018-04-01\"\n  --> dondoc.toml, dòng 7, mục period.to\n  gợi ý: viết như: from = \"2026-01-01\", to = \"2026-03-15\"",
        ),
        (
            "[period]\nkind = \"year\"\nfrom = \"2018-05-01\"\nto = \"31/12/2018\"",
            "lỗi[invalid-value]: giá trị không hợp lệ: \"31/12/2018\"\n  --> dondoc.toml, dòng 8, mục period.to\n  gợi ý: viết như: \"2026-03-15\"\nlỗi[invalid-value]: giá trị không hợp lệ: kind\n  --> dondoc.toml, dòng 6, mục period.kind\n  gợi ý: viết như: from = \"2026-01-01\", to = \"2026-03-15\"",
        ),
    ];
    for (section, expected) in cases {
        Workbench::new().edit(PROJECT, "year = 2018", section).refused(expected);
    }
}

#[test]
fn unknown_definitions_are_told_with_the_nearest() {
    breaks(
        "units = \"kon-tum\"",
        "units = \"kontum\"",
        "lỗi[unknown-definition]: không có `kontum` trong report-templates/units\n  \
         --> dondoc.toml, dòng 4, mục project.units\n  gợi ý: có phải là `kon-tum`?\n  gợi ý: hiện có: binh-dinh, gia-lai, kon-tum, quang-ngai",
    );
    breaks(
        "template = \"annual\"",
        "template = \"anual\"",
        "lỗi[unknown-definition]: không có `anual` trong report-templates/reports\n  \
         --> dondoc.toml, dòng 8, mục report.template\n  gợi ý: có phải là `annual`?\n  gợi ý: hiện có: annual, by-unit, half-year, monthly, nine-month, quarterly, reminder-letter, scores",
    );
    let both = Workbench::new().edit(PROJECT, "\"kon-tum-tracker\"", "\"kon-tum-traker\"");
    let known = "generic, idesk, ioffice, kon-tum-government, kon-tum-tracker, national, paper-register";
    both.edit(PROJECT, "\"kon-tum-government\"", "\"khac\"").refused(&format!(
        "lỗi[unknown-definition]: không có `kon-tum-traker` trong report-templates/mappings\n  \
         --> dondoc.toml, dòng 42, mục input[0].mapping\n  gợi ý: có phải là `kon-tum-tracker`?\n  \
         gợi ý: hiện có: {known}\n\
         lỗi[unknown-definition]: không có `khac` trong report-templates/mappings\n  \
         --> dondoc.toml, dòng 48, mục input[1].mapping\n  gợi ý: hiện có: {known}"
    ));
    breaks(
        "\"kt-ubnd-tinh\"",
        "\"UBND tỉnh Kon Tun\"",
        "lỗi[unregistered-unit]: đơn vị `UBND tỉnh Kon Tun` chưa có trong danh mục\n  \
         --> dondoc.toml, dòng 49, mục input[1].default_unit\n  gợi ý: có phải là `UBND tỉnh Kon Tum`?\n  \
         gợi ý: thêm cách viết này vào report-templates/units nếu đúng là đơn vị đó",
    );
}

#[test]
fn faults_of_a_mapping_are_told_in_the_language_of_the_user() {
    let file = "report-templates/mappings/rieng.toml";
    let head = "title = \"x\"\nstatus = \"assumed\"\nsource = \"x\"\nid_scope = \"x\"\n";
    let bench = |text: &str| {
        let bench = Workbench::new().edit(PROJECT, "\"kon-tum-tracker\"", "\"rieng\"");
        bench.write(file, format!("{head}{text}"))
    };
    bench("nul_dates = []\n[columns]\n").refused(
        "lỗi[unknown-key]: không có mục `nul_dates`\n  --> ho-so/report-templates/mappings/rieng.toml, dòng 5\n  \
         gợi ý: có phải là `null_dates`?\n  gợi ý: các mục dùng được: title, status, source, id_scope, rows, headings, \
         null_dates, total_labels, vague_units, unit_separators, document_carried_down, optional, ignored, constants, recognise, columns, statuses",
    );
    bench("null_dates = [\"1970-01-01\"]\n[columns]\n").refused(
        "lỗi[invalid-value]: giá trị không hợp lệ: [\"1970-01-01\"]\n  \
         --> ho-so/report-templates/mappings/rieng.toml, dòng 5\n  gợi ý: viết như: [\"01/01/1970\"]",
    );
    let english =
        bench("[columns]\ndocment = [\"Số\"]\nlead_unt = [\"Đơn vị\"]\n").run(&["report", "ho-so", "--lang", "en"]);
    let known = super::field_ids();
    assert_eq!(
        english.stderr,
        format!(
            "error[unknown-key]: unknown key `docment`\n  \
             --> ho-so/report-templates/mappings/rieng.toml, line 6, key columns.docment\n  \
             hint: did you mean `document`?\n  hint: known keys: {known}\n\
             error[unknown-key]: unknown key `lead_unt`\n  \
             --> ho-so/report-templates/mappings/rieng.toml, line 7, key columns.lead_unt\n  \
             hint: did you mean `lead_units`?\n  hint: known keys: {known}\nnothing was written\n"
        )
    );
    assert_eq!(english.status, 1);
}

#[test]
fn a_spelling_that_two_units_claim_is_told() {
    let unit = |id: &str, spelling: &str| {
        format!(
            "[[unit]]\nid = \"{id}\"\nname = \"{id}\"\nspellings = [\"{spelling}\"]\nlevel_group = \"other\"\nscored = true\n"
        )
    };
    let registry =
        format!("id = \"x\"\nname = \"x\"\nsource = \"x\"\n{}{}", unit("a", "Sở Y tế"), unit("b", "SỞ Y TẾ"));
    let bench = Workbench::new().edit(PROJECT, "units = \"kon-tum\"", "units = \"rieng\"");
    bench.write("report-templates/units/rieng.toml", registry).refused(
        "lỗi[ambiguous-spelling]: cách viết `SỞ Y TẾ` thuộc về hai đơn vị: a và b\n  \
         --> ho-so/report-templates/units/rieng.toml, dòng 10, mục unit[1]\n  \
         gợi ý: mỗi cách viết chỉ để ở một đơn vị trong danh mục",
    );
}

#[test]
fn backslashes_of_windows_paths_are_explained() {
    let file = "\"nhiem-vu-ubnd.xlsx\"";
    let told = |reason: &str, place: &str| {
        format!(
            "lỗi[invalid-toml]: sai cú pháp: {reason}\n  --> dondoc.toml, {place}\n  gợi ý: sửa dòng này rồi chạy lại"
        )
    };
    let plain = "dấu \\ không dùng được trong \"…\"; trong đường dẫn dùng / hoặc dấu nháy đơn '…'";
    for path in ["\"C:\\Users\\An\\x.csv\"", "\"\\xuat\\x.csv\""] {
        Workbench::small().edit("dondoc.toml", file, path).refused(&told(plain, "dòng 40"));
    }
    let swallowed = "dấu \\ trong \"…\" đã thành ký tự khác (\\t là tab, \\n là xuống dòng); trong đường dẫn dùng / hoặc dấu nháy đơn '…'";
    for path in ["\"du-lieu\\thang-1.csv\"", "\"du-lieu\\nam.csv\""] {
        let bench = Workbench::small().edit("dondoc.toml", file, path);
        bench.refused(&told(swallowed, "dòng 40, mục input[0].file"));
    }
    if cfg!(not(windows)) {
        let bench = Workbench::small().edit("dondoc.toml", file, "'du-lieu\\x.csv'");
        let run = bench.report();
        assert!(run.stderr.contains("  gợi ý: viết đường dẫn bằng dấu /: `du-lieu/x.csv`\n"), "{}", run.stderr);
    }
}

#[test]
fn definitions_may_be_utf_16_with_its_mark() {
    let bench = Workbench::small();
    let text = std::fs::read_to_string(bench.project().join("dondoc.toml")).unwrap();
    let units =
        |swap: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(swap).collect();
    let (little, big): (Vec<u8>, Vec<u8>) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
    for bytes in [&little, &big] {
        let run = Workbench::small().write("dondoc.toml", bytes).run(&["check", "ho-so"]);
        assert_eq!((run.stderr.as_str(), run.status), ("", 0));
    }
    let half = Workbench::small().write("dondoc.toml", &little[..little.len() - 1]);
    assert!(half.report().stderr.starts_with("lỗi[not-unicode]: "));
}
