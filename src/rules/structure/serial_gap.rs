//! serial-gap: 序号 that comes twice or jumps. Where the table begins with 1 and lacks one number, a row is
//! missing; other jumps are only a note, since the table may be a part of another.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("serial-gap.md")).also(&[Severity::Note]);

/// A number that was used before.
pub(crate) fn double(number: u32) -> Fault {
    fault(format!("序号 {number} 用了两次，说到这个序号时分不清是哪一行"))
}

/// The only number that a table lacks.
pub(crate) fn missing(number: u32) -> Fault {
    fault(format!("序号少了 {number}，像是少了一行"))
}

/// A number with nothing beside it.
pub(crate) fn alone(row: u32, number: u32) -> Fault {
    RULE.fault(format!("第{row}行只有序号 {number}，整行没有内容"))
        .help("对照原件把这一行补上；没有这一项的，删去这一行，序号重新编")
}

/// The first of all jumps in a table.
pub(crate) fn jump(before: u32, number: u32, jumps: usize) -> Fault {
    let more = match jumps {
        1 => String::new(),
        count => format!("，这张表里共有{count}处这样的"),
    };
    fault(format!("序号从 {before} 跳到了 {number}，像是少了行{more}")).level(Severity::Note)
}

fn fault(message: String) -> Fault {
    RULE.fault(message).help("重新编一遍序号；事项确是删去的，在调整说明里写明")
}
