//! 标准目录: the compiled result of one body of government, with its ledger.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    AdminLevel, Batch, Code, DomainNumber, Dropping, Duty, FieldSet, Item, LayerId, Levels,
    NotInvolved, Origin, Profile, Release, Traced,
};
use crate::source::{Located, Location};

/// 领域: one of the 26, or a later or local one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// 编号.
    pub number: DomainNumber,
    /// 名称.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// 指引.
    pub guideline: Option<Guideline>,
    /// 渠道说明: what ■ and □ mean.
    pub legend: Option<Legend>,
    /// The items, in the order of the table.
    pub items: Vec<Item>,
    /// 牵头单位.
    pub lead: Option<Located<String>>,
    /// Who brought the domain in.
    pub origin: Origin,
}

impl Domain {
    /// Whether `word` is the number, the name or another name of this domain.
    pub fn is_called(&self, word: &str) -> bool {
        self.number.as_str() == bare(word) || is_named(&self.name, &self.aliases, word)
    }
}

/// A name of a domain without 领域 behind it.
fn bare(word: &str) -> &str {
    let word = word.trim();
    word.strip_suffix("领域").unwrap_or(word)
}

fn is_named(name: &str, aliases: &[String], word: &str) -> bool {
    let word = bare(word);
    bare(name) == word || aliases.iter().any(|alias| bare(alias) == word)
}

/// What a file says of a domain itself, before it is known which number it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainFrame {
    /// 名称.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// 指引.
    pub guideline: Option<Guideline>,
    /// 渠道说明: what ■ and □ mean.
    pub legend: Option<Legend>,
    /// 牵头单位.
    pub lead: Option<Located<String>>,
    /// Who brought the domain in.
    pub origin: Origin,
}

impl DomainFrame {
    /// Whether `word` is the name or another name of this domain.
    pub fn is_called(&self, word: &str) -> bool {
        is_named(&self.name, &self.aliases, word)
    }

    /// The domain under a number, still without items.
    pub fn numbered(self, number: DomainNumber) -> Domain {
        let Self { name, aliases, guideline, legend, lead, origin } = self;
        Domain { number, name, aliases, guideline, legend, items: Vec::new(), lead, origin }
    }
}

/// 标准指引: what a ministry issued for a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guideline {
    /// 名称.
    pub title: Option<String>,
    /// 发布机关.
    pub issuer: Option<String>,
    /// 文号.
    pub number: Option<String>,
    /// 日期.
    pub date: Option<Date>,
    /// 状态: 现行有效, 部分被替代, 已被替代.
    pub status: Option<String>,
    /// 后继: numbers of the domains that took over.
    pub successors: Vec<DomainNumber>,
    /// 发布: the release, such as 国家@2019.
    pub release: Option<String>,
    /// 核实: how number and date are known.
    pub evidence: Option<String>,
    /// 附注: how many items or classes the notice says there are, and which of them are missing here.
    pub note: Option<String>,
}

/// What the marks of the channel column mean in one guideline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legend {
    /// The mark of 选用.
    pub chosen: String,
    /// The mark of 可选.
    pub optional: String,
    /// What they mean, as the guideline declares.
    pub meaning: String,
}

/// 标准目录.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// What `mulu.yaml` says of the body.
    pub profile: Profile,
    /// The layers, from the national one down; the last is the body's own.
    pub layers: Vec<LayerInfo>,
    /// The domains with their items.
    pub domains: Vec<Domain>,
    /// 采用台账.
    pub ledger: Ledger,
    /// 期限 that hold for this body, from the nearest layer that sets any.
    pub deadlines: Vec<Traced<Batch>>,
    /// 职责 of this body, with what became of them.
    pub duties: Vec<DutyEntry>,
    /// 待核放行 of this body and those above it.
    pub releases: Vec<Release>,
    /// 理由 of adjustments, by the place of each value that they set.
    pub reasons: BTreeMap<Location, String>,
}

impl Catalogue {
    /// 本级名称.
    pub fn name(&self) -> &str {
        &self.profile.name.value
    }

    /// The body's own level.
    pub fn level(&self) -> AdminLevel {
        self.profile.level.value
    }

    /// The body's own layer.
    pub fn own_layer(&self) -> LayerId {
        LayerId(u8::try_from(self.layers.len().saturating_sub(1)).unwrap_or(u8::MAX))
    }

    /// 理由 of the adjustment that set a value.
    pub fn reason(&self, origin: Origin) -> Option<&str> {
        self.reasons.get(&origin.location).map(String::as_str)
    }

    /// All items with their domains, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Domain, &Item)> {
        self.domains.iter().flat_map(|domain| domain.items.iter().map(move |item| (domain, item)))
    }

    /// What lets a domain be submitted although some of it was not confirmed, if anything does.
    pub fn release(&self, domain: &Domain) -> Option<&Release> {
        let names = |release: &&Release| release.domains.iter().any(|d| domain.is_called(&d.value));
        self.releases.iter().find(names)
    }

    /// How many items there are.
    pub fn item_count(&self) -> usize {
        self.domains.iter().map(|domain| domain.items.len()).sum()
    }
}

/// A layer that took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerInfo {
    /// 国家, or the name of the body.
    pub name: String,
    /// Its level.
    pub level: AdminLevel,
}

/// 采用台账: what became of everything in the layer above.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// One entry for every item of the layer above.
    pub items: Vec<LedgerEntry>,
    /// Domains of the layer above that were left out as a whole.
    pub domains: Vec<DomainEntry>,
    /// Number and name of the domains above of which nothing stands in this catalogue.
    pub elsewhere: Vec<(DomainNumber, String)>,
}

/// What became of one item of the layer above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Number of the domain.
    pub domain: DomainNumber,
    /// The item's code.
    pub code: Code,
    /// Its names in the layer above.
    pub names: Vec<String>,
    /// Its levels in the layer above; empty where it names none.
    pub levels: Levels,
    /// What was decided.
    pub decision: Decision,
    /// Where the item stood in the layer above.
    pub origin: Origin,
}

/// What was decided on an item of the layer above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// 采用: unchanged.
    Kept,
    /// 修改: the fields that changed.
    Changed(FieldSet),
    /// 不采用: left out, with a reason.
    Dropped(Dropping),
    /// Left out with its whole domain.
    DomainDropped,
    /// 非本级事项: the item's levels do not hold this body's.
    OtherLevel,
    /// 层级待核: it is not known which level the item belongs to, so it stays with the county.
    LevelUnknown,
    /// Left out without a word by the whole table at this place.
    Unaccounted(Location),
}

impl Decision {
    /// The word used in ledgers.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Kept => "采用",
            Self::Changed(_) => "修改",
            Self::Dropped(_) | Self::DomainDropped => "不采用",
            Self::OtherLevel => "非本级事项",
            Self::LevelUnknown => "层级待核",
            Self::Unaccounted(_) => "未说明",
        }
    }
}

/// A domain of the layer above that was left out as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainEntry {
    /// Number.
    pub number: DomainNumber,
    /// Name.
    pub name: String,
    /// The reason; `None` when nothing was said.
    pub reason: Option<NotInvolved>,
    /// How many items it has in the layer above.
    pub items: usize,
}

/// A duty and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyEntry {
    /// The duty.
    pub duty: Duty,
    /// Codes of the items that disclose it.
    pub items: Vec<Code>,
    /// Whether the items follow from its kind of power alone.
    pub derived: bool,
}
