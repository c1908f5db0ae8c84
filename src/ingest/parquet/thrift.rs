//! Records in the compact form of Thrift, of which the headers and the footer of a Parquet file are made.
//!
//! In: bytes. Out: fields by number, if each has the kind that a [`Shape`] gives it and no length promises more than there are bytes.

/// Records stand in records, but never deeper than this.
const DEEPEST: usize = 16;

/// What a field must be, for a reader that does not look.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    Truth,
    Byte,
    Int,
    Bytes,
    List(&'static Shape),
    Record(&'static [(i64, Shape)]),
    /// Nobody reads it.
    Any,
}

/// A field of a record: its number and what it holds.
pub type Field = (i64, Value);

/// What a field holds; of bytes and lists nothing is kept.
#[derive(Debug, PartialEq, Eq)]
pub enum Value {
    Int(i64),
    Record(Vec<Field>),
    Other,
}

/// Bytes that are taken from the front.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next so many bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A number of any length, seven bits in a byte.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The same with a sign.
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// A length that stands before so many bytes, or as many parts of one byte at least.
    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|length| *length <= self.0.len())
    }

    /// A record to its end.
    pub fn record(&mut self, fields: &[(i64, Shape)]) -> Option<Vec<Field>> {
        self.record_within(fields, DEEPEST)
    }

    fn record_within(&mut self, fields: &[(i64, Shape)], deepest: usize) -> Option<Vec<Field>> {
        let (mut found, mut id) = (Vec::new(), 0_i64);
        loop {
            let opening = self.byte()?;
            let kind = opening & 0x0f;
            if kind == 0 {
                // Some readers stop here whatever else the byte says, others do not.
                return (opening == 0).then_some(found);
            }
            id = match opening >> 4 {
                0 => self.signed()?,
                step => id.checked_add(i64::from(step))?,
            };
            let shape = fields.iter().find(|(known, _)| *known == id).map_or(Shape::Any, |(_, shape)| *shape);
            found.push((id, self.value(kind, false, shape, deepest)?));
        }
    }

    fn value(&mut self, kind: u8, in_list: bool, shape: Shape, deepest: usize) -> Option<Value> {
        let deeper = deepest.checked_sub(1)?;
        let fits = match shape {
            Shape::Any => true,
            Shape::Truth => matches!(kind, 1 | 2),
            Shape::Byte => kind == 3,
            Shape::Int => matches!(kind, 4..=6),
            Shape::Bytes => kind == 8,
            Shape::List(_) => kind == 9,
            Shape::Record(_) => kind == 12,
        };
        match kind {
            _ if !fits => return None,
            1 | 2 if in_list => {
                self.byte()?;
            }
            1 | 2 => return Some(Value::Int(i64::from(kind == 1))),
            3 => {
                self.byte()?;
            }
            4..=6 => return self.signed().map(Value::Int),
            7 => {
                self.take(8)?;
            }
            8 => {
                let length = self.length()?;
                self.take(length)?;
            }
            9 | 10 => self.list(if let Shape::List(part) = shape { *part } else { Shape::Any }, deeper)?,
            12 => {
                let fields = if let Shape::Record(fields) = shape { fields } else { &[] };
                return self.record_within(fields, deeper).map(Value::Record);
            }
            _ => return None,
        }
        Some(Value::Other)
    }

    fn list(&mut self, part: Shape, deepest: usize) -> Option<()> {
        let opening = self.byte()?;
        let count = match opening >> 4 {
            15 => self.length()?,
            count => usize::from(count),
        };
        for _ in 0..count {
            self.value(opening & 0x0f, true, part, deepest)?;
        }
        Some(())
    }
}

/// The number in a field.
pub fn int(fields: &[Field], id: i64) -> Option<i64> {
    match fields.iter().rev().find(|field| field.0 == id) {
        Some((_, Value::Int(number))) => Some(*number),
        _ => None,
    }
}

/// A count or size in a field.
pub fn count(fields: &[Field], id: i64) -> Option<usize> {
    usize::try_from(int(fields, id)?).ok()
}

/// The record in a field.
pub fn record(fields: &[Field], id: i64) -> Option<&[Field]> {
    match fields.iter().rev().find(|field| field.0 == id) {
        Some((_, Value::Record(fields))) => Some(fields),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[(i64, Shape)] = &[(1, Shape::Int), (2, Shape::List(&Shape::Bytes)), (3, Shape::Record(&[]))];

    #[test]
    fn fields_are_found_and_promises_are_weighed() {
        // 1: 150, 2: ["a", ""], 3: { 1: true }
        let good = [0x15, 0xac, 0x02, 0x19, 0x28, 1, b'a', 0, 0x1c, 0x11, 0, 0];
        let fields = Bytes(&good).record(FIELDS).unwrap();
        assert_eq!(
            (count(&fields, 1), int(&fields, 2), int(record(&fields, 3).unwrap(), 1)),
            (Some(150), None, Some(1))
        );
        for length in 0..good.len() {
            assert!(Bytes(&good[..length]).record(FIELDS).is_none());
        }
        // A list of very many parts, one of another kind, a text in the place of a number, and a record without end.
        assert!(Bytes(&[0x29, 0xf8, 0xff, 0xff, 0xff, 0xff, 7, 0, 0]).record(FIELDS).is_none());
        assert!(Bytes(&[0x29, 0x15, 2, 0]).record(FIELDS).is_none());
        assert!(Bytes(&[0x18, 1, b'a', 0]).record(FIELDS).is_none());
        assert!(Bytes(&[0x3c; 10_000]).record(FIELDS).is_none());
    }
}
