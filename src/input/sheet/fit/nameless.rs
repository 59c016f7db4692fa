//! Texts of lists of duties that never name a duty: what has to be done for a power, within how many days, by
//! which office, and what happens to those who do not.

use crate::input::sheet::fit::{Looks, grammar};
use crate::input::sheet::locate::lists;
use crate::model::fold;
use crate::text::Wording;

/// What a text is that names no duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::input::sheet) enum Nameless {
    /// 1.受理责任：…, with the number that it has among the steps.
    Step(Option<u32>),
    /// 5日, 法定20个工作日, 长期.
    Limit,
    /// 玩忽职守的，依法给予处分: what follows for those who do not do it.
    Liability,
    /// 否, 不收费: what is answered to a question of the head.
    Answer,
    /// A number, a tick, a telephone, 共2项.
    Small,
    /// 行政许可 and nothing else.
    Power,
    /// 《水法》第六十九条.
    Citation,
    /// 综合股, 县水利局. Few names of duties end so.
    Office,
}

impl Nameless {
    /// Whether it says what has to be done for a power, or what follows: it goes on with that power.
    pub(in crate::input::sheet) fn is_of_steps(self) -> bool {
        matches!(self, Self::Step(_) | Self::Limit | Self::Liability)
    }
}

impl Looks {
    /// 县级以上生态环境部门, 市、县农业农村主管部门: no body of its own, but all of a kind.
    pub(in crate::input::sheet) fn names_class_of_bodies(&self) -> bool {
        self.text.contains("以上") || self.text.ends_with("部门") || self.text.ends_with("机关")
    }

    /// What the text is, if it never names a duty.
    pub(in crate::input::sheet) fn nameless(&self) -> Option<Nameless> {
        static ANSWERS: Wording = Wording::named("对收费时限等栏的答复");
        static OFFICES: Wording = Wording::named("科室和机关的结尾");
        let is_small = self.is_number || self.mark.is_some() || is_count(&self.text);
        if is_small || grammar::is_phone(&self.text) {
            return Some(Nameless::Small);
        }
        if let Some(step) = step(&self.text) {
            return Some(Nameless::Step(step));
        }
        if ANSWERS.contains(&self.text.as_str()) {
            return Some(Nameless::Answer);
        }
        if self.is_power() && lists::is_power(&self.text) {
            return Some(Nameless::Power);
        }
        if is_span(&self.text) || self.is_limit() && self.length <= LONGEST_LIMIT {
            return Some(Nameless::Limit);
        }
        if is_liability(&self.text) {
            return Some(Nameless::Liability);
        }
        if self.is_citation() {
            return Some(Nameless::Citation);
        }
        let is_office = self.length <= LONGEST_OFFICE
            && !self.text.starts_with(['对', '《'])
            && !self.text.contains(['。', '：', ':'])
            && OFFICES.iter().any(|end| self.text.ends_with(end));
        is_office.then_some(Nameless::Office)
    }
}

/// A longer text says more than how long something takes.
const LONGEST_LIMIT: usize = 20;
/// A longer text says more than who does it.
const LONGEST_OFFICE: usize = 30;

/// The number of a step, if the text is one: 1.受理责任：…, 审查阶段责任, 6.法律法规规定的其他责任.
fn step(text: &str) -> Option<Option<u32>> {
    static ENDS: Wording = Wording::named("其他责任的结尾");
    let (number, bare) = fold::split_numbering(text);
    let bare = bare.trim_end_matches(['。', '；', ';']);
    let is_rest = bare.contains("其他")
        && bare.contains("规定")
        && ENDS.iter().any(|end| bare.ends_with(end))
        && !bare.starts_with('对');
    if !is_rest && !grammar::is_responsibility(text) {
        return None;
    }
    let figures = number.map(|n| n.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    Some(figures.and_then(|n| n.parse().ok().or_else(|| fold::chinese_number(&n))))
}

/// 35日, 5 日, 十个工作日内, 法定20个工作日, 承诺时限5天.
fn is_span(text: &str) -> bool {
    static BEFORE: Wording = Wording::named("天数前面的说明");
    static UNITS: Wording = Wording::named("时间的单位");
    let text = text.trim_end_matches(['。', '；', ';', '内']);
    let text = text.trim_end_matches(['以', '之']);
    let bare = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let bare = bare.trim_start_matches(['：', ':', '为']);
    let Some(count) = UNITS.iter().find_map(|unit| bare.strip_suffix(unit)) else { return false };
    let count = count.trim_end_matches('个');
    !count.is_empty()
        && (count.chars().all(|c| c.is_ascii_digit()) || fold::chinese_number(count).is_some())
}

/// 共2项, 总计78项, 0项, 第2-15页: how many there are, or where.
pub(super) fn is_count(text: &str) -> bool {
    static BEFORE: Wording = Wording::named("数量前面的话");
    let bare = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    bare.strip_suffix(['项', '件', '个', '页']).is_some_and(|count| {
        let figures = count.trim_end_matches(['大', '小']);
        let is_number = |part: &str| part.parse::<u32>().is_ok();
        figures.split(['-', '—', '－']).all(is_number) || fold::chinese_number(figures).is_some()
    })
}

/// Says what happens to those who do not do what they have to.
fn is_liability(text: &str) -> bool {
    static WORDS: Wording = Wording::named("追责的说法");
    let bare = fold::split_numbering(text).1;
    !bare.starts_with('对') && !ends_as_power(bare) && WORDS.iter().any(|w| bare.contains(w))
}

/// …的处罚, …许可: ends as names of powers do.
pub(in crate::input::sheet) fn ends_as_power(text: &str) -> bool {
    static ENDS: Wording = Wording::named("职权名称的结尾");
    ENDS.iter().any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_name_no_duty() {
        for (text, expected) in [
            ("35日", Some(Nameless::Limit)),
            ("5 日", Some(Nameless::Limit)),
            ("法定20个工作日内", Some(Nameless::Limit)),
            ("长期", Some(Nameless::Limit)),
            ("1.受理责任:接收申请材料。", Some(Nameless::Step(Some(1)))),
            ("（二）审查阶段责任：审核材料", Some(Nameless::Step(Some(2)))),
            ("6.法律、法规、规章规定的其他应履行的责任事项。", Some(Nameless::Step(Some(6)))),
            ("行政服务科", Some(Nameless::Office)),
            ("行政许可类", Some(Nameless::Power)),
            ("不收费", Some(Nameless::Answer)),
            ("共13项", Some(Nameless::Small)),
            (
                "国家工作人员玩忽职守的，依法给予处分；构成犯罪的，追究刑事责任。",
                Some(Nameless::Liability),
            ),
            ("对玩忽职守造成事故的行政处罚", None),
            ("取水许可审批", None),
            ("养老机构备案", None),
            ("设立民办学校", None),
            ("对医疗机构的监督检查", None),
            ("《就业创业证》申领", None),
            ("贯彻落实安全生产责任制", None),
        ] {
            assert_eq!(Looks::of(text).nameless(), expected, "{text}");
        }
    }
}
