//! Heads whose columns a user has settled: used again whenever the same head comes.
//!
//! A saved head names each of its headings and what the column holds. A head that has these headings and no
//! other is known by it; one that has others besides takes what it says of the headings they share. Columns
//! without a heading go by their letters. One that names columns by their letters alone is that of a table
//! without a head; given by the user for these very files, it says what `--columns` says.

use crate::input::sheet::locate::heading::{self};
use crate::input::sheet::locate::named::{self, NamedColumns, OTHER};
use crate::input::sheet::types::{ColumnDraft, ColumnRole, SheetColumn, TableKind};

use crate::input::yaml::{self, Node, Yaml};
use crate::source::CellRef;

/// All saved heads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mappings {
    /// The heads, the first that fits wins.
    pub heads: Vec<SavedHead>,
}

/// One saved head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedHead {
    /// What its table lists.
    pub kind: TableKind,
    /// Each column, and what it holds.
    pub columns: Vec<(ColumnName, ColumnRole)>,
}

/// What a saved head says of the columns of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::input::sheet) struct SaidColumns {
    /// Whether it says something of every heading.
    pub(in crate::input::sheet) whole: bool,
    /// These columns with what they hold, as the head names them.
    pub(in crate::input::sheet) columns: Vec<SheetColumn>,
}

/// How a saved head names a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnName {
    /// By the heading as it stands.
    Heading(String),
    /// By its place, where it has none.
    Index(u16),
}

impl ColumnName {
    fn of(column: &SheetColumn) -> Self {
        match column.heading.as_str() {
            "" => Self::Index(column.index),
            heading => Self::Heading(heading.to_owned()),
        }
    }

    fn heading(&self) -> Option<&str> {
        match self {
            Self::Heading(heading) => Some(heading),
            Self::Index(_) => None,
        }
    }

    fn names(&self, column: &SheetColumn) -> bool {
        match self {
            Self::Heading(heading) => heading::key(heading) == heading::key(&column.heading),
            Self::Index(index) => *index == column.index,
        }
    }
}

impl SavedHead {
    /// Whether the headings are exactly these, in any order.
    fn fits(&self, headings: &[String]) -> bool {
        let (mut saved, mut found) = (self.headings(), headings.to_vec());
        saved.sort_unstable();
        found.sort_unstable();
        !saved.is_empty() && saved == found
    }

    /// Whether all its headings are among these.
    fn is_part_of(&self, headings: &[String]) -> bool {
        let saved = self.headings();
        saved.len() >= SHARED && saved.iter().all(|heading| headings.contains(heading))
    }

    fn headings(&self) -> Vec<String> {
        self.columns.iter().filter_map(|(name, _)| name.heading()).map(heading::key).collect()
    }

    /// The columns that it names by their letters.
    fn lettered(&self) -> Vec<SheetColumn> {
        let column = |(name, role): &(ColumnName, ColumnRole)| match name {
            ColumnName::Index(index) => {
                Some(SheetColumn { index: *index, heading: String::new(), role: role.clone() })
            }
            ColumnName::Heading(_) => None,
        };
        self.columns.iter().filter_map(column).collect()
    }

    fn has_headings(&self) -> bool {
        self.columns.iter().any(|(name, _)| name.heading().is_some())
    }
}

/// So many headings of a saved head say that it is about a table that has others besides.
const SHARED: usize = 2;

/// The headings of a table.
fn headings<'a>(columns: impl Iterator<Item = &'a SheetColumn>) -> Vec<String> {
    let headed = columns.filter(|column| !column.heading.is_empty());
    headed.map(|column| heading::key(&column.heading)).collect()
}

impl Mappings {
    /// Gives the columns of a saved head their roles.
    pub(in crate::input::sheet) fn apply(
        &self,
        kind: TableKind,
        drafts: &mut [ColumnDraft],
    ) -> SaidColumns {
        let headings = headings(drafts.iter().map(|draft| &draft.column));
        let of_kind = || self.heads.iter().filter(|head| head.kind == kind);
        let whole = of_kind().find(|head| head.fits(&headings));
        let shared = || {
            let parts = of_kind().filter(|head| head.is_part_of(&headings));
            parts.max_by_key(|head| head.columns.len())
        };
        let Some(head) = whole.or_else(shared) else { return SaidColumns::default() };
        let mut said = SaidColumns { whole: whole.is_some(), columns: Vec::new() };
        let mut open: Vec<&(ColumnName, ColumnRole)> = head.columns.iter().collect();
        for draft in drafts.iter_mut() {
            // Two columns with one heading are settled in the order in which they were saved.
            let at = open.iter().position(|(name, _)| name.names(&draft.column));
            if let Some((_, role)) = at.map(|at| open.remove(at)) {
                draft.column.role = role.clone();
                draft.quality = 1.0;
                draft.bent = false;
                said.columns.push(draft.column.clone());
            }
        }
        said
    }

    /// Whether a saved head says something of a table with these columns.
    pub(in crate::input::sheet) fn knows(&self, kind: TableKind, columns: &[SheetColumn]) -> bool {
        let headings = headings(columns.iter());
        let fits = |head: &&SavedHead| match head.has_headings() {
            true => head.fits(&headings) || head.is_part_of(&headings),
            false => true,
        };
        self.heads.iter().filter(|head| head.kind == kind).any(|head| fits(&head))
    }

    /// The columns of the only saved head, where it names all by their letters: the same as `--columns`.
    pub fn by_letters(&self) -> Option<NamedColumns> {
        let [only] = self.heads.as_slice() else { return None };
        (!only.has_headings()).then(|| NamedColumns::of_all(&only.lettered()))
    }

    /// The columns of a table without a head, where they were saved.
    pub(in crate::input::sheet) fn without_head(
        &self,
        wanted: Option<TableKind>,
    ) -> Option<(TableKind, Vec<SheetColumn>)> {
        let fits = |head: &&SavedHead| {
            let is_wanted = wanted.is_none_or(|kind| kind == head.kind);
            !head.has_headings() && !head.columns.is_empty() && is_wanted
        };
        self.heads.iter().find(fits).map(|head| (head.kind, head.lettered()))
    }
}

impl Mappings {
    /// Reads a file of saved heads.
    ///
    /// # Errors
    /// When the text is no YAML, or names a meaning that no column has; the message is for the user.
    pub fn read(text: &str) -> Result<Self, String> {
        Self::of(&yaml::parse(text).map_err(|_| "不是能读的 YAML".to_owned())?)
    }

    /// The saved heads of a tree.
    ///
    /// # Errors
    /// When it names a meaning that no column has; the message is for the user.
    pub fn of(node: &Node) -> Result<Self, String> {
        let heads = node.get(HEADS).map_or(&[][..], Node::elements);
        Ok(Self { heads: heads.iter().map(read_head).collect::<Result<_, _>>()? })
    }

    /// The file of these heads.
    pub fn write(&self) -> String {
        let heads = self.heads.iter().map(|head| {
            let columns = head.columns.iter().map(|(name, role)| {
                let meaning = role.label().unwrap_or_else(|| OTHER.to_owned());
                let name = match name {
                    ColumnName::Heading(heading) => ("栏名", Some(Yaml::text(heading))),
                    ColumnName::Index(index) => {
                        ("栏", Some(Yaml::text(CellRef::column_letters(*index))))
                    }
                };
                Yaml::map([name, ("含义", Some(Yaml::text(meaning)))])
            });
            Yaml::map([
                ("种类", Some(Yaml::text(head.kind.label()))),
                ("各栏", Some(Yaml::List(columns.collect()))),
            ])
        });
        yaml::emit(&Yaml::map([(HEADS, Some(Yaml::List(heads.collect())))]))
    }

    /// Adds a head unless one with the same headings is there.
    pub fn add(&mut self, kind: TableKind, columns: &[SheetColumn]) {
        let headed = columns.iter().any(|column| !column.heading.is_empty());
        // A column without a heading, of which nothing is known, is not worth a line.
        let says_nothing = |column: &SheetColumn| {
            headed && column.heading.is_empty() && column.role == ColumnRole::Other
        };
        let columns: Vec<(ColumnName, ColumnRole)> = columns
            .iter()
            .filter(|column| !says_nothing(column))
            .map(|column| (ColumnName::of(column), column.role.clone()))
            .collect();
        let same = |head: &SavedHead| {
            head.kind == kind && head.columns.iter().map(|c| &c.0).eq(columns.iter().map(|c| &c.0))
        };
        if !self.heads.iter().any(same) {
            self.heads.push(SavedHead { kind, columns });
        }
    }
}

const HEADS: &str = "表头";

fn read_head(node: &Node) -> Result<SavedHead, String> {
    let kind = match node.text("种类") {
        Some("职责清单") => TableKind::Duties,
        Some("标准目录") | None => TableKind::Catalogue,
        Some(word) => return Err(format!("“种类”不能写“{word}”，可以写：标准目录、职责清单")),
    };
    let columns = node.get("各栏").map_or(&[][..], Node::elements);
    let columns = columns.iter().map(|column| read_column(kind, column));
    Ok(SavedHead { kind, columns: columns.collect::<Result<_, String>>()? })
}

fn read_column(kind: TableKind, column: &Node) -> Result<(ColumnName, ColumnRole), String> {
    let (name, shown) = match (column.text("栏名"), column.text("栏")) {
        (Some(heading), _) => (ColumnName::Heading(heading.to_owned()), format!("“{heading}”")),
        (None, Some(letters)) => {
            let index = CellRef::column_index(letters);
            let index =
                index.ok_or_else(|| format!("“栏: {letters}”不是一栏的字母，如 A、F、AB"))?;
            (ColumnName::Index(index), format!("{letters} 栏"))
        }
        (None, None) => {
            return Err("“各栏”下面每一栏要写“栏名”，没有表头的写“栏”（字母）".to_owned());
        }
    };
    let role = match column.text("含义").unwrap_or(OTHER) {
        OTHER => ColumnRole::Other,
        word => {
            let role = ColumnRole::from_heading(kind, word);
            role.ok_or_else(|| named::unknown(&shown, word))?
        }
    };
    Ok((name, role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_read_back() {
        let column =
            |heading: &str, role| SheetColumn { index: 0, heading: heading.to_owned(), role };
        let mut mappings = Mappings::default();
        let columns = [
            column("事项名", ColumnRole::Name(2)),
            column("要点", ColumnRole::Elements),
            column("甲", ColumnRole::Other),
        ];
        mappings.add(TableKind::Catalogue, &columns);
        mappings.add(TableKind::Catalogue, &columns);
        assert_eq!(mappings.heads.len(), 1);
        assert_eq!(mappings.without_head(None), None);
        // A table without a head is known by the letters of its columns.
        let bare = SheetColumn { index: 27, heading: String::new(), role: ColumnRole::Limit };
        mappings.add(TableKind::Catalogue, std::slice::from_ref(&bare));
        assert!(mappings.write().contains("{栏: AB, 含义: 公开时限}"), "{}", mappings.write());
        assert_eq!(mappings.without_head(None), Some((TableKind::Catalogue, vec![bare])));
        assert_eq!(Mappings::read(&mappings.write()).as_ref(), Ok(&mappings));
        assert_eq!(mappings.by_letters(), None);
        let wrong = "表头: [{种类: 标准目录, 各栏: [{栏名: 甲, 含义: 乙}]}]";
        assert!(Mappings::read(wrong).is_err_and(|message| message.contains("不认识")));
    }
}
