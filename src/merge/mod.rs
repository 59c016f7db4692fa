//! Layers to one catalogue.
//!
//! Layers are applied from the top down; each sees the result of those above it. The laws, which
//! `tests/` holds as properties:
//!
//! - an empty layer changes nothing;
//! - the same layer twice changes nothing but the history of the fields;
//! - the order in which files of one layer are read does not matter: two of them that set the same
//!   field differently are an error naming both places, never a silent winner;
//! - the value of a field comes from the lowest layer (the one nearest to the body) that sets it;
//! - every item of the layer above is in the ledger, with what was decided.
//!
//! Roles are bound to real bodies last, by the nearest layer that binds them, so that a town sees its
//! own office and its county's. This module knows no file formats and prints nothing.

mod addition;
mod apply;
mod bind;
mod code;
mod duties;
mod finish;
mod overlay;
mod plan;
mod reasons;
mod resolve;
mod same;
mod table;

pub use bind::{Binder, is_role};
pub use code::local_code;
pub use overlay::overlay;
pub use reasons::reasons;
pub use resolve::{Match, Resolver};
pub use same::{same_field, same_value};

use crate::finding::Finding;
use crate::model::{
    AdminLevel, Catalogue, Domain, DomainEntry, Layer, LayerId, LayerInfo, Ledger, LedgerEntry,
};

/// What is merged: the national domains and the layers from the top down.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The domains of the release that the repository follows.
    pub national: &'a [Domain],
    /// The items that kinds of power derive (执法公示).
    pub enforcement: Option<&'a Domain>,
    /// The layers, from the top down; the last is the body's own. At least one.
    pub layers: &'a [&'a Layer],
}

/// The state between two layers.
#[derive(Debug, Clone)]
struct State {
    domains: Vec<Domain>,
}

/// Compiles the catalogue of the last layer's body. `None` when there is no layer at all.
pub fn compile(inputs: Inputs<'_>) -> Option<(Catalogue, Vec<Finding>)> {
    let (own, above) = inputs.layers.split_last()?;
    let mut findings = Vec::new();
    let mut state = State { domains: inputs.national.to_vec() };
    // Faults of the layers above are their own members' to see: only what the last layer says is
    // reported here.
    for index in 0..above.len() {
        let upper = &inputs.layers[..=index];
        apply::layer(&mut state, upper, layer_id(index), &mut Vec::new());
    }
    let id = layer_id(above.len());
    let before = state.clone();
    let outcome = apply::layer(&mut state, inputs.layers, id, &mut findings);
    let catalogue = finish::catalogue(inputs, own, state, &before, outcome, &mut findings);
    Some((catalogue, findings))
}

/// The id of the layer at this index of the list of layers (0 is the one below the national).
fn layer_id(index: usize) -> LayerId {
    LayerId(u8::try_from(index + 1).unwrap_or(u8::MAX))
}

/// The list of layers of a catalogue.
fn layer_infos(layers: &[&Layer]) -> Vec<LayerInfo> {
    let national = LayerInfo { name: "国家".to_owned(), level: AdminLevel::National };
    let own = layers.iter().map(|layer| LayerInfo {
        name: layer.profile.name.value.clone(),
        level: layer.profile.level.value,
    });
    std::iter::once(national).chain(own).collect()
}

/// What applying a layer decided, for the ledger.
#[derive(Debug, Default)]
struct Outcome {
    entries: Vec<LedgerEntry>,
    domains: Vec<DomainEntry>,
}

impl From<Outcome> for Ledger {
    fn from(outcome: Outcome) -> Self {
        Self { items: outcome.entries, domains: outcome.domains, ..Self::default() }
    }
}
