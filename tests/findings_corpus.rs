//! How right and how complete the findings on real tables are: checks every table of
//! `tests/findings_corpus`, compares with what a reader judged and wrote down, and prints precision and
//! recall by rule.
//!
//! `cargo test --locked findings_corpus -- --nocapture` prints them; `MULU_FINDINGS=004` prints what is
//! missed and what nobody has judged in the tables of the tune set whose name holds `004`. See
//! `tests/findings_corpus/README.md`.

// The figures are what the test is for.
#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::common::{mulu, tests_folder};
use crate::corpus::table::{self, Set, Table};

/// What must not be fallen below, in percent, on the tune set.
const PRECISION: usize = 90;
const RECALL: usize = 65;

/// `judged/*.yaml`: every error and warning of a table, judged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    #[serde(rename = "组")]
    set: Set,
    #[serde(rename = "判断")]
    verdicts: Vec<Verdict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdict {
    #[serde(rename = "规则")]
    rule: String,
    /// The cell, or `-` for a finding about the file.
    #[serde(rename = "格")]
    cell: String,
    /// Part of the message, where one cell has several findings of a rule.
    #[serde(rename = "含", default)]
    part: String,
    #[serde(rename = "判")]
    worth: Worth,
    #[serde(rename = "说明", default)]
    _note: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
enum Worth {
    #[serde(rename = "对")]
    Right,
    #[serde(rename = "无用")]
    Useless,
    #[serde(rename = "错")]
    Wrong,
}

/// `read/*.yaml`: the defects of a table, written down by reading it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadWhole {
    #[serde(rename = "组")]
    set: Set,
    #[serde(rename = "毛病")]
    defects: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The rows that have it; none for the table as a whole.
    #[serde(rename = "行")]
    rows: Vec<u32>,
    #[serde(rename = "栏")]
    _field: String,
    #[serde(rename = "何处")]
    what: String,
    /// The rules that say it.
    #[serde(rename = "规则")]
    rules: Vec<String>,
}

/// An error, warning or note on a table.
struct Raised {
    rule: String,
    cell: String,
    message: String,
    is_note: bool,
    rows: BTreeSet<u32>,
}

/// The findings judged of one rule or of all.
#[derive(Default)]
struct Counts {
    right: usize,
    useless: usize,
    wrong: usize,
    unjudged: usize,
}

impl Counts {
    fn add(&mut self, worth: Option<Worth>) {
        *match worth {
            Some(Worth::Right) => &mut self.right,
            Some(Worth::Useless) => &mut self.useless,
            Some(Worth::Wrong) => &mut self.wrong,
            None => &mut self.unjudged,
        } += 1;
    }

    fn all(&self) -> usize {
        self.right + self.useless + self.wrong + self.unjudged
    }
}

fn load<T: DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    let folder = tests_folder("findings_corpus").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let read = serde_saphyr::from_str(&fs::read_to_string(&path).unwrap());
        (name.clone(), read.unwrap_or_else(|e| panic!("{name}: {e}")))
    };
    paths.into_iter().map(read).collect()
}

/// The findings of a table. What is put aside for the reader is put aside here as well: only counted.
fn raised(tables: &[Table], name: &str, set: Set) -> Vec<Raised> {
    let table = tables.iter().find(|table| table.name == name).unwrap();
    let aside = table.answers.set == Set::Held;
    assert!(!aside || set == Set::Held, "{name} is put aside for the reader");
    let folder = tempfile::tempdir().unwrap();
    table.grid.build(folder.path());
    let run = mulu(folder.path(), &["check", &table.grid.file, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    report["findings"].as_array().unwrap().iter().map(of_json).collect()
}

fn of_json(finding: &Value) -> Raised {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let cell = text(&finding["location"]["cell"]);
    let related = finding["related"].as_array().into_iter().flatten();
    let cells = related.filter_map(|place| place["location"]["cell"].as_str());
    Raised {
        rule: text(&finding["rule"]),
        message: text(&finding["message"]),
        is_note: finding["severity"] == "note",
        rows: cells.chain([cell.as_str()]).filter_map(row).collect(),
        cell,
    }
}

fn row(cell: &str) -> Option<u32> {
    cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

impl Verdict {
    fn is_of(&self, raised: &Raised) -> bool {
        self.rule == raised.rule && self.cell == raised.cell && raised.message.contains(&self.part)
    }
}

impl Written {
    fn is_said_by(&self, raised: &Raised) -> bool {
        let here = self.rows.is_empty() || self.rows.iter().any(|row| raised.rows.contains(row));
        here && self.rules.contains(&raised.rule)
    }
}

fn shown(set: Set, name: &str) -> bool {
    let wanted = std::env::var("MULU_FINDINGS").is_ok_and(|part| name.contains(&part));
    set == Set::Tune && wanted
}

/// Precision by set; the errors and warnings of the judged tables.
fn precision(tables: &[Table], set: Set) -> usize {
    let mut rules: BTreeMap<String, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for (name, judged) in load::<Judged>("judged").iter().filter(|(_, judged)| judged.set == set) {
        for finding in raised(tables, name, set).iter().filter(|finding| !finding.is_note) {
            let verdict = judged.verdicts.iter().find(|verdict| verdict.is_of(finding));
            let worth = verdict.map(|verdict| verdict.worth);
            if worth.is_none() && shown(set, name) {
                println!("{name} {} {}: {}", finding.rule, finding.cell, finding.message);
            }
            rules.entry(finding.rule.clone()).or_default().add(worth);
            all.add(worth);
        }
    }
    println!("\n{set:?}: errors and warnings\n");
    println!("| rule | right and useful | true, of no use | wrong | not judged |");
    println!("|{}", " --- |".repeat(5));
    for (rule, counts) in rules.iter().map(|(r, c)| (r.as_str(), c)).chain([("all", &all)]) {
        let Counts { right, useless, wrong, unjudged } = counts;
        println!("| {rule} | {right}/{} | {useless} | {wrong} | {unjudged} |", counts.all());
    }
    percent(all.right, all.all())
}

/// Recall by set; the defects of the tables that were read whole.
fn recall(tables: &[Table], set: Set) -> usize {
    let mut rules: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut all = [0; 3];
    for (name, read) in load::<ReadWhole>("read").iter().filter(|(_, read)| read.set == set) {
        let findings = raised(tables, name, set);
        for defect in &read.defects {
            let said: Vec<&Raised> = findings.iter().filter(|f| defect.is_said_by(f)).collect();
            let at = match said.as_slice() {
                [] => 2,
                said if said.iter().all(|finding| finding.is_note) => 1,
                _ => 0,
            };
            if at > 0 && shown(set, name) {
                println!("{name} {:?} {}", defect.rows, defect.what);
            }
            let rule = defect.rules.first().map_or("(no rule)", String::as_str);
            rules.entry(rule.to_owned()).or_default()[at] += 1;
            all[at] += 1;
        }
    }
    println!("\n{set:?}: defects\n");
    println!("| rule | raised | as a note | missed |");
    println!("|{}", " --- |".repeat(4));
    for (rule, counts) in rules.iter().map(|(r, c)| (r.as_str(), c)).chain([("all", &all)]) {
        let [raised, note, missed] = counts;
        println!("| {rule} | {raised}/{} | {note} | {missed} |", raised + note + missed);
    }
    percent(all[0], all.iter().sum())
}

fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

#[test]
fn findings_are_right_and_complete() {
    let tables = table::load(&tests_folder("corpus"));
    for set in [Set::Tune, Set::Held] {
        let (precision, recall) = (precision(&tables, set), recall(&tables, set));
        println!("\n{set:?}: precision {precision} %, recall {recall} %");
        if set == Set::Tune {
            assert!(precision >= PRECISION && recall >= RECALL, "{precision} %, {recall} %");
        }
    }
}

#[test]
fn the_corpus_names_rules_that_exist() {
    let known = |rule: &String| mulu::check::find_rule(rule).is_some();
    let judged = load::<Judged>("judged");
    let read = load::<ReadWhole>("read");
    let verdicts = judged.iter().flat_map(|(_, judged)| &judged.verdicts).map(|v| &v.rule);
    let defects = read.iter().flat_map(|(_, read)| &read.defects).flat_map(|d| &d.rules);
    let unknown: Vec<&String> = verdicts.chain(defects).filter(|rule| !known(rule)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(judged.len() >= 20 && read.len() >= 12);
}
