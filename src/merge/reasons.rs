//! 理由 of adjustments, and where confirmed texts were seen, by the place of each value that they set.

use std::collections::BTreeMap;

use crate::model::{Adjustment, Field, Fields, Layer, NewItem};
use crate::source::Location;

/// The reasons in these layers. A value remembers the place where it stands, and so its reason.
pub fn reasons(layers: &[&Layer]) -> BTreeMap<Location, String> {
    let mut reasons = BTreeMap::new();
    for adjustment in layers.iter().flat_map(|layer| &layer.adjustments) {
        match adjustment {
            Adjustment::Modify { fields, reason: Some(reason), .. }
            | Adjustment::Add { item: NewItem { fields, reason: Some(reason), .. }, .. } => {
                reasons.extend(places(fields).map(|place| (place, reason.clone())));
            }
            Adjustment::Modify { .. } | Adjustment::Add { .. } | Adjustment::Drop { .. } => {}
        }
    }
    let found = layers.iter().flat_map(|layer| &layer.confirmations);
    reasons.extend(found.map(|found| (found.location, found.source())));
    reasons
}

fn places(fields: &Fields) -> impl Iterator<Item = Location> {
    Field::ALL.into_iter().filter_map(|field| fields.origin(field)).map(|origin| origin.location)
}
