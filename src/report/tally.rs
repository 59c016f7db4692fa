//! What a screen shows of many findings: of each group the first few, and how many there are. Members are
//! added one by one, in any order, and what is not shown is let go, so that it takes no more room however
//! many there are.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use super::Summary;
use super::group::{FindingGroup, GroupKey, fault_id, key, weigh};
use super::human::{ITEMS, MEMBERS, NAMED, PLACES};
use crate::check;
use crate::finding::{Finding, RuleId, Severity, Suppressed};
use crate::source::{Location, PartId};

/// Findings of any number of members, as far as people are shown them.
#[derive(Debug, Default)]
pub struct FindingTally {
    groups: Vec<TalliedGroup>,
    index: BTreeMap<GroupKey, usize>,
    kinds: BTreeMap<(Severity, RuleId), usize>,
    suppressed: usize,
    /// What concerns no member and was found already: several can come upon it.
    general: BTreeSet<u64>,
}

#[derive(Debug, Default)]
struct TalliedGroup {
    /// Those that are shown.
    shown: Vec<Finding>,
    totals: GroupTotals,
}

/// How much there is of a group of which only the first findings are at hand.
#[derive(Debug, Default)]
pub(super) struct GroupTotals {
    pub(super) levels: BTreeMap<Severity, usize>,
    /// The faults at each place, by what tells them apart.
    places: BTreeMap<Location, BTreeSet<u64>>,
    /// Further places in files of one member alone, and the faults there.
    elsewhere: (usize, usize),
    pub(super) members: usize,
    /// How many findings each missing line would mend.
    pub(super) entries: BTreeMap<String, usize>,
}

impl GroupTotals {
    pub(super) fn places(&self) -> usize {
        self.places.len() + self.elsewhere.0
    }

    pub(super) fn faults(&self) -> usize {
        self.places.values().map(BTreeSet::len).sum::<usize>() + self.elsewhere.1
    }

    pub(super) fn faults_at(&self, place: Location) -> usize {
        self.places.get(&place).map_or(0, BTreeSet::len)
    }

    fn add(&mut self, finding: &Finding) {
        *self.levels.entry(finding.severity).or_default() += 1;
        self.places.entry(finding.location).or_default().insert(fault_id(finding));
        if let Some(entry) = &finding.entry {
            *self.entries.entry(entry.key.clone()).or_default() += 1;
        }
    }

    /// Only counts places that are not shown and that no other member can have.
    fn let_go(&mut self, own: PartId) {
        let beyond = self.places.keys().skip(PLACES).filter(|place| place.file.part() == own);
        for place in beyond.copied().collect::<Vec<Location>>() {
            let faults = self.places.remove(&place).map_or(0, |faults| faults.len());
            self.elsewhere = (self.elsewhere.0 + 1, self.elsewhere.1 + faults);
        }
    }
}

impl TalliedGroup {
    fn to_show(&self) -> FindingGroup<'_> {
        FindingGroup::first_of(self.shown.iter().collect(), &self.totals)
    }

    /// Lets go what is not shown.
    fn let_go(&mut self, own: Option<PartId>) {
        self.shown.sort_by(check::order);
        let mut wanted = Wanted::new(self.totals.places.keys().take(PLACES));
        self.shown.retain(|finding| wanted.takes(finding));
        self.shown.shrink_to_fit();
        if let Some(own) = own {
            self.totals.let_go(own);
        }
    }
}

/// What is still wanted of the findings of a group, as they come in their order.
struct Wanted<'a> {
    is_first: bool,
    /// The faults of the first places.
    places: BTreeMap<&'a Location, BTreeSet<u64>>,
    members: Vec<String>,
    entries: BTreeSet<String>,
}

impl<'a> Wanted<'a> {
    fn new(places: impl Iterator<Item = &'a Location>) -> Self {
        let places = places.map(|place| (place, BTreeSet::new())).collect();
        Self { is_first: true, places, members: Vec::new(), entries: BTreeSet::new() }
    }

    fn takes(&mut self, finding: &Finding) -> bool {
        let is_first = std::mem::take(&mut self.is_first);
        let shows_member = self.member(finding);
        let shows_more = match &finding.entry {
            Some(entry) => self.entries.len() < NAMED && self.entries.insert(entry.key.clone()),
            None => self
                .places
                .get_mut(&finding.location)
                // The first at a place may need no words, so that one more is named.
                .is_some_and(|faults| faults.len() <= ITEMS && faults.insert(fault_id(finding))),
        };
        is_first || shows_member || shows_more
    }

    fn member(&mut self, finding: &Finding) -> bool {
        let Some(member) = &finding.member else { return false };
        let is_new = self.members.len() < MEMBERS && !self.members.contains(member);
        if is_new {
            self.members.push(member.clone());
        }
        is_new
    }
}

impl FindingTally {
    /// Adds what was found of a member; `own` is the part of the files that no other member has.
    pub fn add(&mut self, mut findings: Vec<Finding>, own: Option<PartId>) {
        check::sort(&mut findings);
        let mut members = BTreeSet::new();
        let mut touched = BTreeSet::new();
        for finding in findings {
            if !self.is_new(&finding, own) {
                continue;
            }
            *self.kinds.entry((finding.severity, finding.rule)).or_default() += 1;
            let at = self.group_of(&finding);
            let group = &mut self.groups[at];
            touched.insert(at);
            if finding.member.clone().is_some_and(|member| members.insert((at, member))) {
                group.totals.members += 1;
            }
            group.totals.add(&finding);
            group.shown.push(finding);
        }
        for at in touched {
            self.groups[at].let_go(own);
        }
    }

    /// Counts what exceptions cover.
    pub fn add_suppressed(&mut self, suppressed: &[Suppressed]) {
        self.suppressed += suppressed.len();
    }

    fn is_new(&mut self, finding: &Finding, own: Option<PartId>) -> bool {
        let may_come_again = finding.member.is_none() && own != Some(finding.location.file.part());
        !may_come_again || self.general.insert(hash(&format!("{finding:?}")))
    }

    fn group_of(&mut self, finding: &Finding) -> usize {
        let groups = &mut self.groups;
        *self.index.entry(key(finding)).or_insert_with(|| {
            groups.push(TalliedGroup::default());
            groups.len() - 1
        })
    }

    /// The places in a part that the findings name which are shown.
    pub fn places_in(&self, part: PartId) -> Vec<Location> {
        let shown = self.groups.iter().flat_map(|group| &group.shown);
        shown.flat_map(Finding::places).filter(|place| place.file.part() == part).collect()
    }

    /// How many there are at each level.
    pub fn summary(&self, items: usize) -> Summary {
        let of = |severity| {
            let kinds = self.kinds.iter().filter(|((level, _), _)| *level == severity);
            kinds.map(|(_, count)| count).sum()
        };
        Summary {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
            items,
            excepted: self.suppressed,
            baseline: None,
        }
    }

    /// How many there are of each kind.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Severity, RuleId, usize)> {
        self.kinds.iter().map(|((severity, rule), count)| (*severity, *rule, *count))
    }

    /// Whether there is a finding of this level, or of a graver one.
    pub(super) fn has(&self, severity: Severity) -> bool {
        self.kinds.keys().any(|(level, _)| *level >= severity)
    }

    /// The groups, sorted by how much they matter.
    pub(super) fn groups(&self) -> Vec<FindingGroup<'_>> {
        let mut groups: Vec<FindingGroup<'_>> =
            self.groups.iter().map(TalliedGroup::to_show).collect();
        groups.sort_by(|a, b| {
            let firsts = a.first().zip(b.first());
            firsts.map_or(std::cmp::Ordering::Equal, |(a, b)| check::order(a, b))
        });
        weigh(&mut groups);
        groups
    }
}

/// The same for the same text in every run.
pub(super) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Area, Entry, ItemName, Rule};
    use crate::report::{HumanOptions, Report, ReportFormat, write};
    use crate::source::{FileId, Location, SourceMap, Span};
    use proptest::prelude::*;

    static ERROR: Rule = Rule::error(Area::Files, "# r-one：标题\n");
    static WARNING: Rule = Rule::warning(Area::Basis, "# r-two：标题\n");
    static NOTE: Rule = Rule::note(Area::Limit, "# r-three：标题\n");

    const MEMBERS_OF_TEST: usize = 9;

    /// A county's file and one of each member, each in a part of its own.
    fn files(map: &mut SourceMap) -> Vec<FileId> {
        let first = map.next_part();
        let file = |at: usize| {
            map.begin(first.after(at));
            let lines: String = (0..40).map(|n| format!("第{n}行: 甲乙丙\n")).collect();
            map.add_text(format!("{at}.yaml"), None, lines)
        };
        (0..=MEMBERS_OF_TEST).map(file).collect()
    }

    /// What a member may be told: of which rule, whether in its own file, where, of what, how.
    type Told = (usize, bool, u32, usize, usize);

    fn finding(files: &[FileId], member: usize, told: Told) -> Finding {
        let (rule, own, line, item, kind) = told;
        let rule = [&ERROR, &WARNING, &NOTE][rule];
        let file = if own { files[member + 1] } else { files[0] };
        let location = Location::span(file, Span::new(line * 10, line * 10 + 4));
        let words = ["“甲”不对", "“乙”不对", "写得不对", "没有写"][kind];
        let mut finding = Finding::new(rule, location, words).with_help("改好");
        // Few findings concern no member in particular.
        finding.member = (kind != 3 || own).then(|| format!("{member}镇"));
        finding.inherited = !own && kind < 2;
        finding.item = (item > 0 && finding.member.is_some()).then(|| ItemName {
            domain: "救助".to_owned(),
            code: None,
            path: vec!["事项".to_owned(), item.to_string()],
        });
        if rule.id == NOTE.id {
            let profile = Location::whole(files[0]);
            finding.entry = Some(Box::new(Entry::role(
                ["甲角色", "乙角色", "丙角色", "丁角色"][kind],
                profile,
                "不填",
            )));
        }
        finding
    }

    fn shown(report: &Report<'_>) -> String {
        let mut out = Vec::new();
        write(ReportFormat::Human(HumanOptions::default()), report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn people_are_shown_the_same_as_of_all_findings(
            of_members in prop::collection::vec(
                prop::collection::vec((0usize..3, any::<bool>(), 0u32..12, 0usize..9, 0usize..4), 0..40),
                MEMBERS_OF_TEST,
            ),
            order in Just((0..MEMBERS_OF_TEST).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let mut map = SourceMap::new();
            let files = files(&mut map);
            let of = |member: usize| -> Vec<Finding> {
                of_members[member].iter().map(|told| finding(&files, member, *told)).collect()
            };
            let mut all: Vec<Finding> = (0..MEMBERS_OF_TEST).flat_map(of).collect();
            check::sort(&mut all);
            let mut tally = FindingTally::default();
            let mut narrowed = SourceMap::new();
            narrowed.absorb(map.part(files[0].part()));
            for member in order {
                let own = files[member + 1].part();
                tally.add(of(member), Some(own));
                narrowed.absorb(map.part(own).narrowed(own, &tally.places_in(own)));
            }
            let expected = shown(&Report::new(&map, &all, 7));
            prop_assert_eq!(expected, shown(&Report::of_tally(&narrowed, &tally, 7)));
        }
    }

    #[test]
    fn what_is_kept_does_not_grow_with_the_members() {
        let first = SourceMap::new().next_part();
        let mut tally = FindingTally::default();
        let mut kept = Vec::new();
        for member in 0..200 {
            let part = first.after(member);
            let file = FileId::new(part, 0);
            let of_line = |line: u32| {
                let mut finding = Finding::new(
                    &WARNING,
                    Location::span(file, Span::new(line, line + 1)),
                    format!("“{line}”不对"),
                );
                finding.member = Some(format!("{member}镇"));
                finding
            };
            tally.add((0..50).map(of_line).collect(), Some(part));
            kept.push(tally.groups.iter().map(|group| group.shown.len()).sum::<usize>());
        }
        assert_eq!((kept[10], kept[199]), (kept[20], kept[20]));
        assert_eq!(tally.summary(0).warnings, 200 * 50);
        assert_eq!(tally.groups()[0].member_count(), 200);
    }
}
