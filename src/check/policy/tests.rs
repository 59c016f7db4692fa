use jiff::civil::Date;

use super::*;
use crate::model::{Code, Field};
use crate::source::{Located, SourceMap, Span};

fn today() -> Date {
    jiff::civil::date(2026, 11, 21)
}

fn place(at: u32) -> Location {
    let mut map = SourceMap::new();
    Location::span(map.add_text("mulu.yaml", None, ""), Span::new(at, at + 1))
}

fn rules(list: &[(&str, &str)]) -> Settings {
    let entry = |(id, word): &(&str, &str)| {
        ((*id).to_owned(), Located::new(RuleLevel::from_word(word).unwrap(), place(0)))
    };
    Settings { rules: list.iter().map(entry).collect(), exceptions: Vec::new() }
}

fn exception(at: u32, item: Option<&str>, field: Option<&str>, until: Option<&str>) -> Exception {
    Exception {
        rule: Located::new("missing-field".to_owned(), place(at)),
        item: item.map(|item| crate::input::decode::item_ref(item, None, place(at))),
        field: field.and_then(Field::from_heading),
        reason: "本级不发生".to_owned(),
        approved_by: Some("王某".to_owned()),
        until: until.map(|day| Located::new(day.parse().unwrap(), place(at))),
        location: place(at),
    }
}

fn finding() -> Finding {
    let mut finding = Finding::new(find_rule("missing-field").unwrap(), place(9), "空的");
    finding.item = Some(ItemName {
        domain: "社会救助".to_owned(),
        code: Code::parse("19.004"),
        path: vec!["最低生活保障".to_owned(), "办事指南".to_owned()],
    });
    finding.field = Some(Field::Limit);
    finding
}

#[test]
fn the_nearest_layer_sets_the_level() {
    let level = |layers: &[Settings]| {
        let outcome = Policy::new(layers, today()).apply(vec![finding()]);
        outcome.findings.first().map(|finding| finding.severity)
    };
    let off = rules(&[("missing-field", "off")]);
    let note = rules(&[("missing-field", "提示")]);
    assert_eq!(level(&[]), Some(Severity::Error));
    assert_eq!(level(&[off.clone(), Settings::default()]), None, "held for the member below");
    assert_eq!(level(&[off.clone(), note.clone()]), Some(Severity::Note));
    assert_eq!(level(&[note, off]), None);
}

#[test]
fn an_inherited_fault_is_never_raised() {
    let layers = [rules(&[("missing-field", "error")])];
    let mut inherited = finding();
    (inherited.inherited, inherited.severity) = (true, Severity::Note);
    let outcome = Policy::new(&layers, today()).apply(vec![inherited]);
    assert_eq!(outcome.findings[0].severity, Severity::Note);
}

#[test]
fn an_exception_names_its_item_in_several_ways() {
    let covers = |item: Option<&str>, field: Option<&str>| {
        let settings =
            Settings { exceptions: vec![exception(1, item, field, None)], ..Settings::default() };
        let outcome = Policy::new([&settings], today()).apply(vec![finding()]);
        assert_eq!(outcome.findings.len() + outcome.suppressed.len(), 1);
        assert_eq!(outcome.used.len(), outcome.suppressed.len());
        outcome.suppressed.len() == 1
    };
    for item in [
        "19.004",
        "办事指南",
        "最低生活保障/办事指南",
        "社会救助/最低生活保障/办事指南",
        "社会救助",
        "1.最低生活 保障/办事指南",
    ] {
        assert!(covers(Some(item), None), "{item}");
    }
    for item in ["19.005", "最低生活保障", "保障/办事指南", ""] {
        assert!(!covers(Some(item), None), "{item}");
    }
    assert!(covers(None, None) && covers(None, Some("公开时限")));
    assert!(!covers(None, Some("公开主体")));
}

#[test]
fn past_its_day_an_exception_no_longer_holds() {
    let outcome = |until: &str| {
        let settings = Settings {
            exceptions: vec![exception(1, None, None, Some(until))],
            ..Settings::default()
        };
        let policy = Policy::new([&settings], today());
        let faults: Vec<RuleId> = policy.faults().iter().map(|f| f.rule).collect();
        (policy.apply(vec![finding()]).suppressed, faults, policy.unused(|_| false).len())
    };
    let (held, faults, unused) = outcome("2026-11-21");
    assert_eq!(held[0].justification, "本级不发生（批准人：王某）（有效期至 2026-11-21）");
    assert_eq!((faults, unused), (Vec::new(), 1), "held on its last day");
    let (held, faults, unused) = outcome("2026-11-20");
    assert_eq!((held, faults, unused), (Vec::new(), vec![expired_exception::RULE.id], 0));
}

#[test]
fn faults_are_those_of_the_own_settings() {
    let mut upper = rules(&[("no-such-rule", "off")]);
    upper.exceptions.push(exception(1, None, None, Some("2020-01-01")));
    let own = Settings::default();
    assert_eq!(Policy::new([&upper, &own], today()).faults(), Vec::new());
    let faults = Policy::new([&upper], today()).faults();
    assert_eq!(
        faults.iter().map(|f| f.rule.0).collect::<Vec<_>>(),
        ["unknown-key", "expired-exception"]
    );
}
