//! The weights are made here, from the tables of the tune set of `tests/corpus`:
//! `MULU_UPDATE=1 cargo test --locked --lib weights`.
//!
//! Of each column whose texts the answers know, each text is counted once a table: by the sign that it
//! bears for its own kind, and by those that it bears for all others. The weight of a sign is how much
//! oftener it is seen on texts of the kind than on others (the logarithm of the ratio, as naive Bayes
//! adds them), drawn to the value set by hand as long as few texts bear it. How strongly it is drawn was chosen by
//! the fields of the tune set that are read right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::*;
use crate::input::sheet::fit::{Looks, TextKind, sign};
use crate::model::fold;

/// The logarithm of a ratio that counts as sure: e to this is about fifty.
const SURE_RATIO: f64 = 4.0;
/// As many texts the value set by hand stands for.
const BY_HAND: f64 = 1000.0;
/// Added to each count, so that what was never seen is not impossible.
const UNSEEN: f64 = 0.5;
/// A shorter text is part of anything.
const SHORTEST: usize = 2;
/// A column is of a kind when so many of its texts are.
const OF_ONE_KIND: f64 = 0.6;

/// `answers.yaml`, as much of it as says what stands where.
#[derive(Deserialize)]
struct Answers {
    #[serde(rename = "组")]
    set: String,
    #[serde(rename = "损伤")]
    damage: String,
    #[serde(rename = "事项")]
    items: Vec<BTreeMap<String, serde_json::Value>>,
}

#[derive(Deserialize)]
struct Grid {
    #[serde(rename = "行")]
    rows: Vec<Vec<String>>,
}

/// The texts of the kind that bear a sign, and the others.
#[derive(Default, Clone, Copy)]
struct Counts {
    own: usize,
    others: usize,
}

/// The kinds that the answers have texts of.
const HEADINGS: [(&str, TextKind); 14] = [
    ("事项", TextKind::Name),
    ("名称", TextKind::Name),
    ("子项", TextKind::Name),
    ("公开内容", TextKind::Elements),
    ("公开依据", TextKind::Basis),
    ("实施依据", TextKind::Basis),
    ("公开时限", TextKind::Limit),
    ("公开主体", TextKind::Body),
    ("实施主体", TextKind::Body),
    ("公开渠道", TextKind::Channels),
    ("公开对象", TextKind::Audience),
    ("公开方式", TextKind::Mode),
    ("公开层级", TextKind::Levels),
    ("权力类型", TextKind::Power),
];

#[test]
fn the_weights_are_those_of_the_corpus() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/input/sheet/fit/weights.tsv");
    let made = table(&counted());
    if std::env::var_os("MULU_UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(kept == made, "MULU_UPDATE=1 cargo test --locked --lib weights makes them anew");
}

#[test]
fn every_sign_has_one_weight_in_bounds() {
    let names: Vec<&str> = lines().filter_map(|cells| cells.first().copied()).collect();
    assert_eq!(names, Sign::ALL.iter().map(|(_, _, name)| *name).collect::<Vec<_>>());
    let all: Vec<f64> = Sign::ALL.iter().map(|(sign, _, _)| of(*sign)).collect();
    assert!(all.iter().all(|weight| (-1.0..=1.0).contains(weight)));
}

/// The file anew: its remarks, and a line for each sign.
fn table(counts: &[Counts]) -> String {
    let mut made: String =
        FILE.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    for ((sign, kind, name), count) in Sign::ALL.iter().zip(counts) {
        let by_hand =
            lines().find(|cells| cells[0] == *name).map_or(0.0, |c| c[2].parse().unwrap());
        let of_kind = |side: fn(&Counts) -> usize| -> usize {
            let all = Sign::ALL.iter().zip(counts).filter(|((_, of, _), _)| of == kind);
            all.map(|(_, count)| side(count)).sum()
        };
        let seen = weight(*count, of_kind(|c| c.own), of_kind(|c| c.others), by_hand);
        let Counts { own, others } = count;
        debug_assert_eq!(*sign as usize, Sign::ALL.iter().position(|(s, ..)| s == sign).unwrap());
        made += &format!("{name}\t{seen:.2}\t{by_hand:.2}\t{own}\t{others}\n");
    }
    made
}

fn weight(count: Counts, own: usize, others: usize, by_hand: f64) -> f64 {
    if own == 0 {
        return by_hand;
    }
    let share = |n: usize, of: usize| (n as f64 + UNSEEN) / (of as f64 + 2.0 * UNSEEN);
    let ratio = (share(count.own, own) / share(count.others, others)).ln();
    let counted = (ratio / SURE_RATIO).clamp(-1.0, 1.0);
    let texts = (count.own + count.others) as f64;
    (texts * counted + BY_HAND * by_hand) / (texts + BY_HAND)
}

/// By the order of [`Sign::ALL`].
fn counted() -> Vec<Counts> {
    let mut counts = vec![Counts::default(); Sign::ALL.len()];
    for folder in folders() {
        for (kind, text) in texts_of(&folder) {
            let looks = Looks::of(&text);
            for other in Sign::ALL.iter().map(|(_, kind, _)| *kind).collect::<Kinds>().0 {
                let Some(seen) = sign(other, &looks) else { continue };
                let count = &mut counts[seen as usize];
                if other == kind { count.own += 1 } else { count.others += 1 }
            }
        }
    }
    counts
}

/// Each kind once, in order.
#[derive(Default)]
struct Kinds(Vec<TextKind>);

impl FromIterator<TextKind> for Kinds {
    fn from_iter<I: IntoIterator<Item = TextKind>>(kinds: I) -> Self {
        let mut all: Vec<TextKind> = kinds.into_iter().collect();
        all.dedup();
        Self(all)
    }
}

fn folders() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("answers.yaml").is_file());
    folders.sort();
    folders
}

fn yaml<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let read = serde_saphyr::from_str(&fs::read_to_string(path).unwrap());
    read.unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The texts of a table whose columns are known, with their kinds, each once. Of damaged tables the
/// columns hold what belongs to others.
fn texts_of(folder: &Path) -> Vec<(TextKind, String)> {
    let answers: Answers = yaml(&folder.join("answers.yaml"));
    if answers.set != "tune" || answers.damage == "damaged" {
        return Vec::new();
    }
    let grid: Grid = yaml(&folder.join("table.yaml"));
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut texts = BTreeSet::new();
    for column in 0..width {
        let cells = cells_of(&answers, &grid, column);
        if let Some(kind) = column_kind(&cells) {
            texts.extend(cells.iter().map(|(text, _)| (kind as usize, text.to_string())));
        }
    }
    let kind = |index: usize| HEADINGS.iter().find(|(_, kind)| *kind as usize == index).unwrap().1;
    texts.into_iter().map(|(index, text)| (kind(index), text)).collect()
}

type Item = BTreeMap<String, serde_json::Value>;

/// The texts of a column in the rows of items.
fn cells_of<'a>(answers: &'a Answers, grid: &'a Grid, column: usize) -> Vec<(&'a str, &'a Item)> {
    let rows = answers.items.iter().flat_map(|item| {
        let rows = item["行"].as_array().into_iter().flatten().filter_map(|row| row.as_u64());
        rows.map(move |row| (row as usize, item))
    });
    let cells = rows.filter_map(|(row, item)| {
        let text = grid.rows.get(row.checked_sub(1)?)?.get(column)?.trim();
        (!text.is_empty() && fold::mark(text).is_none()).then_some((text, item))
    });
    cells.collect()
}

/// What the answers say of most of its texts.
fn column_kind(cells: &[(&str, &Item)]) -> Option<TextKind> {
    let says =
        |heading: &str| cells.iter().filter(|(text, item)| is_told(item, heading, text)).count();
    let (_, kind, best) = HEADINGS
        .iter()
        .map(|(heading, kind)| (heading, *kind, says(heading)))
        .reduce(|a, b| if b.2 > a.2 { b } else { a })?;
    (best > 0 && best as f64 >= OF_ONE_KIND * cells.len() as f64).then_some(kind)
}

/// Whether the text is what the answers give for the field, or a part of it, or holds all of it.
fn is_told(item: &Item, heading: &str, text: &str) -> bool {
    let Some(value) = item.get(heading) else { return false };
    let parts: Vec<String> = match value {
        serde_json::Value::Array(parts) => {
            parts.iter().filter_map(|part| part.as_str()).map(fold::name).collect()
        }
        value => value.as_str().map(fold::name).into_iter().collect(),
    };
    let text = fold::name(text);
    if ["事项", "名称", "子项"].contains(&heading) {
        return parts.contains(&text);
    }
    let whole = parts.concat();
    // 2 stands in many a text.
    let telling = text.chars().count() >= SHORTEST;
    !whole.is_empty() && telling && (whole.contains(&text) || text.contains(&parts[0]))
}
