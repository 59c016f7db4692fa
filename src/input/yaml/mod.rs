//! YAML: text to positioned trees, trees checked against the shape of their file kind.
//!
//! The YAML crate is used here and nowhere else. What a file means is the business of
//! [`super::decode`]; this module only knows keys, kinds of values and places.

pub mod edit;
mod emit;
mod faults;
// The build script writes trees; here they are only read.
#[cfg_attr(not(test), allow(dead_code))]
mod pack;
mod parse;
mod plain;
mod shape;
mod tree;

pub use emit::{Yaml, emit};
pub use faults::explain;
pub use pack::unpack;
pub use parse::{ParseError, ParseErrorKind, parse};
pub use shape::{FieldShape, Kind, Shape, flag, schema, validate};
pub use tree::{Key, Node, Value};
