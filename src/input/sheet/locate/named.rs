//! Columns that the user names by their letters: `A=序号,F=公开时限`.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::source::CellRef;

/// Columns and what they hold, from left to right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedColumns(Vec<(u16, String)>);

/// What a column that is not wanted is called.
pub(in crate::input::sheet) const OTHER: &str = "其他";

impl NamedColumns {
    /// Reads `A=序号,F=公开时限`.
    ///
    /// # Errors
    /// When a part has no letter of a column or no meaning that a column can have; the message is for
    /// the user.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split([',', '，', ';', '；', '\n']).map(str::trim);
        let mut columns: Vec<(u16, String)> = Vec::new();
        for part in parts.filter(|part| !part.is_empty()) {
            let (letters, word) = part
                .split_once(['=', '＝'])
                .ok_or_else(|| format!("“{part}”里没有等号；写成 A=序号,B=一级事项 这样"))?;
            let (letters, word) = (letters.trim(), word.trim());
            let index = CellRef::column_index(letters).ok_or_else(|| {
                format!("“{letters}”不是一栏的字母；像表格软件那样写，如 A、F、AB")
            })?;
            if columns.iter().any(|(known, _)| *known == index) {
                return Err(format!("{letters} 栏写了两次"));
            }
            role(word).ok_or_else(|| unknown(&format!("{letters} 栏"), word))?;
            columns.push((index, word.to_owned()));
        }
        columns.sort_by_key(|(index, _)| *index);
        Ok(Self(columns))
    }

    /// The columns of a proposal, as the user would write them.
    pub(in crate::input::sheet) fn of(columns: &[SheetColumn]) -> Self {
        let named = columns.iter().filter_map(|c| Some((c.index, c.role.label()?)));
        Self(named.collect())
    }

    /// These columns, also those that hold something else.
    pub(in crate::input::sheet) fn of_all(columns: &[SheetColumn]) -> Self {
        let word = |role: &ColumnRole| role.label().unwrap_or_else(|| OTHER.to_owned());
        Self(columns.iter().map(|column| (column.index, word(&column.role))).collect())
    }

    /// Whether none is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a table of these columns lists: the kind that knows all the words.
    pub(in crate::input::sheet) fn kind(&self) -> TableKind {
        let known = |kind| {
            self.0
                .iter()
                .all(|(_, word)| word == OTHER || ColumnRole::from_heading(kind, word).is_some())
        };
        if known(TableKind::Catalogue) || !known(TableKind::Duties) {
            TableKind::Catalogue
        } else {
            TableKind::Duties
        }
    }

    /// The columns of a table of this kind; what it does not know is any other column.
    pub(in crate::input::sheet) fn columns(&self, kind: TableKind) -> Vec<SheetColumn> {
        let role = |word: &str| ColumnRole::from_heading(kind, word).unwrap_or(ColumnRole::Other);
        let column = |(index, word): &(u16, String)| SheetColumn {
            index: *index,
            heading: String::new(),
            role: role(word),
        };
        self.0.iter().map(column).collect()
    }
}

impl std::fmt::Display for NamedColumns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, (index, word)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}{}={word}", CellRef::column_letters(*index))?;
        }
        Ok(())
    }
}

/// What a word says of a column, in a table of either kind.
fn role(word: &str) -> Option<ColumnRole> {
    if word == OTHER {
        return Some(ColumnRole::Other);
    }
    let kinds = [TableKind::Catalogue, TableKind::Duties];
    kinds.into_iter().find_map(|kind| ColumnRole::from_heading(kind, word))
}

/// What is said of a meaning that no column has.
pub(in crate::input::sheet) fn unknown(column: &str, word: &str) -> String {
    format!("{column}的含义“{word}”不认识；写官方表的栏名，不要的栏写“{OTHER}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_letters() {
        let named = NamedColumns::parse("f=公开时限，A=序号, B=一级事项").unwrap();
        assert_eq!(named.to_string(), "A=序号,B=一级事项,F=公开时限");
        assert_eq!(named.kind(), TableKind::Catalogue);
        assert_eq!(NamedColumns::parse("A=权力类型,B=职责名称").unwrap().kind(), TableKind::Duties);
        assert!(NamedColumns::parse("").unwrap().is_empty());
        for (text, part) in
            [("A", "等号"), ("1=序号", "字母"), ("A=序号,a=编码", "两次"), ("A=甲乙丙丁", "不认识")]
        {
            assert!(NamedColumns::parse(text).is_err_and(|e| e.contains(part)), "{text}");
        }
    }
}
