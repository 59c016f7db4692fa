//! Where each cell of a sheet ended.

use std::collections::{BTreeMap, BTreeSet};

use mulu::source::{CellRange, CellRef};
use serde_json::Value;

use super::RawSheet;
use crate::corpus::text::{plain, words};

/// A mark alone, as people tick.
fn is_tick(text: &str) -> bool {
    ["V", "v", "Y", "y", "是", "1", "有"].contains(&text.trim())
}

/// The cells that ended nowhere, each with its text and the words that are missing.
pub fn lost(document: &Value, sheets: &[RawSheet]) -> Vec<String> {
    sheets.iter().flat_map(|sheet| lost_of(document, sheet, sheets.len() == 1)).collect()
}

fn lost_of(document: &Value, sheet: &RawSheet, alone: bool) -> Vec<String> {
    // A csv has a sheet without a name of its own.
    let here = |value: &&Value| alone || value["sheet"] == sheet.name.as_str();
    let tables: Vec<&Value> = list(&document["tables"]).filter(here).collect();
    if tables.is_empty() {
        let unread = list(&document["unread"]).any(|unread| here(&unread));
        let asked = list(&document["questions"]).any(|asked| here(&&asked["location"]));
        let told = unread || asked || sheet.cells.values().all(|text| says_nothing(text));
        return if told { Vec::new() } else { vec![format!("{} was not read", sheet.name)] };
    }
    let account = Account::of(&tables, sheet);
    let cells = sheet.cells.iter().filter(|(_, text)| !says_nothing(text));
    cells.filter_map(|(at, text)| account.missing(*at, text)).collect()
}

/// A dash, a cross, 无.
fn says_nothing(text: &str) -> bool {
    let bare = plain(text);
    let unchosen = text.contains(['□', '☐']) && words(&text.replace('口', "□")).is_empty();
    ["无", "暂无", "0"].contains(&bare.as_str())
        || (bare.is_empty() || unchosen) && !text.chars().any(is_yes)
}

fn is_yes(c: char) -> bool {
    matches!(c, '√' | '✓' | '✔' | '☑' | '■' | '●')
}

/// One item, with the rows that it may be made of.
struct Told<'a> {
    item: &'a Value,
    rows: BTreeSet<u32>,
    /// Its texts, each in letters and digits.
    texts: Vec<String>,
    /// All of them in one.
    everything: String,
}

struct Account<'a> {
    sheet: &'a RawSheet,
    heads: BTreeSet<u32>,
    skipped: BTreeMap<u32, String>,
    /// What stood in cells that were read otherwise.
    repaired: BTreeMap<CellRef, String>,
    /// Texts put together of several rows, by the first of their cells.
    joined: Vec<(CellRef, String)>,
    doubted: BTreeSet<CellRef>,
    items: Vec<Told<'a>>,
    /// The meaning of columns, by letters.
    columns: BTreeMap<String, String>,
    /// Whether all its tables have a domain.
    domains: bool,
}

impl<'a> Account<'a> {
    fn of(tables: &[&'a Value], sheet: &'a RawSheet) -> Self {
        let mut account = Account {
            sheet,
            heads: BTreeSet::new(),
            skipped: BTreeMap::new(),
            repaired: BTreeMap::new(),
            joined: Vec::new(),
            doubted: BTreeSet::new(),
            items: Vec::new(),
            columns: BTreeMap::new(),
            domains: tables.iter().all(|table| table["domain"].is_string()),
        };
        tables.iter().for_each(|table| account.add(table));
        account.items.sort_by_key(|told| told.rows.first().copied());
        account
    }

    fn add(&mut self, table: &'a Value) {
        self.heads.extend(list(&table["header_rows"]).filter_map(number));
        for skipped in list(&table["skipped"]) {
            let row = number(&skipped["row"]).unwrap();
            self.skipped.entry(row).or_default().push_str(skipped["text"].as_str().unwrap());
        }
        for repair in list(&table["repairs"]) {
            let at = CellRef::parse(repair["cell"].as_str().unwrap()).unwrap();
            self.repaired.entry(at).or_default().push_str(repair["before"].as_str().unwrap());
            if repair["kind"] == "joined-rows" {
                self.joined.push((at, plain(repair["after"].as_str().unwrap())));
            }
        }
        for (name, letters) in table["columns"].as_object().unwrap() {
            self.columns.insert(letters.as_str().unwrap().to_owned(), name.clone());
        }
        for item in list(&table["items"]) {
            let cells = list(&item["doubts"]).flat_map(|doubt| list(&doubt["cells"]));
            self.doubted.extend(cells.filter_map(|cell| CellRef::parse(cell.as_str()?)));
            let texts: Vec<String> = texts(item).iter().map(|text| plain(text)).collect();
            let everything = texts.concat();
            self.items.push(Told { item, rows: rows(item), texts, everything });
        }
    }

    /// What is missing of a cell, if anything is.
    fn missing(&self, at: CellRef, text: &str) -> Option<String> {
        let row = at.row + 1;
        if self.heads.contains(&row) || self.doubted.contains(&at) {
            return None;
        }
        let skipped = self.skipped.get(&row).map_or("", String::as_str);
        let repaired = self.repaired.get(&at).map_or("", String::as_str);
        let said = plain(skipped) + &plain(repaired);
        let near = self.near(at);
        let everything: String = near.iter().map(|told| told.everything.as_str()).collect();
        // Where some are ticked, a cross is an open box.
        let boxed = if text.contains('√') { text.replace('×', "□") } else { text.to_owned() };
        let words = words(&boxed);
        if words.is_empty() || is_tick(text) {
            let numbers: Vec<String> = text.split(['、', '\n']).map(plain).collect();
            let bare = plain(text);
            let moved = self.repaired.get(&at).is_some_and(|was| was.contains(text.trim()));
            // A row that is left out is told with all its ticks.
            let left_out = skipped.contains(text.trim());
            let there = moved
                || left_out
                || said.contains(&bare) && !bare.is_empty()
                || near.iter().any(|told| self.ticked(told.item, at))
                || numbers.iter().all(|number| near.iter().any(|told| told.holds(number)));
            return (!there).then(|| format!("{at} {text:?}"));
        }
        let there = |word: &String| {
            // A box that became a letter, and the number of a list that lost its mark.
            let bare = word.trim_start_matches(['口', 't', 'R', '£']);
            // 1.甲2.乙: the number of the next one is no part of it.
            let bare = bare.trim_matches(|c: char| c.is_ascii_digit());
            [&said, &everything]
                .iter()
                .any(|told| told.contains(word.as_str()) || told.contains(bare))
                || near.iter().any(|told| self.meant(told.item, at, word))
                || self.is_joined(at, word)
        };
        // Two lines may be two texts, each behind the name of what it is.
        let parts = |word: &String| {
            let lines = text.lines().flat_map(crate::corpus::text::words);
            let own: Vec<String> = lines.filter(|part| word.contains(part.as_str())).collect();
            own.len() > 1 && own.iter().all(|part| there(part) || self.names(at, part))
        };
        let lost = |word: &&String| !there(word) && !parts(word) && !self.names(at, word);
        let missing: Vec<&String> = words.iter().filter(lost).collect();
        (!missing.is_empty()).then(|| format!("{at} {text:?}: {missing:?}"))
    }

    /// Whether the word is told as a part of a text that begins above it.
    fn is_joined(&self, at: CellRef, word: &str) -> bool {
        let mut above =
            self.joined.iter().filter(|(from, _)| from.column == at.column && from.row < at.row);
        above.next_back().is_some_and(|(_, text)| text.contains(word))
    }

    /// The items that a cell may be of: those of its row, those of the rows of its merged cell, and the one
    /// above that its row goes on with.
    fn near(&self, at: CellRef) -> Vec<&Told<'a>> {
        let covers = |range: &&CellRange| range.contains(at);
        let merge = self.sheet.merges.iter().find(covers);
        let (first, last) = merge.map_or((at.row, at.row), |m| (m.start.row, m.end.row));
        let of_rows =
            |told: &&Told<'_>| told.rows.iter().any(|row| (first + 1..=last + 1).contains(row));
        let mut near: Vec<&Told<'a>> = self.items.iter().filter(of_rows).collect();
        let above = self.items.iter().filter(|told| told.rows.iter().all(|row| *row <= at.row + 1));
        near.extend(above.max_by_key(|told| told.rows.last().copied()));
        near
    }

    fn heading(&self, at: CellRef) -> &str {
        self.columns.get(&CellRef::column_letters(at.column)).map_or("", String::as_str)
    }

    /// Whether a word only says what the column is, or what is in it: 承接部门：….
    fn names(&self, at: CellRef, word: &str) -> bool {
        let key = |told: &Told<'_>| told.item["其他"].get(word).is_some();
        self.heading(at).contains(word) || self.items.iter().any(key)
    }

    /// Whether a tick in this cell is said by the item.
    fn ticked(&self, item: &Value, at: CellRef) -> bool {
        let holds = |field: &str, word: &str| list(&item[field]).any(|value| value == word);
        if !item["其他"][self.heading(at)].is_null() {
            return true;
        }
        match self.heading(at) {
            "全社会" => {
                let words = item["公开对象"].as_str().unwrap_or("");
                words.contains("全社会") || item["公开对象"]["全社会"] == true
            }
            "特定群体" => {
                texts(&item["公开对象"]).len() + usize::from(item["公开对象"] != Value::Null) > 0
            }
            "主动" => holds("公开方式", "主动"),
            "依申请公开" => holds("公开方式", "依申请"),
            levels if levels.ends_with('级') => {
                levels.split('、').all(|level| holds("公开层级", level))
            }
            // A column to tick for one channel.
            channel => list(&item["公开渠道"]["选用"]).any(|chosen| chosen == channel),
        }
    }

    /// Whether a word stands for a value of a closed list that the item has: 主动公开, 县乡两级.
    fn meant(&self, item: &Value, at: CellRef, word: &str) -> bool {
        let heading = self.heading(at);
        let only = |letters: &str| word.chars().all(|c| letters.contains(c));
        let has = |field: &str| !item[field].is_null();
        match heading {
            // The domain may have a name of its own that the column writes otherwise.
            "领域" => has("领域") || self.domains,
            "公开方式" | "主动" | "依申请公开" => {
                has("公开方式") && only("主动依申请公开信息政府面向全社会范围和及或")
            }
            // What parts two channels, or says where several are, is no channel.
            heading if heading.starts_with("公开渠道") => {
                let told = texts(&item["公开渠道"]).concat();
                let mut names = word.split(['和', '及', '与']);
                has("公开渠道")
                    && (["线上", "线下"].contains(&word) || names.all(|n| told.contains(n)))
            }
            "公开对象" | "全社会" | "特定群体" => {
                has("公开对象") && only("面向全社会公众特定群体")
            }
            heading if heading == "公开层级" || heading.ends_with('级') => {
                has("公开层级") && only("国家省市县区旗州盟乡镇街道村社居级及和或层本办事处委会")
            }
            _ => false,
        }
    }
}

impl Told<'_> {
    /// Whether one of its texts is this number or letter.
    fn holds(&self, bare: &str) -> bool {
        !bare.is_empty() && self.texts.iter().any(|text| text == bare)
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|n| u32::try_from(n).ok())
}

/// Every text inside a value.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(map) => {
            let own = map
                .iter()
                .filter(|(key, _)| !["doubts", "来源", "location"].contains(&key.as_str()));
            own.flat_map(|(_, value)| texts(value)).collect()
        }
        _ => Vec::new(),
    }
}

/// The rows in which something of an item stands, from 1.
fn rows(item: &Value) -> BTreeSet<u32> {
    let origins = item["来源"].as_object().into_iter().flat_map(|map| map.values());
    let places = origins.filter_map(|place| place.as_str()?.rsplit('!').next());
    let own = item["location"]["cell"].as_str();
    places.chain(own).filter_map(CellRef::parse).map(|at| at.row + 1).collect()
}
