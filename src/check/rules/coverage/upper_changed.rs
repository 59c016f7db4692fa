//! upper-changed: the layer above says something else now than when a local change was made, or has dropped an
//! item.
//!
//! What stood above is known from the edition that was filed last. The bodies of an item are left out: roles
//! are filled anew each time.

use foldhash::{HashMap, HashSet};

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Code, Field, FiledEdition, FiledItem, Item, ItemIn, LayerId, fold};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Coverage, include_str!("upper-changed.md")).mended_by_body();

/// Longer texts are shown as far as this, in characters.
const SHOWN: usize = 60;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let Some(filed) = scope.layer.and_then(|layer| layer.filed.as_ref()) else { return };
    let items: HashMap<&Code, ItemIn<'_>> = scope
        .catalogue
        .items()
        .map(|(domain, item)| (&item.code, ItemIn { domain, item }))
        .collect();
    let decided: HashSet<&Code> =
        scope.catalogue.ledger.items.iter().map(|entry| &entry.code).collect();
    for before in &filed.items {
        let now = items.get(&before.code).copied();
        if let Some(at) = now {
            changed(scope, filed, before, at, reporter);
        }
        if !decided.contains(&before.code) && is_gone(scope, before, now) {
            gone(scope, filed, (before, now), reporter);
        }
    }
}

/// The fields that the body changed then and now, where the text above is another one since.
fn changed(
    scope: &Scope<'_>,
    filed: &FiledEdition,
    before: &FiledItem,
    at: ItemIn<'_>,
    reporter: &mut Reporter<'_>,
) {
    let own = scope.catalogue.own_layer();
    for (field, was) in before.upper.iter().filter(|(field, _)| *field != Field::Bodies) {
        let Some(now) = upper_text(at.item, *field, own) else { continue };
        if fold::compact(was) == fold::compact(now) {
            continue;
        }
        let version = &filed.version;
        reporter
            .at(
                Place::Field(at, *field),
                format!(
                    "上一层的“{field}”改了：{version} 版报备时是“{}”，现在是“{}”；本级的改动还是对着原来的写的",
                    short(was),
                    short(now)
                ),
            )
            .help("定下来：照上一层新的写，或者保留本级的；定了以后换版本（mulu adjust --release 版本），报备后不再提示");
    }
}

/// What the layer above says in a field that the body's own layer changed.
fn upper_text(item: &Item, field: Field, own: LayerId) -> Option<&str> {
    let (origin, replaced) = item.fields.trace(field)?;
    let mut above = replaced.iter().rev().filter(|former| former.origin.layer < own);
    (origin.layer == own).then(|| above.next()).flatten().map(|former| former.text.as_str())
}

/// Whether an item came from above and the layer above has it no more.
fn is_gone(scope: &Scope<'_>, before: &FiledItem, now: Option<ItemIn<'_>>) -> bool {
    let catalogue = scope.catalogue;
    let inherited = now.is_some_and(|at| at.item.origin.layer < catalogue.own_layer());
    // A domain that the body or the layer above left out is told of as a whole.
    let known =
        || catalogue.domains.iter().any(|domain| domain.number.as_str() == before.code.domain());
    before.from_above && !inherited && known()
}

fn gone(
    scope: &Scope<'_>,
    filed: &FiledEdition,
    (before, now): (&FiledItem, Option<ItemIn<'_>>),
    reporter: &mut Reporter<'_>,
) {
    let (code, names, version) = (&before.code, before.names.join("/"), &filed.version);
    let profile = &scope.catalogue.profile;
    let dated = profile.date.as_ref().map_or(profile.location, |date| date.location);
    let place = now.map_or(Place::Own(dated), Place::Item);
    let kept = if now.is_some() { "，本级的表里还有" } else { "" };
    reporter
        .at(
            place,
            format!("{version} 版报备时有 {code} {names}，现在上一层没有这一项了{kept}"),
        )
        .help(format!(
            "用 mulu explain . {code} 看是谁不采用的、为什么。定下来：跟着去掉，或者本级还要公开的写成“新增”；定了以后换版本"
        ));
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    format!("{}…", line.chars().take(SHOWN).collect::<String>())
}
