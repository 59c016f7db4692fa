//! 封面: what this is, how much there is of it, and where it is signed and sealed.

use super::CatalogueBook;
use crate::export::identity;
use crate::layout::{Align, BoxKind, Column, Form, FormBox, Purpose, Row};
use crate::model::{AdminLevel, Catalogue, Item};

/// Rows of each place for signature and seal, at least.
const SIGNATURE_ROWS: usize = 5;
/// Shares of the columns at the left: label, value, gap.
const LEFT: [f64; 3] = [16.0, 58.0, 4.0];

/// Places for signature and seal: heading, then the lines to fill in.
const SIGNATURES: [(&str, &str); 3] = [
    (
        "编制单位\n（盖章）",
        "经办人（签字）：　　　　　　　负责人（签字）：\n\n联系电话：\n\n　　　　　　　　　　　　　　　　年　　月　　日",
    ),
    (
        "审　核",
        "审核意见：\n\n\n审核人（签字）：　　　　　　　　　　　　　　\n　　　　　　　　　　　　　　　　年　　月　　日",
    ),
    (
        "批　准",
        "批准意见：\n\n\n批准人（签字、盖章）：　　　　　　　　　　　\n　　　　　　　　　　　　　　　　年　　月　　日",
    ),
];

/// The sheet: facts and signatures at the left, counts at the right.
pub(super) fn form(book: &CatalogueBook<'_>) -> Form {
    let counts = CountTable::new(book.catalogue, book.options.for_approval);
    let left = left(facts(book), counts.rows.len());
    let rows = (0..left.len().max(counts.rows.len())).map(|at| {
        let empty = || vec![FormBox::new(2, "", BoxKind::Gap)];
        let mut boxes = left.get(at).cloned().unwrap_or_else(empty);
        boxes.push(FormBox::new(1, "", BoxKind::Gap));
        boxes.extend(counts.boxes(at));
        Row::Boxes(boxes, 0.0)
    });
    let columns = LEFT.into_iter().chain(counts.widths());
    Form {
        purpose: Purpose::Cover,
        left: String::new(),
        columns: columns.map(|share| Column::new("", share, Align::Left)).collect(),
        rows: rows.collect(),
        ..book.sheet(super::COVER, "政务公开事项标准目录")
    }
}

/// The boxes of each row at the left, where the places for signature reach down beside the counts.
fn left(facts: Vec<(&str, String)>, beside: usize) -> Vec<Vec<FormBox>> {
    let each = (beside.saturating_sub(facts.len()) / SIGNATURES.len()).max(SIGNATURE_ROWS);
    let pair = |label: &str, text: &str, kind, rows| {
        let boxes = [FormBox::new(1, label, BoxKind::Label), FormBox::new(1, text, kind)];
        boxes.map(|one| FormBox { rows, ..one }).to_vec()
    };
    let facts = facts.iter().map(|(label, value)| pair(label, value, BoxKind::Text, 1));
    let mut left: Vec<Vec<FormBox>> = facts.collect();
    for (label, place) in SIGNATURES {
        left.push(pair(label, place, BoxKind::Blank, each));
        left.resize(left.len() + each - 1, Vec::new());
    }
    left
}

/// Label and value of each line at the left.
fn facts(book: &CatalogueBook<'_>) -> Vec<(&'static str, String)> {
    let catalogue = book.catalogue;
    let unverified = catalogue.items().filter(|(_, item)| !item.unverified.is_empty()).count();
    let mut facts = vec![
        ("本级名称", catalogue.name().to_owned()),
        ("层　　级", catalogue.level().label().to_owned()),
        ("版　　本", identity::version(catalogue).unwrap_or_default().to_owned()),
        ("日　　期", book.date()),
        ("编制单位", book.office().to_owned()),
        (
            "领域和事项",
            format!("{} 个领域，{} 项", catalogue.domains.len(), catalogue.item_count()),
        ),
    ];
    if unverified > 0 && !book.options.for_approval {
        facts.push(("待　　核", format!("{unverified} 项（见各领域表的“待核”栏）")));
    }
    facts.push(("内容指纹", book.fingerprint.clone()));
    facts
}

/// The table of counts: a row of headings, a row a domain, a row of sums.
struct CountTable {
    levels: Vec<AdminLevel>,
    rows: Vec<Vec<String>>,
    for_approval: bool,
}

impl CountTable {
    fn new(catalogue: &Catalogue, for_approval: bool) -> Self {
        let has = |item: &Item, level| {
            item.fields.levels.as_ref().is_some_and(|levels| levels.value.contains(level))
        };
        let levels: Vec<AdminLevel> = AdminLevel::ALL
            .into_iter()
            .filter(|level| catalogue.items().any(|(_, item)| has(item, *level)))
            .collect();
        let numbers = |items: &[&Item]| -> Vec<String> {
            let of_level = |level: &AdminLevel| items.iter().filter(|i| has(i, *level)).count();
            let unverified = items.iter().filter(|item| !item.unverified.is_empty()).count();
            let counts = std::iter::once(items.len()).chain(levels.iter().map(of_level));
            let last = (!for_approval).then_some(unverified);
            counts.chain(last).map(|count| count.to_string()).collect()
        };
        let texts = |words: [&str; 2]| words.map(str::to_owned).to_vec();
        let mut rows = vec![texts(["编号", "领域"])];
        let headings = std::iter::once("事项数").chain(levels.iter().map(|level| level.label()));
        let last = (!for_approval).then_some("待核");
        rows[0].extend(headings.chain(last).map(str::to_owned));
        for domain in &catalogue.domains {
            let items: Vec<&Item> = domain.items.iter().collect();
            rows.push([texts([domain.number.as_str(), &domain.name]), numbers(&items)].concat());
        }
        let all: Vec<&Item> = catalogue.items().map(|(_, item)| item).collect();
        rows.push([texts(["", "合计"]), numbers(&all)].concat());
        Self { levels, rows, for_approval }
    }

    /// 编号, 领域, 事项数, each level, 待核.
    fn widths(&self) -> impl Iterator<Item = f64> {
        let levels = self.levels.iter().map(|_| 9.0);
        [8.0, 46.0, 10.0].into_iter().chain(levels).chain((!self.for_approval).then_some(9.0))
    }

    /// The boxes of one of its rows: headings and sums stand out.
    fn boxes(&self, at: usize) -> Vec<FormBox> {
        let outer = at == 0 || at + 1 == self.rows.len();
        let kind = |index| match index {
            _ if outer => BoxKind::Label,
            1 => BoxKind::Text,
            _ => BoxKind::Short,
        };
        let texts = self.rows.get(at).into_iter().flatten().enumerate();
        texts.map(|(index, text)| FormBox::new(1, text, kind(index))).collect()
    }
}
