//! 栏目: which column of the website shows what, and the pages that a website holds.

use jiff::civil::Date;

use super::{Code, Domain, Item, fold};
use crate::source::{Located, Location};

/// One column of the website, with what it is there to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteColumn {
    /// 栏目: its name, with those of the columns above it before it, as written.
    pub name: Located<String>,
    /// 别名: how else lists call it.
    pub aliases: Vec<String>,
    /// 网址.
    pub address: Option<String>,
    /// 领域: by number or name.
    pub domains: Vec<Located<String>>,
    /// 事项: by code or names. Names are those of the domains above, where there are some.
    pub items: Vec<Located<String>>,
}

/// A page that the website holds, as a list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPage {
    /// 标题; empty where the list tells none.
    pub title: String,
    /// 栏目.
    pub column: Option<String>,
    /// 地址.
    pub address: Option<String>,
    /// 日期: when it was published.
    pub date: Option<Date>,
    /// 形成日期: when the information came about.
    pub formed: Option<Date>,
    /// 编码 of the item, where the list tells one.
    pub code: Option<Code>,
    /// Its row.
    pub location: Location,
}

/// The marks between the names of a path of columns.
const MARKS: [char; 6] = ['/', '／', '>', '＞', '»', '›'];
/// What the first column of a path is called, which tells nothing.
const HOME: [&str; 3] = ["首页", "网站首页", "主页"];

/// The names of a path of columns, folded, without the home page.
pub fn column_path(text: &str) -> Vec<String> {
    let names = text.split(MARKS).map(fold::name).filter(|name| !name.is_empty());
    names.filter(|name| !HOME.contains(&name.as_str())).collect()
}

impl SiteColumn {
    /// Whether a list means this column: the path is the same, or one is the end of the other.
    pub fn is_called(&self, word: &str) -> bool {
        let wanted = column_path(word);
        let names = std::iter::once(&self.name.value).chain(&self.aliases);
        !wanted.is_empty() && names.map(|name| column_path(name)).any(|own| meet(&own, &wanted))
    }

    /// Whether a page with this address lies in it.
    pub fn holds(&self, address: &str) -> bool {
        let own = self.address.as_deref().map(bare_address).filter(|own| !own.is_empty());
        own.is_some_and(|own| {
            let rest = bare_address(address).strip_prefix(own);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        })
    }

    /// Whether it is there to show the item.
    pub fn shows(&self, domain: &Domain, item: &Item) -> bool {
        let in_domain = self.domains.iter().any(|word| domain.is_called(&word.value));
        if self.items.is_empty() {
            return in_domain;
        }
        let may = self.domains.is_empty() || in_domain;
        self.items.iter().any(|word| match Code::parse_typed(word.value.trim()) {
            Some(code) => item.code.is_called(&code),
            None => may && is_named(domain, item, &word.value),
        })
    }

    /// The name of the column itself, without those above it.
    pub fn last_name(&self) -> &str {
        self.name.value.rsplit(MARKS).next().unwrap_or_default().trim()
    }
}

/// An address without its protocol, the name of its index page, and what ends it.
fn bare_address(address: &str) -> &str {
    let address = address.trim();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (folder, page) = address.rsplit_once('/').unwrap_or((address, ""));
    let is_index = page.starts_with("index.") || page.is_empty();
    if is_index { folder } else { address }
}

/// Whether one path is the end of the other.
fn meet(one: &[String], other: &[String]) -> bool {
    one.ends_with(other) || other.ends_with(one)
}

/// Whether words name the item: its last name, its whole path, or all that stand under an upper name.
pub fn is_named(domain: &Domain, item: &Item, words: &str) -> bool {
    let mut wanted = column_path(words);
    if wanted.len() > 1 && domain.is_called(&wanted[0]) {
        wanted.remove(0);
    }
    let mut path: Vec<String> = item.names().iter().map(|name| fold::name(name)).collect();
    if wanted.is_empty() {
        return false;
    }
    if path.starts_with(&wanted) || path.ends_with(&wanted) {
        return true;
    }
    path.pop();
    item.aliases.iter().any(|alias| {
        let mut other = path.clone();
        other.push(fold::name(alias));
        other.ends_with(&wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Location};

    fn column(name: &str, address: Option<&str>) -> SiteColumn {
        let location = Location::whole(FileId::new(Default::default(), 0));
        SiteColumn {
            name: Located::new(name.to_owned(), location),
            aliases: vec!["低保公示".to_owned()],
            address: address.map(str::to_owned),
            domains: Vec::new(),
            items: Vec::new(),
        }
    }

    #[test]
    fn columns_are_known_by_the_ends_of_their_paths() {
        let own = column("重点领域/社会救助", None);
        for (word, is_meant) in [
            ("社会救助", true),
            ("首页 > 政务公开 > 重点领域 > 社会救助", true),
            ("重点领域／社会救助", true),
            ("低保公示", true),
            ("公共服务/社会救助", false),
            ("社会救助/政策文件", false),
            ("首页", false),
            ("", false),
        ] {
            assert_eq!(own.is_called(word), is_meant, "{word}");
        }
        assert_eq!(own.last_name(), "社会救助");
    }

    #[test]
    fn columns_are_known_by_addresses() {
        let own = column("社会救助", Some("https://www.example.gov.cn/zwgk/shjz/index.html"));
        for (address, lies_in_it) in [
            ("http://www.example.gov.cn/zwgk/shjz/t1.html", true),
            ("https://www.example.gov.cn/zwgk/shjz/", true),
            ("https://www.example.gov.cn/zwgk/shjzgg/t1.html", false),
            ("", false),
        ] {
            assert_eq!(own.holds(address), lies_in_it, "{address}");
        }
        assert!(!column("社会救助", None).holds("https://www.example.gov.cn/"));
    }
}
