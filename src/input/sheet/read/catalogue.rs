//! Records of a catalogue's table to rows of the model.
//!
//! The texts are final here; this only hands each to the value type of its field, with the place of its
//! own cell.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use indexmap::IndexMap;
use std::sync::Arc;

use crate::input::decode::Context;
use crate::input::sheet::known::OPEN_DOMAIN;
use crate::input::sheet::read::headings;
use crate::input::sheet::read::shared::{Shared, SharedValues};
use crate::input::sheet::recognition::{RecordCell, SheetRecord, Table};
use crate::model::writing::{Reading, Readings};
use crate::model::{
    AdminLevel, Audience, BasisList, Bodies, Channels, Code, Elements, Field, FieldSet, Fields,
    Levels, Mode, Names, NewItem, Origin, TimeLimits, Traced, WholeTable, fold,
};
use crate::source::{CellRef, Located, Location};

impl Table {
    /// The table as whole tables of a layer, one for each domain that its rows belong to; none when it
    /// lists duties.
    pub fn whole_tables(&self, context: Context) -> Vec<WholeTable> {
        if self.kind != TableKind::Catalogue {
            return Vec::new();
        }
        let head = CellRef::new(self.header_rows.first().copied().unwrap_or(0), 0);
        let open = (OPEN_DOMAIN.to_owned(), head);
        let mut tables: IndexMap<String, WholeTable> = IndexMap::new();
        for (record, item) in self.records.iter().zip(self.items(context)) {
            let (name, at) = self.domain_of(record).unwrap_or(&open);
            let table = tables.entry(name.clone()).or_insert_with(|| WholeTable {
                domain: Located::new(name.clone(), self.location(context, *at)),
                number: None,
                own: None,
                columns: self.fields(),
                rows: Vec::new(),
                location: self.location(context, head),
            });
            table.rows.push(item);
        }
        tables.into_values().collect()
    }

    /// The domain of a row: that of the table, or its own.
    pub fn domain_of<'a>(&'a self, record: &'a SheetRecord) -> Option<&'a (String, CellRef)> {
        self.domain.as_ref().or(record.domain.as_ref())
    }

    /// The fields that the table has a column for.
    pub fn fields(&self) -> FieldSet {
        self.columns.iter().filter_map(|column| column.role.field()).collect()
    }

    /// The items of a catalogue's table, in order.
    pub fn items(&self, context: Context) -> impl ExactSizeIterator<Item = NewItem> {
        let shared = SharedValues::default();
        self.records.iter().map(move |record| {
            RecordReader { table: self, context, record, shared: &shared }.item()
        })
    }

    /// The place of a cell of this table.
    pub fn location(&self, context: Context, at: CellRef) -> Location {
        Location::cell(context.file, self.sheet, at)
    }
}

struct RecordReader<'a, 's> {
    table: &'a Table,
    context: Context,
    record: &'a SheetRecord,
    shared: &'s SharedValues<'a>,
}

impl<'a> RecordReader<'a, '_> {
    fn item(&self) -> NewItem {
        let at = self.names().last().map_or(self.first_cell(), |cell| cell.at);
        let written = self.cell(&ColumnRole::Code).or_else(|| self.cell(&ColumnRole::Serial));
        let code = written.and_then(|cell| {
            Some(Located::new(Code::parse(cell.text.trim())?, self.location(cell.at)))
        });
        let serial =
            self.cell(&ColumnRole::Serial).filter(|cell| Code::parse(&cell.text).is_none());
        let number = self.names().last().and_then(|cell| cell.number.clone());
        let fields = self.fields(number.clone().filter(|_| serial.is_some()));
        NewItem {
            code,
            serial: serial.map(|cell| cell.text.clone()).or(number),
            blank: self.blank(&fields),
            fields,
            reason: None,
            location: self.location(at),
        }
    }

    fn fields(&self, number: Option<String>) -> Fields {
        Fields {
            names: self.names_field(),
            elements: self.field(&ColumnRole::Elements, &self.shared.elements, Elements::parse),
            basis: self.field(&ColumnRole::Basis, &self.shared.basis, BasisList::parse),
            limit: self.field(&ColumnRole::Limit, &self.shared.limit, TimeLimits::parse),
            bodies: self.field(&ColumnRole::Bodies, &self.shared.bodies, Bodies::parse),
            channels: self.channels(),
            audience: self.audience(),
            mode: self.mode(),
            levels: self.levels(),
            other: self.other(number),
            readings: self.readings(),
        }
    }

    /// The cells as they stand.
    fn readings(&self) -> Readings {
        let reading = |column: &SheetColumn| {
            let cell = self.record.cell(column.index)?;
            let (location, field) = (self.location(cell.at), column.role.field());
            let (written, repairs) = match &cell.written {
                Some((written, repairs)) => (written, repairs.clone()),
                None => (&cell.text, Vec::new()),
            };
            let written = self.shared.written.get_or(written, |text| (*text).into());
            Some(Reading { location, field, written, repairs })
        };
        self.table.columns.iter().filter_map(reading).collect::<Vec<_>>().into()
    }

    /// The empty cells of the fields that have a column but say nothing in this row.
    fn blank(&self, fields: &Fields) -> Vec<(Field, Location)> {
        let Some(row) = self.record.rows.first().copied() else { return Vec::new() };
        let empty = Field::ALL.into_iter().filter(|field| fields.trace(*field).is_none());
        let place = |field| {
            let column = self.table.column_of(field)?;
            Some((field, self.location(CellRef::new(row, column.index))))
        };
        empty.filter_map(place).collect()
    }

    fn column(&self, role: &ColumnRole) -> Option<&'a SheetColumn> {
        self.table.column(role)
    }

    fn cell(&self, role: &ColumnRole) -> Option<&'a RecordCell> {
        self.record.cell(self.column(role)?.index)
    }

    fn text(&self, role: &ColumnRole) -> &'a str {
        let said = self.cell(role).filter(|cell| !says_nothing(&cell.text));
        said.map_or("", |cell| cell.text.as_str())
    }

    fn first_cell(&self) -> CellRef {
        CellRef::new(self.record.rows.first().copied().unwrap_or(0), 0)
    }

    fn location(&self, at: CellRef) -> Location {
        self.table.location(self.context, at)
    }

    fn traced<T>(&self, value: impl Into<Arc<T>>, at: CellRef) -> Traced<T> {
        Traced::new(value, Origin { layer: self.context.layer, location: self.location(at) })
    }

    /// A cell that only says that there is nothing is an empty one.
    fn field<T>(
        &self,
        role: &ColumnRole,
        shared: &Shared<&'a str, T>,
        parse: fn(&str) -> T,
    ) -> Option<Traced<T>> {
        let cell = self.cell(role).filter(|cell| !says_nothing(&cell.text))?;
        let value = shared.get_or(&cell.text, |text| parse(text).into());
        Some(self.traced(value, cell.at))
    }

    /// The cells of the names, from the top level down.
    fn names(&self) -> Vec<&'a RecordCell> {
        let mut columns: Vec<&SheetColumn> =
            self.table.columns.iter().filter(|c| matches!(c.role, ColumnRole::Name(_))).collect();
        // 事项 without a level is below the others.
        columns.sort_by_key(|column| match column.role {
            ColumnRole::Name(0) => u8::MAX,
            ColumnRole::Name(level) => level,
            _ => 0,
        });
        let cells = columns.into_iter().filter_map(|column| self.record.cell(column.index));
        // 三级事项 is a dash where an item has no third name.
        let said = |cell: &&RecordCell| !says_nothing(&cell.text);
        cells.filter(said).collect()
    }

    fn names_field(&self) -> Option<Traced<Names>> {
        let cells = self.names();
        let at = cells.last()?.at;
        let mut names: Vec<String> =
            cells.iter().flat_map(|cell| self.levels_in(cell)).map(str::to_owned).collect();
        if let Some((group, _)) = &self.record.group
            && self.cell(&ColumnRole::Name(1)).is_none()
        {
            names.insert(0, fold::split_numbering(group).1.trim().to_owned());
        }
        Some(self.traced(Names(names), at))
    }

    /// The names in a cell: those of several levels below 公开事项（一级/二级）.
    fn levels_in<'t>(&self, cell: &'t RecordCell) -> Vec<&'t str> {
        let column = self.table.columns.iter().find(|column| column.index == cell.column);
        let mark = column.and_then(|column| headings::parted_levels(&column.heading));
        let names = mark.map(|mark| cell.text.split(mark).map(str::trim).collect::<Vec<_>>());
        let whole = |names: &Vec<&str>| names.iter().all(|name| !name.is_empty());
        names.filter(whole).unwrap_or_else(|| vec![cell.text.as_str()])
    }

    fn channels(&self) -> Option<Traced<Channels>> {
        let said = self.table.columns.iter().filter_map(|column| {
            let cell = self.record.cell(column.index)?;
            let text = match column.role {
                ColumnRole::Channels => cell.text.clone(),
                ColumnRole::Channel => ticked_channel(&column.heading, &cell.text)?,
                _ => return None,
            };
            (!says_nothing(&text)).then_some((text, cell.at))
        });
        let (texts, at): (Vec<String>, Vec<CellRef>) = said.unzip();
        let parse =
            |text: &String| Channels::parse_block(text, self.table.unticked_is_optional).into();
        let value = self.shared.channels.get_or(texts.join("\n"), parse);
        Some(self.traced(value, *at.first()?))
    }

    fn audience(&self) -> Option<Traced<Audience>> {
        let said = self.cell(&ColumnRole::Audience).filter(|cell| !says_nothing(&cell.text));
        if let Some(cell) = said {
            let value =
                self.shared.audience.get_or(&cell.text, |text| Audience::parse(text).into());
            return Some(self.traced(value, cell.at));
        }
        let Some(at) = self.first_of(&[ColumnRole::Everyone, ColumnRole::Group]) else {
            return self.audience_of_mode();
        };
        let ticks = (self.text(&ColumnRole::Everyone), self.text(&ColumnRole::Group));
        let parse =
            |(everyone, group): &(&str, &str)| Audience::from_columns(everyone, group).into();
        let value = self.shared.ticked_audience.get_or(ticks, parse);
        Some(self.traced(value, at))
    }

    /// 全社会范围主动公开, under 公开方式 of a table without a column for the audience.
    fn audience_of_mode(&self) -> Option<Traced<Audience>> {
        let cell = self.cell(&ColumnRole::Mode).filter(|cell| cell.text.contains("全社会"))?;
        let asked = self.table.column_of(Field::Audience).is_some();
        (!asked).then(|| self.traced(Audience::everyone(), cell.at))
    }

    fn mode(&self) -> Option<Traced<Mode>> {
        let said = self.cell(&ColumnRole::Mode).filter(|cell| !says_nothing(&cell.text));
        if let Some(cell) = said {
            let value = self.shared.mode.get_or(&cell.text, |text| Mode::parse(text).into());
            return Some(self.traced(value, cell.at));
        }
        let at = self.first_of(&[ColumnRole::Active, ColumnRole::OnRequest])?;
        let ticks = (self.text(&ColumnRole::Active), self.text(&ColumnRole::OnRequest));
        let parse = |(active, asked): &(&str, &str)| Mode::from_columns(active, asked).into();
        let value = self.shared.ticked_mode.get_or(ticks, parse);
        Some(self.traced(value, at))
    }

    /// The first of these cells that says yes, or else that says anything.
    fn first_of(&self, roles: &[ColumnRole]) -> Option<CellRef> {
        let cells: Vec<&RecordCell> = roles.iter().filter_map(|role| self.cell(role)).collect();
        let yes = cells.iter().find(|cell| fold::mark(&cell.text) != Some(false));
        yes.or(cells.first()).map(|cell| cell.at)
    }

    fn levels(&self) -> Option<Traced<Levels>> {
        let mut found: Vec<AdminLevel> = Vec::new();
        let mut at = None;
        for column in &self.table.columns {
            let Some(cell) = self.record.cell(column.index) else { continue };
            let levels = match &column.role {
                ColumnRole::Level(levels) => ticked_levels(levels, &cell.text),
                ColumnRole::Levels => Levels::parse(&cell.text).iter().collect(),
                _ => continue,
            };
            if at.is_none() || (found.is_empty() && !levels.is_empty()) {
                at = Some(cell.at);
            }
            found.extend(levels);
        }
        at.map(|at| self.traced(Levels::new(found), at))
    }

    /// Further columns by their heading.
    fn other(&self, number: Option<String>) -> IndexMap<String, Traced<String>> {
        let mut other = IndexMap::new();
        for column in &self.table.columns {
            let Some(cell) = self.record.cell(column.index) else { continue };
            let lost_code =
                column.role == ColumnRole::Code && Code::parse(cell.text.trim()).is_none();
            if column.role == ColumnRole::Other || lost_code {
                let heading = free_heading(&other, &column.title());
                other.insert(heading, self.traced(cell.text.clone(), cell.at));
            }
        }
        if let Some(number) = number {
            let at = self.names().last().map_or(self.first_cell(), |cell| cell.at);
            other.entry("编号".to_owned()).or_insert_with(|| self.traced(number, at));
        }
        other
    }
}

impl SheetColumn {
    /// Its heading, or its letters when it has none.
    pub fn title(&self) -> String {
        if self.heading.is_empty() {
            format!("{}列", CellRef::column_letters(self.index))
        } else {
            self.heading.clone()
        }
    }
}

/// The heading, or with a number behind it where another column has the same.
pub(in crate::input::sheet) fn free_heading<T>(
    taken: &IndexMap<String, T>,
    heading: &str,
) -> String {
    let mut free = heading.to_owned();
    let mut count = 2;
    while taken.contains_key(&free) {
        free = format!("{heading}（{count}）");
        count += 1;
    }
    free
}

/// The channel of a ticked column, with what stands beside the tick, or the text that stands there.
fn ticked_channel(heading: &str, text: &str) -> Option<String> {
    match fold::mark_with_text(text) {
        Some((true, "")) => Some(heading.to_owned()),
        Some((true, words)) => Some(format!("{heading}\n{words}")),
        Some((false, _)) => None,
        None => Some(text.to_owned()),
    }
}

/// The levels of a ticked column, or those that its cell names.
fn ticked_levels(levels: &[AdminLevel], text: &str) -> Vec<AdminLevel> {
    match fold::mark_with_text(text) {
        Some((true, _)) => levels.to_vec(),
        Some((false, _)) => Vec::new(),
        None => AdminLevel::read(text),
    }
}

impl Table {
    /// The heading of each field and column as it is named in reports, with its column letters.
    pub fn column_letters(&self) -> IndexMap<String, String> {
        let mut letters = IndexMap::new();
        for column in &self.columns {
            let name = column.role.label().unwrap_or_else(|| column.title());
            let name = free_heading(&letters, &name);
            letters.insert(name, CellRef::column_letters(column.index));
        }
        letters
    }

    /// The column of a field, for messages about it.
    pub fn column_of(&self, field: Field) -> Option<&SheetColumn> {
        self.columns.iter().find(|column| column.role.field() == Some(field))
    }
}

/// 无, 暂无, —— and the like, where a field should be filled in.
fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    let dashes =
        |c: char| matches!(c, '-' | '—' | '－' | '–' | '─' | '/' | '／' | '\\' | '.' | '。' | '、');
    matches!(text, "无" | "暂无" | "空" | "没有" | "N/A" | "n/a") || text.chars().all(dashes)
}
