//! The rows of 整改反馈表: one for each fault and each 责任单位, so that every unit answers its own.
//!
//! The same fault in many places is one row, as people see it in the terminal, with the first places and
//! a count. The gravest rows stand first. Nothing here writes cells.

use super::Report;
use super::group::{FindingGroup, groups};
use crate::check::{Rule, find_rule};
use crate::finding::{Finding, ItemName, Severity};

/// How many places of a fault are named.
const PLACES: usize = 5;

/// A row of the form, without its number and what the unit fills in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AnswerRow {
    /// 问题.
    pub problem: String,
    /// 依据.
    pub reason: String,
    /// 整改措施.
    pub measure: String,
    /// 责任单位; empty where it is not known.
    pub unit: String,
}

/// What the units have to answer: errors and warnings.
pub(super) fn answers(report: &Report<'_>) -> Vec<AnswerRow> {
    let serious = report.findings.iter().filter(|finding| finding.severity > Severity::Note);
    let mut rows: Vec<(&Finding, AnswerRow)> = Vec::new();
    for group in groups(serious) {
        for (unit, part) in by_unit(report, &group) {
            if let Some(first) = part.first() {
                rows.push((first, answer(report, unit, first, &part.faults())));
            }
        }
    }
    // The sort is stable: several faults of one place stay as they are.
    rows.sort_by_key(|(first, _)| (std::cmp::Reverse(first.severity), first.location));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Parts a group by who answers, in the order in which they come.
fn by_unit<'a>(report: &Report<'a>, group: &FindingGroup<'a>) -> Vec<(&'a str, FindingGroup<'a>)> {
    let mut parts: Vec<(&str, FindingGroup<'_>)> = Vec::new();
    for finding in group.findings.iter().copied() {
        let units = report.units.map(|units| units.of(finding)).unwrap_or_default();
        let units = if units.is_empty() { vec![""] } else { units };
        for unit in units {
            match parts.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, part)) => part.findings.push(finding),
                None => parts.push((unit, FindingGroup::of(vec![finding]))),
            }
        }
    }
    parts
}

fn answer(report: &Report<'_>, unit: &str, first: &Finding, faults: &[&Finding]) -> AnswerRow {
    AnswerRow {
        problem: problem(report, first, faults),
        reason: find_rule(first.rule.0).map(reason).unwrap_or_default(),
        measure: first.help.clone().unwrap_or_default(),
        unit: unit.to_owned(),
    }
}

fn problem(report: &Report<'_>, first: &Finding, faults: &[&Finding]) -> String {
    if let [only] = faults {
        let item = only.item.as_ref().map(|item| format!("{}\n", named(item)));
        let place = report.map.describe(only.location);
        return format!("{}{}\n（{place}）", item.unwrap_or_default(), only.message);
    }
    let mut text = format!("{}\n同样的问题共 {} 处：", first.message, faults.len());
    for fault in faults.iter().take(PLACES) {
        let item = fault.item.as_ref().map(|item| format!("（{}）", named(item)));
        let place = report.map.describe(fault.location);
        text.push_str(&format!("\n{place}{}", item.unwrap_or_default()));
    }
    if let Some(more) = faults.len().checked_sub(PLACES).filter(|more| *more > 0) {
        text.push_str(&format!("\n其余 {more} 处见“校验结果”"));
    }
    text
}

fn named(item: &ItemName) -> String {
    [std::slice::from_ref(&item.domain), &item.path].concat().join("/")
}

/// The first paragraph under 为什么 of the rule's page, where the source is named.
fn reason(rule: &Rule) -> String {
    let section = rule.page.split("\n## 为什么\n").nth(1).unwrap_or_default();
    let paragraph = section.trim_start().split("\n\n").next().unwrap_or_default();
    paragraph.replace('\n', "")
}
