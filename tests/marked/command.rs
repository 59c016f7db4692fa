//! `mulu check --mark`: where copies go, and what is never written over.

use std::fs;
use std::path::Path;

use mulu::patch::is_sealed;

use super::{checker, fixture};
use crate::common::mulu;

fn folder_with(names: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (source, target) in names {
        let target = folder.path().join(target);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(fixture(source), target).unwrap();
    }
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_file_gets_a_copy_beside_it() {
    let folder = folder_with(&[("openpyxl.xlsx", "民政.xlsx"), ("macros.xlsm", "宏.xlsm")]);
    let here = folder.path();
    let original = fs::read(here.join("民政.xlsx")).unwrap();
    let run = mulu(here, &["check", "--mark", "民政.xlsx", "宏.xlsm"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{}", run.stdout);
    let lines: Vec<&str> = run.stdout.lines().rev().take(3).collect();
    assert!(lines[0].starts_with("检查 8 项"), "{lines:?}");
    assert_eq!(lines[1..], ["标注副本：宏.校验.xlsm", "标注副本：民政.校验.xlsx"]);
    assert_eq!(names(here), ["宏.xlsm", "宏.校验.xlsm", "民政.xlsx", "民政.校验.xlsx"]);
    assert!(fs::read(here.join("民政.xlsx")).unwrap() == original);
    let copy = fs::read(here.join("民政.校验.xlsx")).unwrap();
    assert_eq!(checker::faults(&copy), Vec::<String>::new());
    assert!(is_sealed(&copy));
    // Without --mark nothing is written, and a second run writes the same bytes.
    fs::remove_file(here.join("宏.校验.xlsm")).unwrap();
    mulu(here, &["check", "民政.xlsx", "宏.xlsm"]);
    mulu(here, &["check", "--mark", "民政.xlsx"]);
    assert_eq!(names(here), ["宏.xlsm", "民政.xlsx", "民政.校验.xlsx"]);
    assert!(fs::read(here.join("民政.校验.xlsx")).unwrap() == copy);
}

#[test]
fn a_copy_that_was_changed_is_kept() {
    let folder = folder_with(&[("openpyxl.xlsx", "民政.xlsx"), ("wps.xlsx", "民政.校验.xlsx")]);
    let copy = folder.path().join("民政.校验.xlsx");
    let mine = fs::read(&copy).unwrap();
    let run = mulu(folder.path(), &["check", "--mark", "民政.xlsx"]);
    assert_eq!(run.status, 2);
    assert!(run.stdout.contains("检查 4 项"), "the report is shown all the same: {}", run.stdout);
    let message = "没有办成：“民政.xlsx”：已有“民政.校验.xlsx”，而且改过了，没有覆盖。里面的改动还要的，先把它改名；不要了，加 --force\n";
    assert_eq!(run.stderr, message);
    assert!(fs::read(&copy).unwrap() == mine);
    assert_eq!(mulu(folder.path(), &["check", "--mark", "--force", "民政.xlsx"]).status, 1);
    assert!(is_sealed(&fs::read(&copy).unwrap()));
}

#[test]
fn files_of_the_run_are_never_written_over() {
    let folder = folder_with(&[("openpyxl.xlsx", "民政.xlsx"), ("wps.xlsx", "民政.校验.xlsx")]);
    let here = folder.path();
    let before = fs::read(here.join("民政.校验.xlsx")).unwrap();
    let run = mulu(here, &["check", "--mark", "--force", "民政.xlsx", "民政.校验.xlsx"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(fs::read(here.join("民政.校验.xlsx")).unwrap() == before);
    let expected = ["民政.xlsx", "民政.xlsx.校验.xlsx", "民政.校验.xlsx", "民政.校验.校验.xlsx"];
    let mut found = names(here);
    found.sort_by_key(|name| expected.iter().position(|have| have == name));
    assert_eq!(found, expected);
}

#[test]
fn a_copy_of_a_copy_is_refused() {
    let folder = folder_with(&[("openpyxl.xlsx", "民政.xlsx")]);
    mulu(folder.path(), &["check", "--mark", "民政.xlsx"]);
    fs::rename(folder.path().join("民政.校验.xlsx"), folder.path().join("新.xlsx")).unwrap();
    let run = mulu(folder.path(), &["check", "--mark", "新.xlsx"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("“新.xlsx”：它本身是带标注的副本"), "{}", run.stderr);
    let plain = mulu(folder.path(), &["check", "-q", "民政.xlsx"]).stdout;
    assert_eq!(
        mulu(folder.path(), &["check", "-q", "新.xlsx"]).stdout,
        plain,
        "the list is no table"
    );
}

const PROFILE: &str = "名称: 示例县\n层级: 县级\n领域: [社会救助]\n";

#[test]
fn workbooks_of_a_repository_get_copies() {
    let folder = folder_with(&[
        ("openpyxl.xlsx", "drafts/民政.xlsx"),
        ("xlsxwriter.xlsx", "towns/甲镇/drafts/民政.xlsx"),
    ]);
    let here = folder.path();
    fs::write(here.join("mulu.yaml"), PROFILE).unwrap();
    fs::write(here.join("towns/甲镇/mulu.yaml"), "名称: 甲镇\n层级: 乡级\n").unwrap();
    let before = mulu(here, &["check", "--format", "json"]);
    let run = mulu(here, &["check", "--format", "json", "--mark"]);
    assert_eq!(run.stdout, before.stdout);
    let copies = "标注副本：drafts/民政.校验.xlsx\n标注副本：towns/甲镇/drafts/民政.校验.xlsx\n";
    assert_eq!(run.stderr, copies);
    let again = mulu(here, &["check", "--format", "json"]);
    assert_eq!(again.stdout, before.stdout, "copies are not read");
    let run = mulu(here, &["check", "--mark", "--mark-dir", "标注"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(names(&here.join("标注")), ["民政.xlsx.校验.xlsx", "民政.校验.xlsx"]);
}

#[test]
fn what_is_no_workbook_is_shown_in_one() {
    let folder = tempfile::tempdir().unwrap();
    let table = "示例县社会救助目录\n一级事项,二级事项,公开时限,公开主体\n最低生活保障,办事指南,有空再说,民政局\n";
    fs::write(folder.path().join("社会救助.csv"), table).unwrap();
    let run = mulu(folder.path(), &["check", "--mark", "社会救助.csv"]);
    assert_eq!(run.stderr, "", "{}", run.stdout);
    let line = "标注副本：社会救助.校验.xlsx（不是 xlsx 工作簿，这是照内容另做的一张表）\n";
    assert!(run.stdout.contains(line), "{}", run.stdout);
    let copy = fs::read(folder.path().join("社会救助.校验.xlsx")).unwrap();
    assert_eq!(checker::faults(&copy), Vec::<String>::new());
}
