//! The parts of a zip package that nobody vouches for: an export may be broken, locked, or made to fill the memory.
//!
//! In: the path of a zip file. Out: its parts, each through a counter that stops a part which grows beyond every real one; small
//! parts as bytes, large ones as a [`Feed`] of chunks that a second thread inflates.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Seek},
    path::Path,
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

use zip::{ZipArchive, result::ZipError};

/// A part may grow to this whatever its packed size is.
const ALWAYS_ALLOWED: u64 = 64 << 20;
/// Beyond that, it may be so many times the size of the whole file: real sheets stay below 30.
const MOST_GROWTH: u64 = 100;
/// No part may be larger than this, nor all parts together.
const LARGEST: u64 = 8 << 30;
/// A list of sheets, styles or relationships.
const LARGEST_SMALL_PART: u64 = 64 << 20;
const CHUNK: usize = 256 << 10;
/// How many chunks may wait for their reader.
const WAITING: usize = 64;

/// Why a file of an unknown hand is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not what it should be.
    Damaged,
    /// It is locked.
    PasswordProtected,
    /// It has more of something than any real file.
    TooLarge {
        /// What there is too much of: one of the reasons that the message catalogue knows.
        what: &'static str,
        /// How much is allowed.
        most: u64,
        /// Where the limit was passed, such as a cell.
        place: String,
    },
}

impl Refusal {
    /// More than `most` of something.
    pub fn too_large(what: &'static str, most: u64, place: impl Into<String>) -> Self {
        Self::TooLarge { what, most, place: place.into() }
    }
}

impl From<ZipError> for Refusal {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                Self::PasswordProtected
            }
            _ => Self::Damaged,
        }
    }
}

/// Where the bytes of a package come from.
trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

/// A zip file that is only read.
pub struct Parts {
    archive: ZipArchive<Box<dyn Bytes>>,
    /// Bytes of the whole file.
    packed: u64,
    /// Bytes inflated so far.
    inflated: u64,
}

impl Parts {
    /// Opens the file; nothing is inflated yet.
    ///
    /// # Errors
    /// When it is no zip file, or one whose parts overlap.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let file = File::open(path).map_err(|_| Refusal::Damaged)?;
        let packed = file.metadata().map_err(|_| Refusal::Damaged)?.len();
        Self::of(Box::new(BufReader::with_capacity(64 << 10, file)), packed)
    }

    /// The parts of a package in memory.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn of_bytes(bytes: Vec<u8>) -> Result<Self, Refusal> {
        let packed = bytes.len() as u64;
        Self::of(Box::new(Cursor::new(bytes)), packed)
    }

    fn of(bytes: Box<dyn Bytes>, packed: u64) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(bytes)?;
        if archive.has_overlapping_entries()? {
            return Err(Refusal::Damaged);
        }
        Ok(Self { archive, packed, inflated: 0 })
    }

    /// The name of a part as the package spells it: some programs mix capitals and backslashes.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<String> {
        let folded = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_lowercase();
        let wanted = folded(name);
        let names = self.archive.file_names().filter_map(Result::ok);
        let mut names = names.filter(|found| found == name || folded(found) == wanted);
        names.next().map(std::borrow::Cow::into_owned)
    }

    /// The bytes of a small part; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be inflated or is too large.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        self.find(name).map(|name| self.read_named(&name)).transpose()
    }

    /// The bytes of a small part by the name that [`Self::names`] gives.
    ///
    /// # Errors
    /// As [`Self::read`]; when there is no such part.
    pub fn read_named(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut within = true;
        self.inflate(name, &mut |chunk| {
            within = (bytes.len() + chunk.len()) as u64 <= LARGEST_SMALL_PART;
            if within {
                bytes.extend_from_slice(&chunk);
            }
            within
        })?;
        if within { Ok(bytes) } else { Err(Refusal::too_large("unpacked size in MB", LARGEST_SMALL_PART >> 20, name)) }
    }

    /// The names of all parts in the order of the file, folders left out.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
        names.filter(|name| !name.ends_with('/')).collect()
    }

    /// How many entries the file has, folders among them.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.archive.len()
    }

    /// Inflates every part to nowhere: what comes through is safe to hand to a reader that does not count.
    ///
    /// # Errors
    /// When a part cannot be inflated or is too large.
    pub fn measure(mut self) -> Result<(), Refusal> {
        let names: Vec<String> =
            self.archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
        names.iter().try_for_each(|name| self.inflate(name, &mut |_| true))
    }

    /// Inflates parts one after the other in a second thread while `work` reads them from the feed, in the same order.
    ///
    /// # Errors
    /// Those of the parts, and those of `work`.
    pub fn stream<T>(mut self, names: &[String], work: impl FnOnce(Feed) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let (sender, chunks) = sync_channel(WAITING);
        thread::scope(|scope| {
            scope.spawn(move || {
                for name in names {
                    // A reader that has given up takes no more; its own refusal is what counts then.
                    let sent = self.inflate(name, &mut |chunk| sender.send(Ok(Some(chunk))).is_ok());
                    let last = sent.map(|()| None);
                    let failed = last.is_err();
                    if sender.send(last).is_err() || failed {
                        break;
                    }
                }
            });
            work(Feed { chunks })
        })
    }

    /// Gives the chunks of a part to `take` until that wants no more.
    fn inflate(&mut self, name: &str, take: &mut dyn FnMut(Vec<u8>) -> bool) -> Result<(), Refusal> {
        let mut part = self.archive.by_name(name)?;
        let most =
            ALWAYS_ALLOWED.max(self.packed.saturating_mul(MOST_GROWTH)).min(LARGEST.saturating_sub(self.inflated));
        let declared = part.size();
        let mut size = 0;
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            let read = part.by_ref().take(CHUNK as u64).read_to_end(&mut chunk).map_err(|_| Refusal::Damaged)?;
            size += read as u64;
            if size > most {
                return Err(Refusal::too_large("unpacked size in MB", most >> 20, name));
            }
            if size > declared || (read == 0 && size < declared) {
                return Err(Refusal::Damaged);
            }
            if read == 0 || !take(chunk) {
                self.inflated += size;
                return Ok(());
            }
        }
    }
}

/// Chunks of several parts, one part after the other.
pub struct Feed {
    chunks: Receiver<Result<Option<Vec<u8>>, Refusal>>,
}

impl Feed {
    /// Adds the next chunk of the current part to the buffer; false at its end, after which the next part begins.
    ///
    /// # Errors
    /// What inflating met.
    pub fn more(&mut self, buffer: &mut Vec<u8>) -> Result<bool, Refusal> {
        match self.chunks.recv().map_err(|_| Refusal::Damaged)?? {
            Some(chunk) => {
                buffer.extend_from_slice(&chunk);
                Ok(true)
            }
            None => Ok(false),
        }
    }
}
