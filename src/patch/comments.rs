//! The texts of notes: a new part, or notes put into the one that the sheet has.
//!
//! A note that somebody else wrote stays and goes on with ours. One that stands for a thread of
//! comments is left alone: office programs write its text anew from the thread.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::PatchError;
use super::xml::cell_text;
use crate::office::EditedContainer;
use crate::office::xml::{Splices, Tag, TagKind, XmlWriter, each_tag};
use crate::source::CellRef;

/// What the part of a new list begins with.
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <authors></authors><commentList></commentList></comments>";
/// The font of notes, where none is set by hand.
pub(super) const FONT: (&str, u8) = ("宋体", 9);
/// Authors of threads are called `tc={...}`.
const THREAD: &str = "tc=";
/// Between somebody's note and ours.
const LINE: &str = "\n────────\n";

/// Puts notes into a part (a new one when there is no text yet) and says which cells had none before,
/// so that they need a box.
pub(super) fn put(
    parts: &mut EditedContainer<'_>,
    part: &str,
    author: &str,
    notes: &BTreeMap<CellRef, String>,
) -> Result<BTreeSet<CellRef>, PatchError> {
    let before = parts.text(part)?.unwrap_or_else(|| EMPTY.to_owned());
    let list = CommentList::read(part, &before)?;
    let mut new = BTreeSet::new();
    let mut splices = Splices::default();
    let mut elements = XmlWriter::fragment(&list.prefix);
    for (cell, note) in notes {
        match list.comments.get(cell) {
            Some(comment) if list.author(comment).starts_with(THREAD) => {}
            Some(comment) if list.author(comment) == author => {
                comment.replace(&list.prefix, note, &mut splices);
            }
            Some(comment) => comment.extend(&list.prefix, note, &mut splices),
            None => {
                list.write(*cell, note, &mut elements);
                new.insert(*cell);
            }
        }
    }
    if !new.is_empty() {
        list.add_author(author, &mut splices);
        list.add_comments(&elements.finish(), &mut splices);
    }
    parts.edit(part, &before, splices)?;
    Ok(new)
}

/// The part as it is.
#[derive(Debug, Default)]
struct CommentList {
    prefix: String,
    authors: Vec<String>,
    /// Where the lists end, or the empty elements that stand for them.
    authors_end: Option<(Range<usize>, TagKind)>,
    comments_end: Option<(Range<usize>, TagKind)>,
    comments: BTreeMap<CellRef, Comment>,
}

/// A note as it is.
#[derive(Debug, Default)]
struct Comment {
    author: usize,
    /// Where its text begins and ends.
    text: Range<usize>,
    /// A text without runs: its whole element.
    plain: Option<Range<usize>>,
    /// Where runs end and phonetic marks begin.
    end: usize,
}

impl CommentList {
    fn read(part: &str, text: &str) -> Result<Self, PatchError> {
        let mut list = Self::default();
        let mut open = None;
        let mut author_start = 0;
        each_tag(part, text, |tag| {
            match (tag.depth, tag.name()) {
                (0, "comments") => list.prefix = tag.prefix().to_owned(),
                (1, "authors") if tag.ends() => {
                    list.authors_end = Some((tag.range.clone(), tag.kind));
                }
                (1, "commentList") if tag.ends() => {
                    list.comments_end = Some((tag.range.clone(), tag.kind));
                }
                (2, "author") => match tag.kind {
                    TagKind::Open => author_start = tag.range.end,
                    TagKind::Close => list.authors.push(text[author_start..tag.range.start].into()),
                    TagKind::Empty => list.authors.push(String::new()),
                },
                (2, "comment") if tag.begins() => open = list.begin(&tag),
                (3.., _) => {
                    if let Some(comment) = open.and_then(|cell| list.comments.get_mut(&cell)) {
                        comment.content(&tag);
                    }
                }
                _ => {}
            }
            Ok::<_, PatchError>(())
        })?;
        if list.authors_end.is_none() || list.comments_end.is_none() {
            return Err(PatchError::odd(part, "没有批注表"));
        }
        Ok(list)
    }

    fn begin(&mut self, tag: &Tag<'_>) -> Option<CellRef> {
        let cell = CellRef::parse(&tag.attribute("ref")?)?;
        let author = tag.number("authorId").unwrap_or(0);
        self.comments.insert(cell, Comment { author, ..Comment::default() });
        Some(cell)
    }

    fn author(&self, comment: &Comment) -> &str {
        self.authors.get(comment.author).map_or("", String::as_str)
    }

    /// A new author stands behind the others, so his number is how many there are.
    fn write(&self, cell: CellRef, note: &str, out: &mut XmlWriter) {
        let author = self.authors.len();
        out.element("comment", &[("ref", &cell), ("authorId", &author)], |out| {
            out.element("text", &[], |out| run(out, note));
        });
    }

    fn add_author(&self, author: &str, splices: &mut Splices) {
        let mut element = XmlWriter::fragment(&self.prefix);
        element.text_element("author", &[], author);
        append(&self.authors_end, &format!("{}authors", self.prefix), &element.finish(), splices);
    }

    fn add_comments(&self, elements: &str, splices: &mut Splices) {
        let name = format!("{}commentList", self.prefix);
        append(&self.comments_end, &name, elements, splices);
    }
}

fn append(
    end: &Option<(Range<usize>, TagKind)>,
    name: &str,
    elements: &str,
    splices: &mut Splices,
) {
    match end {
        Some((range, TagKind::Empty)) => {
            splices.replace(range.clone(), format!("<{name}>{elements}</{name}>"));
        }
        Some((range, _)) => splices.insert(range.start, elements),
        None => {}
    }
}

impl Comment {
    /// Takes in a tag inside the note.
    fn content(&mut self, tag: &Tag<'_>) {
        match (tag.depth, tag.name()) {
            (3, "text") if tag.kind == TagKind::Open => {
                self.end = tag.range.end;
                self.text.start = tag.range.end;
            }
            (3, "text") => self.text.end = tag.range.start,
            (4, "t") => {
                let start = self.plain.as_ref().map_or(tag.range.start, |range| range.start);
                self.plain = Some(start..tag.range.end);
                self.end = tag.range.end;
            }
            (4, "r") if tag.ends() => self.end = tag.range.end,
            _ => {}
        }
    }

    /// An older note of ours is out of date.
    fn replace(&self, prefix: &str, note: &str, splices: &mut Splices) {
        if !self.text.is_empty() {
            splices.replace(self.text.clone(), run_of(prefix, note));
        }
    }

    /// Goes on with another text. A plain text becomes a run first: it may not stand beside runs.
    fn extend(&self, prefix: &str, note: &str, splices: &mut Splices) {
        if self.end == 0 {
            return;
        }
        if let Some(plain) = &self.plain {
            splices.insert(plain.start, format!("<{prefix}r>"));
            splices.insert(plain.end, format!("</{prefix}r>"));
        }
        splices.insert(self.end, run_of(prefix, &format!("{LINE}{note}")));
    }
}

fn run_of(prefix: &str, note: &str) -> String {
    let mut out = XmlWriter::fragment(prefix);
    run(&mut out, note);
    out.finish()
}

fn run(out: &mut XmlWriter, note: &str) {
    let (font, size) = FONT;
    out.element("r", &[], |out| {
        out.element("rPr", &[], |out| {
            out.empty("sz", &[("val", &size)]);
            out.empty("color", &[("indexed", &81)]);
            out.empty("rFont", &[("val", &font)]);
            out.empty("charset", &[("val", &134)]);
        });
        cell_text(out, note);
    });
}
