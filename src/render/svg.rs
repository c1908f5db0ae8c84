//! A drawing of a chart as SVG: HTML shows it as it is, DOCX turns it into a picture.
//!
//! In: a [`Drawing`], its title and what it says for those who cannot see it. Out: one `<svg>` element without declaration, so that it
//! can stand inside HTML or in a file of its own.

use super::chart::{Drawing, SIZE, Shape};
use crate::document::Align;

/// The text font of all formats: the name that readers have, then the family that stands in for it.
const FAMILY: &str = "Times New Roman, Liberation Serif, serif";
/// A hairline around every bar, so that the palest tone has an edge on white paper.
const EDGE: &str = "stroke=\"#333333\" stroke-width=\"0.4\"";

/// Writes a drawing; its unit is the point.
#[must_use]
pub fn svg(drawing: &Drawing, title: &str, alternative: &str) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height));
    let (title, alternative) = (escaped(title), escaped(alternative));
    let shapes: String = drawing.shapes.iter().map(element).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"vi\" aria-label=\"{alternative}\" width=\"{width}pt\" \
         height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" font-family=\"{FAMILY}\" font-size=\"{SIZE}\">\
         <title>{title}</title><desc>{alternative}</desc>{shapes}</svg>"
    )
}

fn element(shape: &Shape) -> String {
    match shape {
        Shape::Bar { x, y, width, height, tone } => {
            let [red, green, blue] = tone.rgb();
            let (x, y, width, height) = (number(*x), number(*y), number(*width), number(*height));
            format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#{red:02x}{green:02x}{blue:02x}\" {EDGE}/>"
            )
        }
        Shape::Axis { x, top, bottom } => {
            let (x, top, bottom) = (number(*x), number(*top), number(*bottom));
            format!(
                "<line x1=\"{x}\" y1=\"{top}\" x2=\"{x}\" y2=\"{bottom}\" stroke=\"#000000\" stroke-width=\"0.6\"/>"
            )
        }
        Shape::Words { x, y, align, text, on_dark } => {
            let anchor = match align {
                Align::Left => "start",
                Align::Center => "middle",
                Align::Right => "end",
            };
            let fill = if *on_dark { "#ffffff" } else { "#000000" };
            let (x, y, text) = (number(*x), number(*y), escaped(text));
            format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"{fill}\">{text}</text>")
        }
    }
}

/// A length with at most two decimals, the same on every machine.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

/// Text as XML and HTML want it, without the signs that XML cannot carry.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            sign => safe.push(sign),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Tone;

    #[test]
    fn every_shape_is_one_element_and_text_is_escaped() {
        let drawing = Drawing {
            width: 100.5,
            height: 20.0,
            shapes: vec![
                Shape::Bar { x: 1.0 / 3.0, y: 0.0, width: 10.0, height: 11.0, tone: Tone::OnTime },
                Shape::Axis { x: 1.0, top: 0.0, bottom: 20.0 },
                Shape::Words { x: 2.0, y: 9.0, align: Align::Right, text: "A & <B>\u{1}".to_owned(), on_dark: true },
            ],
        };
        let text = svg(&drawing, "Kết quả", "Sở A \"tốt\"");
        let parsed = roxmltree::Document::parse(&text).unwrap();
        let root = parsed.root_element();
        assert_eq!(root.attribute("viewBox"), Some("0 0 100.5 20"));
        assert_eq!(root.attribute("aria-label"), Some("Sở A \"tốt\""));
        let names: Vec<_> = root.children().map(|node| node.tag_name().name().to_owned()).collect();
        assert_eq!(names, ["title", "desc", "rect", "line", "text"]);
        let words = root.last_element_child().unwrap();
        assert_eq!((words.text(), words.attribute("text-anchor")), (Some("A & <B>"), Some("end")));
        assert_eq!(words.attribute("fill"), Some("#ffffff"));
        assert!(text.contains("<rect x=\"0.33\" y=\"0\" width=\"10\" height=\"11\" fill=\"#0072b2\""), "{text}");
    }
}
