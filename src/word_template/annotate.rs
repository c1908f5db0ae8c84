//! Findings as comments of Word, where they are in the file: whoever edits the template sees them there.
//!
//! In: what each comment says and the bytes of the document that it is about. Out: the package with the comments; those that were there
//! stay.

use std::ops::Range;

use super::{
    edit::{Edit, apply},
    open::{MOST, NAMESPACE},
    part::Part,
    script::escaped,
};
use crate::{
    diagnostic::Failure,
    ooxml::{Package, attribute},
};

/// What a part of comments is called, in the folder of the text.
const COMMENTS: &str = "comments.xml";
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

/// A comment.
pub struct Remark {
    /// The runs that it is about; none where Word knows no comments.
    pub spot: Option<Range<usize>>,
    /// What it says.
    pub lines: Vec<String>,
}

/// The runs of the document that hold these signs; for a text in a box, in which there are no comments, the run that holds the box.
#[must_use]
pub fn spot(part: &Part<'_>, paragraph: usize, signs: Range<usize>) -> Option<Range<usize>> {
    let mut found = part.paragraphs.get(paragraph)?;
    let byte = |sign: usize| found.signs.get(sign).map(|sign| sign.range.start);
    let (mut first, mut last) = (byte(signs.start)?, byte(signs.end.saturating_sub(1))?);
    while let Some(container) = part.box_around(found.node) {
        let start = part.node(container)?.range.start;
        let outer = part.node(container)?.parent;
        found = part.paragraphs.iter().find(|paragraph| paragraph.node == outer)?;
        (first, last) = (start, start);
    }
    let run = |byte: usize| found.runs.iter().find(|run| run.contains(&byte));
    Some(run(first)?.start..run(last)?.end)
}

/// Who wrote the comments.
const AUTHOR: &str = "w:author=\"dondoc\"";

/// Whether a file has comments of an earlier check.
#[must_use]
pub fn is_annotated(bytes: &[u8]) -> bool {
    let Ok(package) = Package::read(bytes, MOST) else { return false };
    let mut comments = package.names().filter(|name| name.ends_with(COMMENTS)).filter_map(|name| package.part(name));
    comments.any(|part| String::from_utf8_lossy(part).contains(AUTHOR))
}

/// Puts comments into the file; `main` is the name of the part with its text.
///
/// # Errors
/// Those of packing.
pub fn put(package: &mut Package, main: &str, remarks: Vec<Remark>) -> Result<(), Failure> {
    let text =
        |package: &Package, name: &str| String::from_utf8_lossy(package.part(name).unwrap_or_default()).into_owned();
    let known = package.related(main)?.into_iter().find(|(kind, _)| kind.ends_with("/comments"));
    let beside =
        main.rsplit_once('/').map_or_else(|| COMMENTS.to_owned(), |(folder, _)| format!("{folder}/{COMMENTS}"));
    let is_new = known.is_none();
    let name = known.map_or(beside, |(_, name)| name);
    let (mut document, mut comments) = (text(package, main), text(package, &name));
    let start = Part::read(&document).ok().and_then(|part| beginning(&part));
    let first = next_id(&comments).max(next_id(&document));
    let (mut edits, mut written) = (Vec::new(), String::new());
    for (id, remark) in (first..).zip(remarks) {
        if let Some(spot) = remark.spot.or_else(|| start.clone()) {
            let opened = format!("<w:commentRangeStart w:id=\"{id}\"/>");
            let closed = format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>");
            edits.push(Edit { range: spot.start..spot.start, text: opened });
            edits.push(Edit { range: spot.end..spot.end, text: closed });
        }
        written.push_str(&comment(id, &remark.lines));
    }
    document = apply(&document, edits);
    package.replace(main, document.into_bytes());
    comments = match comments.rfind("</w:comments>") {
        Some(end) => {
            comments.insert_str(end, &written);
            comments
        }
        None => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{NAMESPACE}\">{written}</w:comments>"
        ),
    };
    package.put(&name, CONTENT_TYPE, comments.into_bytes())?;
    if is_new { package.relate(main, RELATION, COMMENTS).map(drop) } else { Ok(()) }
}

/// The runs of the first paragraph that has any.
fn beginning(part: &Part<'_>) -> Option<Range<usize>> {
    let paragraphs = part.paragraphs.iter().filter(|found| part.box_around(found.node).is_none());
    let runs = paragraphs.map(|found| &found.runs).find(|runs| !runs.is_empty())?;
    Some(runs.first()?.start..runs.iter().map(|run| run.end).max()?)
}

/// An id that no comment has.
fn next_id(text: &str) -> u32 {
    let ids = text.split("<w:comment").skip(1).filter_map(|rest| {
        let tag = rest.split('>').next()?;
        attribute(tag, "w:id")?.parse::<u32>().ok()
    });
    ids.max().map_or(0, |highest| highest.saturating_add(1))
}

fn comment(id: u32, lines: &[String]) -> String {
    let paragraph =
        |line: &String| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(line));
    let text: String = lines.iter().map(paragraph).collect();
    format!("<w:comment w:id=\"{id}\" {AUTHOR} w:initials=\"dd\">{text}</w:comment>")
}
