//! 特定群体: the items of each group by name, for whoever sends them on: a page, JSON, and a feed.

use std::collections::BTreeMap;
use std::fmt::Display;

use maud::html;
use serde::Serialize;

use super::page::Page;
use super::{PublicDomain, PublicItem, SiteMember, SiteSettings, Slugs, file};
use crate::model::fold;
use crate::office::xml::XmlWriter;
use crate::output::Artifact;

/// A group, and the items that it is to be told of.
struct ToldGroup<'a> {
    /// As it was first written.
    name: &'a str,
    /// The name of its files, without ending.
    slug: String,
    items: Vec<(&'a PublicDomain, &'a PublicItem)>,
}

/// The list of all groups, and of each a page, JSON, and, where the address of the site is known, a feed.
pub(super) fn files(
    member: &SiteMember,
    settings: &SiteSettings,
) -> serde_json::Result<Vec<Artifact>> {
    let groups = groups(member);
    let address = settings.address.as_deref().map(|address| address.trim_end_matches('/'));
    // A feed tells when it was changed; a catalogue without a date does not.
    let feed_of = address.zip(member.catalogue.date.as_deref());
    let mut files = vec![file("groups.html", list(member, &groups))];
    for group in &groups {
        files.push(file(&group.file("html"), group.page(member, feed_of.is_some())));
        files.push(Artifact { name: group.file("json"), bytes: group.json(member)? });
        if let Some((address, date)) = feed_of {
            files.push(file(&group.file("atom"), group.feed(member, address, date)));
        }
    }
    Ok(files)
}

fn list(member: &SiteMember, groups: &[ToldGroup<'_>]) -> String {
    let title = format!("{}：按特定群体", member.catalogue.name);
    Page::of(member, &title).write(&html! {
        @if groups.is_empty() { p { "没有只向特定群体公开的事项。" } }
        ul { @for group in groups {
            li { a href=(group.file("html")) { (group.name) } " " span.note { (group.items.len()) " 项" } }
        } }
    })
}

/// The groups by their names without blanks, in the order of these.
fn groups(member: &SiteMember) -> Vec<ToldGroup<'_>> {
    let mut groups: BTreeMap<String, ToldGroup<'_>> = BTreeMap::new();
    for domain in &member.catalogue.domains {
        for item in &domain.items {
            for name in item.audiences.iter().filter(|name| *name != "全社会") {
                let new = || ToldGroup { name, slug: String::new(), items: Vec::new() };
                groups.entry(fold::compact(name)).or_insert_with(new).items.push((domain, item));
            }
        }
    }
    let mut slugs = Slugs::default();
    let mut groups: Vec<ToldGroup<'_>> = groups.into_values().collect();
    for group in &mut groups {
        group.slug = format!("group-{}", slugs.give(group.name));
    }
    groups
}

/// What is told of a group to programs.
#[derive(Serialize)]
struct GroupRecord<'a> {
    #[serde(rename = "单位")]
    body: &'a str,
    #[serde(rename = "特定群体")]
    group: &'a str,
    #[serde(rename = "版本")]
    version: Option<&'a str>,
    #[serde(rename = "日期")]
    date: Option<&'a str>,
    #[serde(rename = "目录")]
    items: Vec<GroupItem<'a>>,
}

#[derive(Serialize)]
struct GroupItem<'a> {
    #[serde(rename = "领域")]
    domain: &'a str,
    #[serde(rename = "网页")]
    address: String,
    #[serde(flatten)]
    item: &'a PublicItem,
}

impl ToldGroup<'_> {
    fn file(&self, ending: &str) -> String {
        format!("{}.{ending}", self.slug)
    }

    fn title(&self, member: &SiteMember) -> String {
        format!("{}：{}要知道的事项", member.catalogue.name, self.name)
    }

    fn page(&self, member: &SiteMember, has_feed: bool) -> String {
        let title = self.title(member);
        Page::of(member, &title).write(&html! {
            ul { @for (domain, item) in &self.items {
                li {
                    a href=(domain.address(item)) { (item.title()) }
                    " " span.note { (domain.name) " " (item.limit) }
                }
            } }
            p {
                a href=(self.file("json")) { "数据（json）" }
                @if has_feed { " " a href=(self.file("atom")) { "订阅（Atom）" } }
            }
        })
    }

    fn json(&self, member: &SiteMember) -> serde_json::Result<Vec<u8>> {
        let catalogue = &member.catalogue;
        let items = self.items.iter().map(|(domain, item)| GroupItem {
            domain: &domain.name,
            address: domain.address(item),
            item,
        });
        let record = GroupRecord {
            body: &catalogue.name,
            group: self.name,
            version: catalogue.version.as_deref(),
            date: catalogue.date.as_deref(),
            items: items.collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&record)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// An Atom feed (RFC 4287): one entry an item, changed on the day of the edition.
    fn feed(&self, member: &SiteMember, address: &str, date: &str) -> String {
        let folder = format!("{address}/{}", member.slug);
        let own = format!("{folder}/{}", self.file("atom"));
        let changed = format!("{date}T00:00:00+08:00");
        let author = member.catalogue.office.as_deref().unwrap_or(&member.catalogue.name);
        let mut out = XmlWriter::indented();
        let names: [(&str, &dyn Display); 2] =
            [("xmlns", &"http://www.w3.org/2005/Atom"), ("xml:lang", &"zh-CN")];
        out.element("feed", &names, |out| {
            out.text_element("id", &[], &own);
            out.text_element("title", &[], &self.title(member));
            out.text_element("updated", &[], &changed);
            out.empty("link", &[("rel", &"self"), ("href", &own)]);
            let page = format!("{folder}/{}", self.file("html"));
            out.empty("link", &[("rel", &"alternate"), ("href", &page)]);
            out.element("author", &[], |out| out.text_element("name", &[], author));
            for (domain, item) in &self.items {
                let page = format!("{folder}/{}", domain.address(item));
                out.element("entry", &[], |out| {
                    out.text_element("id", &[], &page);
                    out.text_element("title", &[], &item.title());
                    out.text_element("updated", &[], &changed);
                    out.empty("link", &[("rel", &"alternate"), ("href", &page)]);
                    out.text_element("summary", &[], &item.elements.join("；"));
                });
            }
        });
        out.finish()
    }
}
