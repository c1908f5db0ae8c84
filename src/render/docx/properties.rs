//! What a Word file says about itself: title, organisation, dates, and the fields that record systems ask for.
//!
//! In: the metadata of the document. Out: `core.xml`, `app.xml` and `custom.xml` of `docProps/`. The dates are the document's own.

use crate::{
    diagnostic::Failure,
    document::Metadata,
    ooxml::{Package, Xml},
};

const CORE: &str = "docProps/core.xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const CORE_RELATION: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const CORE_NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

const APP: &str = "docProps/app.xml";
const APP_TYPE: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const APP_NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const APP_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties";

const CUSTOM: &str = "docProps/custom.xml";
const CUSTOM_TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const CUSTOM_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const CUSTOM_NAMESPACES: &[(&str, &str)] = &[
    ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
    ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
];
/// The set that user-defined properties belong to, and the first number that Word leaves to them.
const USER_DEFINED: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const FIRST_USER_DEFINED: u32 = 2;

/// Replaces the properties of the reference document by those of this one.
pub fn put(package: &mut Package, metadata: &Metadata) -> Result<(), Failure> {
    package.put(CORE, CORE_TYPE, core(metadata)?)?;
    package.relate("", CORE_RELATION, CORE)?;
    package.put(APP, APP_TYPE, app(metadata)?)?;
    package.relate("", APP_RELATION, APP)?;
    package.put(CUSTOM, CUSTOM_TYPE, custom(metadata)?)?;
    package.relate("", CUSTOM_RELATION, CUSTOM).map(drop)
}

fn core(metadata: &Metadata) -> Result<Vec<u8>, Failure> {
    let date = format!("{}T00:00:00Z", metadata.date.format("%Y-%m-%d"));
    Xml::part("cp:coreProperties", CORE_NAMESPACES, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&metadata.title));
        xml.element("dc:subject", &[], |xml| xml.text(&metadata.subject));
        xml.element("dc:creator", &[], |xml| xml.text(&metadata.organization));
        xml.element("cp:lastModifiedBy", &[], |xml| xml.text(&metadata.organization));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&date));
        }
        if let Some(description) = &metadata.description {
            xml.element("dc:description", &[], |xml| xml.text(description));
        }
        xml.element("dc:language", &[], |xml| xml.text("vi-VN"));
    })
}

fn app(metadata: &Metadata) -> Result<Vec<u8>, Failure> {
    Xml::part("Properties", &[("xmlns", APP_NAMESPACE)], |xml| {
        xml.element("Application", &[], |xml| xml.text("dondoc"));
        xml.element("Company", &[], |xml| xml.text(&metadata.organization));
    })
}

/// The fields of Nghị định 30, Phụ lục VI, under their English names; the number of pages is what Word makes of it.
fn custom(metadata: &Metadata) -> Result<Vec<u8>, Failure> {
    Xml::part("Properties", CUSTOM_NAMESPACES, |xml| {
        for ((name, value), number) in metadata.fields(None).into_iter().zip(FIRST_USER_DEFINED..) {
            let number = number.to_string();
            xml.element("property", &[("fmtid", USER_DEFINED), ("pid", &number), ("name", name)], |xml| {
                xml.element("vt:lpwstr", &[], |xml| xml.text(&value));
            });
        }
    })
}
