//! The origin of `report-templates/shared/reference.docx`: the shipped file is what this list of styles builds.
//!
//! `UPDATE_REFERENCE=1 cargo test --test suite reference_docx` writes it anew. An office changes its own copy in Word; this
//! list is only how ours is kept reviewable. Sizes are the "L" preset of the layout law: 13, 14 and 14 pt.

use std::path::{Path, PathBuf};

use dondoc::{
    ooxml::{Package, Xml},
    render::docx::style,
};

const WORD_NS: &[(&str, &str)] = &[("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")];
const FONT: &str = "Times New Roman";
/// 10 mm in twips: the first-line indent of the layout law.
const INDENT: u32 = 567;
/// The bright red of the urgency box.
const RED: &str = "FF0000";
const BLACK: &str = "000000";

/// A paragraph style: sizes in points, lengths in twips.
#[derive(Clone, Copy, Default)]
struct Look {
    size: u32,
    bold: bool,
    italic: bool,
    marked: bool,
    align: &'static str,
    first_line: u32,
    left: u32,
    right: u32,
    before: u32,
    after: u32,
    exact_line: Option<u32>,
    keep_next: bool,
    outline: Option<u8>,
    rule: bool,
    colour: &'static str,
}

/// (id, name in Word, look)
fn paragraph_styles() -> Vec<(&'static str, &'static str, Look)> {
    let left = Look { size: 14, align: "left", ..Look::default() };
    let center = Look { align: "center", ..left };
    let body = Look { align: "both", first_line: INDENT, before: 120, ..left };
    let heading = |outline| Look { bold: true, keep_next: true, outline: Some(outline), ..body };
    let table = Look { size: 12, before: 30, after: 30, ..left };
    let mut styles = vec![
        (style::SUPERIOR, "Cơ quan chủ quản", Look { size: 13, ..center }),
        (style::ISSUER, "Cơ quan ban hành", Look { size: 13, bold: true, ..center }),
        (style::NATION, "Quốc hiệu", Look { size: 13, bold: true, ..center }),
        (style::MOTTO, "Tiêu ngữ", Look { bold: true, ..center }),
        (style::RULE, "Đường kẻ", Look { size: 2, exact_line: Some(40), before: 60, after: 120, rule: true, ..center }),
        (style::NUMBER, "Số và ký hiệu", Look { size: 13, ..center }),
        (style::PLACE_DATE, "Địa danh và thời gian", Look { italic: true, ..center }),
        (style::KIND, "Tên loại", Look { bold: true, before: 360, ..center }),
        (style::SUBJECT, "Trích yếu", Look { bold: true, ..center }),
        (style::LETTER_SUBJECT, "Trích yếu công văn", Look { size: 12, before: 120, ..center }),
        (style::ADDRESSED, "Kính gửi", Look { before: 240, left: 1984, ..left }),
        (style::ADDRESSEE, "Kính gửi - mục", Look { left: 1984, ..left }),
        (style::BODY, "Body Text", body),
        (style::PART, "Phần hoặc chương", Look { before: 240, align: "center", first_line: 0, ..heading(0) }),
        (style::HEADING_1, "heading 1", heading(0)),
        (style::HEADING_2, "heading 2", heading(1)),
        (style::HEADING_3, "heading 3", Look { bold: false, ..heading(2) }),
        (style::LINE, "Dòng riêng", Look { before: 60, after: 60, ..center }),
        (style::GAP, "Chỗ trống cần viết", Look { marked: true, ..body }),
        (style::RECIPIENTS, "Nơi nhận", Look { size: 12, bold: true, italic: true, ..left }),
        (style::RECIPIENT, "Nơi nhận - mục", Look { size: 11, ..left }),
        (style::RECIPIENT_SUB, "Nơi nhận - mục con", Look { size: 11, left: 170, ..left }),
        (style::AUTHORITY, "Chức vụ", Look { bold: true, ..center }),
        (style::SIGNATURE_ROOM, "Chỗ ký", Look { exact_line: Some(1474), ..center }),
        (style::SIGNER, "Người ký", Look { bold: true, ..center }),
        (style::APPENDIX, "Phụ lục", Look { bold: true, keep_next: true, outline: Some(0), ..center }),
        (style::APPENDIX_TITLE, "Phụ lục - tiêu đề", Look { bold: true, keep_next: true, ..center }),
        (style::APPENDIX_REFERENCE, "Phụ lục - kèm theo", Look { italic: true, keep_next: true, ..center }),
        (style::TABLE_HEAD, "Bảng - đầu", Look { bold: true, ..Look { align: "center", ..table } }),
        (style::TABLE_CELL, "Bảng - ô", table),
        (style::TABLE_TOTAL, "Bảng - tổng", Look { bold: true, ..table }),
        (
            style::CHART_TITLE,
            "Biểu đồ - tiêu đề",
            Look { bold: true, before: 120, after: 60, keep_next: true, ..center },
        ),
        (style::CHART, "Biểu đồ", center),
        (style::JOINT, "Kết phần", Look { size: 1, exact_line: Some(20), ..left }),
        (style::FOOTNOTE_TEXT, "footnote text", Look { size: 10, align: "both", ..left }),
        (style::HEADER, "header", center),
        (style::FOOTER, "footer", Look { align: "right", ..left }),
    ];
    styles.extend(mark_styles());
    styles
}

/// The marks that few documents bear.
fn mark_styles() -> Vec<(&'static str, &'static str, Look)> {
    let left = Look { size: 14, align: "left", ..Look::default() };
    let center = Look { align: "center", ..left };
    vec![
        (style::DRAFTER, "Ký hiệu người soạn thảo", Look { size: 11, ..left }),
        (style::URGENCY, "Mức độ khẩn", Look { size: 13, bold: true, colour: RED, ..center }),
        (style::CIRCULATION, "Phạm vi lưu hành", Look { size: 13, bold: true, ..center }),
        (style::ADDRESS, "Địa chỉ", Look { size: 11, rule: true, ..center }),
        (style::COPY, "Bản sao điện tử", Look { size: 10, align: "right", after: 40, ..left }),
    ]
}

#[test]
fn the_shipped_file_is_what_the_list_builds() {
    let built = build();
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        #[expect(clippy::disallowed_methods, reason = "the test rewrites its own golden file when asked to")]
        std::fs::write(path(), built.write().unwrap()).unwrap();
    }
    let shipped = Package::open(&std::fs::read(path()).unwrap()).unwrap();
    assert!(shipped == built, "reference.docx differs from its list of styles: UPDATE_REFERENCE=1 writes it anew");
}

#[test]
fn every_style_that_the_renderer_names_is_in_it() {
    let shipped = Package::open(&std::fs::read(path()).unwrap()).unwrap();
    let styles = String::from_utf8(shipped.part("word/styles.xml").unwrap().to_vec()).unwrap();
    let styles = roxmltree::Document::parse(&styles).unwrap();
    let ids: Vec<&str> = styles
        .descendants()
        .filter(|node| node.has_tag_name((WORD_NS[0].1, "style")))
        .filter_map(|node| node.attribute((WORD_NS[0].1, "styleId")))
        .collect();
    for (id, meaning) in style::ALL {
        assert_eq!(ids.iter().filter(|known| *known == id).count(), 1, "{id}: {meaning}");
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/shared/reference.docx")
}

fn build() -> Package {
    let relation = |name: &str| format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}");
    let kind = |name: &str| format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml");
    let mut package = Package::new().unwrap();
    package.put("word/document.xml", &kind("document.main"), document()).unwrap();
    package.relate("", &relation("officeDocument"), "word/document.xml").unwrap();
    let parts =
        [("styles", styles()), ("settings", settings()), ("fontTable", font_table()), ("footnotes", footnotes())];
    for (name, part) in parts {
        package.put(&format!("word/{name}.xml"), &kind(name), part).unwrap();
        package.relate("word/document.xml", &relation(name), &format!("{name}.xml")).unwrap();
    }
    let theme = "application/vnd.openxmlformats-officedocument.theme+xml";
    package.put("word/theme/theme1.xml", theme, self::theme()).unwrap();
    package.relate("word/document.xml", &relation("theme"), "theme/theme1.xml").unwrap();
    package
}

/// One line for each style, so that an office sees what it changes.
fn document() -> Vec<u8> {
    Xml::part("w:document", WORD_NS, |xml| {
        xml.element("w:body", &[], |xml| {
            for (id, name, _) in paragraph_styles() {
                xml.element("w:p", &[], |xml| {
                    xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", id));
                    xml.element("w:r", &[], |xml| xml.element("w:t", &[], |xml| xml.text(name)));
                });
            }
            xml.element("w:sectPr", &[], |xml| {
                xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
                let margins = [("w:top", "1134"), ("w:right", "851"), ("w:bottom", "1134"), ("w:left", "1701")];
                let rest = [("w:header", "567"), ("w:footer", "567"), ("w:gutter", "0")];
                xml.empty("w:pgMar", &[&margins[..], &rest[..]].concat());
            });
        });
    })
    .unwrap()
}

fn styles() -> Vec<u8> {
    Xml::part("w:styles", WORD_NS, |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| xml.element("w:rPr", &[], default_run));
            xml.element("w:pPrDefault", &[], |xml| {
                xml.element("w:pPr", &[], |xml| {
                    xml.empty("w:widowControl", &[]);
                    let single = [("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")];
                    xml.empty("w:spacing", &single);
                });
            });
        });
        xml.element("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            xml.value("w:name", "Normal");
            xml.empty("w:qFormat", &[]);
        });
        let default_font = [("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")];
        xml.element("w:style", &default_font, |xml| {
            xml.value("w:name", "Default Paragraph Font");
        });
        for (id, name, look) in paragraph_styles() {
            paragraph_style(xml, id, name, look);
        }
        xml.element("w:style", &[("w:type", "character"), ("w:styleId", style::FOOTNOTE_MARK)], |xml| {
            xml.value("w:name", "footnote reference");
            xml.value("w:basedOn", "DefaultParagraphFont");
            xml.element("w:rPr", &[], |xml| xml.value("w:vertAlign", "superscript"));
        });
        table_style(xml, "TableNormal", "Normal Table", true, "0", None);
        table_style(xml, style::FRAME, "Khung hai cột", false, "0", None);
        table_style(xml, style::GRID, "Bảng số liệu", false, "85", Some(("4", BLACK)));
        table_style(xml, style::URGENCY_BOX, "Khung mức độ khẩn", false, "0", Some(("8", RED)));
        table_style(xml, style::CIRCULATION_BOX, "Khung phạm vi lưu hành", false, "0", Some(("6", BLACK)));
    })
    .unwrap()
}

fn default_run(xml: &mut Xml) {
    xml.empty("w:rFonts", &[("w:ascii", FONT), ("w:eastAsia", FONT), ("w:hAnsi", FONT), ("w:cs", FONT)]);
    xml.value("w:sz", "28");
    xml.value("w:szCs", "28");
    xml.empty("w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")]);
}

fn paragraph_style(xml: &mut Xml, id: &str, name: &str, look: Look) {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", id)], |xml| {
        xml.value("w:name", name);
        xml.value("w:basedOn", "Normal");
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| paragraph_properties(xml, look));
        xml.element("w:rPr", &[], |xml| run_properties(xml, look));
    });
}

fn paragraph_properties(xml: &mut Xml, look: Look) {
    if look.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if look.rule {
        xml.element("w:pBdr", &[], |xml| {
            xml.empty("w:top", &[("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")]);
        });
    }
    let (before, after) = (look.before.to_string(), look.after.to_string());
    let line = look.exact_line.unwrap_or(240).to_string();
    let line_rule = if look.exact_line.is_some() { "exact" } else { "auto" };
    xml.empty("w:spacing", &[("w:before", &before), ("w:after", &after), ("w:line", &line), ("w:lineRule", line_rule)]);
    let (left, right) = (look.left.to_string(), look.right.to_string());
    xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:firstLine", &look.first_line.to_string())]);
    xml.value("w:jc", look.align);
    if let Some(level) = look.outline {
        xml.value("w:outlineLvl", &level.to_string());
    }
}

fn run_properties(xml: &mut Xml, look: Look) {
    let half_points = (look.size * 2).to_string();
    if look.bold {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    }
    if look.italic {
        xml.empty("w:i", &[]);
        xml.empty("w:iCs", &[]);
    }
    if !look.colour.is_empty() {
        xml.value("w:color", look.colour);
    }
    xml.value("w:sz", &half_points);
    xml.value("w:szCs", &half_points);
    if look.marked {
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "FFFF00")]);
    }
}

fn table_style(xml: &mut Xml, id: &str, name: &str, default: bool, margin: &str, border: Option<(&str, &str)>) {
    let mut attributes = vec![("w:type", "table"), ("w:styleId", id)];
    if default {
        attributes.insert(1, ("w:default", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", name);
        if !default {
            xml.value("w:basedOn", "TableNormal");
        }
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            if let Some((size, colour)) = border {
                xml.element("w:tblBorders", &[], |xml| {
                    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                        let line = [("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", colour)];
                        xml.empty(&format!("w:{side}"), &line);
                    }
                });
            }
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, width) in [("top", "0"), ("left", margin), ("bottom", "0"), ("right", margin)] {
                    xml.empty(&format!("w:{side}"), &[("w:w", width), ("w:type", "dxa")]);
                }
            });
        });
    });
}

fn settings() -> Vec<u8> {
    Xml::part("w:settings", WORD_NS, |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.value("w:defaultTabStop", "567");
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:footnotePr", &[], |xml| {
            for id in ["-1", "0"] {
                xml.empty("w:footnote", &[("w:id", id)]);
            }
        });
        xml.element("w:compat", &[], |xml| {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            );
        });
        xml.value("w:themeFontLang", "vi-VN");
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    })
    .unwrap()
}

/// The two separators that the settings name; a rendered document has its notes after them.
fn footnotes() -> Vec<u8> {
    Xml::part("w:footnotes", WORD_NS, |xml| {
        let separators =
            [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")];
        for (id, kind, element) in separators {
            xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.element("w:p", &[], |xml| xml.element("w:r", &[], |xml| xml.empty(element, &[])));
            });
        }
    })
    .unwrap()
}

fn font_table() -> Vec<u8> {
    Xml::part("w:fonts", WORD_NS, |xml| {
        xml.element("w:font", &[("w:name", FONT)], |xml| {
            xml.value("w:panose1", "02020603050405020304");
            xml.value("w:charset", "00");
            xml.value("w:family", "roman");
            xml.value("w:pitch", "variable");
        });
    })
    .unwrap()
}

/// The plainest theme that Word accepts: black on white, one font. No style refers to it, but Word wants one.
fn theme() -> Vec<u8> {
    let namespace = [("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"), ("name", "dondoc")];
    Xml::part("a:theme", &namespace, |xml| {
        xml.element("a:themeElements", &[], |xml| {
            xml.element("a:clrScheme", &[("name", "dondoc")], theme_colours);
            xml.element("a:fontScheme", &[("name", "dondoc")], |xml| {
                for kind in ["a:majorFont", "a:minorFont"] {
                    xml.element(kind, &[], |xml| {
                        for (script, face) in [("a:latin", FONT), ("a:ea", ""), ("a:cs", "")] {
                            xml.empty(script, &[("typeface", face)]);
                        }
                    });
                }
            });
            xml.element("a:fmtScheme", &[("name", "dondoc")], |xml| {
                xml.element("a:fillStyleLst", &[], three_fills);
                xml.element("a:lnStyleLst", &[], |xml| {
                    for width in ["6350", "12700", "19050"] {
                        xml.element("a:ln", &[("w", width)], theme_fill);
                    }
                });
                xml.element("a:effectStyleLst", &[], |xml| {
                    for _ in 0..3 {
                        xml.element("a:effectStyle", &[], |xml| xml.empty("a:effectLst", &[]));
                    }
                });
                xml.element("a:bgFillStyleLst", &[], three_fills);
            });
        });
    })
    .unwrap()
}

fn theme_colours(xml: &mut Xml) {
    let dark = [("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "000000"), ("lt2", "FFFFFF")];
    let accents = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    for (name, colour) in dark.into_iter().chain(accents.map(|name| (name, "000000"))) {
        xml.element(&format!("a:{name}"), &[], |xml| xml.empty("a:srgbClr", &[("val", colour)]));
    }
}

fn three_fills(xml: &mut Xml) {
    for _ in 0..3 {
        theme_fill(xml);
    }
}

fn theme_fill(xml: &mut Xml) {
    xml.element("a:solidFill", &[], |xml| xml.empty("a:schemeClr", &[("val", "phClr")]));
}
