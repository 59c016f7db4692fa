//! Levels, inheritance and bare files: what holds for rules beyond the examples of their pages.

use mulu::finding::Severity::{Error, Note, Warning};
use mulu::finding::{Finding, Severity};

use crate::repository::{Placed, Repository};

const TABLE: &str = "\
编号: X90
名称: 示例
目录:
  - 编码: \"X90.X001\"
    事项: [临时救助, 办事指南]
    公开内容: [申请条件]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: 有空再说
    公开主体: [县级民政部门, 乡镇人民政府]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
  - 编码: \"X90.X002\"
    事项: [临时救助, 审核信息]
    公开内容: [审核结果]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: 自信息形成或者变更之日起20个工作日内
    公开主体: [示例县民政局]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
";
const TOWN: (&str, &str) = ("towns/甲镇/mulu.yaml", "名称: 甲镇\n层级: 乡级\n");

/// The levels at which a rule speaks, by member.
fn levels(found: &[Placed], rule: &str) -> Vec<(String, Severity, bool)> {
    let of_rule = found.iter().map(|(finding, _)| finding).filter(|f| f.rule.0 == rule);
    of_rule.map(|f| (f.member.clone().unwrap_or_default(), f.severity, f.inherited)).collect()
}

fn row(member: &str, severity: Severity, inherited: bool) -> (String, Severity, bool) {
    (member.to_owned(), severity, inherited)
}

#[test]
fn inherited_text_is_a_note_for_the_one_who_did_not_write_it() {
    let found = Repository::of(&[("drafts/a.yaml", TABLE), TOWN]).findings();
    let wanted = [row("示例县", Warning, false), row("甲镇", Note, true)];
    assert_eq!(levels(&found, "unparsable-limit"), wanted);
}

#[test]
fn a_role_is_an_error_for_the_layer_that_has_to_bind_it() {
    let found = Repository::of(&[("drafts/a.yaml", TABLE), TOWN]).findings();
    let of = |name: &str| -> Vec<_> {
        let about = found.iter().filter(|(f, _)| f.message.contains(&format!("“{name}”")));
        levels(&about.cloned().collect::<Vec<_>>(), "generic-body")
    };
    assert_eq!(of("县级民政部门"), [row("示例县", Error, false), row("甲镇", Note, true)]);
    assert_eq!(of("乡镇人民政府"), [row("示例县", Note, false), row("甲镇", Error, true)]);
}

#[test]
fn a_county_role_is_the_citys_own_where_there_are_no_counties() {
    let profile = "名称: 示例市\n层级: 市级\n不设区县: 是\n继承: 无\n";
    let table = TABLE.replace("X90", "C90");
    let found = Repository::of(&[("mulu.yaml", profile), ("drafts/a.yaml", &table)]).findings();
    let wanted = [row("示例市", Note, false), row("示例市", Error, false)];
    assert_eq!(levels(&found, "generic-body"), wanted);
}

fn with_rules(rules: &str) -> Vec<Placed> {
    let profile = format!("名称: 示例县\n层级: 县级\n继承: 无\n规则:\n{rules}");
    let town = format!("{}规则:\n{rules}", TOWN.1);
    Repository::of(&[("mulu.yaml", &profile), ("drafts/a.yaml", TABLE), (TOWN.0, &town)]).findings()
}

#[test]
fn settings_change_levels_but_never_raise_what_is_inherited() {
    let wanted = [row("示例县", Error, false), row("甲镇", Note, true)];
    assert_eq!(levels(&with_rules("  unparsable-limit: error\n"), "unparsable-limit"), wanted);
    assert_eq!(levels(&with_rules("  unparsable-limit: 错误\n"), "unparsable-limit"), wanted);
    assert_eq!(levels(&with_rules("  unparsable-limit: off\n"), "unparsable-limit"), []);
    assert_eq!(levels(&with_rules("  unparsable-limit: 关闭\n"), "unparsable-limit"), []);
}

#[test]
fn a_word_that_is_no_level_changes_nothing_but_is_reported() {
    let found = with_rules("  unparsable-limit: 瞎写\n");
    assert_eq!(levels(&found, "unparsable-limit").len(), 2);
    assert!(
        found.iter().any(|(f, place)| f.rule.0 == "wrong-type" && place.contains("mulu.yaml:5:"))
    );
}

#[test]
fn a_rule_that_does_not_exist_is_reported_where_it_is_named() {
    let found = with_rules("  unparsable-limits: off\n");
    let (finding, place) =
        found.iter().find(|(f, _)| f.rule.0 == "unknown-key").expect("a finding");
    assert!(finding.help.as_deref().is_some_and(|help| help.contains("unparsable-limit”")));
    assert!(place.starts_with("mulu.yaml:5:"), "{place}");
}

/// A part of a guideline, as a file by itself.
const PART: &str = "\
编号: \"26\"
名称: 涉农补贴
目录:
  - 编码: \"26.003\"
    事项: [农业生产发展资金, 新型职业农民培育]
    公开主体: [县级农业农村部门]
";
const PART_PROFILE: &str = "名称: 示例县\n层级: 县级\n继承: 国家@2019\n领域: [涉农补贴]\n";

#[test]
fn what_a_bare_file_lacks_is_one_note_a_domain() {
    let repository = Repository::of(&[("mulu.yaml", PART_PROFILE), ("drafts/a.yaml", PART)]);
    let coverage = ["item-unaccounted", "domain-unaccounted", "lead-missing"];
    let count = |found: &[Placed]| coverage.map(|rule| levels(found, rule).len());
    let whole = count(&repository.findings());
    assert!(whole[0] > 1 && whole[1] > 1 && whole[2] == 1, "{whole:?}");
    let bare = repository.bare_findings();
    assert_eq!(count(&bare), [1, 0, 0]);
    assert_eq!(levels(&bare, "item-unaccounted"), [row("示例县", Note, false)]);
}

#[test]
fn a_role_in_a_bare_file_is_an_error_at_its_row() {
    let found =
        Repository::of(&[("mulu.yaml", PART_PROFILE), ("drafts/a.yaml", PART)]).bare_findings();
    let errors: Vec<(&Finding, &str)> = found
        .iter()
        .filter(|(f, _)| f.rule.0 == "generic-body")
        .map(|(f, place)| (f, place.as_str()))
        .collect();
    assert!(
        matches!(errors.as_slice(), [(f, place)]
        if f.severity == Error && place.starts_with("drafts/a.yaml:4:")),
        "{errors:?}"
    );
}
