//! How well real tables are read: builds every table of `tests/corpus`, imports it, compares with the
//! answers and prints the figures by set and by damage.
//!
//! `cargo test --locked corpus -- --nocapture` prints them; `MULU_CORPUS=014` prints what is wrong with the
//! tables of the tune set whose name holds `014` (the held set is never shown); `MULU_UPDATE=1` writes the
//! floor anew. See `tests/corpus/README.md`.

// The figures are what the test is for.
#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::common::{mulu, tests_folder};

mod damage;
mod reading;
mod score;
pub mod table;
pub mod text;
mod variants;

use score::Tally;
use table::{Damage, Kind, Set, Table};

/// A right field may be doubted, but not more often than this share.
const DOUBTED_THOUGH_RIGHT: f64 = 0.10;

#[test]
fn corpus_is_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let listing = mulu(folder.path(), &["rules", "--format", "json"]).stdout;
    let listing: serde_json::Value = serde_json::from_str(&listing).unwrap();
    let rules = ids(&listing);
    assert!(rules.contains("stale-basis"));
    let tables = table::load(&tests_folder("corpus"));
    let faults: Vec<String> = tables.iter().flat_map(|t| score::malformed(t, &rules)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let count = |want: &dyn Fn(&Table) -> bool| tables.iter().filter(|t| want(t)).count();
    assert!(tables.len() >= 60);
    assert!(count(&|t| t.answers.set == Set::Held) >= 25);
    assert!(count(&|t| t.answers.kind == Kind::Duties) >= 15);
    assert!(count(&|t| !t.answers.defects.is_empty()) >= 12);
}

#[test]
fn corpus_is_read_no_worse_than_before() {
    let tables = table::load(&tests_folder("corpus"));
    let mut sums: BTreeMap<(Set, Damage), Tally> = BTreeMap::new();
    let mut kinds: BTreeMap<(Set, &str), Tally> = BTreeMap::new();
    let shown = std::env::var("MULU_CORPUS").ok();
    for table in &tables {
        let (tally, faults) = scored(table);
        let set = table.answers.set;
        *sums.entry((set, table.answers.damage)).or_default() += &tally;
        *kinds.entry((set, kind_name(table.answers.kind))).or_default() += &tally;
        let wanted = shown.as_ref().is_some_and(|part| table.name.contains(part.as_str()));
        if set == Set::Tune && wanted && !faults.is_empty() {
            println!("\n{}\n  {}", table.name, faults.join("\n  "));
        }
    }
    for set in [Set::Tune, Set::Held] {
        print(set, &sums, &kinds);
    }
    let floor: BTreeMap<String, Floor> = [Damage::Orderly, Damage::Messy, Damage::Damaged]
        .iter()
        .map(|damage| (name(*damage), Floor::of(&sums[&(Set::Tune, *damage)])))
        .collect();
    hold(&floor);
    let tune = sums.iter().filter(|((set, _), _)| *set == Set::Tune).map(|(_, tally)| tally);
    let (doubted, right) = tune.fold((0, 0), |(d, r), t| (d + t.right_doubted, r + t.right));
    assert!(share(doubted, right) <= DOUBTED_THOUGH_RIGHT, "too many right fields are doubted");
}

fn scored(table: &Table) -> (Tally, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    table.grid.build(folder.path());
    score::score(table, &reading::read(folder.path(), &table.grid.file))
}

/// What the tune set must not fall below (`right`, `items_found`, domains) or rise above (the others).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    items_found: u32,
    right: u32,
    domains_found: u32,
    item_domains_right: u32,
    made_up: u32,
    silently_wrong: u32,
    silently_empty: u32,
    rows_silent: u32,
    cells_silent: u32,
}

impl Floor {
    fn of(tally: &Tally) -> Floor {
        Floor {
            items_found: tally.items_found,
            right: tally.right,
            domains_found: tally.domains_found,
            item_domains_right: tally.item_domains_right,
            made_up: tally.made_up,
            silently_wrong: tally.silently_wrong,
            silently_empty: tally.silently_empty,
            rows_silent: tally.rows_silent,
            cells_silent: tally.cells_silent,
        }
    }

    /// What became worse.
    fn worse(&self, now: &Floor) -> Vec<String> {
        let at_least = [
            ("items_found", self.items_found, now.items_found),
            ("right", self.right, now.right),
            ("domains_found", self.domains_found, now.domains_found),
            ("item_domains_right", self.item_domains_right, now.item_domains_right),
        ];
        let at_most = [
            ("made_up", self.made_up, now.made_up),
            ("silently_wrong", self.silently_wrong, now.silently_wrong),
            ("silently_empty", self.silently_empty, now.silently_empty),
            ("rows_silent", self.rows_silent, now.rows_silent),
            ("cells_silent", self.cells_silent, now.cells_silent),
        ];
        let fell = at_least.iter().filter(|(_, was, is)| is < was);
        let rose = at_most.iter().filter(|(_, was, is)| is > was);
        fell.chain(rose).map(|(what, was, is)| format!("{what}: {was} → {is}")).collect()
    }
}

/// The floors as a YAML mapping of mappings.
fn yaml(floors: &BTreeMap<String, Floor>) -> String {
    let mut out = String::new();
    for (name, floor) in floors {
        out.push_str(&format!("{name}:\n"));
        let json = serde_json::to_value(floor).unwrap();
        for (what, count) in json.as_object().unwrap() {
            out.push_str(&format!("  {what}: {count}\n"));
        }
    }
    out
}

fn hold(now: &BTreeMap<String, Floor>) {
    let path: PathBuf = tests_folder("corpus").join("figures.yaml");
    if std::env::var_os("MULU_UPDATE").is_some() {
        fs::write(&path, yaml(now)).unwrap();
        return;
    }
    let floor: BTreeMap<String, Floor> =
        serde_saphyr::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let worse: Vec<String> = floor
        .iter()
        .flat_map(|(damage, floor)| {
            let lines = floor.worse(&now[damage]);
            lines.into_iter().map(move |line| format!("{damage} {line}"))
        })
        .collect();
    assert!(worse.is_empty(), "the corpus is read worse than before:\n{}", worse.join("\n"));
}

/// Every `id` of the listing.
fn ids(listing: &serde_json::Value) -> BTreeSet<String> {
    match listing {
        serde_json::Value::Array(values) => values.iter().flat_map(ids).collect(),
        serde_json::Value::Object(map) => {
            let own = map.get("id").and_then(|id| id.as_str()).map(str::to_owned);
            map.values().flat_map(ids).chain(own).collect()
        }
        _ => BTreeSet::new(),
    }
}

fn name(damage: Damage) -> String {
    format!("{damage:?}").to_lowercase()
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Catalogue => "catalogue",
        Kind::Duties => "duties",
        Kind::None => "neither",
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

fn print(set: Set, sums: &BTreeMap<(Set, Damage), Tally>, kinds: &BTreeMap<(Set, &str), Tally>) {
    println!("\n{set:?}\n");
    println!(
        "| | tables | items found | made up (doubted) | fields right | silently wrong | silently empty \
         | wrong, doubted | of lost items | right, doubted | silent rows, cells | domains (wrong) \
         | items' domains |"
    );
    println!("|{}", " --- |".repeat(13));
    let mut all = Tally::default();
    for ((_, damage), tally) in sums.iter().filter(|((of, _), _)| *of == set) {
        println!("{}", line(&name(*damage), tally));
        all += tally;
    }
    for ((_, kind), tally) in kinds.iter().filter(|((of, _), _)| *of == set) {
        println!("{}", line(kind, tally));
    }
    println!("{}", line("all", &all));
    calibration(&all);
}

fn line(label: &str, t: &Tally) -> String {
    let part =
        |part: u32, whole: u32| format!("{part}/{whole} ({:.0} %)", share(part, whole) * 100.0);
    let cells = [
        t.tables.to_string(),
        part(t.items_found, t.items),
        format!("{} ({})", t.made_up, t.made_up_doubted),
        part(t.right, t.fields),
        t.silently_wrong.to_string(),
        t.silently_empty.to_string(),
        t.wrong_doubted.to_string(),
        t.lost.to_string(),
        t.right_doubted.to_string(),
        format!("{}, {}", t.rows_silent, t.cells_silent),
        format!("{}/{} ({})", t.domains_found, t.domains, t.domains_wrong),
        part(t.item_domains_right, t.item_domains),
    ];
    format!("| {label} | {} |", cells.join(" | "))
}

/// Of the fields of tables with this confidence, how many are right.
fn calibration(all: &Tally) {
    if all.calibration.is_empty() {
        println!("\nno confidence in the reading");
        return;
    }
    println!("\n| confidence | fields right |\n| --- | --- |");
    for (tenth, (right, fields)) in &all.calibration {
        println!("| 0.{tenth} | {right}/{fields} ({:.0} %) |", share(*right, *fields) * 100.0);
    }
}
