//! Tables whose columns the user has to name: without a head, with clipped headings, with a separator that
//! looks like another.

use std::fs;

use serde_json::Value;

use crate::common::mulu;

const ROWS: &str = "1,最低生活保障,申请条件,申请对象；申请材料,《社会救助暂行办法》（国务院令第649号）,\
    信息形成之日起20个工作日内,大英县民政局,■政府网站,全社会,主动,县级\n\
    2,最低生活保障,审批结果,低保对象名单,《社会救助暂行办法》（国务院令第649号）,\
    信息形成之日起20个工作日内,大英县民政局,■政府网站,全社会,主动,县级\n\
    3,临时救助,办事指南,申请条件；申请材料,《社会救助暂行办法》（国务院令第649号）,\
    及时公开,大英县民政局,■政府网站,全社会,主动,县级\n";

const MEANINGS: &str = "A=序号,B=一级事项,C=二级事项,D=公开内容,E=公开依据,F=公开时限,G=公开主体,H=公开渠道,I=公开对象,J=公开方式,K=公开层级";

fn check(folder: &std::path::Path, args: &[&str]) -> Vec<Value> {
    let run = mulu(folder, &[&["check", "--format", "json"], args].concat());
    let report: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {run:?}"));
    report["findings"].as_array().unwrap().clone()
}

fn of<'a>(found: &'a [Value], rule: &str) -> Vec<&'a Value> {
    found.iter().filter(|finding| finding["rule"] == rule).collect()
}

/// The columns are proposed by what stands in them, and the advice can be followed word for word.
#[test]
fn a_table_without_a_head_is_asked_about_and_then_read() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("社会救助.csv"), ROWS).unwrap();
    let found = check(here, &["社会救助.csv"]);
    let [asked] = of(&found, "unsure-head")[..] else { panic!("{found:#?}") };
    let help = asked["help"].as_str().unwrap();
    let advice = help.split('"').nth(1).unwrap();
    assert_eq!(advice, MEANINGS);
    let found = check(here, &["社会救助.csv", "--columns", advice]);
    assert!(of(&found, "unsure-head").is_empty(), "{found:#?}");
    let [vague] = of(&found, "vague-limit")[..] else { panic!("{found:#?}") };
    assert_eq!(vague["location"]["cell"], "F3");
}

/// The map that `import` writes works for `import`, `check` and the drafts of a repository alike.
#[test]
fn a_map_names_columns_by_letter() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("社会救助.csv"), ROWS).unwrap();
    let run = mulu(here, &["import", "社会救助.csv", "--map", "各栏.yaml"]);
    assert_eq!(run.status, 1, "{run:?}");
    let map = fs::read_to_string(here.join("各栏.yaml")).unwrap();
    assert!(map.contains("{栏: F, 含义: 公开时限}"), "{map}");
    let run = mulu(here, &["import", "社会救助.csv", "--map", "各栏.yaml"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("没有表头，各栏照指明的读"), "{run:?}");
    assert!(run.stdout.contains("事项: [临时救助, 办事指南]"), "{run:?}");
    assert_eq!(of(&check(here, &["社会救助.csv", "--map", "各栏.yaml"]), "vague-limit").len(), 1);

    fs::create_dir(here.join("drafts")).unwrap();
    fs::write(here.join("mulu.yaml"), "名称: 大英县\n层级: 县级\n领域: [社会救助]\n").unwrap();
    fs::rename(here.join("社会救助.csv"), here.join("drafts/社会救助.csv")).unwrap();
    assert_eq!(of(&check(here, &["."]), "unsure-head").len(), 1);
    fs::rename(here.join("各栏.yaml"), here.join("drafts/各栏.yaml")).unwrap();
    let found = check(here, &["."]);
    assert!(of(&found, "unsure-head").is_empty(), "{found:#?}");
    assert_eq!(of(&found, "vague-limit").len(), 1, "{found:#?}");

    let wrong = map.replace("含义: 公开时限", "含义: 什么时候");
    fs::write(here.join("drafts/各栏.yaml"), wrong).unwrap();
    let found = check(here, &["."]);
    let [unusable] = of(&found, "unreadable-file")[..] else { panic!("{found:#?}") };
    assert!(unusable["message"].as_str().unwrap().contains("“什么时候”不认识"), "{unusable:#}");
}

/// A map of a table with a head keeps its columns without a heading; one that names columns by their letters alone,
/// or only some headings, is used; one that has none of the headings is told of.
#[test]
fn a_map_of_a_table_with_a_head_is_used_or_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let head = "序号,公开事项,,公开内容,公开依据,几时,公开主体,公开渠道,公开对象,公开方式,公开层级";
    fs::write(here.join("社会救助.csv"), format!("{head}\n{ROWS}")).unwrap();
    let names = |map: &str| {
        let run = mulu(here, &["import", "社会救助.csv", "--map", map, "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let table = report["tables"][0].clone();
        let items = table["items"].as_array().unwrap();
        (items[2]["事项"].clone(), items[2]["公开时限"].clone(), table["questions"].clone())
    };
    let written = names("各栏.yaml");
    assert_eq!(written.0, serde_json::json!(["临时救助", "办事指南"]));
    assert_eq!(names("各栏.yaml"), written);
    let map = |name: &str, columns: &str| {
        let text = format!("表头:\n  - 种类: 标准目录\n    各栏: [{columns}]\n");
        fs::write(here.join(name), text).unwrap();
    };
    map("字母.yaml", "{栏: F, 含义: 其他}");
    map("几个.yaml", "{栏名: 几时, 含义: 其他}, {栏名: 公开主体, 含义: 公开主体}");
    for name in ["字母.yaml", "几个.yaml"] {
        let (path, limit, questions) = names(name);
        assert_eq!((path, limit), (written.0.clone(), Value::Null), "{name}");
        assert_eq!(questions, serde_json::json!([]), "{name}");
    }
    map("别的.yaml", "{栏名: 何时, 含义: 公开时限}, {栏名: 公开主体, 含义: 公开主体}");
    let (path, limit, questions) = names("别的.yaml");
    assert_eq!((path, limit), (written.0, written.1));
    assert!(questions[0]["message"].as_str().unwrap().contains("“别的.yaml”"), "{questions}");
    let found = check(here, &["社会救助.csv", "--map", "别的.yaml"]);
    let [told] = of(&found, "unsure-head")[..] else { panic!("{found:#?}") };
    assert!(told["message"].as_str().unwrap().contains("都对不上"), "{told}");
}

/// Of a table with a head only the columns that are named are read otherwise.
#[test]
fn named_columns_overrule_headings() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let head = "序号,一级事项,二级事项,公开内容,公开依据,几时,公开主体,公开渠道,公开对象,公开方式,公开层级";
    fs::write(here.join("社会救助.csv"), format!("{head}\n{ROWS}")).unwrap();
    // What stands below it says that it is 公开时限; what the user says comes first.
    for args in [&["社会救助.csv"][..], &["社会救助.csv", "--columns", "F=公开时限"]] {
        let found = check(here, args);
        assert_eq!(of(&found, "vague-limit").len(), 1, "{found:#?}");
    }
    let other = check(here, &["社会救助.csv", "--columns", "F=其他"]);
    assert!(of(&other, "vague-limit").is_empty(), "{other:#?}");
    let run = mulu(here, &["check", "社会救助.csv", "--columns", "F=何时"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("“何时”不认识"), "{run:?}");
}

/// Every decision is told with its scores: the rows looked at for a head, and what each column looks like.
#[test]
fn a_reading_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let head = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,备注";
    fs::write(here.join("社会救助.csv"), format!("社会救助领域目录\n{head}\n{ROWS}")).unwrap();
    let told = mulu(here, &["import", "社会救助.csv", "--explain"]).stderr;
    let lines: Vec<&str> = told.lines().map(str::trim).collect();
    // Words of the first row of data are headings elsewhere: 全社会, 主动.
    assert!(
        lines.iter().any(|line| line.starts_with("表头：第2行作标准目录 1.00（用了）")),
        "{told}"
    );
    assert!(told.contains("读到 3 项"), "{told}");
    assert!(lines.contains(&"F “公开时限”作 公开时限 1.00"), "{told}");
    let other = lines.iter().find(|line| line.starts_with("K “备注”作 其他")).unwrap();
    assert!(other.contains("也像 公开层级 1.00"), "{other}");
}

/// A mark inside quoted cells of several lines parts nothing; what the user says comes first.
#[test]
fn the_separator_is_told_by_rows_as_read_or_by_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let head = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级";
    let rows = ROWS.replace("申请对象；申请材料", "\"申请对象;条件\n申请材料;表格\n流程;时间\"");
    fs::write(here.join("社会救助.csv"), format!("{head}\n{rows}")).unwrap();
    assert!(of(&check(here, &["社会救助.csv"]), "unsure-head").is_empty());
    let bars = format!("{head}\n{rows}").replace(',', "|").replace("申请条件|", "申请,条件|");
    fs::write(here.join("社会救助.csv"), bars).unwrap();
    let found = check(here, &["社会救助.csv", "--separator", "|"]);
    assert_eq!(of(&found, "vague-limit").len(), 1, "{found:#?}");
}

/// A table turned by 90° is not read, and what is told to do makes it one that is.
#[test]
fn a_turned_table_is_told_and_transposed() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let head = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级";
    let text = format!("{head}\n{ROWS}");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let turned = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<_>>().join(",");
    let turned: Vec<String> = (0..rows[0].len()).map(turned).collect();
    fs::write(here.join("社会救助.csv"), turned.join("\n")).unwrap();
    let found = check(here, &["社会救助.csv"]);
    let [asked] = of(&found, "unsure-head")[..] else { panic!("{found:#?}") };
    let message = asked["message"].as_str().unwrap();
    assert!(message.contains("栏名上下排在 A 栏，B—D 栏一栏是一项（3 项），没有读"), "{message}");
    assert!(asked["help"].as_str().unwrap().contains("勾上“转置”"), "{asked:#?}");
    assert_eq!(asked["location"]["cell"], "A1");
    fs::write(here.join("社会救助.csv"), text).unwrap();
    assert!(of(&check(here, &["社会救助.csv"]), "unsure-head").is_empty());
}
