//! The same fault on many rows is one group.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::find_rule;
use crate::finding::{Entry, Finding, RuleId, Severity};
use crate::model::Field;
use crate::source::Location;

/// Findings that say the same of different places, in the order of the report.
#[derive(Debug)]
pub(super) struct FindingGroup<'a> {
    pub findings: Vec<&'a Finding>,
}

impl<'a> FindingGroup<'a> {
    /// The finding that stands for all.
    pub fn first(&self) -> Option<&'a Finding> {
        self.findings.first().copied()
    }

    /// One finding for each fault: several members can inherit the same one of the same place.
    pub fn faults(&self) -> Vec<&'a Finding> {
        let mut faults = self.findings.clone();
        // The findings are sorted by place and then by words: the same fault is the one before.
        faults.dedup_by(|a, b| {
            (a.location, &a.message, &a.item) == (b.location, &b.message, &b.item)
        });
        faults
    }

    /// How much it matters: as much as the worst of its findings.
    pub fn severity(&self) -> Severity {
        self.findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Note)
    }

    /// How many findings it has at each level, the worst first; levels without one are left out.
    pub fn counts(&self) -> Vec<(Severity, usize)> {
        let of = |severity| self.findings.iter().filter(|f| f.severity == severity).count();
        let levels = [Severity::Error, Severity::Warning, Severity::Note];
        levels.map(|level| (level, of(level))).into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// The lines to be filled in that would mend it, each with how many faults it mends, in the order in
    /// which they come; empty for faults of another kind.
    pub fn entries(&self) -> Vec<(&'a Entry, usize)> {
        let mut entries: Vec<(&Entry, usize)> = Vec::new();
        for entry in self.findings.iter().filter_map(|finding| finding.entry.as_ref()) {
            match entries.iter_mut().find(|(known, _)| known.key == entry.key) {
                Some((_, count)) => *count += 1,
                None => entries.push((entry, 1)),
            }
        }
        entries
    }

    /// The bodies of government that it concerns.
    pub fn members(&self) -> Vec<&'a str> {
        let mut members: Vec<&str> = Vec::new();
        for member in self.findings.iter().filter_map(|f| f.member.as_deref()) {
            if !members.contains(&member) {
                members.push(member);
            }
        }
        members
    }
}

/// What findings of one group have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey<'a> {
    /// The same words.
    Words(&'a str, Severity, bool, Option<Field>, String, String),
    /// Lines of the same part of the same profile.
    Entries(&'a str, Location),
    /// A rule whose findings are one question, at one level.
    Rule(RuleId, Severity),
}

/// The groups sorted by how much they matter, and those of one cause together.
pub(super) fn by_weight<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<FindingGroup<'a>> {
    let mut groups = groups(findings);
    let cause = |group: &FindingGroup<'_>| {
        let rule = group.first().map(|first| first.rule);
        (rule.and_then(|rule| find_rule(rule.0)).map(|rule| rule.area), rule)
    };
    groups.sort_by_cached_key(|group| (Reverse(group.severity()), cause(group)));
    groups
}

/// Puts findings together whose rule, level, field and words are the same, apart from what is quoted
/// and from numbers.
pub(super) fn groups<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<FindingGroup<'a>> {
    let mut groups: Vec<FindingGroup<'a>> = Vec::new();
    let mut index: BTreeMap<GroupKey<'a>, usize> = BTreeMap::new();
    for finding in findings {
        let at = *index.entry(key(finding)).or_insert_with(|| {
            groups.push(FindingGroup { findings: Vec::new() });
            groups.len() - 1
        });
        groups[at].findings.push(finding);
    }
    groups
}

/// What to do names the successor or the nearest name: when that differs, the fault does.
fn key(finding: &Finding) -> GroupKey<'_> {
    if let Some(entry) = &finding.entry {
        return GroupKey::Entries(entry.section, entry.profile);
    }
    if told_together(finding) {
        return GroupKey::Rule(finding.rule, finding.severity);
    }
    let message = without_numbers(&without_quotes(&finding.message));
    let help = without_numbers(finding.help.as_deref().unwrap_or(""));
    let Finding { rule, severity, inherited, field, .. } = finding;
    GroupKey::Words(rule.0, *severity, *inherited, *field, message, help)
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
