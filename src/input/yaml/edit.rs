//! Edits in a YAML text that somebody wrote: comments, quotes and layout stay.
//!
//! The new text is read again and must say what was meant and nothing else; an edit for which that
//! cannot be reached is refused.

use super::emit::{quoted, scalar};
use super::parse;
use super::tree::{Key, Node, Value};
use crate::source::Span;

/// The text with another value under a key at its top, which need not be there yet; `None` when that
/// cannot be written with certainty.
pub fn set(text: &str, key: &str, value: &str) -> Option<String> {
    let before = parse(text).ok()?;
    let new = match before.entry(key) {
        Some((_, node)) if node.value != Value::Null => {
            let raw = slice(text, node.span)?;
            replaced(text, node.span, &restyled(raw, value))
        }
        Some((name, _)) => inserted(text, after_colon(text, name)?, &format!(" {}", plain(value))),
        None => ended(text, &format!("{}: {}", scalar(key), plain(value))),
    };
    let after = parse(&new).ok()?;
    let meant = after.text(key) == Some(value) && same_but_for(key, &before, &after);
    meant.then_some(new)
}

/// The text with one more entry, a mapping of texts, at the end of the list under a key at its top;
/// `None` when that cannot be written with certainty.
pub fn append(text: &str, key: &str, entry: &[(&str, String)]) -> Option<String> {
    let before = parse(text).ok()?;
    let first = || format!("{}  - {}", line_end(text), inline(entry));
    let new = match before.entry(key) {
        None => ended(text, &format!("{}:{}", scalar(key), first())),
        Some((name, Node { value: Value::Null, .. })) => {
            inserted(text, after_colon(text, name)?, &first())
        }
        Some((name, list)) => match list.elements().last() {
            Some(last) => behind(text, last, entry)?,
            None => {
                let from = after_colon(text, name)?;
                let gap = text.get(from..)?.find("[]").filter(|gap| is_blank(text, from, *gap))?;
                format!("{}{}{}", text.get(..from)?, first(), text.get(from + gap + 2..)?)
            }
        },
    };
    let after = parse(&new).ok()?;
    let (was, now) = (elements(&before, key), elements(&after, key));
    let (last, others) = now.split_last()?;
    let meant = same_all(was, others) && says(last, entry) && same_but_for(key, &before, &after);
    meant.then_some(new)
}

/// The text with one more text in an entry of a list, behind another one of that entry; the list is found by
/// the keys that lead to it. `None` when that cannot be written with certainty.
pub fn add_behind(
    text: &str,
    (list, at): (&[&str], usize),
    behind: &str,
    (key, value): (&str, &str),
) -> Option<String> {
    let before = parse(text).ok()?;
    let entry = entry_at(&before, list, at)?;
    if entry.get(key).is_some() {
        return None;
    }
    let (name, node) = entry.entry(behind)?;
    let (start, end) = (name.span.start as usize, node.span.end as usize);
    let from = node.span.start as usize;
    let end = from + text.get(from..end)?.trim_end().len();
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let prefix = text.get(line..start)?;
    let written = format!("{}: {}", scalar(key), plain(value));
    let new = if prefix.contains(['{', ',']) {
        inserted(text, end, &format!(", {written}"))
    } else {
        let indent = " ".repeat(prefix.chars().count());
        let eol = line_end(text);
        match text.get(end..)?.find('\n') {
            Some(at) => inserted(text, end + at + 1, &format!("{indent}{written}{eol}")),
            None => format!("{text}{eol}{indent}{written}{eol}"),
        }
    };
    let after = parse(&new).ok()?;
    let says_it = entry_at(&after, list, at)?.text(key) == Some(value);
    (says_it && is_same(&before, &without(&after, list, at, key)?)).then_some(new)
}

fn list_at<'a>(node: &'a Node, list: &[&str]) -> Option<&'a Node> {
    list.iter().try_fold(node, |node, key| node.get(key))
}

fn entry_at<'a>(node: &'a Node, list: &[&str], at: usize) -> Option<&'a Node> {
    list_at(node, list)?.elements().get(at)
}

/// A tree without one key of an entry of a list.
fn without(node: &Node, list: &[&str], at: usize, key: &str) -> Option<Node> {
    let mut copy = node.clone();
    let mut here = &mut copy;
    for name in list {
        let Value::Mapping(entries) = &mut here.value else { return None };
        here = &mut entries.iter_mut().find(|(known, _)| known.text == *name)?.1;
    }
    let Value::Sequence(elements) = &mut here.value else { return None };
    let Value::Mapping(entries) = &mut elements.get_mut(at)?.value else { return None };
    entries.retain(|(known, _)| known.text != key);
    Some(copy)
}

fn elements<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::elements)
}

/// One more entry behind the last of a list, written as that one is.
fn behind(text: &str, last: &Node, entry: &[(&str, String)]) -> Option<String> {
    let (start, end) = (last.span.start as usize, last.span.end as usize);
    let end = start + text.get(start..end)?.trim_end().len();
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let prefix = text.get(line..start)?;
    let is_flow = prefix.trim_end().ends_with('{') || text.get(start..)?.starts_with('{');
    let indent: String = prefix.chars().take_while(|c| *c == ' ').collect();
    let bare = prefix.trim().trim_end_matches('{').trim_end();
    if bare != "-" {
        // A list on one line: behind the brace of its last mapping.
        let rest = text.get(end..)?;
        let brace =
            if is_flow && !text.get(start..end)?.ends_with('}') { rest.find('}')? + 1 } else { 0 };
        return Some(inserted(text, end + brace, &format!(", {}", inline(entry))));
    }
    let eol = line_end(text);
    let written = match is_flow {
        true => format!("{indent}- {}", inline(entry)),
        false => block(entry, &indent, eol),
    };
    match text.get(end..)?.find('\n') {
        Some(at) => Some(inserted(text, end + at + 1, &format!("{written}{eol}"))),
        None => Some(ended(text, &written)),
    }
}

/// The entries of a mapping on lines of their own.
fn block(entry: &[(&str, String)], indent: &str, eol: &str) -> String {
    let lines = entry.iter().enumerate().map(|(at, (key, value))| {
        let mark = if at == 0 { "- " } else { "  " };
        format!("{indent}{mark}{}: {}", scalar(key), plain(value))
    });
    lines.collect::<Vec<_>>().join(eol)
}

/// The entries of a mapping on one line.
fn inline(entry: &[(&str, String)]) -> String {
    let parts = entry.iter().map(|(key, value)| format!("{}: {}", scalar(key), plain(value)));
    format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
}

/// A value without quotes where that is safe; dates never have any in these files.
fn plain(value: &str) -> String {
    if value.parse::<jiff::civil::Date>().is_ok() { value.to_owned() } else { scalar(value) }
}

/// A value in the quotes of the one that it replaces.
fn restyled(raw: &str, value: &str) -> String {
    let body = raw.trim_end();
    let tail = raw.get(body.len()..).unwrap_or_default();
    let written = match body.chars().next() {
        Some('\'') => format!("'{}'", value.replace('\'', "''")),
        Some('"') => quoted(value),
        _ => plain(value),
    };
    written + tail
}

fn slice(text: &str, span: Span) -> Option<&str> {
    text.get(span.start as usize..span.end as usize)
}

fn replaced(text: &str, span: Span, by: &str) -> String {
    let mut new = text.to_owned();
    new.replace_range(span.start as usize..span.end as usize, by);
    new
}

fn inserted(text: &str, at: usize, what: &str) -> String {
    let mut new = text.to_owned();
    new.insert_str(at, what);
    new
}

/// The text with one more line at its end.
fn ended(text: &str, line: &str) -> String {
    let eol = line_end(text);
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { eol };
    format!("{text}{gap}{line}{eol}")
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn is_blank(text: &str, from: usize, length: usize) -> bool {
    text.get(from..from + length).is_some_and(|between| between.trim().is_empty())
}

fn after_colon(text: &str, key: &Key) -> Option<usize> {
    let end = key.span.end as usize;
    text.get(end..)?.find(':').map(|at| end + at + 1)
}

fn says(node: &Node, entry: &[(&str, String)]) -> bool {
    node.entries().len() == entry.len()
        && entry.iter().all(|(key, value)| node.text(key) == Some(value))
}

/// Whether two trees say the same under all keys at the top but one.
fn same_but_for(key: &str, before: &Node, after: &Node) -> bool {
    let others = |node: &Node| -> Vec<(String, Node)> {
        let entries = node.entries().iter().filter(|(name, _)| name.text != key);
        entries.map(|(name, node)| (name.text.to_string(), node.clone())).collect()
    };
    let (before, after) = (others(before), others(after));
    before.len() == after.len()
        && before.iter().zip(&after).all(|((a, x), (b, y))| a == b && is_same(x, y))
}

fn same_all(one: &[Node], other: &[Node]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
}

/// Whether two trees say the same, wherever they stand.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(a), Value::Scalar(b)) => a == b,
        (Value::Sequence(a), Value::Sequence(b)) => same_all(a, b),
        (Value::Mapping(a), Value::Mapping(b)) => {
            let same =
                |((a, x), (b, y)): (&(Key, Node), &(Key, Node))| a.text == b.text && is_same(x, y);
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Vec<(&'static str, String)> {
        vec![
            ("阶段", "备案".to_owned()),
            ("日期", "2020-11-10".to_owned()),
            ("说明", "a: b".to_owned()),
        ]
    }

    #[test]
    fn values_keep_their_style() {
        for (text, new) in [
            ("甲: \"1\"  # 留着\r\n乙: 2\r\n", "甲: \"2020-2\"  # 留着\r\n乙: 2\r\n"),
            ("甲: '1'", "甲: '2020-2'"),
            ("甲: 一 # 留着\n乙: 2\n", "甲: \"2020-2\" # 留着\n乙: 2\n"),
            ("甲:  # 空的\n乙: 2\n", "甲: \"2020-2\"  # 空的\n乙: 2\n"),
            ("乙: 2\n# 末尾", "乙: 2\n# 末尾\n甲: \"2020-2\"\n"),
        ] {
            assert_eq!(set(text, "甲", "2020-2").as_deref(), Some(new));
        }
        assert_eq!(
            set("甲: 2020-01-01\n", "甲", "2020-11-10").as_deref(),
            Some("甲: 2020-11-10\n")
        );
    }

    #[test]
    fn a_text_is_put_into_an_entry() {
        for (text, new) in [
            (
                "清单:\n  - 名称: 一 # 注\n    依据: 甲\n  - 名称: 二\n",
                "清单:\n  - 名称: 一 # 注\n    依据: 甲\n  - 名称: 二\n    对应: \"19.004\"\n",
            ),
            (
                "清单:\n- {名称: 一}\n- {名称: 二, 依据: 甲}\n",
                "清单:\n- {名称: 一}\n- {名称: 二, 对应: \"19.004\", 依据: 甲}\n",
            ),
            ("清单: [{名称: 一}, {名称: 二}]", "清单: [{名称: 一}, {名称: 二, 对应: \"19.004\"}]"),
            (
                "清单:\n- 名称: 一\n- 名称: 二",
                "清单:\n- 名称: 一\n- 名称: 二\n  对应: \"19.004\"\n",
            ),
        ] {
            let put = add_behind(text, (&["清单"], 1), "名称", ("对应", "19.004"));
            assert_eq!(put.as_deref(), Some(new), "{text}");
        }
        let said = "清单:\n- 名称: 一\n  对应: 甲\n";
        assert_eq!(add_behind(said, (&["清单"], 0), "名称", ("对应", "乙")), None);
        assert_eq!(add_behind(said, (&["清单"], 1), "名称", ("对应", "乙")), None);
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        for text in ["甲: &名 一\n乙: *名\n", "甲: [一]\n", "{甲: 一}\n...\n", "- 一\n", "甲: [\n"]
        {
            let new = set(text, "甲", "二");
            assert!(new.is_none_or(|new| parse(&new).unwrap().text("甲") == Some("二")), "{text}");
        }
        assert_eq!(set("- 一\n", "甲", "二"), None);
        assert_eq!(set("乙: |\n  文\n...\n", "甲", "二"), None);
    }

    #[test]
    fn entries_are_written_as_the_last_one_is() {
        let flow = "{阶段: 备案, 日期: 2020-11-10, 说明: \"a: b\"}";
        let block = "- 阶段: 备案\n    日期: 2020-11-10\n    说明: \"a: b\"\n";
        for (text, new) in [
            (
                "记录:\n  - {阶段: 编制}  # 一\n# 末\n",
                format!("记录:\n  - {{阶段: 编制}}  # 一\n  - {flow}\n# 末\n"),
            ),
            ("记录:\n- {阶段: 编制}\n乙: 1", format!("记录:\n- {{阶段: 编制}}\n- {flow}\n乙: 1")),
            (
                "记录:\n  - 阶段: 编制\n    日期: 一 # 注\n乙: 1\n",
                format!("记录:\n  - 阶段: 编制\n    日期: 一 # 注\n  {block}乙: 1\n"),
            ),
            ("记录: [{阶段: 编制}]\n", format!("记录: [{{阶段: 编制}}, {flow}]\n")),
            ("记录: []\n", format!("记录:\n  - {flow}\n")),
            ("记录:\n", format!("记录:\n  - {flow}\n")),
            ("乙: 1", format!("乙: 1\n记录:\n  - {flow}\n")),
            ("记录:\n  - {阶段: 编制}", format!("记录:\n  - {{阶段: 编制}}\n  - {flow}\n")),
        ] {
            assert_eq!(append(text, "记录", &entry()).as_deref(), Some(new.as_str()), "{text}");
        }
    }

    #[test]
    fn a_list_that_is_none_is_refused() {
        for text in ["记录: 一\n", "记录: {阶段: 编制}\n", "记录: &表 []\n乙: *表\n", "[一]\n"]
        {
            assert_eq!(append(text, "记录", &entry()), None, "{text}");
        }
    }
}
