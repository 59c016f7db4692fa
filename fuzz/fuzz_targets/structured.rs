//! Workbooks of sheets, rows and merged cells, read and checked as the draft of a body.
#![no_main]

mod common;

use common::grammar::Workbook;

libfuzzer_sys::fuzz_target!(|workbook: Workbook| {
    let Some(bytes) = common::xlsx(&workbook.parts()) else { return };
    common::read(&bytes);
    common::compile(&[("mulu.yaml", common::PROFILE.as_bytes()), ("drafts/a.xlsx", &bytes)]);
});
