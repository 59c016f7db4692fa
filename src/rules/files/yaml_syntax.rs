//! yaml-syntax: a file is no YAML.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("yaml-syntax.md")).mended_by_body();

/// `*名称` without `&名称` before it.
pub(crate) fn unknown_anchor() -> Fault {
    RULE.fault("以“*”开头的内容会被当成引用，但前面没有“&”定义过它")
        .help("内容本身以“*”开头时，用引号括起来：\"*…\"")
}

/// `---` between two documents.
pub(crate) fn several_documents() -> Fault {
    RULE.fault("一个文件里有几份内容（用“---”隔开），只能有一份")
        .help("删去“---”，或者拆成几个文件")
}

/// Something that the parser alone found; `garbled` where the text is no UTF-8.
pub(crate) fn unknown(garbled: bool) -> Fault {
    let message = match garbled {
        true => "文件不是 UTF-8 编码，有些字读不出来",
        false => "从这里起读不下去：缩进、引号、括号或冒号有一处不对",
    };
    RULE.fault(message).help(
        "看这一行和上一行：同一级要对齐；“名称: 内容”用半角冒号加一个空格；\
         内容里有“: ”、“#”或以引号、括号开头时，整段用英文双引号括起来",
    )
}

/// A tab in the indentation.
pub(crate) fn tab() -> Fault {
    RULE.fault("行首用了制表符（Tab），缩进只能用空格")
        .help("把制表符（Tab）换成空格：每深一级空两格")
}

/// A full-width space in the indentation.
pub(crate) fn wide_space() -> Fault {
    RULE.fault("行首用了全角空格，缩进只能用半角空格")
        .help("把全角空格换成半角空格：每深一级空两格")
}

/// A full-width colon behind a key.
pub(crate) fn wide_colon() -> Fault {
    RULE.fault("冒号是全角的“：”，名称和内容没有分开").help("把“：”改成半角的“:”，后面空一格")
}
