//! The texts of notes: a new part, or notes put into the one that the sheet has.
//!
//! A note that somebody else wrote stays and goes on with ours. One that stands for a thread of
//! comments is left alone: office programs write its text anew from the thread.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::splice::Splices;
use super::xml::{Kind, Tag, cell_text, each_tag, text};
use super::{Parts, PatchError};
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
    parts: &mut Parts<'_>,
    part: &str,
    author: &str,
    notes: &BTreeMap<CellRef, String>,
) -> Result<BTreeSet<CellRef>, PatchError> {
    let before = parts.text(part)?.unwrap_or_else(|| EMPTY.to_owned());
    let list = List::read(part, &before)?;
    let mut new = BTreeSet::new();
    let mut splices = Splices::default();
    let mut elements = String::new();
    for (cell, note) in notes {
        match list.comments.get(cell) {
            Some(comment) if list.author(comment).starts_with(THREAD) => {}
            Some(comment) if list.author(comment) == author => {
                comment.replace(&list.prefix, note, &mut splices);
            }
            Some(comment) => comment.extend(&list.prefix, note, &mut splices),
            None => {
                elements.push_str(&list.element(*cell, note));
                new.insert(*cell);
            }
        }
    }
    if !new.is_empty() {
        list.add_author(author, &mut splices);
        list.add_comments(&elements, &mut splices);
    }
    if parts.has(part) {
        parts.edit(part, &before, splices)?;
    } else {
        let after = splices.apply(&before).ok_or_else(|| PatchError::odd(part, "结构交错"))?;
        parts.put(part, after);
    }
    Ok(new)
}

/// The part as it is.
#[derive(Debug, Default)]
struct List {
    prefix: String,
    authors: Vec<String>,
    /// Where the lists end, or the empty elements that stand for them.
    authors_end: Option<(Range<usize>, Kind)>,
    comments_end: Option<(Range<usize>, Kind)>,
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

impl List {
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
                    Kind::Open => author_start = tag.range.end,
                    Kind::Close => list.authors.push(text[author_start..tag.range.start].into()),
                    Kind::Empty => list.authors.push(String::new()),
                },
                (2, "comment") if tag.begins() => open = list.begin(&tag),
                (3.., _) => {
                    if let Some(comment) = open.and_then(|cell| list.comments.get_mut(&cell)) {
                        comment.content(&tag);
                    }
                }
                _ => {}
            }
            Ok(())
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
    fn element(&self, cell: CellRef, note: &str) -> String {
        let (prefix, author) = (&self.prefix, self.authors.len());
        format!(
            "<{prefix}comment ref=\"{cell}\" authorId=\"{author}\"><{prefix}text>{}</{prefix}text>\
             </{prefix}comment>",
            run(prefix, note)
        )
    }

    fn add_author(&self, author: &str, splices: &mut Splices) {
        let prefix = &self.prefix;
        let element = format!("<{prefix}author>{}</{prefix}author>", text(author));
        append(&self.authors_end, &format!("{prefix}authors"), &element, splices);
    }

    fn add_comments(&self, elements: &str, splices: &mut Splices) {
        let name = format!("{}commentList", self.prefix);
        append(&self.comments_end, &name, elements, splices);
    }
}

fn append(end: &Option<(Range<usize>, Kind)>, name: &str, elements: &str, splices: &mut Splices) {
    match end {
        Some((range, Kind::Empty)) => {
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
            (3, "text") if tag.kind == Kind::Open => {
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
            splices.replace(self.text.clone(), run(prefix, note));
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
        splices.insert(self.end, run(prefix, &format!("{LINE}{note}")));
    }
}

fn run(prefix: &str, note: &str) -> String {
    let (font, size) = FONT;
    format!(
        "<{prefix}r><{prefix}rPr><{prefix}sz val=\"{size}\"/><{prefix}color indexed=\"81\"/>\
         <{prefix}rFont val=\"{font}\"/><{prefix}charset val=\"134\"/></{prefix}rPr>\
         <{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>",
        cell_text(note)
    )
}
