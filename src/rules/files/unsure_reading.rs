//! unsure-reading: what a reader guessed or could not have. A warning where text is lost.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::note(Area::Files, include_str!("unsure-reading.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

/// What to do about text that looks wrong.
const RESAVE: &str = "看看文字对不对；有乱码时，用 WPS 或 Excel 打开原文件，另存为 .xlsx 再用";

/// An encoding that was guessed.
pub(crate) fn guessed_encoding(name: &str) -> Fault {
    RULE.fault(format!("文件没有标明编码，按 {name} 读取，是推断的")).help(RESAVE)
}

/// Characters that cannot be decoded, which are lost.
pub(crate) fn undecodable(count: usize) -> Fault {
    RULE.fault(format!("有 {count} 个字符解不出来，读作 �，内容不完整"))
        .level(Severity::Warning)
        .help(RESAVE)
}

/// Any other doubt about how the characters are read.
pub(crate) fn characters(what: &str) -> Fault {
    RULE.fault(what).help(RESAVE)
}

/// Something in the file that is no plain cell; with `lost`, its text could not be had.
pub(crate) fn content(what: &str, lost: bool) -> Fault {
    let fault = RULE.fault(what).help("打开原文件核对；要紧的内容，写进普通的单元格再用");
    if lost { fault.level(Severity::Warning) } else { fault }
}

/// A list of duties given by itself, without the catalogue that it belongs to.
pub(crate) fn duties_alone(sheet: &str, count: usize, seen: &str) -> Fault {
    RULE.fault(format!(
        "工作表“{sheet}”是职责清单，读到 {count} 项{seen}；名称、类型、依据、主体查过了，和目录对不对得上没有查"
    ))
    .help("要和目录对照的，把清单放进单位文件夹的 duties 里，再校验整个文件夹；用 mulu link 推荐每一项对应哪个事项")
}
