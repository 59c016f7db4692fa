//! 指引/核实/…yaml.

use super::{Context, text};
use crate::input::key;
use crate::input::yaml::Node;
use crate::model::{Code, Confirmation, Field, Verdict};

/// What was found in the original, field by field. An entry that lacks what the shape asks for is left
/// out.
pub fn confirmations(context: Context, node: &Node) -> Vec<Confirmation> {
    let entries = node.get(key::EVIDENCE).map_or(&[][..], Node::elements);
    entries.iter().filter_map(|entry| confirmation(context, entry)).collect()
}

fn confirmation(context: Context, entry: &Node) -> Option<Confirmation> {
    Some(Confirmation {
        code: Code::parse(entry.text(key::CODE)?)?,
        item: text(entry, key::NAMES),
        field: Field::from_heading(entry.text(key::COLUMN)?)?,
        verdict: Verdict::from_label(entry.text(key::VERDICT)?)?,
        compared: text(entry, key::CONTENT),
        original: text(entry, key::ORIGINAL),
        paper: text(entry, key::PAPER)?,
        person: text(entry, key::PERSON)?,
        date: context.date(entry, key::DATE)?.value,
        location: context.location(entry),
    })
}
