//! What the cells of a record say: filling, reading of texts, values of the model.

mod aside;
mod blocks;
mod borrowed;
pub(super) mod catalogue;
pub(super) mod clean;
mod codes;
pub(super) mod doubts;
pub(super) mod draft;
pub(super) mod duty;
mod elsewhere;
pub(super) mod fill;
mod glued;
pub(super) mod headings;
mod lines;
pub(super) mod listed;
mod numbered;
mod odd;
mod open;
mod page_links;
pub(super) mod serial;
mod shared;
pub(super) mod ticks;
mod torn_names;
