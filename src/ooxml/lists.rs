//! The flat lists of a package: content types, relationships.
//!
//! In: the bytes of a list. Out: its entries, or the list with one more.

use quick_xml::{Reader, Writer, events::Event};

use super::failure;
use crate::diagnostic::{Code, Failure};

/// The name of the part to which a target leads.
pub fn resolved(source: &str, target: &str) -> String {
    let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !matches!(*step, "" | "."));
    steps.join("/")
}

/// One relationship of a part.
pub struct Relationship {
    /// Its id.
    pub id: String,
    /// What it is for, as an address.
    pub kind: String,
    /// What it leads to.
    pub target: String,
}

/// `word/document.xml` → `word/_rels/document.xml.rels`; the package itself → `_rels/.rels`.
pub fn relationships_of(source: &str) -> String {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{file}.rels")
}

pub fn relationships(bytes: &[u8], part: &str) -> Result<Vec<Relationship>, Failure> {
    let mut found = Vec::new();
    for event in events(bytes, part)? {
        if let Event::Start(tag) | Event::Empty(tag) = &event
            && tag.local_name().as_ref() == "Relationship"
        {
            let attribute = |name| attribute(&event, name).unwrap_or_default();
            found.push(Relationship { id: attribute("Id"), kind: attribute("Type"), target: attribute("Target") });
        }
    }
    Ok(found)
}

/// The list `bytes` with one more entry before its end; an entry of the same name whose key is `same` gives way.
pub fn with_entry(
    bytes: &[u8],
    part: &str,
    (element, key): (&str, &str),
    same: impl Fn(&str) -> bool,
    attributes: &[(&str, &str)],
) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer::new(Vec::new());
    let mut written = Ok(());
    for event in events(bytes, part)? {
        let gives_way = matches!(&event, Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == element)
            && attribute(&event, key).is_some_and(|value| same(&value));
        if gives_way {
            continue;
        }
        if matches!(event, Event::End(_)) {
            let entry = quick_xml::events::BytesStart::new(element).with_attributes(attributes.iter().copied());
            written = written.and_then(|()| writer.write_event(Event::Empty(entry)));
        }
        written = written.and_then(|()| writer.write_event(event));
    }
    match written {
        Ok(()) => Ok(writer.into_inner()),
        Err(error) => Err(failure(Code::InternalError, part, error)),
    }
}

/// The events of a flat list (`<Types>`, `<Relationships>`): a root, opened and closed even when it is empty, and empty
/// entries.
fn events<'a>(bytes: &'a [u8], part: &str) -> Result<Vec<Event<'a>>, Failure> {
    let unreadable = |reason: String| failure(Code::DamagedFile, part, reason);
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut found = Vec::new();
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| unreadable(error.to_string()))? {
            Event::Eof => return Ok(found),
            Event::Empty(root) if depth == 0 => {
                found.push(Event::Start(root.clone()));
                found.push(Event::End(root.to_end().into_owned()));
            }
            Event::Start(tag) if depth == 0 => {
                depth = 1;
                found.push(Event::Start(tag));
            }
            Event::Start(tag) => {
                depth += 1;
                found.push(Event::Empty(tag));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.push(Event::End(tag));
                }
            }
            Event::Text(_) => {}
            event => found.push(event),
        }
    }
}

fn attribute(event: &Event<'_>, name: &str) -> Option<String> {
    let (Event::Start(tag) | Event::Empty(tag)) = event else {
        return None;
    };
    let attribute = tag.try_get_attribute(name).ok()??;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
