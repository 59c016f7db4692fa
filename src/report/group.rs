//! The same fault on many rows is one group.

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity};
use crate::model::Field;

/// Findings that say the same of different places, in the order of the report.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub findings: Vec<&'a Finding>,
}

impl<'a> Group<'a> {
    /// The finding that stands for all.
    pub fn first(&self) -> Option<&'a Finding> {
        self.findings.first().copied()
    }

    /// One finding for each fault: several members can inherit the same one of the same place.
    pub fn faults(&self) -> Vec<&'a Finding> {
        let mut faults = self.findings.clone();
        // The findings are sorted by place and then by words: the same fault is the one before.
        faults.dedup_by_key(|finding| (finding.location, finding.message.as_str()));
        faults
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

type Key<'a> = (&'a str, Severity, bool, Option<Field>, String, String);

/// Puts findings together whose rule, level, field and words are the same, apart from what is quoted
/// and from numbers.
pub(super) fn groups<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut index: BTreeMap<Key<'a>, usize> = BTreeMap::new();
    for finding in findings {
        let at = *index.entry(key(finding)).or_insert_with(|| {
            groups.push(Group { findings: Vec::new() });
            groups.len() - 1
        });
        groups[at].findings.push(finding);
    }
    groups
}

/// What to do names the successor or the nearest name: when that differs, the fault does.
fn key(finding: &Finding) -> Key<'_> {
    let message = without_numbers(&without_quotes(&finding.message));
    let help = without_numbers(finding.help.as_deref().unwrap_or(""));
    (finding.rule.0, finding.severity, finding.inherited, finding.field, message, help)
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
