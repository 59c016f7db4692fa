//! 核实: which fields of a guideline nobody has compared with the original yet, what may stand there, and
//! what came back.
//!
//! How the form looks is the business of [`crate::export`]; nothing here touches the disk.

mod read;
mod write;

pub use read::{Returned, read};
pub use write::{merge, to_yaml};

use crate::model::{Domain, Evidence, Field, Item, LayerId};

/// The heading of each column, on which the reader relies.
pub mod words {
    /// 编码.
    pub const CODE: &str = "编码";
    /// 事项.
    pub const ITEM: &str = "事项";
    /// 栏目.
    pub const FIELD: &str = "栏目";
    /// What is to be compared.
    pub const COMPARED: &str = "要核对的内容";
    /// How it is known.
    pub const KNOWN: &str = "怎样知道的";
    /// 结果.
    pub const VERDICT: &str = "结果";
    /// 原件文字.
    pub const ORIGINAL: &str = "原件文字";
    /// 原件和页码.
    pub const PAPER: &str = "原件和页码";
    /// 核实人.
    pub const PERSON: &str = "核实人";
    /// 日期.
    pub const DATE: &str = "日期";
}

/// A field that is to be compared with the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question<'a> {
    /// The item.
    pub item: &'a Item,
    /// The field.
    pub field: Field,
    /// What stands there, or what may stand there; empty where nothing is known.
    pub text: String,
    /// How that is known.
    pub known: String,
}

/// The fields of a domain that are 待核 or empty, in order.
pub fn questions(domain: &Domain) -> Vec<Question<'_>> {
    let items = domain.items.iter().filter(|item| item.origin.layer == LayerId::NATIONAL);
    let asked = items.flat_map(|item| {
        let fields = Field::ALL.into_iter();
        fields.filter(|field| is_open(item, *field)).map(move |field| (item, field))
    });
    asked.map(|(item, field)| question(domain, item, field)).collect()
}

fn is_open(item: &Item, field: Field) -> bool {
    let blank = item.fields.lacks(field) && item.needs(field);
    item.unverified.contains(field) || blank
}

fn question<'a>(domain: &'a Domain, item: &'a Item, field: Field) -> Question<'a> {
    if let Some(text) = item.fields.guideline(field) {
        let known = item.known(field).unwrap_or(Evidence::Unseen);
        return Question { item, field, text, known: known.label().to_owned() };
    }
    let siblings =
        || domain.items.iter().filter(|other| other.names().first() == item.names().first());
    let (text, known) = if let Some(text) = same_in_all(siblings(), field) {
        (text, "空着；推断：同一个一级事项的各行都这样写")
    } else if let Some(text) = same_in_all(domain.items.iter(), field) {
        (text, "空着；推断：本领域见到的各行都这样写")
    } else {
        (String::new(), "空着，未见")
    };
    Question { item, field, text, known: known.to_owned() }
}

/// What all rows say in which the field was seen, if they are two at least and say the same. Names and
/// contents are each item's own.
fn same_in_all<'a>(items: impl Iterator<Item = &'a Item>, field: Field) -> Option<String> {
    if matches!(field, Field::Names | Field::Elements) {
        return None;
    }
    let seen = items.filter(|item| !item.unverified.contains(field));
    let mut texts = seen.filter_map(|item| item.fields.guideline(field));
    let first = texts.next()?;
    let mut others = texts.peekable();
    others.peek()?;
    others.all(|text| text == first).then_some(first)
}
