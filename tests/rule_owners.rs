//! A rule owns its faults: nothing outside its file writes its id, gives it a level or puts it into words.

use mulu::check::rules;

use crate::common::sources as files;

/// Where rules are declared and say what they find.
const RULES: [&str; 2] = ["src/rules/", "src/check/rules/"];

/// The other places that may name a level, and what for.
const LEVELS: [(&str, &str); 16] = [
    ("src/finding", "declares the levels"),
    (
        "src/check/facts/citations.rs",
        "what rests on the register alone, or stands in the guideline",
    ),
    ("src/check/reporter.rs", "inherited text is a note"),
    ("src/check/policy.rs", "the words for levels in settings"),
    ("src/bare/soften.rs", "a table by itself merges with nothing"),
    ("src/baseline.rs", "notes are not kept"),
    ("src/pipeline.rs", "whether a body has errors"),
    ("src/report/", "how levels look"),
    ("src/cli/build", "whether to write, and counts"),
    ("src/cli/publish.rs", "whether to write"),
    ("src/cli/submit.rs", "counts"),
    ("src/cli/receive.rs", "counts"),
    ("src/export/receipt.rs", "what has to be mended, and what is better mended"),
    ("src/cli/show.rs", "from which level a check fails"),
    ("src/cli/data", "whether data hold, and counts"),
    ("src/cli/diff/sides.rs", "counts"),
];

/// The sources of the program without tests and comments, by path.
fn sources() -> Vec<(String, String)> {
    files::sources().into_iter().map(|(name, text)| (name, files::code(&text))).collect()
}

fn is_in(name: &str, places: &[&str]) -> bool {
    places.iter().any(|place| name.starts_with(place))
}

/// The files outside `places` that hold one of the texts, with the text.
fn holding(places: &[&str], texts: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, code) in sources().into_iter().filter(|(name, _)| !is_in(name, places)) {
        let held = texts.iter().filter(|text| code.contains(text.as_str()));
        found.extend(held.map(|text| format!("{name}: {text}")));
    }
    found
}

/// Ids come from the headings of the pages, so that no code needs to write one.
#[test]
fn no_code_writes_the_id_of_a_rule() {
    let ids: Vec<String> = rules::ALL.iter().map(|rule| format!("\"{}\"", rule.id)).collect();
    assert_eq!(holding(&[], &ids), Vec::<String>::new());
    assert_eq!(holding(&["src/finding"], &["RuleId(".to_owned()]), Vec::<String>::new());
}

#[test]
fn levels_are_named_where_rules_declare_them() {
    let levels = ["Note", "Warning", "Error"].map(|level| format!("Severity::{level}"));
    let allowed: Vec<&str> = RULES.into_iter().chain(LEVELS.map(|(place, _)| place)).collect();
    assert_eq!(holding(&allowed, &levels), Vec::<String>::new());
    let sources = sources();
    for (place, what_for) in LEVELS {
        let used = |(name, code): &(String, String)| {
            name.starts_with(place) && levels.iter().any(|level| code.contains(level))
        };
        assert!(sources.iter().any(used), "{place} names no level any more ({what_for})");
    }
}

/// A fault is put into words in its rule; a finding is made from such a fault alone.
#[test]
fn faults_are_worded_by_their_rules() {
    let allowed = [&RULES[..], &["src/finding", "src/check/reporter.rs"]].concat();
    let wording = [".fault(", "Finding::new(", ".with_help("].map(str::to_owned);
    assert_eq!(holding(&allowed, &wording), Vec::<String>::new());
}

#[test]
fn every_level_of_a_rule_is_declared_once() {
    for rule in rules::ALL.iter() {
        assert!(!rule.also.contains(&rule.level), "{}", rule.id);
    }
}
