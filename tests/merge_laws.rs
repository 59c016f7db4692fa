//! The laws of merging, as properties over made-up layers: changes of all fields, omissions, additions
//! with and without codes, whole tables, domains of their own, roles and duties, over three levels.

mod world;

use std::collections::BTreeSet;

use mulu::merge::{self, Above, Inputs, Moves};
use mulu::model::{Catalogue, Code, Decision, Field, Layer, LayerId};
use mulu::register::built_in;
use proptest::prelude::*;
use world::{Made, Set, VARIANTS, World, layers, made};

/// What a catalogue says, without its history.
fn content(catalogue: &Catalogue) -> Vec<(String, Vec<Option<String>>)> {
    let of_item = |(domain, item): (&mulu::model::Domain, &mulu::model::Item)| {
        let texts = Field::ALL.iter().map(|field| item.fields.text(*field));
        (format!("{} {}", domain.name, item.code), texts.collect())
    };
    catalogue.items().map(of_item).collect()
}

/// Which items disclose which duty.
fn duties(catalogue: &Catalogue) -> Vec<(String, Vec<Code>)> {
    let of_duty =
        |entry: &mulu::model::DutyEntry| (entry.duty.name.value.clone(), entry.items.clone());
    catalogue.duties.iter().map(of_duty).collect()
}

fn codes(catalogue: &Catalogue) -> Vec<&Code> {
    catalogue.items().map(|(_, item)| &item.code).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn an_empty_layer_changes_nothing(stack in layers()) {
        let mut world = World::new();
        let stack = world.stack(&stack);
        let empty = world.layer(stack.len() as u8 + 1, stack.last().unwrap().profile.level.value, &Made::default());
        let (alone, _) = world.compile(&stack);
        let above = stack.iter().cloned().chain([empty]).collect::<Vec<_>>();
        let (with, findings) = world.compile(&above);
        prop_assert!(findings.is_empty(), "{:?}", findings);
        // Duties, and what follows from them, are a body's own.
        let above = |(item, _): &(String, Vec<_>)| !item.starts_with("行政执法公示");
        let above_only = |all: &Catalogue| content(all).into_iter().filter(above).collect::<Vec<_>>();
        prop_assert_eq!(above_only(&alone), above_only(&with));
        let decisions = with.ledger.items.iter().map(|entry| &entry.decision);
        // An item of unknown level stays above a town, whose layer need not say so.
        let untouched = |decision: &Decision| {
            matches!(decision, Decision::Kept | Decision::OtherLevel | Decision::LevelUnknown)
        };
        prop_assert!(decisions.into_iter().all(untouched));
    }

    #[test]
    fn the_same_layer_twice_changes_only_the_history(stack in layers()) {
        let mut world = World::new();
        let once = world.stack(&stack);
        let last = once.last().unwrap();
        let again = world.layer(once.len() as u8 + 1, last.profile.level.value, stack.last().unwrap());
        let (one, _) = world.compile(&once);
        let twice: Vec<Layer> = once.iter().cloned().chain([again]).collect();
        let (two, _) = world.compile(&twice);
        prop_assert_eq!(content(&one), content(&two));
        prop_assert_eq!(duties(&one), duties(&two));
    }

    #[test]
    fn the_order_of_files_does_not_matter(stack in layers(), turn in 0usize..6) {
        let mut world = World::new();
        let read = world.stack(&stack);
        let mut other = read.clone();
        for layer in &mut other {
            let turn = turn.min(layer.adjustments.len());
            layer.adjustments.rotate_left(turn);
            layer.tables.reverse();
        }
        let ((left, said), (right, told)) = (world.compile(&read), world.compile(&other));
        prop_assert_eq!(content(&left), content(&right));
        let sorted = |found: Vec<mulu::finding::Finding>| {
            let mut texts: Vec<String> = found.iter().map(|f| format!("{f:?}")).collect();
            texts.sort();
            texts
        };
        prop_assert_eq!(sorted(said), sorted(told));
    }

    #[test]
    fn grouping_does_not_matter(upper in world::changes(), lower in world::changes()) {
        // Changes of two layers of one level, and one layer that already holds the outcome.
        let mut joined = upper.clone();
        for (item, field, variant) in &lower {
            joined.retain(|(other, of, _)| (other, of) != (item, field));
            joined.push((*item, *field, *variant));
        }
        let mut world = World::new();
        let level = mulu::model::AdminLevel::County;
        let of = |changes: Vec<Set>| Made { changes, ..Made::default() };
        let first = world.layer(1, level, &of(upper));
        let second = world.layer(2, level, &of(lower));
        let both = world.layer(1, level, &of(joined));
        let (stacked, _) = world.compile(&[first, second]);
        let (grouped, _) = world.compile(&[both]);
        prop_assert_eq!(content(&stacked), content(&grouped));
    }

    #[test]
    fn what_layers_above_leave_can_be_worked_out_before(stack in layers()) {
        let mut world = World::new();
        let stack = world.stack(&stack);
        let refs: Vec<&Layer> = stack.iter().collect();
        let mut above = Above::national(world.national.clone());
        for upper in 1..refs.len() {
            above = above.with(&refs[..upper], built_in());
        }
        let enforcement = Some(&world.enforcement);
        let inputs =
            Inputs { national: &world.national, enforcement, layers: &refs, registers: built_in() };
        let (below, _) = merge::compile_below(inputs, &above).unwrap();
        let (whole, _) = world.compile(&stack);
        prop_assert_eq!(content(&below), content(&whole));
        // Nothing vanishes: each item above is in the ledger, once.
        let listed: Vec<&Code> = whole.ledger.items.iter().map(|entry| &entry.code).collect();
        let expected: BTreeSet<&Code> =
            above.domains().iter().flat_map(|domain| &domain.items).map(|item| &item.code).collect();
        prop_assert_eq!(listed.len(), expected.len());
        prop_assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), expected);
        for entry in &whole.ledger.items {
            let there = codes(&whole).contains(&&entry.code);
            let stays = matches!(entry.decision, Decision::Kept | Decision::Changed(_));
            prop_assert!(there == stays || world.is_derived(&entry.code), "{:?}", entry);
        }
    }

    #[test]
    fn the_nearest_layer_that_sets_a_field_wins(stack in proptest::collection::vec(world::changes(), 3)) {
        let mut world = World::new();
        let made: Vec<Made> =
            stack.iter().map(|changes| Made { changes: changes.clone(), ..Made::default() }).collect();
        let layers = world.stack(&made);
        let (catalogue, _) = world.compile(&layers);
        for (_, item) in catalogue.items() {
            for field in Field::ALL {
                let set_by = stack.iter().enumerate().rev().find_map(|(at, changes)| {
                    let of = |(code, of, _): &&Set| world::code(*code) == item.code.as_str() && *of == field;
                    changes.iter().find(of).map(|(.., variant)| (at, *variant))
                });
                let (origin, replaced) = item.fields.trace(field).unwrap();
                match set_by {
                    Some((at, variant)) => {
                        prop_assert_eq!(origin.layer, LayerId(at as u8 + 1));
                        prop_assert_eq!(item.fields.text(field), world.text(field, variant));
                        prop_assert!(!replaced.is_empty());
                    }
                    None => prop_assert_eq!(origin.layer, LayerId::NATIONAL),
                }
            }
        }
    }

    #[test]
    fn codes_are_unique_and_no_later_national_one_meets_them(stack in layers()) {
        let mut world = World::new();
        let stack = world.stack(&stack);
        let (now, _) = world.compile(&stack);
        let unique: BTreeSet<&Code> = codes(&now).into_iter().collect();
        prop_assert_eq!(unique.len(), now.item_count());
        let numbers: BTreeSet<&str> = now.domains.iter().map(|domain| domain.number.as_str()).collect();
        prop_assert_eq!(numbers.len(), now.domains.len());
        for (domain, item) in now.items().filter(|(_, item)| !world.is_national(&item.code)) {
            let own = item.origin.layer != LayerId::NATIONAL;
            let apart = item.code.is_local() || domain.number.is_local();
            prop_assert!(own && apart, "{}", item.code);
        }
        // The ministries issue every number and every code that there can be.
        world.issue_everything();
        let (later, _) = world.compile(&stack);
        let unique: BTreeSet<&Code> = codes(&later).into_iter().collect();
        prop_assert_eq!(unique.len(), later.item_count());
        let local = |catalogue: &Catalogue| -> BTreeSet<String> {
            let own = catalogue.items().filter(|(_, item)| item.origin.layer != LayerId::NATIONAL);
            own.map(|(domain, item)| format!("{} {} {}", domain.name, item.code, item.title())).collect()
        };
        prop_assert_eq!(local(&now), local(&later));
    }

    #[test]
    fn old_numbers_of_own_domains_mean_the_new_ones(stack in layers()) {
        let mut world = World::new();
        let new = world.stack(&stack);
        let mut old = world.old_stack(&stack);
        let mut moves = Moves::default();
        for layer in &mut old {
            moves.apply(layer, &mut [], &world.national, built_in());
        }
        let ((one, _), (other, _)) = (world.compile(&new), world.compile(&old));
        prop_assert_eq!(content(&one), content(&other));
        prop_assert_eq!(duties(&one), duties(&other));
    }

    #[test]
    fn rows_keep_their_codes_when_others_come(made in made(), extra in 20u8..40) {
        let mut world = World::new();
        let level = mulu::model::AdminLevel::County;
        let first = world.layer(1, level, &made);
        let (before, _) = world.compile(&[first]);
        let mut more = made.clone();
        more.additions.insert(0, (extra % 2, extra, false));
        let second = world.layer(1, level, &more);
        let (after, _) = world.compile(&[second]);
        let titles = |catalogue: &Catalogue| -> BTreeSet<(String, String)> {
            catalogue.items().map(|(_, item)| (item.code.to_string(), item.title())).collect()
        };
        prop_assert!(titles(&before).is_subset(&titles(&after)));
        let left_out = made.left_out && extra % 2 == 1;
        prop_assert_eq!(before.item_count() + usize::from(!left_out), after.item_count());
    }
}

#[test]
fn two_places_of_one_rank_that_disagree_are_both_named() {
    for field in Field::ALL {
        let mut world = World::new();
        let level = mulu::model::AdminLevel::County;
        let mut layer = world.layer(1, level, &Made::default());
        for variant in 0..2 {
            let made = Made { changes: vec![(0, field, variant)], ..Made::default() };
            layer.adjustments.extend(world.layer(1, level, &made).adjustments);
        }
        let (_, findings) = world.compile(&[layer]);
        let [conflict] = findings.as_slice() else { panic!("{field}: {findings:?}") };
        assert_eq!(conflict.rule.0, "conflicting-layers");
        assert_eq!(conflict.field, Some(field));
        assert_eq!(conflict.related.len(), 1);
        assert_ne!(conflict.location, conflict.related[0].location);
    }
    assert_eq!(VARIANTS, 3);
}

#[test]
fn roles_become_bodies_and_remember_the_role() {
    let mut world = World::new();
    let made = Made { binds: true, ..Made::default() };
    let layer = world.layer(1, mulu::model::AdminLevel::County, &made);
    let (catalogue, _) = world.compile(&[layer]);
    let (_, item) = catalogue.items().find(|(_, item)| item.code.as_str() == "90.003").unwrap();
    assert_eq!(item.fields.text(Field::Bodies).as_deref(), Some("X地民政局"));
    let (_, replaced) = item.fields.trace(Field::Bodies).unwrap();
    assert_eq!(replaced[0].text, "县级民政部门");
}
