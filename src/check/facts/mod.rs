//! What several rules ask about a catalogue. What is asked of every item is found out once, when the
//! check begins; the rest are functions of an item. Facts know no rule: which rule speaks of a fact, and
//! which is silent then, is declared by the rules.

pub(crate) mod bodies;
pub(crate) mod channels;
pub(crate) mod citations;
pub(crate) mod limits;
pub(crate) mod missing;
mod open;
pub(crate) mod powers;
pub(crate) mod series;
pub(crate) mod shifted;

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::Scope;
use super::inherited::{ItemBelow, OPEN_BRACKETS};
use super::texts::WITH_TEXTS;
use crate::model::{Domain, Field, FieldSet, Item, ItemIn, LayerId, Today};
use crate::register::Registers;
use bodies::Home;
use missing::TablePlace;
use series::SeriesRow;

/// The facts of one catalogue.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    /// The bodies named in all items that are no roles of the guideline.
    pub(crate) named: Vec<(ItemIn<'a>, &'a str)>,
    /// The body's own places.
    pub(crate) home: Home,
    /// The runs of rows whose limits rise by one.
    pub(crate) runs: Vec<Vec<SeriesRow<'a>>>,
    /// The registers that hold for the body.
    pub(crate) registers: &'a Registers,
    filled: HashSet<Identity>,
    shifted: HashSet<Identity>,
    /// The fields with faulty brackets, of the items that have any.
    open: HashMap<Identity, Vec<Field>>,
    empty_columns: HashMap<Identity, FieldSet>,
    columns: BTreeMap<TablePlace, FieldSet>,
    own: LayerId,
    today: Today,
}

/// Tells one item or domain of a catalogue from all others, also from one with the same code.
type Identity = usize;

fn identity<T>(of: &T) -> Identity {
    std::ptr::from_ref(of).addr()
}

/// The fields of an item with faulty brackets, if there are any.
fn open_fields(item: &Item, known: ItemBelow<'_>) -> Option<(Identity, Vec<Field>)> {
    let mut open = Vec::new();
    known.ask(&WITH_TEXTS, OPEN_BRACKETS, || {
        open = open::fields(item);
        !open.is_empty()
    });
    (!open.is_empty()).then(|| (identity(item), open))
}

impl<'a> Facts<'a> {
    /// Looks through a catalogue.
    pub(super) fn of(scope: &Scope<'a>, known: &[(ItemIn<'a>, ItemBelow<'_>)]) -> Self {
        let catalogue = scope.catalogue;
        let (named, runs) = (bodies::named(scope), series::runs(scope));
        let own = catalogue.own_layer();
        let items = catalogue.items().map(|(_, item)| item);
        let domains = catalogue.domains.iter();
        let columns = missing::columns(scope.layer);
        Self {
            home: Home::of(scope, &named),
            filled: runs.iter().flatten().map(|row| identity(row.at.item)).collect(),
            open: known.iter().filter_map(|(at, known)| open_fields(at.item, *known)).collect(),
            shifted: items
                .filter(|item| shifted::is_shifted(scope.registers, item, own))
                .map(identity)
                .collect(),
            empty_columns: domains
                .map(|domain| (identity(domain), missing::empty_columns(domain, &columns)))
                .collect(),
            columns,
            named,
            runs,
            registers: scope.registers,
            own,
            today: scope.today,
        }
    }

    /// Whether the texts of a row stand in the wrong columns.
    pub(crate) fn is_shifted(&self, item: &Item) -> bool {
        self.shifted.contains(&identity(item))
    }

    /// The fields of a row in which a piece has a bracket without its partner, or of another width.
    pub(crate) fn open_fields(&self, item: &Item) -> &[Field] {
        self.open.get(&identity(item)).map_or(&[], Vec::as_slice)
    }

    /// Whether the limit of a row was filled down.
    pub(crate) fn is_filled_down(&self, item: &Item) -> bool {
        self.filled.contains(&identity(item))
    }

    /// The fields that every row of the body's own table leaves empty.
    pub(crate) fn empty_columns(&self, domain: &Domain) -> FieldSet {
        self.empty_columns.get(&identity(domain)).copied().unwrap_or(FieldSet::EMPTY)
    }

    /// Whether the table that lists an item has a column for a field.
    pub(crate) fn has_column(&self, item: &Item, field: Field) -> bool {
        let columns = item.listed.and_then(|row| self.columns.get(&missing::table_of(row)));
        columns.is_some_and(|columns| columns.contains(field))
    }

    /// Whether a field of a row is empty as its whole column is.
    pub(crate) fn is_in_empty_column(&self, at: ItemIn<'_>, field: Field) -> bool {
        at.item.listed.is_some() && self.empty_columns(at.domain).contains(field)
    }

    /// The fields that a row leaves empty by itself: not as its whole column does, nor as the layer above.
    /// Several of them are one fault, that of a row that was cut off.
    pub(crate) fn gaps_of_row(&self, at: ItemIn<'_>) -> Vec<Field> {
        let by_itself = |field: &Field| {
            missing::is_missing(at.item, *field)
                && !self.is_in_empty_column(at, *field)
                && !self.inherits_blank(at.item, *field)
        };
        Field::ALL.into_iter().filter(by_itself).collect()
    }

    /// Whether an item leaves a field empty, and none of the body's own files is to blame for it.
    pub(crate) fn inherits_blank(&self, item: &Item, field: Field) -> bool {
        let own =
            item.origin.layer == self.own || item.blank.iter().any(|(blank, _)| *blank == field);
        !own && item.blanks().contains(field)
    }

    /// Today.
    pub(crate) fn today(&self) -> Today {
        self.today
    }
}
