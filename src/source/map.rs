//! All files of one run, and the way from a location to what a person reads.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Excerpt, FilePlace, Location, Sheet, Span, Workbook};

/// A part of a [`SourceMap`]: the files of one body of government, or those that are built in. Files are
/// ordered by their parts, so that what is read at the same time stands in an order of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PartId(u32);

impl PartId {
    /// The part that comes so many after this one.
    #[must_use]
    pub fn after(self, count: usize) -> Self {
        Self(self.0.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)))
    }
}

/// A file of the [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId {
    part: PartId,
    index: u32,
}

impl FileId {
    /// The file at this place of a part.
    pub fn new(part: PartId, index: u32) -> Self {
        Self { part, index }
    }

    /// Its place in its part.
    pub fn index(self) -> u32 {
        self.index
    }

    /// The part in which it stands.
    pub fn part(self) -> PartId {
        self.part
    }
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum FileContent {
    /// Text, with the byte offsets at which its lines start.
    Text {
        /// The text.
        text: Cow<'static, str>,
        /// Where each line starts; the first entry is 0.
        lines: Vec<u32>,
    },
    /// Of a text only the lines that a report shows.
    Excerpt(Excerpt),
    /// Sheets of cells.
    Sheets(Workbook),
    /// Something whose content is not kept (a folder, a file that could not be read).
    Nothing,
}

/// One file of a run.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The name shown to people: relative, with `/`.
    pub name: String,
    /// Where it lies on disk; `None` for what is built in.
    pub path: Option<PathBuf>,
    /// Its content.
    pub content: FileContent,
}

impl SourceFile {
    /// The same with only what is needed to show these places.
    fn shown<'a>(&self, places: impl Iterator<Item = &'a Location>) -> Self {
        let mut places = places.peekable();
        let content = match &self.content {
            _ if places.peek().is_none() => self.content.emptied(),
            FileContent::Sheets(workbook) => FileContent::Sheets(workbook.shown(places)),
            FileContent::Text { text, lines } => {
                let spans = places.filter_map(|place| match place.place {
                    FilePlace::Span(span) => Some(span),
                    FilePlace::Whole | FilePlace::Cell { .. } => None,
                });
                FileContent::Excerpt(Excerpt::new(text, lines, spans))
            }
            whole => whole.clone(),
        };
        Self { name: self.name.clone(), path: self.path.clone(), content }
    }
}

impl FileContent {
    /// What is left to tell of a file that nothing points into.
    fn emptied(&self) -> Self {
        match self {
            Self::Text { .. } | Self::Excerpt(_) => Self::Excerpt(Excerpt::default()),
            Self::Sheets(_) => Self::Sheets(Workbook::default()),
            Self::Nothing => Self::Nothing,
        }
    }
}

/// All files of one run. A copy shares them, and what is then added to it is its own.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    parts: BTreeMap<PartId, Arc<Vec<SourceFile>>>,
    /// The part to which files are added.
    current: PartId,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text file.
    pub fn add_text(
        &mut self,
        name: impl Into<String>,
        path: Option<&Path>,
        text: impl Into<Cow<'static, str>>,
    ) -> FileId {
        let text = text.into();
        let lines = line_starts(&text);
        self.add(name.into(), path, FileContent::Text { text, lines })
    }

    /// Adds some lines of a text file.
    pub fn add_excerpt(
        &mut self,
        name: impl Into<String>,
        path: Option<&Path>,
        excerpt: Excerpt,
    ) -> FileId {
        self.add(name.into(), path, FileContent::Excerpt(excerpt))
    }

    /// Adds a file of sheets.
    pub fn add_sheets(
        &mut self,
        name: impl Into<String>,
        path: Option<&Path>,
        workbook: Workbook,
    ) -> FileId {
        self.add(name.into(), path, FileContent::Sheets(workbook))
    }

    /// Adds a file whose content is not kept.
    pub fn add_opaque(&mut self, name: impl Into<String>, path: Option<&Path>) -> FileId {
        self.add(name.into(), path, FileContent::Nothing)
    }

    fn add(&mut self, name: String, path: Option<&Path>, content: FileContent) -> FileId {
        let files = Arc::make_mut(self.parts.entry(self.current).or_default());
        let index = u32::try_from(files.len()).unwrap_or(u32::MAX);
        files.push(SourceFile { name, path: path.map(Path::to_path_buf), content });
        FileId { part: self.current, index }
    }

    /// From now on files are added to this part.
    pub fn begin(&mut self, part: PartId) {
        self.current = part;
    }

    /// The first part after all that hold files.
    pub fn next_part(&self) -> PartId {
        self.parts.keys().next_back().map_or_else(PartId::default, |last| last.after(1))
    }

    /// Takes over the parts of another map that this one does not have.
    pub fn absorb(&mut self, other: Self) {
        for (part, files) in other.parts {
            self.parts.entry(part).or_insert(files);
        }
    }

    /// A map of one part alone, with only what is needed to show these places.
    #[must_use]
    pub fn shown(&self, part: PartId, places: &[Location]) -> Self {
        let files = self.parts.get(&part).into_iter().flat_map(|files| files.iter());
        let files = files.zip(0..).map(|(file, index)| {
            let id = FileId { part, index };
            file.shown(places.iter().filter(|place| place.file == id))
        });
        let parts = BTreeMap::from([(part, Arc::new(files.collect()))]);
        Self { parts, current: part }
    }

    /// The same with only what is needed of a part to show these places; without the part where there are none.
    #[must_use]
    pub fn narrowed(mut self, part: PartId, places: &[Location]) -> Self {
        let shown = self.shown(part, places);
        self.parts.remove(&part);
        if !places.is_empty() {
            self.absorb(shown);
        }
        self
    }

    /// A map of one part alone.
    #[must_use]
    pub fn part(&self, part: PartId) -> Self {
        let files = self.parts.get(&part).map(|files| (part, Arc::clone(files)));
        Self { parts: files.into_iter().collect(), current: part }
    }

    /// The file behind an id of this map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.parts[&id.part][id.index as usize]
    }

    /// All files with their ids, by part and then in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.parts.iter().flat_map(|(part, files)| {
            (0u32..).map(|index| FileId { part: *part, index }).zip(files.iter())
        })
    }

    /// The text of a text file that is kept as a whole.
    pub fn text(&self, id: FileId) -> Option<&str> {
        match &self.file(id).content {
            FileContent::Text { text, .. } => Some(text),
            FileContent::Excerpt(_) | FileContent::Sheets(_) | FileContent::Nothing => None,
        }
    }

    /// The text that a span covers.
    pub fn slice(&self, id: FileId, span: Span) -> Option<&str> {
        match &self.file(id).content {
            FileContent::Text { text, .. } => text.get(span.start as usize..span.end as usize),
            FileContent::Excerpt(excerpt) => excerpt.slice(span),
            FileContent::Sheets(_) | FileContent::Nothing => None,
        }
    }

    /// The lines of a text file from one on, as far as they are kept; the first has the number 0.
    pub fn lines_from(&self, id: FileId, line: usize) -> impl Iterator<Item = &str> {
        let (whole, part) = match &self.file(id).content {
            FileContent::Text { text, .. } => (Some(text), None),
            FileContent::Excerpt(excerpt) => (None, Some(excerpt)),
            FileContent::Sheets(_) | FileContent::Nothing => (None, None),
        };
        let whole = whole.into_iter().flat_map(move |text| text.split('\n').skip(line));
        whole.chain(part.into_iter().flat_map(move |excerpt| excerpt.lines_from(line)))
    }

    /// The line of a byte of a text file, counted from 0, and the byte at which it begins.
    pub fn line_start(&self, id: FileId, byte: u32) -> Option<(u32, u32)> {
        match &self.file(id).content {
            FileContent::Text { lines, .. } => {
                let line = lines.partition_point(|start| *start <= byte).saturating_sub(1);
                Some((u32::try_from(line).ok()?, lines.get(line).copied().unwrap_or(0)))
            }
            FileContent::Excerpt(excerpt) => excerpt.line_start(byte),
            FileContent::Sheets(_) | FileContent::Nothing => None,
        }
    }

    /// The sheets of a spreadsheet.
    pub fn workbook(&self, id: FileId) -> Option<&Workbook> {
        match &self.file(id).content {
            FileContent::Sheets(workbook) => Some(workbook),
            FileContent::Text { .. } | FileContent::Excerpt(_) | FileContent::Nothing => None,
        }
    }

    /// The sheet that a cell location points into.
    pub fn sheet(&self, location: Location) -> Option<&Sheet> {
        match location.place {
            FilePlace::Cell { sheet, .. } => {
                self.workbook(location.file)?.sheets.get(usize::from(sheet))
            }
            FilePlace::Whole | FilePlace::Span(_) => None,
        }
    }

    /// Line and column of a text location, both counted from 1; columns count characters.
    pub fn line_column(&self, location: Location) -> Option<(u32, u32)> {
        let FilePlace::Span(span) = location.place else { return None };
        let (line, start) = self.line_start(location.file, span.start)?;
        // A byte order mark is no column; a place in the middle of a character is that of the character.
        let before = (start..=span.start)
            .rev()
            .find_map(|end| self.slice(location.file, Span::new(start, end)));
        let column = before.unwrap_or("").chars().filter(|c| *c != '\u{feff}').count();
        Some((line + 1, u32::try_from(column + 1).unwrap_or(u32::MAX)))
    }

    /// The location in one line: `大英.yaml:3:5`, `民政.xlsx 社会救助!E7`, or the file's name.
    pub fn describe(&self, location: Location) -> String {
        let name = &self.file(location.file).name;
        match location.place {
            FilePlace::Whole => name.clone(),
            FilePlace::Span(_) => match self.line_column(location) {
                Some((line, column)) => format!("{name}:{line}:{column}"),
                None => name.clone(),
            },
            FilePlace::Cell { cell, .. } => match self.sheet(location) {
                Some(sheet) => format!("{name} {}!{cell}", sheet.name),
                None => format!("{name} {cell}"),
            },
        }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    let newlines = memchr::memchr_iter(b'\n', text.as_bytes());
    starts.extend(newlines.filter_map(|at| u32::try_from(at + 1).ok()));
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Cell, CellRef};

    #[test]
    fn parts_stand_in_their_order_whatever_was_read_first() {
        let mut map = SourceMap::new();
        let (first, second) = (map.next_part(), map.next_part().after(1));
        map.begin(second);
        let later = map.add_opaque("later.yaml", None);
        let mut other = map.clone();
        other.begin(first);
        let earlier = other.add_opaque("earlier.yaml", None);
        map.absorb(other);
        let names: Vec<&str> = map.files().map(|(_, file)| file.name.as_str()).collect();
        assert_eq!(names, ["earlier.yaml", "later.yaml"]);
        assert!(earlier < later);
        assert_eq!(map.file(later).name, "later.yaml");
    }

    #[test]
    fn only_the_rows_of_places_and_the_heads_are_kept() {
        let mut map = SourceMap::new();
        let mut sheet = Sheet { name: "甲".to_owned(), ..Sheet::default() };
        for row in 0..100 {
            sheet.cells.insert(CellRef::new(row, 1), Cell::text(row.to_string()));
        }
        let file = map.add_sheets("a.xlsx", None, Workbook { sheets: vec![sheet] });
        let unseen = map.add_text("b.yaml", None, "名称: 乙\n");
        let place = Location::cell(file, 0, CellRef::new(60, 1));
        let shown = map.shown(file.part(), &[place]);
        assert_eq!(shown.describe(place), map.describe(place));
        let sheet = &shown.workbook(file).unwrap().sheets[0];
        assert_eq!(sheet.text(CellRef::new(60, 1)), "60");
        assert_eq!(sheet.cells.len(), 31);
        assert_eq!(shown.lines_from(unseen, 0).next(), None);
    }

    #[test]
    fn only_the_lines_of_places_are_kept() {
        let text: String = (0..100).map(|n| format!("第{n}行: 甲\n")).collect();
        let mut map = SourceMap::new();
        let file = map.add_text("a.yaml", None, text.clone());
        let place = |line: &str, length: u32| {
            let start = u32::try_from(text.find(line).unwrap()).unwrap();
            Location::span(file, Span::new(start + 3, start + 3 + length))
        };
        let places =
            [place("第0行", 1), place("第60行", 2), place("第61行", 20), place("第99行", 2)];
        let shown = map.shown(file.part(), &places);
        for place in places {
            let FilePlace::Span(span) = place.place else { panic!() };
            assert_eq!(shown.describe(place), map.describe(place));
            assert_eq!(shown.slice(file, span), map.slice(file, span));
            let (line, _) = map.line_column(place).unwrap();
            let lines = |map: &SourceMap| -> Vec<String> {
                let first = (line as usize).saturating_sub(2);
                map.lines_from(file, first).take(3).map(str::to_owned).collect()
            };
            assert_eq!(lines(&shown), lines(&map));
        }
        let FileContent::Excerpt(excerpt) = &shown.file(file).content else { panic!() };
        let kept: usize = excerpt.stretches().iter().map(|s| s.text.lines().count()).sum();
        assert_eq!((excerpt.stretches().len(), kept), (3, 3 + 6 + 2));
    }

    #[test]
    fn columns_count_characters() {
        let mut map = SourceMap::new();
        let text = "\u{feff}名称: 甲\r\n公开时限: 🏛二十天\n";
        let id = map.add_text("a.yaml", None, text);
        let at = |needle: &str| {
            let start = u32::try_from(text.find(needle).expect("needle")).expect("small");
            map.line_column(Location::span(id, Span::new(start, start + 1)))
        };
        assert_eq!(at("名称"), Some((1, 1)));
        assert_eq!(at("甲"), Some((1, 5)));
        assert_eq!(at("二十天"), Some((2, 8)));
    }
}
