//! level-missing: an item does not say at which level it is disclosed.

use super::unstated;
use crate::check::rules::structure::{empty_column, incomplete_row};
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .yields_to(&[&empty_column::CHECK, &incomplete_row::CHECK])
    .claiming(|_, place| place.field() == Some(Field::Levels));
pub(crate) static RULE: Rule = Rule::error(Area::Audience, include_str!("level-missing.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if let Some(place) = unstated(at, Field::Levels, |_| false) {
        reporter
            .at(place, "看不出由哪一级公开：县级、乡级都没有写")
            .help_in("在公开的那一级下面打 √", "写上公开的层级，如 [县级, 乡级]");
    }
}
