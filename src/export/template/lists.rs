//! The closed lists behind the drop-downs.

use crate::input::book::{ADJUSTMENT_KINDS, DOMAIN_CHOICES};
use crate::layout::{Choice, Strictness};
use crate::model::{DropReason, Field, NOT_GOVERNMENT, POWER_KINDS, Stage};

/// A list that cells choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ChoiceList {
    /// 权力类型.
    Powers,
    /// Articles of the 条例 that allow information to be withheld.
    Articles,
    /// The same for duties, which may also be none of an 行政机关.
    WithoutItem,
    /// 领域.
    Domains,
    /// The fields of an item.
    Fields,
    /// Why an item is not adopted.
    Reasons,
    /// What is to become of an item.
    Treatments,
    /// 公开方式.
    Modes,
    /// 公开层级.
    Levels,
    /// 公开对象.
    Audiences,
    /// 公开渠道.
    Channels,
    /// √.
    Tick,
    /// What can be done with a domain.
    Adoption,
    /// The kinds of adjustments.
    Adjustments,
    /// The stages of a catalogue.
    Stages,
}

/// What can be done with an item of the layer above.
pub const TREATMENTS: [&str; 3] = ["采用", "修改", "不采用"];
const ARTICLES: [&str; 5] =
    ["第十四条", "第十五条", "第十六条", "第十六条第一款", "第十六条第二款"];
const WITHOUT_ITEM: [&str; 6] =
    ["第十四条", "第十五条", "第十六条", "第十六条第一款", "第十六条第二款", NOT_GOVERNMENT];
const MODES: [&str; 3] = ["主动", "依申请", "主动、依申请"];
const LEVELS: [&str; 6] = ["县级", "乡级", "县级、乡级", "市级", "市级、县级", "村级"];
const AUDIENCES: [&str; 2] = ["全社会", "特定群体："];

/// The words of the lists that depend on the data.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Words<'a> {
    /// The names of the domains.
    pub domains: &'a [String],
    /// The channels of the official form.
    pub channels: &'a [&'a str],
}

impl ChoiceList {
    /// The defined name, which is also the heading on the code sheet.
    fn name(self) -> &'static str {
        match self {
            Self::Powers => "权力类型",
            Self::Articles => "不予公开条款",
            Self::WithoutItem => "没有对应事项的原因",
            Self::Domains => "领域名称",
            Self::Fields => "栏目",
            Self::Reasons => "不采用理由",
            Self::Treatments => "处理方式",
            Self::Modes => "公开方式",
            Self::Levels => "公开层级",
            Self::Audiences => "公开对象",
            Self::Channels => "公开渠道",
            Self::Tick => "勾选",
            Self::Adoption => "采用或不涉及",
            Self::Adjustments => "调整方式",
            Self::Stages => "阶段",
        }
    }

    /// Whether anything else in the cell is a mistake. The other lists only save typing: a cell may
    /// hold several of their words, or go on after the word.
    fn is_closed(self) -> bool {
        !matches!(self, Self::Audiences | Self::Channels | Self::Levels | Self::Domains)
    }

    fn values(self, words: Words<'_>) -> Vec<String> {
        fn owned(words: &[&str]) -> Vec<String> {
            words.iter().map(|word| (*word).to_owned()).collect()
        }
        match self {
            Self::Powers => owned(&POWER_KINDS),
            Self::Articles => owned(&ARTICLES),
            Self::WithoutItem => owned(&WITHOUT_ITEM),
            Self::Domains => words.domains.to_vec(),
            Self::Fields => Field::ALL.iter().map(|field| field.heading().to_owned()).collect(),
            Self::Reasons => owned(&DropReason::LABELS),
            Self::Treatments => owned(&TREATMENTS),
            Self::Modes => owned(&MODES),
            Self::Levels => owned(&LEVELS),
            Self::Audiences => owned(&AUDIENCES),
            Self::Channels => owned(words.channels),
            Self::Tick => owned(&["√"]),
            Self::Adoption => owned(&DOMAIN_CHOICES),
            Self::Adjustments => owned(&ADJUSTMENT_KINDS),
            Self::Stages => owned(&Stage::LABELS),
        }
    }

    /// What cells of this list choose from; `words` are those of the lists that depend on the data.
    pub(super) fn choice(self, words: Words<'_>) -> Choice {
        let strictness = if self.is_closed() { Strictness::Closed } else { Strictness::Suggested };
        Choice { name: self.name(), words: self.values(words), strictness }
    }
}
