//! The kinds of power (权力类型) of the rows of a list of duties.

use crate::check::Place;
use crate::model::{Item, ItemIn};

/// The heading under which lists of duties keep it.
const HEADING: &str = "权力类型";

/// The kind of power of a duty, as its column, a row above or the title tells.
pub(crate) fn of(item: &Item) -> Option<&str> {
    item.fields.other.get(HEADING).map(|power| power.value.as_str())
}

/// Where the kind of power of a duty is written.
pub(crate) fn as_written(at: ItemIn<'_>) -> Option<Place<'_>> {
    let power = at.item.fields.other.get(HEADING)?;
    Some(Place::ItemAt(at, power.origin.location))
}
