//! Reads the words of a PDF back: the judge of what the PDF renderer wrote.
//!
//! In: the bytes of a PDF with embedded CID fonts. Out: for each page its words in reading order (the order in which they
//! were drawn), words separated by spaces, lines by line breaks. Glyphs become characters only through `/ToUnicode`, as in
//! any viewer.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, content::Operation};

/// A gap wider than this share of the size stands for a space.
const WORD_GAP: f32 = 0.15;
/// A baseline moved by less than this share of the size is the same line: footnote marks are raised.
const LINE_SHIFT: f32 = 0.6;

/// The words of each page.
pub fn pages_text(bytes: &[u8]) -> Vec<String> {
    let file = Document::load_mem(bytes).expect("a PDF");
    file.page_iter().map(|page| page_text(&file, page)).collect()
}

/// A word where it stands: points from the left edge and the foot of the page.
#[derive(Debug, Clone)]
pub struct PlacedWord {
    pub text: String,
    /// Left end, right end.
    pub x: (f32, f32),
    /// Baseline.
    pub y: f32,
}

/// The words of each page where they stand.
pub fn pages_words(bytes: &[u8]) -> Vec<Vec<PlacedWord>> {
    let file = Document::load_mem(bytes).expect("a PDF");
    file.page_iter().map(|page| read_page(&file, page).words).collect()
}

/// What a page paints between the opening and the end of marked content.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    pub tag: String,
    /// The number by which the structure tree finds it.
    pub number: Option<i64>,
    pub text: String,
}

/// The marked content of a page, and how often something was painted outside of it.
pub fn marked_content(file: &Document, page: lopdf::ObjectId) -> (Vec<Sequence>, usize) {
    let reader = read_page(file, page);
    (reader.sequences, reader.stray)
}

/// All words of a text in one line each separated by one space: for comparing, whatever the line breaks.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Font {
    characters: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

#[derive(Default)]
struct Reader {
    text: String,
    words: Vec<PlacedWord>,
    font: Vec<u8>,
    size: f32,
    /// Start of the current line of the text object, and the pen.
    line: (f32, f32),
    pen: (f32, f32),
    leading: f32,
    /// Where the last glyph ended.
    end: Option<(f32, f32)>,
    sequences: Vec<Sequence>,
    /// How deep in marked content, and how often something was painted outside.
    depth: usize,
    stray: usize,
}

fn page_text(file: &Document, page: lopdf::ObjectId) -> String {
    read_page(file, page).text
}

fn read_page(file: &Document, page: lopdf::ObjectId) -> Reader {
    let fonts: BTreeMap<Vec<u8>, Font> = file
        .get_page_fonts(page)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| (name, read_font(file, font)))
        .collect();
    let content = file.get_and_decode_page_content(page).expect("page content");
    let mut reader = Reader::default();
    for operation in &content.operations {
        reader.step(operation, &fonts);
    }
    reader
}

impl Reader {
    fn step(&mut self, operation: &Operation, fonts: &BTreeMap<Vec<u8>, Font>) {
        let number =
            |index: usize| operation.operands.get(index).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0);
        if matches!(operation.operator.as_str(), "Tj" | "TJ" | "S" | "s" | "f" | "F" | "B" | "b" | "Do" | "sh") {
            self.stray += usize::from(self.depth == 0);
        }
        match operation.operator.as_str() {
            "BMC" | "BDC" => self.open(&operation.operands),
            "EMC" => self.depth -= 1,
            "BT" => self.move_to((0.0, 0.0)),
            "Tf" => {
                self.font = operation.operands[0].as_name().expect("font name").to_vec();
                self.size = number(1);
            }
            "TL" => self.leading = number(0),
            "Td" => self.move_to((self.line.0 + number(0), self.line.1 + number(1))),
            "TD" => {
                self.leading = -number(1);
                self.move_to((self.line.0 + number(0), self.line.1 + number(1)));
            }
            "Tm" => self.move_to((number(4), number(5))),
            "T*" => self.move_to((self.line.0, self.line.1 - self.leading)),
            "Tj" | "TJ" => {
                if let Some(font) = fonts.get(&self.font) {
                    operation.operands.iter().for_each(|operand| self.show(operand, font));
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, operands: &[Object]) {
        let tag = String::from_utf8_lossy(operands[0].as_name().expect("tag")).into_owned();
        let number = operands.get(1).and_then(|operand| operand.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok());
        self.sequences.push(Sequence { tag, number, text: String::new() });
        self.depth += 1;
    }

    fn move_to(&mut self, place: (f32, f32)) {
        (self.line, self.pen) = (place, place);
    }

    fn show(&mut self, operand: &Object, font: &Font) {
        match operand {
            Object::Array(parts) => parts.iter().for_each(|part| self.show(part, font)),
            Object::String(codes, _) => {
                for code in codes.chunks_exact(2) {
                    self.glyph(u16::from_be_bytes([code[0], code[1]]), font);
                }
            }
            other => {
                if let Ok(offset) = other.as_float() {
                    self.pen.0 -= offset / 1000.0 * self.size;
                }
            }
        }
    }

    fn glyph(&mut self, code: u16, font: &Font) {
        let characters = font.characters.get(&code).map_or("\u{fffd}", String::as_str);
        if let Some(end) = self.end {
            let same_line = (self.pen.1 - end.1).abs() < LINE_SHIFT * self.size;
            let gap = self.pen.0 - end.0;
            if !same_line || gap < -WORD_GAP * self.size {
                // The space that ends a word at the end of a line is not seen.
                self.text.truncate(self.text.trim_end_matches(' ').len());
                self.text.push('\n');
            } else if gap > WORD_GAP * self.size && !self.text.ends_with(' ') && characters != " " {
                self.text.push(' ');
            }
        }
        let starts_word = self.text.is_empty() || self.text.ends_with([' ', '\n']);
        let start = self.pen;
        self.text.push_str(characters);
        self.sequences.iter_mut().last().into_iter().for_each(|sequence| sequence.text.push_str(characters));
        self.pen.0 += font.widths.get(&code).copied().unwrap_or(1000.0) / 1000.0 * self.size;
        self.end = Some(self.pen);
        if characters.trim().is_empty() {
            return;
        }
        if starts_word {
            self.words.push(PlacedWord { text: String::new(), x: (start.0, start.0), y: start.1 });
        }
        let word = self.words.last_mut().expect("a word has begun");
        word.text.push_str(characters);
        word.x.1 = self.pen.0;
    }
}

fn read_font(file: &Document, font: &Dictionary) -> Font {
    let map = font.get_deref(b"ToUnicode", file).and_then(Object::as_stream).expect("ToUnicode");
    let map = map.get_plain_content().expect("ToUnicode content");
    let descendant = font.get_deref(b"DescendantFonts", file).and_then(Object::as_array).expect("descendants");
    let (_, descendant) = file.dereference(&descendant[0]).expect("descendant");
    let widths =
        descendant.as_dict().and_then(|font| font.get_deref(b"W", file)).and_then(Object::as_array).expect("W");
    Font { characters: read_map(&String::from_utf8_lossy(&map)), widths: read_widths(widths) }
}

/// `first [w w w]` and `first last w`.
fn read_widths(parts: &[Object]) -> BTreeMap<u16, f32> {
    let mut widths = BTreeMap::new();
    let mut parts = parts.iter();
    while let (Some(first), Some(second)) = (parts.next(), parts.next()) {
        let first = u16::try_from(first.as_i64().expect("code")).expect("code");
        if let Ok(list) = second.as_array() {
            widths.extend((first..).zip(list.iter().map(|width| width.as_float().expect("width"))));
        } else {
            let last = u16::try_from(second.as_i64().expect("code")).expect("code");
            let width = parts.next().and_then(|width| width.as_float().ok()).expect("width");
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    widths
}

/// The `bfchar` and `bfrange` sections of a ToUnicode map.
fn read_map(map: &str) -> BTreeMap<u16, String> {
    let mut characters = BTreeMap::new();
    for section in map.split("beginbfchar").skip(1) {
        let codes = hex_strings(section.split("endbfchar").next().unwrap_or_default());
        for pair in codes.chunks_exact(2) {
            characters.insert(code(&pair[0]), utf16(&pair[1]));
        }
    }
    for section in map.split("beginbfrange").skip(1) {
        for line in section.split("endbfrange").next().unwrap_or_default().lines() {
            let codes = hex_strings(line);
            let [first, last, targets @ ..] = codes.as_slice() else { continue };
            for (index, code) in (code(first)..=code(last)).enumerate() {
                let text = if line.contains('[') {
                    targets.get(index).map(|target| utf16(target)).unwrap_or_default()
                } else {
                    following(&utf16(&targets[0]), index)
                };
                characters.insert(code, text);
            }
        }
    }
    characters
}

/// The text whose last character is `offset` places further on.
fn following(text: &str, offset: usize) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    if let Some(last) = characters.last_mut() {
        *last = char::from_u32(u32::from(*last) + u32::try_from(offset).unwrap()).unwrap_or('\u{fffd}');
    }
    characters.into_iter().collect()
}

fn hex_strings(text: &str) -> Vec<Vec<u8>> {
    let parts = text.split('<').skip(1).filter_map(|part| part.split('>').next());
    parts
        .map(|hex| {
            let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
            digits.chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
        })
        .collect()
}

fn code(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}
