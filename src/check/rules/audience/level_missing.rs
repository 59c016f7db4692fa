//! level-missing: an item does not say at which level it is disclosed. empty-column speaks where no row
//! does.

use super::unstated;
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::Field;

pub(in crate::check) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Audience, include_str!("level-missing.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for place in unstated(scope, Field::Levels, |_| false) {
        reporter
            .at(place, "看不出由哪一级公开：县级、乡级都没有写")
            .help("写上公开的层级，如 [县级, 乡级]（表格里在那一级下面打 √）");
    }
}
