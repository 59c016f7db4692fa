//! 规则: what a reviewer of the office above would look for.
//!
//! Each rule is one file with its page beside it, and one line in the list of its area. A rule names a
//! place symbolically (this field of this item); [`Reporter`] alone turns that into a location and decides
//! whether the text is inherited. Rules see the compiled catalogue and the registers, never a file
//! format, and they never print.

mod reporter;
pub mod rules;
mod scope;
mod texts;

pub use reporter::{Draft, Reporter};
pub use scope::{Place, Scope};

use crate::finding::{Finding, RuleId, Severity};
use crate::model::Settings;

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
    /// Run once for each item.
    Item(fn(&Scope<'_>, crate::model::ItemIn<'_>, &mut Reporter<'_>)),
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

/// Runs every rule over a catalogue and adds the findings of reading and merging, each at the level
/// that the settings give it, sorted by place.
pub fn run(scope: &Scope<'_>, mut raised: Vec<Finding>) -> Vec<Finding> {
    for rule in rules::ALL.iter().copied() {
        let mut reporter = Reporter::new(scope, rule);
        match rule.check {
            Check::Reading | Check::Merging => {}
            Check::Item(check) => {
                for (domain, item) in scope.catalogue.items() {
                    check(scope, crate::model::ItemIn { domain, item }, &mut reporter);
                }
            }
            Check::Catalogue(check) => check(scope, &mut reporter),
        }
        raised.extend(reporter.finish());
    }
    raised.extend(unknown_rules(&scope.catalogue.profile.settings));
    let name = scope.catalogue.name().to_owned();
    for finding in &mut raised {
        finding.member.get_or_insert_with(|| name.clone());
    }
    let mut findings = apply_levels(raised, &scope.catalogue.profile.settings);
    sort(&mut findings);
    findings
}

/// Gives each finding the level that the settings name for its rule; `off` takes it out.
fn apply_levels(findings: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
    findings
        .into_iter()
        .filter_map(|mut finding| {
            let word = settings.rules.get(finding.rule.0).map(|word| word.value.as_str());
            let level = match word.map(Level::read) {
                Some(Some(Level::Off)) => return None,
                Some(Some(Level::At(level))) => level,
                // A word that is no level was reported while the file was read.
                Some(None) | None => return Some(finding),
            };
            // An inherited fault was lowered already and is not raised again.
            finding.severity = if finding.inherited { finding.severity.min(level) } else { level };
            Some(finding)
        })
        .collect()
}

/// What `规则` says of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Off,
    At(Severity),
}

impl Level {
    /// The level behind a word; `None` when it is none.
    fn read(word: &str) -> Option<Self> {
        match word {
            "off" | "关闭" => Some(Self::Off),
            "note" | "提示" => Some(Self::At(Severity::Note)),
            "warning" | "警告" => Some(Self::At(Severity::Warning)),
            "error" | "错误" => Some(Self::At(Severity::Error)),
            _ => None,
        }
    }
}

/// Rules named under `规则` that do not exist: a level that would silently do nothing.
fn unknown_rules(settings: &Settings) -> impl Iterator<Item = Finding> {
    let unknown = settings.rules.iter().filter(|(id, _)| find_rule(id).is_none());
    unknown.map(|(id, word)| {
        let message = format!("没有“{id}”这条规则，写在这里的级别不起作用");
        let ids = rules::ALL.iter().map(|rule| rule.id.0);
        let help = match crate::model::suggest::nearest(id, ids) {
            Some(meant) => format!("是不是要写“{meant}”？"),
            None => "用 mulu rules 看有哪些规则".to_owned(),
        };
        Finding::new(rules::UNKNOWN_KEY, Severity::Error, word.location, message).with_help(help)
    })
}

/// Puts findings in the order in which they are shown: by place, then by rule and words.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        (a.location, a.rule, &a.message, &a.member)
            .cmp(&(b.location, b.rule, &b.message, &b.member))
    });
    findings.dedup();
}
