//! 调整: changes, omissions and additions of one layer.

use super::{Context, DecodeMemo, item, text, texts};
use crate::input::key;
use crate::input::yaml::Node;
use crate::model::{Adjustment, Code, DropReason, Dropping, ItemRef};
use crate::source::Located;

/// All entries of an adjustments file.
pub fn adjustments(context: Context, node: &Node) -> Vec<Adjustment> {
    let domain = context.located_text(node, key::DOMAINS);
    let list = |key: &str| node.get(key).map_or(&[][..], Node::elements);
    let mut memo = DecodeMemo::default();
    let mut found: Vec<Adjustment> = Vec::new();
    found.extend(list(key::MODIFY).iter().filter_map(|entry| {
        Some(Adjustment::Modify {
            item: reference(context, entry, domain.as_ref())?,
            fields: item::fields(context, entry, key::NEW_NAMES, &mut memo),
            reason: text(entry, key::REASON),
        })
    }));
    found.extend(list(key::DROP).iter().filter_map(|entry| {
        Some(Adjustment::Drop {
            item: reference(context, entry, domain.as_ref())?,
            dropping: dropping(context, entry),
        })
    }));
    found.extend(list(key::ADD).iter().filter_map(|entry| {
        Some(Adjustment::Add {
            domain: context.located_text(entry, key::DOMAINS).or_else(|| domain.clone())?,
            item: item::new_item(context, entry, &mut memo),
        })
    }));
    found
}

/// The item that an entry is about: by code, else by names.
fn reference(context: Context, node: &Node, domain: Option<&Located<String>>) -> Option<ItemRef> {
    let own = text(node, key::DOMAINS).or_else(|| domain.map(|d| d.value.clone()));
    if let Some(written) = node.get(key::CODE) {
        let code = Code::parse(written.scalar()?.trim());
        let names = match code {
            Some(_) => Vec::new(),
            None => vec![written.scalar()?.to_owned()],
        };
        return Some(ItemRef { domain: own, code, names, location: context.location(written) });
    }
    let written = node.get(key::NAMES)?;
    let names = texts(node, key::NAMES);
    match names.as_slice() {
        [] => None,
        [one] => Some(item::item_ref(one, own.as_deref(), context.location(written))),
        _ => Some(ItemRef { domain: own, code: None, names, location: context.location(written) }),
    }
}

fn dropping(context: Context, node: &Node) -> Dropping {
    Dropping {
        reason: node.text(key::REASON).and_then(DropReason::from_label),
        note: text(node, key::NOTE),
        article: text(node, key::CLAUSES),
        merged_into: text(node, key::MERGED_INTO),
        location: context.location(node),
    }
}
