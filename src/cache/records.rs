//! What is kept of a member, as it stands in a file. Places are told by what part of the repository they
//! stand in, so that they hold when other members come or go.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::check::find_rule;
use crate::finding::{Entry, Finding, ItemName, NoteCounts, Related, Severity, Suppressed};
use crate::model::{Code, Field};
use crate::source::{
    Cell, CellKind, CellRange, CellRef, FileContent, FileId, FilePlace, Location, PartId, Sheet,
    SourceFile, SourceMap, Span, Stretch, Workbook,
};

/// Whose files a place stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum KeptPart {
    /// The member's own.
    Own,
    /// Those of a body that members inherit from, by its place among these.
    Shared(usize),
    /// Those of the folder of data.
    Data,
    /// Those that are built in, and all of those.
    BuiltIn(usize),
}

/// Turns parts into records and back.
#[derive(Debug, Clone)]
pub(super) struct MapParts {
    pub(super) own: PartId,
    pub(super) shared: Vec<PartId>,
    pub(super) data: PartId,
    pub(super) built_in: PartId,
}

/// How many parts of built-in files there are.
const BUILT_IN_PARTS: usize = 2;

impl MapParts {
    fn record(&self, part: PartId) -> Option<KeptPart> {
        if part == self.own {
            return Some(KeptPart::Own);
        }
        if part == self.data {
            return Some(KeptPart::Data);
        }
        let shared = self.shared.iter().position(|known| *known == part);
        let built_in = (0..BUILT_IN_PARTS).find(|at| self.built_in.after(*at) == part);
        shared.map(KeptPart::Shared).or(built_in.map(KeptPart::BuiltIn))
    }

    fn part(&self, record: KeptPart) -> Option<PartId> {
        match record {
            KeptPart::Own => Some(self.own),
            KeptPart::Shared(at) => self.shared.get(at).copied(),
            KeptPart::Data => Some(self.data),
            KeptPart::BuiltIn(at) => Some(self.built_in.after(at)),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptLocation(KeptPart, u32, KeptPlace);

#[derive(Debug, Serialize, Deserialize)]
enum KeptPlace {
    Whole,
    Span(u32, u32),
    Cell(u16, u32, u16),
}

impl KeptLocation {
    /// `None` for a place in a file that is nobody's.
    pub(super) fn of(parts: &MapParts, location: Location) -> Option<Self> {
        let part = parts.record(location.file.part())?;
        let place = match location.place {
            FilePlace::Whole => KeptPlace::Whole,
            FilePlace::Span(Span { start, end }) => KeptPlace::Span(start, end),
            FilePlace::Cell { sheet, cell } => KeptPlace::Cell(sheet, cell.row, cell.column),
        };
        Some(Self(part, location.file.index(), place))
    }

    pub(super) fn location(&self, parts: &MapParts) -> Option<Location> {
        let Self(part, index, place) = self;
        let file = FileId::new(parts.part(*part)?, *index);
        Some(match *place {
            KeptPlace::Whole => Location::whole(file),
            KeptPlace::Span(start, end) => {
                Location { file, place: FilePlace::Span(Span::new(start, end)) }
            }
            KeptPlace::Cell(sheet, row, column) => {
                Location::cell(file, sheet, CellRef::new(row, column))
            }
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptFinding {
    rule: String,
    severity: String,
    message: String,
    help: Option<String>,
    inherited: bool,
    member: Option<String>,
    item: Option<(String, Option<String>, Vec<String>)>,
    field: Option<String>,
    location: KeptLocation,
    source: Option<KeptLocation>,
    related: Vec<(String, KeptLocation)>,
    entry: Option<KeptEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptEntry {
    section: String,
    key: String,
    line: String,
    sheet: String,
    row: Vec<String>,
    blank: String,
    profile: KeptLocation,
    otherwise: String,
}

impl KeptFinding {
    pub(super) fn of(parts: &MapParts, finding: &Finding) -> Option<Self> {
        let Finding { rule, severity, message, help, inherited, member, item, field, .. } = finding;
        let item = item.as_ref().map(|ItemName { domain, code, path }| {
            (domain.clone(), code.as_ref().map(|code| code.as_str().to_owned()), path.clone())
        });
        let related = finding.related.iter().map(|related| {
            Some((related.message.clone(), KeptLocation::of(parts, related.location)?))
        });
        let source = finding.source.map(|source| KeptLocation::of(parts, source));
        let entry = finding.entry.as_ref().map(|entry| KeptEntry::of(parts, entry));
        Some(Self {
            rule: rule.0.to_owned(),
            severity: severity.id().to_owned(),
            message: message.clone(),
            help: help.clone(),
            inherited: *inherited,
            member: member.clone(),
            item,
            field: field.map(|field| field.heading().to_owned()),
            location: KeptLocation::of(parts, finding.location)?,
            source: optional(source)?,
            related: related.collect::<Option<_>>()?,
            entry: optional(entry)?,
        })
    }

    pub(super) fn finding(self, parts: &MapParts) -> Option<Finding> {
        let item = self.item.map(|(domain, code, path)| {
            let code = code.map(|code| Code::parse(&code));
            Some(ItemName { domain, code: optional(code)?, path })
        });
        let related = self.related.into_iter().map(|(message, location)| {
            Some(Related { message, location: location.location(parts)? })
        });
        let field = self.field.map(|heading| Field::from_heading(&heading));
        let source = self.source.map(|source| source.location(parts));
        Some(Finding {
            rule: find_rule(&self.rule)?.id,
            severity: Severity::from_id(&self.severity)?,
            message: self.message,
            help: self.help,
            inherited: self.inherited,
            member: self.member,
            item: optional(item)?,
            field: optional(field)?,
            location: self.location.location(parts)?,
            source: optional(source)?,
            related: related.collect::<Option<_>>()?,
            entry: optional(self.entry.map(|entry| entry.entry(parts).map(Box::new)))?,
        })
    }
}

impl KeptEntry {
    fn of(parts: &MapParts, entry: &Entry) -> Option<Self> {
        let Entry { section, key, line, sheet, row, blank, profile, otherwise } = entry;
        Some(Self {
            section: (*section).to_owned(),
            key: key.clone(),
            line: line.clone(),
            sheet: (*sheet).to_owned(),
            row: row.clone(),
            blank: (*blank).to_owned(),
            profile: KeptLocation::of(parts, *profile)?,
            otherwise: (*otherwise).to_owned(),
        })
    }

    fn entry(self, parts: &MapParts) -> Option<Entry> {
        Some(Entry {
            section: kept_text(&self.section),
            key: self.key,
            line: self.line,
            sheet: kept_text(&self.sheet),
            row: self.row,
            blank: kept_text(&self.blank),
            profile: self.profile.location(parts)?,
            otherwise: kept_text(&self.otherwise),
        })
    }
}

/// What may be absent, but not unreadable.
fn optional<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(None) => None,
        Some(some) => Some(some),
    }
}

/// A word of the program, such as the name of a section, read back from a file. There are a few of them.
fn kept_text(text: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(text) = known.get(text) {
        return text;
    }
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    known.insert(text);
    text
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptSuppressed(KeptFinding, String);

impl KeptSuppressed {
    pub(super) fn of(parts: &MapParts, suppressed: &Suppressed) -> Option<Self> {
        let Suppressed { finding, justification } = suppressed;
        Some(Self(KeptFinding::of(parts, finding)?, justification.clone()))
    }

    pub(super) fn suppressed(self, parts: &MapParts) -> Option<Suppressed> {
        Some(Suppressed { finding: self.0.finding(parts)?, justification: self.1 })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptCounts(Vec<(String, usize)>);

impl KeptCounts {
    pub(super) fn of(counts: &NoteCounts) -> Self {
        Self(counts.by_rule().map(|(rule, count)| (rule.0.to_owned(), count)).collect())
    }

    pub(super) fn counts(&self) -> Option<NoteCounts> {
        self.0.iter().map(|(rule, count)| Some((find_rule(rule)?.id, *count))).collect()
    }
}

/// The files of a member, as far as they are needed to show what was found.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptFile {
    name: String,
    path: Option<PathBuf>,
    content: KeptContent,
}

#[derive(Debug, Serialize, Deserialize)]
enum KeptContent {
    Text(String),
    /// Byte and line at which they begin, and lines.
    Lines(Vec<(u32, u32, String)>),
    Sheets(Vec<KeptSheet>),
    Nothing,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptSheet {
    name: String,
    hidden: bool,
    cells: Vec<(u32, u16, String)>,
    merges: Vec<[u32; 4]>,
}

impl KeptFile {
    pub(super) fn all(map: &SourceMap, part: PartId) -> Vec<Self> {
        let own = map.files().filter(|(id, _)| id.part() == part);
        own.map(|(_, file)| Self::of(file)).collect()
    }

    fn of(file: &SourceFile) -> Self {
        let content = match &file.content {
            FileContent::Text { text, .. } => KeptContent::Text(text.to_string()),
            FileContent::Excerpt(excerpt) => {
                let stretches = excerpt.stretches().iter();
                let kept =
                    |Stretch { start, line, text }: &Stretch| (*start, *line, text.to_string());
                KeptContent::Lines(stretches.map(kept).collect())
            }
            FileContent::Sheets(book) => {
                KeptContent::Sheets(book.sheets.iter().map(KeptSheet::of).collect())
            }
            FileContent::Nothing => KeptContent::Nothing,
        };
        Self { name: file.name.clone(), path: file.path.clone(), content }
    }

    /// Adds the file to the current part of a map.
    pub(super) fn add(self, map: &mut SourceMap) {
        let path = self.path.as_deref();
        match self.content {
            KeptContent::Text(text) => map.add_text(self.name, path, text),
            KeptContent::Lines(kept) => {
                let stretch = |(start, line, text): (u32, u32, String)| Stretch {
                    start,
                    line,
                    text: text.into(),
                };
                let stretches: Vec<Stretch> = kept.into_iter().map(stretch).collect();
                map.add_excerpt(self.name, path, stretches.into())
            }
            KeptContent::Sheets(sheets) => {
                let sheets = sheets.into_iter().map(KeptSheet::sheet).collect();
                map.add_sheets(self.name, path, Workbook { sheets })
            }
            KeptContent::Nothing => map.add_opaque(self.name, path),
        };
    }
}

impl KeptSheet {
    fn of(sheet: &Sheet) -> Self {
        let cells = sheet.cells.iter();
        let merges = sheet.merges.iter().map(|CellRange { start, end }| {
            [start.row, u32::from(start.column), end.row, u32::from(end.column)]
        });
        Self {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            cells: cells.map(|(at, cell)| (at.row, at.column, cell.text.clone())).collect(),
            merges: merges.collect(),
        }
    }

    fn sheet(self) -> Sheet {
        let cell = |text| Cell { text, kind: CellKind::Text, formula: false };
        let cells = self.cells.into_iter();
        let at = |row, column| CellRef::new(row, u16::try_from(column).unwrap_or(u16::MAX));
        let merges = self.merges.into_iter();
        Sheet {
            name: self.name,
            hidden: self.hidden,
            cells: cells
                .map(|(row, column, text)| (CellRef::new(row, column), cell(text)))
                .collect(),
            merges: merges
                .map(|[a, b, c, d]| CellRange { start: at(a, b), end: at(c, d) })
                .collect(),
            ..Sheet::default()
        }
    }
}
