//! The commands that list what is built in: what scripts and people rely on.

use serde_json::Value as Json;
use unicode_width::UnicodeWidthStr;

use crate::common::{Run, tests_folder};

fn mulu(args: &[&str]) -> Run {
    crate::common::mulu(&tests_folder(""), args)
}

/// What a command prints when all goes well.
fn printed(args: &[&str]) -> String {
    let run = mulu(args);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

fn json(args: &[&str]) -> Json {
    serde_json::from_str(&printed(args)).unwrap()
}

fn list<'a>(value: &'a Json, key: &str) -> &'a [Json] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list"))
}

#[test]
fn laws_show_what_superseded_what() {
    let text = printed(&["laws", "最低生活保障"]);
    let old = text.find("《最低生活保障审核审批办法（试行）》  已被替代").unwrap();
    assert!(text[old..].contains("替代者：《最低生活保障审核确认办法》"), "{text}");
    let new = text.find("《最低生活保障审核确认办法》  现行有效").unwrap();
    assert!(text[new..].contains("替代了：《最低生活保障审核审批办法（试行）》"), "{text}");
    assert!(text.contains("引用：19 社会救助"), "{text}");
}

#[test]
fn laws_say_what_was_not_read_and_what_does_not_hold_yet() {
    let older = printed(&["laws", "社会救助暂行办法"]);
    for number in ["829", "843"] {
        assert!(older.contains(&format!("（国务院令第{number}号）》")), "{older}");
    }
    assert!(older.contains("只读到题名"), "{older}");
    let newer = printed(&["laws", "自然保护区条例"]);
    assert!(!newer.contains("829号") && newer.contains("843号"), "{newer}");
    let decision = printed(&["laws", "国务院令第829号"]);
    assert!(decision.contains("修改和废止了哪些行政法规没有见到"), "{decision}");
    let plan = printed(&["laws", "第七个五年规划"]).replace('\n', " ");
    assert!(plan.contains("已到期（自 2021-01-01 起）"), "{plan}");
    assert!(plan.contains("接续：《中央宣传部、司法部关于开展法治宣传教育的第八个"), "{plan}");
    let coming = printed(&["laws", "医疗保障法"]);
    assert!(coming.contains("《中华人民共和国医疗保障法》  尚未施行（自 2027-01-01 起施行）"));
}

#[test]
fn laws_are_found_by_number_and_short_form() {
    for word in ["国务院令第711号", "711号", "《政府信息公开条例》", "信息公开条例"]
    {
        assert!(printed(&["laws", word]).contains("《中华人民共和国政府信息公开条例》"), "{word}");
    }
    assert_eq!(printed(&["法规", "711号"]), printed(&["laws", "711号"]));
}

#[test]
fn laws_in_json_are_all_known_for_what_they_are() {
    let all = json(&["laws", "--format", "json"]);
    assert_eq!(all["version"], 1);
    assert!(list(&all, "instruments").len() >= 500);
    for entry in list(&all, "instruments") {
        for key in ["名称", "种类", "状态", "核实"] {
            assert!(entry[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {entry}");
        }
    }
}

#[test]
fn domains_in_json_hold_all_items() {
    let all = json(&["domains", "--format", "json"]);
    assert_eq!((&all["version"], &all["release"]), (&Json::from(1), &Json::from("国家@2019")));
    let domains = list(&all, "domains");
    assert_eq!(domains.len(), 26);
    let items: usize = domains.iter().map(|domain| list(domain, "目录").len()).sum();
    assert!(items >= 552, "{items}");
    for domain in domains {
        let items = list(domain, "目录");
        assert_eq!(domain["事项数"], items.len());
        let fields: usize = items.iter().map(|item| list(item, "待核").len()).sum();
        assert_eq!(domain["待核栏目"], fields, "{}", domain["名称"]);
        let known = |how: &str| domain["各栏核实"][how].as_u64().unwrap() as usize;
        let seen = known("两处以上") + known("一处");
        let rest = known("推断") + known("记忆") + known("未见");
        assert_eq!((seen + rest, rest), (items.len() * 9, fields), "{}", domain["名称"]);
    }
    let later = json(&["domains", "--release", "国家@2022", "--format", "json"]);
    assert!(list(&later, "domains").len() > 26);
}

#[test]
fn domains_are_counted_by_how_they_are_known() {
    let text = printed(&["domains"]);
    let sums = text.lines().find(|line| line.starts_with("各栏：")).unwrap();
    for how in ["两处以上 ", "一处 ", "推断 ", "记忆 ", "未见 "] {
        assert!(sums.contains(how), "{sums}");
    }
    let education = printed(&["domains", "22"]);
    for line in ["待核（推断）：", "待核（记忆）：事项", "待核（未见）："] {
        assert!(education.contains(line), "{line}: {education}");
    }
}

#[test]
fn a_domain_is_found_by_number_or_name() {
    let text = printed(&["domains", "19"]);
    assert_eq!(printed(&["domains", "社会救助"]), text);
    assert_eq!(printed(&["领域", "社会救助领域"]), text);
    assert!(text.contains("文号 民办函〔2019〕52号"), "{text}");
    let one = json(&["domains", "19", "--format", "json"]);
    for item in list(&list(&one, "domains")[0], "目录") {
        assert!(text.contains(item["编码"].as_str().unwrap()), "{item}");
    }
}

#[test]
fn nothing_is_wider_than_a_window() {
    let all = json(&["domains", "--release", "全部", "--format", "json"]);
    let numbers = list(&all, "domains").iter().map(|domain| domain["编号"].as_str().unwrap());
    let mut texts: Vec<String> = numbers.map(|number| printed(&["domains", number])).collect();
    texts.extend([printed(&["domains"]), printed(&["laws"]), printed(&["laws", "信息公开"])]);
    for line in texts.iter().flat_map(|text| text.lines()) {
        assert!(line.width() <= 100, "{line}");
    }
}

#[test]
fn nothing_found_is_said() {
    for (args, hint) in [
        (&["laws", "没有这样的法规"][..], "没有找到“没有这样的法规”"),
        (&["domains", "社会就助"], "是不是要找“社会救助”？"),
        (&["domains", "99"], "没有找到领域“99”"),
    ] {
        let run = mulu(args);
        assert_eq!(run.status, 1, "{args:?}");
        assert!(run.stderr.contains(hint), "{}", run.stderr);
    }
    let run = mulu(&["domains", "--release", "国家@1999"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("国家@2022"));
}
