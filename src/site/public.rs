//! The public copy of a catalogue: an allow-list. What is not named here is in no file of the site:
//! further columns, marks of what is unverified, where a text comes from, what it replaced, reasons,
//! duties, the ledger.

use serde::Serialize;

use super::Slugs;
use crate::model::{
    AdminLevel, Audience, Catalogue, Channels, Domain, Fields, Item, Mode, SiteColumn, topic_kinds,
};

/// A catalogue as everybody may see it; also the shape of `catalogue.json`.
#[derive(Debug, Clone, Serialize)]
pub struct PublicCatalogue {
    /// 名称 of the body.
    #[serde(rename = "名称")]
    pub name: String,
    /// 层级.
    #[serde(rename = "层级")]
    pub level: &'static str,
    /// The same, to compare by.
    #[serde(skip)]
    pub rank: AdminLevel,
    /// 版本.
    #[serde(rename = "版本", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// 日期.
    #[serde(rename = "日期", skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// 编制单位.
    #[serde(rename = "编制单位", skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The domains that have items.
    #[serde(rename = "领域")]
    pub domains: Vec<PublicDomain>,
}

/// A domain as everybody may see it.
#[derive(Debug, Clone, Serialize)]
pub struct PublicDomain {
    /// 编号.
    #[serde(rename = "编号")]
    pub number: String,
    /// 名称.
    #[serde(rename = "名称")]
    pub name: String,
    /// 牵头单位.
    #[serde(rename = "牵头单位", skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The items.
    #[serde(rename = "目录")]
    pub items: Vec<PublicItem>,
    /// The name of its page, without ending.
    #[serde(skip)]
    pub slug: String,
}

/// An item as everybody may see it.
#[derive(Debug, Clone, Serialize)]
pub struct PublicItem {
    /// 编码.
    #[serde(rename = "编码")]
    pub code: String,
    /// The names, from 一级事项 down.
    #[serde(rename = "事项")]
    pub names: Vec<String>,
    /// 公开内容.
    #[serde(rename = "公开内容")]
    pub elements: Vec<String>,
    /// 公开依据.
    #[serde(rename = "公开依据")]
    pub basis: Vec<String>,
    /// 公开时限, as written.
    #[serde(rename = "公开时限")]
    pub limit: String,
    /// 公开主体.
    #[serde(rename = "公开主体")]
    pub bodies: Vec<String>,
    /// 公开渠道.
    #[serde(rename = "公开渠道")]
    pub channels: PublicChannels,
    /// 公开对象, in words.
    #[serde(rename = "公开对象")]
    pub audience: String,
    /// 公开方式.
    #[serde(rename = "公开方式")]
    pub modes: Vec<&'static str>,
    /// 公开层级.
    #[serde(rename = "公开层级")]
    pub levels: Vec<&'static str>,
    /// 专项公开: the kinds of information that it is of.
    #[serde(rename = "专项", skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<&'static str>,
    /// 公布栏目: where on the website its information stands.
    #[serde(rename = "公布栏目", skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<PublicColumn>,
    /// 全社会 and the names of groups, each once.
    #[serde(skip)]
    pub audiences: Vec<String>,
}

/// A column of the website.
#[derive(Debug, Clone, Serialize)]
pub struct PublicColumn {
    /// 栏目.
    #[serde(rename = "栏目")]
    pub name: String,
    /// 网址, where it is one.
    #[serde(rename = "网址", skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// 公开渠道和载体.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PublicChannels {
    /// 选用.
    #[serde(rename = "选用")]
    pub chosen: Vec<String>,
    /// 可选.
    #[serde(rename = "可选")]
    pub optional: Vec<String>,
}

impl PublicCatalogue {
    pub(super) fn new(catalogue: &Catalogue, columns: &[SiteColumn]) -> Self {
        let profile = &catalogue.profile;
        let text = |field: &Option<crate::source::Located<String>>| {
            field.as_ref().map(|field| field.value.clone())
        };
        let mut slugs = Slugs::default();
        for taken in TAKEN {
            slugs.give(taken);
        }
        let domains = catalogue.domains.iter().filter(|domain| !domain.items.is_empty());
        Self {
            name: catalogue.name().to_owned(),
            level: catalogue.level().label(),
            rank: catalogue.level(),
            version: text(&profile.version),
            date: profile.date.as_ref().map(|date| date.value.to_string()),
            office: text(&profile.office),
            domains: domains.map(|domain| PublicDomain::new(domain, columns, &mut slugs)).collect(),
        }
    }

    /// All items, in order.
    pub fn items(&self) -> impl Iterator<Item = &PublicItem> {
        self.domains.iter().flat_map(|domain| &domain.items)
    }

    /// 大英县政务公开事项标准目录.
    pub fn title(&self) -> String {
        format!("{}政务公开事项标准目录", self.name)
    }
}

/// Names of pages that no domain may have.
const TAKEN: [&str; 9] =
    ["index", "changes", "groups", "topics", "guide", "system", "statutory", "report", "catalogue"];

impl PublicDomain {
    fn new(domain: &Domain, columns: &[SiteColumn], slugs: &mut Slugs) -> Self {
        Self {
            number: domain.number.to_string(),
            name: domain.name.strip_suffix("领域").unwrap_or(&domain.name).to_owned(),
            lead: domain.lead.as_ref().map(|lead| lead.value.clone()),
            items: domain.items.iter().map(|item| PublicItem::new(domain, item, columns)).collect(),
            slug: slugs.give(domain.number.as_str()),
        }
    }

    /// The name of its page.
    pub fn file(&self) -> String {
        format!("{}.html", self.slug)
    }

    /// The address of an item, seen from the folder of the body.
    pub fn address(&self, item: &PublicItem) -> String {
        format!("{}.html#{}", self.slug, item.code)
    }
}

impl PublicItem {
    fn new(domain: &Domain, item: &Item, columns: &[SiteColumn]) -> Self {
        let Fields {
            elements,
            basis,
            limit,
            bodies,
            channels,
            audience,
            mode,
            levels,
            names: _,
            other: _,
            readings: _,
        } = &item.fields;
        let elements = elements.as_ref().map(|e| e.value.list.clone());
        let basis =
            basis.as_ref().map(|b| b.value.entries.iter().map(|b| b.text.clone()).collect());
        let bodies = bodies.as_ref().map(|b| b.value.list.iter().map(|b| b.text.clone()).collect());
        let levels = levels.as_ref().map(|l| l.value.iter().map(|level| level.label()).collect());
        let audience = audience.as_ref().map(|audience| &*audience.value);
        Self {
            code: item.code.to_string(),
            names: item.names().to_vec(),
            elements: elements.unwrap_or_default(),
            basis: basis.unwrap_or_default(),
            limit: limit.as_ref().map(|limit| limit.value.text()).unwrap_or_default(),
            bodies: bodies.unwrap_or_default(),
            channels: channels.as_ref().map(|c| PublicChannels::new(&c.value)).unwrap_or_default(),
            audience: audience.map(Audience::text).unwrap_or_default(),
            modes: mode.as_ref().map(|mode| modes(&mode.value)).unwrap_or_default(),
            levels: levels.unwrap_or_default(),
            topics: topic_kinds(domain, item),
            columns: columns_of(domain, item, columns),
            audiences: audience.map(audiences).unwrap_or_default(),
        }
    }

    /// The names in one line.
    pub fn title(&self) -> String {
        self.names.join("／")
    }

    /// The last name.
    pub fn last_name(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    /// The names above the last.
    pub fn upper_names(&self) -> &[String] {
        self.names.get(..self.names.len().saturating_sub(1)).unwrap_or(&[])
    }

    /// Every text that will be seen.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let lists = [
            &self.names,
            &self.elements,
            &self.basis,
            &self.bodies,
            &self.channels.chosen,
            &self.channels.optional,
        ];
        let lists = lists.into_iter().flatten().map(String::as_str);
        let columns = self.columns.iter().flat_map(|column| {
            std::iter::once(column.name.as_str()).chain(column.address.as_deref())
        });
        lists.chain(columns).chain([self.limit.as_str(), self.audience.as_str()])
    }
}

impl PublicChannels {
    fn new(channels: &Channels) -> Self {
        Self { chosen: channels.chosen.clone(), optional: channels.optional.clone() }
    }

    /// All channels, the chosen first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.chosen.iter().chain(&self.optional).map(String::as_str)
    }

    /// In one line.
    pub fn text(&self) -> String {
        let optional =
            (!self.optional.is_empty()).then(|| format!("可选：{}", self.optional.join("、")));
        let chosen = (!self.chosen.is_empty()).then(|| self.chosen.join("、"));
        chosen.into_iter().chain(optional).collect::<Vec<_>>().join("；")
    }
}

/// The columns that are there to show an item. Only what leads to a page is an address.
fn columns_of(domain: &Domain, item: &Item, columns: &[SiteColumn]) -> Vec<PublicColumn> {
    let is_page = |address: &&String| {
        ["https://", "http://"].iter().any(|protocol| address.starts_with(protocol))
    };
    let public = |column: &SiteColumn| PublicColumn {
        name: column.name.value.clone(),
        address: column.address.as_ref().filter(is_page).cloned(),
    };
    columns.iter().filter(|column| column.shows(domain, item)).map(public).collect()
}

fn modes(mode: &Mode) -> Vec<&'static str> {
    let words = [(mode.active, "主动"), (mode.on_request, "依申请")];
    words.into_iter().filter(|(yes, _)| *yes).map(|(_, word)| word).collect()
}

fn audiences(audience: &Audience) -> Vec<String> {
    let everyone = audience.everyone.then(|| "全社会".to_owned());
    everyone.into_iter().chain(audience.groups.iter().cloned()).collect()
}
