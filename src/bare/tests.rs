use std::path::Path;

use super::*;
use crate::input::sheet::RecogniseOptions;
use crate::input::single;

/// The findings of a YAML table with this name, each as `severity rule place`.
fn findings(name: &str, text: &str) -> (Vec<String>, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let mut map = SourceMap::new();
    let options = RecogniseOptions::knowing(Registers::known_domains(&[]));
    let single = single::read(&mut map, Path::new(&path), name, &options, None).unwrap();
    let guidelines = Guidelines::load(&mut map, Registers::of(&[]));
    let checked = check(single, &guidelines, jiff::civil::date(2026, 11, 21));
    let show = |f: &Finding| {
        format!("{} {} {} {}", f.severity.id(), f.rule, map.describe(f.location), f.message)
    };
    (checked.findings.iter().map(show).collect(), checked.items)
}

const ROW: &str = "
名称: 社会救助
目录:
  - 事项: [最低生活保障, 办事指南]
    公开时限: 有空再说
    公开主体: [县级民政部门]
";

fn of<'a>(found: &'a [String], rule: &str) -> Vec<&'a str> {
    let rule = format!(" {rule} ");
    found.iter().filter(|f| f.contains(&rule)).map(String::as_str).collect()
}

#[test]
fn a_part_of_a_catalogue_is_checked_row_by_row() {
    let (found, items) = findings("大英县社会救助.yaml", ROW);
    assert_eq!(items, 1);
    let lacking = of(&found, "item-unaccounted");
    assert_eq!(lacking.len(), 1, "one note for the domain: {found:?}");
    assert!(lacking[0].starts_with("note"), "{lacking:?}");
    let limit = of(&found, "unparsable-limit");
    assert_eq!(limit.len(), 1, "{found:?}");
    assert!(limit[0].starts_with("warning unparsable-limit 大英县社会救助.yaml:5:11"), "{limit:?}");
}

#[test]
fn a_text_as_in_the_guideline_is_shown_at_its_own_place() {
    let as_in_guideline = "县级人民政府民政部门, 乡镇人民政府（街道办事处）";
    let row = ROW.replace("县级民政部门", as_in_guideline);
    let (found, _) = findings("大英县社会救助.yaml", &row);
    let bodies = of(&found, "generic-body");
    assert!(!bodies.is_empty(), "{found:?}");
    for body in bodies {
        assert!(body.contains(" generic-body 大英县社会救助.yaml:6:"), "{body}");
    }
}

#[test]
fn a_name_that_is_only_alike_is_no_fault() {
    let row = ROW.replace("办事指南", "办事服务指南");
    let (found, _) = findings("大英县社会救助.yaml", &row);
    let unsure = of(&found, "unsure-match");
    assert!(unsure.len() == 1 && unsure[0].starts_with("note"), "{found:?}");
}

#[test]
fn the_level_decides_only_when_it_is_known() {
    let row = format!("{}    公开层级: [乡级]\n", ROW.trim_start());
    let (county, _) = findings("大英县社会救助.yaml", &row);
    assert_eq!(of(&county, "level-not-ours").len(), 1, "{county:?}");
    let (unknown, _) = findings("目录.yaml", &row);
    assert_eq!(of(&unknown, "level-not-ours"), Vec::<&str>::new(), "{unknown:?}");
}

#[test]
fn an_unknown_domain_is_a_note_and_its_rows_are_checked() {
    let (found, items) = findings(
        "大英县.yaml",
        "名称: 井盐文化\n目录:\n  - 事项: [保护, 名录]\n    公开方式: 主动\n",
    );
    assert_eq!(items, 1);
    assert!(found.contains(
        &"note unknown-domain 大英县.yaml:1:5 没有“井盐文化”领域的标准指引，只检查表里写了的内容"
            .to_owned()
    ));
    assert!(
        found.iter().any(|f| f.starts_with("error incomplete-row 大英县.yaml:3:")),
        "{found:?}"
    );
}

/// A name that ends in 领域 is that of its own domain, so that nothing of the table is left out.
#[test]
fn a_domain_may_be_named_with_the_word_for_domains() {
    let table = "名称: 未定领域\n目录:\n  - 事项: [机构简介, 机关职能]\n    公开时限: 二十天\n";
    let (found, items) = findings("大英县.yaml", table);
    assert_eq!(items, 1, "{found:?}");
    assert!(!found.iter().any(|f| f.contains("conflicting-layers")), "{found:?}");
    assert!(found.iter().any(|f| f.contains("ambiguous-days")), "{found:?}");
}

#[test]
fn files_without_tables_are_only_read() {
    assert_eq!(findings("mulu.yaml", "名称: 大英县\n层级: 县级\n"), (Vec::new(), 0));
    let (found, _) = findings("a.yaml", "修改:\n  - 编码: \"19.004\"\n    公开时线: 二十天\n");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("error unknown-key a.yaml:3:5"), "{found:?}");
}
