//! What the layer above changed since a town filed its catalogue, and who dropped an item.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::mulu;

const COUNTY: &str = "\
名称: 示例县
层级: 县级
继承: 国家@2019
领域: [社会救助]
版本: 2026-1
日期: 2026-11-01
编制单位: 示例县人民政府办公室
牵头单位: {社会救助: 示例县民政局}
责任单位: {县级民政部门: 示例县民政局, 县级人民政府民政部门: 示例县民政局}
规则: {domain-unaccounted: off}
";
const TOWN: &str = "\
名称: 甲镇
层级: 乡级
版本: 2026-1
日期: 2026-11-05
编制单位: 甲镇人民政府
";
const TOWN_CHANGES: &str = "\
领域: 社会救助
修改:
  - 编码: \"19.004\"
    公开时限: 自信息形成或者变更之日起5个工作日内
    理由: 镇里更快
";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn upper_changed(folder: &Path) -> Vec<String> {
    let run = mulu(folder, &["check", ".", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let changed = findings.filter(|finding| finding["rule"] == "upper-changed");
    changed.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_town_is_told_of_both_texts_and_of_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "mulu.yaml", COUNTY);
    write(folder, "towns/jia/mulu.yaml", TOWN);
    write(folder, "towns/jia/overlays/调整.yaml", TOWN_CHANGES);
    mulu(folder, &["build", ".", "-o", "out", "--formats", "json", "--draft"]);
    let filed = fs::read_to_string(folder.join("out/甲镇/catalogue.json")).unwrap();
    write(folder, "towns/jia/备案/2026-1/catalogue.json", &filed);
    assert_eq!(upper_changed(folder), [""; 0], "nothing has changed yet");

    let changes = "\
领域: 社会救助
修改:
  - 编码: \"19.004\"
    公开时限: 自信息形成或者变更之日起7个工作日内
    理由: 县里加快
不采用:
  - {编码: \"19.002\", 理由: 本级无此职责, 说明: 由市里统一公布}
";
    write(folder, "overlays/调整.yaml", changes);
    let told = upper_changed(folder);
    assert_eq!(told.len(), 2, "{told:?}");
    let limit = told.iter().find(|message| message.contains("公开时限")).unwrap();
    assert!(limit.contains("10个工作日") && limit.contains("7个工作日"), "{limit}");
    assert!(told.iter().any(|message| message.contains("19.002")), "{told:?}");

    let explained = mulu(folder, &["explain", ".", "19.002", "--member", "甲镇"]).stdout;
    assert!(
        explained.contains("上一层的示例县：不采用：本级无此职责。由市里统一公布"),
        "{explained}"
    );
}

#[test]
fn a_filing_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "mulu.yaml", COUNTY);
    write(folder, "towns/jia/mulu.yaml", TOWN);
    write(folder, "towns/jia/备案/2026-1/catalogue.json", "{\"名称\": ");
    let run = mulu(folder, &["check", ".", "-v"]);
    assert!(run.stdout.contains("报备的这一版读不出来"), "{}", run.stdout);
}
