//! missing-key: a key, a column or a cell that must be there is not.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("missing-key.md")).mended_by_body();

/// A key of a mapping: there without content, or not there at all. `doc` says what it is for.
pub(crate) fn key(within: &str, key: &str, doc: &str, is_written: bool) -> Fault {
    let message = match is_written {
        true => format!("“{key}”后面没有内容"),
        false => format!("{within}缺少“{key}”"),
    };
    RULE.fault(message).help(format!("补上“{key}: …”（{doc}）"))
}

/// Columns without which a sheet of adjustments cannot be read.
pub(crate) fn columns(sheet: &str, missing: &[&str]) -> Fault {
    RULE.fault(format!("“{sheet}”表缺少这些栏：{}，整张表读不出来", missing.join("、")))
        .help("表头照模板写；用 mulu template adjustments 可以重新生成一份")
}

/// A sheet of 目录.xlsx whose head is not found, or lacks columns.
pub(crate) fn book_columns(sheet: &str, missing: &[&str]) -> Fault {
    RULE.fault(format!("“{sheet}”表缺少这些栏：{}，整张表读不出来", missing.join("、")))
        .help("表头照原样写；用 mulu init 可以重新生成一份空的来对照")
}

/// 目录.xlsx without the sheet that says whose catalogue it is.
pub(crate) fn book_basics(sheet: &str) -> Fault {
    RULE.fault(format!("目录.xlsx 里没有“{sheet}”这张工作表，不知道是谁的目录"))
        .help("工作表的名称照原样写；用 mulu init 可以重新生成一份空的来对照")
}

/// A cell without which a row of adjustments cannot be read.
pub(crate) fn cell(heading: &str, help: &str) -> Fault {
    RULE.fault(format!("这一行没有写“{heading}”，整行不会被用到")).help(help)
}

/// 修改 was chosen for an item, but nothing says what changes.
pub(crate) fn change(item: &str) -> Fault {
    RULE.fault(format!("{item} 的处理是“修改”，但“修改”表里没有它，等于没有改"))
        .help("到“修改”表里写改哪一栏、改成什么；不改的，处理写“采用”")
}
