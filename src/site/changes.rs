//! What changed since the last edition: the fields that everybody may see, without reasons.

use maud::{Markup, html};

use super::SiteMember;
use super::domain::lines;
use super::page::Page;
use crate::diff::{Change, ChangeKind, Diff, ItemChange};
use crate::model::Field;

/// What changed, as everybody may see it.
#[derive(Debug)]
pub struct Changes {
    /// 版本 of the last edition.
    since: Option<String>,
    items: Vec<ChangedItem>,
}

#[derive(Debug)]
struct ChangedItem {
    code: String,
    title: String,
    domain: String,
    whole: Option<ChangeKind>,
    fields: Vec<ShownChange>,
}

#[derive(Debug)]
struct ShownChange {
    kind: ChangeKind,
    heading: String,
    old: String,
    new: String,
}

impl Changes {
    pub(super) fn new(diff: &Diff) -> Self {
        let items = diff.items.iter().map(ChangedItem::new).filter(|item| !item.fields.is_empty());
        Self { since: diff.old.version.clone(), items: items.collect() }
    }

    /// Every text that will be seen, with the code of its item.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.items.iter().flat_map(|item| {
            let fields = item.fields.iter().flat_map(|shown| [&shown.old, &shown.new]);
            fields.map(|text| (item.code.as_str(), text.as_str()))
        })
    }
}

impl ChangedItem {
    fn new(item: &ItemChange) -> Self {
        Self {
            code: item.code.as_ref().map(ToString::to_string).unwrap_or_default(),
            title: item.names.join("／"),
            domain: item.domain.clone(),
            whole: item.whole(),
            fields: item
                .changes
                .iter()
                .filter(|change| is_public(change))
                .map(ShownChange::new)
                .collect(),
        }
    }
}

/// Whether a change is in a field that everybody may see, or in the place of an item. Further columns
/// are internal.
fn is_public(change: &Change) -> bool {
    Field::from_heading(&change.heading).is_some() || change.kind == ChangeKind::Moved
}

impl ShownChange {
    fn new(change: &Change) -> Self {
        let Change { kind, heading, old, new, reason: _ } = change;
        Self { kind: *kind, heading: heading.clone(), old: old.clone(), new: new.clone() }
    }
}

pub(super) fn page(member: &SiteMember) -> String {
    let title = format!("{}：和上一版相比的变化", member.catalogue.name);
    let page = Page::of(member, &title);
    let Some(changes) = &member.changes else {
        return page.write(&html! { p { "没有上一版可以比较。" } });
    };
    page.write(&html! {
        p.lead {
            @if let Some(since) = &changes.since { "和 " (since) " 版相比，" }
            @if changes.items.is_empty() { "没有变化。" } @else { "变化 " (changes.items.len()) " 项。" }
        }
        @for item in &changes.items { (changed(member, item)) }
    })
}

fn changed(member: &SiteMember, item: &ChangedItem) -> Markup {
    let domains = member.catalogue.domains.iter();
    let mut found = domains.flat_map(|domain| domain.items.iter().map(move |item| (domain, item)));
    let address =
        found.find(|(_, now)| now.code == item.code).map(|(domain, now)| domain.address(now));
    html! {
        article.item {
            h2 {
                @match address { Some(address) => a href=(address) { (item.title) }, None => (item.title) }
                " " span.code { (item.code) }
            }
            p.note { (item.domain) @if let Some(whole) = item.whole { "　" (whole.label()) } }
            @if item.whole.is_none() { table {
                thead { tr { th scope="col" { "栏目" } th scope="col" { "原来" } th scope="col" { "现在" } } }
                tbody { @for shown in &item.fields { tr {
                    th scope="row" { (shown.heading) "（" (shown.kind.label()) "）" }
                    td { (lines(&shown.old)) }
                    td { (lines(&shown.new)) }
                } } }
            } }
        }
    }
}
