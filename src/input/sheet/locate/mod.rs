//! Where tables stand and what their columns hold: heads, domains, saved heads, what has to be asked.

pub(super) mod card;
pub(super) mod clipped;
pub(super) mod columns;
pub(super) mod content;
pub(super) mod domain;
pub(super) mod glued;
pub(super) mod head;
pub(super) mod heading;
pub(super) mod headless;
pub(super) mod kinds;
pub(super) mod lists;
pub(super) mod mapping;
pub(super) mod named;
pub(super) mod permuted;
pub(super) mod questions;
pub(super) mod sample;
pub(super) mod settle;
pub(super) mod shifted;
pub(super) mod ticked_channels;
pub(super) mod titles;
mod torn_headings;
pub(super) mod trailing;
pub(super) mod turned;
pub(super) mod unlisted;
pub(super) mod upper_row;
pub(super) mod words;
