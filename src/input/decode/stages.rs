//! 记录.yaml and 计划.yaml.

use super::{Context, item_ref, text, texts};
use crate::input::key;
use crate::input::yaml::Node;
use crate::model::{PlannedTask, Stage, StageRecord};

fn elements<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::elements)
}

/// The records of a body, as written; those without stage or date are left out.
pub fn records(context: Context, node: &Node) -> Vec<StageRecord> {
    elements(node, key::RECORDS)
        .iter()
        .filter_map(|entry| {
            Some(StageRecord {
                domain: context.located_text(entry, key::DOMAINS),
                item: context
                    .located_text(entry, key::NAMES)
                    .map(|item| item_ref(&item.value, None, item.location)),
                stage: Stage::from_label(entry.text(key::STAGE)?)?,
                date: context.date(entry, key::DATE)?,
                version: text(entry, key::VERSION),
                handler: text(entry, key::HANDLER),
                note: text(entry, key::NOTE),
                location: context.location(entry),
            })
        })
        .collect()
}

/// The tasks of a plan.
pub fn tasks(context: Context, node: &Node) -> Vec<PlannedTask> {
    elements(node, key::TASKS)
        .iter()
        .filter_map(|entry| {
            Some(PlannedTask {
                name: context.located_text(entry, key::TASK)?,
                source: text(entry, key::SOURCE),
                bodies: texts(entry, key::BINDINGS),
                limit: context.located_text(entry, key::LIMIT_OF_TASK),
                state: text(entry, key::STATE),
                done: context.date(entry, key::DONE),
                remark: text(entry, key::REMARK),
                location: context.location(entry),
            })
        })
        .collect()
}
