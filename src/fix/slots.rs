//! Where a layer has texts of its own: the fields of its rows and adjustments, and the bodies that its
//! `mulu.yaml` names.
//!
//! A slot is a place as the decoders give it; the texts in it are read from the file again, because the
//! model has them cleaned and taken apart.

use std::collections::BTreeMap;

use crate::input::yaml::{self, Node, Value};
use crate::model::{Adjustment, Field, Fields, Layer, NewItem, fold};
use crate::source::{CellKind, CellRef, FileId, FilePlace, Location, Sheet, SourceMap, Span};

/// A place with texts of one field.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The value of the field, or the cell.
    pub(super) location: Location,
    /// The row or entry that it stands in.
    pub(super) row: Location,
    /// The field.
    pub(super) field: Field,
    /// The names of the item, by which their cells are found.
    pub(super) names: Vec<String>,
    /// Whether it is a setting of `mulu.yaml`, whose place is that of its key.
    pub(super) is_setting: bool,
}

/// The slots of a layer.
pub(super) fn of_layer(layer: &Layer) -> Vec<Slot> {
    let rows = layer.tables.iter().flat_map(|table| &table.rows);
    let mut slots: Vec<Slot> = rows.flat_map(of_row).collect();
    for adjustment in &layer.adjustments {
        match adjustment {
            Adjustment::Modify { item, fields, .. } => {
                slots.extend(of_fields(fields, item.location));
            }
            Adjustment::Add { item, .. } => slots.extend(of_row(item)),
            Adjustment::Drop { .. } => {}
        }
    }
    let bindings = layer.profile.bindings.iter().map(|binding| binding.role.location);
    let leads = layer.profile.leads.values().map(|lead| lead.location);
    slots.extend(bindings.chain(leads).map(setting));
    slots
}

fn of_row(row: &NewItem) -> Vec<Slot> {
    of_fields(&row.fields, row.location)
}

fn of_fields(fields: &Fields, row: Location) -> Vec<Slot> {
    let names = fields.names.as_ref().map(|names| names.value.0.clone()).unwrap_or_default();
    let of = |field: Field| {
        let location = fields.origin(field)?.location;
        let names = if field == Field::Names { names.clone() } else { Vec::new() };
        Some(Slot { location, row, field, names, is_setting: false })
    };
    Field::ALL.into_iter().filter_map(of).collect()
}

fn setting(location: Location) -> Slot {
    let field = Field::Bodies;
    Slot { location, row: location, field, names: Vec::new(), is_setting: true }
}

/// Reads the texts in slots; each file is parsed once.
pub(super) struct SlotReader<'a> {
    map: &'a SourceMap,
    trees: BTreeMap<FileId, Option<Node>>,
}

impl<'a> SlotReader<'a> {
    pub(super) fn new(map: &'a SourceMap) -> Self {
        Self { map, trees: BTreeMap::new() }
    }

    /// The text of one scalar or cell.
    pub(super) fn text(&mut self, location: Location) -> Option<String> {
        let field = Field::Elements;
        let slot = Slot { location, row: location, field, names: Vec::new(), is_setting: false };
        let (at, text) = self.texts(&slot).pop()?;
        (at == location).then_some(text)
    }

    /// The texts in a slot, each with its own place. What is built in has none.
    pub(super) fn texts(&mut self, slot: &Slot) -> Vec<(Location, String)> {
        let file = slot.location.file;
        if self.map.file(file).path.is_none() {
            return Vec::new();
        }
        match slot.location.place {
            FilePlace::Whole => Vec::new(),
            FilePlace::Span(span) => self.scalars(file, span),
            FilePlace::Cell { sheet, cell } => self.cells(slot, sheet, cell),
        }
    }

    fn scalars(&mut self, file: FileId, span: Span) -> Vec<(Location, String)> {
        let map = self.map;
        let tree = self.trees.entry(file);
        let tree = tree.or_insert_with(|| map.text(file).and_then(|text| yaml::parse(text).ok()));
        let mut found = Vec::new();
        if let Some(node) = tree.as_ref().and_then(|tree| node_at(tree, span)) {
            scalars_of(node, &mut found);
        }
        found.into_iter().map(|(span, text)| (Location::span(file, span), text)).collect()
    }

    fn cells(&self, slot: &Slot, index: u16, cell: CellRef) -> Vec<(Location, String)> {
        let file = slot.location.file;
        let Some(sheet) = self.map.sheet(slot.location) else { return Vec::new() };
        let cells = match slot.field {
            Field::Names => name_cells(sheet, cell, &slot.names),
            _ => vec![cell],
        };
        let text = |cell: CellRef| {
            let found = sheet.cells.get(&cell)?;
            let is_text = found.kind == CellKind::Text && !found.formula;
            is_text.then(|| (Location::cell(file, index, cell), found.text.clone()))
        };
        cells.into_iter().filter_map(text).collect()
    }
}

/// The cells that hold the names of a row: in the row itself, or merged with cells of rows above.
fn name_cells(sheet: &Sheet, last: CellRef, names: &[String]) -> Vec<CellRef> {
    let keys: Vec<String> = names.iter().map(|name| fold::name(name)).collect();
    let anchor = |column: u16| {
        let cell = CellRef::new(last.row, column);
        sheet.merge_at(cell).map_or(cell, |range| range.start)
    };
    let is_name = |cell: &CellRef| keys.contains(&fold::name(sheet.text(*cell)));
    let mut cells: Vec<CellRef> = (0..=last.column).map(anchor).filter(is_name).collect();
    cells.dedup();
    cells
}

/// The node with these bytes, or the value of the key with these bytes.
fn node_at(node: &Node, span: Span) -> Option<&Node> {
    if node.span == span {
        return Some(node);
    }
    let within = |outer: Span| outer.start <= span.start && span.end <= outer.end;
    match &node.value {
        Value::Mapping(entries) => entries.iter().find_map(|(key, value)| {
            if key.span == span {
                return Some(value);
            }
            within(value.span).then(|| node_at(value, span)).flatten()
        }),
        Value::Sequence(elements) => {
            elements.iter().filter(|e| within(e.span)).find_map(|e| node_at(e, span))
        }
        Value::Null | Value::Scalar(_) => None,
    }
}

fn scalars_of(node: &Node, found: &mut Vec<(Span, String)>) {
    match &node.value {
        Value::Scalar(text) => found.push((node.span, text.to_string())),
        Value::Sequence(elements) => elements.iter().for_each(|e| scalars_of(e, found)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, value)| scalars_of(value, found)),
        Value::Null => {}
    }
}
