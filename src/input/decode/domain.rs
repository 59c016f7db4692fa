//! Domains: guidelines and whole tables.

use super::{Context, Memo, item, text, texts};
use crate::input::yaml::Node;
use crate::model::{Domain, Guideline, Legend, NewItem, WholeTable};
use crate::source::Located;

/// A guideline's domain with all its items. The memo is for all domains that are read together.
pub fn domain(context: Context, node: &Node, memo: &mut Memo) -> Option<Domain> {
    let mut domain = frame(context, node)?;
    domain.items = rows(node).filter_map(|row| item::item(context, row, memo)).collect();
    Some(domain)
}

/// The whole tables of a file: one domain, or a catalogue of several.
pub fn tables(context: Context, node: &Node) -> Vec<WholeTable> {
    let mut memo = Memo::default();
    match node.get("领域") {
        Some(domains) => {
            domains.elements().iter().filter_map(|d| table(context, d, &mut memo)).collect()
        }
        None => table(context, node, &mut memo).into_iter().collect(),
    }
}

fn table(context: Context, node: &Node, memo: &mut Memo) -> Option<WholeTable> {
    let name = context.located_text(node, "编号").or_else(|| context.located_text(node, "名称"))?;
    let rows: Vec<NewItem> = rows(node).map(|row| item::new_item(context, row, memo)).collect();
    Some(WholeTable {
        domain: name,
        own: frame(context, node),
        columns: rows.iter().flat_map(|row| row.fields.set().iter()).collect(),
        rows,
        location: context.location(node),
    })
}

fn rows(node: &Node) -> impl Iterator<Item = &Node> {
    node.get("目录").map_or(&[][..], Node::elements).iter()
}

/// What a file says of the domain itself, without its items.
fn frame(context: Context, node: &Node) -> Option<Domain> {
    let name = text(node, "名称")?;
    Some(Domain {
        number: text(node, "编号").unwrap_or_default(),
        name: name.strip_suffix("领域").unwrap_or(&name).to_owned(),
        aliases: texts(node, "别名"),
        guideline: node.get("指引").map(guideline),
        legend: node.get("渠道说明").map(legend),
        items: Vec::new(),
        lead: node
            .get("牵头单位")
            .and_then(|v| Some(Located::new(v.scalar()?.to_owned(), context.location(v)))),
        origin: context.origin(node),
    })
}

fn guideline(node: &Node) -> Guideline {
    Guideline {
        title: text(node, "名称"),
        issuer: text(node, "发布机关"),
        number: text(node, "文号"),
        date: text(node, "日期"),
        status: text(node, "状态"),
        successors: texts(node, "后继"),
        release: text(node, "发布"),
        evidence: text(node, "核实"),
        note: text(node, "附注"),
    }
}

fn legend(node: &Node) -> Legend {
    Legend {
        chosen: text(node, "选用").unwrap_or_else(|| "■".to_owned()),
        optional: text(node, "可选").unwrap_or_else(|| "□".to_owned()),
        meaning: text(node, "含义").unwrap_or_default(),
    }
}
