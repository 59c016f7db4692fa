//! Compares a reading with the answers and counts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use mulu::model::{AdminLevel, Mode};
use mulu::source::CellRef;

use super::reading::{Read, Reading};
use super::table::{Answers, DomainIn, Grid, Item, Table, headings};
use super::text::{normal, plain, words};

/// What was counted, over one table or many.
#[derive(Default, Clone)]
pub struct Tally {
    pub tables: u32,
    /// Items the careful reader sees, and those of them that were read.
    pub items: u32,
    pub items_found: u32,
    /// Items that are none: without a doubt, and with one about the row.
    pub made_up: u32,
    pub made_up_doubted: u32,
    /// Fields with a text in the answers or in the reading.
    pub fields: u32,
    pub right: u32,
    pub right_doubted: u32,
    /// Another text than the answer, without a doubt.
    pub silently_wrong: u32,
    /// Nothing where the answer has a text, without a doubt.
    pub silently_empty: u32,
    pub wrong_doubted: u32,
    /// Fields of items that were not read.
    pub lost: u32,
    /// Rows of lost items that nothing was said of; cells of read items whose words are nowhere.
    pub rows_silent: u32,
    pub cells_silent: u32,
    /// Domains of the tables, those found, and those that are not there.
    pub domains: u32,
    pub domains_found: u32,
    pub domains_wrong: u32,
    /// Items with a domain, and those read into it.
    pub item_domains: u32,
    pub item_domains_right: u32,
    /// By tenth of confidence: fields right, fields read.
    pub calibration: BTreeMap<u8, (u32, u32)>,
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        for (sum, more) in self.counts_mut().into_iter().zip(other.clone().counts_mut()) {
            *sum += *more;
        }
        for (tenth, (right, all)) in &other.calibration {
            let sum = self.calibration.entry(*tenth).or_default();
            *sum = (sum.0 + right, sum.1 + all);
        }
    }
}

impl Tally {
    fn counts_mut(&mut self) -> [&mut u32; 19] {
        [
            &mut self.tables,
            &mut self.items,
            &mut self.items_found,
            &mut self.made_up,
            &mut self.made_up_doubted,
            &mut self.fields,
            &mut self.right,
            &mut self.right_doubted,
            &mut self.silently_wrong,
            &mut self.silently_empty,
            &mut self.wrong_doubted,
            &mut self.lost,
            &mut self.rows_silent,
            &mut self.cells_silent,
            &mut self.domains,
            &mut self.domains_found,
            &mut self.domains_wrong,
            &mut self.item_domains,
            &mut self.item_domains_right,
        ]
    }
}

/// The counts of one table, and a line for each thing that is not right.
pub fn score(table: &Table, reading: &Reading) -> (Tally, Vec<String>) {
    let mut scored = Scored { table, reading, tally: Tally::default(), faults: Vec::new() };
    scored.tally.tables = 1;
    scored.items();
    scored.domains();
    (scored.tally, scored.faults)
}

struct Scored<'a> {
    table: &'a Table,
    reading: &'a Reading,
    tally: Tally,
    faults: Vec<String>,
}

impl Scored<'_> {
    /// What was read in none of the answers' rows, or a second time in the same ones, is made up.
    fn items(&mut self) {
        let table = self.table;
        let pairs = self.pairs();
        self.tally.items += u32::try_from(pairs.len()).unwrap();
        let reading = self.reading;
        for (item, found) in table.answers.items.iter().zip(&pairs) {
            match found {
                Some(i) => {
                    self.tally.items_found += 1;
                    self.found(item, &reading.items[*i]);
                }
                None => self.lost(item),
            }
        }
        for (i, read) in reading.items.iter().enumerate() {
            if !pairs.contains(&Some(i)) {
                self.made_up(read);
            }
        }
    }

    /// For each item of the answers the one that was read in its rows, else one that is placed at the
    /// beginning of a merged cell which reaches them (a duty is placed where its name stands).
    fn pairs(&self) -> Vec<Option<usize>> {
        let merges = self.table.grid.merge_ranges();
        let reaches = |from: u32, row: &u32| {
            merges.iter().any(|m| m.start.row + 1 == from && (from..=m.end.row + 1).contains(row))
        };
        let mut pairs = vec![None; self.table.answers.items.len()];
        let exact = |item: &Item, read: &Read| item.rows.contains(&read.row);
        let merged = |item: &Item, read: &Read| item.rows.iter().any(|row| reaches(read.row, row));
        self.pair(&mut pairs, &exact);
        self.pair(&mut pairs, &merged);
        pairs
    }

    fn pair(&self, pairs: &mut [Option<usize>], fits: &dyn Fn(&Item, &Read) -> bool) {
        for (at, item) in self.table.answers.items.iter().enumerate() {
            if pairs[at].is_none() {
                let mut free = (0..self.reading.items.len()).filter(|i| !pairs.contains(&Some(*i)));
                pairs[at] = free.find(|i| fits(item, &self.reading.items[*i]));
            }
        }
    }

    fn made_up(&mut self, read: &Read) {
        let doubted = read.doubts("事项");
        self.tally.made_up += u32::from(!doubted);
        self.tally.made_up_doubted += u32::from(doubted);
        let name = [read.field("事项"), read.field("名称")].concat().join("/");
        self.faults.push(format!("第{}行 多出的事项：{name}", read.row));
    }

    fn found(&mut self, item: &Item, read: &Read) {
        for heading in headings(self.table.answers.kind) {
            self.field(heading, item, read);
        }
        if !item.domain.is_empty() {
            self.tally.item_domains += 1;
            self.tally.item_domains_right += u32::from(read.domain.as_ref() == Some(&item.domain));
        }
        self.cells(item, read);
    }

    fn field(&mut self, heading: &str, item: &Item, read: &Read) {
        let (expected, actual) = (item.field(heading), read.field(heading));
        let right = match heading {
            "事项" => paths(&self.table.answers, item).contains(&path(&actual)),
            _ => normal(heading, &expected) == normal(heading, &actual),
        };
        if normal(heading, &expected).is_empty() && normal(heading, &actual).is_empty() {
            return;
        }
        let doubted = read.doubts(heading);
        let empty = normal(heading, &actual).is_empty();
        // What nobody can tell is to be left out or doubted, and is neither right nor wrong.
        if item.unclear.iter().any(|unclear| unclear == heading) && (doubted || empty) {
            return;
        }
        self.tally.fields += 1;
        *(match (right, doubted, empty) {
            (true, ..) => &mut self.tally.right,
            (false, true, _) => &mut self.tally.wrong_doubted,
            (false, false, true) => &mut self.tally.silently_empty,
            (false, false, false) => &mut self.tally.silently_wrong,
        }) += 1;
        self.tally.right_doubted += u32::from(right && doubted);
        if let Some(confidence) = read.confidence {
            let bucket = self.tally.calibration.entry(tenth(confidence)).or_default();
            *bucket = (bucket.0 + u32::from(right), bucket.1 + 1);
        }
        if !right {
            let doubt = if doubted { "（有疑）" } else { "" };
            let (expected, actual) = (expected.join("、"), actual.join("、"));
            let row = item.rows[0];
            self.faults
                .push(format!("第{row}行 {heading}{doubt}：应为“{expected}”，读作“{actual}”"));
        }
    }

    fn lost(&mut self, item: &Item) {
        let kind = self.table.answers.kind;
        let fields = headings(kind).iter().filter(|h| !item.field(h).is_empty()).count();
        let fields = u32::try_from(fields).unwrap();
        self.tally.fields += fields;
        self.tally.lost += fields;
        self.tally.item_domains += u32::from(!item.domain.is_empty());
        let silent: Vec<u32> = item.rows.iter().copied().filter(|row| self.silent(*row)).collect();
        self.tally.rows_silent += u32::try_from(silent.len()).unwrap();
        let how = if silent.is_empty() { "" } else { "，没有说明" };
        self.faults.push(format!("第{}行 漏了的事项{how}", item.rows[0]));
    }

    /// Nothing was said of a row with something in it.
    fn silent(&self, row: u32) -> bool {
        let filled = self.table.grid.row(row).iter().any(|text| !text.is_empty());
        filled && !self.reading.told_rows.contains(&row) && !self.reading.refused()
    }

    /// Every word of the item's cells is in the item, in a skipped row, or named by a repair or a doubt.
    fn cells(&mut self, item: &Item, read: &Read) {
        for row in &item.rows {
            let skipped = self.reading.skipped.get(row).map_or("", String::as_str);
            let there = read.everything.clone() + &plain(skipped);
            for (column, text) in (0..).zip(self.table.grid.row(*row)) {
                let cell = CellRef { row: row - 1, column }.to_string();
                let words = words(text).into_iter();
                let lost: Vec<String> =
                    words.filter(|w| !stands(w, &there) && !is_value(w, read)).collect();
                if !lost.is_empty() && !self.reading.told_cells.contains(&cell) {
                    self.tally.cells_silent += 1;
                    self.faults.push(format!("{cell} 没有下落：{}", lost.join(" ")));
                }
            }
        }
    }

    fn domains(&mut self) {
        let expected: BTreeSet<&String> = self.table.answers.domains.iter().collect();
        let actual: BTreeSet<&String> = self.reading.domains.iter().collect();
        let count = |n: usize| u32::try_from(n).unwrap();
        self.tally.domains += count(expected.len());
        self.tally.domains_found += count(expected.intersection(&actual).count());
        self.tally.domains_wrong += count(actual.difference(&expected).count());
        if expected != actual {
            self.faults.push(format!("领域：应为 {expected:?}，读作 {actual:?}"));
        }
    }
}

/// A box that became a letter or 口, and the number of a list that lost its mark, do not belong to the word.
fn stands(word: &str, text: &str) -> bool {
    let bare = word.trim_start_matches(['口', 't', 'R', '£']);
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    text.contains(word) || text.contains(bare)
}

/// Whether a word is another way to write a value of the item that has few: 主动公开 for 主动, 区级 for 县级.
fn is_value(word: &str, read: &Read) -> bool {
    let everyone = word.strip_prefix("全社会范围").or_else(|| word.strip_prefix("全社会"));
    if let Some(rest) = everyone {
        let told = read.field("公开对象").iter().any(|audience| audience.contains("全社会"));
        return told && (rest.is_empty() || is_value(rest, read));
    }
    let holds = |heading: &str, value: &str| read.field(heading).iter().any(|text| text == value);
    let made_of = |letters: &str| word.chars().all(|c| letters.contains(c));
    let levels = AdminLevel::read(word);
    let mode = Mode::parse(word);
    !levels.is_empty()
        && made_of("国家省市州县区旗盟乡镇街道村社居级")
        && levels.iter().all(|level| holds("公开层级", level.label()))
        || mode.is_clear()
            && made_of("主动依申请公开")
            && mode.text().split('、').all(|text| holds("公开方式", text))
}

fn tenth(confidence: f64) -> u8 {
    (0..10).rev().find(|tenth| confidence * 10.0 >= f64::from(*tenth)).unwrap_or(0)
}

/// The names of an item; a name that only repeats the one above says nothing.
fn path(names: &[String]) -> Vec<String> {
    let mut names: Vec<String> =
        names.iter().map(|name| normal("事项", std::slice::from_ref(name))).collect();
    names.dedup();
    names
}

/// The paths that are right: where the first name is the domain's, with and without it.
fn paths(answers: &Answers, item: &Item) -> Vec<Vec<String>> {
    let full = path(&item.path);
    let short = (answers.domain_in == Some(DomainIn::FirstName)).then(|| full[1..].to_vec());
    short.into_iter().chain([full]).collect()
}

/// Faults of the corpus itself.
pub fn malformed(table: &Table, rules: &BTreeSet<String>) -> Vec<String> {
    let Table { name, grid, answers } = table;
    let mut faults = Vec::new();
    let rows = || {
        let items = answers.items.iter().flat_map(|item| item.rows.iter().copied());
        items.chain(answers.other_rows.iter().map(|other| other.row))
    };
    let named: BTreeSet<u32> = rows().collect();
    if named.len() != rows().count() {
        faults.push(format!("{name}: a row is named twice"));
    }
    for row in 1..=u32::try_from(grid.rows.len()).unwrap() {
        let filled = grid.row(row).iter().any(|text| !text.is_empty());
        if filled && !named.contains(&row) {
            faults.push(format!("{name}: nothing is said of row {row}"));
        }
    }
    if let Some(row) = named.iter().find(|row| grid.row(**row).is_empty()) {
        faults.push(format!("{name}: there is no row {row}"));
    }
    faults.extend(defects(table, rules));
    faults.extend(unnamed(grid, answers).map(|what| format!("{name}: {what}")));
    faults
}

fn defects(table: &Table, rules: &BTreeSet<String>) -> Vec<String> {
    let Table { name, grid, answers } = table;
    let mut faults = Vec::new();
    for defect in &answers.defects {
        let there = (1..=grid.rows.len()).contains(&(defect.row as usize));
        let known = defect.rule.as_ref().is_none_or(|rule| rules.contains(rule));
        if !there || !known || defect.field.is_empty() || defect.what.is_empty() {
            faults.push(format!("{name}: defect of row {} ({:?})", defect.row, defect.rule));
        }
    }
    faults
}

fn unnamed(grid: &Grid, answers: &Answers) -> impl Iterator<Item = &'static str> {
    let items = &answers.items;
    let unclear = |item: &Item| item.unclear.iter().any(|heading| heading == "事项");
    let names = |item: &Item| !item.path.is_empty() || !item.name.is_empty() || unclear(item);
    [
        (answers.source.is_empty() || answers.place.is_empty(), "no source or place"),
        (answers.collected.len() != 10, "no date of collecting"),
        (answers.shapes.is_empty(), "no shapes"),
        (
            !items.iter().all(|item| names(item) && !item.rows.is_empty()),
            "an item without name or row",
        ),
        (answers.other_rows.iter().any(|other| other.why.is_empty()), "a row without a reason"),
        (
            items.iter().any(|i| !i.domain.is_empty() && !answers.domains.contains(&i.domain)),
            "a domain of an item that the table does not have",
        ),
        (grid.file.is_empty(), "no file name"),
    ]
    .into_iter()
    .filter_map(|(bad, what)| bad.then_some(what))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Two items of three rows; the second has a limit and no elements.
    fn table() -> Table {
        let grid = "文件: 甲.xlsx\n表: 甲\n格式: xlsx\n行:\n- [名称, 内容, 时限]\n- [甲, 子, 长期]\n\
                    - [乙, \"\", 每年]\n- [注]\n";
        let answers = "出处: 甲\n地方: 甲\n收集: \"2026-11-29\"\n种类: catalogue\n损伤: messy\n组: tune\n\
                       形状: [甲]\n领域: [就业]\n事项:\n\
                       - {行: [2], 领域: 就业, 事项: [甲], 公开内容: [子], 公开时限: 长期}\n\
                       - {行: [3], 领域: 就业, 事项: [乙], 公开时限: 每年}\n\
                       其他行:\n- {行: 1, 原因: 表头}\n- {行: 4, 原因: 注}\n";
        Table {
            name: "甲".to_owned(),
            grid: serde_saphyr::from_str(grid).unwrap(),
            answers: serde_saphyr::from_str(answers).unwrap(),
        }
    }

    fn item(cell: &str, name: &str, content: &[&str], limit: &str) -> Value {
        json!({"事项": [name], "公开内容": content, "公开时限": {"文字": limit},
               "来源": {}, "其他": {}, "location": {"cell": cell}})
    }

    fn scored(items: &[Value]) -> Tally {
        let document = json!({"tables": [{"domain": "就业", "confidence": 0.93, "header_rows": [1],
                                          "items": items, "repairs": [], "skipped": []}]});
        score(&table(), &Reading::of(&document)).0
    }

    #[test]
    fn what_is_right_is_counted() {
        let tally = scored(&[item("A2", "甲", &["子"], "长期"), item("A3", "乙", &[], "每 年")]);
        assert_eq!((tally.items_found, tally.items), (2, 2));
        assert_eq!((tally.right, tally.fields), (5, 5));
        assert_eq!(tally.calibration[&9], (5, 5));
        assert_eq!((tally.domains_found, tally.item_domains_right), (1, 2));
        assert_eq!((tally.cells_silent, tally.rows_silent), (0, 0));
    }

    #[test]
    fn a_value_may_be_written_otherwise() {
        let mut item = item("A2", "甲", &["子"], "长期");
        item["公开方式"] = json!(["主动"]);
        item["公开层级"] = json!(["县级", "乡级"]);
        item["公开对象"] = json!({"全社会": true});
        let document = json!({"tables": [{"items": [item]}]});
        let read = &Reading::of(&document).items[0];
        for word in ["主动公开", "区级", "镇级", "区县级", "全社会范围主动公开"]
        {
            assert!(is_value(word, read), "{word}");
        }
        for word in ["依申请公开", "市级", "主动作为", "区级机关", "公开"] {
            assert!(!is_value(word, read), "{word}");
        }
    }

    #[test]
    fn a_doubt_breaks_the_silence() {
        let mut first = item("A2", "甲", &[], "每年");
        let second = item("A3", "乙", &["子"], "");
        let silent = scored(&[first.clone(), second.clone()]);
        assert_eq!((silent.silently_empty, silent.silently_wrong), (2, 2));
        assert_eq!(silent.cells_silent, 3);
        first["doubts"] = json!([{"field": "公开时限", "why": "甲", "cells": ["C2"]},
                                 {"field": "事项", "why": "甲", "cells": ["A2", "B2"]}]);
        let told = scored(&[first, second]);
        assert_eq!((told.silently_empty, told.silently_wrong, told.wrong_doubted), (1, 1, 2));
        assert_eq!((told.right, told.right_doubted), (2, 1));
        assert_eq!(told.cells_silent, 1);
    }

    #[test]
    fn what_nobody_can_tell_is_to_be_doubted() {
        let mut table = table();
        table.answers.items[0].limit = String::new();
        table.answers.items[0].unclear = vec!["公开时限".to_owned()];
        let scored = |first: &Value| {
            let items = [first.clone(), item("A3", "乙", &[], "每年")];
            let document = json!({"tables": [{"domain": "就业", "confidence": 0.93, "header_rows": [1],
                                              "items": items, "repairs": [], "skipped": []}]});
            score(&table, &Reading::of(&document)).0
        };
        let mut first = item("A2", "甲", &["子"], "长期");
        assert_eq!(scored(&first).silently_wrong, 1);
        first["doubts"] = json!([{"field": "公开时限", "why": "甲", "cells": ["C2"]}]);
        let told = scored(&first);
        assert_eq!((told.silently_wrong, told.wrong_doubted, told.fields), (0, 0, told.right));
    }

    #[test]
    fn what_is_too_much_and_too_little_is_counted() {
        let mut note = item("A4", "注", &[], "");
        let tally = scored(&[item("A2", "甲", &["子"], "长期"), note.clone()]);
        assert_eq!((tally.made_up, tally.made_up_doubted), (1, 0));
        assert_eq!((tally.lost, tally.rows_silent), (2, 1));
        note["doubts"] = json!([{"field": "事项", "why": "甲", "cells": []}]);
        let tally = scored(&[item("A2", "甲", &["子"], "长期"), note]);
        assert_eq!((tally.made_up, tally.made_up_doubted), (0, 1));
    }
}
