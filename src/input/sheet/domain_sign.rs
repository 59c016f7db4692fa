//! By what the domain of a table, or those of its rows, are known.

use std::collections::BTreeMap;

use crate::model::{fold, writing};

/// Where a domain is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DomainPlace {
    /// The user said it.
    Given,
    /// A title above the table.
    Title,
    /// The name of the sheet.
    Sheet,
    /// The name of the file.
    File,
    /// The column 领域.
    Column,
    /// A row of its own above others: a title, or the name of a group.
    Notice,
    /// The number that the codes of the items begin with.
    Codes,
    /// The table before, with which this one goes on.
    Before,
    /// The first name of a row, which is that of a domain.
    FirstName,
    /// The other rows that have the same first name.
    SameFirstName,
    /// The names of an item, which only one guideline has.
    Item,
    /// A word in the names of an item.
    Words,
}

impl DomainPlace {
    /// What it is called in reports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Given => "指明的领域",
            Self::Title => "表题",
            Self::Sheet => "工作表名",
            Self::File => "文件名",
            Self::Column => "领域一栏",
            Self::Notice => "上面的分组行",
            Self::Codes => "编码",
            Self::Before => "上一张表",
            Self::FirstName => "第一级名称",
            Self::SameFirstName => "第一级名称相同的别的行",
            Self::Item => "和指引对得上的事项名称",
            Self::Words => "事项名称里的说法",
        }
    }
}

/// The place by which a domain is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DomainSign {
    /// The place.
    pub place: DomainPlace,
    /// Whether another name of the domain stands there, as people say it every day.
    pub everyday: bool,
}

impl DomainSign {
    /// A place that has the name of the domain, as far as is known.
    pub(super) fn of(place: DomainPlace) -> Self {
        Self { place, everyday: false }
    }

    /// A place with this text.
    pub(super) fn in_text(place: DomainPlace, text: &str, domain: &str) -> Self {
        let text = fold::compact(&writing::simplified(text));
        Self { place, everyday: !text.contains(&fold::name(domain)) }
    }
}

/// By what the domains of a table are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum DomainTold {
    /// By nothing.
    #[default]
    Nowhere,
    /// The table as a whole has one that is named there.
    Whole(DomainSign),
    /// Its rows say it: of each place, how many.
    Rows(BTreeMap<DomainSign, usize>),
}

impl DomainTold {
    /// The table as a whole has a domain that is named at this place.
    pub(super) fn at(place: DomainPlace) -> Self {
        Self::Whole(DomainSign::of(place))
    }

    /// What rows say, each by its place.
    pub(super) fn by_rows(signs: impl IntoIterator<Item = DomainSign>) -> Self {
        let mut counts = BTreeMap::new();
        for sign in signs {
            *counts.entry(sign).or_default() += 1;
        }
        Self::Rows(counts)
    }

    /// What stands there is another name of the domain.
    pub(super) fn is_everyday(&mut self) {
        if let Self::Whole(sign) = self {
            sign.everyday = true;
        }
    }
}
