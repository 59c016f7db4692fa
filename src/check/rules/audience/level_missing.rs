//! level-missing: an item does not say at which level it is disclosed. empty-column speaks where no row
//! does.

use super::unstated;
use crate::check::{Area, Check, Mends, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::Field;

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("level-missing"),
    title: "没有写明公开层级",
    area: Area::Audience,
    level: Severity::Error,
    mends: Mends::Writer,
    page: include_str!("level-missing.md"),
    check: Check::Catalogue(check),
};

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for place in unstated(scope, Field::Levels, |_| false) {
        reporter
            .at(place, "看不出由哪一级公开：县级、乡级都没有写")
            .help("写上公开的层级，如 [县级, 乡级]（表格里在那一级下面打 √）");
    }
}
