//! County workbooks of all 26 domains, filled in from the guidelines as a county does: clean as they are,
//! and with one planted defect found under its rule at its cell, with nothing at clean rows.

use std::sync::LazyLock;

use mulu::finding::Severity;
use mulu::model::{AdminLevel, Domain, Item};
use mulu::register::{GuidelineSet, built_in};
use mulu::source::SourceMap;

use crate::planted_workbook_form::{
    BASIS, BODY, CHANNELS, ELEMENTS, FIRST, LIMIT, Row, cell, check_table, describe, is_planted,
};

const EVERYONE: usize = 8;
const GROUP: usize = 9;
const ACTIVE: usize = 10;
const REQUEST: usize = 11;
const COUNTY: usize = 12;
const TOWN: usize = 13;
const USUAL: &str = "信息形成或者变更之日起20个工作日内";

static NATIONAL: LazyLock<Vec<Domain>> =
    LazyLock::new(|| built_in().guidelines(&mut SourceMap::new(), Some(GuidelineSet::Of2019)));

/// Who does the work of a domain in the county.
const OFFICES: [(&str, &str); 26] = [
    ("01", "大英县发展和改革局"),
    ("02", "大英县发展和改革局"),
    ("03", "大英县财政局"),
    ("04", "大英县应急管理局"),
    ("05", "国家税务总局大英县税务局"),
    ("06", "大英县自然资源局"),
    ("07", "大英县住房和城乡建设局"),
    ("08", "大英县住房和城乡建设局"),
    ("09", "大英县住房和城乡建设局"),
    ("10", "遂宁市大英生态环境局"),
    ("11", "大英县文化广播电视和旅游局"),
    ("12", "大英县司法局"),
    ("13", "大英县农业农村局"),
    ("14", "大英县应急管理局"),
    ("15", "大英县市场监督管理局"),
    ("16", "大英县综合行政执法局"),
    ("17", "大英县人力资源和社会保障局"),
    ("18", "大英县人力资源和社会保障局"),
    ("19", "大英县民政局"),
    ("20", "大英县民政局"),
    ("21", "大英县公安局"),
    ("22", "大英县教育和体育局"),
    ("23", "大英县卫生健康局"),
    ("24", "大英县城市管理局"),
    ("25", "大英县自然资源和规划局"),
    ("26", "大英县农业农村局"),
];

fn domain(number: &str) -> &'static Domain {
    NATIONAL.iter().find(|domain| domain.number.as_str() == number).unwrap()
}

/// The guideline's rows of the county, with the county's own bodies.
fn table(domain: &Domain) -> Vec<Row> {
    let office = OFFICES.iter().find(|(number, _)| *number == domain.number.as_str()).unwrap().1;
    let of_county = domain.items.iter().filter(|item| {
        item.fields.levels.as_ref().is_none_or(|l| l.value.contains(AdminLevel::County))
    });
    of_county.enumerate().map(|(at, item)| row(at + 1, item, office)).collect()
}

fn row(serial: usize, item: &Item, office: &str) -> Row {
    let fields = &item.fields;
    let names = &fields.names.as_ref().unwrap().value.0;
    let written = |text: Option<String>, usual: &str| text.unwrap_or_else(|| usual.to_owned());
    let elements = fields.elements.as_ref().map(|v| numbered(&v.value.list));
    let town = fields.levels.as_ref().is_some_and(|l| l.value.contains(AdminLevel::Town));
    let chosen = fields.channels.as_ref().map(|v| v.value.chosen.join("\n■"));
    let basis = fields.basis.as_ref().map(|v| v.value.text()).filter(|text| !text.is_empty());
    let bodies = if town { format!("{office}、蓬莱镇人民政府") } else { office.to_owned() };
    let tick = |ticked: bool| if ticked { "√" } else { "" }.to_owned();
    [
        serial.to_string(),
        names.first().unwrap().clone(),
        names.last().unwrap().clone(),
        written(elements, "办理条件；办理流程；咨询电话"),
        written(basis, "《中华人民共和国政府信息公开条例》（国务院令第711号）"),
        written(fields.limit.as_ref().map(|v| v.value.text.clone()), USUAL),
        bodies,
        format!("■{}", written(chosen, "政府网站")),
        tick(true),
        tick(false),
        tick(true),
        tick(false),
        tick(true),
        tick(town),
    ]
}

fn numbered(list: &[String]) -> String {
    match list {
        [only] => only.clone(),
        list => (1..).zip(list).map(|(n, text)| format!("{n}.{text}\n")).collect(),
    }
}

#[test]
fn clean_tables_of_all_domains() {
    for domain in NATIONAL.iter() {
        let mut findings = check_table(&domain.name, &table(domain));
        findings.retain(is_planted);
        assert!(findings.is_empty(), "{}\n{}", domain.name, describe(&findings));
    }
}

/// What a table copies from its guideline, only whoever has the table can put right.
#[test]
fn what_the_guideline_says_itself_is_a_warning() {
    let domain = domain("19");
    let findings = check_table(&domain.name, &table(domain));
    let copied: Vec<_> = findings.iter().filter(|f| f.inherited).collect();
    let of =
        |rule: &str| copied.iter().find(|f| f.rule.0 == rule && f.severity == Severity::Warning);
    assert!(of("stale-basis").is_some_and(|f| f.message.ends_with("指引也这样引")));
    assert!(of("vague-basis").is_some_and(|f| cell(f).is_some()));
    assert!(copied.iter().all(|f| f.severity <= Severity::Warning || f.rule.0 == "generic-body"));
}

/// Plants texts in a row: the rule speaks at the first of their cells, and nothing serious stands in
/// another row.
fn planted(number: &str, at: usize, rule: &str, texts: &[(usize, &str)]) {
    let domain = domain(number);
    let mut table = table(domain);
    for (column, text) in texts {
        table[at][*column] = (*text).to_owned();
    }
    let findings = check_table(&domain.name, &table);
    let here = Some((FIRST + u32::try_from(at).unwrap(), texts[0].0));
    let shown = format!("{rule} {texts:?}\n{}", describe(&findings));
    assert!(findings.iter().any(|f| f.rule.0 == rule && cell(f) == here), "{shown}");
    let elsewhere = findings
        .iter()
        .filter(|f| is_planted(f))
        .find(|f| cell(f).map(|(row, _)| row) != here.map(|(row, _)| row));
    assert!(elsewhere.is_none(), "{shown}");
}

fn each(rule: &str, column: usize, cases: &[(&str, usize, &str)]) {
    for (number, at, text) in cases {
        planted(number, *at, rule, &[(column, text)]);
    }
}

#[test]
fn what_was_never_filled_in() {
    each("placeholder-left", LIMIT, &[("21", 9, "形成或者变更之日起**个工作日内予以公开")]);
    each("placeholder-left", BASIS, &[("12", 6, "《XX省法律援助条例》"), ("05", 6, "《……办法》")]);
    each("placeholder-left", ELEMENTS, &[("10", 8, "咨询电话：________"), ("14", 9, "【待补充】")]);
    let bodies = [("04", 11, "应急管理局（填写单位名称）"), ("10", 9, "某生态环境局")];
    each("placeholder-left", BODY, &bodies);
    each("ditto-mark", LIMIT, &[("04", 6, "同上行"), ("15", 5, "“")]);
    each("ditto-mark", BASIS, &[("05", 5, "同第1项"), ("20", 5, "〃")]);
    each("missing-field", BASIS, &[("15", 5, "暂无"), ("04", 5, "——"), ("19", 6, "")]);
    each("missing-field", LIMIT, &[("04", 5, "/"), ("21", 6, "")]);
}

#[test]
fn what_breaks_off() {
    each("truncated-text", LIMIT, &[("15", 2, "信息形成或变更之日起20个工作")]);
    each("truncated-text", BODY, &[("18", 6, "大英县人力资源和社会保障"), ("25", 3, "自然资源")]);
    each("truncated-text", ELEMENTS, &[("20", 3, "1.备案流程；2.办理部门；3."), ("20", 9, "1")]);
    let torn = [("10", 23, "公开重点生态环境举报、信　访案件及处理情况")];
    each("broken-words", ELEMENTS, &torn);
    each("broken-words", LIMIT, &[("21", 4, "形成或者变更之日起20个工 作日内予以公开")]);
}

#[test]
fn numbers_of_instruments() {
    for number in
        ["国办发〔2017)97号", "国办发{2017}97号", "国办发〈2017〉97号", "国办发2017年97号"]
    {
        let text =
            format!("《国务院办公厅关于推进公共资源配置领域政府信息公开的意见》（{number}）");
        planted("02", 24, "malformed-number", &[(BASIS, &text)]);
    }
    let others = [
        ("22", 15, "《中华人民共和国政府信息公开条例》（国务院令第771号）"),
        ("19", 0, "《社会救助暂行办法》（国务院令第694号）"),
        ("15", 2, "《关于全面推进政务公开工作的意见》（国发〔2016〕8号）"),
    ];
    each("basis-number-mismatch", BASIS, &others);
    each("outdated-version", BASIS, &[("20", 10, "《养老机构管理办法》（民政部令第49号）")]);
    each("ephemeral-basis", BASIS, &[("22", 11, "《大英县2024年义务教育招生工作方案》")]);
}

#[test]
fn limits() {
    each("vague-limit", LIMIT, &[("04", 2, "按规定时间公开"), ("22", 9, "适时公开")]);
    each("limit-without-trigger", LIMIT, &[("19", 5, "10日内"), ("21", 5, "二十个工作日内")]);
    each("limit-too-long", LIMIT, &[("11", 8, "信息形成或变更之日起二十五个工作日内公开")]);
}

#[test]
fn bodies() {
    let roles = [("20", 0, "县民政部门"), ("22", 3, "区教育部门"), ("04", 10, "各相关单位")];
    each("generic-body", BODY, &roles);
    let above = [("21", 4, "公安部"), ("15", 3, "四川省市场监督管理局")];
    each("body-level-mismatch", BODY, &above);
    planted("15", 11, "body-level-mismatch", &[(BODY, "蓬莱镇人民政府"), (TOWN, "")]);
    planted(
        "04",
        11,
        "body-level-mismatch",
        &[(BODY, "大英县应急管理局"), (COUNTY, ""), (TOWN, "√")],
    );
}

#[test]
fn ticks_that_are_missing() {
    planted("19", 3, "audience-unclear", &[(EVERYONE, ""), (GROUP, "")]);
    planted("15", 3, "mode-unclear", &[(ACTIVE, ""), (REQUEST, "")]);
    planted("21", 3, "level-missing", &[(COUNTY, ""), (TOWN, "")]);
}

#[test]
fn persons() {
    let numbers = [
        ("19", 5, "低保对象名单（刘某某，51092319780405231X）"),
        ("26", 2, "补贴结果（开户行及账号6228480469898765432）"),
    ];
    each("personal-data", ELEMENTS, &numbers);
    each("minors-data", ELEMENTS, &[("22", 13, "学生姓名、班级、家长姓名")]);
}

/// Texts that look guilty.
#[test]
fn texts_that_are_right() {
    let cases: [(&str, usize, usize, &str); 12] = [
        ("02", 2, BODY, "招标人或者其委托的招标代理机构"),
        ("21", 3, BODY, "遂宁市公安局大英县分局；各派出所"),
        ("05", 3, BODY, "国家税务总局大英县税务局第一税务分局（办税服务厅）"),
        ("22", 4, ELEMENTS, "【机构名称】学校名称；【地址】学校地址；办学层次"),
        ("15", 6, ELEMENTS, "被抽检单位名称；统一社会信用代码91510923MA6XX01234"),
        ("10", 24, ELEMENTS, "实时空气质量指数（AQI）和PM2.5浓度；X射线装置监管信息"),
        ("12", 1, ELEMENTS, "第20个宪法宣传周活动安排；30余处法治文化阵地"),
        ("01", 4, ELEMENTS, "受理单位名称；项目代码2101-510923-04-01-123456"),
        ("03", 0, LIMIT, "本级人民代表大会批准后20日内"),
        ("22", 20, LIMIT, "招聘公告发布前不少于7个工作日；拟聘用人员公示7个工作日"),
        ("11", 7, BASIS, "《文化馆服务标准》（GB/T 32939—2016）"),
        ("19", 1, CHANNELS, "■政府网站■政务服务中心■其他（“大英发布”微信公众号）"),
    ];
    for (number, at, column, text) in cases {
        let domain = domain(number);
        let mut table = table(domain);
        table[at][column] = text.to_owned();
        let mut findings = check_table(&domain.name, &table);
        findings.retain(is_planted);
        assert!(findings.is_empty(), "{text}\n{}", describe(&findings));
    }
}
