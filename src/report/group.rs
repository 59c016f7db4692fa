//! The same fault on many rows is one group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::tally::{GroupTotals, hash};
use crate::check::find_rule;
use crate::finding::{Entry, Finding, ItemName, RuleId, Severity};
use crate::model::Field;
use crate::source::Location;

/// Findings that say the same of different places, in the order of the report.
#[derive(Debug)]
pub(super) struct FindingGroup<'a> {
    /// All of them; where they are many, only those that are shown.
    pub findings: Vec<&'a Finding>,
    /// How many there are, where some were let go.
    totals: Option<&'a GroupTotals>,
}

impl<'a> FindingGroup<'a> {
    /// A group of these findings.
    pub fn of(findings: Vec<&'a Finding>) -> Self {
        Self { findings, totals: None }
    }

    /// A group of more findings than these.
    pub fn first_of(findings: Vec<&'a Finding>, totals: &'a GroupTotals) -> Self {
        Self { findings, totals: Some(totals) }
    }

    /// The finding that stands for all.
    pub fn first(&self) -> Option<&'a Finding> {
        self.findings.first().copied()
    }

    /// How many findings it has.
    pub fn len(&self) -> usize {
        self.counts().iter().map(|(_, count)| count).sum()
    }

    /// One finding for each fault, as far as they are at hand: several members can inherit the same one of the
    /// same place.
    pub fn faults(&self) -> Vec<&'a Finding> {
        let mut known = BTreeSet::new();
        let mut faults = self.findings.clone();
        faults.retain(|finding| known.insert((finding.location, fault_id(finding))));
        faults
    }

    /// How many faults it has.
    pub fn fault_count(&self) -> usize {
        self.totals.map_or_else(|| self.faults().len(), GroupTotals::faults)
    }

    /// How many faults it has at a place where so many are at hand.
    pub fn faults_at(&self, place: Location, at_hand: usize) -> usize {
        self.totals.map_or(at_hand, |totals| totals.faults_at(place))
    }

    /// How many places it has, of which so many are at hand.
    pub fn place_count(&self, at_hand: usize) -> usize {
        self.totals.map_or(at_hand, GroupTotals::places)
    }

    /// How much it matters: as much as the worst of its findings.
    pub fn severity(&self) -> Severity {
        self.counts().first().map_or(Severity::Note, |(level, _)| *level)
    }

    /// How many findings it has at each level, the worst first; levels without one are left out.
    pub fn counts(&self) -> Vec<(Severity, usize)> {
        let of = |severity| match self.totals {
            Some(totals) => totals.levels.get(&severity).copied().unwrap_or(0),
            None => self.findings.iter().filter(|f| f.severity == severity).count(),
        };
        let levels = [Severity::Error, Severity::Warning, Severity::Note];
        levels.map(|level| (level, of(level))).into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// The lines to be filled in that would mend it, each with how many faults it mends, in the order in
    /// which they come, as far as they are at hand; empty for faults of another kind.
    pub fn entries(&self) -> Vec<(&'a Entry, usize)> {
        let mut entries: Vec<(&Entry, usize)> = Vec::new();
        for entry in self.findings.iter().filter_map(|finding| finding.entry.as_ref()) {
            match entries.iter_mut().find(|(known, _)| known.key == entry.key) {
                Some((_, count)) => *count += 1,
                None => entries.push((entry, 1)),
            }
        }
        for (entry, count) in &mut entries {
            let all = self.totals.and_then(|totals| totals.entries.get(&entry.key));
            *count = all.copied().unwrap_or(*count);
        }
        entries
    }

    /// How many such lines there are.
    pub fn entry_count(&self) -> usize {
        self.totals.map_or_else(|| self.entries().len(), |totals| totals.entries.len())
    }

    /// The bodies of government that it concerns, as far as they are at hand.
    pub fn members(&self) -> Vec<&'a str> {
        let mut members: Vec<&str> = Vec::new();
        for member in self.findings.iter().filter_map(|f| f.member.as_deref()) {
            if !members.contains(&member) {
                members.push(member);
            }
        }
        members
    }

    /// How many of those there are.
    pub fn member_count(&self) -> usize {
        self.totals.map_or_else(|| self.members().len(), |totals| totals.members)
    }
}

/// What tells a fault from others of its group at the same place.
pub(super) fn fault_id(finding: &Finding) -> u64 {
    let item = finding.item.as_ref();
    let item = item.map(|ItemName { domain, code, path }| {
        (domain, code.as_ref().map(|code| code.as_str().to_owned()), path)
    });
    hash(&(&finding.message, item))
}

/// What findings of one group have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GroupKey {
    /// The same words.
    Words(RuleId, Severity, bool, Option<Field>, String, String),
    /// Lines of the same part of the same profile.
    Entries(&'static str, Location),
    /// A rule whose findings are one question, at one level.
    Rule(RuleId, Severity),
}

/// The groups sorted by how much they matter, and those of one cause together.
pub(super) fn by_weight<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<FindingGroup<'a>> {
    let mut groups = groups(findings);
    weigh(&mut groups);
    groups
}

/// Sorts groups by how much they matter, those of one cause together.
pub(super) fn weigh(groups: &mut [FindingGroup<'_>]) {
    let cause = |group: &FindingGroup<'_>| {
        let rule = group.first().map(|first| first.rule);
        (rule.and_then(|rule| find_rule(rule.0)).map(|rule| rule.area), rule)
    };
    groups.sort_by_cached_key(|group| (Reverse(group.severity()), cause(group)));
}

/// Puts findings together whose rule, level, field and words are the same, apart from what is quoted
/// and from numbers.
pub(super) fn groups<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<FindingGroup<'a>> {
    let mut groups: Vec<FindingGroup<'a>> = Vec::new();
    let mut index: BTreeMap<GroupKey, usize> = BTreeMap::new();
    for finding in findings {
        let at = *index.entry(key(finding)).or_insert_with(|| {
            groups.push(FindingGroup::of(Vec::new()));
            groups.len() - 1
        });
        groups[at].findings.push(finding);
    }
    groups
}

/// What to do names the successor or the nearest name: when that differs, the fault does.
pub(super) fn key(finding: &Finding) -> GroupKey {
    if let Some(entry) = &finding.entry {
        return GroupKey::Entries(entry.section, entry.profile);
    }
    if told_together(finding) {
        return GroupKey::Rule(finding.rule, finding.severity);
    }
    let message = without_numbers(&without_quotes(&finding.message));
    let help = without_numbers(finding.help.as_deref().unwrap_or(""));
    let Finding { rule, severity, inherited, field, .. } = finding;
    GroupKey::Words(*rule, *severity, *inherited, *field, message, help)
}

/// Whether all findings of its rule are one question.
pub(super) fn told_together(finding: &Finding) -> bool {
    find_rule(finding.rule.0).is_some_and(|rule| rule.together)
}

fn without_quotes(text: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => kept.push(c),
        }
    }
    kept
}

fn without_numbers(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Area, Rule};
    use crate::source::{Location, SourceMap, Span};

    static RULE: Rule = Rule::error(Area::Files, "# r：标题\n");

    #[test]
    fn quoted_words_and_numbers_do_not_part_a_group() {
        let mut map = SourceMap::new();
        let file = map.add_text("a.yaml", None, "");
        let finding = |at: u32, message: &str, help: &str| {
            let location = Location::span(file, Span::new(at, at));
            Finding::new(&RULE, location, message).with_help(help)
        };
        let findings = [
            finding(1, "“甲”超过 20 天", "改为“20”"),
            finding(2, "“乙”超过 30 天", "改为“30”"),
            finding(3, "“丙”超过 30 天", "改为“民政局”"),
            finding(4, "“丁”没有写", "补上"),
        ];
        let sizes: Vec<usize> =
            groups(findings.iter()).iter().map(|group| group.findings.len()).collect();
        assert_eq!(sizes, [2, 1, 1]);
    }

    #[test]
    fn the_same_fault_counts_once() {
        let mut map = SourceMap::new();
        let file = map.add_text("a.yaml", None, "");
        let mut findings = Vec::new();
        for member in ["大英县", "盐井街道"] {
            for message in ["“甲”缺", "“乙”缺"] {
                let place = Location::whole(file);
                let mut finding = Finding::new(&RULE, place, message);
                finding.member = Some(member.to_owned());
                findings.push(finding);
            }
        }
        crate::check::sort(&mut findings);
        let groups = groups(findings.iter());
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].faults().len(), 2);
        assert_eq!(groups[0].members(), ["大英县", "盐井街道"]);
    }
}
