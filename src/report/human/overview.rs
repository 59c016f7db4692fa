//! The first screen: what was checked, what is in the way, what to do next, and how much of each kind
//! there is. Where a few groups say all, only what was checked and the notes are told.

use std::collections::BTreeMap;

use super::super::group::FindingGroup;
use super::super::text::{clean, clip, wrap};
use super::super::{Checked, Report};
use super::{HumanOptions, entries};
use crate::check::find_rule;
use crate::finding::{Finding, NoteCounts, Severity};

/// So many groups are read as they are.
const FEW: usize = 3;
/// How many next steps are told.
const STEPS: usize = 3;
/// How many lines a step may have.
const STEP_LINES: usize = 2;
/// How many kinds are told at each level: the first screen has 25 lines.
const KINDS: usize = 5;
/// How many kinds of notes are told.
const NOTES: usize = 3;
/// How many bodies are told of one by one.
const BODIES: usize = 2;

/// The lines of the first screen, without a blank one at its end.
pub(super) fn lines(
    report: &Report<'_>,
    groups: &[FindingGroup<'_>],
    options: HumanOptions,
    width: usize,
) -> Vec<String> {
    let mut lines = checked(report.checked);
    let serious: Vec<&FindingGroup<'_>> =
        groups.iter().filter(|group| group.severity() > Severity::Note).collect();
    if serious.len() > FEW || serious.iter().any(|group| !group.entries().is_empty()) {
        lines.extend(steps(report, &serious, width));
    }
    if serious.len() > FEW {
        lines.extend(kinds(report, width));
    }
    if !options.notes {
        lines.extend(notes(report, width));
    }
    lines
}

/// Whose catalogues, and how large they are.
fn checked(checked: &[Checked]) -> Vec<String> {
    let named = checked.iter().take(BODIES).map(|body| {
        let Checked { name, level, domains, items, seen } = body;
        let domains = match domains {
            0 => String::new(),
            domains => format!("{domains} 个领域，"),
        };
        format!("{}（{level}，{domains}{items} 项{}）", clean(name), clean(seen))
    });
    let named: Vec<String> = named.collect();
    match checked.len() {
        0 => Vec::new(),
        all if all > BODIES => vec![format!("检查了 {} 等 {all} 个单位", named.join("、"))],
        _ => vec![format!("检查了 {}", named.join("、"))],
    }
}

/// What to do first: one line for each of the gravest causes.
fn steps(report: &Report<'_>, groups: &[&FindingGroup<'_>], width: usize) -> Vec<String> {
    let mut lines = vec!["先做这几件：".to_owned()];
    let mut told = Vec::new();
    for group in groups {
        let Some(first) = group.first().filter(|first| !told.contains(&first.rule)) else {
            continue;
        };
        told.push(first.rule);
        let step = format!("{}. {}", told.len(), clean(&step(report, group, first)));
        lines.extend(cut(&step, width, STEP_LINES));
        if told.len() == STEPS {
            break;
        }
    }
    lines
}

fn step(report: &Report<'_>, group: &FindingGroup<'_>, first: &Finding) -> String {
    if let Some((entry, _)) = group.entries().first() {
        let count = group.entry_count();
        let place = entries::place(report.map, entry);
        let see = see(report);
        return format!("在{place}里补 {count} 行，可以照抄的表看 {see}");
    }
    let place = place(report, first);
    format!("{place}：{}", first.help.as_deref().unwrap_or(&first.message))
}

/// Where to act: the place in a file of the user's, else the item and its field, since what is built in is
/// nobody's to edit.
fn place(report: &Report<'_>, first: &Finding) -> String {
    let is_ours = report.map.file(first.location.file).path.is_some();
    let Some(item) = first.item.as_ref().filter(|_| !is_ours && first.inherited) else {
        return report.map.describe(first.location);
    };
    let code = item.code.as_ref().map(ToString::to_string);
    let name = item.path.join("/");
    let named: Vec<String> =
        code.into_iter().chain([name]).filter(|text| !text.is_empty()).collect();
    let field = first.field.map(|field| format!("的“{field}”")).unwrap_or_default();
    format!("{}领域 {}{field}", item.domain, named.join(" "))
}

/// The command that shows all.
pub(super) fn see(report: &Report<'_>) -> String {
    report.command.map_or_else(|| "同一条命令加 -v".to_owned(), |command| format!("{command} -v"))
}

/// Errors and warnings by kind.
fn kinds(report: &Report<'_>, width: usize) -> Vec<String> {
    let of = |level: Severity| {
        let counts = tallies(report, level, &NoteCounts::NONE);
        let more = counts.len().checked_sub(KINDS).filter(|more| *more > 0);
        let mut shown: Vec<String> =
            counts.iter().take(KINDS).map(|kind| kind.line(level)).collect();
        if let Some(more) = more {
            let rest: usize = counts.iter().skip(KINDS).map(|kind| kind.count).sum();
            shown.push(format!("{} 其余 {more} 类共 {rest} 处，列在下面", level.label()));
        }
        shown
    };
    let lines = [Severity::Error, Severity::Warning].into_iter().flat_map(of);
    lines.map(|line| clip(&clean(&format!("  {line}")), width)).collect()
}

/// What is only to be known, in a few lines.
fn notes(report: &Report<'_>, width: usize) -> Vec<String> {
    let counts = tallies(report, Severity::Note, report.counted);
    let all: usize = counts.iter().map(|kind| kind.count).sum();
    if all == 0 {
        return Vec::new();
    }
    let mut shown: Vec<String> = Vec::new();
    let told = counts.iter().take(NOTES);
    shown.extend(told.map(|kind| format!("{}（{}）{}", kind.title, kind.id, kind.count)));
    let rest: usize = counts.iter().skip(NOTES).map(|kind| kind.count).sum();
    if rest > 0 {
        shown.push(format!("其余 {} 类 {rest}", counts.len() - NOTES));
    }
    let text = format!("提示 {all} 处（加 -v 看每一条）：{}", shown.join("、"));
    cut(&clean(&text), width, usize::MAX)
}

struct RuleTally {
    id: &'static str,
    title: &'static str,
    count: usize,
}

impl RuleTally {
    fn line(&self, level: Severity) -> String {
        format!("{} {}（{}）：{} 处", level.label(), self.title, self.id, self.count)
    }
}

/// How many findings a rule has at a level, with others that were only counted, the most first.
fn tallies(report: &Report<'_>, level: Severity, counted: &NoteCounts) -> Vec<RuleTally> {
    let mut counts: BTreeMap<&'static str, usize> =
        counted.by_rule().map(|(rule, count)| (rule.0, count)).collect();
    for (severity, rule, count) in report.kinds() {
        if severity == level {
            *counts.entry(rule.0).or_default() += count;
        }
    }
    let kind =
        |(id, count)| RuleTally { id, title: find_rule(id).map_or("", |rule| rule.title), count };
    let mut kinds: Vec<RuleTally> = counts.into_iter().map(kind).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.count));
    kinds
}

/// A text in at most so many lines; further ones stand under its text.
fn cut(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, width - 4);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).concat();
        lines.push(clip(&rest, width - 4));
    }
    let indent = |(at, line)| if at == 0 { format!("  {line}") } else { format!("     {line}") };
    lines.into_iter().enumerate().map(indent).collect()
}
