//! Web pages in one file.
#![no_main]

mod common;

use mulu::input::tables::FileFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read_as(FileFormat::Mhtml, bytes));
