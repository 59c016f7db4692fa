//! The texts that a layer wrote itself: those of its rows and adjustments, as the decoders kept them
//! beside what they read, and the bodies that its settings name.

use crate::check::WrittenRow;
use crate::input::yaml;
use crate::model::writing::Reading;
use crate::model::{Field, Layer};
use crate::source::{CellKind, FilePlace, Located, Location, SourceMap};

/// The texts of one field of a row, or of a setting.
#[derive(Debug, Clone)]
pub(super) struct OwnTexts {
    /// The value of the field, or the cell.
    pub(super) location: Location,
    /// The row or entry that it stands in.
    pub(super) row: Location,
    /// The field.
    pub(super) field: Field,
    /// Whether it is a setting and no row.
    pub(super) is_setting: bool,
    /// The texts, each with its own place.
    pub(super) texts: Vec<(Location, String)>,
}

/// The texts of a layer.
pub(super) fn of_layer(layer: &Layer, map: &SourceMap) -> Vec<OwnTexts> {
    let rows = crate::check::written_rows(Some(layer));
    let mut found: Vec<OwnTexts> = rows.flat_map(|row| of_row(row, map)).collect();
    let bindings = layer.profile.bindings.iter().flat_map(|binding| &binding.bodies);
    let settings = bindings.chain(layer.profile.leads.values());
    found.extend(settings.map(|body| of_setting(body, map)));
    found
}

fn of_row(row: WrittenRow<'_>, map: &SourceMap) -> Vec<OwnTexts> {
    let of = |field: Field| {
        let own = row.fields.readings.iter().filter(|reading| reading.field == Some(field));
        let texts: Vec<(Location, String)> = own
            .filter_map(|Reading { location, written, .. }| {
                Some((*location, replaceable(map, *location, written)?))
            })
            .collect();
        let location = row.fields.origin(field)?.location;
        let (row, is_setting) = (row.location, false);
        (!texts.is_empty()).then_some(OwnTexts { location, row, field, is_setting, texts })
    };
    Field::ALL.into_iter().filter_map(of).collect()
}

fn of_setting(body: &Located<String>, map: &SourceMap) -> OwnTexts {
    let location = body.location;
    let text = replaceable(map, location, &body.value);
    let texts = text.into_iter().map(|text| (location, text)).collect();
    OwnTexts { location, row: location, field: Field::Bodies, is_setting: true, texts }
}

/// What another text can stand for: a scalar, or a whole cell, whose text may have been read in parts.
/// Formulas and numbers are no such texts, nor is what is built in.
fn replaceable(map: &SourceMap, location: Location, written: &str) -> Option<String> {
    map.file(location.file).path.as_ref()?;
    match location.place {
        FilePlace::Whole => None,
        FilePlace::Span(_) => Some(written.to_owned()),
        FilePlace::Cell { cell, .. } => {
            let found = map.sheet(location)?.cells.get(&cell)?;
            let is_text = found.kind == CellKind::Text && !found.formula;
            is_text.then(|| found.text.clone())
        }
    }
}

/// The text at a place of which only a part is known: a code in a list of codes.
pub(super) fn around(map: &SourceMap, location: Location) -> Option<String> {
    let scalar = match location.place {
        FilePlace::Span(span) => yaml::parse(map.slice(location.file, span)?).ok(),
        FilePlace::Cell { .. } | FilePlace::Whole => None,
    };
    let scalar = scalar.as_ref().and_then(|node| node.scalar()).unwrap_or_default();
    replaceable(map, location, scalar).filter(|text| !text.is_empty())
}
