//! part-missing: one of the four parts of the column 政府信息公开 has no text.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Publish, include_str!("part-missing.md")).mended_by_body();

/// There is no file for the part. `demands` is what it has to say, as far as the 条例 names it.
pub(crate) fn no_text(part: &str, demands: &[&str]) -> Fault {
    let content = match demands {
        [] => String::new(),
        _ => format!("，写明：{}", demands.join("；")),
    };
    RULE.fault(format!("没有“{part}”的文字，网页上只有标题"))
        .help(format!("在 公布 文件夹里放 {part}.md 或 {part}.docx{content}"))
}
