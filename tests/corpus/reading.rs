//! What `mulu import --format json` made of a file, as far as it is scored.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::text::{plain, unnumbered};
use crate::common::mulu;

/// One run over one file.
pub struct Reading {
    pub items: Vec<Read>,
    /// Rows (from 1) that are a head, are skipped with a reason, or are named by a repair.
    pub told_rows: BTreeSet<u32>,
    /// Cells named by a repair or a doubt.
    pub told_cells: BTreeSet<String>,
    /// The texts of skipped rows, by row.
    pub skipped: BTreeMap<u32, String>,
    /// The program asked, or said that it could not read.
    asked: bool,
    /// Domains of tables that have one.
    pub domains: BTreeSet<String>,
}

/// One item or duty that was read.
pub struct Read {
    pub row: u32,
    pub domain: Option<String>,
    pub confidence: Option<f64>,
    fields: BTreeMap<String, Vec<String>>,
    doubts: BTreeSet<String>,
    /// Every text of the item in one, to look for the words of a cell.
    pub everything: String,
}

impl Read {
    pub fn field(&self, heading: &str) -> Vec<String> {
        self.fields.get(heading).cloned().unwrap_or_default()
    }

    /// A doubt about 事项 is one about the row as a whole.
    pub fn doubts(&self, heading: &str) -> bool {
        self.doubts.contains(heading) || self.doubts.contains("事项")
    }
}

/// Runs the program in the folder where the file was built.
pub fn read(folder: &Path, file: &str) -> Reading {
    let run = mulu(folder, &["import", file, "--format", "json"]);
    let document = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|e| panic!("{file}: {e}\n{}{}", run.stdout, run.stderr));
    Reading::of(&document)
}

impl Reading {
    pub fn of(document: &Value) -> Reading {
        let mut reading = Reading {
            items: Vec::new(),
            told_rows: BTreeSet::new(),
            told_cells: BTreeSet::new(),
            skipped: BTreeMap::new(),
            asked: list(&document["unread"]).next().is_some()
                || list(&document["questions"]).next().is_some(),
            domains: BTreeSet::new(),
        };
        list(&document["tables"]).for_each(|table| reading.add(table));
        reading
    }

    /// Nothing was read, and the program said so or asked.
    pub fn refused(&self) -> bool {
        self.asked && self.items.is_empty()
    }

    fn add(&mut self, table: &Value) {
        let domain = table["domain"].as_str().map(str::to_owned);
        self.domains.extend(domain.clone());
        self.asked |= list(&table["questions"]).next().is_some();
        self.told_rows.extend(list(&table["header_rows"]).filter_map(number));
        for skipped in list(&table["skipped"]) {
            let row = number(&skipped["row"]).unwrap();
            self.told_rows.insert(row);
            self.skipped.entry(row).or_default().push_str(skipped["text"].as_str().unwrap_or(""));
        }
        self.tell(list(&table["repairs"]).map(|repair| &repair["cell"]));
        for item in list(&table["items"]) {
            let doubts = || list(&item["doubts"]);
            self.tell(doubts().flat_map(|doubt| list(&doubt["cells"])));
            let read = Read {
                row: row(item),
                domain: item["领域"].as_str().map(str::to_owned).or(domain.clone()),
                confidence: table["confidence"].as_f64(),
                fields: fields(item),
                doubts: doubts().filter_map(|d| d["field"].as_str().map(str::to_owned)).collect(),
                everything: plain(&unnumbered(&texts(item).join("\n"))),
            };
            self.domains.extend(read.domain.clone());
            self.items.push(read);
        }
    }

    fn tell<'a>(&mut self, cells: impl Iterator<Item = &'a Value>) {
        for cell in cells {
            self.told_rows.extend(row_of(cell));
            self.told_cells.extend(cell.as_str().map(str::to_owned));
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|n| u32::try_from(n).ok())
}

/// The row of `F7`, from 1.
fn row_of(cell: &Value) -> Option<u32> {
    cell.as_str()?.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

/// The row of an item: the last one that a field is from, since a merged name stands in an earlier row.
fn row(item: &Value) -> u32 {
    let places = item["来源"].as_object().into_iter().flat_map(|origins| origins.values());
    let cells = places.filter_map(|place| place.as_str()?.rsplit('!').next());
    let origins = cells.filter_map(|cell| row_of(&Value::from(cell)));
    origins.chain(row_of(&item["location"]["cell"])).max().unwrap()
}

/// 子项, 子项名称, 监管事项子项, 具体工作事项, and not 监管对象子项 or the code of one.
fn names_parts(heading: &str) -> bool {
    let is_code = heading.contains("编码") && !heading.contains("名称");
    heading.contains("子项") && !heading.contains("对象") && !is_code
        || heading.starts_with("具体") && heading.ends_with("事项")
}

/// The fields by heading; the part of a duty (子项, 子项名称) is among the other columns.
fn fields(item: &Value) -> BTreeMap<String, Vec<String>> {
    let entries = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let part = entries(&item["其他"]).into_iter().find(|(heading, _)| names_parts(heading));
    let part = part.map(|(_, value)| ("子项".to_owned(), texts(&value)));
    let own = entries(item).into_iter().map(|(key, value)| (key.clone(), field(&key, &value)));
    own.chain(part).collect()
}

fn field(heading: &str, value: &Value) -> Vec<String> {
    match heading {
        "公开渠道" => texts(&value["选用"]),
        "公开时限" => texts(&value["文字"]),
        "公开依据" => list(value).flat_map(|basis| texts(&basis["文字"])).collect(),
        "公开对象" => audience(value),
        _ => texts(value),
    }
}

/// 全社会, or groups, or both; a group without a name is 特定群体.
fn audience(value: &Value) -> Vec<String> {
    let everyone = value["全社会"].as_bool().unwrap_or(false).then(|| "全社会".to_owned());
    let groups = value.get("特定群体").map_or_else(|| texts(value), texts);
    everyone.into_iter().chain(groups).collect()
}

/// Every text inside a value, in order.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(map) => map.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
