//! A list of duties by itself as rows that rules can look at: what it says of names, parts, grounds and
//! bodies stands in the fields that items have for these.

use crate::input::decode::Context;
use crate::input::sheet::read::duty;
use crate::input::sheet::recognition::{SheetRecord, Table};
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::model::{BasisList, DutyList, Field, FieldSet, NewItem, Origin, Traced, fold};
use crate::source::{CellRef, Location};
use crate::text::Wording;

/// Words of headings and titles of lists in which every entry rests on a law.
static RESTING_ON_LAW: Wording = Wording::named("要写依据的清单");

/// The name of the level on which names of duties are kept, and that of their parts.
const NAME: ColumnRole = ColumnRole::Name(1);
const PART: ColumnRole = ColumnRole::Name(2);

/// The heading under which the kind of power of a row is kept.
pub const POWER: &str = "权力类型";

/// The fields that lists of duties may have.
const OF_DUTIES: [Field; 3] = [Field::Names, Field::Basis, Field::Bodies];

/// A list of duties by itself.
#[derive(Debug, Clone)]
pub struct DutySheet {
    /// The list.
    pub list: DutyList,
    /// Its rows.
    pub rows: Vec<NewItem>,
    /// The fields that it has a column for.
    pub columns: FieldSet,
    /// The fields that each row should have.
    pub asked: FieldSet,
    /// What its columns of these fields are called.
    pub headings: Vec<(Field, String)>,
    /// What is seen of its rows at once, in words behind their number: their kinds, and what they lack.
    pub seen: String,
    /// Where it begins.
    pub location: Location,
}

impl Table {
    /// The list of duties of this table; `None` when it is a catalogue or names none.
    pub fn duty_sheet(&self, context: Context) -> Option<DutySheet> {
        if self.kind != TableKind::Duties {
            return None;
        }
        let as_items = self.as_items();
        let named = self.records.iter().zip(as_items.items(context));
        let named = named.filter(|(record, _)| self.names_duty(record));
        let rows: Vec<NewItem> =
            named.map(|(record, row)| self.completed(context, record, row)).collect();
        let head = CellRef::new(self.header_rows.first().copied().unwrap_or(0), 0);
        let columns = as_items.fields();
        (!rows.is_empty()).then(|| DutySheet {
            list: self.list.unwrap_or(DutyList::Powers),
            rows,
            columns,
            asked: OF_DUTIES.into_iter().filter(|field| self.asks(*field, columns)).collect(),
            headings: as_items.headings(),
            seen: duty::summary(self, &self.duties(context)),
            location: self.location(context, head),
        })
    }

    /// The same table under the headings of items.
    fn as_items(&self) -> Self {
        let part = self.columns.iter().find(|column| column.is_duty_part()).map(|c| c.index);
        let columns = self.columns.iter().map(|column| SheetColumn {
            role: match &column.role {
                ColumnRole::DutyName => NAME,
                ColumnRole::DutyBasis => ColumnRole::Basis,
                ColumnRole::DutyBody => ColumnRole::Bodies,
                // It is kept under its standard heading.
                ColumnRole::Power => ColumnRole::List,
                _ if Some(column.index) == part => PART,
                role => role.clone(),
            },
            ..column.clone()
        });
        Self { columns: columns.collect(), kind: TableKind::Catalogue, ..self.clone() }
    }

    /// What the columns of a list that stand for fields of items are called.
    fn headings(&self) -> Vec<(Field, String)> {
        let of = |field: Field| Some((field, self.column_of(field)?.heading.clone()));
        let told = [Field::Basis, Field::Bodies].into_iter().filter_map(of);
        told.filter(|(_, heading)| !heading.is_empty()).collect()
    }

    /// A row with its kind of power, which only a title or a row above may tell, and with its grounds out of
    /// several columns.
    fn completed(&self, context: Context, record: &SheetRecord, mut row: NewItem) -> NewItem {
        if let Some(power) = duty::power(self, context, record) {
            let origin = Origin { layer: context.layer, location: power.location };
            row.fields.other.insert(POWER.to_owned(), Traced::new(power.value, origin));
        }
        if let Some(grounds) = self.grounds(context, record) {
            row.fields.basis = Some(grounds);
            row.blank.retain(|(field, _)| *field != Field::Basis);
        }
        row
    }

    /// The grounds of a row that has a column for laws, one for regulations and so on.
    fn grounds(&self, context: Context, record: &SheetRecord) -> Option<Traced<BasisList>> {
        let columns = self.columns.iter().filter(|column| column.role == ColumnRole::DutyBasis);
        let columns: Vec<&SheetColumn> = columns.collect();
        let cells = columns.iter().filter_map(|column| record.cell(column.index));
        let said: Vec<_> = cells.filter(|cell| fold::mark(&cell.text).is_none()).collect();
        let first = said.first().filter(|_| columns.len() > 1)?;
        let texts: Vec<&str> = said.iter().map(|cell| cell.text.as_str()).collect();
        let location = self.location(context, first.at);
        let origin = Origin { layer: context.layer, location };
        Some(Traced::new(BasisList::parse(&texts.join("\n")), origin))
    }

    /// Whether a row has to say something in a field: where its list has a column for it, or should have.
    fn asks(&self, field: Field, columns: FieldSet) -> bool {
        columns.contains(field) || field == Field::Names || self.rests_on_law()
    }

    /// Whether each entry of the list has to name the law that it rests on, and who does it.
    fn rests_on_law(&self) -> bool {
        let head = self.header_rows.first().copied().unwrap_or(0);
        let titles = self.skipped.iter().filter(|skipped| skipped.row < head);
        let texts = titles.map(|title| title.text.as_str());
        let headings = self.columns.iter().map(|column| column.heading.as_str());
        let mut all = texts.chain(headings).chain([self.sheet_name.as_str()]);
        let law = all.any(|text| RESTING_ON_LAW.iter().any(|word| text.contains(word)));
        match self.list {
            Some(DutyList::Powers | DutyList::Basic) | None => law,
            Some(DutyList::Services | DutyList::Cooperative | DutyList::Withdrawn) => false,
        }
    }
}
