//! Sentences of reports: what `quá hạn` alone is held to, rates beside the wrong number, times that are not mixed.

use dondoc::audit::Verdict;

use super::{of_words, passes, says, told};

#[test]
fn past_the_deadline_alone_is_compared_with_what_stands_beside_it() {
    let done = |late: u8| {
        of_words(&[&format!("Đã hoàn thành 60 nhiệm vụ, trong đó đúng hạn 50 nhiệm vụ, quá hạn {late} nhiệm vụ.")])
    };
    passes(&done(10));
    says(&done(15), "audit-text", Verdict::Look, "ghi 60, còn 50 + 15 = 65");
    let open = |late: u8| {
        of_words(&[&format!(
            "Còn 40 nhiệm vụ chưa hoàn thành, trong đó 35 nhiệm vụ trong hạn, {late} nhiệm vụ quá hạn."
        )])
    };
    passes(&open(5));
    says(&open(25), "audit-text", Verdict::Look, "ghi 40, còn 35 + 25 = 60");
}

#[test]
fn a_count_of_words_that_nobody_knows_may_be_a_part() {
    let text = |paused: &str| {
        format!(
            "Tổng số nhiệm vụ được giao là 100 nhiệm vụ: đã hoàn thành 60 nhiệm vụ, đang thực hiện 30 nhiệm vụ, {paused}."
        )
    };
    passes(&of_words(&[&text("tạm dừng 10 nhiệm vụ")]));
    passes(&of_words(&[&text("chuyển kỳ sau 10 nhiệm vụ chưa đến hạn")]));
    says(&of_words(&[&text("tạm dừng 9 nhiệm vụ")]), "audit-text", Verdict::Fail, "ghi 100, còn 60 + 30 = 90");
    says(
        &of_words(&[&text("trong đó sắp đến hạn 10 nhiệm vụ")]),
        "audit-text",
        Verdict::Look,
        "bằng nhau nếu cộng cả 10",
    );
}

#[test]
fn a_rate_is_of_the_count_beside_it() {
    let right = "Trong tổng số 120 nhiệm vụ đã hoàn thành, đúng hạn 100 nhiệm vụ (83,3%), quá hạn 20 nhiệm vụ (16,7%).";
    passes(&of_words(&[right]));
    let swapped = of_words(&[&right.replace("83,3%", "x").replace("16,7%", "83,3%").replace('x', "16,7%")]);
    says(&swapped, "audit-text", Verdict::Look, "ghi 16,7%, không phải là tỷ lệ của 100");
    let named = "Tổng số 120 nhiệm vụ được giao; hoàn thành đúng hạn 100 nhiệm vụ (tỷ lệ hoàn thành đúng hạn 16,7%), hoàn thành quá hạn 20 nhiệm vụ (tỷ lệ hoàn thành quá hạn 83,3%).";
    says(&of_words(&[named]), "audit-text", Verdict::Look, "ghi 83,3%, không phải là tỷ lệ của 20");
    passes(&of_words(&[&named.replace("16,7%", "x").replace("83,3%", "16,7%").replace('x', "83,3%")]));
    let first =
        "Tổng số 200 nhiệm vụ được giao, đã hoàn thành 150 nhiệm vụ, đạt 75%; trong đó đúng hạn 120 nhiệm vụ, đạt 60%.";
    let open = |rate: &str| {
        of_words(&[first, &format!("Chưa hoàn thành 50 nhiệm vụ, chiếm {rate}, trong đó quá hạn 10 nhiệm vụ.")])
    };
    passes(&open("25%"));
    says(&open("33%"), "audit-text", Verdict::Look, "ghi 33%");
}

#[test]
fn hardly_any_wrong_rate_of_the_printed_sentence_passes() {
    let text = |rate: u32| {
        format!(
            "Trong tổng số 2.139 nhiệm vụ được giao, đã hoàn thành đúng hạn 883 nhiệm vụ (đạt {rate}%), đã hoàn thành nhưng quá hạn 281 nhiệm vụ, còn trong hạn giải quyết 912 nhiệm vụ; đã trễ hạn nhưng chưa hoàn thành 63 nhiệm vụ. Tổng số đã thực hiện 1.164 nhiệm vụ, còn 975 nhiệm vụ đang thực hiện."
        )
    };
    let quiet: Vec<u32> = (1..100).filter(|rate| told(&of_words(&[&text(*rate)])).is_empty()).collect();
    // Of all tasks, and of those that were done.
    assert_eq!(quiet, [41, 76]);
}

#[test]
fn other_ways_to_say_a_rate_pass() {
    passes(&of_words(&["Đã hoàn thành 100 nhiệm vụ trong tổng số 120 nhiệm vụ được giao, đạt 83,3%."]));
    passes(&of_words(&[
        "Trong tổng số 100 nhiệm vụ được giao, đã hoàn thành 60 nhiệm vụ, đạt tỷ lệ 60%, tăng 5% so với cùng kỳ; chưa hoàn thành 40 nhiệm vụ, chiếm 40%.",
    ]));
    passes(&of_words(&["Đến nay có 1.200 nhiệm vụ, trong đó 3 nhiệm vụ chậm (0,25%), 1.197 nhiệm vụ đúng (99,75%)."]));
    passes(&of_words(&["Đúng hạn 50 nhiệm vụ (83,3%), quá hạn 10 nhiệm vụ (16,7%)."]));
}

#[test]
fn figures_of_two_times_are_never_mixed() {
    for right in [
        "Trong tháng được giao 100 nhiệm vụ, lũy kế từ đầu năm đã hoàn thành 560 nhiệm vụ, chưa hoàn thành 40 nhiệm vụ.",
        "Trong tháng 6 được giao 100 nhiệm vụ, lũy kế từ đầu năm được giao 600 nhiệm vụ, đã hoàn thành 560 nhiệm vụ, chưa hoàn thành 40 nhiệm vụ.",
        "Trong tháng 6 đã hoàn thành 90 nhiệm vụ (đạt 90%); tổng số nhiệm vụ được giao từ đầu năm là 600 nhiệm vụ.",
    ] {
        let found = of_words(&[right]);
        assert!(found.verdict() <= Verdict::Look, "{:#?}", told(&found));
    }
    let wrong = "Lũy kế từ đầu năm được giao 600 nhiệm vụ, đã hoàn thành 560 nhiệm vụ, chưa hoàn thành 50 nhiệm vụ.";
    says(&of_words(&[wrong]), "audit-text", Verdict::Fail, "ghi 600, còn 560 + 50 = 610");
}
