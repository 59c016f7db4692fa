//! `目录.xlsx` made to say one thing more, as commands do: cells are patched, everything else in the workbook
//! stays as it is. What was written is read again and must say what was meant and nothing else.

use crate::input::book::{self, ADJUSTMENT_KINDS, Addition, BookPart, Trees, cell_text, normal};
use crate::input::tables::{ReadOptions, read_tables};
use crate::input::yaml::{self, Node};
use crate::patch::{Package, PatchError};
use crate::source::{FileId, FilePlace, Location, SourceMap, Span};

/// The workbook of a body, open to be continued.
#[derive(Debug)]
pub struct SettingsBook {
    bytes: Vec<u8>,
    map: SourceMap,
    file: FileId,
    trees: Trees,
    faults: usize,
}

/// Why a workbook is not read or continued. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// It cannot be read.
    #[error("读不了：{0}")]
    Unreadable(String),
    /// It does not say whose it is.
    #[error("没有可用的“基本信息”表，先用 mulu check 看")]
    Nameless,
    /// A cell cannot be patched.
    #[error(transparent)]
    Patch(#[from] PatchError),
    /// There is no place for what is to be written.
    #[error("“{0}”表没有了，或者少了栏，没有地方写")]
    NoPlace(&'static str),
    /// It would say something else than was meant.
    #[error("写进去以后读出来的不一样，什么也没有写。先用 mulu check 看“{0}”表")]
    NotMeant(&'static str),
}

impl SettingsBook {
    /// Opens a workbook.
    ///
    /// # Errors
    /// When it cannot be read as one of a body.
    pub fn open(bytes: Vec<u8>) -> Result<Self, BookError> {
        let read = read_tables(&bytes, &ReadOptions::default())
            .map_err(|error| BookError::Unreadable(error.to_string()))?;
        let mut map = SourceMap::new();
        let file = map.add_sheets(crate::input::project::BOOK_FILE, None, read.workbook);
        let mut findings = Vec::new();
        let workbook = map.workbook(file).ok_or(BookError::Nameless)?;
        let trees = book::read(file, workbook, &mut findings).ok_or(BookError::Nameless)?;
        Ok(Self { bytes, file, trees, faults: findings.len(), map })
    }

    /// What it says.
    pub fn trees(&self) -> &Trees {
        &self.trees
    }

    /// How many places in it are not understood.
    pub fn faults(&self) -> usize {
        self.faults
    }

    /// The row, from 1, into which the next line of a sheet goes; `None` where the sheet is missing.
    pub fn next_row(&self, part: BookPart) -> Option<u32> {
        let row = Addition::Row(part, vec![(part.headings().first()?, String::new())]);
        let edits = book::edits(self.file, self.map.workbook(self.file)?, &[row])?;
        Some(edits.first()?.cell.row + 1)
    }

    /// The text of a cell.
    pub fn text(&self, cell: Span) -> Option<&str> {
        let location = Location::span(self.file, cell);
        let FilePlace::Cell { cell, .. } = location.place else { return None };
        Some(self.map.sheet(location)?.text(cell))
    }

    /// The workbook in which these cells have other texts.
    ///
    /// # Errors
    /// When a cell cannot be written, or something else would be read differently.
    pub fn rewritten(&self, texts: &[(Span, String)]) -> Result<Vec<u8>, BookError> {
        let mut package = Package::open(&self.bytes)?;
        for (span, text) in texts {
            let location = Location::span(self.file, *span);
            let FilePlace::Cell { cell, .. } = location.place else { continue };
            let Some(sheet) = self.map.sheet(location) else { continue };
            package.set_cell_text(&sheet.name, cell, text)?;
        }
        let after = Self::open(package.finish()?)?;
        let cells: Vec<Span> = texts.iter().map(|(span, _)| *span).collect();
        let same = |before, after| book::differs_only_in(&cells, before, after);
        let meant = same(&self.trees.profile, &after.trees.profile)
            && same(&self.trees.adjustments, &after.trees.adjustments)
            && same(&self.trees.records, &after.trees.records)
            && after.faults == self.faults;
        if meant { Ok(after.bytes) } else { Err(BookError::NotMeant("责任单位")) }
    }

    /// The workbook that says this besides.
    ///
    /// # Errors
    /// When there is no place for it, or it would not be read as it was meant.
    pub fn with(&self, additions: &[Addition]) -> Result<Vec<u8>, BookError> {
        let about = additions.first().map_or("", |addition| addition.part().name());
        let mut package = Package::open(&self.bytes)?;
        let workbook = self.map.workbook(self.file).ok_or(BookError::Nameless)?;
        let edits = book::edits(self.file, workbook, additions).ok_or(BookError::NoPlace(about))?;
        for edit in edits.iter().filter(|edit| !edit.text.is_empty()) {
            package.set_cell_text(&edit.sheet, edit.cell, &edit.text)?;
        }
        let after = Self::open(package.finish()?)?;
        let meant = book::says(&self.trees, &after.trees, additions) && after.faults == self.faults;
        if meant { Ok(after.bytes) } else { Err(BookError::NotMeant(about)) }
    }
}

/// The rows of 调整 that say what an adjustments file says; `None` where no row can.
pub fn adjustment_rows(text: &str) -> Option<Vec<Addition>> {
    let tree = yaml::parse(text).ok()?;
    let entries = ADJUSTMENT_KINDS.into_iter().flat_map(|kind| {
        let list = tree.get(kind).map_or(&[][..], Node::elements);
        list.iter().map(move |entry| adjustment_row(kind, &normal(entry)))
    });
    entries.collect()
}

fn adjustment_row(kind: &str, entry: &Node) -> Option<Addition> {
    let headings = BookPart::Adjustments.headings();
    let known = |text: &str| headings.iter().skip(1).find(|heading| **heading == text).copied();
    let mut cells = vec![("处理", kind.to_owned())];
    for (key, node) in entry.entries() {
        let heading = known(&key.text)?;
        cells.push((heading, cell_text(heading, node)?));
    }
    Some(Addition::Row(BookPart::Adjustments, cells))
}
