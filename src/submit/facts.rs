//! What is counted in the papers of a bundle.

use crate::model::{AdminLevel, Catalogue, Decision, Domain, Item, LedgerEntry};
use crate::review::{self, Record};

/// How many items of one kind there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items in the catalogue.
    pub items: usize,
    /// 采用: unchanged from the layer above.
    pub kept: usize,
    /// 修改.
    pub changed: usize,
    /// 新增.
    pub added: usize,
    /// 不采用.
    pub dropped: usize,
    /// 非本级: of other levels.
    pub other_level: usize,
    /// 待核: some field was not seen in any source.
    pub unverified: usize,
    /// Items by level, in the order of [`FilingFacts::levels`].
    pub levels: Vec<usize>,
}

/// The counts of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainCounts {
    /// 编号.
    pub number: String,
    /// 名称.
    pub name: String,
    /// 牵头单位.
    pub lead: Option<String>,
    /// The counts.
    pub counts: Counts,
}

/// What is known of a catalogue for its papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilingFacts {
    /// The levels that items name, from the top down.
    pub levels: Vec<AdminLevel>,
    /// Domain by domain.
    pub domains: Vec<DomainCounts>,
    /// Level by level, in the order of [`FilingFacts::levels`]; an item of several levels counts in each.
    pub by_level: Vec<Counts>,
    /// All together.
    pub total: Counts,
    /// Errors, warnings and notes of the check.
    pub findings: [usize; 3],
    /// 征求意见.
    pub inquired: Inquired,
}

/// 征求意见 in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inquired {
    /// Why nobody was asked, where that was decided.
    pub waived: Option<String>,
    /// Units that lead a domain.
    pub asked: Vec<String>,
    /// Units that answered.
    pub answered: Vec<String>,
    /// Units that did not answer and were let off, with the reason.
    pub excused: Vec<(String, String)>,
    /// Days on which answers were read, the first and the last.
    pub dates: Option<(String, String)>,
    /// Opinions besides 同意.
    pub opinions: usize,
    /// 采纳.
    pub adopted: usize,
    /// 部分采纳.
    pub partly: usize,
    /// 不采纳.
    pub refused: usize,
    /// 不处理.
    pub let_stand: usize,
}

impl FilingFacts {
    /// Counts a catalogue.
    pub fn new(catalogue: &Catalogue, findings: [usize; 3], record: &Record) -> Self {
        let named = |level: &AdminLevel| catalogue.items().any(|(_, item)| has(item, *level));
        let levels: Vec<AdminLevel> = AdminLevel::ALL.into_iter().filter(named).collect();
        let domains: Vec<DomainCounts> = catalogue
            .domains
            .iter()
            .map(|domain| domain_counts(catalogue, domain, &levels))
            .collect();
        let mut total = Counts { levels: vec![0; levels.len()], ..Counts::default() };
        for domain in &domains {
            total.add(&domain.counts);
        }
        // Domains that were left out as a whole are in no domain of the catalogue.
        let held =
            |entry: &&LedgerEntry| catalogue.domains.iter().any(|d| d.number == entry.domain);
        let outside = catalogue.ledger.items.iter().filter(|entry| !held(entry));
        for entry in outside {
            total.decide(&entry.decision);
        }
        let by_level = levels.iter().map(|level| level_counts(catalogue, *level)).collect();
        let inquired = Inquired::new(catalogue, record);
        Self { levels, domains, by_level, total, findings, inquired }
    }
}

fn has(item: &Item, level: AdminLevel) -> bool {
    item.fields.levels.as_ref().is_some_and(|levels| levels.value.contains(level))
}

fn domain_counts(catalogue: &Catalogue, domain: &Domain, levels: &[AdminLevel]) -> DomainCounts {
    let of_level = |level: &AdminLevel| domain.items.iter().filter(|i| has(i, *level)).count();
    let own = catalogue.own_layer();
    let mut counts = Counts {
        items: domain.items.len(),
        added: domain.items.iter().filter(|item| item.origin.layer == own).count(),
        unverified: domain.items.iter().filter(|item| !item.unverified.is_empty()).count(),
        levels: levels.iter().map(of_level).collect(),
        ..Counts::default()
    };
    let entries = catalogue.ledger.items.iter().filter(|entry| entry.domain == domain.number);
    for entry in entries {
        counts.decide(&entry.decision);
    }
    DomainCounts {
        number: domain.number.to_string(),
        name: domain.name.clone(),
        lead: domain.lead.as_ref().map(|lead| lead.value.clone()),
        counts,
    }
}

/// The counts of the items that a level publishes.
fn level_counts(catalogue: &Catalogue, level: AdminLevel) -> Counts {
    let items = || catalogue.items().map(|(_, item)| item).filter(|item| has(item, level));
    let own = catalogue.own_layer();
    let mut counts = Counts {
        items: items().count(),
        added: items().filter(|item| item.origin.layer == own).count(),
        unverified: items().filter(|item| !item.unverified.is_empty()).count(),
        ..Counts::default()
    };
    let entries = catalogue.ledger.items.iter().filter(|entry| entry.levels.contains(level));
    entries.for_each(|entry| counts.decide(&entry.decision));
    counts
}

impl Counts {
    fn decide(&mut self, decision: &Decision) {
        match decision {
            Decision::Kept => self.kept += 1,
            Decision::Changed(_) => self.changed += 1,
            Decision::Dropped(_) | Decision::DomainDropped | Decision::Unaccounted(_) => {
                self.dropped += 1;
            }
            Decision::OtherLevel | Decision::LevelUnknown => self.other_level += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        self.items += other.items;
        self.kept += other.kept;
        self.changed += other.changed;
        self.added += other.added;
        self.dropped += other.dropped;
        self.other_level += other.other_level;
        self.unverified += other.unverified;
        for (sum, more) in self.levels.iter_mut().zip(&other.levels) {
            *sum += more;
        }
    }
}

impl Inquired {
    fn new(catalogue: &Catalogue, record: &Record) -> Self {
        let groups = review::groups(catalogue, review::By::Lead);
        let mut answered: Vec<String> = Vec::new();
        for reply in &record.replies {
            if !answered.contains(&reply.unit) {
                answered.push(reply.unit.clone());
            }
        }
        let dates =
            || record.replies.iter().map(|reply| reply.date.clone()).filter(|d| !d.is_empty());
        let count = |decision| record.opinions.iter().filter(|o| o.decision == decision).count();
        let asked: Vec<String> = groups.into_iter().map(|group| group.unit).collect();
        let silent = asked.iter().filter(|unit| !record.has_answered(unit));
        let excused = silent.filter_map(|unit| {
            Some((unit.clone(), record.excuse(unit)?.trim_end_matches('。').to_owned()))
        });
        Self {
            waived: record.waived.clone(),
            excused: excused.collect(),
            asked,
            answered,
            dates: dates().min().zip(dates().max()),
            opinions: record.opinions.len(),
            adopted: count(review::Adoption::Adopted),
            partly: count(review::Adoption::Partly),
            refused: count(review::Adoption::Refused),
            let_stand: count(review::Adoption::Waived),
        }
    }
}
