//! `mulu status` and `mulu ledger` on the example of 中山 and on small repositories.

use std::fs;
use std::path::{Path, PathBuf};

use mulu::input::tables::{ReadOptions, read_tables};
use mulu::source::Workbook;

use crate::common::{Run, golden, mulu_with, tests_folder};

/// A day after the second batch's deadline, on which one town is late.
const TODAY: (&str, &str) = ("MULU_TODAY", "2020-11-10");

fn zhongshan() -> PathBuf {
    tests_folder("../examples/zhongshan")
}

fn run(folder: &Path, args: &[&str]) -> Run {
    mulu_with(folder, args, &[TODAY])
}

fn json(folder: &Path, args: &[&str]) -> serde_json::Value {
    let run = run(folder, &[args, &["--format", "json"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn workbook(path: &Path) -> Workbook {
    read_tables(&fs::read(path).unwrap(), &ReadOptions::default()).unwrap().workbook
}

/// All texts of a sheet, row by row.
fn texts(workbook: &Workbook, sheet: &str) -> Vec<String> {
    let sheet = workbook.sheets.iter().find(|each| each.name == sheet).unwrap();
    let rows = 0..sheet.size().0;
    rows.map(|row| {
        let cells: Vec<&str> = sheet.row(row).map(|(_, cell)| cell.text.as_str()).collect();
        cells.join("|")
    })
    .collect()
}

#[test]
fn one_town_is_late() {
    let status = run(&zhongshan(), &["status"]);
    assert_eq!(status.status, 0, "{}", status.stderr);
    golden(&tests_folder("cases/forms/status.txt"), &status.stdout);
    let denied = run(&zhongshan(), &["进度", "--deny-late"]);
    assert_eq!(denied.status, 1);
    let in_time = mulu_with(
        &zhongshan(),
        &["status", "--deny-late", "--member", "坦洲镇"],
        &[("MULU_TODAY", "2020-11-10")],
    );
    assert_eq!(in_time.status, 0, "{}", in_time.stdout);
}

#[test]
fn programs_see_the_same() {
    let status = json(&zhongshan(), &["status"]);
    let members = status["members"].as_array().unwrap();
    let town = members.iter().find(|member| member["name"] == "小榄镇").unwrap();
    assert_eq!(town["standing"], "late");
    assert_eq!(town["late_working_days"], 7);
    assert_eq!(town["milestones"][0]["batch"], "第二批");
    let late: Vec<&str> = town["domains"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|domain| domain["standing"] == "late")
        .map(|domain| domain["name"].as_str().unwrap())
        .collect();
    assert_eq!(late, ["公共文化服务", "社会救助", "养老服务"]);
    let absent = members.iter().filter(|member| member["in_repository"] == false).count();
    assert_eq!((members.len(), absent), (26, 23));
}

#[test]
fn the_day_before_the_deadline_nobody_is_late() {
    let before = mulu_with(&zhongshan(), &["status"], &[("MULU_TODAY", "2020-10-30")]);
    assert!(before.stdout.contains("没有单位逾期"), "{}", before.stdout);
}

#[test]
fn the_workbook_of_the_status() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("进度.xlsx");
    let target = path.to_string_lossy().into_owned();
    let written = run(&zhongshan(), &["status", "-o", &target]);
    assert_eq!(written.status, 0, "{}", written.stderr);
    let book = workbook(&path);
    let rows = texts(&book, "进度");
    assert_eq!(rows[0], "附件");
    assert_eq!(rows[1], "中山市政务公开事项标准目录编制进度表");
    let town = rows.iter().find(|row| row.contains("小榄镇")).unwrap();
    assert!(
        town.contains("第二批|2020-10-31|公布|19") && town.contains("逾期 7 个工作日"),
        "{town}"
    );
    assert_eq!(texts(&book, "分领域进度").iter().filter(|row| row.contains("逾期 7")).count(), 4);
    let again = run(&zhongshan(), &["status", "-o", &target]);
    assert_eq!(again.status, 2, "a file that is there is kept");
    assert!(again.stderr.contains("没有动它"), "{}", again.stderr);
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

const PROFILE: &str =
    "名称: 示例县\n层级: 县级\n日期: 2020-08-28\n领域: [社会救助, 养老服务, 就业]\n";

/// The stages of the three domains of a small repository.
fn stages(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("mulu.yaml", PROFILE)]);
    write(folder.path(), files);
    let status = json(folder.path(), &["status"]);
    let domains = status["members"][0]["domains"].as_array().unwrap().clone();
    domains
        .iter()
        .map(|d| format!("{}:{}", d["name"].as_str().unwrap(), d["stage"].as_str().unwrap()))
        .collect()
}

#[test]
fn stages_follow_from_what_is_there() {
    let nothing = ["就业:not-begun", "社会救助:not-begun", "养老服务:not-begun"];
    assert_eq!(stages(&[]), nothing);
    let adjusted = ("overlays/a.yaml", "修改: [{编码: \"19.003\", 公开时限: 7个工作日内}]\n");
    assert_eq!(stages(&[adjusted]), ["就业:not-begun", "社会救助:drafting", "养老服务:not-begun"]);
    let built = ("dist/示例县/catalogue.json", "{}");
    assert_eq!(stages(&[built])[0], "就业:drafting");
    assert_eq!(stages(&[adjusted, ("意见采纳.yaml", "")])[0], "就业:review");
    let records = "记录:\n  - {阶段: 审核, 日期: 2020-09-01}\n  - {领域: 19, 阶段: 备案, 日期: 2020-09-02}\n  - {领域: 养老服务, 阶段: 编制, 日期: 2020-09-03}\n";
    let expected = ["就业:approval", "社会救助:filed", "养老服务:drafting"];
    assert_eq!(stages(&[adjusted, ("记录.yaml", records)]), expected, "the latest record counts");
}

#[test]
fn the_nearest_deadline_counts() {
    let folder = tempfile::tempdir().unwrap();
    let county = format!("{PROFILE}期限: 2020-09-30\n");
    let own = "名称: 甲镇\n层级: 乡级\n期限:\n  - {批次: 征求意见, 日期: 2020-11-09, 阶段: 征求意见}\n  - {批次: 公布, 日期: 2020-12-31}\n";
    write(
        folder.path(),
        &[
            ("mulu.yaml", &county),
            ("towns/a/mulu.yaml", own),
            ("towns/b/mulu.yaml", "名称: 乙镇\n层级: 乡级\n"),
        ],
    );
    let status = json(folder.path(), &["status"]);
    let late: Vec<String> = status["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| {
            format!(
                "{} {} {}",
                m["name"].as_str().unwrap(),
                m["standing"].as_str().unwrap(),
                m["late_working_days"]
            )
        })
        .collect();
    assert_eq!(late, ["示例县 late 24", "甲镇 late 1", "乙镇 late 24"]);
}

#[test]
fn faults_in_the_records_are_findings() {
    let folder = tempfile::tempdir().unwrap();
    let records = "记录:\n  - {阶段: 公开, 日期: 2020年9月}\n";
    write(
        folder.path(),
        &[("mulu.yaml", PROFILE), ("记录.yaml", records), ("计划.yaml", "任务: []\n")],
    );
    let checked = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(checked.status, 1);
    let found: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
    let files: Vec<&str> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| finding["location"]["file"].as_str().unwrap())
        .collect();
    assert!(files.contains(&"记录.yaml") && files.contains(&"计划.yaml"), "{files:?}");
}

#[test]
fn the_ledger_of_an_example() {
    let ledger = run(&zhongshan(), &["ledger"]);
    assert_eq!(ledger.status, 0, "{}", ledger.stderr);
    golden(&tests_folder("cases/forms/ledger.txt"), &ledger.stdout);
    assert_eq!(run(&zhongshan(), &["台账", "--deny-late"]).status, 1);
    let town = json(&zhongshan(), &["ledger", "--member", "tanzhou"]);
    // Before it stands the task that the plan of the city sets for it among others.
    let task = &town["members"][0]["tasks"][1];
    assert_eq!((&task["due"], &task["state"]), (&"2020-11-16".into(), &"open".into()), "{task}");
}

#[test]
fn the_workbook_of_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台账.xlsx");
    let written = run(&zhongshan(), &["ledger", "-o", &path.to_string_lossy()]);
    assert_eq!(written.status, 0, "{}", written.stderr);
    let rows = texts(&workbook(&path), "工作台账");
    assert_eq!(rows[3], "序号|任务|来源|责任单位|时限|完成情况|备注");
    let done = rows.iter().find(|row| row.contains("编写说明")).unwrap();
    assert!(done.contains("2020-07-10 完成"), "{done}");
    let late = rows.iter().find(|row| row.contains("第二批")).unwrap();
    assert!(late.contains("2020-10-31") && late.contains("逾期 7 个工作日"), "{late}");
    let yearly = rows.iter().find(|row| row.contains("年度报告")).unwrap();
    assert!(yearly.contains("（2021-03-31）"), "{yearly}");
}

#[test]
fn publications_are_checked_off() {
    let folder = tempfile::tempdir().unwrap();
    let addition =
        "新增:\n  - {领域: 就业, 编码: 17.X001, 事项: [就业统计, 月报], 公开时限: 每月10日前}\n";
    write(folder.path(), &[("mulu.yaml", PROFILE), ("overlays/a.yaml", addition)]);
    let state = || {
        let ledger = json(folder.path(), &["ledger"]);
        let tasks = ledger["members"][0]["tasks"].as_array().unwrap().clone();
        let task = tasks.iter().find(|task| task["source"] == "就业 17.X001").unwrap();
        format!("{} {}", task["due"].as_str().unwrap(), task["state"].as_str().unwrap())
    };
    assert_eq!(state(), "2020-10-10 late");
    let record =
        |days: &str| format!("记录:\n  - {{事项: 17.X001, 阶段: 公布, 日期: 2020-10-09}}\n{days}");
    write(folder.path(), &[("记录.yaml", &record(""))]);
    assert_eq!(state(), "2020-11-10 open");
    write(
        folder.path(),
        &[("记录.yaml", &record("  - {事项: 就业统计/月报, 阶段: 公布, 日期: 2020-11-09}\n"))],
    );
    assert_eq!(state(), "2020-11-10 done");
}
