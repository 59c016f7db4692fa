//! Adopted opinions to an adjustments file.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::origin::TableWord;
use super::record::{Adoption, Record, Recorded};
use super::settle::{contradictions, name_of};
use super::write::quoted;
use super::{Answer, InPlace, Origins, in_place, value};
use crate::finding::Finding;
use crate::input::book::{cell_text, normal};
use crate::input::project::BOOK_FILE;
use crate::input::yaml;
use crate::model::{Catalogue, Code, Decision, DropReason, Field, Item};
use crate::rules::process::opinion_not_written;
use crate::source::{Location, SourceMap};

/// What came of adopting.
#[derive(Debug, Clone, Default)]
pub struct Adopted {
    /// The adjustments file; `None` when there is nothing to change.
    pub overlay: Option<Overlay>,
    /// Texts to be written where the body says the field already.
    pub in_place: Vec<InPlace>,
    /// What could not be done, and why.
    pub findings: Vec<Finding>,
}

/// An adjustments file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Its text.
    pub text: String,
    /// The numbers of the opinions in it.
    pub numbers: Vec<usize>,
}

/// Writes what was adopted, and not written before, as adjustments. With `all`, every open opinion is
/// adopted first that says clearly what is to change and that no other contradicts.
pub fn adopt(
    catalogue: &Catalogue,
    origins: &Origins,
    map: &SourceMap,
    record: &mut Record,
    all: bool,
    date: &str,
) -> Adopted {
    let mut adopted = Adopted::default();
    let contested: BTreeSet<usize> = contradictions(record, catalogue)
        .into_iter()
        .flat_map(|found| {
            adopted.findings.push(found.finding);
            [found.numbers.0, found.numbers.1]
        })
        .collect();
    // What gives more time than the guideline is for a person to adopt.
    let loose: BTreeSet<usize> =
        super::looser(record, catalogue).into_iter().map(|(number, _)| number).collect();
    let writer = AdoptionWriter { catalogue, origins, map };
    let mut parts = Parts::default();
    for known in &mut record.opinions {
        let open = all && known.decision == Adoption::Open && !loose.contains(&known.number);
        if contested.contains(&known.number)
            || !(open || known.is_adopted() && known.written.is_empty())
        {
            continue;
        }
        match writer.entry(known) {
            Ok(change) => {
                match change {
                    AdoptedChange::Entry(part, entry) => parts.add(part, known, entry),
                    AdoptedChange::InPlace(texts) => adopted.in_place.extend(texts),
                }
                if open {
                    known.decision = Adoption::Adopted;
                }
            }
            Err(why) => adopted.findings.push(writer.not_written(known, &why)),
        }
    }
    // What only keeps the meaning of 同上 gives way to what is adopted for that cell itself.
    let adopted_at: BTreeSet<Location> =
        adopted.in_place.iter().filter(|text| !text.keeps).map(|text| text.location).collect();
    adopted.in_place.retain(|text| !text.keeps || !adopted_at.contains(&text.location));
    adopted.overlay = parts.file(date);
    adopted
}

/// How an opinion is written.
enum AdoptedChange {
    /// As an entry of a new file.
    Entry(AdoptedPart, Vec<String>),
    /// Over what the body says already.
    InPlace(Vec<InPlace>),
}

/// Which list of the file an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AdoptedPart {
    Change,
    Drop,
}

#[derive(Default)]
struct Parts {
    changes: Vec<AdoptedEntry>,
    drops: Vec<AdoptedEntry>,
}

/// An entry, and the opinions that ask for it.
struct AdoptedEntry {
    lines: Vec<String>,
    from: Vec<String>,
    numbers: Vec<usize>,
}

impl Parts {
    /// Adds an entry, or one more opinion to the same entry.
    fn add(&mut self, part: AdoptedPart, known: &Recorded, lines: Vec<String>) {
        let list = match part {
            AdoptedPart::Change => &mut self.changes,
            AdoptedPart::Drop => &mut self.drops,
        };
        let from = format!("{}（第 {} 号意见）", known.opinion.place(), known.number);
        // The last line names who asked: several may ask for the same.
        let same = |entry: &&mut AdoptedEntry| {
            entry.lines.split_last().map(|l| l.1) == lines.split_last().map(|l| l.1)
        };
        if let Some(entry) = list.iter_mut().find(same) {
            entry.from.push(from);
            entry.numbers.push(known.number);
            return;
        }
        list.push(AdoptedEntry { lines, from: vec![from], numbers: vec![known.number] });
    }

    fn file(self, date: &str) -> Option<Overlay> {
        let mut numbers: Vec<usize> =
            self.changes.iter().chain(&self.drops).flat_map(|e| e.numbers.clone()).collect();
        numbers.sort_unstable();
        if numbers.is_empty() {
            return None;
        }
        let mut text = format!("# 征求意见后采纳的调整，{date} 由 mulu review --adopt 写出。\n");
        for (key, entries) in [("修改", &self.changes), ("不采用", &self.drops)] {
            if !entries.is_empty() {
                let _ = writeln!(text, "{key}:");
            }
            for entry in entries {
                entry.write(&mut text);
            }
        }
        Some(Overlay { text, numbers })
    }
}

impl AdoptedEntry {
    fn write(&self, text: &mut String) {
        for from in &self.from {
            let _ = writeln!(text, "  # 来源：{}", from.replace(['\n', '\r'], " "));
        }
        let mut mark = "-";
        for line in &self.lines {
            let _ = writeln!(text, "  {mark} {line}");
            mark = " ";
        }
    }
}

struct AdoptionWriter<'a> {
    catalogue: &'a Catalogue,
    origins: &'a Origins,
    map: &'a SourceMap,
}

impl AdoptionWriter<'_> {
    /// Says that an opinion has no entry, and why.
    fn not_written(&self, known: &Recorded, why: &str) -> Finding {
        let finding = opinion_not_written::not_written(known.number, why).at(known.location);
        let opinion = &known.opinion;
        let item = name_of(self.catalogue, opinion.code.as_ref());
        Finding { item, field: opinion.field, ..finding }
    }

    /// The lines of the entry for an opinion, or why there is none.
    fn entry(&self, known: &Recorded) -> Result<AdoptedChange, String> {
        let opinion = &known.opinion;
        let item = opinion.code.as_ref().and_then(|code| {
            self.catalogue.items().map(|(_, item)| item).find(|item| item.code == *code)
        });
        match (opinion.answer, item) {
            (Answer::Add, _) => {
                Err("新增事项要写全各栏，请在调整表的“新增”里写，再在“写入”里记下".to_owned())
            }
            (Answer::NotOurs, _) => {
                Err("由哪个单位负责，请改 mulu.yaml 的“牵头单位”或“责任单位”，再重新征求意见"
                    .to_owned())
            }
            (Answer::Agree, _) => Err("同意，不用改".to_owned()),
            (Answer::Delete, None) => self.dropped_already(known),
            (_, None) => Err("现在的目录里没有这个事项".to_owned()),
            (Answer::Change, Some(item)) => self.change(known, item),
            (Answer::Delete, Some(item)) => {
                Ok(AdoptedChange::Entry(AdoptedPart::Drop, self.drop(known, item)?))
            }
        }
    }

    fn change(&self, known: &Recorded, item: &Item) -> Result<AdoptedChange, String> {
        let field = known.opinion.field.ok_or("没有写改哪一栏")?;
        let text = known.effective_text();
        if text.trim().is_empty() {
            return Err(match known.decision {
                Adoption::Partly => "部分采纳的，要在“采纳后内容”里写这一栏最后怎样写".to_owned(),
                _ => "没有写修改后的内容".to_owned(),
            });
        }
        let place = self.catalogue.profile.location;
        let value = value::yaml(field, text, place)
            .ok_or_else(|| format!("“{}”看不出是怎样的{field}", text.trim()))?;
        if let Some(own) = self.own_place(item, field) {
            let listed = self.in_book(own, field, &value);
            let text = listed.as_deref().unwrap_or(text);
            let texts = in_place::write(self.map, (own, field), known.number, text, &why(known))?;
            return Ok(AdoptedChange::InPlace(texts));
        }
        self.free(item, field)?;
        let lines = vec![
            self.code(&item.code, &item.title()),
            format!("{}: {value}", value::key(field)),
            format!("理由: {}", quoted(&why(known))),
        ];
        Ok(AdoptedChange::Entry(AdoptedPart::Change, lines))
    }

    /// The value as a cell of 目录.xlsx has it, where the place is one: an element a line.
    fn in_book(&self, place: Location, field: Field, value: &str) -> Option<String> {
        let path = self.map.file(place.file).path.as_ref()?;
        if path.file_name().is_none_or(|name| name != BOOK_FILE) {
            return None;
        }
        let key = value::key(field);
        let tree = yaml::parse(&format!("{key}: {value}")).ok()?;
        cell_text(key, &normal(tree.get(key)?))
    }

    /// Where the body says the field itself, be it the same as the layer above or not.
    fn own_place(&self, item: &Item, field: Field) -> Option<Location> {
        let own = self.origins.is_own(item, field, self.catalogue.own_layer());
        own.or_else(|| match self.origins.in_table(item, field) {
            TableWord::At(place) => Some(place),
            TableWord::Silent | TableWord::NotListed => None,
        })
    }

    fn drop(&self, known: &Recorded, item: &Item) -> Result<Vec<String>, String> {
        if item.origin.layer == self.catalogue.own_layer() {
            let place = self.map.describe(item.origin.location);
            return Err(format!("这个事项是本级自己增加的，请在 {place} 里删去"));
        }
        if let (Some(row), true) = (item.listed, self.is_tabled(item)) {
            let place = self.map.describe(row);
            return Err(format!(
                "{place} 那一行列着这个事项。请在整张表里删去这一行，再采纳一次：不采用和理由会写进调整"
            ));
        }
        for field in Field::ALL {
            self.free(item, field)?;
        }
        self.drop_lines(known, self.code(&item.code, &item.title()))
    }

    fn is_tabled(&self, item: &Item) -> bool {
        self.origins.in_table(item, Field::Names) != TableWord::NotListed
    }

    /// The entry for an item that the body's whole table does not list any more.
    fn dropped_already(&self, known: &Recorded) -> Result<AdoptedChange, String> {
        let mut entries = self.catalogue.ledger.items.iter();
        let left = entries.find(|entry| {
            matches!(entry.decision, Decision::Unaccounted(_))
                && Some(&entry.code) == known.opinion.code.as_ref()
        });
        let left = left.ok_or("现在的目录里没有这个事项")?;
        let lines = self.drop_lines(known, self.code(&left.code, &left.names.join("/")))?;
        Ok(AdoptedChange::Entry(AdoptedPart::Drop, lines))
    }

    fn drop_lines(&self, known: &Recorded, code: String) -> Result<Vec<String>, String> {
        let reason = known.opinion.reason.ok_or_else(|| {
            format!("删除要有理由，在“删除理由”里写：{}", DropReason::LABELS.join("、"))
        })?;
        let mut lines = vec![code, format!("理由: {}", reason.label())];
        match reason {
            DropReason::Exempt => {
                lines.push(format!("条款: {}", quoted(&known.opinion.basis)));
            }
            DropReason::Merged => {
                let code =
                    code_in(&[&known.opinion.text, &known.opinion.note, &known.opinion.basis]);
                let code = code.ok_or("已并入其他事项的，要写并入哪个事项的编码")?;
                lines.push(format!("并入: {}", quoted(&code)));
            }
            _ => {}
        }
        lines.push(format!("说明: {}", quoted(&why(known))));
        Ok(lines)
    }

    fn code(&self, code: &Code, title: &str) -> String {
        format!("编码: {}  # {}", quoted(code.as_str()), title.replace('\n', " "))
    }

    /// An adjustment must not contradict what the same layer says elsewhere.
    fn free(&self, item: &Item, field: Field) -> Result<(), String> {
        let own = self.catalogue.own_layer();
        let taken = self.origins.is_own(item, field, own);
        // A whole table without a column for the field leaves it to adjustments.
        let listed =
            item.listed.filter(|_| self.origins.in_table(item, field) != TableWord::Silent);
        let taken: Option<Location> = taken.or(listed);
        match taken {
            Some(place) => Err(format!(
                "{} 已经写了这个事项的“{field}”，同一层不能写两遍。请直接改那里，再在“写入”里记下改在哪里",
                self.map.describe(place)
            )),
            None => Ok(()),
        }
    }
}

/// Why it changes: who asked, with what basis, and what was decided.
fn why(known: &Recorded) -> String {
    let opinion = &known.opinion;
    let mut text = format!("采纳{}的意见", opinion.unit);
    for (label, part) in
        [("依据", &opinion.basis), ("说明", &opinion.note), ("采纳理由", &known.why)]
    {
        if !part.is_empty() {
            let _ = write!(text, "；{label}：{}", part.replace('\n', " "));
        }
    }
    text
}

/// The first code in some texts.
fn code_in(texts: &[&str]) -> Option<String> {
    let words = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')));
    words.filter_map(crate::model::Code::parse).map(|code| code.to_string()).next()
}
