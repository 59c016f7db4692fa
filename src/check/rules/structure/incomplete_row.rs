//! incomplete-row: a row that leaves several fields empty, as one that was cut off does.

use super::{empty_column, shifted_columns};
use crate::check::facts::Facts;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .and_duties()
    .yields_to(&[&empty_column::CHECK, &shifted_columns::CHECK])
    .claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("incomplete-row.md"));

/// So many empty fields are one fault.
const SEVERAL: usize = 2;

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    let Place::Empty(at, field) = place else { return false };
    several(facts, at).contains(&field)
}

fn several(facts: &Facts<'_>, at: ItemIn<'_>) -> Vec<Field> {
    let gaps = facts.gaps_of_row(at);
    if gaps.len() >= SEVERAL { gaps } else { Vec::new() }
}

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let gaps = several(reporter.facts(), at);
    let Some(first) = gaps.first() else { return };
    let named: String = gaps.iter().map(|field| format!("“{field}”")).collect();
    reporter
        .at(Place::Empty(at, *first), format!("这一行空着 {} 栏：{named}，没有写完", gaps.len()))
        .help("对照原件把这一行补全；合并的格子拆散了的，每一行都填上；多出来的行删去");
}
