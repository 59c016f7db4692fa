//! traditional-text: a table in traditional characters, as converters and copied pages leave them.

use std::collections::BTreeMap;

use crate::check::facts::missing::{TablePlace, table_of};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope, written_rows};
use crate::model::writing::{Repair, RepairKind};
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("traditional-text.md"));

/// So many characters are shown.
const SHOWN: usize = 3;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut tables: BTreeMap<TablePlace, (Location, usize, String)> = BTreeMap::new();
    for row in written_rows(scope.layer) {
        for reading in row.fields.readings.iter() {
            let Some(repair) = reading.repair(RepairKind::Traditional) else { continue };
            let first = || (reading.location, 0, characters(repair));
            let table = tables.entry(table_of(reading.location)).or_insert_with(first);
            table.1 += 1;
        }
    }
    for (location, count, shown) in tables.into_values() {
        reporter
            .at(
                Place::Own(location),
                format!("这张表有 {count} 格写着繁体字（{shown}……），公文和政务公开用规范汉字"),
            )
            .help("转成简体再公布；mulu import 读进来的已经是简体");
    }
}

/// The first traditional characters of a text.
fn characters(repair: &Repair) -> String {
    let pairs = repair.before.chars().zip(repair.after.chars());
    let shown: Vec<String> =
        pairs.filter(|(was, is)| was != is).map(|(was, _)| was.to_string()).take(SHOWN).collect();
    shown.join("、")
}
