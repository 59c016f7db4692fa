//! The parts of an xlsb: a sheet, the workbook, the strings and the styles.
#![no_main]

mod common;

const FIXED: [(&str, &str); 3] = [
    (
        "[Content_Types].xml",
        r#"<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#,
    ),
    ("_rels/.rels", common::BINARY_RELATIONS),
    (
        "xl/_rels/workbook.bin.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#,
    ),
];
const PARTS: [&str; 4] =
    ["xl/worksheets/sheet1.bin", "xl/workbook.bin", "xl/sharedStrings.bin", "xl/styles.bin"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read_parts(&FIXED, &PARTS, bytes));
