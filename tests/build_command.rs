//! `mulu build` as a user meets it: exit status, what is written, what is left alone.

use std::fs;
use std::path::Path;

use crate::common::{Run, mulu};
use crate::export::tiny;

const WORKBOOK: &str = "示例县/示例县政务公开事项标准目录.xlsx";

fn build(folder: &Path, out: &Path, more: &[&str]) -> Run {
    mulu(folder, &[&["build", ".", "-o", out.to_str().unwrap()], more].concat())
}

/// The files below a folder with their content, without the record of what was written.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    let visible = files.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    visible
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (name.replace('\\', "/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// A repository with an error: nobody fills the role that the guideline names.
fn unbound(folder: &Path) {
    fs::write(folder.join("mulu.yaml"), "名称: 示例县\n层级: 县级\n领域: [社会救助]\n").unwrap();
    fs::create_dir(folder.join("overlays")).unwrap();
    let change = "新增:\n  - {领域: 社会救助, 事项: [示例, 示例], 公开主体: 县级民政部门}\n";
    fs::write(folder.join("overlays/a.yaml"), change).unwrap();
}

#[test]
fn one_folder_a_member_and_the_same_bytes_twice() {
    let out = tempfile::tempdir().unwrap();
    let first = build(&tiny(), out.path(), &[]);
    assert_eq!(first.status, 0, "{}", first.stderr);
    assert!(first.stdout.contains("示例县：4 项，"), "{}", first.stdout);
    let written = files(out.path());
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["示例县/catalogue.csv", "示例县/catalogue.json", WORKBOOK]);
    assert_eq!(build(&tiny(), out.path(), &[]).status, 0);
    assert!(files(out.path()) == written, "the second run wrote other bytes");
}

/// A text that a spreadsheet would run, from the repository to the csv and back.
#[test]
fn formulas_in_the_csv_are_guarded_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("mulu.yaml"), "名称: 示例县\n层级: 县级\n继承: 无\n").unwrap();
    fs::create_dir(here.join("drafts")).unwrap();
    fs::write(here.join("drafts/a.yaml"), FORMULAS).unwrap();
    let csv = |more: &[&str]| {
        let args = [&["--formats", "csv", "--draft", "--force"], more].concat();
        let run = build(here, &here.join("out"), &args);
        assert!(run.stdout.contains("写到"), "{}{}", run.stdout, run.stderr);
        fs::read_to_string(here.join("out/示例县/catalogue.csv")).unwrap()
    };
    let (guarded, raw) = (csv(&[]), csv(&["--raw-csv"]));
    for text in ["=HYPERLINK(1)", "+86 0825", "@甲"] {
        assert!(guarded.contains(&format!("\"'{text}")), "{guarded}");
        assert!(raw.contains(&format!("\"{text}")) && !raw.contains(&format!("'{text}")), "{raw}");
    }
    let read = |name: &str, text: &str| {
        fs::write(here.join(name), text).unwrap();
        let run = mulu(here, &["import", name]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.replace(name, "")
    };
    assert_eq!(read("guarded.csv", &guarded), read("raw.csv", &raw));
}

const FORMULAS: &str = "\
编号: X90
名称: 示例
目录:
  - 编码: X90.001
    事项: [\"=HYPERLINK(1)\", 办事指南]
    公开内容: [\"+86 0825\"]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: \"@甲\"
    公开主体: [示例县民政局]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级]
";

#[test]
fn only_the_formats_that_were_asked_for() {
    let out = tempfile::tempdir().unwrap();
    let output = build(&tiny(), out.path(), &["--formats", "json,json", "--member", "示例县"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_eq!(files(out.path()).len(), 1);
    let output = build(&tiny(), out.path(), &["--member", "别的县"]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("仓库里没有“别的县”。可以写：示例县"), "{}", output.stderr);
}

#[test]
fn errors_block_what_is_no_draft() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    unbound(folder.path());
    let output = build(folder.path(), out.path(), &[]);
    assert_eq!(output.status, 1, "{}", output.stdout);
    assert!(output.stdout.contains("；没有写出。改好再编制"), "{}", output.stdout);
    assert_eq!(files(out.path()), []);
    let output = build(folder.path(), out.path(), &["--draft", "--formats", "json"]);
    assert_eq!(output.status, 1);
    let json: serde_json::Value = serde_json::from_slice(&files(out.path())[0].1).unwrap();
    assert_eq!(json["草稿"], true);
}

#[test]
fn a_file_changed_by_hand_stays() {
    let out = tempfile::tempdir().unwrap();
    build(&tiny(), out.path(), &[]);
    fs::write(out.path().join(WORKBOOK), "edited").unwrap();
    let output = build(&tiny(), out.path(), &["--paper", "A4"]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("改动过"), "{}", output.stderr);
    assert_eq!(fs::read(out.path().join(WORKBOOK)).unwrap(), b"edited");
    let output = build(&tiny(), out.path(), &["--paper", "A4", "--force"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_ne!(fs::read(out.path().join(WORKBOOK)).unwrap(), b"edited");
}

/// What is only known when every member was compiled holds back the layer that made it, like any other
/// error; the members are written.
#[test]
fn an_exception_without_use_holds_its_layer_back() {
    let folder = tempfile::tempdir().unwrap();
    let county = "名称: 示例县\n层级: 县级\n继承: 无\n规则: {unused-exception: error}\n例外:\n  - {规则: vague-limit, 理由: 示例}\n";
    fs::write(folder.path().join("mulu.yaml"), county).unwrap();
    fs::create_dir_all(folder.path().join("towns/jia")).unwrap();
    fs::write(folder.path().join("towns/jia/mulu.yaml"), "名称: 蓬莱镇\n层级: 乡级\n").unwrap();
    let out = tempfile::tempdir().unwrap();
    let run = build(folder.path(), out.path(), &[]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stdout.contains("示例县：0 项，错误 1 处"), "{}", run.stdout);
    let names: Vec<String> = files(out.path()).into_iter().map(|(name, _)| name).collect();
    assert!(names.iter().all(|name| name.starts_with("蓬莱镇/")) && !names.is_empty(), "{names:?}");
    let draft = build(folder.path(), out.path(), &["--draft"]);
    assert_eq!(draft.status, 1);
    assert!(files(out.path()).iter().any(|(name, _)| name.starts_with("示例县/")));
}

/// What all members start from is wrong: none of them is written.
#[test]
fn an_unknown_release_holds_everything_back() {
    let folder = tempfile::tempdir().unwrap();
    let county = "名称: 示例县\n层级: 县级\n继承: 国家@2018\n领域: [社会救助]\n";
    fs::write(folder.path().join("mulu.yaml"), county).unwrap();
    let out = tempfile::tempdir().unwrap();
    let run = build(folder.path(), out.path(), &[]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(files(out.path()), []);
}
