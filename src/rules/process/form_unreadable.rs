//! form-unreadable: a form that came back cannot be read, or is no form.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Process, include_str!("form-unreadable.md")).mended_by_body();

/// A file that cannot be opened.
pub(crate) fn unreadable(reason: &str) -> Fault {
    RULE.fault(format!("读不出来，没有读：{reason}"))
        .help("请单位重新发一份；用 WPS 或 Excel 打得开的，另存为 .xlsx 再放进来")
}

/// A file without the table of a form.
pub(crate) fn no_form() -> Fault {
    RULE.fault("不是征求意见表：没有一张表同时有“部门意见”和“编码”（或“事项”）两栏，没有读")
        .help("不是反馈的文件移出这个文件夹；改过表头的，把栏名改回来")
}
