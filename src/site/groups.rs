//! 特定群体: the items of each group by name, for whoever sends them on.

use std::collections::BTreeMap;

use maud::html;

use super::page::Page;
use super::{PublicDomain, PublicItem, SiteMember};
use crate::model::fold;

/// The items of one group.
type GroupItems<'a> = Vec<(&'a PublicDomain, &'a PublicItem)>;

pub(super) fn page(member: &SiteMember) -> String {
    let title = format!("{}：按特定群体", member.catalogue.name);
    let groups = groups(member);
    Page::of(member, &title).write(&html! {
        @if groups.is_empty() { p { "没有只向特定群体公开的事项。" } }
        @for (name, items) in groups.values() {
            section {
                h2 { (name) "（" (items.len()) " 项）" }
                ul { @for (domain, item) in items {
                    li { a href=(domain.address(item)) { (item.title()) } " " span.note { (domain.name) } }
                } }
            }
        }
    })
}

/// The groups by their names without blanks, in the order of these; each called as it was first written.
fn groups(member: &SiteMember) -> BTreeMap<String, (&str, GroupItems<'_>)> {
    let mut groups: BTreeMap<String, (&str, GroupItems<'_>)> = BTreeMap::new();
    for domain in &member.catalogue.domains {
        for item in &domain.items {
            for name in item.audiences.iter().filter(|name| *name != "全社会") {
                let (_, items) = groups.entry(fold::compact(name)).or_insert((name, Vec::new()));
                items.push((domain, item));
            }
        }
    }
    groups
}
