//! A writer of HTML that is well-formed XML as well, so that any parser reads it back.
//!
//! In: element names, attributes and text as typed. Out: escaped markup, every element closed because elements nest as
//! closures do. The writer of Office parts opens with an XML declaration and cannot take in a finished picture; templates as
//! macros leave void elements open, which no XML parser reads.

/// One attribute: name and value as typed. An attribute with an empty value is left out.
pub type Attribute<'a> = (&'a str, &'a str);

/// Markup being written.
#[derive(Debug, Default)]
pub struct Markup {
    text: String,
}

impl Markup {
    /// A whole page with this language.
    pub fn page(language: &str, content: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut markup = Self { text: "<!DOCTYPE html>\n".to_owned() };
        markup.block("html", &[("lang", language)], |markup| {
            markup.end_line();
            content(markup);
        });
        markup.text.into_bytes()
    }

    /// An element within a line.
    pub fn element(&mut self, name: &str, attributes: &[Attribute], content: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        self.text.push('>');
        content(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element that ends its line.
    pub fn block(&mut self, name: &str, attributes: &[Attribute], content: impl FnOnce(&mut Self)) {
        self.element(name, attributes, content);
        self.end_line();
    }

    /// An element that holds other blocks, which begin on the next line.
    pub fn group(&mut self, name: &str, attributes: &[Attribute], content: impl FnOnce(&mut Self)) {
        self.block(name, attributes, |markup| {
            markup.end_line();
            content(markup);
        });
    }

    /// An element that never has content, such as `meta`.
    pub fn void(&mut self, name: &str, attributes: &[Attribute]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// Text, escaped; a line end within it breaks the line.
    pub fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.void("br", &[]);
            }
            escape(&mut self.text, line);
        }
    }

    /// Markup that the program itself has written: a style sheet, a picture.
    pub fn trusted(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Ends the line of the file, not of the page.
    pub fn end_line(&mut self) {
        self.text.push('\n');
    }

    fn start(&mut self, name: &str, attributes: &[Attribute]) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            escape(&mut self.text, value);
            self.text.push('"');
        }
    }
}

/// Escapes what markup gives a meaning to, and drops the control characters that neither HTML nor XML may carry.
fn escape(out: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(sign),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if sign.is_control() => {}
            _ => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_control_characters_dropped() {
        let mut markup = Markup::default();
        markup.block("p", &[("title", "\"1\" < '2'\u{1}"), ("class", "")], |markup| {
            markup.text("x & y\u{0}\u{B}\u{85} <z>\nw");
        });
        assert_eq!(markup.text, "<p title=\"&quot;1&quot; &lt; &#39;2&#39;\">x &amp; y &lt;z&gt;<br/>w</p>\n");
    }
}
