//! Settings and adjustments of a body from one form into the other. What cannot be said in the other form
//! is refused, never left out: what was written is read again and compared.

use crate::export::template::{FolderError, Hints, folder};
use crate::finding::Finding;
use crate::input::book::{self, ADJUSTMENT_KINDS, is_same, normal};
use crate::input::tables::{ReadOptions, read_tables};
use crate::input::yaml::{self, Key, Node, Value, Yaml};
use crate::source::{SourceMap, Span};

/// The settings of one body: what mulu.yaml holds, and an adjustments file.
#[derive(Debug, Clone)]
pub struct Settings {
    /// mulu.yaml.
    pub profile: Node,
    /// The adjustments.
    pub adjustments: Node,
}

/// Why settings are not turned. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// A text that is no YAML.
    #[error("不是能读的 YAML，先用 mulu check 看哪里不对")]
    NoYaml,
    /// A workbook that cannot be read.
    #[error("{0}")]
    NoBook(String),
    /// It holds what is not read.
    #[error("里面有 {0} 处读不懂的地方，先用 mulu check 看")]
    Faults(usize),
    /// It does not come out the same.
    #[error("“{0}”的写法在另一种形式里写不出来，没有转")]
    NotTheSame(String),
    /// It does not fit into a workbook.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

impl Settings {
    /// Settings of texts: mulu.yaml and adjustments files.
    ///
    /// # Errors
    /// When one of them is no YAML.
    pub fn of_texts(profile: &str, adjustments: &[String]) -> Result<Self, TurnError> {
        let parse = |text: &str| yaml::parse(text).map_err(|_| TurnError::NoYaml);
        let files = adjustments.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>()?;
        let profile = without_all(normal(&parse(profile)?));
        Ok(Self { profile, adjustments: joined(&files) })
    }

    /// Settings of a workbook.
    ///
    /// # Errors
    /// When the workbook cannot be read, or not all of it is understood.
    pub fn of_book(bytes: &[u8]) -> Result<Self, TurnError> {
        let read = read_tables(bytes, &ReadOptions::default())
            .map_err(|error| TurnError::NoBook(error.to_string()))?;
        let mut map = SourceMap::new();
        let file = map.add_sheets(crate::input::project::BOOK_FILE, None, read.workbook);
        let mut findings: Vec<Finding> = Vec::new();
        let workbook = map.workbook(file).ok_or(TurnError::Faults(1))?;
        let trees = book::read(file, workbook, &mut findings).ok_or(TurnError::Faults(1))?;
        if !findings.is_empty() {
            return Err(TurnError::Faults(findings.len()));
        }
        let adjustments = normal(&trees.adjustments);
        Ok(Self { profile: without_all(normal(&trees.profile)), adjustments })
    }

    /// The workbook that says the same.
    ///
    /// # Errors
    /// When something does not fit into cells.
    pub fn book(&self, hints: &Hints) -> Result<Vec<u8>, FolderError> {
        folder(&normal(&self.profile), &normal(&self.adjustments), hints)
    }

    /// The workbook, read again to be sure that it says the same.
    ///
    /// # Errors
    /// When it does not.
    pub fn to_book(&self, hints: &Hints) -> Result<Vec<u8>, TurnError> {
        let bytes = self.book(hints)?;
        self.compared(&Self::of_book(&bytes)?)?;
        Ok(bytes)
    }

    /// The texts that say the same: mulu.yaml, and the adjustments where there are some.
    ///
    /// # Errors
    /// When they do not.
    pub fn to_texts(&self) -> Result<(String, Option<String>), TurnError> {
        let profile = yaml::emit(&tree(&self.profile));
        let adjusts = !self.adjustments.entries().is_empty();
        let adjustments = adjusts.then(|| yaml::emit(&tree(&self.adjustments)));
        let files: Vec<String> = adjustments.iter().cloned().collect();
        self.compared(&Self::of_texts(&profile, &files)?)?;
        Ok((profile, adjustments))
    }

    fn compared(&self, other: &Self) -> Result<(), TurnError> {
        let trees = [(&self.profile, &other.profile), (&self.adjustments, &other.adjustments)];
        let differing = trees.into_iter().find_map(|(own, other)| differing(&normal(own), other));
        differing.map_or(Ok(()), |key| Err(TurnError::NotTheSame(key)))
    }
}

/// The first key under which two trees say different things.
fn differing(one: &Node, other: &Node) -> Option<String> {
    let same = |key: &str| match (one.get(key), other.get(key)) {
        (Some(one), Some(other)) => is_same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    };
    let mut keys = one.entries().iter().chain(other.entries()).map(|(key, _)| &key.text);
    keys.find(|key| !same(key)).map(ToString::to_string)
}

fn mapping(entries: Vec<(Key, Node)>) -> Node {
    Node { span: Span::default(), value: Value::Mapping(entries) }
}

fn key(text: &str) -> Key {
    Key { span: Span::default(), text: text.to_owned().into() }
}

/// 领域: 全部 says no more than leaving it out. One domain is a list of one.
fn without_all(mut profile: Node) -> Node {
    if let Value::Mapping(entries) = &mut profile.value {
        entries.retain(|(key, node)| {
            let all = |node: &Node| node.scalar() == Some("全部");
            key.text != "领域" || !(all(node) || node.elements().iter().any(all))
        });
    }
    profile
}

/// The entries of several adjustments files in one, each with the domain of its file.
fn joined(files: &[Node]) -> Node {
    let mut lists: Vec<(&str, Vec<Node>)> = ADJUSTMENT_KINDS.map(|k| (k, Vec::new())).to_vec();
    let mut others = Vec::new();
    for file in files {
        let domain = file.get("领域").map(normal);
        for (name, node) in file.entries() {
            match lists.iter_mut().find(|(kind, _)| *kind == name.text) {
                Some((_, list)) => {
                    let entries = node.elements().iter().map(normal);
                    list.extend(entries.map(|entry| with_domain(entry, domain.as_ref())));
                }
                // What no adjustments file has must not be lost: nothing is turned then.
                None if name.text != "领域" => others.push((key(&name.text), normal(node))),
                None => {}
            }
        }
    }
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let list = |list| Node { span: Span::default(), value: Value::Sequence(list) };
    let mut entries: Vec<(Key, Node)> = lists.map(|(kind, l)| (key(kind), list(l))).collect();
    entries.extend(others);
    mapping(entries)
}

fn with_domain(mut entry: Node, domain: Option<&Node>) -> Node {
    if let (Value::Mapping(entries), Some(domain)) = (&mut entry.value, domain)
        && !entries.iter().any(|(key, _)| key.text == "领域")
    {
        entries.insert(0, (key("领域"), domain.clone()));
    }
    entry
}

fn tree(node: &Node) -> Yaml {
    match &node.value {
        Value::Null => Yaml::text(""),
        Value::Scalar(text) => Yaml::text(text.as_ref()),
        Value::Sequence(elements) => Yaml::List(elements.iter().map(tree).collect()),
        Value::Mapping(entries) => Yaml::Map(
            entries.iter().map(|(key, node)| (key.text.to_string(), tree(node))).collect(),
        ),
    }
}
