//! How much of each dot lies inside an outline.
//!
//! In: a rectangle or the outline of a letter, in dots. Out: a [`Mask`] of its bounds.

use zeno::{Command, PathBuilder, PathData, Transform};

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
    /// The dots of an upright rectangle; none of one whose corners have changed sides, as within a bar thinner than its edge.
    pub fn rectangle((left, top): (f32, f32), (right, bottom): (f32, f32)) -> Self {
        let mut outline: Vec<Command> = Vec::new();
        if left < right && top < bottom {
            outline.add_rect((left, top), right - left, bottom - top);
        }
        Self::new(&outline, Transform::IDENTITY)
    }

    /// The dots of a letter, whose outline is an SVG path; y of a font grows upwards.
    pub fn letter(outline: &str) -> Self {
        Self::new(outline, Transform::scale(1.0, -1.0))
    }

    fn new(outline: impl PathData, transform: Transform) -> Self {
        let (mut shades, place) = zeno::Mask::new(outline).transform(Some(transform)).render();
        for shade in &mut shades {
            let eighths = (u16::from(*shade) * u16::from(SHADES) + 127) / 255;
            *shade = u8::try_from(eighths).unwrap_or(SHADES);
        }
        Self { left: place.left, top: place.top, width: place.width as usize, shades }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_covered_by_their_share() {
        let mask = Mask::rectangle((-1.5, 0.25), (1.0, 2.0));
        assert_eq!((mask.left, mask.top, mask.width), (-2, 0, 3));
        assert_eq!(mask.shades, [3, 6, 6, 4, 8, 8]);
        assert!(Mask::rectangle((1.0, 0.0), (0.9, 2.0)).shades.is_empty(), "nothing within a thin bar");
        assert!(Mask::letter("").shades.is_empty(), "a space");
    }

    #[test]
    fn a_hole_stays_open_and_what_overlaps_is_inside() {
        let mask = Mask::letter("M0,1 L0,2 L3,2 L3,1 Z M1,1 L2,1 L2,2 L1,2 Z");
        assert_eq!((mask.left, mask.top, mask.width), (0, -2, 3));
        assert_eq!(mask.shades, [SHADES, 0, SHADES]);
        assert_eq!(Mask::letter("M0,0 L0,1 L2,1 L2,0 Z M1,0 L1,1 L3,1 L3,0 Z").shades, [SHADES; 3]);
    }
}
