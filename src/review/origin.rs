//! Which layer an item and its fields are from, and how they differ from the layer above: in words, for
//! the department that is asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::merge::reasons;
use crate::model::{Adjustment, Catalogue, Field, Former, Item, Layer, LayerId, NewItem, Origin};
use crate::source::{FileId, Location};

/// The longest stretch of an old text that is quoted, in characters.
const QUOTED: usize = 60;

/// What is known of the layers besides the catalogue.
#[derive(Debug, Default)]
pub struct Origins {
    /// 理由 of each field that an adjustment sets, by the place where it stands.
    reasons: BTreeMap<Location, String>,
    /// The files of profiles: what they set follows from 责任单位 and 不设区县.
    profiles: BTreeSet<FileId>,
    /// Where adjustments set fields: in 目录.xlsx they stand in the file of the profile.
    adjusted: BTreeSet<Location>,
    /// The rows of the body's own whole tables, by their places: where each field stands.
    rows: BTreeMap<Location, BTreeMap<Field, Location>>,
}

/// Where the fields of a row of a whole table stand; a column that the table lacks it does not speak of.
fn fields_of(row: &NewItem) -> (Location, BTreeMap<Field, Location>) {
    let written = Field::ALL.into_iter().filter_map(|field| {
        let origin = row.fields.origin(field)?;
        Some((field, origin.location))
    });
    let blank = row.blank.iter().copied();
    (row.location, blank.chain(written).collect())
}

impl Origins {
    /// What these layers say.
    pub fn new(layers: &[&Layer]) -> Self {
        let profiles = layers.iter().map(|layer| layer.profile.location.file);
        let tables = layers.last().into_iter().flat_map(|own| &own.tables);
        Self {
            reasons: reasons(layers),
            profiles: profiles.collect(),
            adjusted: layers.iter().flat_map(|layer| &layer.adjustments).flat_map(set_by).collect(),
            rows: tables.flat_map(|table| &table.rows).map(fields_of).collect(),
        }
    }

    /// Where an item comes from, one line a change.
    pub fn describe(&self, catalogue: &Catalogue, item: &Item) -> String {
        let mut lines = vec![source(catalogue, item.origin.layer)];
        for field in Field::ALL {
            if let Some((origin, replaced)) = item.fields.trace(field) {
                lines.extend(self.change(catalogue, item, field, origin, replaced));
            }
        }
        lines.join("\n")
    }

    /// 理由 of the adjustment that sets a field.
    pub fn reason(&self, item: &Item, field: Field) -> Option<&str> {
        let origin = item.fields.origin(field)?;
        self.reasons.get(&origin.location).map(String::as_str)
    }

    fn change(
        &self,
        catalogue: &Catalogue,
        item: &Item,
        field: Field,
        origin: Origin,
        replaced: &[Former],
    ) -> Option<String> {
        let before = replaced.last()?;
        if item.fields.text(field).is_some_and(|now| now == before.text) {
            return None;
        }
        // Bodies in the place of roles, and levels that are lifted, are no changes of the text.
        if self.is_of_profile(origin) {
            return None;
        }
        let layer = name(catalogue, origin.layer);
        let reason = self.reasons.get(&origin.location);
        let reason = reason.map(|reason| format!("；理由：{reason}")).unwrap_or_default();
        Some(format!("{field}：{layer}改，原“{}”{reason}", short(&before.text)))
    }

    /// What the body's own whole table says of a field of an item.
    pub fn in_table(&self, item: &Item, field: Field) -> TableWord {
        match item.listed.and_then(|place| self.rows.get(&place)) {
            None => TableWord::NotListed,
            Some(fields) => fields.get(&field).map_or(TableWord::Silent, |at| TableWord::At(*at)),
        }
    }

    /// Whether a field was set by this layer itself, not through 责任单位 or 不设区县: then another
    /// adjustment of the same layer would contradict it.
    pub fn is_own(&self, item: &Item, field: Field, layer: LayerId) -> Option<Location> {
        let origin = item.fields.origin(field)?;
        let own = origin.layer == layer && !self.is_of_profile(origin);
        own.then_some(origin.location)
    }

    /// Whether a field follows from 责任单位 or 不设区县.
    fn is_of_profile(&self, origin: Origin) -> bool {
        let place = origin.location;
        self.profiles.contains(&place.file) && !self.adjusted.contains(&place)
    }
}

/// Where an adjustment sets fields.
fn set_by(adjustment: &Adjustment) -> Vec<Location> {
    let fields = match adjustment {
        Adjustment::Modify { fields, .. } => fields,
        Adjustment::Add { item, .. } => &item.fields,
        Adjustment::Drop { .. } => return Vec::new(),
    };
    let origins = Field::ALL.into_iter().filter_map(|field| fields.origin(field));
    origins.map(|origin| origin.location).collect()
}

/// What a body's own whole table says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableWord {
    /// No whole table of the body lists the item.
    NotListed,
    /// A whole table lists the item, and has no column for the field.
    Silent,
    /// It stands here.
    At(Location),
}

fn source(catalogue: &Catalogue, layer: LayerId) -> String {
    match layer {
        LayerId::NATIONAL => "国家指引".to_owned(),
        own => format!("{}新增", name(catalogue, own)),
    }
}

fn name(catalogue: &Catalogue, layer: LayerId) -> &str {
    catalogue.layers.get(usize::from(layer.0)).map_or("", |info| info.name.as_str())
}

fn short(text: &str) -> String {
    let line = text.lines().map(str::trim).collect::<Vec<_>>().join("；");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}
