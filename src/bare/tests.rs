use std::path::Path;

use super::*;
use crate::finding::Severity;
use crate::input::single;

/// The findings of a YAML table with this name, each as `severity rule place`.
fn findings(name: &str, text: &str) -> (Vec<String>, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let mut map = SourceMap::new();
    let single = single::read(&mut map, Path::new(&path), name).unwrap();
    let guidelines = Guidelines::load(&mut map);
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
    公开时限:
    公开主体: [大英县民政局]
";

#[test]
fn a_part_of_a_catalogue_is_checked_row_by_row() {
    let (found, items) = findings("大英县社会救助.yaml", ROW);
    assert_eq!(items, 1);
    let errors: Vec<&String> = found.iter().filter(|f| f.starts_with("error")).collect();
    assert_eq!(errors, Vec::<&String>::new());
    let lacking: Vec<&String> = found.iter().filter(|f| f.contains(" item-unaccounted ")).collect();
    assert!(lacking.len() <= 1, "{lacking:?}");
    assert!(lacking.iter().all(|f| f.starts_with("note")), "{lacking:?}");
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
    assert!(found.iter().any(|f| f.starts_with("error missing-field 大英县.yaml:3:")), "{found:?}");
}

#[test]
fn files_without_tables_are_only_read() {
    assert_eq!(findings("mulu.yaml", "名称: 大英县\n层级: 县级\n"), (Vec::new(), 0));
    let (found, _) = findings("a.yaml", "修改:\n  - 编码: \"19.004\"\n    公开时线: 二十天\n");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("error unknown-key a.yaml:3:5"), "{found:?}");
}

#[test]
fn what_is_missing_in_a_domain_is_one_note() {
    let mut map = SourceMap::new();
    let guidelines = Guidelines::load(&mut map);
    let domain = &guidelines.0[0];
    let place = domain.origin.location;
    let missing = domain.items.iter().map(|item| {
        let mut finding =
            Finding::new(crate::finding::RuleId("item-unaccounted"), Severity::Error, place, "缺");
        finding.item = Some(crate::finding::ItemName {
            domain: domain.name.clone(),
            code: Some(item.code.clone()),
            path: item.names().to_vec(),
        });
        finding
    });
    let profile = profile("甲".to_owned(), AdminLevel::County, place);
    let layer = Layer { profile, adjustments: vec![], tables: vec![], duties: vec![] };
    let softened = soften::all(missing.collect(), &layer, &guidelines.0, true);
    assert_eq!(softened.len(), 1);
    assert_eq!(softened[0].severity, Severity::Note);
    let count = format!("还有 {} 个", domain.items.len());
    assert!(softened[0].message.contains(&count), "{}", softened[0].message);
}
