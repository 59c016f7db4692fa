//! Lists of words by which texts are read are data: `wording.txt` and `vocabulary.yaml` below
//! `catalogues/registers`. Code that holds such a list is found here by its shape.

use std::path::Path;

use crate::common::sources::{code, sources};

/// From so many Chinese words on, a list in code is one of words.
const LIST: usize = 5;

/// Where such lists stand in code, how many, and why.
const EXCEPTIONS: &[(&str, usize, &str)] = &[
    ("src/export/papers/report.rs", 1, LABELS),
    ("src/export/papers/summary.rs", 1, LABELS),
    ("src/export/template/lists.rs", 3, CHOICES),
    ("src/input/book.rs", 3, LABELS),
    ("src/input/book/value.rs", 1, LABELS),
    ("src/input/data/tables.rs", 2, LABELS),
    ("src/input/decode/form_shapes.rs", 2, CHOICES),
    ("src/input/decode/register_shapes.rs", 2, CHOICES),
    ("src/input/decode/shapes.rs", 3, CHOICES),
    ("src/input/sheet_adjustments/rows.rs", 1, CHOICES),
    ("src/input/sheet_adjustments/table.rs", 4, LABELS),
    ("src/model/duty.rs", 1, CHOICES),
    ("src/model/field.rs", 1, LABELS),
    ("src/model/laws.rs", 1, "texts that a property test puts together"),
    ("src/model/layer.rs", 1, CHOICES),
    ("src/model/stage.rs", 1, CHOICES),
    ("src/register/layers.rs", 1, LABELS),
    ("src/review/record.rs", 1, CHOICES),
    ("src/review/words.rs", 1, LABELS),
    ("src/submit/approval.rs", 1, CHOICES),
    ("src/submit/secrecy.rs", 1, LABELS),
];
const LABELS: &str = "labels of mulu's own forms and keys of its files";
const CHOICES: &str = "the closed choice of a type";

/// The lists of a file: strings with nothing but commas or bars between them.
fn lists(code: &str) -> Vec<Vec<String>> {
    let mut lists = Vec::new();
    let mut run: Vec<String> = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find('"') {
        let joins = rest[..start].chars().all(|c| c.is_whitespace() || matches!(c, ',' | '|'));
        if !joins {
            lists.push(std::mem::take(&mut run));
        }
        let Some(end) = end_of_string(&rest[start + 1..]) else { break };
        run.push(rest[start + 1..start + 1 + end].to_owned());
        rest = &rest[start + end + 2..];
    }
    lists.push(run);
    lists
}

fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// A word and no sentence.
fn is_word(text: &str) -> bool {
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    text.contains(is_han) && !text.contains(['，', '。', '{'])
}

#[test]
fn words_by_which_texts_are_read_are_data() {
    let mut found = Vec::new();
    for (name, text) in sources() {
        let lists = lists(&code(&text));
        let count = lists.iter().filter(|list| list.iter().filter(|t| is_word(t)).count() >= LIST);
        let count = count.count();
        let allowed =
            EXCEPTIONS.iter().find(|(path, _, _)| *path == name).map_or(0, |found| found.1);
        if count != allowed {
            found.push(format!("{name}: {count} lists of words, {allowed} of them known"));
        }
    }
    let gone = EXCEPTIONS.iter().filter(|(path, _, _)| !Path::new(path).is_file());
    found.extend(gone.map(|(path, _, why)| format!("{path}: is no more ({why})")));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn lists_are_found_by_their_shape() {
    let code = r#"const A: [&str; 5] = ["甲", "乙", "丙\"", "丁", "戊"]; matches!(x, "甲" | "乙"); f("己")"#;
    let found: Vec<usize> = lists(code).iter().map(Vec::len).filter(|len| *len > 0).collect();
    assert_eq!(found, [5, 2, 1]);
}
