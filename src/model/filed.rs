//! The edition that was filed last, as far as the layer above is concerned: what the local changes in it were
//! made against.

use super::{Code, Field};

/// What an edition that was filed says of the layer above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledEdition {
    /// 版本.
    pub version: String,
    /// Its items, in order.
    pub items: Vec<FiledItem>,
}

/// An item of an edition that was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledItem {
    /// Its code.
    pub code: Code,
    /// Its names.
    pub names: Vec<String>,
    /// Whether it came from the layer above.
    pub from_above: bool,
    /// What the layer above said, in the fields that the body changed.
    pub upper: Vec<(Field, String)>,
}
