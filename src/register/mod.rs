//! 登记: the reference data that is built into the binary.
//!
//! The YAML files under `catalogues/` are parsed by the build script; here the trees are decoded when
//! they are first needed. A register answers questions (which body, which channel, which instrument);
//! it knows nothing of layers or rules.

mod bodies;
mod channels;
mod embedded;
mod national;

pub use bodies::{BodyKind, BodyRegister, FormerName, Nature, Role};
pub use channels::{Channel, ChannelRegister};
pub use embedded::{Embedded, embedded, find_embedded};
pub use national::{GuidelineSet, guidelines, releases};
