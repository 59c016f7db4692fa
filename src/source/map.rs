//! All files of one run, and the way from a location to what a person reads.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::{FilePlace, Location, Sheet, Span, Workbook};

/// A file of the [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

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

/// All files of one run.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
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
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { name, path: path.map(Path::to_path_buf), content });
        id
    }

    /// The file behind an id of this map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their ids, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(&self.files)
    }

    /// The text of a text file.
    pub fn text(&self, id: FileId) -> Option<&str> {
        match &self.file(id).content {
            FileContent::Text { text, .. } => Some(text),
            FileContent::Sheets(_) | FileContent::Nothing => None,
        }
    }

    /// The text that a span covers.
    pub fn slice(&self, id: FileId, span: Span) -> Option<&str> {
        self.text(id)?.get(span.start as usize..span.end as usize)
    }

    /// The sheets of a spreadsheet.
    pub fn workbook(&self, id: FileId) -> Option<&Workbook> {
        match &self.file(id).content {
            FileContent::Sheets(workbook) => Some(workbook),
            FileContent::Text { .. } | FileContent::Nothing => None,
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
        let FileContent::Text { text, lines } = &self.file(location.file).content else {
            return None;
        };
        Some(line_column(text, lines, span.start))
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

fn line_column(text: &str, lines: &[u32], offset: u32) -> (u32, u32) {
    let index = lines.partition_point(|&start| start <= offset).saturating_sub(1);
    let start = lines.get(index).copied().unwrap_or(0) as usize;
    let mut end = (offset as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(start..end).unwrap_or("");
    // A byte order mark is no column.
    let column = before.chars().filter(|c| *c != '\u{feff}').count();
    (u32::try_from(index + 1).unwrap_or(u32::MAX), u32::try_from(column + 1).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

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
