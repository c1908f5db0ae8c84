//! Writing the file: bytes in which every stream ends where it says it ends.
//!
//! In: the finished objects. Out: the bytes of the file. lopdf writes a line feed behind a stream; behind a stream whose last byte is
//! a carriage return, that feed reads as one line end of two bytes, so that the stream seems a byte shorter than its stated length,
//! which PDF/A forbids. Compressed streams end by chance: one in 256 does so.

use lopdf::{Document, Object, SaveOptions};

/// A reader unpacks a whole stream for one object, so streams are not endless.
const OBJECTS_PER_STREAM: usize = 200;
/// The end of a stream that seems shorter than it is.
const AMBIGUOUS: &[u8] = b"\r\nendstream";
/// Each attempt but one in about 256 for each stream of objects succeeds.
const ATTEMPTS: usize = 32;

/// The bytes of the file, each object on its own.
pub fn plain(file: &mut Document) -> lopdf::Result<Vec<u8>> {
    end_clearly(file);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes)?;
    Ok(bytes)
}

/// The same with the objects in compressed streams: a structure tree is many small ones.
pub fn packed(file: &mut Document) -> lopdf::Result<Vec<u8>> {
    end_clearly(file);
    let mut bytes = save_packed(file)?;
    for _ in 0..ATTEMPTS {
        if !bytes.windows(AMBIGUOUS.len()).any(|window| window == AMBIGUOUS) {
            break;
        }
        // The streams of objects are made only now: one object more, which nothing refers to, gives the last another end, and
        // with streams one object shorter each attempt the others too.
        file.add_object(Object::Null);
        bytes = save_packed(file)?;
    }
    Ok(bytes)
}

fn save_packed(file: &Document) -> lopdf::Result<Vec<u8>> {
    let nulls = file.objects.values().rev().take_while(|object| matches!(object, Object::Null)).count();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9);
    let options = options.max_objects_per_stream(OBJECTS_PER_STREAM - nulls).build();
    let mut bytes = Vec::new();
    // Saving numbers the streams of objects behind all others: not twice.
    file.clone().save_with_options(&mut bytes, options)?;
    Ok(bytes)
}

/// Ends streams with a line feed of their own where they end with a carriage return: white space in text, and nothing that a
/// decoder reads behind compressed data.
fn end_clearly(file: &mut Document) {
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.content.ends_with(b"\r")
        {
            let longer = [stream.content.as_slice(), b"\n"].concat();
            stream.set_content(longer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Stream, dictionary};

    /// A file of many small objects; the number decides how its streams end.
    fn file(number: i64, objects: i64) -> Document {
        let mut file = Document::with_version("1.7");
        let pages = file.add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
        let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        file.trailer.set("Root", root);
        file.add_object(Object::string_literal("a".repeat(usize::try_from(number).unwrap())));
        for index in 0..objects {
            file.add_object(dictionary! { "Number" => number + index });
        }
        file
    }

    fn is_ambiguous(bytes: &[u8]) -> bool {
        bytes.windows(AMBIGUOUS.len()).any(|window| window == AMBIGUOUS)
    }

    #[test]
    fn no_stream_of_objects_ends_with_a_carriage_return() {
        for objects in [3, 500] {
            let provoking: Vec<i64> = (0..2000)
                .filter(|number| is_ambiguous(&save_packed(&file(*number, objects)).unwrap()))
                .take(4)
                .collect();
            assert!(!provoking.is_empty(), "nothing to cure");
            for number in provoking {
                let bytes = packed(&mut file(number, objects)).unwrap();
                assert!(!is_ambiguous(&bytes));
                assert_eq!(packed(&mut file(number, objects)).unwrap(), bytes);
                let read = Document::load_mem(&bytes).unwrap();
                let is_kept = |number| {
                    let same = |object: &Object| {
                        object.as_dict().and_then(|found| found.get(b"Number")).and_then(Object::as_i64).ok()
                            == Some(number)
                    };
                    read.objects.values().any(same)
                };
                assert!((number..number + objects).all(is_kept));
            }
        }
    }

    #[test]
    fn no_stream_ends_with_a_carriage_return() {
        let words = |number: i32| format!("{} {number}", "q BT ET Q ".repeat(50)).into_bytes();
        let compressed = |number: i32| {
            let mut stream = Stream::new(dictionary! {}, words(number));
            stream.compress().unwrap();
            stream
        };
        let provoking = (0..5000).find(|number| compressed(*number).content.ends_with(b"\r")).unwrap();
        for stream in [compressed(provoking), Stream::new(dictionary! {}, b"q Q\r".to_vec())] {
            let mut file = file(0, 1);
            let (text, id) = (stream.get_plain_content().unwrap(), file.add_object(stream));
            for bytes in [plain(&mut file).unwrap(), packed(&mut file).unwrap()] {
                assert!(!is_ambiguous(&bytes));
                let read = Document::load_mem(&bytes).unwrap();
                let read = read.get_object(id).and_then(Object::as_stream).unwrap().get_plain_content().unwrap();
                assert_eq!(read.trim_ascii_end(), text.trim_ascii_end());
            }
        }
    }
}
