//! The whole way of somebody who knows WPS and nothing else: an empty folder, one workbook filled in and
//! saved by other programs, a messy draft, a clean catalogue. No YAML is written by hand.

use std::fs;
use std::path::Path;

use crate::common::office::{OFFICE, convert, have, have_python, run};
use crate::common::{Run, mulu, tests_folder};

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
    let town = top.path().join("东园镇");
    let flags = ["--name", "东园镇", "--level", "乡级", "--domains", "社会救助"];
    let init = mulu(top.path(), &[&["init", "东园镇"][..], &flags].concat());
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
    assert_eq!(table.lines().count(), before.lines().count(), "{before}\n{table}");
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
}
