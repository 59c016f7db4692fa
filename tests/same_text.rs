//! The same text gives the same repairs and the same findings, whatever file it stands in.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::common::mulu;

/// Rules about writing.
const RULES: [&str; 6] = [
    "mixed-width",
    "broken-words",
    "broken-tick",
    "ditto-mark",
    "unbalanced-brackets",
    "truncated-text",
];

const HEADS: [&str; 12] = [
    "领域",
    "序号",
    "一级事项",
    "二级事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道",
    "公开对象",
    "公开方式",
    "公开层级",
];
const ROW: [&str; 12] = [
    "社会救助",
    "1",
    "综合业务",
    "本地的事项",
    "申请条件",
    "《社会救助暂行办法》",
    "自信息形成或者变更之日起20个工作日内",
    "示例县民政局",
    "政府网站",
    "全社会",
    "主动",
    "县级",
];

/// Texts, and the rules that must speak of them.
const TEXTS: [(&str, &str, &[&str]); 18] = [
    ("公开内容", "比例％", &["mixed-width"]),
    ("公开内容", "申请条件２项", &["mixed-width"]),
    ("公开内容", "申请条件（本人)", &["mixed-width"]),
    ("公开内容", "申请条件（本人申请", &["unbalanced-brackets"]),
    ("公开内容", "征收土 地信息", &["broken-words"]),
    ("公开内容", "申请條件", &[]),
    ("公开内容", "征（zhēng）收信息", &[]),
    ("公开内容", "申请条件", &[]),
    ("公开时限", "自信息形成或者变 更之日起２０个工作日内", &["broken-words", "mixed-width"]),
    ("公开时限", "自信息形成或者变更之日起20 个工作日内", &[]),
    ("公开依据", "‹社会救助暂行办法›", &[]),
    ("公开依据", "《社会救助暂行办法》（国务院令第６４９号）", &["mixed-width"]),
    ("公开主体", "示例县民政 局", &[]),
    ("公开主体", "示例縣民政局", &[]),
    ("公开渠道", "t政府网站 口政府公报", &["broken-tick"]),
    ("公开渠道", "■政府网站 □政府公报", &[]),
    ("公开渠道", "政府网站 公开查阅点", &[]),
    ("公开时限", "同上", &["ditto-mark"]),
];

fn row(field: &str, text: &str) -> Vec<String> {
    let cell =
        |(head, usual): (&&str, &&str)| if *head == field { text } else { *usual }.to_owned();
    HEADS.iter().zip(&ROW).map(cell).collect()
}

fn csv(path: &Path, row: &[String]) {
    fs::write(path, format!("{}\n{}\n", HEADS.join(","), row.join(","))).unwrap();
}

fn xlsx(path: &Path, row: &[String]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (head, text)) in (0u16..).zip(HEADS.iter().zip(row)) {
        sheet.write_string(0, column, *head).unwrap();
        sheet.write_string(1, column, text).unwrap();
    }
    book.save(path).unwrap();
}

fn yaml(path: &Path, row: &[String]) {
    let mut text = format!(
        "编号: \"19\"\n名称: 社会救助\n目录:\n  - 序号: \"1\"\n    事项: [{}, {}]\n",
        row[2], row[3]
    );
    for (head, value) in HEADS.iter().zip(row).skip(4) {
        text.push_str(&format!("    {head}: \"{value}\"\n"));
    }
    fs::write(path, text).unwrap();
}

/// What the rules about writing say of a file, without places.
fn said(folder: &Path, file: &str) -> Vec<(String, String, String, String)> {
    let run = mulu(folder, &["check", file, "--format", "json"]);
    let json: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr));
    assert_eq!(json["summary"]["items"], 1, "{file}: {}", run.stdout);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let own = json["findings"].as_array().unwrap().iter();
    let own = own.filter(|f| RULES.contains(&f["rule"].as_str().unwrap()));
    let mut said: Vec<_> = own
        .map(|f| (text(&f["rule"]), text(&f["field"]), text(&f["message"]), text(&f["help"])))
        .collect();
    said.sort();
    said
}

/// The item as it is read, without what tells where it stands.
fn read(folder: &Path, file: &str) -> Value {
    let run = mulu(folder, &["import", file, "--format", "json"]);
    let json: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr));
    json["tables"][0]["items"][0].clone()
}

#[test]
fn every_kind_of_file_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for (field, text, rules) in TEXTS {
        let row = row(field, text);
        csv(&folder.path().join("a.csv"), &row);
        xlsx(&folder.path().join("a.xlsx"), &row);
        yaml(&folder.path().join("a.yaml"), &row);
        let of_csv = said(folder.path(), "a.csv");
        let named: Vec<&str> = of_csv.iter().map(|(rule, ..)| rule.as_str()).collect();
        assert_eq!(named, rules, "{text}");
        assert_eq!(said(folder.path(), "a.xlsx"), of_csv, "{text}");
        assert_eq!(said(folder.path(), "a.yaml"), of_csv, "{text}");
        let (mut a, mut b) = (read(folder.path(), "a.csv"), read(folder.path(), "a.xlsx"));
        for item in [&mut a, &mut b] {
            let item = item.as_object_mut().unwrap();
            item.remove("location");
            item.remove("来源");
        }
        assert_eq!(a, b, "{text}");
    }
}
