//! missing-field: an item has an empty field.

use super::{empty_column, incomplete_row, inherited_blank, shifted_columns};
use crate::check::facts::Facts;
use crate::check::facts::missing::{is_missing, is_nothing};
use crate::check::rules::audience::{audience_unclear, level_missing, mode_unclear};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Finding;
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .and_duties()
    .yields_to(&[
        &empty_column::CHECK,
        &shifted_columns::CHECK,
        &incomplete_row::CHECK,
        &inherited_blank::CHECK,
        &audience_unclear::CHECK,
        &mode_unclear::CHECK,
        &level_missing::CHECK,
    ])
    .claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("missing-field.md"));

fn claims(_: &Facts<'_>, place: Place<'_>) -> bool {
    place.item().zip(place.field()).is_some_and(|(at, field)| is_missing(at.item, field))
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for field in Field::ALL.into_iter().filter(|field| is_missing(at.item, *field)) {
        let text = at.item.fields.text(field).filter(|text| !text.trim().is_empty());
        let message = match text {
            Some(text) => says_nothing(field, text.trim()),
            None if scope.duties.is_some() => format!("“{field}”是空的，查不到凭什么、由谁做"),
            None => format!("“{field}”是空的，公开时没有依照"),
        };
        let help = match scope.duties {
            Some(_) => format!("补上“{field}”；和上一行相同的，合并或者重写一遍"),
            None => format!("补上“{field}”；标准指引里有的，可以照指引写"),
        };
        reporter.at(Place::Empty(at, field), message).help(help);
    }
}

fn says_nothing(field: Field, text: &str) -> String {
    format!("“{field}”写的是“{text}”，等于没有写")
}

/// Quotes what stands in a cell that was read as empty: 无, /, #REF!.
pub(crate) fn quote(finding: &mut Finding, text: &str) {
    if let Some(field) = finding.field.filter(|_| finding.rule == RULE.id && is_nothing(text)) {
        finding.message = says_nothing(field, text);
    }
}
