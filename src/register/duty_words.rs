//! 职责用语: how lists of duties speak, where catalogues say it otherwise.

use std::sync::OnceLock;

use super::vocabulary::tree;
use crate::input::yaml::Node;

/// A side of a matter that duties and items speak of: its guide, its review, penalties for it.
#[derive(Debug)]
pub struct DutyAspect {
    /// Its name, such as 处罚.
    pub name: String,
    /// Words of duties.
    pub of_duties: Vec<String>,
    /// Words of the names of items.
    pub of_items: Vec<String>,
}

/// The words by which duties are matched with items.
#[derive(Debug, Default)]
pub struct DutyWords {
    /// What lists say and what catalogues say, the longest first.
    aliases: Vec<(String, String)>,
    /// What is done, and not what it is about.
    pub actions: Vec<String>,
    /// What tells the items of one domain apart.
    pub telling: Vec<String>,
    /// The sides of a matter.
    pub aspects: Vec<DutyAspect>,
    /// What speaks of a domain: its number and the words.
    pub subjects: Vec<(String, Vec<String>)>,
    /// The numbers of domains whose items are offences.
    pub offences: Vec<String>,
    /// What bodies are called that handle matters of any domain.
    pub of_all_domains: Vec<String>,
    /// Words of the party and of people's organisations.
    pub party: Vec<String>,
}

/// 处罚, the aspect that items of offences have without saying so.
pub const PENALTY: &str = "处罚";
/// 强制.
pub const COERCION: &str = "强制";
/// 政策.
pub const POLICY: &str = "政策";

/// The built-in words.
pub fn duty_words() -> &'static DutyWords {
    static WORDS: OnceLock<DutyWords> = OnceLock::new();
    WORDS.get_or_init(|| tree().get("职责用语").map(DutyWords::read).unwrap_or_default())
}

pub(super) fn list(node: &Node, key: &str) -> Vec<String> {
    node.texts(key).into_iter().map(str::to_owned).collect()
}

pub(super) fn records<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::elements)
}

impl DutyWords {
    fn read(node: &Node) -> Self {
        let aliases = records(node, "别称").iter().flat_map(|alias| {
            let meant = alias.text("即").unwrap_or_default().to_owned();
            list(alias, "说法").into_iter().map(move |said| (said, meant.clone()))
        });
        let mut aliases: Vec<(String, String)> = aliases.collect();
        aliases.sort_by_key(|(said, _)| std::cmp::Reverse(said.chars().count()));
        let aspects = records(node, "方面").iter().map(|aspect| DutyAspect {
            name: aspect.text("名称").unwrap_or_default().to_owned(),
            of_duties: list(aspect, "职责"),
            of_items: list(aspect, "事项"),
        });
        Self {
            aliases,
            actions: list(node, "动作"),
            telling: list(node, "区分"),
            aspects: aspects.collect(),
            subjects: records(node, "业务")
                .iter()
                .map(|of| (of.text("领域").unwrap_or_default().to_owned(), list(of, "词")))
                .collect(),
            offences: list(node, "处罚领域"),
            of_all_domains: list(node, "综合部门"),
            party: list(node, "党务"),
        }
    }

    /// What lists say and what catalogues say, the longest first.
    pub(super) fn aliases(&self) -> &[(String, String)] {
        &self.aliases
    }

    /// A text with what lists say turned into what catalogues say; what was put in is not turned again.
    pub fn as_catalogues_say(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let alias = self.aliases.iter().find(|(said, _)| rest.starts_with(said.as_str()));
            match alias {
                Some((said, meant)) => {
                    out.push_str(meant);
                    rest = &rest[said.len()..];
                }
                None => {
                    out.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_saying_is_turned_and_only_once() {
        let words = duty_words();
        for (said, meant) in [
            ("城乡低保金的给付", "最低生活保障的给付"),
            ("特困人员救助供养", "特困人员救助供养"),
            ("城乡居民基本养老保险参保", "城乡居民养老保险参保"),
        ] {
            assert_eq!(words.as_catalogues_say(said), meant);
        }
        assert!(!words.actions.is_empty() && !words.telling.is_empty());
        assert!(!words.offences.is_empty() && !words.party.is_empty());
        let known = |name: &str| words.aspects.iter().any(|aspect| aspect.name == name);
        assert!([PENALTY, COERCION, POLICY].into_iter().all(known));
    }
}
