//! Proposals in the columns of the list that somebody keeps, and choices taken from there: the cells that
//! belong to mulu are patched, everything else stays as it is.

use std::collections::BTreeMap;

use super::{ItemProposal, Sureness};
use crate::input::decode::Context;
use crate::input::sheet::{ColumnRole, Recognition, SheetRecord, Table, TableKind};
use crate::model::{Duty, DutyList, fold};
use crate::patch::{Package, PatchError};
use crate::source::{CellRef, Sheet, Workbook};

const ITEMS: &str = "对应事项";
const PROPOSED: &str = "建议对应事项";
const SURENESS: &str = "建议把握";
const WHY: &str = "建议理由";
/// Widths in characters of the columns that are added.
const WIDTHS: [(&str, u8); 4] = [(ITEMS, 16), (PROPOSED, 40), (SURENESS, 9), (WHY, 32)];
/// What is said where a duty is linked by its kind of power alone.
const BY_POWER: &str = "没有相近的事项；空着就按权力类型对应行政执法公示";
/// What is said where nothing is alike.
const NOTHING: &str = "没有相近的事项";

/// A duty of a list, and where its columns are.
#[derive(Debug)]
pub struct ListedDuty {
    /// The duty.
    pub duty: Duty,
    /// What stands under 对应事项, as written.
    pub chosen: Option<String>,
    row: u32,
    table: usize,
}

impl ListedDuty {
    /// A duty of a list that has no cells.
    pub fn by_itself(duty: Duty) -> Self {
        Self { duty, chosen: None, row: 0, table: 0 }
    }

    /// What tells it from the others of its list.
    pub fn key(&self) -> (DutyList, String, String) {
        let part = self.duty.part().unwrap_or_default();
        (self.duty.list, fold::name(&self.duty.name.value), fold::name(part))
    }

    /// Whether the user has said which items disclose it, or why none does.
    pub fn is_settled(&self) -> bool {
        self.chosen.is_some() || !self.duty.items.is_empty() || self.duty.exemption.is_some()
    }
}

/// The duties of all tables of a file.
pub fn listed(recognition: &Recognition, context: Context) -> Vec<ListedDuty> {
    let tables = recognition.tables.iter().enumerate();
    let tables = tables.filter(|(_, table)| table.kind == TableKind::Duties);
    let duties = tables.flat_map(|(at, table)| {
        let records = table.records.iter().filter(|record| table.names_duty(record));
        let listed = table.duties(context).into_iter().zip(records);
        listed.map(move |(duty, record)| ListedDuty {
            duty,
            chosen: chosen(table, record),
            row: record.rows.first().copied().unwrap_or(0),
            table: at,
        })
    });
    duties.collect()
}

fn chosen(table: &Table, record: &SheetRecord) -> Option<String> {
    let cell = record.cell(table.column(&ColumnRole::Items)?.index)?;
    Some(cell.text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// What became of the duties of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinkCounts {
    /// All.
    pub duties: usize,
    /// Settled before, and left as they are.
    pub settled: usize,
    /// Withdrawn, which need no item.
    pub withdrawn: usize,
    /// With a proposal, by 把握: 高, 中, 低.
    pub proposed: [usize; 3],
    /// Matters of the party.
    pub not_government: usize,
    /// Without anything alike.
    pub nothing: usize,
}

impl LinkCounts {
    /// Counts one that is not settled.
    pub fn add(&mut self, proposal: Option<&ItemProposal>) {
        match proposal {
            None => self.nothing += 1,
            Some(proposal) if proposal.not_government => self.not_government += 1,
            Some(proposal) => match proposal.sureness {
                Sureness::High => self.proposed[0] += 1,
                Sureness::Middle => self.proposed[1] += 1,
                Sureness::Low => self.proposed[2] += 1,
            },
        }
    }
}

/// The tables of duties of a workbook, open to be written in.
#[derive(Debug)]
pub struct DutyLinks<'a> {
    bytes: &'a [u8],
    workbook: &'a Workbook,
    recognition: &'a Recognition,
    duties: Vec<ListedDuty>,
}

/// Where the columns of a table are that mulu writes.
#[derive(Debug)]
struct LinkColumns {
    /// By heading: the column, and whether it has its heading already.
    columns: BTreeMap<&'static str, (u16, bool)>,
    head: u32,
    /// The column of the names, whose look new cells take.
    names: u16,
}

impl<'a> DutyLinks<'a> {
    /// Of a workbook and what was recognised in it.
    pub fn new(
        bytes: &'a [u8],
        workbook: &'a Workbook,
        recognition: &'a Recognition,
        context: Context,
    ) -> Self {
        Self { bytes, workbook, recognition, duties: listed(recognition, context) }
    }

    /// The duties, in order.
    pub fn duties(&self) -> &[ListedDuty] {
        &self.duties
    }

    /// The workbook with proposals beside the duties that are not settled, and what there was; `None` where
    /// nothing is new.
    ///
    /// # Errors
    /// When a cell cannot be patched.
    pub fn with_proposals(
        &self,
        propose: impl Fn(&Duty) -> Option<ItemProposal>,
    ) -> Result<(Option<Vec<u8>>, LinkCounts), PatchError> {
        let mut counts = LinkCounts { duties: self.duties.len(), ..LinkCounts::default() };
        let mut writer = LinkWriter::open(self)?;
        for listed in &self.duties {
            if listed.duty.list == DutyList::Withdrawn {
                counts.withdrawn += 1;
            } else if listed.is_settled() {
                counts.settled += 1;
            } else {
                let proposal = propose(&listed.duty);
                counts.add(proposal.as_ref());
                writer.propose(listed, proposal.as_ref())?;
            }
        }
        Ok((writer.finish()?, counts))
    }

    /// The workbook with these texts under 对应事项, by the place of the duty among all; `None` where there is
    /// nothing to write.
    ///
    /// # Errors
    /// When a cell cannot be patched.
    pub fn with_choices(&self, choices: &[(usize, String)]) -> Result<Option<Vec<u8>>, PatchError> {
        let mut writer = LinkWriter::open(self)?;
        for (at, text) in choices {
            if let Some(listed) = self.duties.get(*at) {
                writer.choose(listed, text)?;
            }
        }
        writer.finish()
    }

    fn table(&self, listed: &ListedDuty) -> (&'a Table, &'a Sheet) {
        let table = &self.recognition.tables[listed.table];
        (table, &self.workbook.sheets[usize::from(table.sheet)])
    }
}

/// The cells that are written.
struct LinkWriter<'l, 'a> {
    links: &'l DutyLinks<'a>,
    package: Package<'a>,
    columns: BTreeMap<usize, LinkColumns>,
    /// The first free column of each sheet.
    free: BTreeMap<u16, u16>,
    written: bool,
}

impl<'l, 'a> LinkWriter<'l, 'a> {
    fn open(links: &'l DutyLinks<'a>) -> Result<Self, PatchError> {
        let package = Package::open(links.bytes)?;
        let (columns, free) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { links, package, columns, free, written: false })
    }

    fn propose(
        &mut self,
        listed: &ListedDuty,
        proposal: Option<&ItemProposal>,
    ) -> Result<(), PatchError> {
        let by_power = listed.duty.power.is_some() && listed.duty.list == DutyList::Powers;
        let none = if by_power { BY_POWER } else { NOTHING };
        let text = proposal.map_or_else(|| none.to_owned(), ItemProposal::text);
        let sureness = proposal.map_or("", |proposal| proposal.sureness.label());
        let why = proposal.map_or("", |proposal| proposal.why.as_str());
        let items = self.column(listed, ITEMS)?;
        for (heading, text) in [(PROPOSED, text.as_str()), (SURENESS, sureness), (WHY, why)] {
            self.write(listed, heading, text)?;
        }
        if let Some(proposal) = proposal.filter(|_| self.written) {
            let sheet = &self.links.table(listed).1.name;
            let cell = CellRef::new(listed.row, items);
            self.package.set_choices(sheet, cell, proposal.choices())?;
        }
        Ok(())
    }

    fn choose(&mut self, listed: &ListedDuty, text: &str) -> Result<(), PatchError> {
        self.write(listed, ITEMS, text)
    }

    /// Writes a cell unless it says that already.
    fn write(
        &mut self,
        listed: &ListedDuty,
        heading: &'static str,
        text: &str,
    ) -> Result<(), PatchError> {
        let column = self.column(listed, heading)?;
        let (_, sheet) = self.links.table(listed);
        let cell = CellRef::new(listed.row, column);
        if sheet.text(cell) == text {
            return Ok(());
        }
        let names = self.columns.get(&listed.table).map_or(column, |columns| columns.names);
        self.package.set_cell_text_like(&sheet.name, cell, text, names)?;
        self.written = true;
        Ok(())
    }

    /// The column with a heading, which is written where the table has none yet.
    fn column(&mut self, listed: &ListedDuty, heading: &'static str) -> Result<u16, PatchError> {
        let (table, sheet) = self.links.table(listed);
        if !self.columns.contains_key(&listed.table) {
            let free = self.free.entry(table.sheet).or_insert_with(|| sheet.size().1);
            self.columns.insert(listed.table, LinkColumns::of(table, sheet, free));
        }
        let Some(columns) = self.columns.get_mut(&listed.table) else { return Ok(0) };
        let (column, has_heading) = columns.columns.get_mut(heading).map_or((0, true), |entry| {
            let before = *entry;
            entry.1 = true;
            before
        });
        if !has_heading {
            let head = CellRef::new(columns.head, column);
            self.package.set_cell_text_like(&sheet.name, head, heading, columns.names)?;
            let width = WIDTHS.iter().find(|(name, _)| *name == heading).map_or(16, |(_, w)| *w);
            self.package.set_column_width(&sheet.name, column, width)?;
            // The column looks like the others down to its end.
            let names = columns.names;
            let of_table = self.links.duties.iter().filter(|other| other.table == listed.table);
            for other in of_table {
                let cell = CellRef::new(other.row, column);
                self.package.set_cell_text_like(&sheet.name, cell, "", names)?;
            }
            self.written = true;
        }
        Ok(column)
    }

    fn finish(self) -> Result<Option<Vec<u8>>, PatchError> {
        self.written.then(|| self.package.finish()).transpose()
    }
}

impl LinkColumns {
    /// Where they are; those that are not there yet go behind everything else of the sheet.
    fn of(table: &Table, sheet: &Sheet, free: &mut u16) -> Self {
        let names = table.column(&ColumnRole::DutyName).map_or(0, |column| column.index);
        let titled = |row: &&u32| !sheet.text(CellRef::new(**row, names)).trim().is_empty();
        let head = table.header_rows.iter().rev().find(titled);
        let head = head.or(table.header_rows.last()).copied().unwrap_or(0);
        let there = |heading: &'static str| match heading {
            ITEMS => table.column(&ColumnRole::Items),
            other => table.column(&ColumnRole::Proposed(other)),
        };
        let columns = WIDTHS.iter().map(|(heading, _)| {
            let place = there(heading).map_or_else(
                || {
                    let next = *free;
                    *free = free.saturating_add(1);
                    (next, false)
                },
                |column| (column.index, true),
            );
            (*heading, place)
        });
        Self { columns: columns.collect(), head, names }
    }
}
