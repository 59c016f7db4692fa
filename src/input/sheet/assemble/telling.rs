//! The likeliest of unsure heads, and what tells that a sheet without one goes on with the table before.

use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::lists;
use crate::input::sheet::types::{ColumnRole, TableKind};
use crate::model::fold;

/// Whether a text is what only this column holds.
pub(super) fn tells(role: &ColumnRole, text: &str) -> bool {
    match role {
        ColumnRole::Limit => text.contains('日') || text.contains("公开") || text.contains("实时"),
        ColumnRole::Channels => text.contains("网站") || text.contains(['■', '□']),
        ColumnRole::Power => lists::power(text).is_some(),
        role if role.is_mark() => fold::mark(text) == Some(true),
        _ => false,
    }
}

/// Of heads that are not sure, the likeliest.
pub(super) fn best(unsure: &[Head]) -> Option<&Head> {
    likeliest(unsure.iter())
}

/// The likeliest of those of one kind.
pub(super) fn best_of(unsure: &[Head], kind: TableKind) -> Option<&Head> {
    likeliest(unsure.iter().filter(|head| head.kind == kind))
}

fn likeliest<'a>(heads: impl Iterator<Item = &'a Head>) -> Option<&'a Head> {
    let likely = heads.filter(|head| head.score > 0.0);
    likely.max_by(|a, b| a.score.total_cmp(&b.score).then(b.first.cmp(&a.first)))
}
