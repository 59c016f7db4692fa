//! Real wordings of 公开时限.

use super::*;
use proptest::prelude::*;

/// A part in one line: `[subject] trigger > deadline + notice`.
fn part(part: &TimeLimit) -> String {
    let days = |days: &Days| format!("{}{}", days.number, days.unit.label());
    let deadline = match &part.deadline {
        Deadline::Within(d) => format!("{}内", days(d)),
        Deadline::Before(d) => format!("{}前", days(d)),
        Deadline::Permanent => "长期".into(),
        Deadline::Live => "实时".into(),
        Deadline::Prompt => "及时".into(),
        Deadline::FixedDate(text) => format!("定期 {text}"),
        Deadline::Periodic(d) => format!("每{}", days(d)),
        Deadline::ByRule(text) => format!("规定 {text}"),
        Deadline::Unstated => "未写".into(),
        Deadline::Unparsed => "不懂".into(),
    };
    let subject = part.subject.as_ref().map(|s| format!("[{s}] ")).unwrap_or_default();
    let trigger = part.trigger.as_ref().map(|t| format!("{t} > ")).unwrap_or_default();
    let notice = part.notice.as_ref().map(|d| format!(" + {}", days(d))).unwrap_or_default();
    format!("{subject}{trigger}{deadline}{notice}")
}

fn parts(text: &str) -> Vec<String> {
    TimeLimits::parse(text).parts.iter().map(part).collect()
}

#[test]
fn one_limit() {
    for (text, expected) in [
        ("自信息形成或变更之日起20个工作日内", "信息形成或变更 > 20工作日内"),
        ("自信息形成或变更之日起二十个工作日内", "信息形成或变更 > 20工作日内"),
        ("信息形成或变更之日起 ２０ 个工 作日内", "信息形成或变更 > 20工作日内"),
        ("自信息形成20个工\n作日内公开", "信息形成 > 20工作日内"),
        ("信息获取（形成、变更）20个工作日内", "信息获取（形成、变更） > 20工作日内"),
        (
            "制定或获取信息之日起10个工作日内，公示7个工作日",
            "制定或获取信息 > 10工作日内 + 7工作日",
        ),
        ("制定或获取信息之日起10个工作日内,公示7个工作日", "制定或获取信息 > 10工作日内 + 7工作日"),
        ("10个工作日内公示7个工作日", "10工作日内 + 7工作日"),
        ("5个工作日内公示。公示期不少于7天", "5工作日内 + 7日"),
        ("自收到批复之日起，3日内公开", "收到批复 > 3日内"),
        ("自2020年1月1日起20个工作日内", "2020年1月1日 > 20工作日内"),
        ("自然资源部门审批后10个工作日内", "自然资源部门审批 > 10工作日内"),
        ("本级政府财政部门批复后20日内", "本级政府财政部门批复 > 20日内"),
        ("执法决定信息在决定作出之日起7个工作日内公开", "[执法决定信息] 决定作出 > 7工作日内"),
        ("行政许可7个工作日内", "[行政许可] 7工作日内"),
        ("按照《条例》规定，自信息形成之日起20个工作日内公开", "信息形成 > 20工作日内"),
        ("公开时限为20工作日", "20工作日内"),
        ("不超过十五日", "15日内"),
        ("15-20个工作日内", "20工作日内"),
        ("一周内", "1周内"),
        ("半年", "6月内"),
        ("24小时内", "24小时内"),
        ("每季度结束后15日内", "每季度结束 > 15日内"),
        ("听证会举行7日前", "听证会举行 > 7日前"),
        ("会前3日", "会 > 3日前"),
        ("提前一周发通知邀请", "1周前"),
        ("长期公开（动态调整）", "长期"),
        ("实时公开", "实时"),
        ("在实地启动拟征收土地工作时，在村公示栏公开", "实地启动拟征收土地工作 > 实时"),
        ("决策作出当日公开", "决策作出 > 实时"),
        ("重大决策作出后及时公开", "重大决策作出 > 及时"),
        ("按进展情况及时公开", "及时"),
        ("及时公开，公示期限不得少于5个工作日", "及时 + 5工作日"),
        ("征求意见期限不得少于30日", "未写 + 30日"),
        ("活动开始前公开", "活动开始前 > 未写"),
        ("每年1月31日前", "定期 每年1月31日前"),
        ("年度报告每年1月31日前公布", "[年度报告] 定期 每年1月31日前"),
        ("每季度首月20日前", "定期 每季度首月20日前"),
        ("每月5日前公开", "定期 每月5日前"),
        ("2020年9月30日前", "定期 2020年9月30日前"),
        ("每年年底前", "定期 每年年底前"),
        ("每20个工作日更新", "每20工作日"),
        ("每半年公开一次", "每6月"),
        ("按季度公开", "每3月"),
        ("按《政府信息公开条例》规定", "规定 按《政府信息公开条例》规定"),
        ("从其规定", "规定 从其规定"),
        ("随采购公告、采购文件公开", "规定 随采购公告、采购文件公开"),
        ("征集时对外公布的时限内公开", "规定 征集时对外公布的时限内公开"),
    ] {
        assert_eq!(parts(text), [expected], "{text}");
    }
}

#[test]
fn several_limits() {
    for (text, expected) in [
        (
            "信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示",
            &["信息形成 > 20工作日内", "[行政许可、行政处罚事项] 作出行政决定 > 7工作日内"][..],
        ),
        (
            "除处罚决定外其他内容：长期公开（动态调整）；处罚决定：20个工作日内",
            &["[除处罚决定外其他内容] 长期", "[处罚决定] 20工作日内"],
        ),
        ("20个工作日内（行政处罚7个工作日内）", &["20工作日内", "[行政处罚] 7工作日内"]),
        ("20个工作日内（法律另有规定的从其规定）", &["20工作日内", "规定 法律另有规定的从其规定"]),
        (
            "自信息形成之日起20个工作日内。法律、法规另有规定的，从其规定",
            &["信息形成 > 20工作日内", "规定 法律、法规另有规定的，从其规定"],
        ),
        (
            "投标截止时间至少15日前、提交资格预审申请文件截止时间至少3日前，或者提交首次响应文件截止之日3个工作日前",
            &[
                "投标截止时间 > 15日前",
                "提交资格预审申请文件截止时间 > 3日前",
                "提交首次响应文件截止 > 3工作日前",
            ],
        ),
        (
            "《听证通知书》在组织听证7个工作日前予以公开；其他听证公开内容为依申请公开",
            &["[《听证通知书》] 组织听证 > 7工作日前", "[其他听证公开内容] 未写"],
        ),
        (
            "1.行政许可：7个工作日内；2.其他：20个工作日内",
            &["[行政许可] 7工作日内", "[其他] 20工作日内"],
        ),
        ("长期公开/20个工作日内", &["长期", "20工作日内"]),
        (
            "行政许可自作出决定之日起7个工作日内，其他信息20个工作日内",
            &["[行政许可] 作出决定 > 7工作日内", "[其他信息] 20工作日内"],
        ),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn without_a_day() {
    for text in ["及时公开", "适时公开", "定期公开", "按时公开", "信息形成后及时公开"]
    {
        let limits = TimeLimits::parse(text);
        let deadlines: Vec<&Deadline> = limits.parts.iter().map(|part| &part.deadline).collect();
        assert_eq!(deadlines, [&Deadline::Prompt], "{text}");
    }
}

#[test]
fn not_understood() {
    for text in ["同上", "无", "公开", "见附件", "/", "20"] {
        assert!(!TimeLimits::parse(text).understood(), "{text}");
    }
    let half = TimeLimits::parse("20个工作日内；同上");
    assert!(!half.understood() && half.within().count() == 1);
    assert!(TimeLimits::parse("").is_empty());
}

#[test]
fn helpers() {
    let limits = TimeLimits::parse("处罚：7个工作日内；其他：21个工作日内；报告：30日内");
    assert_eq!(limits.within().count(), 3);
    assert_eq!(limits.longest_working_days(), Some(21));
    assert_eq!(TimeLimits::parse("长期公开").longest_working_days(), None);
}

proptest! {
    #[test]
    fn reads_back(text in "[自信息形成变更之日起0-9一二十个工作日内前后公示开，；。、：（）年月每《》规定及时 \n]{0,30}") {
        let limits = TimeLimits::parse(&text);
        prop_assert_eq!(&TimeLimits::parse(&limits.text()), &limits);
        prop_assert_eq!(limits.parts.is_empty(), text.trim().is_empty());
    }
}
