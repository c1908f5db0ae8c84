//! The output intent: which colours the numbers in the file mean.
//!
//! In: the published numbers of sRGB (IEC 61966-2-1). Out: an ICC profile of version 2.1, as PDF/A-1 and PDF/A-2 both take it, made
//! here so that no foreign file must be carried.

use lopdf::{Document, Object, Stream, dictionary};

const NAME: &str = "sRGB IEC61966-2.1";
const COPYRIGHT: &str = "No copyright, use freely";
/// The white that all profiles are related to (D50), and red, green and blue of sRGB seen in it; in 1/65536.
const WHITE: [u32; 3] = [0xF6D6, 0x0001_0000, 0xD32D];
const RED: [u32; 3] = [0x6FA2, 0x38F5, 0x0390];
const GREEN: [u32; 3] = [0x6299, 0xB785, 0x18DA];
const BLUE: [u32; 3] = [0x24A0, 0x0F84, 0xB6CF];
/// Steps of the curve from stored number to light.
const STEPS: u16 = 256;
const HEADER: usize = 128;

/// Adds the profile and returns the intent that points at it.
pub fn add(file: &mut Document) -> Object {
    let profile = file.add_object(Stream::new(dictionary! { "N" => 3 }, profile()));
    Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal(NAME),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal(NAME),
        "DestOutputProfile" => profile,
    })
}

/// The whole profile: header, list of parts, parts.
fn profile() -> Vec<u8> {
    let curve = curve();
    let parts: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description()),
        (b"cprt", [b"text\0\0\0\0", COPYRIGHT.as_bytes(), b"\0"].concat()),
        (b"wtpt", place(WHITE)),
        (b"rXYZ", place(RED)),
        (b"gXYZ", place(GREEN)),
        (b"bXYZ", place(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let start = HEADER + 4 + parts.len() * 12;
    let (mut list, mut content) = (number(parts.len()), Vec::new());
    let mut known: Vec<(Vec<u8>, usize)> = Vec::new();
    for (name, part) in parts {
        // Equal parts are stored once.
        let offset =
            known.iter().find(|(other, _)| *other == part).map_or(start + content.len(), |(_, offset)| *offset);
        if offset == start + content.len() {
            content.extend(&part);
            content.resize(content.len().next_multiple_of(4), 0);
        }
        list.extend([name.to_vec(), number(offset), number(part.len())].concat());
        known.push((part, offset));
    }
    [header(start + content.len()), list, content].concat()
}

/// A profile of a display, in RGB, related by XYZ; its date is that of the standard, since files must be the same every time.
fn header(size: usize) -> Vec<u8> {
    let mut header = number(size);
    header.extend(b"\0\0\0\0\x02\x10\0\0mntrRGB XYZ ");
    header.extend([1999u16, 10, 18, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(WHITE.into_iter().flat_map(u32::to_be_bytes));
    header.resize(HEADER, 0);
    header
}

fn description() -> Vec<u8> {
    let mut part = b"desc\0\0\0\0".to_vec();
    part.extend(number(NAME.len() + 1));
    part.extend(NAME.as_bytes());
    // The end of the name, no name in Unicode, none for old computers.
    part.resize(part.len() + 1 + 8 + 3 + 67, 0);
    part
}

fn place(xyz: [u32; 3]) -> Vec<u8> {
    b"XYZ \0\0\0\0".iter().copied().chain(xyz.into_iter().flat_map(u32::to_be_bytes)).collect()
}

/// The curve of the standard: a straight foot, then a power.
fn curve() -> Vec<u8> {
    let light = |step: u16| {
        let stored = f64::from(step) / f64::from(STEPS - 1);
        let light = if stored <= 0.04045 { stored / 12.92 } else { ((stored + 0.055) / 1.055).powf(2.4) };
        (light * f64::from(u16::MAX)).round() as u16
    };
    let mut part = b"curv\0\0\0\0".to_vec();
    part.extend(u32::from(STEPS).to_be_bytes());
    part.extend((0..STEPS).map(light).flat_map(u16::to_be_bytes));
    part
}

fn number(value: usize) -> Vec<u8> {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes().to_vec()
}
