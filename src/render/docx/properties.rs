//! What a Word file says about itself: title, organisation, dates.
//!
//! In: the metadata of the document. Out: `docProps/core.xml` and `docProps/app.xml`. The dates are the document's own.

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

/// Replaces the properties of the reference document by those of this one.
pub fn put(package: &mut Package, metadata: &Metadata) -> Result<(), Failure> {
    package.put(CORE, CORE_TYPE, core(metadata)?)?;
    package.relate("", CORE_RELATION, CORE)?;
    package.put(APP, APP_TYPE, app(metadata)?)?;
    package.relate("", APP_RELATION, APP).map(drop)
}

fn core(metadata: &Metadata) -> Result<Vec<u8>, Failure> {
    let date = format!("{}T00:00:00Z", metadata.date.format("%Y-%m-%d"));
    Xml::part("cp:coreProperties", CORE_NAMESPACES, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&metadata.title));
        xml.element("dc:creator", &[], |xml| xml.text(&metadata.organization));
        xml.element("cp:lastModifiedBy", &[], |xml| xml.text(&metadata.organization));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&date));
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
