//! Every command that a help text, a rule's page or the README names is there, with the options named.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::common::mulu;

/// A command and the long options beside it, with the place where they stand.
type Named = BTreeMap<(String, BTreeSet<String>), String>;

/// Every file under a folder that ends so.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, endings, found);
        } else if endings.iter().any(|ending| path.extension().is_some_and(|e| e == *ending)) {
            found.push(path);
        }
    }
}

/// The commands in a text. A name ends where something else than a small letter or a hyphen follows.
fn commands(text: &str, place: &str, named: &mut Named) {
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for rest in line.split("mulu ").skip(1) {
            let end =
                rest.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(rest.len());
            let name = &rest[..end];
            if name.is_empty() || name.starts_with('-') {
                continue;
            }
            // What belongs to the command ends with the sentence or the quotation.
            let stops = ['`', '”', '；', '。', '，', '、', '|', '"', '）', '#'];
            let own = rest.split(stops).next().unwrap_or_default();
            let options = own.split_whitespace().filter_map(|word| word.strip_prefix("--"));
            let option = |word: &str| {
                let end = word.find(|c: char| !c.is_ascii_lowercase() && c != '-');
                word[..end.unwrap_or(word.len())].to_owned()
            };
            let options = options.map(option).filter(|option| !option.is_empty()).collect();
            named.entry((name.to_owned(), options)).or_insert_with(|| format!("{place}: {line}"));
        }
    }
}

#[test]
fn every_command_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.join("README.md")];
    files(&root.join("src"), &["rs", "md"], &mut found);
    let mut named = Named::new();
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        commands(&text, &path.strip_prefix(root).unwrap().display().to_string(), &mut named);
    }
    assert!(named.len() > 20, "{named:#?}");
    let mut helps: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for ((name, options), place) in &named {
        let help = helps.entry(name.clone()).or_insert_with(|| {
            let run = mulu(root, &[name, "--help"]);
            (run.status == 0).then_some(run.stdout)
        });
        let there = |option: &String| {
            help.as_ref().is_some_and(|help| help.contains(&format!("--{option}")))
        };
        if help.is_none() || !options.iter().all(there) {
            wrong.push(place);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
