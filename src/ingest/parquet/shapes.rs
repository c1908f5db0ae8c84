//! The records of a Parquet file, as far as they may hold anything: field by field what the format's definition says.
//!
//! In: nothing. Out: the [`Shape`] of the footer and of what stands before a page.

use super::thrift::Shape;

const NOTHING: Shape = Shape::Record(&[]);
const INT: Shape = Shape::Int;
const UNIT: Shape = Shape::Record(&[(1, NOTHING), (2, NOTHING), (3, NOTHING)]);
const INSTANT: Shape = Shape::Record(&[(1, Shape::Truth), (2, UNIT)]);
const LOGICAL: Shape = Shape::Record(&[
    (1, NOTHING),
    (2, NOTHING),
    (3, NOTHING),
    (4, NOTHING),
    (5, Shape::Record(&[(1, INT), (2, INT)])),
    (6, NOTHING),
    (7, INSTANT),
    (8, INSTANT),
    (10, Shape::Record(&[(1, Shape::Byte), (2, Shape::Truth)])),
    (11, NOTHING),
    (12, NOTHING),
    (13, NOTHING),
    (14, NOTHING),
    (15, NOTHING),
]);
const SCHEMA: Shape = Shape::Record(&[
    (1, INT),
    (2, INT),
    (3, INT),
    (4, Shape::Bytes),
    (5, INT),
    (6, INT),
    (7, INT),
    (8, INT),
    (9, INT),
    (10, LOGICAL),
]);
const STATISTICS: Shape = Shape::Record(&[
    (1, Shape::Bytes),
    (2, Shape::Bytes),
    (3, INT),
    (4, INT),
    (5, Shape::Bytes),
    (6, Shape::Bytes),
    (7, Shape::Truth),
    (8, Shape::Truth),
]);
const CHUNK: Shape = Shape::Record(&[
    (1, INT),
    (2, Shape::List(&INT)),
    (3, Shape::List(&Shape::Bytes)),
    (4, INT),
    (5, INT),
    (6, INT),
    (7, INT),
    (9, INT),
    (10, INT),
    (11, INT),
    (12, STATISTICS),
    (14, INT),
    (15, INT),
]);
const COLUMN: Shape = Shape::Record(&[(1, Shape::Bytes), (2, INT), (3, CHUNK), (4, INT), (5, INT), (6, INT), (7, INT)]);
const SORTED: Shape = Shape::Record(&[(1, INT), (2, Shape::Truth), (3, Shape::Truth)]);
const GROUP: Shape = Shape::Record(&[
    (1, Shape::List(&COLUMN)),
    (2, INT),
    (3, INT),
    (4, Shape::List(&SORTED)),
    (5, INT),
    (6, INT),
    (7, INT),
]);
const KEY_VALUE: Shape = Shape::Record(&[(1, Shape::Bytes), (2, Shape::Bytes)]);
/// The footer.
pub const FOOTER: &[(i64, Shape)] = &[
    (1, INT),
    (2, Shape::List(&SCHEMA)),
    (3, INT),
    (4, Shape::List(&GROUP)),
    (5, Shape::List(&KEY_VALUE)),
    (6, Shape::Bytes),
    (7, Shape::List(&UNIT)),
];

/// What a page says of itself.
pub const PAGE: &[(i64, Shape)] = &[
    (1, INT),
    (2, INT),
    (3, INT),
    (4, INT),
    (5, Shape::Record(&[(1, INT), (2, INT), (3, INT), (4, INT), (5, STATISTICS)])),
    (7, Shape::Record(&[(1, INT), (2, INT), (3, Shape::Truth)])),
    (
        8,
        Shape::Record(&[
            (1, INT),
            (2, INT),
            (3, INT),
            (4, INT),
            (5, INT),
            (6, INT),
            (7, Shape::Truth),
            (8, STATISTICS),
        ]),
    ),
];
