//! broken-tick: a box that became a letter, such as 口政府网站. The reader of sheets puts boxes right
//! and reports them itself; the check speaks of other files.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule = Rule::warning(Area::Channels, include_str!("broken-tick.md"));

/// A letter that was read as a box, ticked or not.
pub(crate) fn read_as(letter: char, ticked: bool) -> Fault {
    let read = if ticked { "勾选" } else { "没有勾选" };
    // Fonts of symbols put their boxes here, which no other font shows.
    let shown = match letter {
        '\u{f000}'.. => "显示不出的符号".to_owned(),
        _ => format!("“{letter}”"),
    };
    RULE.fault(format!("勾选的方框坏了，成了{shown}，按“{read}”读"))
        .help("改回 ■ 和 □（或者 √），核对哪些渠道是勾选的")
}

/// A letter before the name of a channel.
pub(crate) fn before(letter: char, name: &str) -> Fault {
    let shown: String = name.chars().take(6).collect();
    RULE.fault(format!("勾选的方框坏了，成了“{letter}”：“{shown}”，看不出选了没有"))
        .help("改回 ■ 和 □，或者只写选用的渠道")
}
