//! The facts of the document as XMP: what archives and record systems read without a PDF library.
//!
//! In: [`Metadata`]. Out: a packet that says which standards the file keeps, the same facts as the information dictionary, and the
//! fields of Nghị định 30/2020/NĐ-CP, Phụ lục VI, with the description that PDF/A asks of fields of one's own.

use super::{
    super::PdfProfile,
    LANGUAGE,
    information::{PRODUCER, xmp_date},
};
use crate::{diagnostic::Failure, document::Metadata, ooxml::Xml};

/// The namespace of the fields of the decree.
const DECREE: &str = "urn:dondoc:nd30-2020:phu-luc-vi:";
const ACCESSIBLE: &str = "http://www.aiim.org/pdfua/ns/id/";
const NAMESPACES: [(&str, &str); 10] = [
    ("rdf:about", ""),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmlns:pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("xmlns:pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("xmlns:pdfuaid", ACCESSIBLE),
    ("xmlns:pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("xmlns:pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("xmlns:pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ("xmlns:nd30", DECREE),
];
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const OPENING: &[u8] = b"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>";
const CLOSING: &[u8] = b"<?xpacket end=\"w\"?>";

/// A field of one's own in the words of PDF/A: name, type, who fills it, what it is.
type Described<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Writes the packet.
///
/// # Errors
/// What the XML writer reports.
pub fn packet(metadata: &Metadata, pages: usize, profile: PdfProfile) -> Result<Vec<u8>, Failure> {
    let fields = metadata.fields(Some(pages));
    let root = [("xmlns:x", "adobe:ns:meta/")];
    let content = Xml::fragment("x:xmpmeta", &root, |xml| {
        xml.element("rdf:RDF", &[("xmlns:rdf", RDF)], |xml| {
            xml.element("rdf:Description", &NAMESPACES, |xml| {
                standards(xml, profile);
                facts(xml, metadata);
                for (name, value) in &fields {
                    simple(xml, &format!("nd30:{name}"), value);
                }
                extensions(xml, &fields, profile);
            });
        });
    })?;
    Ok([OPENING, &content, CLOSING].concat())
}

fn standards(xml: &mut Xml, profile: PdfProfile) {
    let (part, level) = match profile {
        PdfProfile::A2a => ("2", "A"),
        PdfProfile::A1b => ("1", "B"),
        PdfProfile::Plain => return,
    };
    simple(xml, "pdfaid:part", part);
    simple(xml, "pdfaid:conformance", level);
    if profile == PdfProfile::A2a {
        simple(xml, "pdfuaid:part", "1");
    }
}

/// What the information dictionary says too, word for word.
fn facts(xml: &mut Xml, metadata: &Metadata) {
    simple(xml, "dc:format", "application/pdf");
    xml.element("dc:title", &[], |xml| {
        xml.element("rdf:Alt", &[], |xml| {
            for language in ["x-default", LANGUAGE] {
                xml.element("rdf:li", &[("xml:lang", language)], |xml| xml.text(&metadata.title));
            }
        });
    });
    list(xml, "dc:creator", "rdf:Seq", &metadata.organization);
    list(xml, "dc:language", "rdf:Bag", LANGUAGE);
    let date = xmp_date(metadata);
    simple(xml, "xmp:CreateDate", &date);
    simple(xml, "xmp:ModifyDate", &date);
    simple(xml, "xmp:CreatorTool", PRODUCER);
    simple(xml, "pdf:Producer", PRODUCER);
}

/// Describes the fields that no standard of PDF/A knows.
fn extensions(xml: &mut Xml, fields: &[(&'static str, String)], profile: PdfProfile) {
    if profile == PdfProfile::Plain {
        return;
    }
    xml.element("pdfaExtension:schemas", &[], |xml| {
        xml.element("rdf:Bag", &[], |xml| {
            if profile == PdfProfile::A2a {
                let part = [("part", "Integer", "internal", "Part of ISO 14289 that the file keeps")];
                schema(xml, ("PDF/UA Universal Accessibility Schema", ACCESSIBLE, "pdfuaid"), &part);
            }
            let describe = |(name, _): &(&'static str, String)| (*name, "Text", "external", *name);
            let fields: Vec<Described> = fields.iter().map(describe).collect();
            schema(xml, ("Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II", DECREE, "nd30"), &fields);
        });
    });
}

fn schema(xml: &mut Xml, (title, namespace, prefix): (&str, &str, &str), fields: &[Described]) {
    xml.element("rdf:li", &[("rdf:parseType", "Resource")], |xml| {
        simple(xml, "pdfaSchema:schema", title);
        simple(xml, "pdfaSchema:namespaceURI", namespace);
        simple(xml, "pdfaSchema:prefix", prefix);
        xml.element("pdfaSchema:property", &[], |xml| {
            xml.element("rdf:Seq", &[], |xml| {
                for (name, kind, category, description) in fields {
                    xml.element("rdf:li", &[("rdf:parseType", "Resource")], |xml| {
                        simple(xml, "pdfaProperty:name", name);
                        simple(xml, "pdfaProperty:valueType", kind);
                        simple(xml, "pdfaProperty:category", category);
                        simple(xml, "pdfaProperty:description", description);
                    });
                }
            });
        });
    });
}

fn simple(xml: &mut Xml, name: &str, value: &str) {
    xml.element(name, &[], |xml| xml.text(value));
}

fn list(xml: &mut Xml, name: &str, kind: &str, value: &str) {
    xml.element(name, &[], |xml| {
        xml.element(kind, &[], |xml| simple(xml, "rdf:li", value));
    });
}
