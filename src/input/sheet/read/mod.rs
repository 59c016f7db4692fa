//! What the cells of a record say: filling, reading of texts, values of the model.

mod aside;
mod blocks;
pub(super) mod catalogue;
pub(super) mod clean;
pub(super) mod doubts;
pub(super) mod draft;
pub(super) mod duty;
pub(super) mod fill;
pub(super) mod headings;
mod lines;
pub(super) mod listed;
pub(super) mod serial;
pub(super) mod ticks;
