//! The page of one domain: every item in full, each at an address of its own.

use maud::{Markup, html};

use super::page::Page;
use super::{PublicColumn, PublicDomain, PublicItem, SiteMember};

pub(super) fn page(member: &SiteMember, domain: &PublicDomain) -> String {
    let title = format!("{}：{}", member.catalogue.name, domain.name);
    Page::of(member, &title).write(&html! {
        p.lead {
            "共 " (domain.items.len()) " 项。"
            @if let Some(lead) = &domain.lead { "牵头单位：" (lead) "。" }
        }
        details.contents {
            summary { "本领域的事项" }
            ol { @for item in &domain.items {
                li { a href={ "#" (item.code) } { (item.title()) } }
            } }
        }
        @for group in domain.items.chunk_by(|a, b| a.upper_names() == b.upper_names()) {
            section {
                @let heading = group.first().map(|item| item.upper_names().join("／"));
                @let heading = heading.filter(|heading| !heading.is_empty());
                h2 { (heading.as_deref().unwrap_or(&domain.name)) }
                @for item in group { (article(item)) }
            }
        }
    })
}

fn article(item: &PublicItem) -> Markup {
    html! {
        article.item id=(item.code) {
            h3 {
                (item.last_name()) " "
                a.code href={ "#" (item.code) } title="这一项的地址" { (item.code) }
            }
            dl {
                (list("公开内容", &item.elements))
                (list("公开依据", &item.basis))
                (field("公开时限", &item.limit))
                (field("公开主体", &item.bodies.join("、")))
                (field("公开渠道", &item.channels.text()))
                (field("公开对象", &item.audience))
                (field("公开方式", &item.modes.join("、")))
                (field("公开层级", &item.levels.join("、")))
                (field("专项", &item.topics.join("、")))
                (columns(&item.columns))
            }
        }
    }
}

/// A field; one without a text is not shown.
fn field(heading: &str, text: &str) -> Markup {
    html! { @if !text.is_empty() { div { dt { (heading) } dd { (lines(text)) } } } }
}

/// Where on the website the information stands, with the way there.
fn columns(columns: &[PublicColumn]) -> Markup {
    html! { @if !columns.is_empty() { div { dt { "公布栏目" } dd {
        @for (at, column) in columns.iter().enumerate() {
            @if at > 0 { "、" }
            @match &column.address {
                Some(address) => a href=(address) { (column.name) },
                None => (column.name),
            }
        }
    } } } }
}

/// A field with several entries.
fn list(heading: &str, entries: &[String]) -> Markup {
    match entries {
        [] => html! {},
        [one] => field(heading, one),
        _ => {
            html! { div { dt { (heading) } dd { ul { @for entry in entries { li { (lines(entry)) } } } } } }
        }
    }
}

/// A text with its line breaks.
pub(super) fn lines(text: &str) -> Markup {
    html! { @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) } }
}
