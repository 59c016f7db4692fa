//! The content of an ods.
#![no_main]

mod common;

const FIXED: [(&str, &str); 1] = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet")];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read_parts(&FIXED, &["content.xml"], bytes));
