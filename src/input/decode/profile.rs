//! `mulu.yaml`.

use indexmap::IndexMap;

use super::{Context, item_ref, text, texts};
use crate::input::yaml::{Node, flag};
use crate::model::{
    AdminLevel, Batch, Binding, DropReason, Exception, Field, Filing, NotInvolved, Profile,
    RuleLevel, Settings, Stage, VersionNote,
};
use crate::source::{Located, Location};

/// The profile of one body of government; `None` when name or level is missing.
pub fn profile(context: Context, node: &Node) -> Option<Profile> {
    let name = context.located_text(node, "名称")?;
    let level = context.typed(node, "层级", AdminLevel::from_label)?;
    Some(Profile {
        name,
        folder: String::new(),
        level,
        without_counties: node.text("不设区县").and_then(flag).unwrap_or(false),
        release: context.located_text(node, "继承"),
        domains: domains(context, node),
        not_involved: not_involved(context, node),
        bindings: bindings(context, node),
        leads: table(context, node, "牵头单位", |text| Some(text.to_owned())),
        version: context.located_text(node, "版本"),
        date: context.date(node, "日期"),
        office: context.located_text(node, "编制单位"),
        batches: batches(context, node),
        filing: filing(context, node),
        derive_enforcement: node.text("派生执法公示事项").and_then(flag).unwrap_or(true),
        settings: settings(context, node),
        location: Location::whole(context.file),
    })
}

fn elements<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::elements)
}

/// 领域; 全部 means the same as leaving it out.
fn domains(context: Context, node: &Node) -> Option<Vec<Located<String>>> {
    node.get("领域")?;
    let listed = context.located_texts(node, "领域");
    (!listed.iter().any(|domain| domain.value == "全部")).then_some(listed)
}

fn not_involved(context: Context, node: &Node) -> Vec<NotInvolved> {
    elements(node, "不涉及领域")
        .iter()
        .filter_map(|entry| {
            Some(NotInvolved {
                domain: context.located_text(entry, "领域")?,
                reason: entry.text("理由").and_then(DropReason::from_label),
                note: text(entry, "说明"),
            })
        })
        .collect()
}

fn bindings(context: Context, node: &Node) -> Vec<Binding> {
    let Some(table) = node.get("责任单位") else { return Vec::new() };
    table
        .entries()
        .iter()
        .map(|(key, _)| {
            let (domain, role) = match key.text.split_once('/') {
                Some((domain, role)) => (Some(domain.to_owned()), role),
                None => (None, &*key.text),
            };
            let location = Location::span(context.file, key.span);
            Binding {
                role: Located::new(role.to_owned(), location),
                bodies: texts(table, &key.text),
                domain,
            }
        })
        .collect()
}

fn table<T>(
    context: Context,
    node: &Node,
    key: &str,
    read: fn(&str) -> Option<T>,
) -> IndexMap<String, Located<T>> {
    let entries = node.get(key).map_or(&[][..], Node::entries).iter();
    let value = |v: &Node| Some(Located::new(read(v.scalar()?)?, context.location(v)));
    entries.filter_map(|(k, v)| Some((k.text.to_string(), value(v)?))).collect()
}

fn batches(context: Context, node: &Node) -> Vec<Batch> {
    if let Some(deadline) = context.date(node, "期限") {
        return vec![Batch { name: None, deadline, goal: Stage::Published, members: Vec::new() }];
    }
    elements(node, "期限")
        .iter()
        .filter_map(|entry| {
            Some(Batch {
                name: text(entry, "批次"),
                deadline: context.date(entry, "日期")?,
                goal: entry.text("阶段").and_then(Stage::from_label).unwrap_or(Stage::Published),
                members: texts(entry, "成员"),
            })
        })
        .collect()
}

fn filing(context: Context, node: &Node) -> Filing {
    let sent = |key: &str| node.get("报送").and_then(|sent| text(sent, key));
    let versions = elements(node, "变更记录").iter().map(|entry| VersionNote {
        version: text(entry, "版本").unwrap_or_default(),
        date: context.date(entry, "日期").map(|date| date.value),
        text: text(entry, "内容"),
        basis: text(entry, "依据"),
    });
    Filing {
        recipient: sent("报送机关"),
        website: sent("公布栏目"),
        contact: sent("联系人"),
        phone: sent("联系电话"),
        next_review: context.date(node, "下次评估日期"),
        versions: versions.collect(),
    }
}

fn settings(context: Context, node: &Node) -> Settings {
    let exceptions = elements(node, "例外").iter().filter_map(|entry| {
        let item = context.located_text(entry, "事项");
        let exception = Exception {
            rule: context.located_text(entry, "规则")?,
            item: item.map(|item| item_ref(&item.value, None, item.location)),
            field: entry.text("字段").and_then(Field::from_heading),
            reason: text(entry, "理由").unwrap_or_default(),
            approved_by: text(entry, "批准人"),
            until: context.date(entry, "有效期至"),
            location: context.location(entry),
        };
        // One that says for what or until when, but in a way that is no answer, must not cover more.
        let narrowed = [
            (exception.item.is_some(), "事项"),
            (exception.field.is_some(), "字段"),
            (exception.until.is_some(), "有效期至"),
        ];
        let understood = narrowed.iter().all(|(read, key)| *read || entry.get(key).is_none());
        understood.then_some(exception)
    });
    let rules = table(context, node, "规则", RuleLevel::from_word);
    Settings { rules, exceptions: exceptions.collect() }
}
