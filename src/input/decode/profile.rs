//! `mulu.yaml`.

use crate::input::key;
use indexmap::IndexMap;

use super::{Context, item_ref, text, texts};
use crate::input::yaml::{Node, flag};
use crate::model::{
    AdminLevel, Batch, Binding, DropReason, Exception, Field, Filing, NotInvolved, Profile,
    Release, RuleLevel, Settings, Stage, VersionNote,
};
use crate::source::{Located, Location};

/// The profile of one body of government; `None` when name or level is missing.
pub fn profile(context: Context, node: &Node) -> Option<Profile> {
    let name = context.located_text(node, key::NAME)?;
    let level = context.typed(node, key::LEVEL, AdminLevel::from_label)?;
    Some(Profile {
        name,
        folder: String::new(),
        level,
        without_counties: node.text(key::WITHOUT_COUNTIES).and_then(flag).unwrap_or(false),
        release: context.located_text(node, key::RELEASE),
        domains: domains(context, node),
        not_involved: not_involved(context, node),
        bindings: bindings(context, node),
        leads: table(context, node, key::LEADS, |text| Some(text.to_owned())),
        version: context.located_text(node, key::VERSION),
        date: context.date(node, key::DATE),
        office: context.located_text(node, key::OFFICE),
        batches: batches(context, node),
        filing: filing(context, node),
        topics: topics(context, node),
        derive_enforcement: node.text(key::DERIVE).and_then(flag).unwrap_or(true),
        releases: releases(context, node),
        settings: settings(context, node),
        location: Location::whole(context.file),
    })
}

/// The subjects of 专项公开, one text or a list of them.
fn topics(context: Context, node: &Node) -> Option<Located<String>> {
    let place = context.location(node.get(key::TOPICS)?);
    Some(Located::new(node.texts(key::TOPICS).join("、"), place))
}

fn elements<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::elements)
}

/// 领域; 全部 means the same as leaving it out.
fn domains(context: Context, node: &Node) -> Option<Vec<Located<String>>> {
    node.get(key::DOMAINS)?;
    let listed = context.located_texts(node, key::DOMAINS);
    (!listed.iter().any(|domain| domain.value == "全部")).then_some(listed)
}

fn not_involved(context: Context, node: &Node) -> Vec<NotInvolved> {
    elements(node, key::NOT_INVOLVED)
        .iter()
        .filter_map(|entry| {
            Some(NotInvolved {
                domain: context.located_text(entry, key::DOMAINS)?,
                reason: entry.text(key::REASON).and_then(DropReason::from_label),
                note: text(entry, key::NOTE),
            })
        })
        .collect()
}

fn bindings(context: Context, node: &Node) -> Vec<Binding> {
    let Some(table) = node.get(key::BINDINGS) else { return Vec::new() };
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
                bodies: context.located_texts(table, &key.text),
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
    if let Some(deadline) = context.date(node, key::DEADLINES) {
        return vec![Batch { name: None, deadline, goal: Stage::Published, members: Vec::new() }];
    }
    elements(node, key::DEADLINES)
        .iter()
        .filter_map(|entry| {
            Some(Batch {
                name: text(entry, key::BATCH),
                deadline: context.date(entry, key::DATE)?,
                goal: entry
                    .text(key::STAGE)
                    .and_then(Stage::from_label)
                    .unwrap_or(Stage::Published),
                members: texts(entry, key::MEMBERS),
            })
        })
        .collect()
}

fn filing(context: Context, node: &Node) -> Filing {
    let sent = |key: &str| node.get(key::FILING).and_then(|sent| text(sent, key));
    let versions = elements(node, key::VERSIONS).iter().map(|entry| VersionNote {
        version: text(entry, key::VERSION).unwrap_or_default(),
        date: context.date(entry, key::DATE).map(|date| date.value),
        text: text(entry, key::CONTENT),
        basis: text(entry, key::BECAUSE),
    });
    Filing {
        recipient: sent(key::RECIPIENT),
        website: sent(key::WEBSITE),
        contact: sent(key::CONTACT),
        phone: sent(key::PHONE),
        approved_first: sent(key::APPROVED_FIRST),
        next_review: context.date(node, key::NEXT_REVIEW),
        versions: versions.collect(),
    }
}

fn releases(context: Context, node: &Node) -> Vec<Release> {
    let entries = elements(node, key::LET_PASS).iter();
    let release = |entry: &Node| {
        Some(Release {
            domains: context.located_texts(entry, key::DOMAINS),
            reason: text(entry, key::REASON)?,
            approved_by: text(entry, key::APPROVED_BY)?,
        })
    };
    entries.filter_map(release).collect()
}

fn settings(context: Context, node: &Node) -> Settings {
    let exceptions = elements(node, key::EXCEPTIONS).iter().filter_map(|entry| {
        let item = context.located_text(entry, key::NAMES);
        let exception = Exception {
            rule: context.located_text(entry, key::RULES)?,
            item: item.map(|item| item_ref(&item.value, None, item.location)),
            field: entry.text(key::FIELD).and_then(Field::from_heading),
            reason: text(entry, key::REASON).unwrap_or_default(),
            approved_by: text(entry, key::APPROVED_BY),
            until: context.date(entry, key::UNTIL),
            location: context.location(entry),
        };
        // One that says for what or until when, but in a way that is no answer, must not cover more.
        let narrowed = [
            (exception.item.is_some(), key::NAMES),
            (exception.field.is_some(), key::FIELD),
            (exception.until.is_some(), key::UNTIL),
        ];
        let understood = narrowed.iter().all(|(read, key)| *read || entry.get(key).is_none());
        understood.then_some(exception)
    });
    let rules = table(context, node, key::RULES, RuleLevel::from_word);
    Settings { rules, exceptions: exceptions.collect() }
}
