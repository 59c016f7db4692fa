//! Printed tables and forms: one description, one way to make a worksheet of it.
//!
//! A caller says what stands in a sheet ([`Form`]): title, line with unit and date, columns, rows, lines
//! below, paper, what is to be filled in. Here it is worked out how wide and high everything is, where
//! pages end and how cells look, the same for catalogues, forms, templates and reports. Nothing relies on
//! colour: what is made is printed in black and white.
//!
//! `measure` and `page` count, `plan` lays a description out in numbers, `sheet` writes it; `sheet`,
//! `styles` and `book` alone know rust_xlsxwriter. Knows no catalogue, no findings, no disk.

mod book;
mod form;
pub(crate) mod measure;
mod names;
mod page;
mod plan;
mod raw;
mod sheet;
mod styles;
mod text;

pub use form::{
    Align, BoxKind, Choice, Column, FontProfile, Foot, Form, FormBook, FormBox, HeadShade, Input,
    Paper, Purpose, Row, Strictness, Width,
};
pub(crate) use names::SheetNames;
pub(crate) use raw::rebuilt;
pub use text::{LayoutError, chinese_date};
pub(crate) use text::{check_length, date_parts};

#[cfg(test)]
mod tests;
