//! broken-tick: a box that became a letter, such as 口政府网站. The reader of sheets puts boxes right
//! and reports them itself; here is what other files say.

use crate::check::facts::Facts;
use crate::check::facts::channels::{box_letter, chosen};
use crate::check::{Check, Place, Reporter, Scope};
use crate::model::{Field, ItemIn};
use crate::rules::channels::broken_tick;

pub(crate) static CHECK: Check = Check::item(&broken_tick::RULE, check).claiming(claims);

fn claims(_: &Facts<'_>, place: Place<'_>) -> bool {
    let names = place.item().map(|at| chosen(at.item)).unwrap_or_default();
    names.iter().any(|name| box_letter(name).is_some())
}

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(channels) = at.item.fields.channels.as_ref().map(|c| &c.value) else { return };
    let mut names = channels.chosen.iter().chain(&channels.optional);
    let Some((name, letter)) = names.find_map(|name| Some((name, box_letter(name)?))) else {
        return;
    };
    reporter.raise(Place::Field(at, Field::Channels), broken_tick::before(letter, name));
}
