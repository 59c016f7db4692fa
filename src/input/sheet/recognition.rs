//! What was made of a workbook: tables with their rows, what was repaired, what was left out and why.
//!
//! Plain data. The original text of every cell stays in the sheet; a repair only says what was read
//! instead.

use std::sync::Arc;

use crate::finding::Fault;
use crate::input::sheet::domain_sign::DomainTold;
use crate::input::sheet::known::{Domains, ItemMatch};
use crate::input::sheet::locate::mapping::Mappings;
use crate::input::sheet::locate::named::NamedColumns;
use crate::input::sheet::power_sign::{PowerOfGroup, PowerTold};
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::model::DutyList;
use crate::model::writing::{self, RepairKind};
use crate::source::CellRef;

/// What the user has said about a workbook. Nothing said means: find out.
#[derive(Debug, Clone, Default)]
pub struct RecogniseOptions {
    /// What its tables list.
    pub kind: Option<TableKind>,
    /// The domain of all its items.
    pub domain: Option<String>,
    /// The only sheet to read, hidden or not.
    pub sheet: Option<String>,
    /// First and last row of the head, counted from 0.
    pub head: Option<(u32, u32)>,
    /// Names of domains, to tell 社会救助 from the rest of a title.
    pub domains: Vec<String>,
    /// What is known of domains and their items; `None` leaves a table what its title calls it.
    pub known: Option<Arc<dyn Domains>>,
    /// The name of the file, without folder and extension.
    pub file: Option<String>,
    /// Heads whose columns the user has settled before.
    pub mappings: Mappings,
    /// The file of these heads, where the user gave it for these very tables.
    pub map: Option<String>,
    /// What columns hold, whatever stands above them.
    pub columns: NamedColumns,
}

impl RecogniseOptions {
    /// Nothing said, with the domains by which tables of several are told apart.
    pub fn knowing(known: Arc<dyn Domains>) -> Self {
        Self { known: Some(known), ..Self::default() }
    }
}

/// What was made of a workbook.
#[derive(Debug, Clone, Default)]
pub struct Recognition {
    /// The tables, in the order of the sheets.
    pub tables: Vec<Table>,
    /// Sheets that were not read, with the reason.
    pub unread: Vec<UnreadSheet>,
    /// What the user has to settle.
    pub questions: Vec<ReaderQuestion>,
}

/// A sheet that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadSheet {
    /// Index of the sheet.
    pub index: u16,
    /// Its name.
    pub name: String,
    /// Why it was not read.
    pub why: Unread,
}

/// Why a sheet was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is hidden.
    Hidden,
    /// It is a cover, a table of contents or notes of mulu's own form.
    FrontMatter,
    /// It holds no table.
    NoTable,
    /// It is a card: headings below one another.
    Card,
    /// It is a table turned by 90°: a column for each item.
    Turned,
    /// It holds nothing.
    Empty,
    /// It holds tables of the other kind.
    OtherKind,
}

impl Unread {
    /// The reason in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Hidden => "隐藏的工作表",
            Self::FrontMatter => "封面、目次或说明",
            Self::NoTable => "没有认出表格",
            Self::Card => "一项一张的卡片，不是一行一项的表",
            Self::Turned => "转了 90 度，一栏一项的表",
            Self::Empty => "空的工作表",
            Self::OtherKind => "不是要读的那一种表",
        }
    }
}

/// Something that cannot be decided without the user.
#[derive(Debug, Clone)]
pub struct ReaderQuestion {
    /// Index of the sheet.
    pub sheet: u16,
    /// The cell.
    pub cell: CellRef,
    /// What it is reported as.
    pub fault: Fault,
    /// The head that is unsure, with the best guess for each column.
    pub head: Option<(TableKind, Vec<SheetColumn>)>,
}

impl ReaderQuestion {
    /// Whether it is about this table.
    pub fn asks_about(&self, table: &Table) -> bool {
        let last = table.records.iter().flat_map(|record| &record.rows).max();
        let first =
            table.header_rows.first().or(table.records.first().and_then(|r| r.rows.first()));
        let covers = first.is_some_and(|first| *first <= self.cell.row)
            && last.is_some_and(|last| self.cell.row <= *last);
        self.sheet == table.sheet && covers
    }
}

/// One table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Index of the sheet.
    pub sheet: u16,
    /// Name of the sheet.
    pub sheet_name: String,
    /// What it lists.
    pub kind: TableKind,
    /// The list, for duties that do not say so row by row.
    pub list: Option<DutyList>,
    /// The kind of power of its duties, where it has no column for it and something else names one.
    pub power: Option<PowerTold>,
    /// The domain and where it is written; `None` when nothing says it.
    pub domain: Option<(String, CellRef)>,
    /// By what it is known, or those of its rows are.
    pub domain_told: DomainTold,
    /// The rows of the head, counted from 0; none for a table that goes on from the sheet before.
    pub header_rows: Vec<u32>,
    /// Whether it was made of cards, whose headings stand below one another.
    pub of_cards: bool,
    /// The columns that have a meaning or hold text, from left to right.
    pub columns: Vec<SheetColumn>,
    /// How sure the head is, from 0 to 1.
    pub score: f64,
    /// Whether □ in the channel column means 可选, as a legend says.
    pub unticked_is_optional: bool,
    /// The rows that are items or duties.
    pub records: Vec<SheetRecord>,
    /// What was read otherwise than it stands.
    pub repairs: Vec<CellRepair>,
    /// The rows that are neither heading nor record.
    pub skipped: Vec<Skipped>,
    /// How sure the reading is, from 0 to 1: about so many of the fields are right.
    pub confidence: f64,
}

impl Table {
    /// The first column with this role.
    pub fn column(&self, role: &ColumnRole) -> Option<&SheetColumn> {
        self.columns.iter().find(|column| column.role == *role)
    }
}

/// One item or duty: its physical rows, and the text of each column after all repairs.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRecord {
    /// The physical rows, the first one first.
    pub rows: Vec<u32>,
    /// The cells with text, in the order of the columns.
    pub cells: Vec<RecordCell>,
    /// The domain, where it is not that of the whole table.
    pub domain: Option<(String, CellRef)>,
    /// The name of the group of rows that it stands in, where a row of its own gives one.
    pub group: Option<(String, CellRef)>,
    /// The kind of power that such rows name.
    pub power: PowerOfGroup,
    /// The item of a guideline that it stands for, where the rows have domains of their own.
    pub matched: Option<ItemMatch>,
    /// What the reader is not sure of.
    pub doubts: Vec<Doubt>,
}

/// Something of a record that the reader is not sure of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The heading of the field; [`Doubt::ROW`] for the row as a whole.
    pub field: &'static str,
    /// What is seen, in words.
    pub why: String,
    /// The cells to look at.
    pub cells: Vec<CellRef>,
    /// Whether only something is missing, which the rules about blanks report as well.
    pub blank: bool,
}

impl Doubt {
    /// The field of a doubt about a row as a whole.
    pub const ROW: &'static str = "事项";
    /// The field of a doubt about the domain of a row.
    pub const DOMAIN: &'static str = "领域";
}

impl SheetRecord {
    /// The cell under a column.
    pub fn cell(&self, column: u16) -> Option<&RecordCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// The text under a column; empty when there is none.
    pub fn text(&self, column: u16) -> &str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }
}

/// The text of one column of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCell {
    /// The column.
    pub column: u16,
    /// Where the text belongs: its own cell, or the top left of the merged range that shows it.
    pub at: CellRef,
    /// The text after all repairs.
    pub text: String,
    /// The numbering that was taken off a name, without the mark behind it.
    pub number: Option<String>,
    /// The text as written, and what was read otherwise; `None` for a text that is read as it stands.
    pub written: Option<(String, Vec<writing::Repair>)>,
}

/// A cell that was read otherwise than it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRepair {
    /// The cell.
    pub cell: CellRef,
    /// What was done.
    pub kind: RepairKind,
    /// The text as it stands.
    pub before: String,
    /// The text that was read.
    pub after: String,
}

impl CellRepair {
    /// A repair of the text of a cell.
    pub(super) fn of(cell: CellRef, made: &writing::Repair) -> Self {
        let (before, after) = (made.before.clone(), made.after.clone());
        Self { cell, kind: made.kind, before, after }
    }
}

/// A row that is neither heading nor record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The row, counted from 0.
    pub row: u32,
    /// Why it was left out.
    pub why: Skip,
    /// Its text, cells joined.
    pub text: String,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// The title of the table, or of a part of it.
    Title,
    /// The head once more.
    RepeatedHead,
    /// The numbers of the columns.
    ColumnNumbers,
    /// What the marks mean.
    Legend,
    /// A note above or below.
    Note,
    /// Unit, date, signatures.
    Signature,
    /// 合计, 小计.
    Total,
    /// A page number.
    PageNumber,
    /// The name of a group of rows.
    Group,
    /// 示例 of a template.
    Example,
    /// Nothing in it names an item.
    NoName,
}

impl Skip {
    /// The reason in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "表题",
            Self::RepeatedHead => "重复的表头",
            Self::ColumnNumbers => "栏号",
            Self::Legend => "符号说明",
            Self::Note => "说明文字",
            Self::Signature => "单位、日期或签名",
            Self::Total => "合计",
            Self::PageNumber => "页码",
            Self::Group => "分组行",
            Self::Example => "示例行",
            Self::NoName => "没有事项名称",
        }
    }
}
