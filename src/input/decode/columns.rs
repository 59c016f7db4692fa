//! 栏目.yaml.

use super::{Context, text, texts};
use crate::input::key;
use crate::input::yaml::Node;
use crate::model::SiteColumn;

/// The columns of a website. An entry without a name is left out, which the shape has told.
pub fn columns(context: Context, node: &Node) -> Vec<SiteColumn> {
    let entries = node.get(key::COLUMN).map_or(&[][..], Node::elements);
    entries.iter().filter_map(|entry| column(context, entry)).collect()
}

fn column(context: Context, entry: &Node) -> Option<SiteColumn> {
    Some(SiteColumn {
        name: context.located_text(entry, key::COLUMN)?,
        aliases: texts(entry, key::ALIASES),
        address: text(entry, key::SITE_ADDRESS),
        domains: context.located_texts(entry, key::DOMAINS),
        items: context.located_texts(entry, key::NAMES),
    })
}
