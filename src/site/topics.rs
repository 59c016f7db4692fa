//! 专项公开: the items of each kind of information that the opinions on one subject ask for.

use maud::html;

use super::page::Page;
use super::{PublicDomain, PublicItem, SiteMember};
use crate::model::{Topic, TopicKind};

/// The page; `None` where no item is of any kind.
pub(super) fn page(member: &SiteMember) -> Option<String> {
    let topics: Vec<Topic> =
        Topic::ALL.into_iter().filter(|topic| has_any(member, topic)).collect();
    if topics.is_empty() {
        return None;
    }
    let title = format!("{}：专项公开", member.catalogue.name);
    Some(Page::of(member, &title).write(&html! {
        @for topic in topics { section {
            h2 { (topic.name) }
            p.note { "依据：" (topic.basis) }
            @for kind in topic.kinds {
                h3 { (kind.name) }
                @let items = of_kind(member, kind);
                @if items.is_empty() { p { "本级没有这类事项。" } } @else {
                    ul { @for (domain, item) in items {
                        li { a href=(domain.address(item)) { (item.title()) } " " span.note { (item.code) } }
                    } }
                }
            }
        } }
    }))
}

/// Whether the body has a page of them.
pub(super) fn has_page(member: &SiteMember) -> bool {
    Topic::ALL.iter().any(|topic| has_any(member, topic))
}

fn has_any(member: &SiteMember, topic: &Topic) -> bool {
    topic.kinds.iter().any(|kind| !of_kind(member, kind).is_empty())
}

fn of_kind<'a>(
    member: &'a SiteMember,
    kind: &TopicKind,
) -> Vec<(&'a PublicDomain, &'a PublicItem)> {
    let domains = member.catalogue.domains.iter();
    let items = domains.flat_map(|domain| domain.items.iter().map(move |item| (domain, item)));
    items.filter(|(_, item)| item.topics.contains(&kind.name)).collect()
}
