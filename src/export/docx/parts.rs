//! The other parts of the package: properties, styles, header and footer.
//!
//! What never varies stands here as it is written.

use std::fmt::Display;

use super::Document;
use crate::layout::FontProfile;
use crate::office::xml::XmlWriter;

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

pub(super) const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
<Application>mulu</Application></Properties>";

pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:defaultTabStop w:val=\"640\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

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
        paragraph(out, "Header", if document.draft { "草　　稿" } else { "" });
    });
    out.finish()
}

/// The number of the page, as a field.
const PAGE_NUMBER: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
    <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
    <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

/// — 1 — in the middle, and what identifies the version below it.
pub(super) fn footer(document: &Document) -> String {
    let stamp = if document.draft { "（草稿）" } else { "" };
    let mut out = XmlWriter::document("w:");
    out.element("ftr", &[("xmlns:w", &W)], |out| {
        styled(out, "Footer", |out| {
            run(out, "— ");
            out.raw(PAGE_NUMBER);
            run(out, " —");
        });
        paragraph(out, "Identity", &format!("{}{stamp}", document.identity));
    });
    out.finish()
}

/// A paragraph with one text, or none.
pub(super) fn paragraph(out: &mut XmlWriter, style: &str, text: &str) {
    styled(out, style, |out| {
        if !text.is_empty() {
            run(out, text);
        }
    });
}

fn styled(out: &mut XmlWriter, style: &str, runs: impl FnOnce(&mut XmlWriter)) {
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

/// A style: id, font, size in half points, bold.
type DocxStyle = (&'static str, &'static str, u32, bool);

/// Lines of 28.9 pt: 22 of them fill the 225 mm of the text.
const LINE: &str = "<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>";
const VOLUME_TITLE: &str =
    "<w:spacing w:before=\"2400\" w:after=\"1200\"/><w:jc w:val=\"center\"/>";
const TABLE_LINE: &str = "<w:spacing w:line=\"360\" w:lineRule=\"exact\"/>";

/// `word/styles.xml`: title in size 2 (22 pt), text in size 3 (16 pt), indented by two characters.
pub(super) fn styles(profile: FontProfile) -> String {
    let fonts = Fonts::of(profile);
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
    let right = "<w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>";
    let center = "<w:jc w:val=\"center\"/>";
    let text = |extra: &str| format!("{LINE}{extra}");
    let keep = |extra: &str| format!("<w:keepNext/>{LINE}{extra}");
    let entries: [(DocxStyle, String); 20] = [
        (("Normal", fonts.body, 32, false), text(&format!("{indent}<w:jc w:val=\"both\"/>"))),
        (
            ("Title", fonts.title, 44, fonts.title_bold),
            format!("<w:spacing w:line=\"640\" w:lineRule=\"exact\"/>{center}"),
        ),
        (("Number", fonts.body, 32, false), text(center)),
        (("Flush", fonts.body, 32, false), text("")),
        (("Heading1", fonts.heading, 32, false), keep(indent)),
        (("Heading2", fonts.subheading, 32, false), keep(indent)),
        (("Closing", fonts.body, 32, false), keep(indent)),
        (("Signature", fonts.body, 32, false), keep(right)),
        (("TableHead", fonts.heading, 21, false), format!("{TABLE_LINE}{center}")),
        (("TableText", fonts.body, 21, false), TABLE_LINE.to_owned()),
        (("TableNumber", fonts.body, 21, false), format!("{TABLE_LINE}{center}")),
        (("VolumeTitle", fonts.title, 56, fonts.title_bold), VOLUME_TITLE.to_owned()),
        (
            ("SheetTitle", fonts.title, 36, fonts.title_bold),
            format!("<w:pageBreakBefore/>{center}"),
        ),
        (("SheetLine", fonts.body, 20, false), String::new()),
        (("CellHead", fonts.heading, 18, false), center.to_owned()),
        (("CellText", fonts.body, 18, false), String::new()),
        (("CellCenter", fonts.body, 18, false), center.to_owned()),
        (("Header", "黑体", 28, false), center.to_owned()),
        (("Footer", "宋体", 28, false), center.to_owned()),
        (("Identity", "宋体", 16, false), center.to_owned()),
    ];
    let mut out = XmlWriter::document("w:");
    out.element("styles", &[("xmlns:w", &W)], |out| {
        out.open("docDefaults", &[]);
        out.element("rPrDefault", &[], |out| {
            out.element("rPr", &[], |out| {
                font(out, fonts.body);
                out.raw("<w:sz w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>");
            });
        });
        out.raw(NO_SPACING);
        out.close("docDefaults");
        entries.iter().for_each(|(entry, properties)| style(out, entry, properties));
        out.raw(GRID);
    });
    out.finish()
}

const NO_SPACING: &str = "<w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr>\
    </w:pPrDefault>";

fn font(out: &mut XmlWriter, font: &str) {
    let scripts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
    out.empty("rFonts", &scripts.map(|script| (script, &font as &dyn Display)));
}

fn style(out: &mut XmlWriter, (id, font, size, bold): &DocxStyle, properties: &str) {
    let mut attributes: Vec<(&str, &dyn Display)> = vec![("w:type", &"paragraph")];
    if *id == "Normal" {
        attributes.push(("w:default", &1));
    }
    attributes.push(("w:styleId", id));
    out.element("style", &attributes, |out| {
        out.empty("name", &[("w:val", id)]);
        out.empty("qFormat", &[]);
        out.element("pPr", &[], |out| out.raw(properties));
        out.element("rPr", &[], |out| {
            self::font(out, font);
            if *bold {
                out.empty("b", &[]);
            }
            out.empty("sz", &[("w:val", size)]);
            out.empty("szCs", &[("w:val", size)]);
        });
    });
}

const GRID: &str = "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/>\
<w:tblPr><w:tblBorders>\
<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
</w:tblBorders><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/>\
</w:tblCellMar></w:tblPr></w:style>";
