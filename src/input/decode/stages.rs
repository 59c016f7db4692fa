//! 记录.yaml and 计划.yaml.

use super::{Context, item_ref, text, texts};
use crate::input::yaml::Node;
use crate::model::{PlannedTask, Stage, StageRecord};

fn elements<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::elements)
}

/// The records of a body, as written; those without stage or date are left out.
pub fn records(context: Context, node: &Node) -> Vec<StageRecord> {
    elements(node, "记录")
        .iter()
        .filter_map(|entry| {
            Some(StageRecord {
                domain: context.located_text(entry, "领域"),
                item: context
                    .located_text(entry, "事项")
                    .map(|item| item_ref(&item.value, None, item.location)),
                stage: Stage::from_label(entry.text("阶段")?)?,
                date: context.date(entry, "日期")?,
                version: text(entry, "版本"),
                handler: text(entry, "经办人"),
                note: text(entry, "说明"),
                location: context.location(entry),
            })
        })
        .collect()
}

/// The tasks of a plan.
pub fn tasks(context: Context, node: &Node) -> Vec<PlannedTask> {
    elements(node, "重点任务")
        .iter()
        .filter_map(|entry| {
            Some(PlannedTask {
                name: context.located_text(entry, "任务")?,
                source: text(entry, "来源"),
                bodies: texts(entry, "责任单位"),
                limit: context.located_text(entry, "时限"),
                state: text(entry, "完成情况"),
                done: context.date(entry, "完成日期"),
                remark: text(entry, "备注"),
                location: context.location(entry),
            })
        })
        .collect()
}
