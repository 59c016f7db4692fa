//! Entries of one's own over the built-in ones.
//!
//! A nearer entry is laid over a farther one key by key: what it says holds, what it does not say stays,
//! and lists are united. So no entry can take anything away without a word, and a county that adds a
//! version to a law keeps its short forms. Knows the keys of entries and nothing of their meaning.

use crate::input::data::{DataEntry, DataKind};
use crate::input::yaml::{Key, Node, Value};
use crate::model::fold;

/// By which keys the elements of lists inside an entry are told apart: by the first that both have.
const TELLING: [&str; 5] = ["名称", "文号", "部门", "公布", "施行"];
/// Lists that say all there is: those of a calendar year are its notice.
const WHOLE: [&str; 2] = ["放假", "上班"];

/// A tree of lists with these entries laid over it, in their order.
pub(super) fn laid_over<'a>(tree: Node, entries: impl Iterator<Item = &'a DataEntry>) -> Node {
    let Node { span, value } = tree;
    let mut lists = match value {
        Value::Mapping(lists) => lists,
        _ => Vec::new(),
    };
    for entry in entries {
        let key = entry.kind.list();
        let known = lists.iter_mut().find(|(known, _)| known.text == key);
        match known {
            Some((_, list)) => add(list, entry),
            None => {
                let mut list = Node { span, value: Value::Sequence(Vec::new()) };
                add(&mut list, entry);
                lists.push((Key { span, text: key.into() }, list));
            }
        }
    }
    Node { span, value: Value::Mapping(lists) }
}

/// What tells entries of a kind apart, however their names are written.
pub(super) fn key_of(kind: DataKind, name: &str) -> String {
    match kind {
        DataKind::Instrument => super::instruments::name_key(name),
        _ => fold::compact(name),
    }
}

fn add(list: &mut Node, entry: &DataEntry) {
    let Value::Sequence(elements) = &mut list.value else { return };
    let wanted = key_of(entry.kind, entry.name());
    let is_it = |node: &&mut Node| {
        let name = node.text(entry.kind.key());
        name.is_some_and(|name| key_of(entry.kind, name) == wanted)
    };
    match elements.iter_mut().find(is_it) {
        Some(known) => lay(known, &entry.node),
        None => elements.push(entry.node.clone()),
    }
}

/// Lays a mapping over another.
fn lay(known: &mut Node, over: &Node) {
    let Value::Mapping(entries) = &mut known.value else { return };
    for (key, value) in over.entries().iter().filter(|(_, value)| value.value != Value::Null) {
        match entries.iter_mut().find(|(known, _)| known.text == key.text) {
            Some((_, old)) => unite(&key.text, old, value),
            None => entries.push((key.clone(), value.clone())),
        }
    }
}

fn unite(key: &str, old: &mut Node, new: &Node) {
    match (&mut old.value, &new.value) {
        (Value::Mapping(_), Value::Mapping(_)) => lay(old, new),
        (Value::Sequence(known), Value::Sequence(added)) if !WHOLE.contains(&key) => {
            for element in added {
                match known.iter_mut().find(|known| is_same(known, element)) {
                    Some(known) => lay(known, element),
                    None => known.push(element.clone()),
                }
            }
        }
        _ => old.value = new.value.clone(),
    }
}

fn is_same(one: &Node, other: &Node) -> bool {
    if let (Some(one), Some(other)) = (one.scalar(), other.scalar()) {
        return one == other;
    }
    let told = TELLING.iter().find_map(|key| Some((one.text(key)?, other.text(key)?)));
    told.is_some_and(|(one, other)| fold::compact(one) == fold::compact(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::data::DataSource;
    use crate::input::yaml::parse;
    use crate::source::{Location, SourceMap};

    fn entry(kind: DataKind, text: &str) -> DataEntry {
        let file = SourceMap::new().add_text("登记/甲.yaml", None, "");
        let source = DataSource {
            layer: "甲县".to_owned(),
            file: "登记/甲.yaml".to_owned(),
            location: Location::whole(file),
        };
        DataEntry { kind, node: parse(text).expect("YAML"), source }
    }

    #[test]
    fn nothing_is_taken_away() {
        let tree = parse(
            "法规: [{名称: 中华人民共和国甲法, 简称: [甲法], 状态: 现行有效, 版本: [{文号: 主席令第1号}]}]",
        );
        let own = entry(
            DataKind::Instrument,
            "{名称: 《甲法》, 简称: [甲], 状态: 已修改, 版本: [{文号: 主席令第2号}]}",
        );
        let laid = laid_over(tree.expect("YAML"), [&own].into_iter());
        let laws = laid.get("法规").map_or(&[][..], Node::elements);
        assert_eq!(laws.len(), 1);
        assert_eq!(laws[0].text("状态"), Some("已修改"));
        assert_eq!(laws[0].texts("简称"), ["甲法", "甲"]);
        assert_eq!(laws[0].get("版本").map_or(0, |v| v.elements().len()), 2);
    }

    #[test]
    fn a_year_is_replaced_as_a_whole() {
        let tree = parse("年历: [{年: 2026, 文号: 甲, 上班: [2026-01-04]}]").expect("YAML");
        let own = entry(DataKind::Year, "{年: 2026, 上班: [2026-02-14]}");
        let other = entry(DataKind::Year, "{年: 2027, 上班: []}");
        let laid = laid_over(tree, [&own, &other].into_iter());
        let years = laid.get("年历").map_or(&[][..], Node::elements);
        assert_eq!(years.len(), 2);
        assert_eq!(years[0].texts("上班"), ["2026-02-14"]);
        assert_eq!(years[0].text("文号"), Some("甲"));
    }
}
