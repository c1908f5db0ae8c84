//! Compound files: what Excel wrote before zip packages, and what it still wraps locked workbooks in.
//!
//! In: the bytes of a file. Out: its stream of workbook records; and such a stream in a file of its own, whose chains of sectors cannot
//! lead astray a reader that trusts them.

use crate::ooxml::Refusal;

/// The first bytes of such a file.
pub const OPENING: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const OF_TABLE: u32 = 0xffff_fffd;
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;
/// The size of a sector of [`file_of`].
const SECTOR: usize = 4096;

/// Two bytes at a place.
#[must_use]
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// Four bytes at a place.
#[must_use]
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// The stream of workbook records.
///
/// # Errors
/// When the file is damaged, locked, or holds something else.
pub fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    read_stream(bytes).unwrap_or(Err(Refusal::Damaged))
}

fn read_stream(bytes: &[u8]) -> Option<Result<Vec<u8>, Refusal>> {
    let shift = u16_at(bytes, 30).filter(|shift| matches!(shift, 9 | 12))?;
    let sectors = Sectors { bytes, size: 1 << shift };
    let table = sectors.table()?;
    let directory = sectors.chain(&table, u32_at(bytes, 48)?)?;
    let entries: Vec<Entry> = directory.chunks_exact(ENTRY).filter_map(Entry::of).collect();
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    if named("EncryptedPackage").is_some() {
        return Some(Err(Refusal::PasswordProtected));
    }
    let wanted = named("Workbook").or_else(|| named("Book"))?;
    let mut stream = if wanted.size >= SMALL_STREAM {
        sectors.chain(&table, wanted.start)?
    } else {
        let small_table = numbers(&sectors.chain(&table, u32_at(bytes, 60)?)?);
        let small = sectors.chain(&table, entries.first()?.start)?;
        Sectors { bytes: &small, size: SMALL_SECTOR }.small_chain(&small_table, wanted.start)?
    };
    stream.truncate(wanted.size);
    Some(Ok(stream))
}

/// A stream or folder of the file.
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Self> {
        let letters = usize::from(u16_at(bytes, 64)?.checked_sub(2)?) / 2;
        let name: Vec<u16> = (0..letters.min(31)).filter_map(|letter| u16_at(bytes, letter * 2)).collect();
        let size = usize::try_from(u32_at(bytes, 120)?).ok()?;
        Some(Self { name: String::from_utf16_lossy(&name), start: u32_at(bytes, 116)?, size })
    }
}

struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Sectors<'_> {
    /// A sector; the last one of a file may be cut off.
    fn sector(&self, start: usize) -> Option<&[u8]> {
        let end = start.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn numbered(&self, number: u32) -> Option<&[u8]> {
        self.sector((number as usize).checked_add(1)?.checked_mul(self.size)?)
    }

    /// Which sector follows which.
    fn table(&self) -> Option<Vec<u32>> {
        let mut parts = numbers(self.bytes.get(76..512)?);
        let mut next = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.size + 1;
        let mut passed = 0;
        while next < OF_TABLE {
            let mut more = numbers(self.numbered(next)?);
            next = more.pop()?;
            parts.append(&mut more);
            passed += 1;
            if passed > most {
                return None;
            }
        }
        let mut table = Vec::new();
        for part in parts.into_iter().filter(|part| *part < OF_TABLE) {
            table.append(&mut numbers(self.numbered(part)?));
            if table.len() > most.saturating_mul(2).max(self.size) {
                return None;
            }
        }
        Some(table)
    }

    fn chain(&self, table: &[u32], start: u32) -> Option<Vec<u8>> {
        self.follow(table, start, |number| self.numbered(number))
    }

    fn small_chain(&self, table: &[u32], start: u32) -> Option<Vec<u8>> {
        self.follow(table, start, |number| self.sector((number as usize).checked_mul(self.size)?))
    }

    /// The sectors from one on; a chain that is longer than the file leads in a circle.
    fn follow<'s>(&self, table: &[u32], start: u32, sector: impl Fn(u32) -> Option<&'s [u8]>) -> Option<Vec<u8>> {
        let (mut stream, mut next) = (Vec::new(), start);
        while next < OF_TABLE {
            stream.extend_from_slice(sector(next)?);
            if stream.len() > self.bytes.len() {
                return None;
            }
            next = *table.get(next as usize)?;
        }
        Some(stream)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect()
}

/// A compound file of nothing but this stream.
#[must_use]
pub fn file_of(mut stream: Vec<u8>) -> Vec<u8> {
    // A shorter stream would have to stand in small sectors.
    stream.resize(stream.len().max(SMALL_STREAM).next_multiple_of(SECTOR), 0);
    let of_stream = stream.len() / SECTOR;
    let of_table = (of_stream + 1).div_ceil(SECTOR / 4 - 1);
    let number = |value: usize| u32::try_from(value).unwrap_or(FREE);
    let mut file = vec![0; SECTOR];
    let mut put = |at: usize, bytes: &[u8]| {
        if let Some(place) = file.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    };
    put(0, OPENING);
    for (at, value) in [(24, 0x3e_u16), (26, 4), (28, 0xfffe), (30, 12), (32, 6)] {
        put(at, &value.to_le_bytes());
    }
    let small = u32::try_from(SMALL_STREAM).unwrap_or_default();
    for (at, value) in [(44, number(of_table)), (48, number(of_table)), (56, small), (60, END), (68, END)] {
        put(at, &value.to_le_bytes());
    }
    (0..109).for_each(|part| {
        let place = if part < of_table { number(part) } else { FREE };
        put(76 + part * 4, &place.to_le_bytes());
    });
    // The table: itself, the directory, and the stream sector after sector.
    let mut table = vec![OF_TABLE; of_table];
    table.push(END);
    table.extend((1..of_stream).map(|sector| number(of_table + 1 + sector)));
    table.push(END);
    table.resize(of_table * SECTOR / 4, FREE);
    file.extend(table.iter().flat_map(|next| next.to_le_bytes()));
    file.extend(directory(number(of_table + 1), number(stream.len())));
    file.extend(stream);
    file
}

/// The one sector of the directory: its root and the stream.
fn directory(start: u32, size: u32) -> Vec<u8> {
    let mut directory = vec![0; SECTOR];
    for (entry, name, kind, start, size) in [(0, "Root Entry", 5, start, 0), (1, "Workbook", 2, start, size)] {
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(letters.len() + 2).unwrap_or_default();
        let below = if entry == 0 { 1 } else { FREE };
        let fields: [(usize, &[u8]); 8] = [
            (0, &letters),
            (64, &length.to_le_bytes()),
            (66, &[kind, 1]),
            (68, &FREE.to_le_bytes()),
            (72, &FREE.to_le_bytes()),
            (76, &below.to_le_bytes()),
            (116, &start.to_le_bytes()),
            (120, &size.to_le_bytes()),
        ];
        for (at, bytes) in fields {
            if let Some(place) = directory.get_mut(entry * ENTRY + at..entry * ENTRY + at + bytes.len()) {
                place.copy_from_slice(bytes);
            }
        }
    }
    directory
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_comes_back_from_a_file_of_its_own() {
        for length in [0, 1, 4096, 5000, 5_000_000] {
            let stream: Vec<u8> = (0..length).map(|index: usize| u8::try_from(index % 251).unwrap()).collect();
            let found = workbook_stream(&file_of(stream.clone())).unwrap();
            assert_eq!(found.get(..length), Some(stream.as_slice()));
        }
    }

    #[test]
    fn chains_that_lead_in_a_circle_or_nowhere_are_refused() {
        let good = file_of(vec![1; 20_000]);
        for (at, value) in [(48, 9_999_u32), (48, FREE), (4096 + 2 * 4, 2), (4096 + 2 * 4, 500), (4096 + 4, 1), (68, 3)]
        {
            let mut bad = good.clone();
            bad[at..at + 4].copy_from_slice(&value.to_le_bytes());
            assert_eq!(workbook_stream(&bad), Err(Refusal::Damaged), "{at} {value}");
        }
        for length in [0, 8, 511, 600] {
            assert_eq!(workbook_stream(&good[..length]), Err(Refusal::Damaged), "{length}");
        }
    }
}
