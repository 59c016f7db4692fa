//! Which kinds of files there are, and which kind a file is.

use super::form_shapes::{APPROVALS, CONFIRMATIONS, LOOKS, OPINIONS, SECRECY};
use super::head_shapes::HEADS;
use super::register_shapes::{
    BODIES, CALENDAR, CHANNELS, DOMAIN_NAMES, INSTRUMENTS, PLACES, TERMS, VOCABULARY,
};
use super::shapes::{ADJUSTMENTS, CATALOGUE, DOMAIN, DUTIES, REPOSITORY};
use super::site_shapes::COLUMNS;
use super::stage_shapes::{PLAN, RECORDS};
use crate::input::key;
use crate::input::yaml::{Kind, Node, Shape, schema};

use Kind::Record;

/// Every file kind with its schema's file name and title.
pub static FILE_KINDS: &[(&str, &str, Kind)] = &[
    ("mulu", "mulu.yaml：本级设置", Record(&REPOSITORY)),
    ("domain", "领域：标准指引或整表", Record(&DOMAIN)),
    ("catalogue", "标准目录：catalogue.json", Record(&CATALOGUE)),
    ("adjustments", "调整", Record(&ADJUSTMENTS)),
    ("duties", "职责清单", Record(&DUTIES)),
    ("opinions", "意见采纳", Record(&OPINIONS)),
    ("confirmations", "指引/核实：对照原件核实的结果", Record(&CONFIRMATIONS)),
    ("records", "记录.yaml：进度记录", Record(&RECORDS)),
    ("plan", "计划.yaml：重点任务", Record(&PLAN)),
    ("columns", "栏目.yaml：网站的栏目公布什么", Record(&COLUMNS)),
    ("secrecy", "保密审查", Record(&SECRECY)),
    ("heads", "各栏.yaml：表格每一栏是什么", Record(&HEADS)),
    ("approvals", "审核意见", Record(&APPROVALS)),
    ("looks", "不公开评估", Record(&LOOKS)),
    ("instruments", "登记：法规", Record(&INSTRUMENTS)),
    ("bodies", "登记：公开主体", Record(&BODIES)),
    ("channels", "登记：公开渠道和载体", Record(&CHANNELS)),
    ("domains", "登记：领域常用名", Record(&DOMAIN_NAMES)),
    ("terms", "登记：用语", Record(&TERMS)),
    ("places", "登记：地名", Record(&PLACES)),
    ("vocabulary", "登记：词表", Record(&VOCABULARY)),
    ("calendar", "登记：工作日年历", Record(&CALENDAR)),
];

/// The JSON Schema of a file kind. Its `$id` is a name and no address: nothing has to be fetched, and it
/// stays the same wherever the file lies.
pub fn schema_of_kind(name: &str) -> Option<serde_json::Value> {
    let (name, title, kind) = FILE_KINDS.iter().find(|(known, ..)| *known == name)?;
    Some(schema(&format!("urn:mulu:schema:{name}"), title, kind))
}

/// Keys that only one kind of file has at its top, in the order in which they decide.
static TELLING: &[(&str, &Shape)] = &[
    (key::ROWS, &DOMAIN),
    (key::MODIFY, &ADJUSTMENTS),
    (key::DROP, &ADJUSTMENTS),
    (key::ADD, &ADJUSTMENTS),
    ("权责清单", &DUTIES),
    ("公共服务事项清单", &DUTIES),
    (key::TOWN_DUTIES, &DUTIES),
    ("反馈", &OPINIONS),
    ("意见", &OPINIONS),
    (key::EVIDENCE, &CONFIRMATIONS),
    (key::RECORDS, &RECORDS),
    (key::TASKS, &PLAN),
    ("审查内容", &SECRECY),
    (key::COLUMN, &COLUMNS),
    ("表头", &HEADS),
    ("审核意见", &APPROVALS),
    ("评估", &LOOKS),
    ("法规", &INSTRUMENTS),
    ("部门", &BODIES),
    ("角色", &BODIES),
    ("更名", &BODIES),
    ("地名", &PLACES),
    ("渠道", &CHANNELS),
    ("用语", &TERMS),
    ("易错", &TERMS),
    ("词表", &VOCABULARY),
    ("年历", &CALENDAR),
];

/// The shape of a file, told by its keys: by one that only one kind has, or else by the most that fit.
/// `None` when no key fits any kind.
pub fn shape_of(node: &Node) -> Option<&'static Shape> {
    let told = TELLING.iter().find(|(key, _)| node.entry(key).is_some()).map(|(_, shape)| *shape);
    told.or_else(|| {
        let domains = node.get(key::DOMAINS).map_or(&[][..], Node::elements);
        if domains.iter().any(|domain| domain.entry("常用名").is_some()) {
            return Some(&DOMAIN_NAMES);
        }
        let of_mappings = domains.iter().any(|domain| !domain.entries().is_empty());
        if of_mappings { Some(&CATALOGUE) } else { most_alike(node) }
    })
}

/// The shape that has the most of the keys.
fn most_alike(node: &Node) -> Option<&'static Shape> {
    let shapes = [&DUTIES, &ADJUSTMENTS, &DOMAIN, &REPOSITORY];
    let known = |shape: &Shape| {
        let has = |key: &str| shape.fields.iter().any(|field| field.key == key);
        node.entries().iter().filter(|(key, _)| has(&key.text)).count()
    };
    let best = shapes.into_iter().max_by_key(|shape| known(shape))?;
    (known(best) > 0).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::yaml::parse;

    #[test]
    fn files_are_told_by_their_keys() {
        for (text, name) in [
            ("名称: 某县\n层级: 县级\n领域: [社会救助]\n", Some("mulu.yaml")),
            ("名称: 社会救助\n目录: []\n", Some("领域")),
            ("名称: 某县\n领域: [{名称: 社会救助, 目录: []}]\n", Some("标准目录")),
            ("领域: 社会救助\n新增: []\n", Some("调整")),
            ("权责清单: []\n", Some("职责清单")),
            ("记录: []\n", Some("记录")),
            ("重点任务: []\n", Some("计划")),
            ("表头: []\n", Some("各栏")),
            ("栏目: []\n", Some("栏目")),
            ("法规: []\n", Some("法规登记")),
            ("年历: []\n", Some("工作日年历")),
            ("别的: 甲\n", None),
        ] {
            let node = parse(text).expect("YAML");
            assert_eq!(shape_of(&node).map(|shape| shape.name), name, "{text}");
        }
    }
}
