//! level-not-ours: the body keeps an item of other levels only.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Audience, include_str!("level-not-ours.md"))
    .also(&[Severity::Note])
    .mended_by_body();

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let own = scope.catalogue.level();
    let Some(levels) = at.item.fields.levels.as_ref().map(|levels| &levels.value) else { return };
    if levels.is_empty() || levels.contains(own) {
        return;
    }
    // A county's table commonly lists what its towns disclose as well.
    let below = levels.iter().any(|level| level > own);
    let severity = if below || is_guessed(scope) { Severity::Note } else { Severity::Warning };
    let message = format!("公开层级是“{}”，不含本级（{own}），却列在本级的目录里", levels.text());
    reporter
        .at_level(Place::Field(at, Field::Levels), severity, message)
        .help(format!("本级不办的，删去这一行；本级确实要公开的，在“公开层级”里加上 {own}"));
}

/// Whether the level of a table by itself is not that of any of its rows, so that it was only guessed.
fn is_guessed(scope: &Scope<'_>) -> bool {
    let own = scope.catalogue.level();
    let mut levels = scope.catalogue.items().filter_map(|(_, item)| item.fields.levels.as_ref());
    scope.bare && !levels.by_ref().take(LOOKED_AT).any(|levels| levels.value.contains(own))
}

/// So many rows are looked at.
const LOOKED_AT: usize = 50;
