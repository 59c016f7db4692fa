//! 专项公开: the kinds of information that opinions of the State Council's office ask for in one subject, as
//! tags of items.
//!
//! 《国务院办公厅关于推进重大建设项目批准和实施领域政府信息公开的意见》（国办发〔2017〕94号）, eight kinds;
//! 《国务院办公厅关于推进社会公益事业建设领域政府信息公开的意见》（国办发〔2018〕10号）, seven fields.

use super::{Domain, Item, fold};

/// A subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// What it is called in `mulu.yaml`.
    pub name: &'static str,
    /// Where it is asked for.
    pub basis: &'static str,
    /// Its kinds, in the order of the opinion.
    pub kinds: &'static [TopicKind],
}

/// A kind of information, or a field, of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicKind {
    /// Its name, which is the tag of an item.
    pub name: &'static str,
    /// The national domain in which items belong to it by an upper name like its own.
    within: Option<&'static str>,
    /// The national domains of which all items belong to it.
    domains: &'static [&'static str],
}

/// The column of tags, among the further columns of a table.
pub const TAGS: &str = "标签";

const fn named(name: &'static str) -> TopicKind {
    TopicKind { name, within: Some("01"), domains: &[] }
}

const fn field(name: &'static str, domains: &'static [&'static str]) -> TopicKind {
    TopicKind { name, within: None, domains }
}

const PROJECTS: Topic = Topic {
    name: "重大建设项目",
    basis: "国办发〔2017〕94号",
    kinds: &[
        named("批准服务信息"),
        named("批准结果信息"),
        named("招标投标信息"),
        named("征收土地信息"),
        named("重大设计变更信息"),
        named("施工有关信息"),
        named("质量安全监督信息"),
        named("竣工有关信息"),
    ],
};

const WELFARE: Topic = Topic {
    name: "社会公益事业",
    basis: "国办发〔2018〕10号",
    kinds: &[
        field("脱贫攻坚", &["13", "35"]),
        field("社会救助和社会福利", &["19", "20"]),
        field("教育", &["22"]),
        field("基本医疗卫生", &["23"]),
        field("环境保护", &["10"]),
        field("灾害事故救援", &["14"]),
        field("公共文化体育", &["11"]),
    ],
};

impl Topic {
    /// All subjects.
    pub const ALL: [Self; 2] = [PROJECTS, WELFARE];
    /// What `mulu.yaml` can say: one of them, or both.
    pub const CHOICES: &'static [&'static str] =
        &["重大建设项目", "社会公益事业", "重大建设项目、社会公益事业"];

    /// The subjects that one of the choices names.
    pub fn chosen(choice: &str) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |topic| choice.contains(topic.name))
    }
}

impl TopicKind {
    /// Whether an item is of this kind: by its tags, or by where it stands.
    pub fn holds(&self, domain: &Domain, item: &Item) -> bool {
        let number = domain.number.as_str();
        let of_domain = self.domains.contains(&number);
        let is_named = || {
            let mut names = item.names().iter();
            self.within == Some(number) && names.any(|name| fold::name(name) == self.name)
        };
        of_domain || is_named() || tags(item).iter().any(|tag| tag == self.name)
    }
}

/// The tags that a table gives an item itself.
pub fn tags(item: &Item) -> Vec<String> {
    let Some(text) = item.fields.other.get(TAGS) else { return Vec::new() };
    let tags = text.value.split(['、', '，', ',', '；', ';', '\n']).map(fold::compact);
    tags.filter(|tag| !tag.is_empty()).collect()
}

/// The kinds of all subjects that an item is of.
pub fn topic_kinds(domain: &Domain, item: &Item) -> Vec<&'static str> {
    let kinds = Topic::ALL.iter().flat_map(|topic| topic.kinds);
    kinds.filter(|kind| kind.holds(domain, item)).map(|kind| kind.name).collect()
}
