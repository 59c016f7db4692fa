use super::*;
use crate::model::BasisList;
use crate::register::built_in;

fn register() -> &'static InstrumentRegister {
    built_in().instruments()
}

fn cited(text: &str) -> Option<BasisMatch<'static>> {
    let list = BasisList::parse(text);
    let first = list.instruments().next().expect("an instrument").clone();
    register().match_basis(&first)
}

fn day(text: &str) -> jiff::civil::Date {
    text.parse().expect("a date")
}

#[test]
fn found_however_it_is_written() {
    for name in
        ["《中华人民共和国土地管理法》", "土地管理法", "中华人民共和国土地管理法", "《土地管理法》"]
    {
        let found = register().find(name).map(|entry| entry.name.as_str());
        assert_eq!(found, Some("中华人民共和国土地管理法"), "{name}");
    }
    let opinion = "中共中央办公厅 国务院办公厅关于全面推进政务公开工作的意见";
    for name in [
        opinion,
        "中共中央办公厅、国务院办公厅关于全面推进政务公开工作的意见",
        "关于全面推进政务公开工作的意见",
    ] {
        assert_eq!(register().find(name).map(|entry| entry.name.as_str()), Some(opinion), "{name}");
    }
    let rules = register().find("〈关于全面推进政务公开工作的意见〉实施细则").expect("the rules");
    assert_ne!(rules.name, opinion);
    assert_eq!(register().find("相关政策文件"), None);
}

#[test]
fn another_issuers_paper_is_not_taken_for_it() {
    assert_eq!(
        register().find("某省人民政府办公厅关于推进公共资源配置领域政府信息公开的意见"),
        None
    );
    let own = register().find("国务院办公厅关于推进公共资源配置领域政府信息公开的意见");
    assert!(own.is_some());
    assert_eq!(register().find("关于推进公共资源配置领域政府信息公开的意见"), own);
}

#[test]
fn versions_by_number() {
    let old = cited("《政府信息公开条例》（国务院令第492号）").expect("known");
    let new = cited("《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号）")
        .expect("known");
    assert_eq!(old.entry, new.entry);
    assert!(old.is_earlier_version() && !new.is_earlier_version());
    assert_eq!(new.version().and_then(|version| version.in_force), Some(day("2019-05-15")));
    let wrong = cited("《政府信息公开条例》（国务院令第771号）").expect("known");
    assert_eq!(wrong.number, NumberMatch::Differs);
    let bare = cited("《政府信息公开条例》第二十条").expect("known");
    assert_eq!(bare.number, NumberMatch::Absent);
}

#[test]
fn a_number_alone_leads_to_its_instrument() {
    let found = cited("国办发〔2017〕97号").expect("known");
    assert_eq!(found.found_by, FoundBy::Number);
    assert!(found.entry.name.contains("公共资源配置"));
    assert!(
        register().find_by_number("国发〔2017〕97号").iter().all(|entry| *entry != found.entry)
    );
}

#[test]
fn what_became_of_an_instrument() {
    let old = register().find("婚姻法").expect("known");
    assert_eq!(old.status, Status::Superseded);
    assert!(old.is_over_on(day("2021-01-01")) && !old.is_over_on(day("2020-12-31")));
    let code = register().successors(old);
    assert_eq!(
        code.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(),
        ["中华人民共和国民法典"]
    );
    assert!(register().predecessors(code[0]).contains(&old));
}

#[test]
fn searching() {
    let names: Vec<&str> =
        register().search(&["最低生活保障"]).iter().map(|entry| entry.name.as_str()).collect();
    assert!(names.contains(&"最低生活保障审核确认办法"), "{names:?}");
    assert!(names.contains(&"最低生活保障审核审批办法（试行）"), "{names:?}");
    assert_eq!(register().search(&["国务院令第711号"]).len(), 1);
    assert!(register().search(&["没有这样的法规"]).is_empty());
}

#[test]
fn chains_do_not_turn_in_circles() {
    let entry = |name: &str, next: &str| LegalInstrument {
        name: name.to_owned(),
        aliases: Vec::new(),
        kind: String::new(),
        issuer: None,
        versions: Vec::new(),
        status: Status::Superseded,
        ended: None,
        replaced_by: vec![next.to_owned()],
        yearly: false,
        years: Vec::new(),
        itemised: Vec::new(),
        single_paragraph: Vec::new(),
        articles: None,
        led_by: None,
        limits: Vec::new(),
        evidence: String::new(),
        sources: Vec::new(),
        may_touch: None,
        note: None,
    };
    let register = InstrumentRegister::new(vec![entry("甲法", "乙法"), entry("乙法", "甲法")]);
    let first = register.find("甲法").expect("known");
    let chain: Vec<&str> = register.successors(first).iter().map(|e| e.name.as_str()).collect();
    assert_eq!(chain, ["乙法"]);
}
