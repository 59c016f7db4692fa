//! Workbooks: xlsx, xlsm, xlsb, xls, ods, and `.et` in both shapes.
//!
//! The only module that knows calamine. calamine gives the values (shared strings, number formats,
//! dates, code pages); what it has no interface for (hidden rows and columns, merges of xlsb, which
//! cells are formulas) is read beside it from the same parts. OpenDocument is read without it, since
//! its reader has no merges and unfolds repeated cells before anybody can count them.

mod biff;
mod guard;
pub(in crate::input) mod ods;
mod sheet_part;
mod value;
pub(in crate::input) mod xls;
pub(in crate::input) mod xlsb;
pub(in crate::input) mod xlsx;
