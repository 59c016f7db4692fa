//! Names of domains and of the items of all guidelines, to tell which domain a text or a row is of.

use foldhash::{HashMap, HashMapExt as _};

use super::registers::STATUTORY;
use crate::input::sheet::{Domains, ItemMatch, MatchKind, is_of_body};
use crate::input::yaml::Node;
use crate::model::{Domain, fold, writing};
use crate::register::WordList;
use crate::text::Wording;

/// How alike the names of a row and of an item must be to place the row.
const ALIKE: f64 = 0.85;
/// An everyday name of fewer characters is too common to be looked for inside a title.
const TELLING: usize = 3;
/// The name of an item of fewer characters is too common to tell its domain.
const TELLING_ITEM: usize = 4;
/// The number of a domain has no more digits.
const LONGEST_NUMBER: usize = 2;
/// With what the name of a place, of a body or a level ends before the name of a domain.
const PLACE_ENDS: [char; 11] = ['省', '市', '县', '区', '旗', '镇', '乡', '局', '府', '道', '级'];
/// What may stand behind the name of a domain.
static TAILS: Wording = Wording::named("领域名称的尾巴");

/// The register of domains.
#[derive(Debug)]
pub struct DomainRegister {
    domains: Vec<Domain>,
    /// Names, other names and everyday names, folded.
    names: Vec<(String, usize)>,
    by_name: HashMap<String, usize>,
    /// Joined folded names, and last names, of items: where they stand.
    paths: HashMap<String, Vec<(usize, usize)>>,
    last_names: HashMap<String, Vec<(usize, usize)>>,
    /// Folded names above the last one, with the one domain that has each; `None` where several have it.
    groups: HashMap<String, Option<usize>>,
    /// The folded titles of all items, and where they stand.
    titles: Vec<(String, (usize, usize))>,
}

impl DomainRegister {
    /// The register of these domains, with the everyday names of some.
    pub(super) fn new(domains: Vec<Domain>, everyday: &Node) -> Self {
        let list = everyday.get("领域").map_or(&[][..], Node::elements);
        let mut names = Vec::new();
        for (at, domain) in domains.iter().enumerate() {
            names.extend(
                std::iter::once(&domain.name).chain(&domain.aliases).map(|n| (fold::name(n), at)),
            );
            let number = domain.number.as_str();
            let own = list.iter().filter(|node| node.text("编号") == Some(number));
            names.extend(own.flat_map(|node| node.texts("常用名")).map(|n| (fold::name(n), at)));
        }
        let by_name = names.iter().cloned().collect();
        let (mut paths, mut last_names) = (HashMap::new(), HashMap::new());
        let mut titles = Vec::new();
        let mut groups: HashMap<String, Option<usize>> = HashMap::new();
        for (d, domain) in domains.iter().enumerate() {
            for (i, item) in domain.items.iter().enumerate() {
                let at = (d, i);
                let names: Vec<&str> = item.names().iter().map(String::as_str).collect();
                push(&mut paths, path_key(&names), at);
                titles.push((fold::name(&item.title()), at));
                for group in names.split_last().map_or(&[][..], |(_, above)| above) {
                    let own = groups.entry(fold::name(group)).or_insert(Some(d));
                    *own = own.filter(|known| *known == d);
                }
                for last in
                    names.last().copied().into_iter().chain(item.aliases.iter().map(String::as_str))
                {
                    push(&mut last_names, fold::name(last), at);
                }
            }
        }
        Self { domains, names, by_name, paths, last_names, groups, titles }
    }

    /// All built-in domains.
    pub fn domains(&self) -> &[Domain] {
        &self.domains
    }

    fn found(&self, at: (usize, usize), how: MatchKind, score: f64) -> ItemMatch {
        let domain = &self.domains[at.0];
        let (domain, code) = (domain.name.clone(), domain.items[at.1].code.to_string());
        ItemMatch { domain, code, how, score }
    }

    /// The one place of a key, in one domain or in all of them.
    fn only(
        map: &HashMap<String, Vec<(usize, usize)>>,
        key: &str,
        domain: Option<usize>,
    ) -> Option<(usize, usize)> {
        let places = map.get(key)?;
        let mut own = places.iter().filter(|at| domain.is_none_or(|domain| at.0 == domain));
        let first = own.next()?;
        own.next().is_none().then_some(*first)
    }

    /// The most alike item; of two domains that are as alike none.
    fn alike(&self, names: &[&str], domain: Option<usize>) -> Option<ItemMatch> {
        let wanted = fold::name(&names.join("/"));
        let within = |at: &(usize, usize)| domain.is_none_or(|only| only == at.0);
        let titles = self.titles.iter().filter(|(_, at)| within(at));
        let mut scored: Vec<(f64, (usize, usize))> = titles
            .filter_map(|(title, at)| Some((fold::similarity_from(&wanted, title, ALIKE)?, *at)))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (score, at) = *scored.first()?;
        let rival = scored.iter().any(|(other, place)| place.0 != at.0 && *other >= score - 0.05);
        (!rival).then(|| self.found(at, MatchKind::Alike, score))
    }
}

impl Domains for DomainRegister {
    fn named(&self, text: &str) -> Option<&str> {
        let simple = writing::simplified(text);
        let folded = fold::name(&fold::squeeze(&simple));
        let folded = without_number(folded.split(['(', '（']).next().unwrap_or(""));
        let tail = TAILS.iter().filter_map(|tail| folded.strip_suffix(tail)).next();
        [Some(folded), tail].into_iter().flatten().find_map(|name| {
            let at = self.by_name.get(name).or_else(|| {
                let behind = |(known, _): &&(String, usize)| {
                    let before = name.strip_suffix(known.as_str());
                    known.chars().count() >= TELLING
                        && before.is_some_and(|place| place.ends_with(PLACE_ENDS))
                };
                self.names.iter().find(behind).map(|(_, at)| at)
            })?;
            Some(self.domains[*at].name.as_str())
        })
    }

    fn mentioned(&self, text: &str) -> Option<&str> {
        let simple = writing::simplified(text);
        let mut rest = fold::compact(&simple);
        let mut names: Vec<&(String, usize)> =
            self.names.iter().filter(|(name, _)| name.chars().count() >= TELLING).collect();
        let short = |(name, at): &&(String, usize)| *name == self.domains[*at].name;
        names.extend(self.names.iter().filter(|n| n.0.chars().count() < TELLING).filter(short));
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        let mut found = Vec::new();
        for (name, at) in names {
            if rest.contains(name.as_str()) && !is_of_body(&rest, name) {
                rest = rest.replace(name.as_str(), "/");
                found.push(*at);
            }
        }
        found.dedup();
        if found.len() > 1 {
            // 卫生健康领域主动公开目录 is about a domain, and what any body has to disclose comes second.
            found.retain(|at| self.domains[*at].number.as_str() != STATUTORY);
        }
        match found.as_slice() {
            [only] => Some(&self.domains[*only].name),
            _ => None,
        }
    }

    fn group(&self, name: &str) -> Option<&str> {
        let folded = fold::name(&writing::simplified(name));
        let tells = folded.chars().count() >= TELLING_ITEM && !WordList::GenericName.ends(&folded);
        let at = (*self.groups.get(&folded).filter(|_| tells)?)?;
        Some(self.domains[at].name.as_str())
    }

    fn item(&self, names: &[&str], domain: Option<&str>) -> Option<ItemMatch> {
        let within = match domain {
            Some(name) => Some(self.domains.iter().position(|known| known.name == name)?),
            None => None,
        };
        // Names that any domain may have are by chance those of one: 政府文件, 政策解读.
        if within.is_none() && !names.iter().any(|name| tells(&fold::name(name))) {
            return None;
        }
        if let Some(at) = Self::only(&self.paths, &path_key(names), within) {
            return Some(self.found(at, MatchKind::Names, 1.0));
        }
        let last = fold::name(names.last()?);
        if (within.is_some() || tells(&last))
            && let Some(at) = Self::only(&self.last_names, &last, within)
        {
            return Some(self.found(at, MatchKind::LastName, 0.9));
        }
        self.alike(names, within)
    }
}

/// A name without the number of one or two digits in front of or behind it: 21户籍管理, 社会救助19.
fn without_number(name: &str) -> &str {
    let is_number = |text: &str| (1..=LONGEST_NUMBER).contains(&text.len());
    let front = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = if is_number(&name[..name.len() - front.len()]) { front } else { name };
    let back = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if is_number(&name[back.len()..]) { back } else { name }
}

/// Whether a name, folded, tells the domain of its item: a short one, such as 办事指南, says nothing of it, nor
/// does one that any domain may have.
fn tells(name: &str) -> bool {
    name.chars().count() >= TELLING_ITEM && !WordList::GenericName.ends(name)
}

fn push(map: &mut HashMap<String, Vec<(usize, usize)>>, key: String, at: (usize, usize)) {
    let places = map.entry(key).or_default();
    if !places.contains(&at) {
        places.push(at);
    }
}

/// Names folded and joined; a level that only repeats the one above it counts once.
fn path_key(names: &[&str]) -> String {
    let mut folded: Vec<String> =
        names.iter().map(|name| fold::name(name)).filter(|name| !name.is_empty()).collect();
    folded.dedup();
    folded.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_domains() {
        let register = crate::register::built_in().domains();
        for (text, domain) in [
            ("社会救助", Some("社会救助")),
            ("（十九）社会救助领域", Some("社会救助")),
            ("重大项目建设", Some("重大建设项目")),
            ("食品监管", Some("食品药品监管")),
            ("公共法律\n服务", Some("公共法律服务")),
            ("税务", Some("税收管理")),
            ("农业补贴", Some("涉农补贴")),
            ("乐山市金口河区住房保障领域", Some("保障性住房")),
            ("社會救助", Some("社会救助")),
            ("21户籍管理", Some("户籍管理")),
            ("食药监", Some("食品药品监管")),
            ("民政养老", Some("养老服务")),
            ("安监", Some("安全生产")),
            ("1税务", Some("税收管理")),
            ("社会救助19", Some("社会救助")),
            ("2021社会救助", None),
            ("食药监", Some("食品药品监管")),
            ("民政养老", Some("养老服务")),
            ("公共文化服务工作", Some("公共文化服务")),
            ("最低生活保障", None),
            ("2024", None),
            ("公共服务", None),
            ("", None),
        ] {
            assert_eq!(register.named(text), domain, "{text}");
        }
        assert_eq!(register.group("养老服务通用政策"), Some("养老服务"));
        assert_eq!(register.group("监督检查"), None);
        assert_eq!(register.mentioned("壤塘公共文化"), Some("公共文化服务"));
        assert_eq!(register.mentioned("古镇镇救灾生产"), Some("救灾"));
        assert_eq!(register.mentioned("社会救助和养老服务"), None);
        assert_eq!(register.mentioned("三门县目录"), None);
        assert_eq!(register.mentioned("济南市统计局主动公开基本目录"), Some("法定主动公开"));
        assert_eq!(register.mentioned("卫生健康领域主动公开目录"), Some("卫生健康"));
    }

    #[test]
    fn no_everyday_name_is_of_two_domains() {
        let register = crate::register::built_in().domains();
        for (name, at) in &register.names {
            assert_eq!(register.by_name.get(name), Some(at), "{name}");
        }
    }
}
