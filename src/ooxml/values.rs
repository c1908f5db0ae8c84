//! Changes values in a part of Word without touching anything else of it.
//!
//! In: the bytes of a part such as `word/styles.xml`. Out: the same part, some `w:val` replaced.

use std::borrow::Cow;

use quick_xml::{
    Reader, Writer,
    events::{BytesStart, Event},
};

use super::failure;
use crate::diagnostic::{Code, Failure};

/// Replaces the `w:val` of elements: `change` is told the id of the style that the element stands in (empty outside of styles), its
/// name and its value, and answers with the new value where there is one.
///
/// # Errors
/// When the part is not well formed.
pub fn change_values(
    bytes: &[u8],
    part: &str,
    change: impl Fn(&str, &str, &str) -> Option<String>,
) -> Result<Vec<u8>, Failure> {
    let unreadable = |reason: String| failure(Code::DamagedFile, part, reason);
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let mut style = String::new();
    loop {
        let event = match reader.read_event().map_err(|error| unreadable(error.to_string()))? {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(tag) => {
                if let Some(id) = attribute(&tag, "w:styleId") {
                    style = id;
                }
                Event::Start(changed(tag, &style, &change))
            }
            Event::Empty(tag) => Event::Empty(changed(tag, &style, &change)),
            Event::End(tag) => {
                if tag.name().as_ref() == "w:style" {
                    style.clear();
                }
                Event::End(tag)
            }
            event => event,
        };
        writer.write_event(event).map_err(|error| failure(Code::InternalError, part, error))?;
    }
}

fn changed<'a>(
    tag: BytesStart<'a>,
    style: &str,
    change: impl Fn(&str, &str, &str) -> Option<String>,
) -> BytesStart<'a> {
    let value = attribute(&tag, "w:val");
    let name = tag.name().as_ref().to_owned();
    match value.and_then(|value| change(style, &name, &value)) {
        Some(value) => BytesStart::new(name).with_attributes([("w:val", value.as_str())]),
        None => tag,
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_value_asked_for_changes() {
        let part = "<w:styles><w:sz w:val=\"28\"/><w:style w:styleId=\"A\"><w:name w:val=\"a &amp; b\"/><w:sz w:val=\"28\"/>\
                    </w:style><w:style w:styleId=\"B\"><w:sz w:val=\"28\"/></w:style></w:styles>";
        let smaller =
            |style: &str, name: &str, value: &str| (style == "A" && name == "w:sz").then(|| format!("{value}!"));
        let changed = change_values(part.as_bytes(), "x", smaller).unwrap();
        let wanted = part.replacen("b\"/><w:sz w:val=\"28\"/>", "b\"/><w:sz w:val=\"28!\"/>", 1);
        assert_eq!(String::from_utf8(changed).unwrap(), wanted);
        assert!(change_values(b"<a><b></a>", "x", smaller).is_err());
    }
}
