//! Two headings that stand in one cell: 公开内容（要素）公开依据 over two columns.
//!
//! What is no heading as a whole, but two known ones one behind the other, is taken apart. The second one
//! stands over the next column where that has none; in a head of one row that ends before its table does, all
//! headings behind it move on by one. Only headings of catalogues: those of duties are often made of two words.

use crate::input::sheet::locate::heading;
use crate::input::sheet::types::{ColumnRole, HeadText, TableKind};

/// A shorter part begins or ends too many headings: 公开事项依据 is one.
const SHORTEST: usize = 4;

/// Takes such headings apart.
pub(in crate::input::sheet) fn apart(one_row: bool, stacks: &mut Vec<Vec<HeadText>>) {
    let mut at = 0;
    while let Some(stack) = stacks.get(at) {
        let free = stacks.get(at + 1).is_some_and(Vec::is_empty);
        let ends_early = one_row && stacks.last().is_some_and(Vec::is_empty);
        if (free || ends_early)
            && let Some((first, second)) = parts(stack)
        {
            if free {
                stacks.remove(at + 1);
            } else {
                stacks.pop();
            }
            stacks.splice(at..=at, [vec![first], vec![second]]);
        }
        at += 1;
    }
}

/// The two headings of a cell, each with the text of the cell and its own key.
fn parts(stack: &[HeadText]) -> Option<(HeadText, HeadText)> {
    let [word] = stack else { return None };
    // A longer text is no two headings.
    if word.key.chars().nth(2 * heading::LONGEST).is_some() {
        return None;
    }
    let role = |key: &str| heading::exact(TableKind::Catalogue, key).map(|(role, _)| role);
    if role(&word.key).is_some() {
        return None;
    }
    // 主动公开事项目录 is a title, and 公开事项名称目录 says one thing twice.
    let column = |key: &str| {
        let plain = |role: &ColumnRole| !role.is_mark() && *role != ColumnRole::Name(0);
        role(key).filter(plain).filter(|_| key.chars().count() >= SHORTEST)
    };
    let are_two = |(first, second): &(&str, &str)| match (column(first), column(second)) {
        (Some(first), Some(second)) => first != second,
        _ => false,
    };
    let cuts = word.key.char_indices().map(|(at, _)| at).rev();
    let (first, second) = cuts.filter_map(|at| word.key.split_at_checked(at)).find(are_two)?;
    let part = |key: &str| HeadText { key: key.to_owned(), ..word.clone() };
    Some((part(first), part(second)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(headings: &[&str]) -> Vec<String> {
        let word =
            |text: &&str| HeadText { row: 0, text: (*text).to_owned(), key: heading::key(text) };
        let stack = |text: &&str| if text.is_empty() { Vec::new() } else { vec![word(text)] };
        let mut stacks: Vec<Vec<HeadText>> = headings.iter().map(stack).collect();
        apart(true, &mut stacks);
        let key = |stack: Vec<HeadText>| stack.into_iter().map(|word| word.key).collect();
        stacks.into_iter().map(key).collect()
    }

    #[test]
    fn headings_are_taken_apart_where_there_is_room() {
        let free = shown(&["序号", "公开内容（要素） 公开依据", "", "公开时限"]);
        assert_eq!(free, ["序号", "公开内容(要素)", "公开依据", "公开时限"]);
        let early = shown(&["序号", "公开内容公开依据", "公开时限", ""]);
        assert_eq!(early, ["序号", "公开内容", "公开依据", "公开时限"]);
        for whole in ["公开渠道和载体", "公开事项依据", "主动公开事项目录"] {
            assert_eq!(shown(&["序号", whole, ""]), ["序号", whole, ""]);
        }
        let none = shown(&["序号", "公开内容公开依据", "公开时限"]);
        assert_eq!(none, ["序号", "公开内容公开依据", "公开时限"]);
    }
}
