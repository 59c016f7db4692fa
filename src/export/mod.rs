//! Writers: what mulu gives out as files for people.
//!
//! The only place that knows rust_xlsxwriter. It takes the model as it is and decides nothing about
//! content; paths and printing are the business of the command line.

pub mod template;
