//! 规则: what a reviewer of the office above would look for.
//!
//! Each rule is one file with its page beside it, and one line in the list of its area. A rule names a
//! place symbolically (this field of this item); [`Reporter`] alone turns that into a location and decides
//! whether the text is inherited. Rules see the compiled catalogue and the registers, never a file
//! format, and they never print.

mod memo;
mod policy;
mod reporter;
pub mod rules;
mod scope;
mod texts;
mod words;
mod written;

pub use policy::{Outcome, Policy};
pub use reporter::{Draft, Reporter};
pub use scope::{Place, Scope};

use crate::finding::{Finding, RuleId, Severity};
use crate::model::ItemIn;

/// The area that a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// 文件: files that cannot be understood.
    Files,
    /// 合并: layers that do not fit together.
    Layers,
    /// 结构.
    Structure,
    /// 依据.
    Basis,
    /// 时限.
    Limit,
    /// 主体.
    Bodies,
    /// 渠道.
    Channels,
    /// 对象、方式、层级.
    Audience,
    /// 覆盖.
    Coverage,
    /// 隐私、保密.
    Privacy,
    /// 流程.
    Process,
}

impl Area {
    /// The Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Files => "文件",
            Self::Layers => "合并",
            Self::Structure => "结构",
            Self::Basis => "依据",
            Self::Limit => "时限",
            Self::Bodies => "主体",
            Self::Channels => "渠道",
            Self::Audience => "对象、方式、层级",
            Self::Coverage => "覆盖",
            Self::Privacy => "隐私、保密",
            Self::Process => "流程",
        }
    }
}

/// Who can mend what a rule finds, which decides how inherited text counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mends {
    /// Whoever wrote the text: inherited text is only a note.
    Writer,
    /// The body itself, whoever wrote the text.
    Body,
}

/// How a rule is run.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Raised while files are read and decoded.
    Reading,
    /// Raised while layers are merged.
    Merging,
    /// Raised by the [`Policy`], about what the layers say of rules.
    Settings,
    /// Raised while the answers of departments are read (`mulu review`).
    Review,
    /// Run once for each item.
    Item(fn(&Scope<'_>, ItemIn<'_>, &mut Reporter<'_>)),
    /// Run once for each item of which a text holds one of these words, in the nine fields or the further
    /// columns. Nothing can be found without them.
    Mention(fn() -> Vec<String>, fn(&Scope<'_>, ItemIn<'_>, &mut Reporter<'_>)),
    /// Run once for the whole catalogue.
    Catalogue(fn(&Scope<'_>, &mut Reporter<'_>)),
}

/// A rule: what it is called, how much it matters, how it is run.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The permanent id.
    pub id: RuleId,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Its area.
    pub area: Area,
    /// Its level when nothing else is said.
    pub level: Severity,
    /// Who can mend what it finds.
    pub mends: Mends,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// How it is run.
    pub check: Check,
}

/// The rule with this id.
pub fn find_rule(id: &str) -> Option<&'static Rule> {
    rules::ALL.iter().copied().find(|rule| rule.id.0 == id)
}

/// A catalogue about to be checked: what all rules share is worked out once.
#[derive(Debug)]
pub struct Checker<'a> {
    scope: &'a Scope<'a>,
    mentions: words::Mentions<'a>,
}

impl<'a> Checker<'a> {
    /// Looks for the words of all rules.
    pub fn new(scope: &'a Scope<'a>) -> Self {
        Self { scope, mentions: words::Mentions::of(scope) }
    }

    /// What one rule finds, before any policy.
    pub fn findings(&self, rule: &'static Rule) -> Vec<Finding> {
        let scope = self.scope;
        let mut reporter = Reporter::new(scope, rule);
        match rule.check {
            Check::Reading | Check::Merging | Check::Settings | Check::Review => {}
            Check::Item(check) => scope
                .catalogue
                .items()
                .for_each(|(domain, item)| check(scope, ItemIn { domain, item }, &mut reporter)),
            Check::Mention(_, check) => {
                self.mentions.of_rule(rule.id).for_each(|at| check(scope, at, &mut reporter));
            }
            Check::Catalogue(check) => check(scope, &mut reporter),
        }
        reporter.finish()
    }
}

/// Runs every rule over a catalogue, adds the findings of reading and merging, and applies the policy.
/// What is left is sorted by place.
pub fn run(scope: &Scope<'_>, mut raised: Vec<Finding>, policy: &Policy<'_>) -> Outcome {
    let checker = Checker::new(scope);
    raised.extend(rules::ALL.iter().flat_map(|rule| checker.findings(rule)));
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

/// Puts findings in the order in which they are shown: by place, then by rule and words.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(order);
    findings.dedup();
}

fn order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (a.location, a.rule, &a.message, &a.member).cmp(&(b.location, b.rule, &b.message, &b.member))
}
