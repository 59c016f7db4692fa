//! 部门任务分工: for each body its items.

use indexmap::IndexMap;

use crate::model::{Catalogue, ItemIn, Relation};

/// An item of a body.
#[derive(Debug, Clone)]
pub struct BodyItem<'a> {
    /// The item with its domain.
    pub item: ItemIn<'a>,
    /// Whether the body leads in it, or only takes part.
    pub leads: bool,
}

/// The bodies with their items, in the order in which they first come up.
pub fn tasks(catalogue: &Catalogue) -> IndexMap<String, Vec<BodyItem<'_>>> {
    let mut found: IndexMap<String, Vec<BodyItem<'_>>> = IndexMap::new();
    for (domain, item) in catalogue.items() {
        let parts = item.fields.bodies.iter().flat_map(|bodies| bodies.value.parts());
        let mut named: Vec<(&str, bool)> = Vec::new();
        for part in parts {
            let leads = matches!(part.role, Relation::Lead | Relation::Or);
            if !named.iter().any(|(name, _)| *name == part.name) {
                named.push((&part.name, leads));
            }
        }
        for (name, leads) in named {
            let task = BodyItem { item: ItemIn { domain, item }, leads };
            found.entry(name.to_owned()).or_default().push(task);
        }
    }
    found
}
