//! The styles of a workbook. They only grow: fills for the shades, and for each style of a marked cell
//! a copy of it that differs in nothing but the fill.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;

use super::book::Book;
use super::{PatchError, Shade};
use crate::office::EditedContainer;
use crate::office::xml::{Splices, Tag, TagKind, XmlWriter, each_tag, with_attribute};

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
/// What the format allows.
const MOST_STYLES: usize = 64_000;
/// The first fills mean the same in every workbook, whatever stands there.
const RESERVED_FILLS: usize = 2;

/// For workbooks that have no styles at all.
const MINIMAL: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
    <fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\
    </cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" \
    borderId=\"0\" xfId=\"0\"/></cellXfs></styleSheet>";

/// The styles of a workbook with what was added to them.
#[derive(Debug)]
pub(super) struct WorkbookStyles {
    part: String,
    text: String,
    fills: StyleList,
    formats: StyleList,
    shades: Vec<Shade>,
    added: Vec<String>,
    made: BTreeMap<(Option<usize>, Option<Shade>), usize>,
}

/// One of the lists of the part: where its start and its end tag stand, and its elements.
#[derive(Debug, Default)]
struct StyleList {
    start: Range<usize>,
    start_tag: String,
    prefix: String,
    end: usize,
    elements: Vec<Range<usize>>,
}

impl WorkbookStyles {
    /// The styles of a workbook; a part with the least that is needed is added when there is none.
    pub(super) fn open(parts: &mut EditedContainer<'_>, book: &Book) -> Result<Self, PatchError> {
        let part = match book.other(parts, "styles")? {
            Some(part) => part,
            None => {
                let part = format!("{}styles.xml", book.folder());
                let entry = (part.as_str(), "styles", CONTENT_TYPE);
                parts.add_part(&book.part, entry, MINIMAL.to_owned())?;
                part
            }
        };
        let text = parts.required(&part)?;
        let fills = StyleList::read(&part, &text, "fills")?;
        let formats = StyleList::read(&part, &text, "cellXfs")?;
        let (shades, added, made) = (Vec::new(), Vec::new(), BTreeMap::new());
        Ok(Self { part, text, fills, formats, shades, added, made })
    }

    /// The index of a style that is like `base` but for its fill.
    pub(super) fn shaded(&mut self, base: usize, shade: Shade) -> Result<usize, PatchError> {
        let key = (Some(base), Some(shade));
        if let Some(index) = self.made.get(&key) {
            return Ok(*index);
        }
        let range = self.formats.elements.get(base).cloned();
        let range = range.ok_or_else(|| PatchError::odd(&self.part, format!("没有样式 {base}")))?;
        let format = self.text[range].to_owned();
        let end = format.find('>').map_or(format.len(), |at| at + 1);
        let (tag, rest) = format.split_at(end);
        let fill = self.fill(shade).to_string();
        let tag = with_attribute(&with_attribute(tag, "fillId", &fill), "applyFill", "1");
        self.add(key, format!("{tag}{rest}"))
    }

    /// The index of a style for running text: wrapped, at the top of its cell, in the default font.
    pub(super) fn running_text(&mut self, shade: Option<Shade>) -> Result<usize, PatchError> {
        let key = (None, shade);
        if let Some(index) = self.made.get(&key) {
            return Ok(*index);
        }
        let fill = shade.map_or(0, |shade| self.fill(shade));
        let mut out = XmlWriter::fragment(&self.formats.prefix);
        let format: &[(&str, &dyn Display)] = &[
            ("numFmtId", &0),
            ("fontId", &0),
            ("fillId", &fill),
            ("borderId", &0),
            ("xfId", &0),
            ("applyFill", &1),
            ("applyAlignment", &1),
        ];
        out.element("xf", format, |out| {
            out.empty("alignment", &[("vertical", &"top"), ("wrapText", &1)]);
        });
        self.add(key, out.finish())
    }

    /// Writes what was added.
    pub(super) fn store(self, parts: &mut EditedContainer<'_>) -> Result<(), PatchError> {
        let prefix = &self.fills.prefix;
        let missing = RESERVED_FILLS.saturating_sub(self.fills.elements.len());
        let shades = self.shades.iter().map(|shade| Some(*shade));
        let fills = std::iter::repeat_n(None, missing).chain(shades);
        let fills = fills.map(|shade| fill_element(shade, prefix));
        let fills = if self.shades.is_empty() { Vec::new() } else { fills.collect() };
        let mut splices = Splices::default();
        self.fills.grow(fills, &mut splices);
        self.formats.grow(self.added, &mut splices);
        Ok(parts.edit(&self.part, &self.text, splices)?)
    }

    fn add(
        &mut self,
        key: (Option<usize>, Option<Shade>),
        format: String,
    ) -> Result<usize, PatchError> {
        let index = self.formats.elements.len() + self.added.len();
        if index >= MOST_STYLES {
            return Err(PatchError::odd(&self.part, "样式太多"));
        }
        self.added.push(format);
        self.made.insert(key, index);
        Ok(index)
    }

    fn fill(&mut self, shade: Shade) -> usize {
        let at = self.shades.iter().position(|have| *have == shade).unwrap_or_else(|| {
            self.shades.push(shade);
            self.shades.len() - 1
        });
        self.fills.elements.len().max(RESERVED_FILLS) + at
    }
}

/// The fill of a shade; the one that is reserved for every workbook when there is none.
fn fill_element(shade: Option<Shade>, prefix: &str) -> String {
    let mut out = XmlWriter::fragment(prefix);
    out.element("fill", &[], |out| match shade {
        None => out.empty("patternFill", &[("patternType", &"gray125")]),
        Some(shade) => out.element("patternFill", &[("patternType", &"solid")], |out| {
            out.empty("fgColor", &[("rgb", &format_args!("FF{}", shade.color()))]);
            out.empty("bgColor", &[("indexed", &64)]);
        }),
    });
    out.finish()
}

impl StyleList {
    fn read(part: &str, text: &str, name: &str) -> Result<Self, PatchError> {
        let mut list = Self::default();
        let mut inside = false;
        each_tag(part, text, |tag| {
            match (tag.depth, tag.kind) {
                (1, TagKind::Open) if tag.name() == name => {
                    inside = true;
                    list.begin(&tag);
                }
                (1, TagKind::Close) if inside => {
                    inside = false;
                    list.end = tag.range.start;
                }
                (2, _) if inside => list.element(&tag),
                _ => {}
            }
            Ok::<_, PatchError>(())
        })?;
        if list.elements.is_empty() {
            return Err(PatchError::odd(part, format!("没有 {name}")));
        }
        Ok(list)
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        self.start = tag.range.clone();
        self.start_tag = tag.raw.to_owned();
        self.prefix = tag.prefix().to_owned();
    }

    fn element(&mut self, tag: &Tag<'_>) {
        match (tag.kind, self.elements.last_mut()) {
            (TagKind::Close, Some(last)) => last.end = tag.range.end,
            _ => self.elements.push(tag.range.clone()),
        }
    }

    /// Adds elements behind those that are there, and counts them where the list is counted.
    fn grow(&self, new: Vec<String>, splices: &mut Splices) {
        if new.is_empty() {
            return;
        }
        if self.start_tag.contains("count=") {
            let count = (self.elements.len() + new.len()).to_string();
            splices.replace(self.start.clone(), with_attribute(&self.start_tag, "count", &count));
        }
        splices.insert(self.end, new.concat());
    }
}
