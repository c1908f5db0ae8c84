//! Exact numbers: what is parsed, rounded, printed and divided.

use dondoc::scoring::exact::{
    Exact,
    RoundingMode::{self, HalfEven, HalfUp, Trunc},
};
use proptest::prelude::*;

use super::books::n;

#[test]
fn each_mode_rounds_halves_its_own_way() {
    let rounded = |text: &str, mode| n(text).plain_fixed(mode, 1);
    for (text, up, even, cut) in [
        ("0.25", "0.3", "0.2", "0.2"),
        ("0.35", "0.4", "0.4", "0.3"),
        ("0.251", "0.3", "0.3", "0.2"),
        ("-0.25", "-0.3", "-0.2", "-0.2"),
        ("-0.35", "-0.4", "-0.4", "-0.3"),
        ("-0.04", "0.0", "0.0", "0.0"),
        ("2", "2.0", "2.0", "2.0"),
    ] {
        assert_eq!([rounded(text, HalfUp), rounded(text, HalfEven), rounded(text, Trunc)], [up, even, cut], "{text}");
    }
    // Half even goes by the digit that is kept, also without decimals.
    let whole: Vec<String> = ["0.5", "1.5", "2.5", "-1.5"].iter().map(|text| n(text).plain(HalfEven, 0)).collect();
    assert_eq!(whole, ["0", "2", "2", "-2"]);
}

#[test]
fn people_read_a_comma_and_programs_a_dot() {
    let third = Exact::ratio(1, 3).unwrap();
    assert_eq!([third.printed(HalfUp, 3), third.plain(HalfUp, 3)], ["0,333", "0.333"]);
    assert_eq!([n("90").printed(HalfUp, 2), n("90").printed_fixed(HalfUp, 2)], ["90", "90,00"]);
    assert_eq!([n("1234.50").printed(HalfUp, 3), n("1234.50").plain(HalfUp, 3)], ["1.234,5", "1234.5"]);
    assert_eq!([n("-0.05").printed(HalfUp, 2), n("-0.05").plain(HalfUp, 2)], ["−0,05", "-0.05"]);
    assert_eq!([n("100").plain(HalfUp, 0), n("100").plain(HalfUp, 2)], ["100", "100"]);
}

#[test]
fn nothing_is_divided_by_zero() {
    assert_eq!(n("1").over(&n("0")), None);
    assert_eq!(Exact::ratio(1, 0), None);
    assert_eq!(n("1").over(&n("4")), Some(n("0.25")));
}

#[test]
fn whole_parts_count_down_and_never_below_zero() {
    let wholes: Vec<u64> = ["0", "0.99", "1", "2.5", "-0.5"].iter().map(|text| n(text).whole()).collect();
    assert_eq!(wholes, [0, 0, 1, 2, 0]);
}

#[test]
fn crossed_bounds_leave_the_upper_one() {
    assert_eq!(n("5").clamped(&n("0"), &n("2")), n("2"));
    assert_eq!(n("-5").clamped(&n("0"), &n("2")), n("0"));
    assert_eq!(n("1").clamped(&n("3"), &n("2")), n("2"));
}

fn fraction() -> impl Strategy<Value = (i64, u64)> {
    (-1_000_000_000i64..1_000_000_000, 1u64..100_000)
}

fn exact((part, whole): (i64, u64)) -> Exact {
    Exact::of(part).over(&Exact::count(whole)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rounding_is_off_by_half_a_unit_at_most(number in fraction(), digits in 0u32..6) {
        let number = exact(number);
        let unit = Exact::of(1).over(&Exact::of(10i64.pow(digits))).unwrap();
        let half = unit.over(&Exact::of(2)).unwrap();
        let off = |mode| { let off = &number.rounded(mode, digits) - &number; off.clone().max(&Exact::default() - &off) };
        prop_assert!(off(HalfUp) <= half);
        prop_assert!(off(HalfEven) <= half);
        prop_assert!(off(Trunc) < unit);
        for mode in [HalfUp, HalfEven, Trunc] {
            let once = number.rounded(mode, digits);
            prop_assert_eq!(once.rounded(mode, digits), once);
        }
    }

    #[test]
    fn rounding_keeps_the_order(one in fraction(), other in fraction(), digits in 0u32..4) {
        let (one, other) = (exact(one), exact(other));
        let (low, high) = if one <= other { (one, other) } else { (other, one) };
        for mode in [HalfUp, HalfEven, Trunc] {
            prop_assert!(low.rounded(mode, digits) <= high.rounded(mode, digits));
        }
    }

    #[test]
    fn what_is_printed_is_read_again(number in fraction(), digits in 0u32..6) {
        let number = exact(number);
        let rounded = number.rounded(RoundingMode::HalfUp, digits);
        let plain = number.plain(RoundingMode::HalfUp, digits);
        let fixed = number.plain_fixed(RoundingMode::HalfUp, digits);
        prop_assert_eq!(Exact::parse(&plain), Some(rounded.clone()));
        prop_assert_eq!(Exact::parse(&fixed), Some(rounded.clone()));
        prop_assert_eq!(Exact::parse(&number.printed(RoundingMode::HalfUp, digits).replace('.', "")), Some(rounded));
        prop_assert!(!plain.contains('.') || !plain.ends_with('0'));
    }

    #[test]
    fn half_up_agrees_with_integers(part in 0u64..100_000, whole in 1u64..100_000) {
        let rate = &Exact::ratio(part, whole).unwrap() * &Exact::of(100);
        let ratio = dondoc::value::Ratio { part, whole };
        prop_assert_eq!(format!("{}%", rate.printed_fixed(HalfUp, 2)), dondoc::locale::vietnamese::percent(ratio, 2));
    }

    #[test]
    fn numbers_beyond_a_machine_word_are_as_exact_as_small_ones(
        numbers in proptest::collection::vec((1i64..=i64::MAX, 1u64..=u64::MAX), 3), digits in 0u32..30,
    ) {
        let [one, two, three] = [0, 1, 2].map(|index: usize| exact(numbers[index]));
        let product = &(&one * &two) * &three;
        prop_assert_eq!(product.over(&three).unwrap().over(&two), Some(one.clone()));
        prop_assert_eq!(&(&(&product + &two) - &product), &two);
        prop_assert_eq!(&product * &(&one + &two), &(&product * &one) + &(&product * &two));
        prop_assert!(&product + &one > product && &product - &one < product);
        for mode in [HalfUp, HalfEven, Trunc] {
            let rounded = product.rounded(mode, digits);
            prop_assert_eq!(rounded.rounded(mode, digits), rounded.clone());
            prop_assert_eq!(rounded.plain_fixed(mode, digits), product.plain_fixed(mode, digits));
            // A whole number more changes nothing behind the comma.
            let whole = Exact::of(numbers[0].0);
            prop_assert_eq!((&product + &whole).rounded(Trunc, digits), &product.rounded(Trunc, digits) + &whole);
        }
    }

    #[test]
    fn small_and_big_fractions_round_alike(number in fraction(), digits in 0u32..6) {
        // Far from zero the number has no room in machine words; what is behind the comma is the same.
        let far = &(&Exact::of(i64::MAX) * &Exact::of(4)) * &Exact::of(10);
        let number = exact(number).clamped(&Exact::default(), &Exact::of(i64::MAX));
        for mode in [HalfUp, HalfEven, Trunc] {
            prop_assert_eq!((&number + &far).rounded(mode, digits), &number.rounded(mode, digits) + &far);
        }
    }

    #[test]
    fn what_is_divided_multiplies_back(one in fraction(), other in fraction()) {
        let (one, other) = (exact(one), exact(other));
        prop_assume!(other != Exact::default());
        prop_assert_eq!(&one.over(&other).unwrap() * &other, one);
    }
}
