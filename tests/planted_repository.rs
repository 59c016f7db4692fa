//! Repositories that are clean but for one planted defect which a table by itself cannot show: two
//! domains that say different things, fewer channels than the guideline, an item without a duty, days
//! that are past. Each is found once, at its place.

use mulu::finding::Severity;

use crate::repository::{Repository, content};

const COUNTY: &str = "\
名称: 大英县
层级: 县级
继承: 无
版本: 2026-1
日期: 2026-01-20
编制单位: 大英县人民政府办公室
牵头单位: {甲: 大英县民政局, 乙: 大英县残疾人联合会}
";
const HEAD: &str = "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级";
const LIMIT: &str = "信息形成或者变更之日起20个工作日内";

/// A domain as a file.
fn domain(number: u8, name: &str, path: &str, limit: &str) -> (String, Vec<u8>) {
    let text = format!(
        "编号: X{number}
名称: {name}
目录:
  - 事项: [{path}]
    公开内容: [发放对象, 发放标准, 咨询电话]
    公开依据: [《社会救助暂行办法》（国务院令第649号）]
    公开时限: {limit}
    公开主体: [大英县民政局]
    公开渠道: {{选用: [政府网站, 政务服务中心]}}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
"
    );
    (format!("drafts/{name}.yaml"), text.into_bytes())
}

fn text(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

/// What one rule finds, as `severity place`, and that nothing else is at warning or error level.
fn found(rule: &str, files: Vec<(String, Vec<u8>)>) -> Vec<String> {
    let findings = Repository { files }.findings();
    let others: Vec<_> = findings
        .iter()
        .filter(|(f, _)| f.severity > Severity::Note && f.rule.0 != rule)
        .map(|(f, place)| format!("{} {place} {}", f.rule, f.message))
        .collect();
    assert!(others.is_empty(), "{}", others.join("\n"));
    let own = findings.iter().filter(|(f, _)| f.rule.0 == rule);
    own.map(|(f, place)| format!("{} {place}", f.severity.id())).collect()
}

#[test]
fn near_duplicate_item() {
    let files = |limit: &str| {
        vec![
            text("mulu.yaml", COUNTY),
            domain(90, "甲", "补贴, 残疾人两项补贴发放结果", LIMIT),
            domain(91, "乙", "残疾人, 残疾人两项补贴发放结果", limit),
        ]
    };
    assert_eq!(found("near-duplicate-item", files(LIMIT)), Vec::<String>::new());
    let other = files("信息形成或者变更之日起10个工作日内");
    assert_eq!(found("near-duplicate-item", other), ["note drafts/甲.yaml:7:11"]);
}

#[test]
fn channel_below_guideline() {
    let county = COUNTY.replace("继承: 无\n", "继承: 国家@2019\n领域: [社会救助]\n");
    let bound = "责任单位: {县级民政部门: 大英县民政局, 乡镇人民政府: 各镇人民政府}
规则: {generic-body: off, item-unaccounted: off, domain-unaccounted: off, lead-missing: off, missing-field: off}
";
    let table = |channels: &str| {
        let basis = "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）";
        let limit = "自制定或获取信息之日起10个工作日内";
        let row = format!(
            "4,最低生活保障,办事指南,怎么申请；带什么材料；找谁办,{basis},{limit},大英县民政局,{channels},全社会,主动,县级"
        );
        let sheet = format!("# 工作表：社会救助\n{HEAD}\n{row}\n");
        let name = "drafts/民政.xlsx";
        let draft = (name.to_owned(), content(name, "csv", &sheet));
        vec![text("mulu.yaml", &format!("{county}{bound}")), draft]
    };
    let all = table("■政府网站 ■公开查阅点 ■政务服务中心");
    assert_eq!(found("channel-below-guideline", all), Vec::<String>::new());
    let fewer = table("■政府网站 □公开查阅点 ■政务服务中心");
    assert_eq!(found("channel-below-guideline", fewer), ["warning drafts/民政.xlsx 社会救助!H2"]);
}

#[test]
fn unlinked_local_item() {
    let files = |items: &str| {
        let duties =
            format!("公共服务事项清单:\n  - 名称: 残疾人两项补贴发放\n    对应事项: {items}\n");
        vec![
            text("mulu.yaml", COUNTY),
            domain(90, "甲", "补贴, 残疾人两项补贴发放结果", LIMIT),
            domain(91, "乙", "就业, 残疾人就业培训计划安排", LIMIT),
            text("duties/清单.yaml", &duties),
        ]
    };
    let both = files("[甲/补贴/残疾人两项补贴发放结果, 乙/就业/残疾人就业培训计划安排]");
    assert_eq!(found("unlinked-local-item", both), Vec::<String>::new());
    let one = files("[甲/补贴/残疾人两项补贴发放结果]");
    assert_eq!(found("unlinked-local-item", one), ["note drafts/乙.yaml:4:9"]);
}

/// A town below the county, dated or not.
fn with_town(batches: &str, date: &str) -> Vec<(String, Vec<u8>)> {
    let town = format!("名称: 蓬莱镇\n层级: 乡级\n版本: 2026-1\n{date}编制单位: 蓬莱镇人民政府\n");
    vec![
        text("mulu.yaml", &format!("{COUNTY}{batches}")),
        domain(90, "甲", "补贴, 残疾人两项补贴发放结果", LIMIT),
        text("towns/penglai/mulu.yaml", &town),
    ]
}

#[test]
fn overdue() {
    let late = "期限: 2026-01-10\n";
    let of_county = vec![
        text("mulu.yaml", &format!("{COUNTY}{late}")),
        domain(90, "甲", "补贴, 残疾人两项补贴发放结果", LIMIT),
    ];
    assert_eq!(found("overdue", of_county), ["warning mulu.yaml:8:5"]);
}

/// What the county sets for its towns is told to the town, with the place where it is written.
#[test]
fn overdue_by_the_county() {
    for member in ["蓬莱镇", "penglai"] {
        let batch = format!("期限: [{{批次: 第一批, 日期: 2026-01-31, 成员: [{member}]}}]\n");
        let dated = with_town(&batch, "日期: 2026-02-10\n");
        let findings = Repository { files: dated.clone() }.findings();
        let (finding, _) = findings.iter().find(|(f, _)| f.rule.0 == "overdue").unwrap();
        assert_eq!(finding.member.as_deref(), Some("蓬莱镇"));
        assert!(finding.message.starts_with("大英县定的“第一批”的编制期限是 2026-01-31"));
        assert_eq!(finding.related[0].message, "大英县的期限写在这里");
        assert_eq!(found("overdue", dated), ["warning towns/penglai/mulu.yaml:4:5"]);
        assert_eq!(
            found("overdue", with_town(&batch, "")),
            ["warning towns/penglai/mulu.yaml:1:5"]
        );
        let in_time = with_town(&batch, "日期: 2026-01-30\n");
        assert_eq!(found("overdue", in_time), Vec::<String>::new());
    }
}

#[test]
fn a_deadline_of_its_own_or_of_a_middle_stage() {
    let county = "期限: [{日期: 2026-01-31, 成员: [蓬莱镇]}]\n";
    let own = with_town(county, "日期: 2026-02-10\n期限: 2026-02-28\n");
    assert_eq!(found("overdue", own), Vec::<String>::new());
    let middle = "期限: [{日期: 2026-01-31, 阶段: 征求意见, 成员: [蓬莱镇]}]\n";
    let middle = with_town(middle, "日期: 2026-02-10\n");
    assert_eq!(found("overdue", middle), Vec::<String>::new());
}

/// A duty list that is newer than the catalogue, in YAML and in a sheet, as a whole and by its rows.
#[test]
fn duties_that_changed() {
    let files = |list: (String, Vec<u8>)| {
        vec![
            text("mulu.yaml", COUNTY),
            domain(90, "甲", "补贴, 残疾人两项补贴发放结果", LIMIT),
            list,
        ]
    };
    let duty = "公共服务事项清单:\n  - 名称: 残疾人两项补贴发放\n    对应事项: [甲/补贴/残疾人两项补贴发放结果]\n";
    let yaml =
        |before: &str, after: &str| text("duties/清单.yaml", &format!("{before}{duty}{after}"));
    let sheet = |title: &str, heading: &str, cell: &str| {
        let name = "duties/清单.xlsx";
        let rows = format!(
            "# 工作表：公共服务事项清单\n{title}\n序号,事项名称,实施主体,对应事项{heading}\n1,残疾人两项补贴发放,大英县民政局,甲/补贴/残疾人两项补贴发放结果{cell}\n"
        );
        (name.to_owned(), content(name, "csv", &rows))
    };
    let title = "大英县公共服务事项清单";
    for newer in [
        yaml("更新日期: 2026-02-01\n", ""),
        yaml("", "    更新日期: 2026-02-01\n"),
        yaml("", "    其他: {调整时间: 2026年2月1日}\n"),
        sheet(&format!("{title}（2026年2月1日更新）"), "", ""),
        sheet(title, ",更新日期", ",2026-02-01"),
    ] {
        let name = newer.0.clone();
        let findings = Repository { files: files(newer.clone()) }.findings();
        let stale = findings.iter().find(|(f, _)| f.rule.0 == "stale-review");
        let (finding, _) = stale.unwrap_or_else(|| panic!("{name}"));
        assert!(finding.message.contains("2026-02-01"), "{}", finding.message);
        assert_eq!(finding.related.len(), 1);
        assert_eq!(found("stale-review", files(newer)), ["warning mulu.yaml:5:5"]);
    }
    for older in [
        yaml("更新日期: 2026-01-20\n", ""),
        yaml("更新日期: 2026-12-01\n", ""),
        sheet(&format!("{title}（2025年版）"), "", ""),
        sheet("填表日期：2026年2月1日", "", ""),
        sheet(title, ",成立时间", ",2026-02-01"),
    ] {
        assert_eq!(found("stale-review", files(older)), Vec::<String>::new());
    }
}
