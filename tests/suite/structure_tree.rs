//! Reads the structure tree of a PDF back: the judge of what a screen reader is told.
//!
//! In: the bytes of a tagged PDF. Out: [`Element`]s with their attributes and the text that they point at on the pages.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf_text::{Sequence, marked_content, words};

/// One node of the tree.
#[derive(Debug, Clone, Default)]
pub struct Element {
    pub role: String,
    pub id: Option<String>,
    pub alternative: Option<String>,
    /// Name and value of each attribute, as text.
    pub attributes: Vec<(String, String)>,
    /// Its own text, from all pages.
    pub text: String,
    pub children: Vec<Element>,
}

/// A tagged file.
pub struct Tagged {
    pub file: Document,
    pub pages: Vec<ObjectId>,
    /// The marked content of each page, and how often something was painted outside of it.
    pub content: Vec<(Vec<Sequence>, usize)>,
    pub root: Element,
    /// For each page and number the elements that name it.
    pub named: BTreeMap<(usize, i64), Vec<ObjectId>>,
}

impl Tagged {
    pub fn read(bytes: &[u8]) -> Self {
        let file = Document::load_mem(bytes).expect("a PDF");
        let pages: Vec<ObjectId> = file.page_iter().collect();
        let content = pages.iter().map(|page| marked_content(&file, *page)).collect();
        let root = Element::default();
        let mut tagged = Self { file, pages, content, root, named: BTreeMap::new() };
        let start = tagged.tree().get(b"K").and_then(Object::as_reference).expect("one root element");
        tagged.root = tagged.element(start);
        tagged
    }

    /// The root of the structure tree.
    pub fn tree(&self) -> &Dictionary {
        self.file.get_dict_in_dict(self.file.catalog().expect("catalog"), b"StructTreeRoot").expect("structure")
    }

    fn element(&mut self, id: ObjectId) -> Element {
        let object = self.file.get_dictionary(id).expect("an element").clone();
        let string = |key: &[u8]| object.get(key).and_then(lopdf::decode_text_string).ok();
        let mut element = Element {
            role: name(object.get(b"S").expect("role")),
            id: string(b"ID"),
            alternative: string(b"Alt"),
            ..Element::default()
        };
        if let Ok(attributes) = object.get(b"A").and_then(Object::as_dict) {
            let shown = attributes.iter().filter(|(key, _)| *key != b"O");
            element.attributes =
                shown.map(|(key, value)| (String::from_utf8_lossy(key).into_owned(), show(value))).collect();
        }
        let page = object.get(b"Pg").and_then(Object::as_reference).ok();
        let parts = match object.get(b"K") {
            Ok(Object::Array(parts)) => parts.clone(),
            Ok(part) => vec![part.clone()],
            Err(_) => Vec::new(),
        };
        for part in parts {
            match part {
                Object::Integer(number) => element.text.push_str(&self.words(page.expect("a page"), number, id)),
                Object::Dictionary(part) => {
                    let page = part.get(b"Pg").and_then(Object::as_reference).expect("a page");
                    let number = part.get(b"MCID").and_then(Object::as_i64).expect("a number");
                    element.text.push_str(&self.words(page, number, id));
                }
                part => element.children.push(self.element(part.as_reference().expect("an element"))),
            }
        }
        element
    }

    fn words(&mut self, page: ObjectId, number: i64, element: ObjectId) -> String {
        let page = self.pages.iter().position(|known| *known == page).expect("a page of the file");
        self.named.entry((page, number)).or_default().push(element);
        let sequence = self.content[page].0.iter().find(|sequence| sequence.number == Some(number));
        sequence.expect("a sequence on the page").text.clone()
    }
}

impl Element {
    /// Itself and everything below it, in reading order.
    pub fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.children.iter().flat_map(Self::all)).collect()
    }

    /// All elements of one role.
    pub fn of_role(&self, role: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|element| element.role == role).collect()
    }

    /// The text of itself and everything below it.
    pub fn whole_text(&self) -> String {
        self.all().iter().map(|element| element.text.as_str()).collect()
    }

    /// A number among its attributes; 1 if it has none of that name.
    pub fn count(&self, name: &str) -> usize {
        self.attributes.iter().find(|(key, _)| key == name).map_or(1, |(_, value)| value.parse().expect("a number"))
    }

    /// The tree as text: a line for each element, cells of a row on one line.
    pub fn dump(&self, depth: usize, text: &mut String) {
        text.push_str(&"  ".repeat(depth));
        text.push_str(&self.line());
        if self.role == "TR" {
            self.children.iter().for_each(|cell| *text += &format!(" | {}", cell.line()));
            text.push('\n');
            return;
        }
        text.push('\n');
        self.children.iter().for_each(|child| child.dump(depth + 1, text));
    }

    fn line(&self) -> String {
        let mut line = self.role.clone();
        let facts = self.id.iter().chain(&self.alternative).cloned();
        let facts: Vec<String> =
            facts.chain(self.attributes.iter().map(|(key, value)| format!("{key} {value}"))).collect();
        if !facts.is_empty() {
            line += &format!(" [{}]", facts.join(", "));
        }
        if !self.text.is_empty() {
            line += &format!(" {}", words(&self.text));
        }
        line
    }
}

fn name(object: &Object) -> String {
    String::from_utf8_lossy(object.as_name().expect("a name")).into_owned()
}

fn show(value: &Object) -> String {
    match value {
        Object::Integer(number) => number.to_string(),
        Object::Name(_) => name(value),
        Object::Array(parts) => parts.iter().map(show).collect::<Vec<_>>().join(" "),
        Object::Real(number) => format!("{number:.1}"),
        other => lopdf::decode_text_string(other).unwrap_or_default(),
    }
}
