//! The body of a docx.
#![no_main]

mod common;

const FIXED: [(&str, &str); 1] = [(
    "[Content_Types].xml",
    r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
)];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read_parts(
    &FIXED,
    &["word/document.xml"],
    bytes
));
