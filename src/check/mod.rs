//! 规则: what a reviewer of the office above would look for.
//!
//! Each rule is one file with its page beside it, and its lines in the list of its area. A check names a
//! place symbolically (this field of this item); [`Reporter`] alone turns that into a location and decides
//! whether the text is inherited. Rules see the compiled catalogue and the registers, never a file
//! format, and they never print.

mod beside;
mod carets;
mod facts;
mod inherited;
mod memo;
mod own;
mod policy;
mod reporter;
pub mod rules;
mod scope;
mod texts;
mod words;
mod written;

pub use carets::at_the_words;
pub use inherited::InheritedItems;
pub(crate) use own::OwnItems;
pub use policy::{Outcome, Policy};
pub(crate) use reporter::Reporter;
pub(crate) use rules::process::disordered_dates::records as disordered_records;
pub use rules::{UnfilledRole, unfilled_roles};
pub(crate) use scope::Place;
pub use scope::Scope;
pub(crate) use texts::own_pieces;
pub(crate) use written::{WrittenRow, rows as written_rows};

pub use crate::finding::{Area, Rule};

use std::collections::BTreeSet;

use crate::finding::{self, Finding};
use crate::model::{Field, ItemIn};
use crate::register::Registers;
use crate::rules::files::unsure_cell;
use crate::source::{FilePlace, Location};
use beside::ByPlace;
use facts::Facts;
use inherited::ItemBelow;

/// What finds the faults of a rule in a catalogue.
#[derive(Debug)]
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    run: CheckKind,
    yields_to: &'static [&'static Check],
    claims: Option<Claims>,
    /// What kinds of lists it looks at.
    lists: Lists,
    /// The fields on which alone it depends, besides registers and the day, whether it has anything to say of an
    /// item that its layer inherits; none where that is not so.
    silent_by: &'static [Field],
}

/// What kinds of lists a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lists {
    Catalogues,
    Duties,
    Both,
}

/// Whether a place is this check's to speak of, so that those that yield to it are silent there.
type Claims = fn(&Facts<'_>, Place<'_>) -> bool;

/// Looks at one item.
type OfItem = fn(&Scope<'_>, ItemIn<'_>, &mut Reporter<'_>);

/// The words that a check looks for, with what bodies record themselves.
type WordsOf = fn(&Registers) -> Vec<String>;

/// How a check is run.
#[derive(Debug)]
enum CheckKind {
    /// Once for each item.
    Item(OfItem),
    /// Once for each item of which a text holds one of these words, in the nine fields or the further
    /// columns. Nothing can be found without them.
    Mention(WordsOf, OfItem),
    /// Once for the whole catalogue.
    Catalogue(fn(&Scope<'_>, &mut Reporter<'_>)),
}

impl Check {
    /// A check that is run once for each item.
    const fn item(rule: &'static Rule, check: OfItem) -> Self {
        Self::new(rule, CheckKind::Item(check))
    }

    /// A check that can find nothing in an item without one of these words.
    const fn mention(rule: &'static Rule, words: WordsOf, check: OfItem) -> Self {
        Self::new(rule, CheckKind::Mention(words, check))
    }

    /// A check that is run once for the whole catalogue.
    const fn catalogue(rule: &'static Rule, check: fn(&Scope<'_>, &mut Reporter<'_>)) -> Self {
        Self::new(rule, CheckKind::Catalogue(check))
    }

    const fn new(rule: &'static Rule, run: CheckKind) -> Self {
        Self { rule, run, yields_to: &[], claims: None, lists: Lists::Catalogues, silent_by: &[] }
    }

    /// Declares that this check needs no guideline and looks at what lists of duties have as well, so that
    /// it runs over such a list that is given by itself.
    const fn and_duties(self) -> Self {
        Self { lists: Lists::Both, ..self }
    }

    /// Declares that this check looks at lists of duties alone.
    const fn of_duties(self) -> Self {
        Self { lists: Lists::Duties, ..self }
    }

    fn looks_at(&self, scope: &Scope<'_>) -> bool {
        let other = if scope.duties.is_some() { Lists::Catalogues } else { Lists::Duties };
        self.lists != other
    }

    /// Declares to which checks this one leaves a place that they claim.
    const fn yields_to(self, others: &'static [&'static Check]) -> Self {
        Self { yields_to: others, ..self }
    }

    /// Declares on which fields it depends whether it has anything to say of an inherited item: then it is not
    /// run again where it had nothing to say of them.
    const fn silent_by(self, fields: &'static [Field]) -> Self {
        Self { silent_by: fields, ..self }
    }

    /// Declares which places are this check's.
    const fn claiming(self, claims: Claims) -> Self {
        Self { claims: Some(claims), ..self }
    }

    fn claims(&self, facts: &Facts<'_>, place: Place<'_>) -> bool {
        self.claims.is_some_and(|claims| claims(facts, place))
    }
}

/// The rule with this id.
pub fn find_rule(id: &str) -> Option<&'static Rule> {
    rules::ALL.iter().copied().find(|rule| rule.id.0 == id)
}

/// A catalogue about to be checked: what all rules share is worked out once.
#[derive(Debug)]
pub struct Checker<'a> {
    scope: &'a Scope<'a>,
    items: Vec<(ItemIn<'a>, ItemBelow<'a>)>,
    facts: Facts<'a>,
    mentions: words::Mentions<'a>,
}

impl<'a> Checker<'a> {
    /// Finds out what several rules ask, and looks for the words of all.
    pub fn new(scope: &'a Scope<'a>) -> Self {
        Self::below(scope, None)
    }

    /// The same, with what is known of the items that the layer above leaves to this one.
    fn below(scope: &'a Scope<'a>, inherited: Option<&'a InheritedItems>) -> Self {
        let known = |item| inherited.map_or(ItemBelow::NEW, |inherited| inherited.item(item));
        let items = scope.catalogue.items();
        let items: Vec<_> =
            items.map(|(domain, item)| (ItemIn { domain, item }, known(item))).collect();
        let (facts, mentions) = (Facts::of(scope, &items), words::Mentions::of(scope, &items));
        Self { scope, items, facts, mentions }
    }

    /// What one check finds, before any policy.
    pub fn findings(&self, check: &Check) -> Vec<Finding> {
        let scope = self.scope;
        let mut reporter = Reporter::new(scope, &self.facts, check);
        match check.run {
            CheckKind::Item(run) => {
                let question = inherited::bit(check);
                for (at, known) in &self.items {
                    known.ask(check.silent_by, question, || {
                        reporter.speaks(|reporter| run(scope, *at, reporter))
                    });
                }
            }
            CheckKind::Mention(_, run) => {
                self.mentions.of_rule(check.rule.id).for_each(|at| run(scope, at, &mut reporter));
            }
            CheckKind::Catalogue(check) => check(scope, &mut reporter),
        }
        reporter.finish()
    }
}

/// Runs every rule over a catalogue, adds the findings of reading and merging, and applies the policy.
/// What is left is sorted by place.
pub fn run(scope: &Scope<'_>, raised: Vec<Finding>, policy: &Policy<'_>) -> Outcome {
    run_below(scope, None, raised, policy)
}

/// The same, with what is known of the items that the layer above leaves to this one.
pub fn run_below(
    scope: &Scope<'_>,
    inherited: Option<&InheritedItems>,
    mut raised: Vec<Finding>,
    policy: &Policy<'_>,
) -> Outcome {
    let checker = Checker::below(scope, inherited);
    let mut found: Vec<Finding> = rules::checks()
        .filter(|check| check.looks_at(scope))
        .flat_map(|check| checker.findings(check))
        .collect();
    drop(checker);
    let told_by = ByPlace::of(&found, |finding| [finding.location]);
    raised.retain(|doubt| !told_by.tells(doubt));
    let mut says_more = says_more(&found, &told_by, &raised, scope).into_iter();
    found.retain(|_| says_more.next().unwrap_or_default());
    finding::add_all(&mut raised, found);
    raised.extend(policy.faults());
    let name = scope.catalogue.name().to_owned();
    for finding in &mut raised {
        finding.member.get_or_insert_with(|| name.clone());
    }
    let mut outcome = policy.apply(raised);
    sort(&mut outcome.findings);
    outcome.suppressed.sort_by(|a, b| order(&a.finding, &b.finding));
    outcome
}

/// Which of the findings say what neither another one nor a doubt of the reader says already.
fn says_more(
    found: &[Finding],
    told_by: &ByPlace<'_>,
    raised: &[Finding],
    scope: &Scope<'_>,
) -> Vec<bool> {
    let taken_over = written::taken_over(scope);
    let doubts = raised.iter().filter(|doubt| doubt.rule == unsure_cell::RULE.id);
    let doubts = ByPlace::of(doubts, beside::places_of);
    let mut told = BTreeSet::new();
    let says_more = found.iter().map(|finding| {
        !is_of_above(finding, &taken_over)
            && !told_by.replaces(finding)
            && !doubts.doubts_row_of(finding)
            && merged_cell(finding).is_none_or(|cell| told.insert(cell))
    });
    says_more.collect()
}

/// Whether a fault is in a text that a cell only takes over from the row above (同上): it is told there, and
/// here that the text is not written out.
fn is_of_above(finding: &Finding, taken_over: &BTreeSet<Location>) -> bool {
    is_of_text(finding) && taken_over.contains(&finding.location)
}

/// Whether a rule looks at what a text says, and not at rows and items.
fn is_of_text(finding: &Finding) -> bool {
    find_rule(finding.rule.0).is_some_and(|rule| {
        matches!(rule.area, Area::Basis | Area::Limit | Area::Bodies | Area::Channels)
    })
}

/// What is said of the text of a cell: a merged one is of several rows, and is to be put right once. What is
/// said of whole items (no field) has a finding an item.
fn merged_cell(finding: &Finding) -> Option<(Location, &'static str, &str)> {
    let is_cell = matches!(finding.location.place, FilePlace::Cell { .. });
    (is_cell && (finding.field.is_some() || is_of_text(finding))).then_some((
        finding.location,
        finding.rule.0,
        finding.message.as_str(),
    ))
}

/// Puts findings in the order in which they are shown: by place, then by rule and words.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(order);
    findings.dedup();
}

/// The order of a report: by place.
pub(crate) fn order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (a.location, a.rule, &a.message, &a.member).cmp(&(b.location, b.rule, &b.message, &b.member))
}

#[cfg(test)]
mod tests {
    use super::rules;

    #[test]
    fn what_others_yield_to_says_which_places_it_claims() {
        for check in rules::checks() {
            for other in check.yields_to {
                assert!(other.claims.is_some(), "{} to {}", check.rule.id, other.rule.id);
            }
        }
    }
}
