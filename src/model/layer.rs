//! 层: what one government adds to and changes in the layer above.

use indexmap::IndexMap;

use super::{AdminLevel, Code, Domain, Duty, Field, FieldSet, Fields, Filing, Item, Stage};
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
    /// 日期, as `2020-09-30`.
    pub date: Option<Located<String>>,
    /// 编制单位.
    pub office: Option<Located<String>>,
    /// 期限 and batches.
    pub batches: Vec<Batch>,
    /// 报送, 公布 and 评估.
    pub filing: Filing,
    /// Whether enforcement items are derived from the kinds of power in the duty lists.
    pub derive_enforcement: bool,
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
    pub bodies: Vec<String>,
    /// Only for this domain (`领域/角色` in the file).
    pub domain: Option<String>,
}

/// 期限: until when the catalogue is to be ready, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Name of the batch.
    pub name: Option<String>,
    /// The date, `2020-08-31`.
    pub deadline: Located<String>,
    /// 阶段 that is to be reached by then.
    pub goal: Stage,
    /// The members it holds for; empty means all.
    pub members: Vec<String>,
}

/// Levels of rules and exceptions to them, as one layer sets them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// 规则: rule id and level word (关闭, 提示, 警告, 错误 or off, note, warning, error).
    pub rules: IndexMap<String, Located<String>>,
    /// 例外.
    pub exceptions: Vec<Exception>,
}

/// 例外: a finding that was looked at and is let stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The rule.
    pub rule: Located<String>,
    /// Code or names of the item; `None` for all.
    pub item: Option<String>,
    /// The field; `None` for all.
    pub field: Option<String>,
    /// 理由.
    pub reason: String,
    /// 批准人.
    pub approved_by: Option<String>,
    /// 有效期至.
    pub until: Option<Located<String>>,
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
    /// What the file says of the domain itself, for domains that no guideline knows.
    pub own: Option<Domain>,
    /// The fields that the table has a column for; what it has no column for, it does not speak of.
    pub columns: FieldSet,
    /// The rows.
    pub rows: Vec<NewItem>,
    /// Where the table stands.
    pub location: Location,
}

/// A compiled item together with the domain that it belongs to, as rules and reports need it.
#[derive(Debug, Clone, Copy)]
pub struct ItemIn<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// The item.
    pub item: &'a Item,
}
