//! The list of characters that each font in the file holds, which PDF/A-1 asks for.
//!
//! In: embedded TrueType subsets whose characters are numbered as their glyphs. Out: a `CIDSet` beside each.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// Where the number of glyphs stands in the table `maxp`.
const GLYPHS_OFFSET: usize = 4;

/// Adds the lists.
pub fn list_characters(file: &mut Document) {
    let fonts: Vec<(ObjectId, u16)> = file
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let program = object.as_dict().ok()?.get(b"FontFile2").and_then(Object::as_reference).ok()?;
            let program = file.get_object(program).and_then(Object::as_stream).ok()?;
            Some((*id, glyph_count(&program.get_plain_content().ok()?)?))
        })
        .collect();
    for (id, count) in fonts {
        let set = file.add_object(Stream::new(dictionary! {}, bits(count)));
        if let Ok(descriptor) = file.get_object_mut(id).and_then(Object::as_dict_mut) {
            descriptor.set("CIDSet", set);
        }
    }
}

/// As many bits as there are glyphs, the first bit of a byte being the highest.
fn bits(count: u16) -> Vec<u8> {
    let mut bits = vec![0xFF; usize::from(count / 8)];
    let rest = u32::from(count % 8);
    if rest > 0 {
        bits.push(0xFFu8.checked_shl(8 - rest).unwrap_or_default());
    }
    bits
}

/// The number of glyphs that a TrueType file states.
fn glyph_count(font: &[u8]) -> Option<u16> {
    let number = |offset: usize| Some(u16::from_be_bytes(font.get(offset..offset + 2)?.try_into().ok()?));
    let tables = usize::from(number(4)?);
    let entry = font.get(12..)?.chunks_exact(16).take(tables).find(|entry| entry.starts_with(b"maxp"))?;
    let offset = u32::from_be_bytes(entry.get(8..12)?.try_into().ok()?);
    number(usize::try_from(offset).ok()? + GLYPHS_OFFSET)
}
