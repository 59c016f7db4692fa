//! Domains: guidelines and whole tables.

use super::{Context, DecodeMemo, item, text, texts};
use crate::input::key;
use crate::input::yaml::Node;
use crate::model::{Domain, DomainFrame, DomainNumber, Guideline, Legend, NewItem, WholeTable};
use crate::source::Located;

/// A guideline's domain with all its items. The memo is for all domains that are read together.
pub fn domain(context: Context, node: &Node, memo: &mut DecodeMemo) -> Option<Domain> {
    let number = number(context, node)?.value;
    let mut domain = frame(context, node)?.numbered(number);
    domain.items = rows(node).filter_map(|row| item::item(context, row, memo)).collect();
    Some(domain)
}

/// The whole tables of a file: one domain, or a catalogue of several.
pub fn tables(context: Context, node: &Node) -> Vec<WholeTable> {
    let mut memo = DecodeMemo::default();
    match node.get(key::DOMAINS) {
        Some(domains) => {
            domains.elements().iter().filter_map(|d| table(context, d, &mut memo)).collect()
        }
        None => table(context, node, &mut memo).into_iter().collect(),
    }
}

fn table(context: Context, node: &Node, memo: &mut DecodeMemo) -> Option<WholeTable> {
    let name = context
        .located_text(node, key::NUMBER)
        .or_else(|| context.located_text(node, key::NAME))?;
    let own = frame(context, node);
    let rows: Vec<NewItem> = rows(node).map(|row| item::new_item(context, row, memo)).collect();
    Some(WholeTable {
        domain: name,
        number: number(context, node),
        own,
        columns: rows.iter().flat_map(|row| row.fields.set().iter()).collect(),
        rows,
        location: context.location(node),
    })
}

fn rows(node: &Node) -> impl Iterator<Item = &Node> {
    node.get(key::ROWS).map_or(&[][..], Node::elements).iter()
}

fn number(context: Context, node: &Node) -> Option<Located<DomainNumber>> {
    context.typed(node, key::NUMBER, DomainNumber::parse)
}

/// What a file says of the domain itself, without its items.
fn frame(context: Context, node: &Node) -> Option<DomainFrame> {
    let name = text(node, key::NAME)?;
    Some(DomainFrame {
        name: name.strip_suffix("领域").unwrap_or(&name).to_owned(),
        aliases: texts(node, key::ALIASES),
        guideline: node.get(key::GUIDELINE).map(|node| guideline(context, node)),
        legend: node.get(key::LEGEND).map(legend),
        lead: context.located_text(node, key::LEADS),
        origin: context.origin(node),
    })
}

fn guideline(context: Context, node: &Node) -> Guideline {
    Guideline {
        title: text(node, key::NAME),
        issuer: text(node, key::ISSUER),
        number: text(node, key::DOCUMENT_NUMBER),
        date: context.date(node, key::DATE).map(|date| date.value),
        status: text(node, key::STATUS),
        successors: node
            .texts(key::SUCCESSORS)
            .into_iter()
            .filter_map(DomainNumber::parse)
            .collect(),
        release: text(node, key::ISSUED_WITH),
        evidence: text(node, key::EVIDENCE),
        note: text(node, key::SIDE_NOTE),
    }
}

fn legend(node: &Node) -> Legend {
    Legend {
        chosen: text(node, key::CHOSEN).unwrap_or_else(|| "■".to_owned()),
        optional: text(node, key::OPTIONAL).unwrap_or_else(|| "□".to_owned()),
        meaning: text(node, key::MEANING).unwrap_or_default(),
    }
}
