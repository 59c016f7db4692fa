//! The domain's own types: items, their fields, layers, duties, the compiled catalogue.
//!
//! What people write is kept as written; the parsed form stands beside it. This module knows no file
//! format and prints nothing.

mod audience;
mod basis;
mod body;
mod brackets;
mod catalogue;
mod channel;
mod code;
mod confirm;
mod day;
mod duty;
mod elements;
mod field;
mod filed;
mod filing;
pub mod fold;
pub mod form;
mod gaps;
mod identity;
mod item;
mod knowledge;
#[cfg(test)]
mod laws;
mod layer;
mod level;
mod limit;
mod mode;
#[cfg(test)]
mod national;
mod place;
mod place_text;
mod placeholder;
mod split;
mod stage;
pub mod suggest;
mod today;
mod topic;
mod website;
mod words;
pub mod writing;

pub use audience::Audience;
pub use basis::{
    Basis, BasisList, DocumentNumber, Instrument, document_number, last_article, paragraph,
};
pub use body::{Bodies, Body, BodyPart, Relation};
pub use brackets::{BracketFault, bracket_faults, breaks_off, outside_titles};
pub use catalogue::{
    Catalogue, Decision, Domain, DomainEntry, DomainFrame, DutyEntry, Guideline, LayerInfo, Ledger,
    LedgerEntry, Legend,
};
pub use channel::Channels;
pub use code::{Code, DomainNumber};
pub use confirm::{Confirmation, Release, Verdict};
pub use day::day_in;
pub use duty::{
    Duty, DutyList, Exemption, NOT_GOVERNMENT, POWER_KINDS, is_change_date, names_part,
    says_no_item, speaks_of_change,
};
pub use elements::Elements;
pub use field::{Field, FieldSet};
pub use filed::{FiledEdition, FiledItem};
pub use filing::{Filing, VersionNote};
pub use gaps::Gaps;
pub use identity::{NumberKind, PersonalNumber, personal_numbers};
pub use item::{BoundRole, Evidence, Fields, Former, Item, LayerId, Names, Origin, Traced};
pub use knowledge::Knowledge;
pub use layer::{
    Adjustment, Batch, Binding, DropReason, Dropping, Exception, ItemIn, ItemRef, Layer, Moved,
    NewItem, NotInvolved, Profile, RuleLevel, Settings, WholeTable,
};
pub use level::{AdminLevel, Levels};
pub use limit::{Days, Deadline, TimeLimit, TimeLimits, Unit};
pub use mode::Mode;
pub use place::{PlaceName, places};
pub use place_text::{NamedPlace, places_in_text};
pub use placeholder::{placeholder, placeholder_marks};
pub use stage::{PlannedTask, Stage, StageRecord};
pub use today::{DaySpan, Today, on_same_days};
pub use topic::{TAGS, Topic, TopicKind, tags, topic_kinds};
pub use website::{ListedPage, SiteColumn, column_path, is_named};
pub use words::{
    broken_word, doubled_word, is_part_of_word, is_spread, is_without_words, line_tears_word,
};
