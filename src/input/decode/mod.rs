//! Checked YAML trees to the model.
//!
//! Every function here takes a tree that [`validate`] has already complained about, so it picks what is
//! usable and skips the rest without a second complaint. JSON written by mulu is read the same way,
//! because JSON is YAML.

mod adjustments;
mod columns;
mod confirmations;
mod domain;
mod duties;
mod form_shapes;
mod head_shapes;
mod item;
mod kinds;
mod memo;
mod profile;
mod register_shapes;
mod shapes;
mod site_shapes;
mod stage_shapes;
mod stages;

pub use adjustments::adjustments;
pub use columns::columns;
pub use confirmations::confirmations;
pub use domain::{domain, tables};
pub use duties::{duties, item_refs};
pub use form_shapes::{APPROVALS, CONFIRMATIONS, LOOKS, OPINIONS, SECRECY};
pub use head_shapes::HEADS;
pub use item::item_ref;
pub use kinds::{FILE_KINDS, schema_of_kind, shape_of};
pub use memo::DecodeMemo;
pub use profile::profile;
pub use register_shapes::REGISTERS;
pub use shapes::{ADJUSTMENTS, CATALOGUE, DOMAIN, DUTIES, ITEM, REPOSITORY};
pub use site_shapes::COLUMNS;
pub use stage_shapes::{PLAN, RECORDS};
pub use stages::{records, tasks};

use jiff::civil::Date;

use super::yaml::{self, Kind, Node, Shape, Value};
use crate::finding::Finding;
use crate::model::{LayerId, Origin};
use crate::source::{FileId, Located, Location, SourceMap};

/// What all decoders need: the file, and the layer that it speaks for.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The file.
    pub file: FileId,
    /// The layer.
    pub layer: LayerId,
}

impl Context {
    /// Where a node stands.
    pub fn location(self, node: &Node) -> Location {
        Location::span(self.file, node.span)
    }

    /// A node as the origin of a field.
    pub fn origin(self, node: &Node) -> Origin {
        Origin { layer: self.layer, location: self.location(node) }
    }

    /// The scalar under a key, with its place.
    pub fn located_text(self, node: &Node, key: &str) -> Option<Located<String>> {
        let value = node.get(key)?;
        Some(Located::new(value.scalar()?.to_owned(), self.location(value)))
    }

    /// The value under a key as a type, with its place; `None` also where it is none, which the shape
    /// has told.
    fn typed<T>(self, node: &Node, key: &str, read: fn(&str) -> Option<T>) -> Option<Located<T>> {
        let value = node.get(key)?;
        Some(Located::new(read(value.scalar()?)?, self.location(value)))
    }

    /// The date under a key.
    fn date(self, node: &Node, key: &str) -> Option<Located<Date>> {
        self.typed(node, key, |text| text.parse().ok())
    }

    /// The texts under a key, each with its place.
    pub fn located_texts(self, node: &Node, key: &str) -> Vec<Located<String>> {
        let Some(value) = node.get(key) else { return Vec::new() };
        match &value.value {
            Value::Scalar(text) => vec![Located::new(text.to_string(), self.location(value))],
            _ => value
                .elements()
                .iter()
                .filter_map(|e| Some(Located::new(e.scalar()?.to_owned(), self.location(e))))
                .collect(),
        }
    }
}

/// Parses a YAML or JSON text and checks it against the shape that `shape` picks. Everything that is wrong becomes findings; `None` when
/// the text cannot be read at all.
pub fn read(
    map: &SourceMap,
    file: FileId,
    shape: impl Fn(&Node) -> &'static Shape,
    findings: &mut Vec<Finding>,
) -> Option<Node> {
    let text = map.text(file)?;
    match yaml::parse(text) {
        Ok(node) => {
            yaml::validate(file, &node, &Kind::Record(shape(&node)), findings);
            Some(node)
        }
        Err(error) => {
            findings.extend(yaml::explain(file, text, &error));
            None
        }
    }
}

/// The owned texts under a key.
fn texts(node: &Node, key: &str) -> Vec<String> {
    node.texts(key).into_iter().map(str::to_owned).collect()
}

/// The owned text under a key.
fn text(node: &Node, key: &str) -> Option<String> {
    node.text(key).map(str::to_owned)
}
