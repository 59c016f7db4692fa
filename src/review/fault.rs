//! How a finding names the item that it is about.

use crate::finding::ItemName;
use crate::model::{Catalogue, Code, Domain, Item};

/// The name of an item.
pub(super) fn item_name(domain: &Domain, item: &Item) -> ItemName {
    ItemName {
        domain: domain.name.clone(),
        code: Some(item.code.clone()),
        path: item.names().to_vec(),
    }
}

/// The name of the item with this code.
pub(super) fn name_of(catalogue: &Catalogue, code: Option<&Code>) -> Option<ItemName> {
    let (domain, item) = catalogue.items().find(|(_, item)| Some(&item.code) == code)?;
    Some(item_name(domain, item))
}
