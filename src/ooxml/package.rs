//! The zip package: parts in order, the list of their content types, and their relationships.
//!
//! In: the bytes of an Office file. Out: the same parts with some replaced or added, as bytes that depend on nothing but
//! the parts: order kept, one fixed time stamp.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
};

use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    Parts, Refusal, Xml, failure,
    lists::{Relationship, relationships, relationships_of, resolved, with_entry},
};
use crate::diagnostic::{Code, Failure};

/// Parts of a file of an unknown hand, at most; real ones have some dozens.
const MOST_PARTS: usize = 5000;
const CONTENT_TYPES: &str = "[Content_Types].xml";
const CONTENT_TYPES_NS: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS_NS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// An Office file taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// A package with nothing in it but an empty list of content types.
    ///
    /// # Errors
    /// What the XML writer reports.
    pub fn new() -> Result<Self, Failure> {
        let types = Xml::part("Types", &[("xmlns", CONTENT_TYPES_NS)], |xml| {
            let defaults =
                [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")];
            for (extension, kind) in defaults {
                xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
            }
        })?;
        Ok(Self { parts: vec![(CONTENT_TYPES.to_owned(), types)] })
    }

    /// Takes the bytes of an Office file apart.
    ///
    /// # Errors
    /// When the bytes are no zip package with a list of content types.
    pub fn open(bytes: &[u8]) -> Result<Self, Failure> {
        let unreadable = |part: &str, reason: String| failure(Code::DamagedFile, part, reason);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable("", error.to_string()))?;
        let mut parts = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).map_err(|error| unreadable("", error.to_string()))?;
            if file.is_dir() {
                continue;
            }
            let name = file.name().map_err(|error| unreadable("", error.to_string()))?.into_owned();
            let mut content = Vec::new();
            file.read_to_end(&mut content).map_err(|error| unreadable(&name, error.to_string()))?;
            parts.push((name, content));
        }
        let package = Self { parts };
        match package.part(CONTENT_TYPES) {
            Some(_) => Ok(package),
            None => Err(unreadable(CONTENT_TYPES, "missing".to_owned())),
        }
    }

    /// Takes a file of an unknown hand apart, of which all parts together have about `most` bytes: the part that goes beyond is the last one that is inflated.
    ///
    /// # Errors
    /// When it is no zip package with a list of content types, is locked, or is too large; when two parts have one name, or a name leads
    /// out of the package.
    pub fn read(bytes: &[u8], most: u64) -> Result<Self, Refusal> {
        let mut found = Parts::of_bytes(bytes.to_vec())?;
        let names = found.names();
        if names.len() > MOST_PARTS {
            return Err(Refusal::too_large("parts of a package", MOST_PARTS as u64, ""));
        }
        let folded: BTreeSet<String> = names.iter().map(|name| name.replace('\\', "/").to_lowercase()).collect();
        let leads_out = folded.iter().any(|name| name.split('/').any(|step| matches!(step, "" | "." | "..")));
        if leads_out || folded.len() < names.len() || entries(bytes).is_some_and(|entries| entries != found.entries()) {
            return Err(Refusal::Damaged);
        }
        let (mut parts, mut size) = (Vec::new(), 0);
        for name in names {
            let bytes = found.read_named(&name)?;
            size += bytes.len() as u64;
            if size > most {
                return Err(Refusal::too_large("unpacked size in MB", most >> 20, name));
            }
            parts.push((name, bytes));
        }
        let package = Self { parts };
        if package.part(CONTENT_TYPES).is_some() { Ok(package) } else { Err(Refusal::Damaged) }
    }

    /// The names of all parts, in the order of the package.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    /// The bytes of one part.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// Replaces the bytes of a part, or adds it last; its content type and relationships stay as they are.
    pub fn replace(&mut self, name: &str, bytes: Vec<u8>) {
        match self.parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = bytes,
            None => self.parts.push((name.to_owned(), bytes)),
        }
    }

    /// Replaces or adds a part and states its content type.
    ///
    /// # Errors
    /// When the list of content types is not well formed.
    pub fn put(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) -> Result<(), Failure> {
        let part_name = format!("/{name}");
        let types = self.part(CONTENT_TYPES).unwrap_or_default();
        let same = |found: &str| found.eq_ignore_ascii_case(&part_name);
        let types = with_entry(
            types,
            CONTENT_TYPES,
            ("Override", "PartName"),
            same,
            &[("PartName", &part_name), ("ContentType", content_type)],
        )?;
        self.replace(CONTENT_TYPES, types);
        self.replace(name, bytes);
        Ok(())
    }

    /// Relates a part (`""` for the package itself) to a target and tells the id of the relationship. A relationship of
    /// this kind to this target that exists already keeps its id.
    ///
    /// # Errors
    /// When the relationships of the source are not well formed.
    pub fn relate(&mut self, source: &str, kind: &str, target: &str) -> Result<String, Failure> {
        let name = relationships_of(source);
        let bytes = match self.part(&name) {
            Some(bytes) => bytes.to_vec(),
            None => Xml::part("Relationships", &[("xmlns", RELATIONSHIPS_NS)], |_| ())?,
        };
        let known = relationships(&bytes, &name)?;
        if let Some(found) = known.iter().find(|known| known.kind == kind && known.target == target) {
            return Ok(found.id.clone());
        }
        let id = (1..)
            .map(|number| format!("rId{number}"))
            .find(|id| known.iter().all(|known| known.id != *id))
            .unwrap_or_default();
        let bytes = with_entry(
            &bytes,
            &name,
            ("Relationship", "Id"),
            |found| found == id,
            &[("Id", &id), ("Type", kind), ("Target", target)],
        )?;
        self.replace(&name, bytes);
        Ok(id)
    }

    /// What a part (`""` for the package itself) is related to within the package: the kind of each relationship, and the name of the part.
    ///
    /// # Errors
    /// When the relationships of the source are not well formed.
    pub fn related(&self, source: &str) -> Result<Vec<(String, String)>, Failure> {
        let name = relationships_of(source);
        let known = self.part(&name).map(|bytes| relationships(bytes, &name)).transpose()?.unwrap_or_default();
        let part = |found: Relationship| {
            let wanted = resolved(source, &found.target);
            let part = self.names().find(|name| name.eq_ignore_ascii_case(&wanted))?.to_owned();
            Some((found.kind, part))
        };
        Ok(known.into_iter().filter_map(part).collect())
    }

    /// The package as the bytes of a file.
    ///
    /// # Errors
    /// What the zip writer reports.
    pub fn write(&self) -> Result<Vec<u8>, Failure> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            archive.start_file(name, options).map_err(|error| failure(Code::InternalError, name, error))?;
            archive.write_all(bytes).map_err(|error| failure(Code::InternalError, name, error))?;
        }
        archive.finish().map(Cursor::into_inner).map_err(|error| failure(Code::InternalError, "zip", error))
    }
}

/// How many entries the directory at the end of a zip file counts; a second one of the same name hides the first from most readers.
fn entries(bytes: &[u8]) -> Option<usize> {
    const END: &[u8] = b"PK\x05\x06";
    let end = bytes.windows(END.len()).rposition(|window| window == END)?;
    let count = bytes.get(end + 10..end + 12)?.try_into().ok().map(u16::from_le_bytes)?;
    // Larger ones have another directory, and more parts than any Word file.
    (count < u16::MAX).then_some(usize::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_replaced_twice_has_one_content_type_and_one_relationship() {
        let mut package = Package::new().unwrap();
        for text in ["<a/>", "<b/>"] {
            package.put("word/document.xml", "application/x", text.as_bytes().to_vec()).unwrap();
            assert_eq!(package.relate("", "kind", "word/document.xml").unwrap(), "rId1");
        }
        assert_eq!(package.relate("", "kind", "other.xml").unwrap(), "rId2");
        let types = String::from_utf8(package.part(CONTENT_TYPES).unwrap().to_vec()).unwrap();
        assert_eq!(types.matches("/word/document.xml").count(), 1, "{types}");
        assert_eq!(package.part("word/document.xml").unwrap(), b"<b/>");
    }

    #[test]
    fn a_package_survives_writing_and_opening() {
        let mut package = Package::new().unwrap();
        package.put("word/document.xml", "application/x", b"<a/>".to_vec()).unwrap();
        package.relate("word/document.xml", "kind", "styles.xml").unwrap();
        let bytes = package.write().unwrap();
        assert_eq!(Package::open(&bytes).unwrap(), package);
        assert_eq!(package.write().unwrap(), bytes);
        assert!(package.names().any(|name| name == "word/_rels/document.xml.rels"));
    }

    #[test]
    fn what_is_no_package_is_refused() {
        assert!(Package::open(b"no zip").is_err());
    }
}
