//! Proposals of 栏目: which column is there to show a domain, by the names of both.

use crate::model::{Domain, ListedPage, column_path, fold};
use crate::text::Wording;

/// Words that columns and domains add to their names.
static COLUMN_ENDS: Wording = Wording::named("栏目名称的尾巴");

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnFit {
    /// The names are the same.
    High,
    /// One name holds the other, or they are alike.
    Middle,
    /// No column is like it: the name of the domain itself.
    Low,
}

impl ColumnFit {
    /// The Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Self::High => "高",
            Self::Middle => "中",
            Self::Low => "低",
        }
    }
}

/// The column that a domain is proposed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnProposal {
    /// The name of the domain.
    pub domain: String,
    /// The column.
    pub column: String,
    /// How sure that is.
    pub confidence: ColumnFit,
}

/// Where columns of a website that are not known stand.
const USUAL: &str = "重点领域信息公开";
/// Names that are alike by this much may mean the same.
const ALIKE: f64 = 0.72;

/// A proposal for each domain that has items, from the columns that a list names; without a list, the
/// usual ones.
pub fn propose(domains: &[Domain], pages: &[ListedPage]) -> Vec<ColumnProposal> {
    let mut columns: Vec<&str> = pages.iter().filter_map(|page| page.column.as_deref()).collect();
    columns.sort_unstable();
    columns.dedup();
    let domains = domains.iter().filter(|domain| !domain.items.is_empty());
    domains.map(|domain| of_domain(domain, &columns)).collect()
}

fn of_domain(domain: &Domain, columns: &[&str]) -> ColumnProposal {
    let scored = columns.iter().filter_map(|column| Some((fit(domain, column)?, *column)));
    // Of two that fit alike the one that is less deep, which holds the other.
    let best = scored.min_by_key(|(confidence, column)| (*confidence, column_path(column).len()));
    let name = fold::name(&domain.name);
    let (confidence, column) = best
        .map_or_else(|| (ColumnFit::Low, format!("{USUAL}/{name}")), |(c, n)| (c, n.to_owned()));
    ColumnProposal { domain: domain.name.clone(), column, confidence }
}

/// How well a column fits a domain, by the last name of its path.
fn fit(domain: &Domain, column: &str) -> Option<ColumnFit> {
    let path = column_path(column);
    let last = path.last()?;
    let names = std::iter::once(&domain.name).chain(&domain.aliases);
    let best = names.filter_map(|name| likeness_of(&bare(&fold::name(name)), &bare(last)));
    best.min()
}

/// A name without the words that columns and domains add.
fn bare(name: &str) -> String {
    COLUMN_ENDS.iter().fold(name.to_owned(), |name, word| {
        name.strip_suffix(word).filter(|rest| !rest.is_empty()).map_or(name.clone(), str::to_owned)
    })
}

fn likeness_of(domain: &str, column: &str) -> Option<ColumnFit> {
    if domain == column {
        return Some(ColumnFit::High);
    }
    let holds = domain.contains(column) || column.contains(domain);
    let alike = || fold::similarity(domain, column) >= ALIKE;
    let long_enough = column.chars().count() > 1;
    (long_enough && (holds || alike())).then_some(ColumnFit::Middle)
}
