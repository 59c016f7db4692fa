//! Heads whose columns a user has settled: used again whenever the same head comes.
//!
//! A saved head names each of its headings and what the column holds. It applies to a head that has all
//! of these headings and no other.

use crate::input::sheet::locate::heading::{self};
use crate::input::sheet::types::{ColumnDraft, ColumnRole, SheetColumn, TableKind};

use crate::input::yaml::{self, Node, Yaml};

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
    /// Each heading as it stands, and the role of the column.
    pub columns: Vec<(String, ColumnRole)>,
}

impl SavedHead {
    /// Whether the headings are exactly these, in any order.
    fn fits(&self, drafts: &[ColumnDraft]) -> bool {
        let mut saved: Vec<String> = self.columns.iter().map(|(h, _)| heading::key(h)).collect();
        let mut found: Vec<String> = drafts
            .iter()
            .filter(|draft| !draft.column.heading.is_empty())
            .map(|draft| heading::key(&draft.column.heading))
            .collect();
        saved.sort_unstable();
        found.sort_unstable();
        !saved.is_empty() && saved == found
    }
}

impl Mappings {
    /// Gives the columns of a saved head their roles; whether there was one.
    pub(in crate::input::sheet) fn apply(
        &self,
        kind: TableKind,
        drafts: &mut [ColumnDraft],
    ) -> bool {
        let fitting = self.heads.iter().find(|head| head.kind == kind && head.fits(drafts));
        let Some(head) = fitting else { return false };
        let mut open: Vec<&(String, ColumnRole)> = head.columns.iter().collect();
        for draft in drafts.iter_mut().filter(|draft| !draft.column.heading.is_empty()) {
            let key = heading::key(&draft.column.heading);
            // Two columns with one heading are settled in the order in which they were saved.
            let at = open.iter().position(|(heading, _)| heading::key(heading) == key);
            if let Some((_, role)) = at.map(|at| open.remove(at)) {
                draft.column.role = role.clone();
                draft.quality = 1.0;
                draft.bent = false;
            }
        }
        true
    }
}

impl Mappings {
    /// Reads a file of saved heads.
    ///
    /// # Errors
    /// When the text is no YAML, or names a meaning that no column has; the message is for the user.
    pub fn read(text: &str) -> Result<Self, String> {
        let node = yaml::parse(text).map_err(|_| "不是能读的 YAML".to_owned())?;
        let heads = node.get(HEADS).map_or(&[][..], Node::elements);
        Ok(Self { heads: heads.iter().map(read_head).collect::<Result<_, _>>()? })
    }

    /// The file of these heads.
    pub fn write(&self) -> String {
        let heads = self.heads.iter().map(|head| {
            let columns = head.columns.iter().map(|(heading, role)| {
                let meaning = role.label().unwrap_or_else(|| OTHER.to_owned());
                Yaml::map([
                    ("栏名", Some(Yaml::text(heading))),
                    ("含义", Some(Yaml::text(meaning))),
                ])
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
        let columns: Vec<(String, ColumnRole)> = columns
            .iter()
            .filter(|column| !column.heading.is_empty())
            .map(|column| (column.heading.clone(), column.role.clone()))
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
const OTHER: &str = "其他";

fn read_head(node: &Node) -> Result<SavedHead, String> {
    let kind = match node.text("种类") {
        Some("职责清单") => TableKind::Duties,
        Some("标准目录") | None => TableKind::Catalogue,
        Some(word) => return Err(format!("“种类”不能写“{word}”，可以写：标准目录、职责清单")),
    };
    let columns = node.get("各栏").map_or(&[][..], Node::elements);
    let columns = columns.iter().map(|column| {
        let heading = column.text("栏名").unwrap_or_default().to_owned();
        let meaning = column.text("含义").unwrap_or(OTHER);
        let role = match meaning {
            OTHER => ColumnRole::Other,
            word => ColumnRole::from_heading(kind, word).ok_or_else(|| {
                format!("“{heading}”的含义“{word}”不认识；写官方表的栏名，不要的栏写“{OTHER}”")
            })?,
        };
        Ok((heading, role))
    });
    Ok(SavedHead { kind, columns: columns.collect::<Result<_, String>>()? })
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
        assert_eq!(Mappings::read(&mappings.write()), Ok(mappings));
        let wrong = "表头: [{种类: 标准目录, 各栏: [{栏名: 甲, 含义: 乙}]}]";
        assert!(Mappings::read(wrong).is_err_and(|message| message.contains("不认识")));
    }
}
