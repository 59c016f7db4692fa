//! The files that the build script put into the binary.

use crate::input::yaml::{Node, Value, unpack};
use crate::source::Span;

/// One file of `catalogues/`.
#[derive(Debug)]
pub struct Embedded {
    /// Its name, such as `catalogues/national/19-social-assistance.yaml`.
    pub name: &'static str,
    /// Its text, for messages that show lines.
    pub text: &'static str,
    /// The release that a guideline belongs to (发布); empty for any other file.
    pub release: &'static str,
    tree: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// All built-in files, by name.
pub fn embedded() -> &'static [Embedded] {
    FILES
}

/// The built-in file with this name.
pub fn find_embedded(name: &str) -> Option<&'static Embedded> {
    FILES.iter().find(|file| file.name == name)
}

impl Embedded {
    /// The file's tree.
    pub fn node(&self) -> Node {
        // The bytes come from the build script of this very build; an empty tree only ever shows if
        // that contract is broken, and the data tests would fail on it.
        unpack(self.tree, self.text).unwrap_or(Node { span: Span::default(), value: Value::Null })
    }
}
