//! Which rows below a head are items, and which rows each item is made of.

pub(super) mod body;
mod named_on;
pub(super) mod noise;
pub(super) mod rows;
mod slid;
