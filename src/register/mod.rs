//! 登记: the reference data that is built into the binary.
//!
//! The YAML files under `catalogues/` are parsed by the build script; here the trees are decoded when
//! they are first needed. A register answers questions (which body, which channel, which instrument);
//! it knows nothing of layers or rules.

mod bodies;
mod calendar;
mod channels;
mod domains;
mod embedded;
mod instruments;
mod national;
mod terms;
mod vocabulary;
mod words;

pub use bodies::{BodyKind, BodyRegister, FormerName, NamedBody, Nature, Role};
pub use calendar::{Calendar, CalendarYear, Holiday, NoCalendar};
pub use channels::{Channel, ChannelRegister};
pub use domains::DomainRegister;
pub use embedded::{Embedded, embedded, find_embedded};
pub use instruments::{
    BasisMatch, FoundBy, InstrumentRegister, LegalInstrument, NumberMatch, Status, Version,
};
pub use national::{GuidelineSet, built_in_name, guideline, guidelines, releases};
pub use terms::{Hit, Slip, Term, TermKind, TermRegister};
pub use vocabulary::{WordList, words_of_matter};
pub use words::belong_together;
