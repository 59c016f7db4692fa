//! Office files as containers: zip packages and their parts, the relations and content types of Open
//! Packaging, and reading and writing of XML.
//!
//! It stands under `input` (which reads tables), `patch` (which edits workbooks) and `export` (which
//! writes documents), and knows none of them: no sheets, no cells, no findings, no disk. The only
//! place that uses `zip` for office files and `quick_xml`.
//!
//! # What a hostile file may do
//!
//! Every container, whoever reads it, is held to the same, by [`Container`] and by both ways of
//! reading XML:
//!
//! - no more parts than [`OfficeLimits::parts`], counted before the directory is read;
//! - no two parts of one name, and no part whose name cannot be read. Names are the same when they
//!   differ only in case, in `\` for `/`, or in `%41` for `A`: the next program might take the other;
//! - no more bytes than [`OfficeLimits`] allows in a part, in all parts together, or against what is
//!   packed; what a part says about its size is checked, and what it turns out to have is counted
//!   while it is inflated;
//! - no document type declaration, and no elements deeper than [`OfficeLimits::DEPTH`].

pub(crate) mod container;
pub(crate) mod content_types;
pub(crate) mod edited;
mod error;
mod limits;
pub(crate) mod relations;
pub(crate) mod xml;

pub(crate) use container::Container;
pub(crate) use edited::EditedContainer;
pub use error::{OfficeError, OfficeLimit};
pub use limits::OfficeLimits;
pub(crate) use limits::check;
pub(crate) use relations::Relations;
