//! The laws of merging, as properties over made-up layers.

use mulu::finding::Finding;
use mulu::input::decode::{self, Context};
use mulu::input::yaml;
use mulu::merge::{self, Inputs};
use mulu::model::{Catalogue, Decision, Domain, Field, Layer, LayerId};
use mulu::source::SourceMap;
use proptest::prelude::*;

const GUIDELINE: &str = "\
编号: \"90\"
名称: 示例
目录:
  - {编码: \"90.001\", 事项: [甲, 子], 公开时限: 10个工作日内, 公开方式: 主动, 公开层级: [县级, 乡级]}
  - {编码: \"90.002\", 事项: [甲, 丑], 公开时限: 20个工作日内, 公开方式: 主动, 公开层级: [县级, 乡级]}
  - {编码: \"90.003\", 事项: [乙, 寅], 公开时限: 长期公开, 公开主体: [县级民政部门], 公开层级: [县级]}
  - {编码: \"90.004\", 事项: [乙, 卯], 公开时限: 实时公开, 公开层级: [乡级]}
";

/// A change that a made-up layer makes: item, field, value.
#[derive(Debug, Clone)]
struct Change {
    item: u8,
    days: Option<u8>,
    drop: bool,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (1u8..=4, proptest::option::of(1u8..60), proptest::bool::weighted(0.2))
        .prop_map(|(item, days, drop)| Change { item, days, drop });
    proptest::collection::vec(change, 0..5).prop_map(|mut all| {
        // One change an item: two would be a conflict, which has its own test.
        all.sort_by_key(|change| change.item);
        all.dedup_by_key(|change| change.item);
        all
    })
}

fn adjustments(changes: &[Change]) -> String {
    let modify: String = changes
        .iter()
        .filter(|c| !c.drop)
        .filter_map(|c| {
            Some(format!("  - {{编码: \"90.00{}\", 公开时限: {}个工作日内}}\n", c.item, c.days?))
        })
        .collect();
    let drop: String = changes
        .iter()
        .filter(|c| c.drop)
        .map(|c| format!("  - {{编码: \"90.00{}\", 理由: 业务不发生, 说明: 试}}\n", c.item))
        .collect();
    format!("修改:\n{modify}不采用:\n{drop}")
}

struct World {
    map: SourceMap,
    national: Vec<Domain>,
}

impl World {
    fn new() -> Self {
        let mut map = SourceMap::new();
        let file = map.add_text("指引.yaml", None, GUIDELINE);
        let node = yaml::parse(GUIDELINE).unwrap();
        let context = Context { file, layer: LayerId::NATIONAL };
        let national =
            decode::domain(context, &node, &mut decode::Memo::default()).into_iter().collect();
        Self { map, national }
    }

    fn layer(&mut self, depth: u8, level: &str, texts: &[String]) -> Layer {
        let profile =
            format!("名称: 层{depth}\n层级: {level}\n责任单位: {{县级民政部门: 某县民政局}}\n");
        let file = self.map.add_text(format!("{depth}/mulu.yaml"), None, profile.clone());
        let context = Context { file, layer: LayerId(depth) };
        let profile = decode::profile(context, &yaml::parse(&profile).unwrap()).unwrap();
        let mut all = Vec::new();
        for text in texts {
            let file = self.map.add_text(format!("{depth}/a.yaml"), None, text.clone());
            let context = Context { file, layer: LayerId(depth) };
            all.extend(decode::adjustments(context, &yaml::parse(text).unwrap()));
        }
        Layer { profile, adjustments: all, tables: Vec::new(), duties: Vec::new() }
    }

    fn compile(&self, layers: &[&Layer]) -> (Catalogue, Vec<Finding>) {
        merge::compile(Inputs { national: &self.national, enforcement: None, layers }).unwrap()
    }
}

/// What a catalogue says, without its history.
fn content(catalogue: &Catalogue) -> Vec<(String, Vec<Option<String>>)> {
    catalogue
        .items()
        .map(|(_, item)| {
            (item.code.to_string(), Field::ALL.iter().map(|f| item.fields.text(*f)).collect())
        })
        .collect()
}

proptest! {
    #[test]
    fn an_empty_layer_changes_nothing(county in changes()) {
        let mut world = World::new();
        let first = world.layer(1, "县级", &[adjustments(&county)]);
        let empty = world.layer(2, "县级", &[]);
        let (alone, _) = world.compile(&[&first]);
        let (with, findings) = world.compile(&[&first, &empty]);
        prop_assert!(findings.is_empty());
        prop_assert_eq!(content(&alone), content(&with));
        prop_assert!(with.ledger.items.iter().all(|e| matches!(e.decision, Decision::Kept | Decision::OtherLevel)));
    }

    #[test]
    fn the_same_layer_twice_changes_only_the_history(county in changes()) {
        let kept: Vec<Change> = county.into_iter().filter(|c| !c.drop).collect();
        let mut world = World::new();
        let first = world.layer(1, "县级", &[adjustments(&kept)]);
        let again = world.layer(2, "县级", &[adjustments(&kept)]);
        let (once, _) = world.compile(&[&first]);
        let (twice, _) = world.compile(&[&first, &again]);
        prop_assert_eq!(content(&once), content(&twice));
    }

    #[test]
    fn the_order_of_files_does_not_matter(county in changes(), split in 0usize..5) {
        let mut world = World::new();
        let (a, b) = county.split_at(split.min(county.len()));
        let (a, b) = (adjustments(a), adjustments(b));
        let one = world.layer(1, "县级", &[a.clone(), b.clone()]);
        let other = world.layer(1, "县级", &[b, a]);
        let (left, left_findings) = world.compile(&[&one]);
        let (right, right_findings) = world.compile(&[&other]);
        prop_assert_eq!(content(&left), content(&right));
        prop_assert_eq!(left_findings.len(), right_findings.len());
    }

    #[test]
    fn grouping_does_not_matter(upper in changes(), lower in changes()) {
        // Changes of two layers, once in two layers and once as one layer that already holds the outcome.
        let upper: Vec<Change> = upper.into_iter().filter(|c| !c.drop).collect();
        let lower: Vec<Change> = lower.into_iter().filter(|c| !c.drop).collect();
        let mut joined = upper.clone();
        joined.retain(|u| !lower.iter().any(|l| l.item == u.item && l.days.is_some()));
        joined.extend(lower.iter().filter(|l| l.days.is_some()).cloned());
        let mut world = World::new();
        let first = world.layer(1, "县级", &[adjustments(&upper)]);
        let second = world.layer(2, "县级", &[adjustments(&lower)]);
        let both = world.layer(1, "县级", &[adjustments(&joined)]);
        let (stacked, _) = world.compile(&[&first, &second]);
        let (grouped, _) = world.compile(&[&both]);
        prop_assert_eq!(content(&stacked), content(&grouped));
    }

    #[test]
    fn the_nearest_layer_that_sets_a_field_wins(upper in 1u8..60, lower in proptest::option::of(1u8..60)) {
        let mut world = World::new();
        let first = world.layer(1, "县级", &[adjustments(&[Change { item: 1, days: Some(upper), drop: false }])]);
        let second = world.layer(2, "县级", &[adjustments(&[Change { item: 1, days: lower, drop: false }])]);
        let (catalogue, _) = world.compile(&[&first, &second]);
        let (_, item) = catalogue.items().next().unwrap();
        let expected = format!("{}个工作日内", lower.unwrap_or(upper));
        prop_assert_eq!(item.fields.text(Field::Limit), Some(expected));
        let layer = if lower.is_some() { LayerId(2) } else { LayerId(1) };
        prop_assert_eq!(item.fields.origin(Field::Limit).unwrap().layer, layer);
    }

    #[test]
    fn nothing_vanishes(county in changes()) {
        let mut world = World::new();
        let layer = world.layer(1, "县级", &[adjustments(&county)]);
        let (catalogue, _) = world.compile(&[&layer]);
        prop_assert_eq!(catalogue.ledger.items.len(), 4);
        for entry in &catalogue.ledger.items {
            let there = catalogue.items().any(|(_, item)| item.code == entry.code);
            let stays = matches!(entry.decision, Decision::Kept | Decision::Changed(_));
            prop_assert_eq!(there, stays, "{:?}", entry);
        }
    }
}

#[test]
fn two_places_of_one_rank_that_disagree_are_both_named() {
    let mut world = World::new();
    let texts =
        [5u8, 6].map(|days| adjustments(&[Change { item: 1, days: Some(days), drop: false }]));
    let layer = world.layer(1, "县级", &texts);
    let (_, findings) = world.compile(&[&layer]);
    let [conflict] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(conflict.rule.0, "conflicting-layers");
    assert_eq!(conflict.related.len(), 1);
    assert_ne!(conflict.location, conflict.related[0].location);
}

#[test]
fn roles_become_bodies_and_remember_the_role() {
    let mut world = World::new();
    let layer = world.layer(1, "县级", &[]);
    let (catalogue, _) = world.compile(&[&layer]);
    let (_, item) = catalogue.items().find(|(_, item)| item.code.as_str() == "90.003").unwrap();
    assert_eq!(item.fields.text(Field::Bodies).as_deref(), Some("某县民政局"));
    let (_, replaced) = item.fields.trace(Field::Bodies).unwrap();
    assert_eq!(replaced[0].text, "县级民政部门");
}
