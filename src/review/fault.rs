//! What can be wrong with forms and opinions: the rules of this module, by id, and how a finding names
//! the item that it is about.

use crate::finding::{ItemName, RuleId};
use crate::model::{Catalogue, Code, Domain, Item};

/// A form that cannot be read, or is none.
pub const FORM_UNREADABLE: RuleId = RuleId("form-unreadable");
/// A form that is not about this catalogue, or not from a unit that was asked.
pub const FORM_FOREIGN: RuleId = RuleId("form-foreign");
/// A form about an older draft.
pub const FORM_STALE: RuleId = RuleId("form-stale");
/// A form that nobody filled in.
pub const FORM_EMPTY: RuleId = RuleId("form-empty");
/// An opinion that does not say clearly what is to become of which item.
pub const OPINION_UNCLEAR: RuleId = RuleId("opinion-unclear");
/// Opinions that cannot all be followed.
pub const OPINION_CONTRADICTION: RuleId = RuleId("opinion-contradiction");
/// An opinion that changed after it was decided on.
pub const OPINION_CHANGED: RuleId = RuleId("opinion-changed");
/// An opinion that was adopted, but could not be written as an adjustment.
pub const OPINION_NOT_WRITTEN: RuleId = RuleId("opinion-not-written");
/// A decision that cannot be taken over.
pub const DECISION_UNCLEAR: RuleId = RuleId("decision-unclear");

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
