//! Headings of lists of duties that are made of words in a fixed order, and what they say of bodies.

use crate::text::Wording;

/// 行政处罚事项名称: what may stand before the kind of power, the kind, and what may stand behind it.
static BEFORE: Wording = Wording::named("一类权力的名称栏的开头");
static KINDS: Wording = Wording::named("一类权力的名称栏的类型");
static ENDS: Wording = Wording::named("一类权力的名称栏的结尾");
/// 市级实施部门: which level's body it is.
static LEVELS: Wording = Wording::named("栏名前面的层级");
/// Bodies beside the one that acts: those that take part, guide, or acted before.
static BESIDE: Wording = Wording::named("写别的部门的栏");
/// Bodies that may be those that act.
static MAYBE: Wording = Wording::named("不一定是实施主体的栏");

/// Whether a heading is over the names of duties of one kind: 涉企行政检查事项名称, 行政奖励项目.
pub(in crate::input::sheet) fn names_duties(key: &str) -> bool {
    let mut rest = key;
    while let Some(bare) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = bare;
    }
    let end = KINDS.iter().find_map(|kind| rest.strip_prefix(kind));
    end.is_some_and(|end| ENDS.contains(&end))
}

/// The level that a heading begins with, and the rest of it: 县级实施部门.
pub(in crate::input::sheet) fn of_level(key: &str) -> Option<(&str, &str)> {
    let level = LEVELS.iter().filter(|level| key.starts_with(*level)).max_by_key(|l| l.len())?;
    key.get(level.len()..).map(|rest| (*level, rest))
}

/// Whether a heading is over bodies that take part, guide or acted before, and not over those that act. One that
/// says in brackets that they act as well is over those that act: 市级指导（实施）部门.
pub(in crate::input::sheet) fn is_of_others(key: &str) -> bool {
    let act_as_well = ["(实施)", "（实施）"].iter().any(|word| key.contains(word));
    !act_as_well && BESIDE.iter().any(|word| key.contains(word))
}

/// Whether a heading is over the names of plans, which hold several duties: 抽查计划名称.
pub(in crate::input::sheet) fn is_of_plans(key: &str) -> bool {
    key.contains("计划")
}

/// Whether a heading is over offices of a body, and not over the body: 责任处室.
pub(in crate::input::sheet) fn is_of_offices(key: &str) -> bool {
    static OFFICES: Wording = Wording::named("写科室的栏的结尾");
    OFFICES.iter().any(|end| key.ends_with(end))
}

/// Whether the heading over names says that they are of duties: 给付事项, 审批事项名称.
pub(in crate::input::sheet) fn tells_duties(key: &str) -> bool {
    static TELLING: Wording = Wording::named("名称栏里说是职责的词");
    names_duties(key) || TELLING.iter().any(|word| key.contains(word))
}

/// Whether a heading may be over those that act, as far as no other says it better: 发起部门, 主管部门.
pub(in crate::input::sheet) fn may_act(key: &str) -> bool {
    MAYBE.iter().any(|word| key.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_kind() {
        for heading in [
            "行政处罚事项名称",
            "涉企行政检查事项",
            "奖励项目",
            "双随机抽查事项",
            "行政强制权力名称",
        ] {
            assert!(names_duties(heading), "{heading}");
        }
        for heading in
            ["检查内容", "检查对象", "行政处罚", "检查", "许可条件", "处罚种类", "强制措施方式"]
        {
            assert!(!names_duties(heading), "{heading}");
        }
    }

    #[test]
    fn bodies_of_levels() {
        assert_eq!(of_level("县级实施部门"), Some(("县级", "实施部门")));
        assert_eq!(of_level("实施部门"), None);
        assert!(is_of_others("市级指导部门") && !is_of_others("实施部门"));
        assert!(!is_of_others("市级指导（实施）部门"));
        assert!(is_of_offices("责任处室") && !is_of_offices("责任部门"));
    }
}
