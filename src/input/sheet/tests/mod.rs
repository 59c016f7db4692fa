//! Fixtures: grids as text with the expected items, repairs and skips beside them.

mod fixtures;
mod grid;
mod growth;
mod laws;
mod told_domain;
