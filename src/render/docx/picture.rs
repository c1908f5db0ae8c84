//! Charts as pictures: Word shows no SVG everywhere, but a PNG everywhere.
//!
//! In: the charts of the document and the fonts of the office. Out: PNG parts in the package and the `w:drawing` that shows each, with
//! its words for those who cannot see it.

use super::page::{text_height, text_width};
use crate::{
    diagnostic::Failure,
    document::{Block, Chart, Document, FontFiles, Orientation},
    ooxml::{Package, Xml},
    render::{chart, raster},
};

/// Dots of the picture per inch: what a printer of an office shows, at a size that can be mailed.
const DOTS: f32 = 240.0;
/// English metric units, in which Word measures pictures, in a point.
const EMU_OF_POINT: f32 = 12_700.0;
/// A picture takes at most this share of a page, for its title and the words around it stand there too.
const PAGE_SHARE: f32 = 0.75;

const CONTENT_TYPE: &str = "image/png";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A picture in the package.
pub struct Picture {
    number: usize,
    relation: String,
    width: u32,
    height: u32,
    title: String,
    alternative: String,
}

/// Draws every chart into the package; one list of pictures for each chart, in reading order.
///
/// # Errors
/// When a picture cannot be drawn or packed.
pub fn add(package: &mut Package, document: &Document, fonts: &FontFiles) -> Result<Vec<Vec<Picture>>, Failure> {
    let body = document.body.iter().map(|block| (Orientation::Portrait, block));
    let appendices =
        document.appendices.iter().flat_map(|part| part.blocks.iter().map(|block| (part.orientation, block)));
    let charts: Vec<(Orientation, &Chart)> = body
        .chain(appendices)
        .filter_map(|(orientation, block)| match block {
            Block::Chart(chart) => Some((orientation, chart)),
            _ => None,
        })
        .collect();
    if charts.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<Vec<Picture>> = Vec::with_capacity(charts.len());
    for (orientation, chart) in charts {
        let room = Room { width: text_width(orientation) as f32 / 20.0, height: text_height(orientation) * PAGE_SHARE };
        let drawn = all.iter().map(Vec::len).sum();
        all.push(draw(package, "word/document.xml", chart, fonts, room, drawn)?);
    }
    Ok(all)
}

/// The room for a picture, in points.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// From the left to the right margin.
    pub width: f32,
    /// Down the page.
    pub height: f32,
}

/// Draws a chart into the package and relates a part to it; a chart that is too high is drawn in parts. `drawn` pictures are there already.
///
/// # Errors
/// When a picture cannot be drawn or packed.
pub fn draw(
    package: &mut Package,
    part: &str,
    chart: &Chart,
    fonts: &FontFiles,
    room: Room,
    drawn: usize,
) -> Result<Vec<Picture>, Failure> {
    let drawings = chart::draw(chart, room.width, room.height);
    let count = drawings.len();
    let mut pictures = Vec::with_capacity(count);
    for (drawing, place) in drawings.iter().zip(1..) {
        let number = drawn + place;
        let of = if count > 1 { format!(" (phần {place}/{count})") } else { String::new() };
        let (title, alternative) = (format!("{}{of}", chart.title), format!("{}{of}", chart.alternative));
        let bytes = raster::png(drawing, &fonts.regular, DOTS)?;
        package.put(&part_name(number), CONTENT_TYPE, bytes)?;
        let relation = package.relate(part, RELATION, &format!("media/chart{number}.png"))?;
        let emu = |points: f32| (points * EMU_OF_POINT).round() as u32;
        let (width, height) = (emu(drawing.width), emu(drawing.height));
        pictures.push(Picture { number, relation, width, height, title, alternative });
    }
    Ok(pictures)
}

/// The part that holds the picture with this number.
pub fn part_name(number: usize) -> String {
    format!("word/media/chart{number}.png")
}

impl Picture {
    /// The run that shows it.
    pub fn write(&self, xml: &mut Xml) {
        xml.element("w:r", &[], |xml| xml.element("w:drawing", &[], |xml| self.inline(xml)));
    }

    /// The drawing alone, for a run that stands already; it declares the namespaces that it uses.
    ///
    /// # Errors
    /// What the XML writer reports.
    pub fn drawing(&self) -> Result<Vec<u8>, Failure> {
        const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        Xml::fragment("w:drawing", &[("xmlns:r", RELATIONS)], |xml| self.inline(xml))
    }

    fn inline(&self, xml: &mut Xml) {
        let (width, height) = (self.width.to_string(), self.height.to_string());
        let extent = [("cx", width.as_str()), ("cy", height.as_str())];
        let edges = [("xmlns:wp", INLINE), ("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        xml.element("wp:inline", &edges, |xml| {
            xml.empty("wp:extent", &extent);
            self.named(xml, "wp:docPr");
            xml.element("wp:cNvGraphicFramePr", &[], |xml| {
                xml.empty("a:graphicFrameLocks", &[("xmlns:a", DRAWING), ("noChangeAspect", "1")]);
            });
            xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
                xml.element("a:graphicData", &[("uri", PICTURE)], |xml| self.picture(xml, &extent));
            });
        });
    }

    fn picture(&self, xml: &mut Xml, extent: &[(&str, &str)]) {
        xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
            xml.element("pic:nvPicPr", &[], |xml| {
                self.named(xml, "pic:cNvPr");
                xml.empty("pic:cNvPicPr", &[]);
            });
            xml.element("pic:blipFill", &[], |xml| {
                xml.empty("a:blip", &[("r:embed", &self.relation)]);
                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
            });
            xml.element("pic:spPr", &[], |xml| {
                xml.element("a:xfrm", &[], |xml| {
                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                    xml.empty("a:ext", extent);
                });
                xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
            });
        });
    }

    fn named(&self, xml: &mut Xml, element: &str) {
        let (id, name) = (self.number.to_string(), format!("Biểu đồ {}", self.number));
        xml.empty(element, &[("id", &id), ("name", &name), ("descr", &self.alternative), ("title", &self.title)]);
    }
}
