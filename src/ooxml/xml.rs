//! A thin layer over quick-xml for writing the parts of a package.
//!
//! In: element names, attributes and text as typed. Out: UTF-8 XML with a declaration, escaped, without the characters
//! that XML 1.0 forbids, every element closed because elements nest as closures do.

use std::{borrow::Cow, io};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use super::failure;
use crate::diagnostic::{Code, Failure};

/// One attribute: name and value as typed.
pub type Attribute<'a> = (&'a str, &'a str);

/// Writes one XML part.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    failed: Option<io::Error>,
}

impl Xml {
    /// A part whose root element is `root`, filled by `content`.
    ///
    /// # Errors
    /// What the writer below reports; it names the root as the part.
    pub fn part(root: &str, attributes: &[Attribute], content: impl FnOnce(&mut Self)) -> Result<Vec<u8>, Failure> {
        let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes")));
        Self::write(Some(declaration), root, attributes, content)
    }

    /// The same without the declaration, for XML that stands within other data.
    ///
    /// # Errors
    /// What the writer below reports; it names the root as the part.
    pub fn fragment(root: &str, attributes: &[Attribute], content: impl FnOnce(&mut Self)) -> Result<Vec<u8>, Failure> {
        Self::write(None, root, attributes, content)
    }

    fn write(
        opening: Option<Event<'_>>,
        root: &str,
        attributes: &[Attribute],
        content: impl FnOnce(&mut Self),
    ) -> Result<Vec<u8>, Failure> {
        let mut xml = Self { writer: Writer::new(Vec::new()), failed: None };
        opening.into_iter().for_each(|event| xml.event(event));
        xml.element(root, attributes, content);
        match xml.failed {
            Some(error) => Err(failure(Code::InternalError, root, error)),
            None => Ok(xml.writer.into_inner()),
        }
    }

    /// An element with content.
    pub fn element(&mut self, name: &str, attributes: &[Attribute], content: impl FnOnce(&mut Self)) {
        let start = start_tag(name, attributes);
        self.event(Event::Start(start));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[Attribute]) {
        let start = start_tag(name, attributes);
        self.event(Event::Empty(start));
    }

    /// An empty element with a `w:val`, the most frequent kind in Word parts.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text, escaped.
    pub fn text(&mut self, text: &str) {
        let text = printable(text);
        self.event(Event::Text(BytesText::new(&text)));
    }

    fn event(&mut self, event: Event<'_>) {
        if self.failed.is_none() {
            self.failed = self.writer.write_event(event).err();
        }
    }
}

fn start_tag<'a>(name: &'a str, attributes: &[Attribute]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, printable(value).as_ref()));
    }
    start
}

/// The text without characters that XML 1.0 cannot carry even escaped; a stray one makes Word refuse the whole file.
fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_forbidden) {
        Cow::Owned(text.chars().filter(|sign| !is_forbidden(*sign)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether XML 1.0 cannot carry a character even escaped.
#[must_use]
pub const fn is_forbidden(sign: char) -> bool {
    is_control(sign) || matches!(sign, '\u{FFFE}' | '\u{FFFF}')
}

/// Whether it is one of these that are control characters.
#[must_use]
pub const fn is_control(sign: char) -> bool {
    matches!(sign, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_forbidden_characters_are_dropped() {
        let part = Xml::part("a", &[("b", "1 < \"2\"\u{1}")], |xml| xml.text("x & y\u{0}\u{B}\u{FFFF} <z>\n")).unwrap();
        let text = String::from_utf8(part).unwrap();
        assert!(text.ends_with("<a b=\"1 &lt; &quot;2&quot;\">x &amp; y &lt;z&gt;\n</a>"), "{text}");
    }
}
