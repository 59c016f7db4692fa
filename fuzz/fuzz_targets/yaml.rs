//! Repositories of YAML with the keys that are known, read, merged and checked.
#![no_main]

mod common;

use common::grammar::Repository;

libfuzzer_sys::fuzz_target!(|repository: Repository| {
    let files: Vec<(&str, &[u8])> =
        repository.0.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    common::compile(&files);
});
