//! The parts of an xlsx: a sheet, the strings, the styles, the workbook and its relations.
#![no_main]

mod common;

const FIXED: [(&str, &str); 2] = [
    (
        "[Content_Types].xml",
        r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    ("_rels/.rels", common::WORKBOOK_RELATIONS),
];
const PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read_parts(&FIXED, &PARTS, bytes));
