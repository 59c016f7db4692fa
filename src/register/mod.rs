//! 登记: the reference data, built in or of one's own.
//!
//! The YAML files under `catalogues/` are parsed by the build script; here the trees are decoded when
//! they are first needed. [`Registers`] are passed to whatever asks them; only the words that rules look
//! for ([`WordList`]) and the words of the guidelines belong to the program and are the same everywhere. A register answers questions (which body, which channel, which instrument);
//! it knows nothing of layers or rules.

mod bodies;
mod calendar;
mod channels;
mod domains;
mod duty_words;
mod embedded;
mod instruments;
mod layers;
mod national;
mod places;
mod registers;
mod site_words;
mod terms;
mod vocabulary;
mod words;

pub use bodies::{BodyKind, BodyRegister, FormerName, NamedBody, Nature, Renaming, Role};
pub use calendar::{Calendar, CalendarYear, Holiday, NoCalendar};
pub use channels::{Channel, ChannelRegister};
pub use domains::DomainRegister;
pub use duty_words::{COERCION, DutyAspect, DutyWords, PENALTY, POLICY, duty_words};
pub use embedded::{Embedded, embedded, find_embedded};
pub use instruments::{
    BasisMatch, FoundBy, InstrumentRegister, LegalInstrument, NumberMatch, Status, Version,
};
pub use national::{GuidelineSet, releases};
pub use places::{KnownPlace, PlaceRegister};
pub use registers::{Registers, built_in, built_in_date, is_old};
pub use site_words::{SiteWords, site_words};
pub use terms::{Hit, Slip, Term, TermKind, TermRegister};
pub use vocabulary::{WordList, words_of_matter};
pub use words::belong_together;

/// The kinds of entries, for those who ask which layer one comes from and read no files.
pub use crate::input::data::DataKind;
