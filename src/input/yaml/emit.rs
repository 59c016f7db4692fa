//! YAML out: a small tree of texts, lists and mappings as readable YAML.
//!
//! Everything is text, as in the files that people write. A text that YAML would take for something
//! else is quoted; what is written here is read back the same by [`super::parse`].

use crate::text::is_format;

/// What can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yaml {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Yaml>),
    /// A mapping; keys keep their order.
    Map(Vec<(String, Yaml)>),
}

/// A list of short texts up to this width stands on one line.
const FLOW_WIDTH: usize = 60;

impl Yaml {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// A mapping of those entries that have a value.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Option<Self>)>) -> Self {
        Self::Map(entries.into_iter().filter_map(|(k, v)| Some((k.into(), v?))).collect())
    }
}

/// Writes a tree as a YAML document.
pub fn emit(tree: &Yaml) -> String {
    let mut out = String::new();
    match tree {
        Yaml::Map(entries) if !entries.is_empty() => map(entries, 0, &mut out),
        Yaml::List(elements) if !elements.is_empty() => list(elements, 0, &mut out),
        other => {
            out.push_str(&flow(other));
            out.push('\n');
        }
    }
    out
}

fn map(entries: &[(String, Yaml)], depth: usize, out: &mut String) {
    for (at, (key, value)) in entries.iter().enumerate() {
        // The first key of a mapping in a list stands behind the dash.
        if at > 0 || !out.ends_with("- ") {
            indent(depth, out);
        }
        out.push_str(&scalar(key));
        out.push(':');
        nested(value, depth, out);
    }
}

/// What follows a key.
fn nested(value: &Yaml, depth: usize, out: &mut String) {
    match value {
        Yaml::Map(entries) if !entries.is_empty() && !is_short(value) => {
            out.push('\n');
            map(entries, depth + 1, out);
        }
        Yaml::List(elements) if !elements.is_empty() && !is_short(value) => {
            out.push('\n');
            list(elements, depth + 1, out);
        }
        other => {
            out.push(' ');
            out.push_str(&flow(other));
            out.push('\n');
        }
    }
}

fn list(elements: &[Yaml], depth: usize, out: &mut String) {
    for element in elements {
        indent(depth, out);
        out.push_str("- ");
        match element {
            Yaml::Map(entries) if !entries.is_empty() && !is_short(element) => {
                map(entries, depth + 1, out);
            }
            other => {
                out.push_str(&flow(other));
                out.push('\n');
            }
        }
    }
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Whether a list or mapping of texts is short enough for one line.
fn is_short(value: &Yaml) -> bool {
    let plain = |v: &Yaml| matches!(v, Yaml::Text(_));
    let texts = match value {
        Yaml::Text(_) => true,
        Yaml::List(elements) => elements.iter().all(plain),
        Yaml::Map(entries) => {
            entries.len() <= 3
                && entries.iter().all(|(_, v)| match v {
                    Yaml::List(elements) => elements.iter().all(plain),
                    other => plain(other),
                })
        }
    };
    texts && flow(value).chars().count() <= FLOW_WIDTH
}

/// A value on one line.
fn flow(value: &Yaml) -> String {
    match value {
        Yaml::Text(text) => scalar(text),
        Yaml::List(elements) => {
            let inner: Vec<String> = elements.iter().map(flow).collect();
            format!("[{}]", inner.join(", "))
        }
        Yaml::Map(entries) => {
            let inner: Vec<String> =
                entries.iter().map(|(k, v)| format!("{}: {}", scalar(k), flow(v))).collect();
            format!("{{{}}}", inner.join(", "))
        }
    }
}

/// A text, plain where that is safe everywhere, else in double quotes.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    const FIRST: &str = "-?:,[]{}#&*!|>'\"%@`~=<";
    let Some(first) = text.chars().next() else { return false };
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let numeric = text.chars().all(|c| c.is_ascii_digit() || "+-._:eExXoO".contains(c));
    !FIRST.contains(first)
        && text.trim() == text
        && !numeric
        && !words.contains(&text.to_ascii_lowercase().as_str())
        && !text.contains([',', '[', ']', '{', '}', '\\', '"'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && text.chars().all(|c| !c.is_control() && !c.is_whitespace() || c == ' ')
        && !text.contains(is_unprintable)
}

fn is_unprintable(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' | '\u{e000}'..='\u{f8ff}')
        || is_format(c)
}

pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_unprintable(c) => {
                let code = u32::from(c);
                let wide = code > 0xffff;
                out.push_str(&if wide {
                    format!("\\U{code:08x}")
                } else {
                    format!("\\u{code:04x}")
                });
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Node, Value, parse};
    use super::*;
    use proptest::prelude::*;

    fn same(node: &Node, tree: &Yaml) -> bool {
        match (&node.value, tree) {
            (Value::Scalar(read), Yaml::Text(written)) => read == written,
            (Value::Sequence(read), Yaml::List(written)) => {
                read.len() == written.len() && read.iter().zip(written).all(|(r, w)| same(r, w))
            }
            (Value::Mapping(read), Yaml::Map(written)) => {
                read.len() == written.len()
                    && read.iter().zip(written).all(|(r, w)| r.0.text == w.0 && same(&r.1, &w.1))
            }
            _ => false,
        }
    }

    #[test]
    fn reads_well() {
        let tree = Yaml::map([
            ("编码", Some(Yaml::text("19.004"))),
            ("事项", Some(Yaml::texts(["最低生活保障", "办事指南"]))),
            (
                "公开依据",
                Some(Yaml::texts(
                    ["《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）第二条第三款";
                        2],
                )),
            ),
            (
                "公开渠道",
                Some(Yaml::map([("选用", Some(Yaml::texts(["政府网站"]))), ("可选", None)])),
            ),
            ("公开方式", None),
        ]);
        let long =
            "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）第二条第三款";
        let expected = format!(
            "编码: \"19.004\"\n事项: [最低生活保障, 办事指南]\n公开依据:\n  - {long}\n  - {long}\n公开渠道: {{选用: [政府网站]}}\n"
        );
        assert_eq!(emit(&tree), expected);
    }

    fn trees() -> impl Strategy<Value = Yaml> {
        let text = prop_oneof![
            "[一-龥a-z0-9 :#,\\-\\[\\]{}\"'\n：、（）]{0,12}",
            prop::sample::select(vec![
                "null",
                "~",
                "yes",
                "1.0",
                "2020-01-01",
                "",
                " ",
                "- a",
                "a: b",
                "〔2012〕45号",
                "\u{feff}",
                "\u{f0fe}"
            ])
            .prop_map(str::to_owned),
        ];
        let leaf = text.clone().prop_map(Yaml::Text);
        leaf.prop_recursive(3, 24, 4, move |inner| {
            let key = "[一-龥a-z]{1,4}[0-9]{2}";
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Yaml::List),
                prop::collection::btree_map(key, inner, 1..4)
                    .prop_map(|m| Yaml::Map(m.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_back(tree in trees()) {
            let text = emit(&tree);
            let node = parse(&text).unwrap_or_else(|e| panic!("{text}\n{e:?}"));
            prop_assert!(same(&node, &tree), "{}\n{:?}\n{:?}", text, tree, node);
        }
    }
}
