//! Tests over every wording of the national catalogues, read by a plain scan of their lines.

use super::{Audience, BasisList, Bodies, Channels, Elements, Levels, Mode, TimeLimits};
use std::collections::BTreeSet;

/// The values of a key: a scalar or flow list on its line, or the block list below it.
fn values(key: &str) -> BTreeSet<Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogues/national");
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(folder).expect("the national catalogues") {
        let content = std::fs::read_to_string(file.expect("an entry").path()).expect("UTF-8");
        let lines: Vec<&str> = content.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(value) = line.trim().strip_prefix(key).and_then(|v| v.strip_prefix(':'))
            else {
                continue;
            };
            let below = lines.iter().skip(at + 1).map_while(|l| l.trim().strip_prefix("- "));
            found.insert(match value.trim() {
                "" => below.map(scalar).collect(),
                "null" => continue,
                value => flow(value),
            });
        }
    }
    assert!(found.len() > 1, "{key}");
    found
}

fn flow(value: &str) -> Vec<String> {
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(inner) => inner.split(", ").map(scalar).collect(),
        None => vec![scalar(value)],
    }
}

fn scalar(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).to_owned()
}

#[test]
fn limits_are_understood() {
    for value in values("公开时限") {
        let limits = TimeLimits::parse(&value[0]);
        assert!(limits.understood(), "{}: {:?}", value[0], limits.parts);
    }
}

#[test]
fn elements_stay_as_listed() {
    for list in values("公开内容") {
        let elements = Elements::from_list(list.clone());
        assert_eq!(elements.list, list);
        assert_eq!(Elements::parse(&elements.text()), elements);
    }
}

#[test]
fn bases_are_one_instrument_each() {
    for list in values("公开依据") {
        let bases = BasisList::from_list(list.clone());
        let texts: Vec<&str> = bases.entries.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, list);
        for entry in &bases.entries {
            let expected = usize::from(entry.text != "各地相关政策法规文件");
            assert_eq!(entry.instruments.len(), expected, "{}", entry.text);
            let bracketed = entry.text.contains("号）") || entry.text.contains("令）");
            assert!(
                entry.instruments.iter().all(|i| i.number.is_some() || !bracketed),
                "{}",
                entry.text
            );
        }
        assert_eq!(BasisList::parse(&bases.text()), bases);
    }
}

#[test]
fn bodies_and_channels_stay_as_listed() {
    for list in values("公开主体") {
        let bodies = Bodies::from_list(list.clone());
        assert_eq!(bodies.list.iter().map(|body| body.text.clone()).collect::<Vec<_>>(), list);
    }
    for value in values("公开渠道") {
        let list = value.join(", ");
        let inner =
            list.strip_prefix("{选用: ").and_then(|v| v.strip_suffix('}')).expect("{选用: […]}");
        let (chosen, optional) = match inner.split_once(", 可选: ") {
            Some((chosen, optional)) => (flow(chosen), flow(optional)),
            None => (flow(inner), Vec::new()),
        };
        let channels = Channels::new(chosen.clone(), optional.clone());
        assert_eq!((&channels.chosen, &channels.optional), (&chosen, &optional));
        assert_eq!(Channels::parse(&channels.text()), channels);
    }
}

#[test]
fn closed_values_are_read() {
    for value in values("公开方式") {
        assert!(Mode::parse(&value.join("、")).is_clear(), "{value:?}");
    }
    for value in values("公开层级") {
        assert_eq!(Levels::parse(&value.join("、")).text(), value.join("、"));
    }
    assert!(values("公开对象").contains(&vec!["全社会".to_owned()]));
    assert!(Audience::parse("全社会").is_clear());
}
