//! The facts of the document in the words of PDF 1.x, and the forms of text and date that they share with the XMP.
//!
//! In: [`Metadata`]. Out: the information dictionary.

use lopdf::{Dictionary, Object, StringFormat, dictionary};

use crate::document::Metadata;

/// What wrote the file.
pub const PRODUCER: &str = concat!("dondoc ", env!("CARGO_PKG_VERSION"));

/// The facts of the document; the keys for print shops that printpdf writes are left out.
pub fn dictionary(metadata: &Metadata) -> Dictionary {
    let date = metadata.date.format("D:%Y%m%d000000+07'00'").to_string();
    dictionary! {
        "Title" => text(&metadata.title),
        "Author" => text(&metadata.organization),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => Object::string_literal(date.clone()),
        "ModDate" => Object::string_literal(date),
    }
}

/// The same date as in the dictionary, as XMP writes it.
pub fn xmp_date(metadata: &Metadata) -> String {
    metadata.date.format("%Y-%m-%dT00:00:00+07:00").to_string()
}

/// A text string: UTF-16 with its mark.
pub fn text(words: &str) -> Object {
    let units = words.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}
