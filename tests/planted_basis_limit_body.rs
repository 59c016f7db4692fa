//! Bare county tables, clean but for one planted defect in 公开依据, 公开时限 or 公开主体: the defect is
//! found at its cell, and nothing at warning or error level stands anywhere else.

use std::fmt::Write as _;
use std::sync::{LazyLock, Mutex, PoisonError};

use mulu::bare::{self, Guidelines};
use mulu::finding::{Finding, Severity};
use mulu::input::single;
use mulu::register::Registers;
use mulu::source::SourceMap;

/// One row of a table; a field that is planted is written over.
#[derive(Clone)]
struct Row {
    names: [&'static str; 2],
    basis: Vec<&'static str>,
    limit: &'static str,
    bodies: Vec<&'static str>,
    levels: Vec<&'static str>,
}

/// A table with its domain.
#[derive(Clone)]
struct Table {
    file: &'static str,
    domain: &'static str,
    rows: Vec<Row>,
}

/// Reading the guidelines takes longer than checking a table.
static GUIDELINES: LazyLock<Mutex<(SourceMap, Guidelines)>> = LazyLock::new(|| {
    let mut map = SourceMap::new();
    let guidelines = Guidelines::load(&mut map, Registers::of(&[]));
    Mutex::new((map, guidelines))
});

const REGULATION: &str = "《中华人民共和国政府信息公开条例》（国务院令第711号）";
const USUAL: &str = "信息形成或者变更之日起20个工作日内";

fn row(names: [&'static str; 2], basis: &[&'static str], limit: &'static str) -> Row {
    Row {
        names,
        basis: basis.to_vec(),
        limit,
        bodies: vec!["大英县民政局", "蓬莱镇人民政府"],
        levels: vec!["县级", "乡级"],
    }
}

/// 社会救助 as a county has it that gives itself the general limit everywhere.
fn assistance() -> Table {
    let subsistence = "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）";
    let destitute = "《国务院关于进一步健全特困人员救助供养制度的意见》（国发〔2016〕14号）";
    let measures = "《社会救助暂行办法》（国务院令第649号）第十一条";
    let rows = vec![
        row(["综合业务", "政策法规文件"], &[REGULATION], USUAL),
        row(["综合业务", "监督检查"], &["《中华人民共和国政府信息公开条例》"], USUAL),
        row(["最低生活保障", "政策法规文件"], &["《政府信息公开条例》", measures], USUAL),
        row(["最低生活保障", "办事指南"], &[subsistence, "各地相关政策法规文件"], USUAL),
        row(["最低生活保障", "审核信息"], &[subsistence, measures], USUAL),
        row(["最低生活保障", "审批信息"], &["《社会救助暂行办法》", subsistence], USUAL),
        row(["特困人员救助供养", "办事指南"], &[destitute, REGULATION], USUAL),
        row(
            ["临时救助", "办事指南"],
            &["【规范性文件】《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）"],
            USUAL,
        ),
    ];
    Table {
        file: "大英县社会救助领域基层政务公开标准目录.yaml", domain: "社会救助", rows
    }
}

/// 社会救助 with the limits of the guideline.
fn as_guided() -> Table {
    let mut table = assistance();
    for row in &mut table.rows {
        row.limit = if row.names[1] == "审核信息" {
            "自制定或获取信息之日起10个工作日内公开，公示7个工作日"
        } else {
            "自制定或获取信息之日起10个工作日内"
        };
    }
    table
}

/// 税收管理: the guideline sets 7 days for decisions.
fn tax() -> Table {
    let law = "《中华人民共和国税收征收管理法》第四十五条";
    let bodies = vec!["国家税务总局大英县税务局"];
    let of = |names, limit| Row {
        bodies: bodies.clone(),
        levels: vec!["县级"],
        ..row(names, &[law, REGULATION], limit)
    };
    let rows = vec![
        of(["行政执法", "准予行政许可决定"], "作出行政决定之日起7个工作日内"),
        of(["行政执法", "行政处罚决定"], "作出行政决定之日起7个工作日内"),
        of(["政策法规", "税收法律法规"], USUAL),
        of(["纳税服务", "办税地图"], USUAL),
    ];
    Table { file: "大英县税收管理.yaml", domain: "税收管理", rows }
}

impl Table {
    fn yaml(&self) -> String {
        let mut text = format!("名称: {}\n目录:\n", self.domain);
        let list = |values: &[&str]| {
            values.iter().map(|value| format!("\n      - \"{value}\"")).collect::<String>()
        };
        for row in &self.rows {
            let _ = write!(
                text,
                "  - 事项: [{}, {}]\n    公开内容: [办理条件, 申请材料, 办理流程, 联系电话]\n    \
                 公开依据:{}\n    公开时限: \"{}\"\n    公开主体:{}\n    \
                 公开渠道: {{选用: [政府网站, 政务服务中心], 可选: [政府公报]}}\n    公开对象: 全社会\n    \
                 公开方式: 主动\n    公开层级: [{}]\n",
                row.names[0],
                row.names[1],
                list(&row.basis),
                row.limit,
                list(&row.bodies),
                row.levels.join(", "),
            );
        }
        text
    }

    /// The findings at warning or error level.
    fn faults(&self) -> Vec<Finding> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(self.file);
        std::fs::write(&path, self.yaml()).unwrap();
        let mut shared = GUIDELINES.lock().unwrap_or_else(PoisonError::into_inner);
        let (map, guidelines) = &mut *shared;
        let options = mulu::input::sheet::RecogniseOptions::knowing(
            mulu::register::Registers::known_domains(&[]),
        );
        let single = single::read(map, &path, self.file, &options, None).unwrap();
        let checked = bare::check(single, guidelines, jiff::civil::date(2026, 11, 21));
        let serious = |f: &Finding| f.severity >= Severity::Warning && !f.inherited;
        checked.findings.into_iter().filter(serious).collect()
    }

    fn with(mut self, at: usize, plant: impl FnOnce(&mut Row)) -> Self {
        plant(&mut self.rows[at]);
        self
    }
}

fn describe(findings: &[Finding]) -> String {
    let line = |f: &Finding| {
        let item = f.item.as_ref().map(|item| item.path.join("/")).unwrap_or_default();
        let field = f.field.map(|field| field.heading()).unwrap_or_default();
        format!("{} {} {item} {field} {}\n", f.severity.id(), f.rule, f.message)
    };
    findings.iter().map(line).collect()
}

/// Exactly one finding: this rule, this field, this row.
fn found(table: &Table, rule: &str, field: &str, at: usize) {
    let faults = table.faults();
    let [fault] = faults.as_slice() else { panic!("{rule}:\n{}", describe(&faults)) };
    assert_eq!(fault.rule.0, rule, "{}", describe(&faults));
    assert_eq!(fault.field.map(|field| field.heading()), Some(field), "{}", describe(&faults));
    let path = fault.item.as_ref().map(|item| item.path.clone()).unwrap_or_default();
    assert_eq!(path, table.rows[at].names, "{}", describe(&faults));
}

#[test]
fn clean_tables_give_nothing() {
    for table in [assistance(), as_guided(), tax()] {
        let faults = table.faults();
        assert!(faults.is_empty(), "{}:\n{}", table.file, describe(&faults));
    }
}

/// Plants one text among the bases of a row.
fn basis(rule: &str, text: &'static str) {
    for at in [0, 4] {
        found(
            &assistance().with(at, |row| row.basis = vec![REGULATION, text]),
            rule,
            "公开依据",
            at,
        );
    }
}

#[test]
fn stale_basis() {
    for text in [
        "《中华人民共和国婚姻法》",
        "《物权法》第二条",
        "《中华人民共和国环境噪声污染防治法》",
        "《最低生活保障审核审批办法（试行）》（民发〔2012〕220号）",
        "《退役士兵安置条例》（国务院、中央军委令第608号）",
    ] {
        basis("stale-basis", text);
    }
}

#[test]
fn outdated_version() {
    for text in [
        "《中华人民共和国政府信息公开条例》（国务院令第492号）",
        "《中华人民共和国土地管理法实施条例》（国务院令第256号）",
        "《中华人民共和国人口与计划生育法》（2015年修正）",
    ] {
        basis("outdated-version", text);
    }
}

#[test]
fn unknown_basis() {
    basis("unknown-basis", "《中华人民共和国残疾人保障发》");
    basis("unknown-basis", "《社会救助暂行办发》");
    basis("unknown-basis", "《中华人民共和国民办教育促金法实施条例》（国务院令第741号）");
}

#[test]
fn basis_number_mismatch() {
    basis("basis-number-mismatch", "《社会救助暂行办法》（国务院令第711号）");
    basis("basis-number-mismatch", "《国有土地上房屋征收与补偿条例》（国务院令第591号）");
}

#[test]
fn malformed_number() {
    for text in [
        "《国务院关于全面建立临时救助制度的通知》（国发[2014]47号）",
        "《国务院关于全面建立临时救助制度的通知》（国发（2014）47号）",
        "《国务院关于全面建立临时救助制度的通知》（国发〔2014〕第47号）",
        "《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47）",
        "《国务院关于全面建立临时救助制度的通知》（国发〔14〕47号）",
    ] {
        basis("malformed-number", text);
    }
}

#[test]
fn vague_basis() {
    for text in ["相关政策文件", "按有关规定执行", "国家相关法律法规"] {
        let table = assistance().with(3, |row| row.basis = vec![text]);
        found(&table, "vague-basis", "公开依据", 3);
    }
}

#[test]
fn only_general_basis_is_a_note() {
    assert!(assistance().with(4, |row| row.basis = vec![REGULATION]).faults().is_empty());
}

#[test]
fn ephemeral_basis() {
    basis("ephemeral-basis", "《大英县2020年政务公开工作要点》");
    basis("ephemeral-basis", "《2021年全县民政重点工作安排》（大民发〔2021〕3号）");
}

#[test]
fn basis_kind_mismatch() {
    basis("basis-kind-mismatch", "【条例】《关于改革完善社会救助制度的意见》");
    basis("basis-kind-mismatch", "【规章】《中华人民共和国残疾人保障法》");
}

#[test]
fn clause_form() {
    basis("clause-form", "《政府信息公开条例》第二十条第八款");
}

/// Plants a limit in a row of a table.
fn limit(table: &Table, at: usize, rule: &str, text: &'static str) {
    found(&table.clone().with(at, |row| row.limit = text), rule, "公开时限", at);
}

#[test]
fn limit_too_long() {
    for text in [
        "信息形成或者变更之日起21个工作日内",
        "信息形成或者变更之日起30个工作日内",
        "自信息形成之日起3个月内",
    ] {
        limit(&assistance(), 3, "limit-too-long", text);
    }
}

#[test]
fn enforcement_limit_too_long() {
    limit(&tax(), 1, "enforcement-limit-too-long", "作出行政决定之日起20个工作日内");
    limit(&tax(), 0, "enforcement-limit-too-long", USUAL);
}

#[test]
fn limit_without_trigger() {
    limit(&assistance(), 3, "limit-without-trigger", "20个工作日内");
    limit(&assistance(), 0, "limit-without-trigger", "20个工作日内公开");
}

#[test]
fn vague_limit() {
    for text in ["及时公开", "定期公开", "信息形成后及时公开"] {
        limit(&assistance(), 5, "vague-limit", text);
    }
}

#[test]
fn ambiguous_days() {
    limit(&assistance(), 2, "ambiguous-days", "信息形成或者变更之日起20日内");
    limit(&as_guided(), 2, "ambiguous-days", "制定或获取信息之日起10天内");
}

#[test]
fn filled_down_series() {
    let limits = [
        "信息形成或者变更之日起21个工作日内",
        "信息形成或者变更之日起22个工作日内",
        "信息形成或者变更之日起23个工作日内",
        "信息形成或者变更之日起24个工作日内",
    ];
    let mut table = assistance();
    for (row, limit) in table.rows.iter_mut().skip(3).zip(limits) {
        row.limit = limit;
    }
    found(&table, "filled-down-series", "公开时限", 3);
    // Two rows are too few for a series.
    let mut short = assistance();
    short.rows[7].limit = limits[0];
    found(&short, "limit-too-long", "公开时限", 7);
}

#[test]
fn looser_than_guideline() {
    limit(&as_guided(), 3, "looser-than-guideline", "自制定或获取信息之日起15个工作日内");
    limit(&as_guided(), 0, "looser-than-guideline", USUAL);
    limit(&as_guided(), 4, "looser-than-guideline", USUAL);
}

#[test]
fn notice_period_missing() {
    limit(&as_guided(), 4, "notice-period-missing", "自制定或获取信息之日起10个工作日内");
}

/// Plants bodies in a row.
fn bodies(rule: &str, names: &[&'static str]) {
    found(&assistance().with(3, |row| row.bodies = names.to_vec()), rule, "公开主体", 3);
}

#[test]
fn obsolete_body() {
    for name in [
        "大英县国土资源局",
        "大英县环保局",
        "大英县扶贫开发局",
        "大英县卫生和计划生育局",
        "大英县乡村振兴局",
        "县环保部门",
    ] {
        bodies("obsolete-body", &[name]);
    }
}

#[test]
fn unknown_bodies_are_notes() {
    assert!(assistance().with(3, |row| row.bodies = vec!["大英县明政局"]).faults().is_empty());
}

#[test]
fn body_level_mismatch() {
    bodies("body-level-mismatch", &["四川省民政厅"]);
    bodies("body-level-mismatch", &["遂宁市民政局", "蓬莱镇人民政府"]);
    let village = assistance().with(4, |row| row.levels = vec!["村级"]);
    found(
        &village.clone().with(4, |row| row.bodies = vec!["大英县民政局"]),
        "body-level-mismatch",
        "公开主体",
        4,
    );
}

#[test]
fn bodies_led_from_above_are_in_place() {
    for name in [
        "遂宁市生态环境局",
        "遂宁市公安局大英分局",
        "国家税务总局大英县税务局",
        "大英县人民政府",
        "盐井街道办事处",
    ] {
        let table = assistance().with(3, |row| row.bodies = vec![name]);
        assert!(table.faults().is_empty(), "{name}: {}", describe(&table.faults()));
    }
}

#[test]
fn foreign_place() {
    bodies("foreign-place", &["蓬溪县民政局"]);
    bodies("foreign-place", &["四川省遂宁市射洪县民政局", "蓬莱镇人民政府"]);
}
