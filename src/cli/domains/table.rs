//! The tables of `mulu domains`, for people.

use super::super::listing::{labelled, row, rule};
use crate::model::{Domain, DomainNumber, Evidence, Field, Item, Knowledge};

/// The columns of the overview: heading and width. The last but one count fields by how they are known.
const OVERVIEW: [(&str, usize); 10] = [
    ("编号", 4),
    ("领域", 20),
    ("文号", 20),
    ("事项", 4),
    ("两处", 4),
    ("一处", 4),
    ("推断", 4),
    ("记忆", 4),
    ("未见", 4),
    ("后继", 10),
];

/// All domains, one a line, with their sums.
pub(super) fn overview(domains: &[Domain], release: &str) -> String {
    let mut out = row(&OVERVIEW);
    out.push_str(&rule());
    for domain in domains {
        out.push_str(&overview_row(domain));
    }
    out.push_str(&rule());
    let known = Knowledge::of(domains);
    let items: usize = domains.iter().map(|domain| domain.items.len()).sum();
    out.push_str(&format!(
        "{release}：{} 个领域，{items} 个事项；其中 {} 个事项有待核的栏目，共 {} 栏\n",
        domains.len(),
        known.unverified_items,
        known.unverified_fields
    ));
    out.push_str(&format!("各栏：{}\n", in_words(&known)));
    out.push_str("用 mulu domains 编号 看一个领域的事项\n");
    out
}

fn overview_row(domain: &Domain) -> String {
    let guideline = domain.guideline.clone().unwrap_or_default();
    let status = guideline.status.filter(|status| status != "现行有效").unwrap_or_default();
    let successors = format!("{status} {}", numbers(&guideline.successors));
    let mut cells = vec![
        domain.number.to_string(),
        domain.name.clone(),
        guideline.number.unwrap_or_else(|| "待核".to_owned()),
        domain.items.len().to_string(),
    ];
    cells.extend(Knowledge::of([domain]).by_evidence().map(|(_, count)| count.to_string()));
    cells.push(successors.trim().to_owned());
    let cells: Vec<(&str, usize)> =
        cells.iter().map(String::as_str).zip(OVERVIEW.map(|(_, width)| width)).collect();
    row(&cells)
}

/// The columns of the table of one domain: what has room beside each other.
const TABLE: [(&str, usize); 6] = [
    ("编码", 6),
    ("事项", 16),
    ("公开内容", 20),
    ("公开依据", 22),
    ("公开时限", 12),
    ("公开主体", 14),
];

/// One domain as a table; what has no room beside stands in a line below each row.
pub(super) fn domain(domain: &Domain) -> String {
    let mut out = heading(domain);
    out.push_str(&rule());
    out.push_str(&row(&TABLE));
    out.push_str(&rule());
    for item in &domain.items {
        out.push_str(&item_row(item));
        out.push_str(&rule());
    }
    out
}

/// How many fields are known in which way, in one line: 两处以上 36，一处 52 ….
fn in_words(known: &Knowledge) -> String {
    let counts = known.by_evidence().map(|(label, count)| format!("{label} {count}"));
    counts.collect::<Vec<_>>().join("，")
}

fn numbers(domains: &[DomainNumber]) -> String {
    domains.iter().map(DomainNumber::as_str).collect::<Vec<_>>().join("、")
}

fn heading(domain: &Domain) -> String {
    let known = Knowledge::of([domain]);
    let guideline = domain.guideline.clone().unwrap_or_default();
    let mut out = format!("{} {}\n", domain.number, domain.name);
    let unknown = || UNKNOWN.to_owned();
    let title = guideline.title.unwrap_or_else(unknown);
    let number = guideline.number.unwrap_or_else(unknown);
    let date = guideline.date.map_or_else(unknown, |date| date.to_string());
    let issuer = guideline.issuer.unwrap_or_else(unknown);
    out.push_str(&labelled("指引：", &format!("{title}；{issuer}，文号 {number}，日期 {date}")));
    let status = guideline.status.unwrap_or_else(unknown);
    let release = guideline.release.unwrap_or_else(unknown);
    let mut state = format!("{status}，{release}");
    if !guideline.successors.is_empty() {
        state.push_str(&format!("，后继领域 {}", numbers(&guideline.successors)));
    }
    out.push_str(&labelled("状态：", &state));
    let counts = format!(
        "{} 个；有待核栏目的 {} 个，共 {} 栏；整行未见的 {} 个",
        domain.items.len(),
        known.unverified_items,
        known.unverified_fields,
        known.unseen
    );
    out.push_str(&labelled("事项：", &counts));
    out.push_str(&labelled("各栏：", &in_words(&known)));
    if let Some(note) = guideline.note {
        out.push_str(&labelled("附注：", &note));
    }
    out
}

/// What stands in a cell that was not seen.
const UNKNOWN: &str = "待核";

fn item_row(item: &Item) -> String {
    let unknown =
        |field: Field| if item.unverified.contains(field) { UNKNOWN } else { "" }.to_owned();
    let cell = |field: Field| item.fields.text(field).unwrap_or_else(|| unknown(field));
    let cells = [
        item.code.to_string(),
        item.names().join("/\n"),
        cell(Field::Elements),
        cell(Field::Basis),
        cell(Field::Limit),
        cell(Field::Bodies),
    ];
    let cells: Vec<(&str, usize)> =
        cells.iter().map(String::as_str).zip(TABLE.map(|(_, width)| width)).collect();
    let mut out = row(&cells);
    out.push_str(&below(item));
    out
}

/// What stands below the row: the narrow columns, and what is not known.
fn below(item: &Item) -> String {
    let mut parts = Vec::new();
    for field in [Field::Channels, Field::Audience, Field::Mode, Field::Levels] {
        let text = item.fields.text(field).unwrap_or_default().replace('\n', "；");
        if !text.is_empty() {
            parts.push(format!("{field}：{text}"));
        }
    }
    parts.extend([Evidence::Inferred, Evidence::Memory, Evidence::Unseen].into_iter().filter_map(
        |evidence| {
            let fields = item.unverified.iter().filter(|f| item.known(*f) == Some(evidence));
            let fields: Vec<&str> = fields.map(Field::heading).collect();
            let label = evidence.label();
            (!fields.is_empty()).then(|| format!("待核（{label}）：{}", fields.join("、")))
        },
    ));
    labelled("        ", &parts.join("　"))
}
