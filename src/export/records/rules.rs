//! The rules for programs, versioned: the structs here are the format.

use serde::Serialize;

use crate::finding::Rule;

/// `mulu rules --format json`.
#[derive(Serialize)]
pub struct RulesDocument {
    version: u8,
    rules: Vec<RuleRecord>,
}

#[derive(Serialize)]
struct RuleRecord {
    id: &'static str,
    title: &'static str,
    area: &'static str,
    level: &'static str,
}

impl RulesDocument {
    /// Of all rules, in order.
    pub fn new(all: &[&Rule]) -> Self {
        let rules = all.iter().map(|rule| RuleRecord {
            id: rule.id.0,
            title: rule.title,
            area: rule.area.label(),
            level: rule.level.id(),
        });
        Self { version: 1, rules: rules.collect() }
    }
}
