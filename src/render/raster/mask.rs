//! How much of each dot lies inside an outline.
//!
//! In: an outline of straight sides, in dots. Out: a [`Mask`] of its bounds. Outlines are filled by scan lines: where the outline crosses
//! each, sorted, the dots between are inside; a hole is an outline that runs the other way round.

/// A straight part of an outline: from one point to the next, in dots.
pub type Side = ((f32, f32), (f32, f32));

/// Scan lines for each row of dots: how smooth near-level outlines are. Along the line coverage is exact.
const LINES: u8 = 5;
/// Shades of an edge: more cannot be told apart in print, and would double the size of the file.
pub const SHADES: u8 = 8;

/// The dots of a shape, row by row from its upper left one.
pub struct Mask {
    /// Place of the first dot from the point that the outline counts from; may lie left of it.
    pub left: i32,
    /// The same downwards.
    pub top: i32,
    /// Dots in a row.
    pub width: usize,
    /// From 0, outside, to [`SHADES`], inside.
    pub shades: Vec<u8>,
}

impl Mask {
    /// The dots of an upright rectangle: the share of the column times that of the row.
    pub fn rectangle((left, top): (f32, f32), (right, bottom): (f32, f32)) -> Self {
        let columns = shares(left.floor(), right.ceil(), left, right);
        let rows = shares(top.floor(), bottom.ceil(), top, bottom);
        let shade = |row: f32, column: &f32| (row * column * f32::from(SHADES)).round() as u8;
        let shades = rows.iter().flat_map(|row| columns.iter().map(|column| shade(*row, column))).collect();
        Self { left: left.floor() as i32, top: top.floor() as i32, width: columns.len(), shades }
    }

    /// Finds the dots inside an outline.
    pub fn new(outline: &[Side]) -> Self {
        let ends = || outline.iter().flat_map(|(from, to)| [*from, *to]);
        let bounds = |of: fn((f32, f32)) -> f32| {
            let least = ends().map(of).reduce(f32::min).unwrap_or_default().floor();
            let most = ends().map(of).reduce(f32::max).unwrap_or_default().ceil();
            (least, (most - least) as usize)
        };
        let ((left, width), (top, height)) = (bounds(|point| point.0), bounds(|point| point.1));
        let mut shades = Vec::with_capacity(width * height);
        let (mut covered, mut crossings) = (vec![0.0f32; width], Vec::new());
        for row in 0..height {
            let first = top + row as f32;
            let near = |(from, to): &&Side| from.1.min(to.1) < first + 1.0 && from.1.max(to.1) > first;
            let sides: Vec<Side> = outline.iter().filter(near).copied().collect();
            covered.fill(0.0);
            for line in 0..LINES {
                cross(&sides, first + (f32::from(line) + 0.5) / f32::from(LINES), &mut crossings);
                cover(&crossings, left, &mut covered);
            }
            let shade = |share: &f32| (share / f32::from(LINES) * f32::from(SHADES)).round() as u8;
            shades.extend(covered.iter().map(|share| shade(share).min(SHADES)));
        }
        Self { left: left as i32, top: top as i32, width, shades }
    }
}

/// How much of each dot from `first` to before `end` lies between two places.
fn shares(first: f32, end: f32, from: f32, to: f32) -> Vec<f32> {
    let dots = 0..(end - first) as u16;
    dots.map(|dot| first + f32::from(dot)).map(|dot| (to.min(dot + 1.0) - from.max(dot)).max(0.0)).collect()
}

/// Where sides cross a scan line, from left to right, and whether each goes down (1) or up (-1) there.
fn cross(sides: &[Side], height: f32, crossings: &mut Vec<(f32, i32)>) {
    crossings.clear();
    for ((x0, y0), (x1, y1)) in sides {
        let down = *y0 <= height && height < *y1;
        let up = *y1 <= height && height < *y0;
        if down || up {
            crossings.push((x0 + (height - y0) / (y1 - y0) * (x1 - x0), if down { 1 } else { -1 }));
        }
    }
    crossings.sort_by(|one, other| one.0.total_cmp(&other.0));
}

/// Adds to each dot how much of it lies inside on this scan line.
fn cover(crossings: &[(f32, i32)], left: f32, covered: &mut [f32]) {
    let mut winding = 0;
    for ((from, direction), (to, _)) in crossings.iter().zip(crossings.iter().skip(1)) {
        winding += direction;
        if winding == 0 {
            continue;
        }
        let (from, to) = (from - left, to - left);
        for (place, dot) in covered.iter_mut().enumerate().take(to.ceil() as usize).skip(from as usize) {
            let place = place as f32;
            *dot += (to.min(place + 1.0) - from.max(place)).max(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(left: f32, right: f32) -> [Side; 2] {
        [((left, 0.0), (left, 1.0)), ((right, 1.0), (right, 0.0))]
    }

    #[test]
    fn dots_are_covered_by_their_share() {
        let mask = Mask::new(&rectangle(-1.5, 1.0));
        assert_eq!((mask.left, mask.top, mask.width), (-2, 0, 3));
        assert_eq!(mask.shades, [SHADES / 2, SHADES, SHADES]);
        assert!(Mask::new(&[]).shades.is_empty());
        let mask = Mask::rectangle((-1.5, 0.25), (1.0, 2.0));
        assert_eq!((mask.left, mask.top, mask.width), (-2, 0, 3));
        assert_eq!(mask.shades, [3, 6, 6, 4, 8, 8]);
    }

    #[test]
    fn a_hole_stays_open_and_what_overlaps_is_inside() {
        let [left, right] = rectangle(1.0, 2.0);
        let turned = [(left.1, left.0), (right.1, right.0)];
        assert_eq!(Mask::new(&[rectangle(0.0, 3.0), turned].concat()).shades, [SHADES, 0, SHADES]);
        assert_eq!(Mask::new(&[rectangle(0.0, 2.0), rectangle(1.0, 3.0)].concat()).shades, [SHADES; 3]);
    }
}
