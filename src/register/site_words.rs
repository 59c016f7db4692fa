//! 网站用语: how the titles of web pages speak, where catalogues say it otherwise.

use std::sync::OnceLock;

use super::duty_words::{duty_words, list, records};
use super::vocabulary::tree;
use crate::input::yaml::Node;

/// The words by which titles are matched with items.
#[derive(Debug, Default)]
pub struct SiteWords {
    /// What titles say and what catalogues say.
    aliases: Vec<(String, String)>,
    /// What items are usually called, and how titles speak of them.
    usual: Vec<(Vec<String>, Vec<String>)>,
}

/// The built-in words.
pub fn site_words() -> &'static SiteWords {
    static WORDS: OnceLock<SiteWords> = OnceLock::new();
    WORDS.get_or_init(|| tree().get("网站用语").map(SiteWords::read).unwrap_or_default())
}

impl SiteWords {
    fn read(node: &Node) -> Self {
        let aliases = records(node, "别称").iter().flat_map(|alias| {
            let meant = alias.text("即").unwrap_or_default().to_owned();
            list(alias, "说法").into_iter().map(move |said| (said, meant.clone()))
        });
        let usual = records(node, "标题").iter().map(|of| (list(of, "事项"), list(of, "用词")));
        Self { aliases: aliases.collect(), usual: usual.collect() }
    }

    /// What catalogues call it, for all that a title says otherwise: in the words of websites and in those
    /// of lists of duties.
    pub fn in_catalogues<'a>(&'a self, title: &str) -> Vec<&'a str> {
        let all = self.aliases.iter().chain(duty_words().aliases());
        let said = all.filter(|(said, _)| title.contains(said.as_str()));
        said.map(|(_, meant)| meant.as_str()).collect()
    }

    /// The words by which titles speak of an item of this name.
    pub fn in_titles<'a>(&'a self, name: &str) -> Vec<&'a str> {
        let is_called = |names: &[String]| names.iter().any(|usual| name.contains(usual.as_str()));
        let usual = self.usual.iter().filter(|(names, _)| is_called(names));
        usual.flat_map(|(_, words)| words.iter().map(String::as_str)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_it_otherwise() {
        let words = site_words();
        assert_eq!(words.in_catalogues("关于征地的公告"), ["土地征收"]);
        assert_eq!(words.in_catalogues("城镇低保名单"), ["最低生活保障"]);
        assert!(words.in_titles("办事指南").contains(&"办理流程"));
        assert!(words.in_titles("应急预案").is_empty());
    }
}
