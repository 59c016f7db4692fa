//! Text tables.
#![no_main]

mod common;

use mulu::input::tables::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read_as(Format::Csv, bytes));
