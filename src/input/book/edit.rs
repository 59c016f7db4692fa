//! The workbook made to say one thing more: which cells that takes, and whether it says that and nothing
//! else afterwards. Writes nothing.

use std::collections::BTreeMap;

use super::table::BookTable;
use super::{BookPart, Trees, cell_text, is_same, normal};
use crate::input::yaml::{Key, Node, Value};
use crate::source::{CellRef, FileId, Span, Workbook};

/// One thing that the workbook is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// A fact of 基本信息: what stands under 内容 beside this 项目.
    Fact(&'static str, String),
    /// One more row of a sheet: headings and texts.
    Row(BookPart, Vec<(&'static str, String)>),
}

impl Addition {
    /// The sheet that it stands on.
    pub fn part(&self) -> BookPart {
        match self {
            Self::Fact(..) => BookPart::Basics,
            Self::Row(part, _) => *part,
        }
    }
}

/// A cell and its new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewText {
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// The text.
    pub text: String,
}

/// The cells to be written, in the order of the additions; `None` where a sheet or a column for one of
/// them is missing.
pub fn edits(file: FileId, workbook: &Workbook, additions: &[Addition]) -> Option<Vec<NewText>> {
    let mut next: BTreeMap<&str, u32> = BTreeMap::new();
    let mut edits = Vec::new();
    for addition in additions {
        let table = find(file, workbook, addition.part())?;
        let sheet = addition.part().name();
        let free = next.get(sheet).copied().unwrap_or_else(|| table.free_row());
        let mut write = |row: u32, heading: &str, text: &str| {
            let (sheet, text) = (table.sheet_name().to_owned(), text.to_owned());
            edits.push(NewText { sheet, cell: table.at(row, heading)?, text });
            Some(())
        };
        match addition {
            Addition::Fact(key, value) => {
                let row = table.prepared("项目", key);
                if row.is_none() {
                    write(free, "项目", key)?;
                    next.insert(sheet, free + 1);
                }
                write(row.unwrap_or(free), "内容", value)?;
            }
            Addition::Row(_, cells) => {
                cells.iter().try_for_each(|(heading, text)| write(free, heading, text))?;
                next.insert(sheet, free + 1);
            }
        }
    }
    Some(edits)
}

/// The table of a part. Faults of its head are told where the workbook is read.
fn find(file: FileId, workbook: &Workbook, part: BookPart) -> Option<BookTable<'_>> {
    let mut sheets = (0u16..).zip(&workbook.sheets);
    let of_part = |sheet: &str| BookPart::of_sheet(sheet) == Some(part);
    let (index, sheet) = sheets.find(|(_, sheet)| !sheet.hidden && of_part(&sheet.name))?;
    BookTable::find(file, index, sheet, part, &mut Vec::new())
}

/// Whether the trees after the additions say these, and otherwise what they said before.
pub fn says(before: &Trees, after: &Trees, additions: &[Addition]) -> bool {
    let trees = [
        (&before.profile, &after.profile),
        (&before.adjustments, &after.adjustments),
        (&before.records, &after.records),
    ];
    let mut meant = 0;
    let same = trees.into_iter().all(|(before, after)| {
        let keys = before.entries().iter().chain(after.entries()).map(|(key, _)| key.text.as_ref());
        keys.collect::<std::collections::BTreeSet<&str>>().into_iter().all(|key| {
            let new: Vec<&Addition> = additions.iter().filter(|new| tree_key(new) == key).collect();
            meant += new.len();
            grown(before.get(key), after.get(key), &new)
        })
    });
    same && meant == additions.len()
}

/// Whether a tree says what it said before but in these cells.
pub fn differs_only_in(cells: &[Span], before: &Node, after: &Node) -> bool {
    if cells.contains(&before.span) && !matches!(before.value, Value::Mapping(_)) {
        return true;
    }
    let same = |one: &Node, other: &Node| differs_only_in(cells, one, other);
    match (&before.value, &after.value) {
        (Value::Mapping(one), Value::Mapping(other)) => {
            let pair = |((key, one), (name, other)): (&(Key, Node), &(Key, Node))| {
                key.text == name.text && same(one, other)
            };
            one.len() == other.len() && one.iter().zip(other).all(pair)
        }
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        _ => is_same(&normal(before), &normal(after)),
    }
}

/// The key under which an addition is found in its tree.
fn tree_key(addition: &Addition) -> &str {
    match addition {
        Addition::Fact(key, _) => key,
        Addition::Row(part, cells) => part.key().unwrap_or_else(|| text_of(cells, "处理")),
    }
}

fn text_of<'a>(cells: &'a [(&'static str, String)], heading: &str) -> &'a str {
    cells.iter().find(|(known, _)| *known == heading).map_or("", |(_, text)| text)
}

/// Whether one entry says what is new and otherwise what it said before.
fn grown(before: Option<&Node>, after: Option<&Node>, new: &[&Addition]) -> bool {
    let same = |a: &Node, b: &Node| is_same(&normal(a), &normal(b));
    match (after, new) {
        (None, _) => before.is_none() && new.is_empty(),
        (Some(after), []) => before.is_some_and(|before| same(before, after)),
        (Some(after), [Addition::Fact(_, value)]) => after.scalar() == Some(value),
        (Some(Node { value: Value::Mapping(after), .. }), new) => {
            let old = before.map_or(&[][..], Node::entries);
            let (kept, added) = after.split_at(old.len().min(after.len()));
            let pair = |((key, one), (name, other)): (&(Key, Node), &(Key, Node))| {
                key.text == name.text && same(one, other)
            };
            kept.len() == old.len()
                && kept.iter().zip(old).all(pair)
                && added.len() == new.len()
                && added.iter().zip(new).all(|(entry, addition)| is_binding(entry, addition))
        }
        (Some(after), new) => {
            let old = before.map_or(&[][..], Node::elements);
            let (kept, added) = after.elements().split_at(old.len().min(after.elements().len()));
            kept.len() == old.len()
                && kept.iter().zip(old).all(|(a, b)| same(a, b))
                && added.len() == new.len()
                && added.iter().zip(new).all(|(node, addition)| is_row(node, addition))
        }
    }
}

/// Whether an entry says what a row of 责任单位 says: the role, with its domain, and the bodies.
fn is_binding((key, node): &(Key, Node), addition: &Addition) -> bool {
    let Addition::Row(BookPart::Bodies, cells) = addition else { return false };
    let (domain, role) = (text_of(cells, "领域"), text_of(cells, "角色"));
    let name = if domain.is_empty() { role.to_owned() } else { format!("{domain}/{role}") };
    let bodies = cell_text("责任单位", &normal(node));
    key.text == name && bodies.as_deref() == Some(text_of(cells, "责任单位"))
}

/// Whether a record holds the texts of a row and no others. 处理 is not in it: it is its list's name.
fn is_row(node: &Node, addition: &Addition) -> bool {
    let Addition::Row(part, cells) = addition else { return false };
    let adjusts = *part == BookPart::Adjustments;
    let meant =
        cells.iter().filter(|(heading, text)| !(text.is_empty() || adjusts && *heading == "处理"));
    let meant: Vec<_> = meant.collect();
    let holds = |heading: &str, text: &str| {
        let node = node.get(heading).map(normal);
        node.and_then(|node| cell_text(heading, &node)).as_deref() == Some(text)
    };
    node.entries().len() == meant.len() && meant.iter().all(|(heading, text)| holds(heading, text))
}
