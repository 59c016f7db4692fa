//! Settings and adjustments of a body from one form into the other. What cannot be said in the other form
//! is refused, never left out: what was written is read again and compared.

use super::book::{BookError, SettingsBook};
use crate::export::template::{FolderError, Hints, folder};
use crate::input::book::{ADJUSTMENT_KINDS, Trees, is_same, normal};
use crate::input::yaml::{self, Key, Node, Value, Yaml};
use crate::source::Span;

/// The settings of one body: what mulu.yaml, an adjustments file and 记录.yaml hold.
#[derive(Debug)]
pub struct TurnedSettings(Trees);

/// The files in YAML that say what a workbook says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsTexts {
    /// mulu.yaml.
    pub profile: String,
    /// An adjustments file, where there are some.
    pub adjustments: Option<String>,
    /// 记录.yaml, where there are some.
    pub records: Option<String>,
}

/// Why settings are not turned. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// A text that is no YAML.
    #[error("不是能读的 YAML，先用 mulu check 看哪里不对")]
    NoYaml,
    /// A workbook that cannot be read.
    #[error(transparent)]
    Book(#[from] BookError),
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

impl TurnedSettings {
    /// Settings that the layout of a new folder is made from.
    pub(super) fn new(profile: Node) -> Self {
        Self(Trees { profile, adjustments: mapping(Vec::new()), records: mapping(Vec::new()) })
    }

    /// Settings of texts: mulu.yaml, adjustments files and 记录.yaml.
    ///
    /// # Errors
    /// When one of them is no YAML.
    pub fn of_texts(
        profile: &str,
        adjustments: &[String],
        records: Option<&str>,
    ) -> Result<Self, TurnError> {
        let parse = |text: &str| yaml::parse(text).map_err(|_| TurnError::NoYaml);
        let files = adjustments.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>()?;
        let records = records.map(parse).transpose()?.map(|node| normal(&node));
        Ok(Self(Trees {
            profile: without_all(normal(&parse(profile)?)),
            adjustments: joined(&files),
            records: records.unwrap_or_else(|| mapping(Vec::new())),
        }))
    }

    /// Settings of a workbook.
    ///
    /// # Errors
    /// When the workbook cannot be read, or not all of it is understood.
    pub fn of_book(bytes: &[u8]) -> Result<Self, TurnError> {
        let book = SettingsBook::open(bytes.to_vec())?;
        if book.faults() > 0 {
            return Err(TurnError::Faults(book.faults()));
        }
        let trees = book.trees();
        Ok(Self(Trees {
            profile: without_all(normal(&trees.profile)),
            adjustments: normal(&trees.adjustments),
            records: normal(&trees.records),
        }))
    }

    /// The workbook that says the same.
    ///
    /// # Errors
    /// When something does not fit into cells.
    pub fn book(&self, hints: &Hints) -> Result<Vec<u8>, FolderError> {
        let Trees { profile, adjustments, records } = &self.0;
        let (adjustments, records) = (normal(adjustments), normal(records));
        folder(&Trees { profile: normal(profile), adjustments, records }, hints)
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

    /// The texts that say the same.
    ///
    /// # Errors
    /// When they do not.
    pub fn to_texts(&self) -> Result<SettingsTexts, TurnError> {
        let text = |node: &Node| (!node.entries().is_empty()).then(|| yaml::emit(&tree(node)));
        let profile = yaml::emit(&tree(&self.0.profile));
        let (adjustments, records) = (text(&self.0.adjustments), text(&self.0.records));
        let files: Vec<String> = adjustments.iter().cloned().collect();
        self.compared(&Self::of_texts(&profile, &files, records.as_deref())?)?;
        Ok(SettingsTexts { profile, adjustments, records })
    }

    fn compared(&self, other: &Self) -> Result<(), TurnError> {
        let (own, other) = (&self.0, &other.0);
        let trees = [
            (&own.profile, &other.profile),
            (&own.adjustments, &other.adjustments),
            (&own.records, &other.records),
        ];
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
