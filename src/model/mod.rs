//! The domain's own types: items, their fields, layers, duties, the compiled catalogue.
//!
//! What people write is kept as written; the parsed form stands beside it. This module knows no file
//! format and prints nothing.

mod audience;
mod basis;
mod body;
mod channel;
mod code;
mod elements;
mod field;
pub mod fold;
#[cfg(test)]
mod laws;
mod level;
mod limit;
mod mode;
#[cfg(test)]
mod national;
mod split;

pub use audience::Audience;
pub use basis::{Basis, BasisList, DocumentNumber, Instrument, document_number};
pub use body::{Bodies, Body, BodyPart, Relation};
pub use channel::Channels;
pub use code::Code;
pub use elements::Elements;
pub use field::{Field, FieldSet};
pub use level::{AdminLevel, Levels};
pub use limit::{Days, Deadline, TimeLimit, TimeLimits, Unit};
pub use mode::Mode;
