//! From the heads of all sheets to tables: which rows belong to which head, titles, domains, sheets that
//! go on, and what has to be asked.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use std::collections::BTreeSet;

use crate::input::sheet::domain_sign::{DomainPlace, DomainTold};
use crate::input::sheet::domains;
use crate::input::sheet::locate::card;
use crate::input::sheet::locate::head::{self, Head, Search};
use crate::input::sheet::locate::heading::Lookup;
use crate::input::sheet::locate::headless::Proposal;
use crate::input::sheet::locate::lists;
use crate::input::sheet::locate::powers::Surroundings;
use crate::input::sheet::locate::questions;
use crate::input::sheet::locate::titles::{self, TitleTopic};
use crate::input::sheet::locate::unlisted;
use crate::input::sheet::parts::{by_domain, domain_of_codes};
use crate::input::sheet::power_sign::PowerTold;
use crate::input::sheet::read::doubts;
use crate::input::sheet::recognition::{
    ReaderQuestion, RecogniseOptions, Recognition, Skipped, Table, Unread, UnreadSheet,
};
use crate::input::sheet::segment::body;
use crate::input::sheet::segment::noise;
use crate::input::sheet::share;
use crate::input::sheet::view::View;
use crate::model::writing::BoxLegend;
use crate::model::{Field, fold, form};
use crate::source::{CellRef, Sheet, Workbook};
use crate::text::Wording;

mod cards;
mod domains_of_tables;
mod settled;
mod telling;
mod unheaded;

use settled::SettledColumns;
use telling::{best, best_of, tells};

/// Sheets of catalogues that hold no table to read, beside those of mulu's own templates.
static FRONT_MATTER: Wording = Wording::named("不是数据的工作表");
/// So many fields make an unsure head one to ask about.
const ASKED_FIELDS: usize = 3;
/// So many known columns make one to ask about where the workbook gives nothing better.
const GUESSED_COLUMNS: usize = 3;
/// A row with fewer texts does not show that it goes on with the table of another sheet.
const ROW_CELLS: usize = 3;

/// Recognises the tables of a workbook.
pub(super) fn workbook(workbook: &Workbook, options: &RecogniseOptions) -> Recognition {
    let mut recognition = Recognition::default();
    let mut lookup = Lookup::default();
    let mut weak = Vec::new();
    for (sheet, index) in workbook.sheets.iter().zip(0u16..) {
        if options.sheet.as_deref().is_some_and(|name| name != sheet.name) {
            continue;
        }
        if let Some(why) = passed_over(sheet, options) {
            recognition.unread.push(UnreadSheet { index, name: sheet.name.clone(), why });
            continue;
        }
        let view = View::new(sheet, index);
        let before = recognition.tables.last().cloned();
        let reader = BookReader { view: &view, options };
        reader.read(before.as_ref(), &mut lookup, &mut recognition, &mut weak);
    }
    for table in &recognition.tables {
        let file = options.file.as_deref();
        recognition.questions.extend(questions::without_domain(table, file));
    }
    for table in &recognition.tables {
        recognition.questions.extend(questions::ticks_without_headings(table));
    }
    recognition.questions.extend(questions::unused_map(&recognition.tables, options));
    if recognition.tables.is_empty() && recognition.questions.is_empty() {
        let best =
            weak.into_iter().next().or_else(|| questions::nothing_found(workbook, &recognition));
        recognition.questions.extend(best);
    }
    recognition
}

fn passed_over(sheet: &Sheet, options: &RecogniseOptions) -> Option<Unread> {
    if options.sheet.is_some() {
        return None;
    }
    let name = fold::compact(&sheet.name);
    if FRONT_MATTER.contains(&name.as_str()) || form::is_auxiliary_sheet(&name) {
        return Some(Unread::FrontMatter);
    }
    if sheet.hidden {
        return Some(Unread::Hidden);
    }
    sheet.cells.values().all(|cell| cell.text.trim().is_empty()).then_some(Unread::Empty)
}

/// A head with the rows that belong to it.
struct TablePart {
    /// `None` for a table that goes on from the sheet before.
    head: Option<Head>,
    /// Titles and the like above the head.
    above: Vec<u32>,
    body: Vec<u32>,
}

struct BookReader<'a> {
    view: &'a View<'a>,
    options: &'a RecogniseOptions,
}

impl BookReader<'_> {
    fn read(
        &self,
        before: Option<&Table>,
        lookup: &mut Lookup,
        into: &mut Recognition,
        weak: &mut Vec<ReaderQuestion>,
    ) {
        let rows = self.view.rows();
        if let Some(asked) = questions::head_beyond(self.view, &rows, self.options.head) {
            weak.push(asked);
            into.unread.push(self.unread(Unread::NoTable));
            return;
        }
        let about = titles::about(self.view, &rows, self.options.file.as_deref());
        let neither = about.as_ref().and_then(|about| match about {
            TitleTopic::Neither(title) if !self.is_told() => Some(title.as_str()),
            _ => None,
        });
        let search = Search {
            kind: self.options.kind,
            given: self.options.head,
            mappings: &self.options.mappings,
            about: about.as_ref().and_then(TitleTopic::kind),
            names_power: titles::name_power(self.view, &rows, self.options.file.as_deref()),
            neither: neither.is_some(),
        };
        let found = head::find_in_file(self.view, search, self.options.file.as_deref(), lookup);
        let (mut sure, unsure): (Vec<Head>, Vec<Head>) = self.renamed(found, &rows);
        if sure.is_empty() {
            if let Some(table) = before.filter(|table| self.goes_on(table, &rows)) {
                into.tables.extend(self.continued(table, rows));
                return;
            }
            sure.extend(self.saved_without_head(&rows));
        }
        if sure.is_empty()
            && !search.neither
            && self.options.head.is_none()
            && let Some(head) = card::found(self.view, self.options.kind, &rows)
        {
            if self.told_as_turned(&head, &rows, into) {
                return;
            }
            if let Some(tables) = self.cards(&head, &rows, lookup) {
                self.told_as_cards(&head, Some(tables), into);
                return;
            }
        }
        let completed = sure.is_empty();
        if completed {
            let likely = search.about.and_then(|kind| best_of(&unsure, kind));
            let likely = likely.or_else(|| best(&unsure));
            sure.extend(likely.and_then(|h| unlisted::completed(self.view, h, search, &rows)));
        }
        if sure.is_empty() {
            let proposed = self.proposed(best(&unsure), &rows);
            if let Some(title) = neither {
                weak.push(questions::neither(self.view, best(&unsure), title, &rows));
                into.unread.push(self.unread(Unread::NoTable));
                return;
            }
            let said = about.as_ref().and_then(TitleTopic::kind);
            let read = proposed.as_ref();
            let read = read.and_then(|p| self.without_any_head(p, &rows, said, before));
            match (read, proposed) {
                (Some(tables), Some(proposal)) => {
                    let first = rows.first().copied().unwrap_or(0);
                    into.questions.push(questions::without_head(self.view, first, proposal, true));
                    into.tables.extend(tables);
                }
                (_, proposed) => self.not_found(&unsure, proposed, &rows, into, weak),
            }
            return;
        }
        if self.options.head.is_none()
            && let Some(head) = sure.first().filter(|head| card::is_card(self.view, head, &rows))
        {
            if !self.told_as_turned(head, &rows, into) {
                let tables = self.cards(head, &rows, lookup);
                self.told_as_cards(head, tables, into);
            }
            return;
        }
        for part in self.parts(sure, &rows) {
            let above = into.tables.last().filter(|table| table.sheet == self.view.index);
            let mut tables = self.tables(part, above.or(before));
            if completed {
                tables.iter_mut().for_each(doubts::of_a_completed_head);
            }
            into.tables.extend(tables);
        }
    }

    /// Whether the user says that there is a list, or where its head or its columns are.
    fn is_told(&self) -> bool {
        let RecogniseOptions { kind, head, columns, .. } = self.options;
        kind.is_some() || head.is_some() || !columns.is_empty()
    }

    /// The heads that are sure and those that are not, with what the user says of columns.
    fn renamed(&self, mut heads: Vec<Head>, rows: &[u32]) -> (Vec<Head>, Vec<Head>) {
        let named = &self.options.columns;
        if named.is_empty() {
            return heads.into_iter().partition(|head| head.sure);
        }
        if !heads.iter().any(|head| head.sure || self.options.head.is_some()) {
            let kind = self.options.kind.unwrap_or_else(|| named.kind());
            return (self.without_head(kind, named.columns(kind), rows), Vec::new());
        }
        for head in heads.iter_mut().filter(|head| head.sure) {
            head.rename(named.columns(head.kind));
        }
        heads.into_iter().partition(|head| head.sure)
    }

    /// A sheet without a sure head. It is asked about where it looks like a catalogue; a weaker guess
    /// only counts if the workbook gives nothing better.
    fn not_found(
        &self,
        unsure: &[Head],
        proposed: Option<Proposal>,
        rows: &[u32],
        into: &mut Recognition,
        weak: &mut Vec<ReaderQuestion>,
    ) {
        let best = best(unsure);
        let fields = |head: &Head| -> BTreeSet<Field> {
            head.columns.iter().filter_map(|column| column.role.field()).collect()
        };
        let known = |head: &Head| head.columns.iter().filter(|c| c.role.label().is_some()).count();
        let first = rows.first().copied().unwrap_or(0);
        let asked =
            proposed.map(|proposal| questions::without_head(self.view, first, proposal, false));
        let asked_about =
            best.filter(|_| asked.is_none()).filter(|head| fields(head).len() >= ASKED_FIELDS);
        if let Some(head) = asked_about {
            into.questions.push(questions::unsure_head(self.view, head, rows));
            return;
        }
        let guess = best.filter(|head| known(head) >= GUESSED_COLUMNS);
        weak.extend(asked.or(guess.map(|head| questions::unsure_head(self.view, head, rows))));
        into.unread.push(self.unread(Unread::NoTable));
    }

    fn unread(&self, why: Unread) -> UnreadSheet {
        UnreadSheet { index: self.view.index, name: self.view.sheet.name.clone(), why }
    }

    /// Gives every row to a head. A head that says the same again only interrupts its table.
    fn parts(&self, heads: Vec<Head>, rows: &[u32]) -> Vec<TablePart> {
        let mut parts: Vec<TablePart> = Vec::new();
        let mut rest = rows;
        for head in heads {
            let (before, from) = rest.split_at(rest.partition_point(|row| *row < head.first));
            let covered = from.partition_point(|row| head.shown && *row <= head.last);
            let (own, after) = from.split_at(covered);
            rest = after;
            let titles = match parts.is_empty() {
                true => before.len(),
                false => {
                    before.iter().rev().take_while(|r| noise::may_be_title(self.view, **r)).count()
                }
            };
            let (tail, above) = before.split_at(before.len() - titles);
            if let Some(last) = parts.last_mut() {
                last.body.extend(tail);
                if self.is_same_again(last, &head, above) {
                    last.body.extend(above.iter().chain(own));
                    continue;
                }
            }
            parts.push(TablePart { head: Some(head), above: above.to_vec(), body: Vec::new() });
        }
        if let Some(last) = parts.last_mut() {
            last.body.extend(rest);
        }
        parts
    }

    fn is_same_again(&self, part: &TablePart, head: &Head, above: &[u32]) -> bool {
        // A slip in one of its headings makes no new table.
        let same = part.head.as_ref().is_some_and(|own| {
            let known = |columns: &[SheetColumn]| -> BTreeSet<(u16, ColumnRole)> {
                columns.iter().map(|c| (c.index, c.role.clone())).collect()
            };
            let (old, new) = (known(&own.columns), known(&head.columns));
            own.kind == head.kind
                && share::is_four_fifths(old.intersection(&new).count(), old.len().max(new.len()))
        });
        same && self.titled(above).is_none()
            && !above.iter().any(|row| {
                lists::of_words(&noise::text(self.view, *row)).is_some()
                    && head.kind == TableKind::Duties
            })
    }

    /// The tables of one head: one for each domain.
    fn tables(&self, part: TablePart, before: Option<&Table>) -> Vec<Table> {
        let TablePart { head: Some(head), above, body } = part else { return Vec::new() };
        let mut legend = BoxLegend::default();
        let skipped: Vec<Skipped> = above.iter().map(|row| self.skipped(*row)).collect();
        skipped.iter().for_each(|skipped| legend.read(&skipped.text));
        let header_rows = head.rows();
        let SettledColumns { mut columns, repairs, permuted, by_place } =
            self.settled(&head, &body);
        let whole = self.given_domain().or_else(|| self.titled(&above)).is_some();
        let names = self.names(whole);
        let mut read = body::read(self.view, &columns, head.kind, &body, &mut legend, &names);
        if let Some(known) = self.options.known.as_deref() {
            domains::settle_column(&mut columns, &mut read.records, known);
        }
        let titles: Vec<String> = above.iter().map(|row| noise::text(self.view, *row)).collect();
        let sheet = &self.view.sheet.name;
        let (domain_told, domain) = match head.kind {
            TableKind::Catalogue => self.domain_of(&head, &above),
            TableKind::Duties => (DomainTold::Nowhere, None),
        };
        let list =
            (head.kind == TableKind::Duties).then(|| lists::of_table(sheet, &titles, &columns));
        let power = (head.kind == TableKind::Duties)
            .then(|| self.power(&head, &columns, &skipped))
            .flatten();
        let table = Table {
            sheet: self.view.index,
            sheet_name: sheet.clone(),
            kind: head.kind,
            list,
            power,
            domain,
            domain_told,
            header_rows,
            of_cards: false,
            columns,
            score: head.score,
            unticked_is_optional: legend.unticked_is_optional,
            records: Vec::new(),
            repairs,
            skipped,
            confidence: 0.0,
        };
        let mut tables = by_domain(table, read, self.options.domain.is_some());
        for table in tables.iter_mut().filter(|table| table.domain.is_none()) {
            table.domain = domain_of_codes(table);
            if table.domain.is_some() {
                table.domain_told = DomainTold::at(DomainPlace::Codes);
            }
        }
        tables.iter_mut().for_each(|table| self.inherit(table, before));
        self.place(&mut tables, &titles);
        for table in &mut tables {
            doubts::of_permuted_columns(table, &permuted);
            doubts::of_columns_by_place(table, &by_place);
        }
        tables.iter_mut().for_each(|table| doubts::tell(self.view, table));
        tables
    }

    /// The kind of power that something around the table names.
    fn power(&self, head: &Head, columns: &[SheetColumn], above: &[Skipped]) -> Option<PowerTold> {
        let (sheet, file) = (self.view.sheet.name.as_str(), self.options.file.as_deref());
        Surroundings { columns, head: head.last, above, sheet, file }.power()
    }

    fn skipped(&self, row: u32) -> Skipped {
        Skipped { row, why: noise::above_head(self.view, row), text: noise::text(self.view, row) }
    }

    /// Whether this sheet has no head because it goes on with the table of the sheet before.
    fn goes_on(&self, table: &Table, rows: &[u32]) -> bool {
        if table.sheet + 1 != self.view.index || self.options.head.is_some() {
            return false;
        }
        let last = table.columns.last().map_or(0, |column| column.index);
        let fits = |row: &&u32| {
            let cells: Vec<(u16, &str)> =
                self.view.cells(**row).map(|(c, cell)| (c, cell.text.as_str())).collect();
            let inside = cells.last().is_some_and(|(column, _)| *column <= last);
            let telling = cells.iter().any(|(at, text)| {
                table.columns.iter().any(|c| c.index == *at && tells(&c.role, text))
            });
            cells.len() >= ROW_CELLS && inside && telling
        };
        share::is_half(rows.iter().filter(fits).count(), rows.len().max(1))
    }

    fn continued(&self, table: &Table, rows: Vec<u32>) -> Vec<Table> {
        let mut legend = BoxLegend::default();
        legend.unticked_is_optional = table.unticked_is_optional;
        let read = body::read(
            self.view,
            &table.columns,
            table.kind,
            &rows,
            &mut legend,
            &self.names(true),
        );
        let first = CellRef::new(rows.first().copied().unwrap_or(0), 0);
        let power = table.power.clone().map(|told| PowerTold { at: first, ..told });
        let next = Table {
            power,
            sheet: self.view.index,
            sheet_name: self.view.sheet.name.clone(),
            domain_told: DomainTold::at(DomainPlace::Before),
            header_rows: Vec::new(),
            of_cards: false,
            records: Vec::new(),
            repairs: Vec::new(),
            skipped: Vec::new(),
            ..table.clone()
        };
        let mut tables = by_domain(next, read, self.options.domain.is_some());
        self.place(&mut tables, &[]);
        tables.iter_mut().for_each(|table| doubts::tell(self.view, table));
        tables
    }
}
