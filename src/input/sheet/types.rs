//! The plain types that every step of reading speaks in: kinds of tables, roles of columns, the words
//! of a head. They know no step.

use crate::model::{AdminLevel, Field, names_part};
use crate::source::CellRef;

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// 标准目录: items.
    Catalogue,
    /// 权责清单 and the like: duties.
    Duties,
}

impl TableKind {
    /// The ASCII name used on the command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Duties => "duties",
        }
    }

    /// The Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Catalogue => "标准目录",
            Self::Duties => "职责清单",
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnRole {
    /// 序号.
    Serial,
    /// 编码 of an item.
    Code,
    /// 领域, in a flat table of several.
    Domain,
    /// 一级事项 (1) to 六级事项 (6); 0 is a column 事项 without a level.
    Name(u8),
    /// 公开内容（要素）.
    Elements,
    /// 公开依据.
    Basis,
    /// 公开时限.
    Limit,
    /// 公开主体.
    Bodies,
    /// 公开渠道和载体.
    Channels,
    /// A column to tick for the channel that its heading names: 政府网站, 公示栏.
    Channel,
    /// 公开对象 in one column.
    Audience,
    /// 全社会.
    Everyone,
    /// 特定群体.
    Group,
    /// 公开方式 in one column.
    Mode,
    /// 主动.
    Active,
    /// 依申请公开.
    OnRequest,
    /// 公开层级 in one column.
    Levels,
    /// A column to tick for these levels: 县级, or 乡、村级.
    Level(Vec<AdminLevel>),
    /// 清单: which duty list a row belongs to.
    List,
    /// 权力类型.
    Power,
    /// 项目编码 of a duty.
    DutyCode,
    /// 职责名称, 项目名称.
    DutyName,
    /// 实施依据.
    DutyBasis,
    /// 实施主体.
    DutyBody,
    /// 承接部门及工作方式.
    TakeOver,
    /// 对应事项.
    Items,
    /// 不予公开: the article.
    Exemption,
    /// 不予公开说明.
    ExemptionNote,
    /// 待核, which mulu itself writes for people to read.
    Unverified,
    /// 建议对应事项 and what belongs to it, by heading, which mulu itself writes for people to choose from.
    Proposed(&'static str),
    /// Any other column.
    Other,
}

impl ColumnRole {
    /// The field of an item that the column speaks of.
    pub fn field(&self) -> Option<Field> {
        Some(match self {
            Self::Name(_) => Field::Names,
            Self::Elements => Field::Elements,
            Self::Basis => Field::Basis,
            Self::Limit => Field::Limit,
            Self::Bodies => Field::Bodies,
            Self::Channels | Self::Channel => Field::Channels,
            Self::Audience | Self::Everyone | Self::Group => Field::Audience,
            Self::Mode | Self::Active | Self::OnRequest => Field::Mode,
            Self::Levels | Self::Level(_) => Field::Levels,
            _ => return None,
        })
    }

    /// The heading under which a doubt about this column is told; `None` for columns that hold anything.
    pub fn doubted_as(&self) -> Option<&'static str> {
        Some(match self {
            Self::Power => "权力类型",
            Self::DutyName => "名称",
            Self::DutyBasis => "实施依据",
            Self::DutyBody => "实施主体",
            role => role.field()?.heading(),
        })
    }

    /// Whether the column is ticked.
    pub fn is_mark(&self) -> bool {
        matches!(
            self,
            Self::Channel
                | Self::Everyone
                | Self::Group
                | Self::Active
                | Self::OnRequest
                | Self::Level(_)
        )
    }

    /// The standard heading; `None` for a column that is called what it is called.
    pub fn label(&self) -> Option<String> {
        let word = match self {
            Self::Serial => "序号",
            Self::Code => "编码",
            Self::Domain => "领域",
            Self::Name(0) => "事项",
            Self::Name(1) => "一级事项",
            Self::Name(2) => "二级事项",
            Self::Name(3) => "三级事项",
            Self::Name(4) => "四级事项",
            Self::Name(5) => "五级事项",
            Self::Name(_) => "六级事项",
            Self::Everyone => "全社会",
            Self::Group => "特定群体",
            Self::Active => "主动",
            Self::OnRequest => "依申请公开",
            Self::Level(levels) => {
                return Some(levels.iter().map(|l| l.label()).collect::<Vec<_>>().join("、"));
            }
            Self::List => "清单",
            Self::Power => "权力类型",
            Self::DutyCode => "编码",
            Self::DutyName => "名称",
            Self::DutyBasis => "实施依据",
            Self::DutyBody => "实施主体",
            Self::TakeOver => "承接部门及工作方式",
            Self::Items => "对应事项",
            Self::Exemption => "不予公开",
            Self::ExemptionNote => "不予公开说明",
            Self::Unverified => "待核",
            Self::Proposed(heading) => heading,
            Self::Channel | Self::Other => return None,
            Self::Elements
            | Self::Basis
            | Self::Limit
            | Self::Bodies
            | Self::Channels
            | Self::Audience
            | Self::Mode
            | Self::Levels => return self.field().map(|field| field.heading().to_owned()),
        };
        Some(word.to_owned())
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its index, counted from 0.
    pub index: u16,
    /// Its heading as it stands, without line breaks.
    pub heading: String,
    /// What it holds.
    pub role: ColumnRole,
}

impl SheetColumn {
    /// Whether its heading speaks of what is done for a duty: 具体工作事项.
    pub(in crate::input::sheet) fn is_concrete(&self) -> bool {
        self.heading.starts_with("具体") && self.heading.ends_with("事项")
    }

    /// Whether it names the parts of a duty: 子项 below a name.
    pub(in crate::input::sheet) fn is_duty_part(&self) -> bool {
        self.role == ColumnRole::Other && names_part(&self.heading)
    }
}

/// A column while it is being read.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct ColumnDraft {
    pub(in crate::input::sheet) column: SheetColumn,
    /// The lowest cell with text, or where it would be.
    pub(in crate::input::sheet) at: CellRef,
    /// How well it was understood; 0 when it was not.
    pub(in crate::input::sheet) quality: f64,
    /// Whether the meaning comes from something else than the words as they stand.
    pub(in crate::input::sheet) bent: bool,
}

/// One text of a stack.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct HeadText {
    pub(in crate::input::sheet) row: u32,
    pub(in crate::input::sheet) text: String,
    pub(in crate::input::sheet) key: String,
}
