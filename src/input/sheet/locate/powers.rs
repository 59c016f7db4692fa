//! Which kind of power a list of duties is of, where no column says it: by the heading over its names, by a title, by
//! the name of its sheet or of its file, and by rows of their own between those of duties.

use crate::input::sheet::locate::{heading, lists};
use crate::input::sheet::power_sign::{PowerOfGroup, PowerPlace, PowerTold};
use crate::input::sheet::recognition::{Skip, Skipped};
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::{POWER_KINDS, fold, writing};
use crate::source::CellRef;
use crate::text::Wording;

/// Words of titles and headings with the kind of power that they speak of, behind a sign.
static IN_TITLES: Wording = Wording::named("表题里说的权力类型");
static IN_HEADINGS: Wording = Wording::named("栏名里说的权力类型");
/// What makes the words in front of it none of a list of such duties.
static NEGATIONS: Wording = Wording::named("表题里权力类型前面的否定");
/// What makes them the name of an office: 行政许可科.
static OFFICES: Wording = Wording::named("表题里权力类型后面的机构");
/// Titles beside kinds of power that list something else as well.
static OTHERS: Wording = Wording::named("表题里不是权力的清单");
/// How the name of a group of duties of one kind ends behind the kind.
static GROUP_ENDS: Wording = Wording::named("分组行里权力类型后面的话");

/// What words say of kinds of power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::input::sheet) enum NamedPower {
    /// Nothing.
    Nothing,
    /// They name this one, and no other.
    One(&'static str),
    /// They name several, or something beside it.
    Several,
}

impl NamedPower {
    fn of(kinds: impl Iterator<Item = &'static str>) -> Self {
        kinds.fold(Self::Nothing, |known, kind| match known {
            Self::Nothing => Self::One(kind),
            Self::One(one) if one == kind => known,
            _ => Self::Several,
        })
    }

    fn one(self) -> Option<&'static str> {
        match self {
            Self::One(kind) => Some(kind),
            Self::Nothing | Self::Several => None,
        }
    }
}

/// What a title or the name of a sheet or file says.
pub(in crate::input::sheet) fn in_title(text: &str) -> NamedPower {
    let text = fold::compact(&writing::simplified(text));
    let mut others = OTHERS.iter().filter(|word| text.contains(*word)).peekable();
    let more = others.peek().is_some();
    let named = NamedPower::of(IN_TITLES.iter().filter_map(|entry| named_in(&text, entry)));
    let denied = NEGATIONS
        .iter()
        .any(|no| POWER_KINDS.iter().any(|kind| text.contains(&format!("{no}{kind}"))));
    if denied {
        return NamedPower::Nothing;
    }
    let open = POWER_KINDS.iter().any(|kind| text.contains(&format!("{kind}等")));
    match named {
        NamedPower::One(_) if more || open => NamedPower::Several,
        named => named,
    }
}

/// The kind of an entry `words>kind`, where the text has the words and neither denies them nor names an office by them.
fn named_in(text: &str, entry: &'static str) -> Option<&'static str> {
    let (word, kind) = entry.split_once('>')?;
    let is_named = |(at, _): (usize, &str)| {
        let before = text.get(..at).unwrap_or("");
        let after = text.get(at + word.len()..).unwrap_or("");
        !NEGATIONS.iter().any(|no| before.ends_with(no))
            && !OFFICES.iter().any(|office| after.starts_with(office))
    };
    text.match_indices(word).any(is_named).then_some(kind)
}

/// What the heading of a column says: 行政处罚内容, 抽查事项, 许可机关.
fn in_heading(text: &str) -> NamedPower {
    let key = heading::key(text);
    let kinds = IN_HEADINGS.iter().filter_map(|entry| {
        let (word, kind) = entry.split_once('>')?;
        key.contains(word).then_some(kind)
    });
    NamedPower::of(kinds)
}

/// The kind of power that a row of its own names for those below it, and nothing else: 二、行政处罚（共12项）,
/// 一 | 行政许可事项.
pub(in crate::input::sheet) fn in_group(text: &str) -> Option<&'static str> {
    let parts = || text.split(['|', '｜']).map(str::trim).filter(|part| !part.is_empty());
    let mut kinds = parts().filter_map(of_group);
    let kind = kinds.next()?;
    let rest = || parts().filter(|part| of_group(part).is_none());
    (kinds.next().is_none() && rest().all(is_number_or_count)).then_some(kind)
}

fn of_group(part: &str) -> Option<&'static str> {
    let name = fold::compact(&writing::simplified(part));
    let bare = lists::without_count(without_ordinal(fold::split_numbering(&name).1));
    let bare = bare.trim_end_matches([':', '：']);
    let named = kind_named(bare).or_else(|| {
        let ending = GROUP_ENDS.iter().find_map(|end| bare.strip_suffix(end))?;
        kind_named(ending)
    });
    // 青山县水利局行政许可事项: whose they are stands before the kind.
    let of_body = || {
        let kind = in_title(bare).one()?;
        let ends = GROUP_ENDS.iter().any(|end| bare.ends_with(&format!("{kind}{end}")));
        (ends && !bare.starts_with('对') && !bare.contains('的')).then_some(kind)
    };
    named.or_else(of_body)
}

/// A kind of power by its name, one of the ten or another that lists have: 公共服务, 行政审批, 行政备案.
fn kind_named(name: &str) -> Option<&'static str> {
    static OLD: Wording = Wording::named("已经没有的权力类型");
    static LOCAL: Wording = Wording::named("另设的权力类型");
    let old = OLD.iter().filter_map(|entry| Some(entry.split_once('>')?.0));
    let mut others = old.chain(LOCAL.iter().copied()).chain([PUBLIC_SERVICE]);
    lists::power(name).or_else(|| others.find(|kind| *kind == name))
}

/// What columns of kinds of power say of what is none.
const PUBLIC_SERVICE: &str = "公共服务";

/// Whether a kind is one of the ten.
pub(in crate::input::sheet) fn is_of_the_ten(kind: &str) -> bool {
    POWER_KINDS.contains(&kind)
}

/// 第二部分行政强制, 附件2:行政处罚事项清单 without which part it is.
fn without_ordinal(name: &str) -> &str {
    const PARTS: [&str; 4] = ["部分", "章", "篇", "类"];
    const SHEETS: [&str; 3] = ["附件", "附表", "表"];
    let after = |part: &str| name.find(part).and_then(|at| name.get(at + part.len()..));
    if name.starts_with('第') {
        return PARTS.iter().find_map(|part| after(part)).unwrap_or(name);
    }
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十:：、.-".contains(c);
    let sheet = SHEETS.iter().find_map(|word| name.strip_prefix(word));
    sheet.map_or(name, |rest| rest.trim_start_matches(is_number))
}

/// 一, （二）, 3, 共12项, 第2-15页.
fn is_number_or_count(part: &str) -> bool {
    let bare = part.trim_matches(|c: char| "（）()、.．，,：: ".contains(c));
    let bare = bare.trim_start_matches(['共', '计', '第']).trim_end_matches(['项', '件', '页']);
    let is_span = || bare.split('-').all(|part| part.parse::<u32>().is_ok());
    let is_number = fold::chinese_number(bare).is_some() || fold::mark(bare).is_some();
    bare.is_empty() || is_number || is_span()
}

/// The kinds of power of groups of rows, from one heading between them to the next.
#[derive(Default)]
pub(in crate::input::sheet) struct PowersOfGroups {
    current: PowerOfGroup,
    /// The rank of the heading that named the kind.
    rank: Option<u8>,
}

impl PowersOfGroups {
    /// Goes on below a heading between rows: it names a kind, stands below one that does, or ends it.
    pub(in crate::input::sheet) fn below(&mut self, text: &str, at: CellRef) -> PowerOfGroup {
        let rank = rank(text);
        if let Some(kind) = in_group(text) {
            (self.current, self.rank) = (PowerOfGroup::Kind(kind, at), rank);
        } else if matches!(self.current, PowerOfGroup::Kind(..)) {
            let is_lower = rank.zip(self.rank).is_some_and(|(own, above)| own > above);
            if !is_lower {
                self.current = PowerOfGroup::Ended;
            }
        }
        self.current
    }
}

/// How far down in an outline a heading stands by its number: 第一部分, 一、, （一）, 1., (1).
fn rank(text: &str) -> Option<u8> {
    let text = text.trim();
    if text.starts_with('第') {
        return Some(0);
    }
    let number = fold::split_numbering(text).0?;
    let in_brackets = number.starts_with(['（', '(']);
    let in_figures = number.contains(|c: char| c.is_ascii_digit());
    Some(match (in_figures, in_brackets) {
        (false, false) => 1,
        (false, true) => 2,
        (true, false) => 3,
        (true, true) => 4,
    })
}

/// What stands around a table of duties that may name its kind of power.
pub(in crate::input::sheet) struct Surroundings<'a> {
    pub(in crate::input::sheet) columns: &'a [SheetColumn],
    /// The last row of the head.
    pub(in crate::input::sheet) head: u32,
    /// The rows above the head.
    pub(in crate::input::sheet) above: &'a [Skipped],
    pub(in crate::input::sheet) sheet: &'a str,
    pub(in crate::input::sheet) file: Option<&'a str>,
}

impl Surroundings<'_> {
    /// The kind of power of the whole list, as the nearest place says that names any; `None` where none does, or the
    /// list has a column for it.
    pub(in crate::input::sheet) fn power(&self) -> Option<PowerTold> {
        if self.columns.iter().any(|column| column.role == ColumnRole::Power) {
            return None;
        }
        let first = CellRef::new(self.head, 0);
        let sheet = || (PowerPlace::Sheet, first, self.sheet.to_owned(), in_title(self.sheet));
        let file = || {
            let name = self.file?;
            Some((PowerPlace::File, first, name.to_owned(), in_title(name)))
        };
        let mut places = self.headings().chain(self.titles()).chain([sheet()]).chain(file());
        let (place, at, words, named) = places.find(|place| place.3 != NamedPower::Nothing)?;
        let kind = named.one();
        let outright = match place {
            PowerPlace::Heading => kind.is_some_and(|kind| words.contains(kind)),
            // 职权类别：行政征收, 行政许可类（共9项）: the line says nothing else.
            PowerPlace::Title => {
                kind.is_some() && words.contains(['：', ':']) || lists::power(&words).is_some()
            }
            PowerPlace::Sheet | PowerPlace::File => false,
        };
        let is_line = outright && place == PowerPlace::Title;
        if kind == Some(CHECKS) && !is_line {
            // Lists of checks are of spot checks as well, which are no kind of power.
            let speaks = place == PowerPlace::Title && words.contains(CHECKS);
            return speaks.then_some(PowerTold { kind: None, place, at, words, outright: false });
        }
        Some(PowerTold { kind, place, at, words, outright })
    }

    /// The headings of what a duty is, rests on and is done by, in this order.
    fn headings(&self) -> impl Iterator<Item = PowerWords> {
        let telling = [ColumnRole::DutyName, ColumnRole::DutyBasis, ColumnRole::DutyBody];
        telling.into_iter().filter_map(|role| {
            let column = self.columns.iter().find(|column| column.role == role)?;
            let at = CellRef::new(self.head, column.index);
            let named = in_heading(&column.heading);
            Some((PowerPlace::Heading, at, column.title(), named))
        })
    }

    /// The titles above the head, the nearest first, then the other lines. One of these that speaks of one kind says
    /// less than a title, but none is of one kind where it counts several.
    fn titles(&self) -> impl Iterator<Item = PowerWords> {
        let named = |line: &Skipped| {
            let at = CellRef::new(line.row, 0);
            (PowerPlace::Title, at, line.text.clone(), in_title(&line.text))
        };
        let is_title = |line: &&Skipped| line.why == Skip::Title;
        let several = move |line: &&Skipped| in_title(&line.text) == NamedPower::Several;
        let first = self.above.iter().rev().filter(move |line| is_title(line) || several(line));
        let rest = self.above.iter().rev().filter(move |line| !is_title(line) && !several(line));
        first.chain(rest).map(named)
    }
}

/// Lists of checks (抽查事项, 涉企检查计划) say by such words what is looked at, and none of them has a kind of power.
const CHECKS: &str = "行政检查";

/// A place that may name a kind of power: its cell, its words, and what they name.
type PowerWords = (PowerPlace, CellRef, String, NamedPower);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_kinds() {
        use NamedPower::{Nothing, One, Several};
        for (title, named) in [
            ("青山县交通运输局行政处罚事项清单", One("行政处罚")),
            ("青山县水务局涉企行政检查事项清单", One("行政检查")),
            ("青山区林业局随机抽查事项清单", One("行政检查")),
            ("青山縣行政許可事項目錄（2026年版）", One("行政许可")),
            ("市应急管理局处罚事项目录", One("行政处罚")),
            ("行政执法事项清单（行政处罚372项）", One("行政处罚")),
            ("青山县行政许可、行政处罚事项清单", Several),
            ("青山县行政许可等权力事项清单", Several),
            ("青山县行政许可和公共服务事项清单", Several),
            ("青山县水利局权力清单", Nothing),
            ("青山县行政审批局权责清单", Nothing),
            ("县纪律检查委员会权责清单", Nothing),
            ("不予行政处罚事项清单", Nothing),
            ("行政许可科岗位职责清单", Nothing),
            ("审批项目表", Nothing),
        ] {
            assert_eq!(in_title(title), named, "{title}");
        }
    }

    #[test]
    fn rows_between_name_kinds() {
        for (text, kind) in [
            ("行政处罚(三十六项)", Some("行政处罚")),
            ("二、行政处罚（共12项）", Some("行政处罚")),
            ("（三）行政检查类事项", Some("行政检查")),
            ("第二部分 行政强制", Some("行政强制")),
            ("一 | 行政许可（5项）", Some("行政许可")),
            ("十、其他类", Some("其他行政权力")),
            ("青山县水利局行政许可事项（2项）", Some("行政许可")),
            ("二、行政处罚事项清单", Some("行政处罚")),
            ("附件2：行政处罚事项目录", Some("行政处罚")),
            ("（一）道路运输", None),
            ("对违法采砂的行政处罚", None),
            ("三、公共服务", Some("公共服务")),
            ("四、行政审批（3项）", Some("行政审批")),
            ("五、便民服务", None),
            ("1 | 取水许可", None),
        ] {
            assert_eq!(in_group(text), kind, "{text}");
        }
    }

    #[test]
    fn a_kind_ends_at_the_next_heading_of_its_rank() {
        let at = CellRef::new(0, 0);
        let permits = PowerOfGroup::Kind("行政许可", at);
        let mut powers = PowersOfGroups::default();
        assert_eq!(powers.below("综合科", at), PowerOfGroup::Untold);
        assert_eq!(powers.below("一、行政许可", at), permits);
        assert_eq!(powers.below("（一）道路运输", at), permits);
        assert_eq!(powers.below("（二）水路运输", at), permits);
        assert_eq!(powers.below("二、便民服务", at), PowerOfGroup::Ended);
        assert_eq!(powers.below("三、行政处罚", at), PowerOfGroup::Kind("行政处罚", at));
    }
}
