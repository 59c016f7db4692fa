//! `mulu check --report FILE.xlsx`: 校验结果 and 整改反馈表.

use std::fs;
use std::path::Path;

use mulu::input::tables::{ReadOptions, read_tables};
use mulu::source::{CellRef, Sheet};
use serde_json::Value;

use crate::common::{mulu, tests_folder};

fn sheets(path: &Path) -> Vec<Sheet> {
    let bytes = fs::read(path).unwrap();
    read_tables(&bytes, &ReadOptions::default()).unwrap().workbook.sheets
}

fn row(sheet: &Sheet, row: u32, columns: u16) -> Vec<String> {
    (0..columns).map(|column| sheet.text(CellRef::new(row, column)).to_owned()).collect()
}

/// The report of the broken repository, in a folder of its own.
fn reported() -> (tempfile::TempDir, Value) {
    let folder = tempfile::tempdir().unwrap();
    let broken = tests_folder("cases/check/broken");
    let args = ["check", broken.to_str().unwrap(), "--report", "反馈.xlsx", "--format", "json"];
    let run = mulu(folder.path(), &args);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    (folder, serde_json::from_str(&run.stdout).unwrap())
}

#[test]
fn every_finding_is_a_row() {
    let (folder, json) = reported();
    let sheets = sheets(&folder.path().join("反馈.xlsx"));
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["校验结果", "整改反馈表"]);
    let headings =
        ["序号", "级别", "规则", "位置", "领域", "编码", "事项", "栏目", "问题", "改法", "继承"];
    let results = &sheets[0];
    assert_eq!(row(results, 2, 11), headings);
    let summary = &json["summary"];
    let line = format!(
        "检查 {} 项：错误 {}，警告 {}，提示 {}",
        summary["items"], summary["errors"], summary["warnings"], summary["notes"]
    );
    let said = results.text(CellRef::new(1, 0));
    assert!(said.starts_with(&line) && said.contains("（数据日期 "), "{said}");
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.len() > 5);
    for (at, finding) in (3u32..).zip(findings) {
        let row = row(results, at, 11);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        assert_eq!(row[0], (at - 2).to_string());
        assert!(row[2].starts_with(&text(&finding["rule"])), "{row:?}");
        assert!(row[3].contains(&text(&finding["location"]["file"])), "{row:?}");
        assert_eq!(row[8], text(&finding["message"]));
        assert_eq!(row[9], text(&finding["help"]));
        assert_eq!(row[5], text(&finding["item"]["code"]));
        assert_eq!(row[10] == "是", finding["inherited"] == true);
    }
    assert_eq!(results.size().0 as usize, findings.len() + 3, "and nothing else");
}

const FORM: [&str; 7] = ["序号", "问题", "依据", "整改措施", "责任单位", "完成时限", "整改情况"];

#[test]
fn departments_answer_what_has_to_be_mended() {
    let (folder, json) = reported();
    let sheets = sheets(&folder.path().join("反馈.xlsx"));
    let form = &sheets[1];
    assert_eq!(row(form, 2, 7), FORM);
    let findings = json["findings"].as_array().unwrap();
    let serious: Vec<&Value> = findings.iter().filter(|f| f["severity"] != "note").collect();
    let rows: Vec<Vec<String>> = (3..form.size().0).map(|at| row(form, at, 7)).collect();
    assert!(!rows.is_empty() && rows.len() <= serious.len());
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(row[0], (at + 1).to_string());
        assert!(!row[2].is_empty() && !row[2].contains('#'), "the reason of the rule: {row:?}");
        assert_eq!(row[5..], ["", ""], "for the unit");
        let said = |f: &&&Value| row[1].contains(f["message"].as_str().unwrap());
        let finding = serious.iter().find(said).unwrap_or_else(|| panic!("{row:?}"));
        assert_eq!(row[3], finding["help"].as_str().unwrap_or_default());
    }
}

/// A county whose two departments each left the limit of some items vague; one item has no lead.
fn vague(folder: &Path) {
    let county = "名称: 示例县\n层级: 县级\n继承: 无\n版本: 2026-1\n日期: 2026-03-01\n编制单位: 示例县人民政府办公室\n\
                  牵头单位: {甲: 示例县民政局, 乙: 示例县教育体育局、示例县财政局}\n规则: {lead-missing: off}\n";
    fs::write(folder.join("mulu.yaml"), county).unwrap();
    fs::create_dir(folder.join("drafts")).unwrap();
    for (number, domain, count) in [(90, "甲", 7), (91, "乙", 2), (92, "丙", 1)] {
        let mut text = format!("编号: X{number}\n名称: {domain}\n目录:\n");
        for at in 1..=count {
            text.push_str(&format!(
                "  - 事项: [综合业务, 第{at}个{domain}方面的事项]\n    公开内容: [申请条件, 申请材料]\n    \
                 公开依据: [《社会救助暂行办法》（国务院令第649号）]\n    公开时限: 及时公开\n    \
                 公开主体: [示例县水利局, 蓬莱镇人民政府]\n    公开渠道: {{选用: [政府网站]}}\n    公开对象: 全社会\n    \
                 公开方式: 主动\n    公开层级: [县级]\n"
            ));
        }
        fs::write(folder.join(format!("drafts/{domain}.yaml")), text).unwrap();
    }
}

/// The same fault of many rows is one row for each unit that has to answer it.
#[test]
fn one_row_a_fault_and_unit() {
    let folder = tempfile::tempdir().unwrap();
    vague(folder.path());
    let run = mulu(folder.path(), &["check", "--report", "反馈.xlsx", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["summary"]["warnings"], 10, "{json:#}");
    let sheets = sheets(&folder.path().join("反馈.xlsx"));
    assert_eq!(sheets[0].size().0, 3 + json["findings"].as_array().unwrap().len() as u32);
    let rows: Vec<Vec<String>> = (3..sheets[1].size().0).map(|at| row(&sheets[1], at, 7)).collect();
    let units: Vec<&str> = rows.iter().map(|row| row[4].as_str()).collect();
    let expected =
        ["示例县水利局", "蓬莱镇人民政府", "示例县教育体育局", "示例县财政局", "示例县民政局"];
    assert_eq!(units, expected, "in the order of the files");
    let problem = &rows[4][1];
    assert!(problem.contains("同样的问题共 7 处："), "{problem}");
    assert_eq!(problem.matches("drafts/甲.yaml:").count(), 5, "the first places: {problem}");
    assert!(problem.ends_with("其余 2 处见“校验结果”"), "{problem}");
    assert!(!problem.contains("乙.yaml"), "each unit has its own: {problem}");
    assert!(rows[0][1].starts_with("丙/综合业务/第1个丙方面的事项\n"), "{}", rows[0][1]);
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    let read = |folder: &tempfile::TempDir| fs::read(folder.path().join("反馈.xlsx")).unwrap();
    assert_eq!(read(&reported().0), read(&reported().0));
}

#[test]
fn a_form_that_was_filled_in_is_not_written_over() {
    let (folder, _) = reported();
    let here = folder.path();
    let broken = tests_folder("cases/check/broken");
    let args = ["check", broken.to_str().unwrap(), "--report", "反馈.xlsx", "-q"];
    assert_eq!(mulu(here, &args).status, 1, "as it was written, it may be written again");
    fs::write(here.join("反馈.xlsx"), "填好的表").unwrap();
    let run = mulu(here, &args);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("已有“反馈.xlsx”"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(here.join("反馈.xlsx")).unwrap(), "填好的表");
    assert_eq!(mulu(here, &[&args[..], &["--force"]].concat()).status, 1);
    assert_eq!(sheets(&here.join("反馈.xlsx")).len(), 2);
}

#[test]
fn rows_have_heights_and_the_page_is_set_up() {
    let (folder, _) = reported();
    let bytes = fs::read(folder.path().join("反馈.xlsx")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let xml = std::io::read_to_string(zip.by_name(sheet).unwrap()).unwrap();
        let rows = xml.matches("<row ").count();
        assert_eq!(xml.matches("customHeight=\"1\"").count(), rows, "{sheet}");
        assert!(xml.contains("paperSize=\"9\"") && xml.contains("orientation=\"landscape\""));
        assert!(xml.contains("fitToHeight=\"0\""), "{sheet}");
    }
    let book = std::io::read_to_string(zip.by_name("xl/workbook.xml").unwrap()).unwrap();
    assert_eq!(book.matches("_xlnm.Print_Titles").count(), 2);
}
