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
//! - every item of the layer above is in the ledger, with what was decided;
//! - no two items have one code, and no code or domain of a layer can meet one that a layer above gives
//!   later: those start with the letter of the level.
//!
//! Roles are bound to real bodies last, by the nearest layer that binds them, so that a town sees its
//! own office and its county's. This module knows no file formats and prints nothing.

mod addition;
mod apply;
mod bind;
mod code;
mod confirm;
mod conflict;
mod duties;
mod finish;
mod overlay;
mod plan;
mod reasons;
mod renumber;
mod resolve;
mod same;
mod table;

pub use bind::Binder;
pub use code::local_code;
pub use overlay::overlay;
pub use reasons::reasons;
pub use renumber::Moves;
pub use resolve::{Match, Resolver};
pub use same::{same_field, same_value};

use crate::finding::Finding;
use crate::model::{
    AdminLevel, Catalogue, Domain, DomainEntry, Layer, LayerId, LayerInfo, Ledger, LedgerEntry,
};
use crate::register::Registers;

/// What is merged: the national domains and the layers from the top down.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The domains of the release that the repository follows.
    pub national: &'a [Domain],
    /// The items that kinds of power derive (执法公示).
    pub enforcement: Option<&'a Domain>,
    /// The layers, from the top down; the last is the body's own. At least one.
    pub layers: &'a [&'a Layer],
    /// The registers that hold for the body.
    pub registers: &'a Registers,
}

/// The state between two layers.
#[derive(Debug, Clone)]
struct State {
    domains: Vec<Domain>,
}

/// Compiles the catalogue of the last layer's body. `None` when there is no layer at all.
pub fn compile(inputs: Inputs<'_>) -> Option<(Catalogue, Vec<Finding>)> {
    let mut above = Above::national(inputs.national.to_vec());
    for upper in 1..inputs.layers.len() {
        above = above.with(&inputs.layers[..upper], inputs.registers);
    }
    compile_below(inputs, &above)
}

/// The same, where what the layers above leave is known already.
pub fn compile_below(inputs: Inputs<'_>, above: &Above) -> Option<(Catalogue, Vec<Finding>)> {
    let own = inputs.layers.last()?;
    let mut findings = Vec::new();
    let mut state = above.0.clone();
    let id = layer_id(inputs.layers.len().saturating_sub(1));
    let outcome = apply::layer(&mut state, inputs.layers, id, inputs.registers, &mut findings);
    let catalogue = finish::catalogue(inputs, own, state, &above.0, outcome, &mut findings);
    Some((catalogue, findings))
}

/// What the layers above a body leave to it. All members of a county start from the same.
#[derive(Debug, Clone)]
pub struct Above(State);

impl Above {
    /// Nothing but the national domains.
    pub fn national(domains: Vec<Domain>) -> Self {
        Self(State { domains })
    }

    /// The same with domains that the layer below adopts besides, in their places by number.
    #[must_use]
    pub fn and(&self, more: Vec<Domain>) -> Self {
        let mut state = self.0.clone();
        state.domains.extend(more);
        state.domains.sort_by(|a, b| a.number.cmp(&b.number));
        Self(state)
    }

    /// The same after one more layer, the last of these. Its faults are its own body's to see: they are
    /// not reported to those below.
    pub fn with(&self, layers: &[&Layer], registers: &Registers) -> Self {
        let mut state = self.0.clone();
        let id = layer_id(layers.len().saturating_sub(1));
        apply::layer(&mut state, layers, id, registers, &mut Vec::new());
        Self(state)
    }

    /// The domains as they are left.
    pub fn domains(&self) -> &[Domain] {
        &self.0.domains
    }
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
struct LayerOutcome {
    entries: Vec<LedgerEntry>,
    domains: Vec<DomainEntry>,
}

impl From<LayerOutcome> for Ledger {
    fn from(outcome: LayerOutcome) -> Self {
        Self { items: outcome.entries, domains: outcome.domains, ..Self::default() }
    }
}
