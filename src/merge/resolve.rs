//! References to items: by code, then by names.

use foldhash::{HashMap, HashMapExt as _};
use std::cell::OnceCell;

use crate::model::{Code, Domain, Item, ItemRef, fold};

/// Where an item stands: index of the domain and of the item in it.
pub type Position = (usize, usize);

/// How a row was matched to an item.
#[derive(Debug, Clone, PartialEq)]
pub enum Match {
    /// By code, or by names that are the same after folding.
    Sure(Position),
    /// By likeness only; a person has to say.
    Unsure(Position, f64),
    /// No item is like it.
    None,
}

/// Finds items of a list of domains.
#[derive(Debug)]
pub struct Resolver<'a> {
    domains: &'a [Domain],
    codes: OnceCell<HashMap<&'a str, Position>>,
    /// By what codes were when those given by names were shorter; `None` where two items began alike.
    former: OnceCell<HashMap<&'a str, Option<Position>>>,
    /// The names of each domain, folded when the first reference by name comes: most are by code.
    names: Vec<OnceCell<NameIndex>>,
}

/// The items of one domain by their names.
#[derive(Debug, Default)]
struct NameIndex {
    paths: HashMap<String, Vec<usize>>,
    last_names: HashMap<String, Vec<usize>>,
}

impl NameIndex {
    fn new(items: &[Item]) -> Self {
        let mut index = Self::default();
        for (at, item) in items.iter().enumerate() {
            index.add(at, item);
        }
        index
    }

    fn add(&mut self, at: usize, item: &Item) {
        let Some((last, upper)) = item.names().split_last() else { return };
        let upper: Vec<String> = upper.iter().map(|name| fold::name(name)).collect();
        for wording in std::iter::once(last).chain(&item.aliases) {
            let last = fold::name(wording);
            let path = upper.iter().map(String::as_str).chain([last.as_str()]);
            push(&mut self.paths, joined(path), at);
            push(&mut self.last_names, last, at);
        }
    }
}

/// How alike two names must be for a question to be worth asking.
const ALIKE: f64 = 0.82;

impl<'a> Resolver<'a> {
    /// Indexes the items of these domains.
    pub fn new(domains: &'a [Domain]) -> Self {
        let names = domains.iter().map(|_| OnceCell::new()).collect();
        Self { domains, codes: OnceCell::new(), former: OnceCell::new(), names }
    }

    fn codes(&self) -> &HashMap<&'a str, Position> {
        self.codes.get_or_init(|| {
            let mut codes = HashMap::new();
            for (at, item) in self.items() {
                codes.entry(item.code.as_str()).or_insert(at);
            }
            codes
        })
    }

    fn former(&self) -> &HashMap<&'a str, Option<Position>> {
        self.former.get_or_init(|| {
            let mut former = HashMap::new();
            for (at, item) in self.items() {
                let Some(code) = item.code.former() else { continue };
                former.entry(code).and_modify(|known| *known = None).or_insert(Some(at));
            }
            former
        })
    }

    fn items(&self) -> impl Iterator<Item = (Position, &'a Item)> {
        let of = |(d, domain): (usize, &'a Domain)| {
            domain.items.iter().enumerate().map(move |(i, item)| ((d, i), item))
        };
        self.domains.iter().enumerate().flat_map(of)
    }

    fn index(&self, domain: usize) -> &NameIndex {
        self.names[domain].get_or_init(|| NameIndex::new(&self.domains[domain].items))
    }

    /// The item at a position that this resolver gave.
    pub fn item(&self, at: Position) -> &'a Item {
        &self.domains[at.0].items[at.1]
    }

    /// The domain that a word names.
    pub fn domain(&self, word: &str) -> Option<usize> {
        self.domains.iter().position(|domain| domain.is_called(word))
    }

    /// The item with this code.
    pub fn code(&self, code: &Code) -> Option<Position> {
        let known = self.codes().get(code.as_str()).copied();
        known.or_else(|| self.former().get(code.as_str()).copied().flatten())
    }

    /// The item that names point to inside a domain.
    pub fn names(&self, domain: usize, names: &[String]) -> Match {
        let path: Vec<&str> = names.iter().map(String::as_str).collect();
        let index = self.index(domain);
        if let Some([only]) = index.paths.get(&path_key(&path)).map(Vec::as_slice) {
            return Match::Sure((domain, *only));
        }
        if let [last] = path.as_slice()
            && let Some([only]) = index.last_names.get(&fold::name(last)).map(Vec::as_slice)
        {
            return Match::Sure((domain, *only));
        }
        if path.is_empty() {
            return Match::None;
        }
        self.likeness(domain, &path)
    }

    /// The most alike item of a domain, if it is alike enough.
    fn likeness(&self, domain: usize, path: &[&str]) -> Match {
        let wanted = fold::name(&path.join("/"));
        let items = self.domains[domain].items.iter().enumerate();
        let scored = items.filter_map(|(i, item)| {
            let title = fold::name(&item.title());
            Some((fold::similarity_from(&wanted, &title, ALIKE)?, (domain, i)))
        });
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map_or(Match::None, |(score, at)| Match::Unsure(at, score))
    }

    /// The item that a reference names; without a domain, all domains are searched, and the names may
    /// start with the domain's own.
    pub fn reference(&self, reference: &ItemRef) -> Match {
        if let Some(code) = &reference.code {
            return self.code(code).map_or(Match::None, Match::Sure);
        }
        if let Some(domain) = reference.domain.as_deref().and_then(|word| self.domain(word)) {
            return self.names(domain, &reference.names);
        }
        if let [first, rest @ ..] = reference.names.as_slice()
            && let Some(domain) = self.domain(first)
            && !rest.is_empty()
        {
            return self.names(domain, rest);
        }
        let sure = (0..self.domains.len()).filter_map(|d| match self.names(d, &reference.names) {
            Match::Sure(at) => Some(at),
            Match::Unsure(..) | Match::None => None,
        });
        match sure.collect::<Vec<_>>().as_slice() {
            [only] => Match::Sure(*only),
            _ => Match::None,
        }
    }
}

fn push(map: &mut HashMap<String, Vec<usize>>, key: String, at: usize) {
    let places = map.entry(key).or_default();
    if !places.contains(&at) {
        places.push(at);
    }
}

/// Names folded and joined; a level that only repeats the one above it counts once.
fn path_key(path: &[&str]) -> String {
    let folded: Vec<String> = path.iter().map(|name| fold::name(name)).collect();
    joined(folded.iter().map(String::as_str))
}

/// The key of a path of folded names.
fn joined<'a>(folded: impl Iterator<Item = &'a str>) -> String {
    let mut path: Vec<&str> = folded.filter(|name| !name.is_empty()).collect();
    path.dedup();
    path.join("/")
}
