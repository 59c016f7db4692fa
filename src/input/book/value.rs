//! Values of cells: a list is one element a line, and what is not a list is marked where it could be
//! taken for one. [`read`] and [`cell_text`] are each other's inverse.

use crate::input::yaml::{Key, Node, Value};
use crate::source::Span;

/// Before the one element of a list that would be taken apart without it.
const BULLET: &str = "· ";
/// Before the lines of 公开渠道 that are 可选.
const OPTIONAL: &str = "可选";
/// Before the lines of 公开对象 that name groups.
const GROUP: &str = "特定群体";
/// Characters at which a text may be taken for a list.
const SEPARATORS: &[char] = &['、', '；', ';', '，', ',', '\n', '/', '｜', '|', '·'];

/// The columns whose cells may hold several lines, each an element.
pub(super) fn has_lines(heading: &str) -> bool {
    matches!(
        heading,
        "责任单位"
            | "成员"
            | "事项"
            | "改名"
            | "公开内容"
            | "公开依据"
            | "公开主体"
            | "公开渠道"
            | "公开对象"
            | "公开方式"
            | "公开层级"
            | "其他"
    )
}

/// A scalar at a cell.
pub(super) fn scalar(text: String, span: Span) -> Node {
    Node { span, value: Value::Scalar(text.into()) }
}

/// The value of a cell of a column that may hold several.
pub(super) fn read(heading: &str, text: &str, span: Span) -> Node {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match heading {
        "其他" => table(&lines, span),
        "公开渠道" if lines.iter().any(|line| labelled(line, OPTIONAL).is_some()) => {
            parted(&lines, ("选用", OPTIONAL), span)
        }
        "公开对象" if lines.iter().any(|line| labelled(line, GROUP).is_some()) => {
            audience(&lines, span)
        }
        "公开方式" | "公开层级" => words(text, span),
        _ => list(&lines, span),
    }
}

/// A list of the lines; a single one without a bullet is a text.
fn list(lines: &[&str], span: Span) -> Node {
    match lines {
        [one] if !one.starts_with(BULLET) => scalar((*one).to_owned(), span),
        _ => sequence(lines.iter().map(|line| line.strip_prefix(BULLET).unwrap_or(line)), span),
    }
}

fn sequence<'a>(texts: impl Iterator<Item = &'a str>, span: Span) -> Node {
    let elements = texts.map(|text| scalar(text.trim().to_owned(), span)).collect();
    Node { span, value: Value::Sequence(elements) }
}

/// 主动、依申请 and 县级、乡级: words of closed lists.
fn words(text: &str, span: Span) -> Node {
    let words: Vec<&str> =
        text.split(SEPARATORS).map(str::trim).filter(|w| !w.is_empty()).collect();
    match words.as_slice() {
        [one] => scalar((*one).to_owned(), span),
        words => sequence(words.iter().copied(), span),
    }
}

/// What stands behind a label and its colon.
fn labelled<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    Some(line.strip_prefix(label)?.trim_start().strip_prefix(['：', ':'])?.trim())
}

fn mapping(entries: Vec<(&str, Node)>, span: Span) -> Node {
    let key = |text: &str| Key { span, text: text.to_owned().into() };
    let entries = entries.into_iter().map(|(text, node)| (key(text), node)).collect();
    Node { span, value: Value::Mapping(entries) }
}

/// Lines without the label, and those with it.
fn parted(lines: &[&str], keys: (&str, &str), span: Span) -> Node {
    let split = |text: &'_ str| text.split('、').map(|t| t.trim().to_owned()).collect::<Vec<_>>();
    let (mut plain, mut marked) = (Vec::new(), Vec::new());
    for line in lines {
        match labelled(line, keys.1) {
            Some(rest) => marked.extend(split(rest)),
            None => plain.extend(split(line)),
        }
    }
    let parts = [(keys.0, plain), (keys.1, marked)].into_iter();
    let parts = parts.filter(|(_, texts)| !texts.is_empty());
    let list = |texts: Vec<String>| sequence(texts.iter().map(String::as_str), span);
    mapping(parts.map(|(key, texts)| (key, list(texts))).collect(), span)
}

fn audience(lines: &[&str], span: Span) -> Node {
    let groups: Vec<&str> = lines.iter().filter_map(|line| labelled(line, GROUP)).collect();
    let mut entries = Vec::new();
    if lines.contains(&"全社会") {
        entries.push(("全社会", scalar("是".to_owned(), span)));
    }
    entries.push((GROUP, sequence(groups.into_iter(), span)));
    mapping(entries, span)
}

/// 其他: a column and its text on each line.
fn table(lines: &[&str], span: Span) -> Node {
    let pair = |line: &&str| {
        let (key, text) = line.split_once(['：', ':']).unwrap_or((line, ""));
        let key = Key { span, text: key.trim().to_owned().into() };
        (key, scalar(text.trim().to_owned(), span))
    };
    Node { span, value: Value::Mapping(lines.iter().map(pair).collect()) }
}

/// 最低生活保障/办事指南 as a list of names.
pub(super) fn split_names(node: &mut Node) {
    let Some(text) = node.scalar().filter(|text| text.contains(['/', '／'])) else { return };
    let names: Vec<String> = text.split(['/', '／']).map(|name| name.trim().to_owned()).collect();
    *node = sequence(names.iter().map(String::as_str), node.span);
}

/// The text of the cell that reads back as this value, which is in its normal form; `None` when no cell
/// can say it.
pub fn cell_text(heading: &str, node: &Node) -> Option<String> {
    match &node.value {
        Value::Null => Some(String::new()),
        Value::Scalar(text) => Some(text.to_string()),
        Value::Sequence(elements) => {
            let texts: Option<Vec<&str>> = elements.iter().map(Node::scalar).collect();
            let texts = texts?;
            Some(match (heading, texts.as_slice()) {
                ("公开方式" | "公开层级", _) => texts.join("、"),
                (_, [one]) => format!("{BULLET}{one}"),
                _ => texts.join("\n"),
            })
        }
        Value::Mapping(entries) => match heading {
            "公开渠道" => Some(labels(entries, ("选用", OPTIONAL))),
            "公开对象" => Some(labels(entries, ("全社会", GROUP))),
            "其他" => entries
                .iter()
                .map(|(key, value)| Some(format!("{}：{}", key.text, value.scalar()?)))
                .collect::<Option<Vec<String>>>()
                .map(|lines| lines.join("\n")),
            _ => None,
        },
    }
}

fn labels(entries: &[(Key, Node)], keys: (&str, &str)) -> String {
    let of = |key: &str| entries.iter().find(|(k, _)| k.text == key).map(|(_, node)| texts(node));
    let plain = of(keys.0).unwrap_or_default().into_iter();
    // 全社会 is a flag, and stands for itself.
    let plain = plain.map(|text| if keys.0 == "全社会" { keys.0.to_owned() } else { text });
    let marked = of(keys.1).unwrap_or_default().into_iter();
    let marked = marked.map(|text| format!("{}：{text}", keys.1));
    plain.chain(marked).collect::<Vec<_>>().join("\n")
}

fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Scalar(text) => vec![text.to_string()],
        _ => node.elements().iter().filter_map(Node::scalar).map(str::to_owned).collect(),
    }
}

/// A tree in the form in which two that mean the same are the same: empty values are gone, a list of one
/// text that nothing takes apart is that text, and spans are empty.
pub fn normal(node: &Node) -> Node {
    let value = match &node.value {
        Value::Null => Value::Null,
        Value::Scalar(text) => Value::Scalar(text.trim().to_owned().into()),
        Value::Sequence(elements) => {
            let elements: Vec<Node> = elements.iter().map(normal).collect();
            match elements.as_slice() {
                [Node { value: Value::Scalar(one), .. }] if !one.contains(SEPARATORS) => {
                    Value::Scalar(one.clone())
                }
                _ => Value::Sequence(elements),
            }
        }
        Value::Mapping(entries) => {
            let entries = entries.iter().filter(|(_, node)| node.value != Value::Null);
            normal_mapping(entries.map(|(key, node)| (key, normal(node))).collect())
        }
    };
    Node { span: Span::default(), value }
}

fn normal_mapping(entries: Vec<(&Key, Node)>) -> Value {
    // {选用: […]} says no more than the list.
    if let [(Key { text, .. }, node)] = entries.as_slice()
        && text == "选用"
    {
        return node.value.clone();
    }
    let key = |key: &Key| Key { span: Span::default(), text: key.text.clone() };
    Value::Mapping(entries.into_iter().map(|(k, node)| (key(k), node)).collect())
}

/// Whether two trees in their normal form say the same, wherever and in whatever order.
pub fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            let holds = |key: &str, node: &Node| {
                b.iter().any(|(other, value)| other.text == key && is_same(node, value))
            };
            a.len() == b.len() && a.iter().all(|(key, node)| holds(&key.text, node))
        }
        (a, b) => a == b,
    }
}
