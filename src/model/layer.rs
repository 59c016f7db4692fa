//! 层: what one government adds to and changes in the layer above.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::{
    AdminLevel, Code, Confirmation, Domain, DomainFrame, DomainNumber, Duty, Field, FieldSet,
    Fields, FiledEdition, Filing, Item, Release, SiteColumn, Stage,
};
use crate::source::{Located, Location};

/// One government's own part: its profile, adjustments, whole tables and duties.
#[derive(Debug, Clone)]
pub struct Layer {
    /// What `mulu.yaml` says.
    pub profile: Profile,
    /// 调整: only what differs.
    pub adjustments: Vec<Adjustment>,
    /// 整表: domains with all their rows.
    pub tables: Vec<WholeTable>,
    /// 职责, from all duty lists.
    pub duties: Vec<Duty>,
    /// 核实: what was found in the originals of guidelines.
    pub confirmations: Vec<Confirmation>,
    /// Numbers and codes that stand otherwise in the files than they are read.
    pub moved: Vec<Moved>,
    /// 备案: the edition that it filed last; `None` where nothing was filed.
    pub filed: Option<FiledEdition>,
    /// 栏目: the columns of its website; `None` where nothing says so.
    pub columns: Option<Vec<SiteColumn>>,
}

/// A number or code of a local domain from before these had letters, and what it is now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// Where it stands, alone or with others.
    pub location: Location,
    /// As it stands there.
    pub from: String,
    /// As it is read.
    pub to: String,
}

/// 本级: what `mulu.yaml` says about a body of government.
#[derive(Debug, Clone)]
pub struct Profile {
    /// 名称.
    pub name: Located<String>,
    /// The name of its folder, by which the layers above may call it too; empty where it has none.
    pub folder: String,
    /// 层级.
    pub level: Located<AdminLevel>,
    /// Whether this is a city without counties: what a guideline asks of the county is then its own.
    pub without_counties: bool,
    /// 继承: the release of the national guidelines; only at the top of a repository.
    pub release: Option<Located<String>>,
    /// 领域: the domains that are adopted; `None` means all of the layer above.
    pub domains: Option<Vec<Located<String>>>,
    /// 不涉及领域.
    pub not_involved: Vec<NotInvolved>,
    /// 责任单位: roles and the real bodies that fill them.
    pub bindings: Vec<Binding>,
    /// 牵头单位: domain and lead body.
    pub leads: IndexMap<String, Located<String>>,
    /// 版本.
    pub version: Option<Located<String>>,
    /// 日期.
    pub date: Option<Located<Date>>,
    /// 编制单位.
    pub office: Option<Located<String>>,
    /// 期限 and batches.
    pub batches: Vec<Batch>,
    /// 报送, 公布 and 评估.
    pub filing: Filing,
    /// 专项公开: the opinions on one subject that it follows.
    pub topics: Option<Located<String>>,
    /// Whether enforcement items are derived from the kinds of power in the duty lists.
    pub derive_enforcement: bool,
    /// 待核放行.
    pub releases: Vec<Release>,
    /// 规则 and 例外.
    pub settings: Settings,
    /// `mulu.yaml` as a whole.
    pub location: Location,
}

impl Profile {
    /// The batches that hold for a member, which may be called by its name or by its folder.
    pub fn batches_for<'a>(
        &'a self,
        name: &'a str,
        folder: &'a str,
    ) -> impl Iterator<Item = &'a Batch> {
        self.batches.iter().filter(move |batch| {
            batch.members.is_empty() || batch.members.iter().any(|m| m == name || m == folder)
        })
    }
}

/// A domain that a government has nothing to do with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotInvolved {
    /// Name or number of the domain.
    pub domain: Located<String>,
    /// Why, from the closed list.
    pub reason: Option<DropReason>,
    /// A sentence.
    pub note: Option<String>,
}

/// A line of the 责任单位 table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The role, as in the guideline.
    pub role: Located<String>,
    /// The real bodies.
    pub bodies: Vec<Located<String>>,
    /// Only for this domain (`领域/角色` in the file).
    pub domain: Option<String>,
}

impl Binding {
    /// The names of the bodies.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.bodies.iter().map(|body| body.value.as_str())
    }
}

/// 期限: until when the catalogue is to be ready, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Name of the batch.
    pub name: Option<String>,
    /// 日期: the last day.
    pub deadline: Located<Date>,
    /// 阶段 that is to be reached by then.
    pub goal: Stage,
    /// The members it holds for; empty means all.
    pub members: Vec<String>,
}

/// Levels of rules and exceptions to them, as one layer sets them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// 规则: the level of a rule by its id.
    pub rules: IndexMap<String, Located<RuleLevel>>,
    /// 例外.
    pub exceptions: Vec<Exception>,
}

/// What 规则 says of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleLevel {
    /// 关闭: the rule is not looked at.
    Off,
    /// 提示.
    Note,
    /// 警告.
    Warning,
    /// 错误.
    Error,
}

impl RuleLevel {
    /// The words, in English and in Chinese.
    pub const WORDS: [&'static str; 8] =
        ["off", "note", "warning", "error", "关闭", "提示", "警告", "错误"];

    /// The level for one of the words.
    pub fn from_word(word: &str) -> Option<Self> {
        let levels = [Self::Off, Self::Note, Self::Warning, Self::Error];
        let at = Self::WORDS.iter().position(|known| *known == word)?;
        levels.get(at % levels.len()).copied()
    }
}

/// 例外: a finding that was looked at and is let stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The rule.
    pub rule: Located<String>,
    /// The item, or a whole domain; `None` for all.
    pub item: Option<ItemRef>,
    /// The field; `None` for all.
    pub field: Option<Field>,
    /// 理由.
    pub reason: String,
    /// 批准人.
    pub approved_by: Option<String>,
    /// 有效期至.
    pub until: Option<Located<Date>>,
    /// Where it stands.
    pub location: Location,
}

/// How an adjustment names the item that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRef {
    /// The domain, by name or number.
    pub domain: Option<String>,
    /// The code.
    pub code: Option<Code>,
    /// The names, or the last of them.
    pub names: Vec<String>,
    /// Where the reference stands.
    pub location: Location,
}

impl ItemRef {
    /// The reference as written, for messages.
    pub fn text(&self) -> String {
        match &self.code {
            Some(code) => code.to_string(),
            None => self.names.join("/"),
        }
    }
}

/// One entry of an adjustments file.
#[derive(Debug, Clone)]
pub enum Adjustment {
    /// 修改: some fields of an item.
    Modify {
        /// The item.
        item: ItemRef,
        /// The fields that change.
        fields: Fields,
        /// 理由.
        reason: Option<String>,
    },
    /// 不采用: an item is left out.
    Drop {
        /// The item.
        item: ItemRef,
        /// Why.
        dropping: Dropping,
    },
    /// 新增: an item of one's own.
    Add {
        /// The domain, by name or number.
        domain: Located<String>,
        /// The item.
        item: NewItem,
    },
}

/// A row that may not have a code yet.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// The code, if one was given.
    pub code: Option<Located<Code>>,
    /// 序号 as written.
    pub serial: Option<String>,
    /// Its fields.
    pub fields: Fields,
    /// The fields that it leaves empty although its table has a column for them, with the empty cell.
    pub blank: Vec<(Field, Location)>,
    /// 理由: why a layer adds it.
    pub reason: Option<String>,
    /// Where the row stands.
    pub location: Location,
}

impl NewItem {
    /// Where a field stands in the row: its text, else its empty cell, else the row.
    pub fn place_of(&self, field: Field) -> Location {
        let written = self.fields.origin(field).map(|origin| origin.location);
        let empty = || self.blank.iter().find(|(blank, _)| *blank == field).map(|(_, at)| *at);
        written.or_else(empty).unwrap_or(self.location)
    }
}

/// 不采用: the reason, from the closed list, and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropping {
    /// The reason; `None` when it is missing or not on the list.
    pub reason: Option<DropReason>,
    /// 说明: a sentence.
    pub note: Option<String>,
    /// 条款: the article, for 依法不予公开.
    pub article: Option<String>,
    /// 并入: the code of the item that it went into, for 已并入其他事项.
    pub merged_into: Option<String>,
    /// Where this was decided.
    pub location: Location,
}

/// Why an item is not adopted. The list is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DropReason {
    /// 本级无此职责.
    NoDuty,
    /// 业务不发生.
    NoBusiness,
    /// 上级部门收回.
    Withdrawn,
    /// 依法不予公开.
    Exempt,
    /// 已并入其他事项.
    Merged,
    /// 领域不涉及.
    DomainNotInvolved,
}

impl DropReason {
    /// The closed list.
    pub const ALL: [Self; 6] = [
        Self::NoDuty,
        Self::NoBusiness,
        Self::Withdrawn,
        Self::Exempt,
        Self::Merged,
        Self::DomainNotInvolved,
    ];

    /// The labels of the closed list, in order.
    pub const LABELS: [&'static str; 6] = [
        "本级无此职责",
        "业务不发生",
        "上级部门收回",
        "依法不予公开",
        "已并入其他事项",
        "领域不涉及",
    ];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize]
    }

    /// The reason for a word.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.label() == label)
    }
}

/// 整表: the rows of one domain as a layer has them.
#[derive(Debug, Clone)]
pub struct WholeTable {
    /// The domain, by name or number.
    pub domain: Located<String>,
    /// 编号, where the table states one itself.
    pub number: Option<Located<DomainNumber>>,
    /// What the file says of the domain itself, for domains that no guideline knows.
    pub own: Option<DomainFrame>,
    /// The fields that the table has a column for; what it has no column for, it does not speak of.
    pub columns: FieldSet,
    /// The rows.
    pub rows: Vec<NewItem>,
    /// Where the table stands.
    pub location: Location,
}

impl WholeTable {
    /// Whether `word` is the number, the name or another name by which the table calls its domain.
    pub fn is_called(&self, word: &str) -> bool {
        self.domain.value == word.trim() || self.own.as_ref().is_some_and(|own| own.is_called(word))
    }
}

/// A compiled item together with the domain that it belongs to, as rules and reports need it.
#[derive(Debug, Clone, Copy)]
pub struct ItemIn<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// The item.
    pub item: &'a Item,
}
