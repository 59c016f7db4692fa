//! Fixes in a YAML file, spliced into its text: comments, quotes and layout stay.
//!
//! The new text is read again and must say what was meant and nothing else; a fix for which that cannot
//! be reached is left out.

use std::ops::Range;

use super::Fix;
use crate::input::yaml::{Key, Node, Value, parse};
use crate::source::{FilePlace, Span};

/// A file after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// The fixes that were made.
    pub made: Vec<Fix>,
    /// Fixes that could not be written without touching more.
    pub left: Vec<Fix>,
}

/// Makes fixes in the text of a file. Those that do not stand in it as they say are left out.
pub fn apply(text: &str, fixes: &[Fix]) -> Fixed {
    let unchanged =
        |left: &[Fix]| Fixed { text: text.to_owned(), made: Vec::new(), left: left.to_vec() };
    let Ok(before) = parse(text) else { return unchanged(fixes) };
    if let Some(new) = spliced(text, &before, fixes) {
        return Fixed { text: new, made: fixes.to_vec(), left: Vec::new() };
    }
    // One of them cannot be made: find out which.
    let (made, left): (Vec<Fix>, Vec<Fix>) = fixes
        .iter()
        .cloned()
        .partition(|fix| spliced(text, &before, std::slice::from_ref(fix)).is_some());
    match spliced(text, &before, &made) {
        Some(new) => Fixed { text: new, made, left },
        None => unchanged(fixes),
    }
}

/// The text with all these fixes; `None` when it would not say what was meant.
fn spliced(text: &str, before: &Node, fixes: &[Fix]) -> Option<String> {
    let mut edits: Vec<(Range<usize>, &Fix)> = Vec::new();
    for fix in fixes {
        let FilePlace::Span(span) = fix.location.place else { return None };
        edits.push((span.start as usize..span.end as usize, fix));
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (range, fix) in &edits {
        new.push_str(text.get(at..range.start)?);
        new.push_str(&rewritten(text.get(range.clone())?, fix)?);
        at = range.end;
    }
    new.push_str(text.get(at..)?);
    let after = parse(&new).ok()?;
    same_but_for(before, &after, fixes).then_some(new)
}

/// A scalar as it stands in the file, with its new text in the same style.
fn rewritten(raw: &str, fix: &Fix) -> Option<String> {
    let Fix { before, after, .. } = fix;
    if raw == before {
        return Some(plain(after));
    }
    let body = raw.trim_end();
    let tail = &raw[body.len()..];
    if body.starts_with('\'') && body.ends_with('\'') && !before.contains('\n') {
        return Some(format!("'{}'{tail}", after.replace('\'', "''")));
    }
    if body.starts_with('"') && body.ends_with('"') && !before.contains('\n') {
        return Some(format!("{}{tail}", double_quoted(after)));
    }
    line_by_line(raw, before, after).or_else(|| by_fragment(raw, before, after))
}

/// Without quotes where that reads back, else in quotes.
fn plain(text: &str) -> String {
    let reads_back = |written: &str| {
        // In a flow list more is forbidden than in a block: what is right there is right everywhere.
        let list = parse(&format!("[{written}]\n"));
        list.is_ok_and(|node| matches!(node.elements(), [only] if only.scalar() == Some(text)))
    };
    if reads_back(text) { text.to_owned() } else { double_quoted(text) }
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A block (`|`, `>`) or a scalar over several lines: each line that changes is found in the file and
/// replaced, its indentation stays.
fn line_by_line(raw: &str, before: &str, after: &str) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    if old.len() != new.len() {
        return None;
    }
    let mut rewritten = raw.to_owned();
    for (old, new) in old.iter().zip(&new).filter(|(old, new)| old != new) {
        if raw.matches(old).count() != 1 {
            return None;
        }
        rewritten = rewritten.replace(old, new);
    }
    Some(rewritten)
}

/// A scalar whose lines are folded: the part that changes is found in the file, with as much around it
/// as makes it the only one.
fn by_fragment(raw: &str, before: &str, after: &str) -> Option<String> {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tails = old.iter().rev().zip(new.iter().rev());
    let tail = tails.take(rest).take_while(|(a, b)| a == b).count();
    let windows = (0..=old.len()).flat_map(|n| [(n, 0), (0, n), (n, n)]);
    for (left, right) in windows {
        let (from, behind) = (head.saturating_sub(left), tail.saturating_sub(right));
        let fragment: String = old[from..old.len() - behind].iter().collect();
        if !fragment.is_empty() && raw.matches(&fragment).count() == 1 {
            let written: String = new[from..new.len() - behind].iter().collect();
            return Some(raw.replace(&fragment, &written));
        }
    }
    None
}

/// Whether two trees are the same apart from the fixes.
fn same_but_for(before: &Node, after: &Node, fixes: &[Fix]) -> bool {
    match (&before.value, &after.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(old), Value::Scalar(new)) => {
            let fix = fixes.iter().find(|fix| is_at(fix, before.span));
            fix.map_or(old == new, |fix| *old == fix.before && *new == fix.after)
        }
        (Value::Sequence(old), Value::Sequence(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(a, b)| same_but_for(a, b, fixes))
        }
        (Value::Mapping(old), Value::Mapping(new)) => {
            let same = |((a, x), (b, y)): (&(Key, Node), &(Key, Node))| {
                a.text == b.text && same_but_for(x, y, fixes)
            };
            old.len() == new.len() && old.iter().zip(new).all(same)
        }
        _ => false,
    }
}

fn is_at(fix: &Fix, span: Span) -> bool {
    matches!(fix.location.place, FilePlace::Span(own) if own == span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::FixKind;
    use crate::source::{Location, SourceMap};

    fn scalars(node: &Node) -> Vec<(Span, String)> {
        match &node.value {
            Value::Scalar(text) => vec![(node.span, text.to_string())],
            Value::Null => Vec::new(),
            Value::Sequence(_) => node.elements().iter().flat_map(scalars).collect(),
            Value::Mapping(_) => node.entries().iter().flat_map(|(_, v)| scalars(v)).collect(),
        }
    }

    /// Replaces `old` by `new` in every scalar of the text.
    fn fixed(text: &str, old: &str, new: &str) -> Fixed {
        let file = SourceMap::new().add_text("a.yaml", None, "");
        let fixes: Vec<Fix> = scalars(&parse(text).unwrap())
            .into_iter()
            .filter(|(_, value)| value.contains(old))
            .map(|(span, value)| Fix {
                location: Location::span(file, span),
                after: value.replace(old, new),
                before: value,
                kinds: vec![FixKind::Width],
            })
            .collect();
        assert!(!fixes.is_empty());
        apply(text, &fixes)
    }

    #[test]
    fn every_style_keeps_its_layout() {
        let text = "\u{feff}# 说明（甲)\r\n甲:   （乙)   # 留着\r\n乙: '（乙)'\r\n丙: \"（乙)\\t\"\r\n丁: [ （乙), 丙 ]\r\n\
                    戊:\r\n  - （乙)\r\n  - |\r\n    （乙)第一行\r\n    第二行\r\n  - >-\r\n    折叠（乙)\r\n    下一行\r\n";
        let fixed = fixed(text, "（乙)", "（乙）");
        assert_eq!(fixed.left, Vec::new());
        assert_eq!(fixed.made.len(), 7);
        assert_eq!(fixed.text, text.replace("（乙)", "（乙）"));
    }

    #[test]
    fn what_needs_quotes_gets_them() {
        let text = "甲: 一\n乙: [一, 二]\n丙: '一'\n";
        for new in ["a: b", "一, 二", "#一", "它's \"一\"", "- 一"] {
            let fixed = fixed(text, "一", new);
            assert_eq!(fixed.left, Vec::new(), "{new}");
            let node = parse(&fixed.text).unwrap();
            assert_eq!(node.text("甲"), Some(new));
            assert_eq!(node.texts("乙"), [new, "二"]);
            assert_eq!(node.text("丙"), Some(new));
        }
    }

    #[test]
    fn what_cannot_be_written_is_left() {
        let text = "甲: |\n  一\n  一\n乙: 一\n";
        let fixed = fixed(text, "一", "二");
        assert_eq!((fixed.made.len(), fixed.left.len()), (1, 1));
        assert_eq!(fixed.text, "甲: |\n  一\n  一\n乙: 二\n");
    }

    #[test]
    fn an_alias_is_not_touched() {
        let text = "甲: &名 一\n乙: *名\n";
        let fixed = fixed(text, "一", "二");
        assert_eq!(fixed.text, text);
        assert!(!fixed.left.is_empty());
    }
}
