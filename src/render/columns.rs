//! Column widths of printed tables: the author's shares, corrected by what the cells hold.
//!
//! In: for each column its share, the longest word and the longest text. Out: widths that fill the table exactly.

/// What one column asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    /// Share of the table's width, relative to the other columns.
    pub share: f32,
    /// Width below which a word would be torn.
    pub least: f32,
    /// Width beyond which nothing is gained.
    pub most: f32,
}

/// Widths of all columns; their sum is `total`.
pub fn widths(needs: &[Need], total: f32) -> Vec<f32> {
    let least: f32 = needs.iter().map(|need| need.least).sum();
    if least >= total {
        return capped(needs, total);
    }
    let mut widths = by_share(needs, total);
    pass_on_surplus(needs, &mut widths);
    widths
}

/// Where not all words can stay whole, only the widest are torn: no column gets more than a cap, and those below it keep theirs.
fn capped(needs: &[Need], total: f32) -> Vec<f32> {
    let mut sorted: Vec<f32> = needs.iter().map(|need| need.least).collect();
    sorted.sort_by(f32::total_cmp);
    let (mut left, mut columns) = (total, sorted.len());
    let mut cap = 0.0;
    for least in sorted {
        cap = left / columns as f32;
        if least > cap {
            break;
        }
        left -= least;
        columns -= 1;
    }
    needs.iter().map(|need| need.least.min(cap.max(0.0))).collect()
}

/// Widths in proportion to the shares, none below its least.
fn by_share(needs: &[Need], total: f32) -> Vec<f32> {
    let mut fixed = vec![false; needs.len()];
    loop {
        let taken: f32 = needs.iter().zip(&fixed).filter(|(_, fixed)| **fixed).map(|(need, _)| need.least).sum();
        let shares: f32 = needs.iter().zip(&fixed).filter(|(_, fixed)| !**fixed).map(|(need, _)| share(need)).sum();
        let width = |need: &Need| (total - taken) * share(need) / shares.max(f32::EPSILON);
        let mut changed = false;
        for (need, fixed) in needs.iter().zip(&mut fixed) {
            if !*fixed && width(need) < need.least {
                (*fixed, changed) = (true, true);
            }
        }
        if !changed {
            return needs
                .iter()
                .zip(&fixed)
                .map(|(need, fixed)| if *fixed { need.least } else { width(need) })
                .collect();
        }
    }
}

/// A share that is no usable number counts as the smallest.
fn share(need: &Need) -> f32 {
    if need.share.is_finite() && need.share > 0.0 { need.share } else { 0.01 }
}

/// What a column has beyond its longest text goes to the columns whose texts are broken.
fn pass_on_surplus(needs: &[Need], widths: &mut [f32]) {
    let surplus: f32 = needs.iter().zip(widths.iter()).map(|(need, width)| (width - need.most).max(0.0)).sum();
    let wanted: f32 = needs.iter().zip(widths.iter()).map(|(need, width)| (need.most - width).max(0.0)).sum();
    let moved = surplus.min(wanted);
    if moved <= 0.0 {
        return;
    }
    for (need, width) in needs.iter().zip(widths.iter_mut()) {
        let over = *width - need.most;
        *width -= if over > 0.0 { moved * over / surplus } else { moved * over / wanted };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(share: f32, least: f32, most: f32) -> Need {
        Need { share, least, most }
    }

    #[test]
    fn widths_always_fill_the_table() {
        let cases = [
            vec![need(1.0, 10.0, 500.0), need(3.0, 10.0, 500.0)],
            vec![need(1.0, 90.0, 500.0), need(30.0, 10.0, 500.0)],
            vec![need(1.0, 10.0, 12.0), need(1.0, 10.0, 900.0), need(0.0, 5.0, 5.0)],
            vec![need(1.0, 400.0, 400.0), need(1.0, 300.0, 300.0)],
        ];
        for needs in cases {
            let sum: f32 = widths(&needs, 400.0).iter().sum();
            assert!((sum - 400.0).abs() < 0.01, "{needs:?}: {sum}");
        }
    }

    #[test]
    fn no_word_is_torn_while_there_is_room() {
        let set = widths(&[need(1.0, 90.0, 500.0), need(30.0, 10.0, 900.0)], 400.0);
        assert!(set[0] >= 90.0, "{set:?}");
    }

    #[test]
    fn one_endless_word_is_torn_and_leaves_the_other_words_whole() {
        let set = widths(&[need(1.0, 60.0, 60.0), need(1.0, 2000.0, 2000.0), need(1.0, 40.0, 90.0)], 400.0);
        assert_eq!(set, [60.0, 300.0, 40.0]);
    }

    #[test]
    fn surplus_goes_to_broken_texts() {
        let set = widths(&[need(1.0, 10.0, 20.0), need(1.0, 10.0, 900.0)], 400.0);
        assert!((set[0] - 20.0).abs() < 0.01 && (set[1] - 380.0).abs() < 0.01, "{set:?}");
    }
}
