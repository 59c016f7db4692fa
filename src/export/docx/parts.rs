//! The other parts of the package: properties, styles, header and footer.

use std::fmt::Display;

use super::Document;
use crate::export::FontProfile;
use crate::office::xml::XmlWriter;

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What wrote the document.
pub(super) fn app() -> String {
    let mut out = XmlWriter::document("");
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    out.element("Properties", &[("xmlns", &namespace)], |out| {
        out.text_element("Application", &[], "mulu");
    });
    out.finish()
}

/// How text is set where no style says it.
pub(super) fn settings() -> String {
    let mut out = XmlWriter::document("w:");
    out.element("settings", &[("xmlns:w", &W)], |out| {
        out.empty("defaultTabStop", &[("w:val", &640)]);
        out.empty("characterSpacingControl", &[("w:val", &"doNotCompress")]);
        out.empty("themeFontLang", &[("w:val", &"en-US"), ("w:eastAsia", &"zh-CN")]);
    });
    out.finish()
}

/// Title, author and time of creation.
pub(super) fn core(document: &Document) -> String {
    let day = document.date.as_deref().unwrap_or("2020-01-01");
    let day = if day.parse::<jiff::civil::Date>().is_ok() { day } else { "2020-01-01" };
    let namespaces: &[(&str, &dyn Display)] = &[
        ("xmlns:cp", &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
        ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut out = XmlWriter::document("");
    out.element("cp:coreProperties", namespaces, |out| {
        out.text_element("dc:title", &[], &document.title);
        out.text_element("dc:creator", &[], &document.office);
        out.text_element("dc:description", &[], &document.identity);
        let created = format!("{day}T00:00:00Z");
        out.text_element("dcterms:created", &[("xsi:type", &"dcterms:W3CDTF")], &created);
    });
    out.finish()
}

/// 草稿, on every page of a draft.
pub(super) fn header(document: &Document) -> String {
    let mut out = XmlWriter::document("w:");
    out.element("hdr", &[("xmlns:w", &W)], |out| {
        paragraph(out, "Header", |out| {
            if document.draft {
                run(out, "草　　稿");
            }
        });
    });
    out.finish()
}

/// — 1 — in the middle, and what identifies the version below it.
pub(super) fn footer(document: &Document) -> String {
    let stamp = if document.draft { "（草稿）" } else { "" };
    let mut out = XmlWriter::document("w:");
    out.element("ftr", &[("xmlns:w", &W)], |out| {
        paragraph(out, "Footer", |out| {
            run(out, "— ");
            page_number(out);
            run(out, " —");
        });
        paragraph(out, "Identity", |out| run(out, &format!("{}{stamp}", document.identity)));
    });
    out.finish()
}

fn page_number(out: &mut XmlWriter) {
    let mark = |out: &mut XmlWriter, kind: &str| {
        out.element("r", &[], |out| out.empty("fldChar", &[("w:fldCharType", &kind)]));
    };
    mark(out, "begin");
    out.element("r", &[], |out| out.spaced_text("instrText", " PAGE "));
    mark(out, "separate");
    out.element("r", &[], |out| out.text_element("t", &[], "1"));
    mark(out, "end");
}

fn paragraph(out: &mut XmlWriter, style: &str, runs: impl FnOnce(&mut XmlWriter)) {
    out.element("p", &[], |out| {
        out.element("pPr", &[], |out| out.empty("pStyle", &[("w:val", &style)]));
        runs(out);
    });
}

fn run(out: &mut XmlWriter, text: &str) {
    out.element("r", &[], |out| out.spaced_text("t", text));
}

/// The fonts of a profile. None is ever embedded.
struct Fonts {
    title: &'static str,
    title_bold: bool,
    body: &'static str,
    heading: &'static str,
    subheading: &'static str,
}

impl Fonts {
    fn of(profile: FontProfile) -> Self {
        match profile {
            // What every Windows has.
            FontProfile::Plain => Self {
                title: "宋体",
                title_bold: true,
                body: "仿宋",
                heading: "黑体",
                subheading: "楷体",
            },
            FontProfile::Official => Self {
                title: "方正小标宋简体",
                title_bold: false,
                body: "仿宋_GB2312",
                heading: "黑体",
                subheading: "楷体_GB2312",
            },
        }
    }
}

/// How a paragraph is set, beside its font.
#[derive(Debug, Clone, Copy, Default)]
struct Setting {
    /// Whether it stays with the next one.
    keeps_next: bool,
    /// The exact height of its lines, in twentieths of a point.
    line: Option<u32>,
    /// Attributes of `w:ind`.
    indent: &'static [(&'static str, u32)],
    align: Option<&'static str>,
}

/// Lines of 28.9 pt: 22 of them fill the 225 mm of the text.
const TEXT: Setting = Setting { keeps_next: false, line: Some(579), indent: &[], align: None };
const TABLE: Setting = Setting { line: Some(360), ..TEXT };
const CENTERED: Setting = Setting { line: None, align: Some("center"), ..TEXT };
/// By two characters.
const INDENT: &[(&str, u32)] = &[("w:firstLineChars", 200), ("w:firstLine", 640)];
const RIGHT: &[(&str, u32)] = &[("w:rightChars", 400), ("w:right", 1280)];
const HEADING: Setting = Setting { keeps_next: true, indent: INDENT, ..TEXT };

/// A style: id, font, size in half points, setting.
type Style = (&'static str, &'static str, u32, Setting);

/// `word/styles.xml`: title in size 2 (22 pt), text in size 3 (16 pt), indented by two characters.
pub(super) fn styles(profile: FontProfile) -> String {
    let fonts = Fonts::of(profile);
    let entries: [Style; 13] = [
        ("Normal", fonts.body, 32, Setting { indent: INDENT, align: Some("both"), ..TEXT }),
        ("Title", fonts.title, 44, Setting { line: Some(640), ..CENTERED }),
        ("Flush", fonts.body, 32, TEXT),
        ("Heading1", fonts.heading, 32, HEADING),
        ("Heading2", fonts.subheading, 32, HEADING),
        ("Closing", fonts.body, 32, HEADING),
        ("Signature", fonts.body, 32, Setting { indent: RIGHT, align: Some("right"), ..HEADING }),
        ("TableHead", fonts.heading, 21, Setting { align: Some("center"), ..TABLE }),
        ("TableText", fonts.body, 21, TABLE),
        ("TableNumber", fonts.body, 21, Setting { align: Some("center"), ..TABLE }),
        ("Header", "黑体", 28, CENTERED),
        ("Footer", "宋体", 28, CENTERED),
        ("Identity", "宋体", 16, CENTERED),
    ];
    let mut out = XmlWriter::document("w:");
    out.element("styles", &[("xmlns:w", &W)], |out| {
        defaults(out, fonts.body);
        for entry in &entries {
            style(out, entry, entry.0 == "Title" && fonts.title_bold);
        }
        grid(out);
    });
    out.finish()
}

fn defaults(out: &mut XmlWriter, font: &str) {
    out.element("docDefaults", &[], |out| {
        out.element("rPrDefault", &[], |out| {
            out.element("rPr", &[], |out| {
                self::font(out, font);
                out.empty("sz", &[("w:val", &32)]);
                out.empty("lang", &[("w:val", &"en-US"), ("w:eastAsia", &"zh-CN")]);
            });
        });
        out.element("pPrDefault", &[], |out| {
            out.element("pPr", &[], |out| {
                out.empty("spacing", &[("w:before", &0), ("w:after", &0)]);
            });
        });
    });
}

fn font(out: &mut XmlWriter, font: &str) {
    let scripts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
    out.empty("rFonts", &scripts.map(|script| (script, &font as &dyn Display)));
}

fn style(out: &mut XmlWriter, &(id, font, size, setting): &Style, bold: bool) {
    let mut attributes: Vec<(&str, &dyn Display)> = vec![("w:type", &"paragraph")];
    if id == "Normal" {
        attributes.push(("w:default", &1));
    }
    attributes.push(("w:styleId", &id));
    out.element("style", &attributes, |out| {
        out.empty("name", &[("w:val", &id)]);
        out.empty("qFormat", &[]);
        out.element("pPr", &[], |out| setting.write(out));
        out.element("rPr", &[], |out| {
            self::font(out, font);
            if bold {
                out.empty("b", &[]);
            }
            out.empty("sz", &[("w:val", &size)]);
            out.empty("szCs", &[("w:val", &size)]);
        });
    });
}

impl Setting {
    fn write(&self, out: &mut XmlWriter) {
        if self.keeps_next {
            out.empty("keepNext", &[]);
        }
        if let Some(line) = &self.line {
            out.empty("spacing", &[("w:line", line), ("w:lineRule", &"exact")]);
        }
        if !self.indent.is_empty() {
            let indent = self.indent.iter().map(|(name, value)| (*name, value as &dyn Display));
            out.empty("ind", &indent.collect::<Vec<_>>());
        }
        if let Some(align) = &self.align {
            out.empty("jc", &[("w:val", align)]);
        }
    }
}

/// Tables with thin lines.
fn grid(out: &mut XmlWriter) {
    out.element("style", &[("w:type", &"table"), ("w:styleId", &"Grid")], |out| {
        out.empty("name", &[("w:val", &"Table Grid")]);
        out.element("tblPr", &[], |out| {
            out.element("tblBorders", &[], |out| {
                for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                    let line: &[(&str, &dyn Display)] = &[
                        ("w:val", &"single"),
                        ("w:sz", &4),
                        ("w:space", &0),
                        ("w:color", &"auto"),
                    ];
                    out.empty(side, line);
                }
            });
            out.element("tblCellMar", &[], |out| {
                for side in ["left", "right"] {
                    out.empty(side, &[("w:w", &60), ("w:type", &"dxa")]);
                }
            });
        });
    });
}
