//! The whole way of somebody who knows WPS and nothing else: an empty folder, one workbook filled in and
//! saved by other programs, a messy draft, a clean catalogue. No YAML is written by hand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::forms::Form;
use crate::common::office::{OFFICE, convert, have, have_python, run};
use crate::common::{Run, mulu, tests_folder};
use crate::submit::every_tampering_is_found;

/// One step of the clerk's hand.
fn hand(step: &str, folder: &Path) {
    let script = tests_folder("fixtures/clerk.py");
    run("python3", &[script.to_str().unwrap(), step, folder.to_str().unwrap()]);
}

fn said(run: &Run) -> String {
    format!("{}\n{}\n{}", run.status, run.stdout, run.stderr)
}

/// Saves a workbook anew by LibreOffice.
fn saved_again(path: &Path) {
    let out = tempfile::tempdir().unwrap();
    convert(&[path], "xlsx", out.path());
    fs::copy(out.path().join(path.file_name().unwrap()), path).unwrap();
}

#[test]
fn from_an_empty_folder_to_a_clean_catalogue() {
    if !(have(&[OFFICE]) && have_python("openpyxl")) {
        return;
    }
    let top = tempfile::tempdir().unwrap();
    clean_town(top.path());
}

/// A folder of one town without YAML, with a messy draft, that compiles.
fn clean_town(top: &Path) -> PathBuf {
    let town = top.join("东园镇");
    let flags = ["--name", "东园镇", "--level", "乡级", "--domains", "社会救助"];
    let init = mulu(top, &[&["init", "东园镇"][..], &flags].concat());
    assert_eq!(init.status, 0, "{}", said(&init));
    let first = mulu(&town, &["check"]);
    assert!(first.stdout.contains("公开主体还是角色"), "units are missing yet: {}", said(&first));
    hand("settings", &town);
    saved_again(&town.join("目录.xlsx"));
    let clean = mulu(&town, &["check"]);
    assert_eq!(clean.status, 0, "{}", said(&clean));
    // What the town would publish without a word of its own, retyped by hand.
    let plain = mulu(&town, &["build"]);
    assert_eq!(plain.status, 0, "{}", said(&plain));
    let before = fs::read_to_string(town.join("dist/东园镇/catalogue.csv")).unwrap();
    hand("draft", &town);
    let check = mulu(&town, &["check"]);
    assert_eq!(check.status, 0, "{}", said(&check));
    hand("duties", &town);
    let open = mulu(&town, &["check"]);
    assert!(open.status == 1 && open.stdout.contains("没有对应事项"), "{}", said(&open));
    let link = mulu(&town, &["link", "duties/清单.xlsx"]);
    assert!(link.status == 0 && link.stdout.contains("7 项职责"), "{}", said(&link));
    hand("choose", &town);
    saved_again(&town.join("duties/清单.xlsx"));
    let again = mulu(&town, &["link", "duties/清单.xlsx"]);
    assert!(again.stdout.contains("已经写了的不动"), "{}", said(&again));
    let check = mulu(&town, &["check"]);
    assert_eq!(check.status, 0, "{}", said(&check));
    let build = mulu(&town, &["build", "--formats", "xlsx,json,csv"]);
    assert_eq!(build.status, 0, "{}", said(&build));
    let table = fs::read_to_string(town.join("dist/东园镇/catalogue.csv")).unwrap();
    assert!(table.contains("沙坡头区民政局") && table.contains("东园镇人民政府"), "{table}");
    assert!(!table.contains("示例"), "{table}");
    let items = |table: &str| table.lines().filter(|line| line.starts_with("\"19\"")).count();
    assert_eq!(items(&table), items(&before), "{before}\n{table}");
    // What was chosen is in the catalogue, the kind of power beside it.
    let json = fs::read_to_string(town.join("dist/东园镇/catalogue.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let items: Vec<String> =
        json["职责"].as_array().unwrap().iter().map(|duty| duty["对应事项"].to_string()).collect();
    assert_eq!(items[0], r#"["19.004","19.005","19.006","38.005"]"#, "{items:?}");
    assert_eq!(items[3], r#"["38.006"]"#, "{items:?}");
    let written = walkdir::WalkDir::new(&town).into_iter().map(|entry| entry.unwrap());
    let yaml = written.filter(|entry| entry.path().extension().is_some_and(|end| end == "yaml"));
    assert_eq!(yaml.count(), 0, "no YAML is written");
    town
}

/// Runs a command that has to succeed; gives what it said.
fn done(folder: &Path, args: &[&str]) -> String {
    let run = mulu(folder, args);
    assert_eq!(run.status, 0, "{args:?} {}", said(&run));
    run.stdout
}

/// Saves what was filled in by LibreOffice, in its own format.
fn saved_as(workbook: &[u8], name: &str, format: &str, to: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join(format!("{name}.xlsx"));
    fs::write(&source, workbook).unwrap();
    convert(&[&source], format, to);
}

const UNIT: &str = "东园镇民生服务中心";
const SENT: &str = "../材料/东园镇报审材料";

/// What the department answers: two changes and a deletion.
fn answers(town: &Path) {
    let name = format!("征求意见表（{UNIT}）");
    let sent = town.join(format!("../征求/东园镇/{name}.xlsx"));
    let mut form = Form::open(fs::read(sent).unwrap());
    form.set_all("部门意见", "同意");
    let changes = [
        ("19.004", "修改", "公开时限", "制定或获取信息之日起7个工作日内"),
        ("19.012", "修改", "公开内容", "办事指南、办理条件"),
        ("19.010", "删除", "业务不发生", ""),
    ];
    for (code, answer, what, text) in changes {
        form.set(code, "部门意见", answer).set(code, "修改栏目或删除理由", what);
        form.set(code, "修改后内容", text).set(code, "依据", "示例");
    }
    form.sign("单位（盖章）：", UNIT).sign("日期：", "2026-11-20");
    saved_as(&form.filled(), &name, "ods", &town.join("../反馈"));
}

/// Opinions into the draft and, for what it lists no more, into 目录.xlsx.
fn opinions(town: &Path) {
    done(town, &["review", ".", "-o", "../征求", "--record"]);
    answers(town);
    done(town, &["review", ".", "--read", "../反馈", "-o", "../征求"]);
    let told = done(town, &["review", ".", "--adopt", "all", "-o", "../征求"]);
    for line in [
        "第 1 号意见写进 drafts/东园镇（改3）.xlsx Sheet1!F6",
        "第 3 号意见写进 drafts/东园镇（改3）.xlsx Sheet1!D14",
        "请在整张表里删",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    hand("delete", town);
    let told = done(town, &["review", ".", "--adopt", "all", "-o", "../征求"]);
    assert!(told.contains("采纳 1 条，写进 目录.xlsx 调整"), "{told}");
    let limit = |code: &str| done(town, &["explain", ".", code]);
    let (changed, below) = (limit("19.004"), limit("19.007"));
    assert!(changed.contains("现在  制定或获取信息之日起7个工作日内"), "{changed}");
    assert!(below.contains("现在  制定或获取信息之日起10个工作日内"), "同上 keeps: {below}");
    let open = mulu(town, &["check"]);
    let told = open.status == 1 && open.stdout.contains("duty-uncovered");
    assert!(told, "a duty names what was given up: {}", said(&open));
    hand("unlink", town);
    done(town, &["check"]);
    // The town itself leads what its powers disclose, and is not asked by letter.
    done(town, &["review", ".", "--waive", "本级政府，编制时已经参加", "-o", "../征求"]);
}

/// The papers that come back: the secrecy review, and the sheet of the counterpart above.
fn approvals(town: &Path) {
    done(town, &["submit", ".", "-o", "../材料", "--draft"]);
    let paper = |name: &str| fs::read(town.join(SENT).join(format!("{name}.xlsx"))).unwrap();
    let mut form = Form::open(paper("保密审查表"));
    for question in mulu::submit::QUESTIONS {
        form.set(question, "审查结果（是/否）", "否");
    }
    form.sign("审查结论：", "同意公开").sign("审查单位（盖章）：", "区保密办");
    form.sign("审查人（签字）：", "李四").sign("审查日期：", "2026年11月21日");
    saved_as(&form.filled(), "保密审查表", "ods", town);
    let held = mulu(town, &["submit", ".", "-o", "../材料"]);
    assert_eq!(held.status, 1, "{}", said(&held));
    assert!(held.stdout.contains("备案以前要上级对口部门审核同意"), "{}", said(&held));
    done(town, &["submit", ".", "-o", "../材料", "--stage", "approval"]);
    let mut form = Form::open(paper("审核意见表"));
    let text = "同意。\n\n签字（盖章）：示例　　2026年11月21日";
    form.beside("业务主管部门（上级对口部门）意见", text);
    saved_as(&form.filled(), "审核意见表", "xls", &town.join("../反馈"));
    let told = done(town, &["submit", ".", "--returned", "../反馈/审核意见表.xls"]);
    assert!(told.contains("上级对口部门同意"), "{told}");
}

#[test]
fn from_a_clean_folder_to_a_bundle_that_its_receiver_verifies() {
    if !(have(&[OFFICE]) && have_python("openpyxl")) {
        return;
    }
    let top = tempfile::tempdir().unwrap();
    let town = clean_town(top.path());
    opinions(&town);
    hand("let_pass", &town);
    saved_again(&town.join("目录.xlsx"));
    done(&town, &["adjust", ".", "--release", "2026-2"]);
    approvals(&town);
    let told = done(&town, &["submit", ".", "-o", "../材料"]);
    assert!(told.contains("清单的 SM3"), "{told}");
    every_tampering_is_found(&town.join(SENT));
    let again = done(&town, &["submit", ".", "--verify", SENT]);
    assert!(again.contains("核对无误"), "{again}");
}

/// What 调整 of 目录.xlsx says already is written over in its cell.
#[test]
fn opinions_on_what_the_workbook_says_go_into_its_cells() {
    if !have_python("openpyxl") {
        return;
    }
    let top = tempfile::tempdir().unwrap();
    let town = top.path().join("东园镇");
    let flags = ["--name", "东园镇", "--level", "乡级", "--domains", "社会救助"];
    done(top.path(), &[&["init", "东园镇"][..], &flags].concat());
    hand("settings", &town);
    hand("adjust", &town);
    done(&town, &["review", ".", "-o", "../征求"]);
    let name = format!("征求意见表（{UNIT}）.xlsx");
    let mut form = Form::open(fs::read(town.join("../征求/东园镇").join(&name)).unwrap());
    assert!(
        form.text().contains("东园镇改，原“制定或获取信息之日起10个工作日内”"),
        "{}",
        form.text()
    );
    form.set_all("部门意见", "同意");
    for (code, field, text) in [
        ("19.004", "公开时限", "制定或获取信息之日起7个工作日内"),
        ("19.012", "公开内容", "办事指南、办理条件"),
    ] {
        form.set(code, "部门意见", "修改").set(code, "修改栏目或删除理由", field);
        form.set(code, "修改后内容", text).set(code, "依据", "示例");
    }
    form.sign("单位（盖章）：", UNIT);
    fs::create_dir(town.join("../反馈")).unwrap();
    fs::write(town.join("../反馈").join(&name), form.filled()).unwrap();
    let adopted = ["review", ".", "--read", "../反馈", "--adopt", "all", "-o", "../征求"];
    let told = done(&town, &adopted);
    for line in ["第 1 号意见写进 目录.xlsx 调整!H", "第 2 号意见写进 目录.xlsx 调整!F"]
    {
        assert!(told.contains(line), "{line}\n{told}");
    }
    done(&town, &["check"]);
    let limit = done(&town, &["explain", ".", "19.004"]);
    assert!(limit.contains("现在  制定或获取信息之日起7个工作日内"), "{limit}");
    let elements = done(&town, &["explain", ".", "19.012"]);
    assert!(elements.contains("现在  办事指南；办理条件"), "{elements}");
}
