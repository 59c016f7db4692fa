//! The other parts of the package: types, relations, styles, header and footer.

use super::{Document, escaped};
use crate::layout::FontProfile;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub(super) const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
</Types>";

pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
</Relationships>";

pub(super) const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/>\
<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
</Relationships>";

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
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dc:description>{}</dc:description>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         </cp:coreProperties>",
        escaped(&document.title),
        escaped(&document.office),
        escaped(&document.identity),
    )
}

/// 草稿, on every page of a draft.
pub(super) fn header(document: &Document) -> String {
    let text = if document.draft { run("草　　稿") } else { String::new() };
    format!("{HEAD}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{text}</w:p></w:hdr>")
}

/// — 1 — in the middle, and what identifies the version below it.
pub(super) fn footer(document: &Document) -> String {
    let stamp = if document.draft { "（草稿）" } else { "" };
    format!(
        "{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"Identity\"/></w:pPr>{}</w:p></w:ftr>",
        run("— "),
        run(" —"),
        run(&format!("{}{stamp}", document.identity)),
    )
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
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
type Style = (&'static str, &'static str, u32, bool);

/// Lines of 28.9 pt: 22 of them fill the 225 mm of the text.
const LINE: &str = "<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>";
const TABLE_LINE: &str = "<w:spacing w:line=\"360\" w:lineRule=\"exact\"/>";

/// `word/styles.xml`: title in size 2 (22 pt), text in size 3 (16 pt), indented by two characters.
pub(super) fn styles(profile: FontProfile) -> String {
    let fonts = Fonts::of(profile);
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
    let right = "<w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>";
    let center = "<w:jc w:val=\"center\"/>";
    let text = |extra: &str| format!("{LINE}{extra}");
    let keep = |extra: &str| format!("<w:keepNext/>{LINE}{extra}");
    let entries: [(Style, String); 13] = [
        (("Normal", fonts.body, 32, false), text(&format!("{indent}<w:jc w:val=\"both\"/>"))),
        (
            ("Title", fonts.title, 44, fonts.title_bold),
            format!("<w:spacing w:line=\"640\" w:lineRule=\"exact\"/>{center}"),
        ),
        (("Flush", fonts.body, 32, false), text("")),
        (("Heading1", fonts.heading, 32, false), keep(indent)),
        (("Heading2", fonts.subheading, 32, false), keep(indent)),
        (("Closing", fonts.body, 32, false), keep(indent)),
        (("Signature", fonts.body, 32, false), keep(right)),
        (("TableHead", fonts.heading, 21, false), format!("{TABLE_LINE}{center}")),
        (("TableText", fonts.body, 21, false), TABLE_LINE.to_owned()),
        (("TableNumber", fonts.body, 21, false), format!("{TABLE_LINE}{center}")),
        (("Header", "黑体", 28, false), center.to_owned()),
        (("Footer", "宋体", 28, false), center.to_owned()),
        (("Identity", "宋体", 16, false), center.to_owned()),
    ];
    let styles: String =
        entries.iter().map(|(style, properties)| self::style(style, properties)).collect();
    format!(
        "{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{body}\" w:hAnsi=\"{body}\" w:eastAsia=\"{body}\" w:cs=\"{body}\"/>\
         <w:sz w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         {styles}{GRID}</w:styles>",
        body = fonts.body,
    )
}

fn style(&(id, font, size, bold): &Style, properties: &str) -> String {
    let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
    let bold = if bold { "<w:b/>" } else { "" };
    format!(
        "<w:style w:type=\"paragraph\"{default} w:styleId=\"{id}\"><w:name w:val=\"{id}\"/><w:qFormat/>\
         <w:pPr>{properties}</w:pPr><w:rPr>\
         <w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"/>{bold}\
         <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>"
    )
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
