//! 对站: what a website holds, item by item, against what the catalogue says.
//!
//! Takes a catalogue, the columns of the website and a list of its pages, and says of each item where and
//! when it was published, and of each page what explains it. What is not sure is said to be unsure and
//! counts for nothing. Reads no files and prints nothing.

mod likeness;
mod propose;
mod report;
mod timing;

use jiff::civil::Date;

use crate::model::{Catalogue, Item, ItemIn, ListedPage, SiteColumn};
use crate::register::Registers;
use crate::source::FileId;

pub use likeness::Likeness;
pub use propose::{ColumnFit, ColumnProposal, propose};
pub use report::{findings, of_others};
pub use timing::{Lateness, Owed};

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub struct SiteQuestion<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The columns of the website; `None` where nothing says what they show.
    pub columns: Option<&'a [SiteColumn]>,
    /// The pages.
    pub pages: &'a [ListedPage],
    /// The list of the pages.
    pub list: FileId,
    /// The registers that hold for the body.
    pub registers: &'a Registers,
    /// Today.
    pub today: Date,
}

/// What came out.
#[derive(Debug)]
pub struct SiteAnswer<'a> {
    /// The items, in the order of the catalogue.
    pub items: Vec<ItemOnline<'a>>,
    /// The pages, in the order of the list.
    pub pages: Vec<PageAnswer<'a>>,
}

/// An item with its pages.
#[derive(Debug)]
pub struct ItemOnline<'a> {
    /// The item.
    pub at: ItemIn<'a>,
    /// Whether the website has to have a page of it.
    pub expected: bool,
    /// The columns that are there to show it.
    pub columns: Vec<&'a SiteColumn>,
    /// Its pages.
    pub pages: Vec<PlacedPage<'a>>,
    /// Pages that may be its own.
    pub perhaps: Vec<&'a ListedPage>,
    /// The time for which nothing was published.
    pub owed: Option<Owed>,
    /// The next day on which it is due, where it recurs.
    pub next: Option<Date>,
}

/// A page of an item.
#[derive(Debug, Clone, Copy)]
pub struct PlacedPage<'a> {
    /// The page.
    pub page: &'a ListedPage,
    /// How late it was, where that is known.
    pub late: Option<Lateness>,
    /// Whether it was to be seen when it was late or not.
    pub is_timed: bool,
    /// Whether it stands in a column that is not there to show the item.
    pub is_misplaced: bool,
}

/// What explains a page.
#[derive(Debug)]
pub struct PageAnswer<'a> {
    /// The page.
    pub page: &'a ListedPage,
    /// The columns that it may stand in, as far as they are known.
    pub columns: Vec<&'a SiteColumn>,
    /// Its item.
    pub likeness: Likeness,
}

/// How an item stands on the website, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnlineState {
    /// Published in time, as far as that is known.
    Published,
    /// Published late, or not again when it was due.
    Late,
    /// All its pages stand in other columns.
    Misplaced,
    /// Only pages that may be its own.
    Unsure,
    /// No page.
    Missing,
    /// Not to be on the website, and not there.
    NotExpected,
}

impl OnlineState {
    /// All, the best first.
    pub const ALL: [Self; 6] = [
        Self::Published,
        Self::Late,
        Self::Misplaced,
        Self::Unsure,
        Self::Missing,
        Self::NotExpected,
    ];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Published => "已公开",
            Self::Late => "逾期",
            Self::Misplaced => "栏目不对",
            Self::Unsure => "拿不准",
            Self::Missing => "没有",
            Self::NotExpected => "不在网站公开",
        }
    }
}

impl ItemOnline<'_> {
    /// How it stands.
    pub fn state(&self) -> OnlineState {
        if self.pages.is_empty() {
            return match (self.perhaps.is_empty(), self.expected) {
                (false, _) => OnlineState::Unsure,
                (true, true) => OnlineState::Missing,
                (true, false) => OnlineState::NotExpected,
            };
        }
        if self.pages.iter().all(|placed| placed.is_misplaced) {
            return OnlineState::Misplaced;
        }
        let late = self.owed.is_some() || self.pages.iter().any(|placed| placed.late.is_some());
        if late { OnlineState::Late } else { OnlineState::Published }
    }
}

/// Compares the website with the catalogue.
pub fn compare<'a>(question: &SiteQuestion<'a>) -> SiteAnswer<'a> {
    let columns = question.columns.unwrap_or_default();
    let at = |(domain, item)| ItemIn { domain, item };
    let items: Vec<ItemIn<'a>> = question.catalogue.items().map(at).collect();
    let index = likeness::ItemWords::new(&items, columns);
    let mut online: Vec<ItemOnline<'a>> =
        items.iter().map(|at| begin(question, columns, *at)).collect();
    let mut pages = Vec::new();
    for page in question.pages {
        let within = columns_of(columns, page);
        let likeness = index.likeness(page, &within);
        settle(question, page, &within, &likeness, &mut online);
        pages.push(PageAnswer { page, columns: within, likeness });
    }
    for item in &mut online {
        (item.owed, item.next) = timing::recurring(item, question);
    }
    SiteAnswer { items: online, pages }
}

fn begin<'a>(
    question: &SiteQuestion<'a>,
    columns: &'a [SiteColumn],
    at: ItemIn<'a>,
) -> ItemOnline<'a> {
    let columns: Vec<&SiteColumn> =
        columns.iter().filter(|column| column.shows(at.domain, at.item)).collect();
    let is_named = columns.iter().any(|column| !column.items.is_empty());
    let expected = is_named || is_for_website(question.registers, at.item);
    let (pages, perhaps) = (Vec::new(), Vec::new());
    ItemOnline { at, expected, columns, pages, perhaps, owed: None, next: None }
}

/// Whether it is disclosed on one's own initiative, and on the website.
fn is_for_website(registers: &Registers, item: &Item) -> bool {
    let active = item.fields.mode.as_ref().is_none_or(|mode| mode.value.active);
    let channels = item.fields.channels.iter().flat_map(|channels| &channels.value.chosen);
    let mut channels = channels.filter_map(|name| registers.channels().find(name));
    active && channels.any(|channel| channel.website)
}

/// The columns that a page may stand in: by name, or else by address.
fn columns_of<'a>(columns: &'a [SiteColumn], page: &ListedPage) -> Vec<&'a SiteColumn> {
    if let Some(word) = &page.column {
        return columns.iter().filter(|column| column.is_called(word)).collect();
    }
    let address = page.address.as_deref().unwrap_or_default();
    columns.iter().filter(|column| column.holds(address)).collect()
}

/// Gives a page to its item, or to those that it may be of.
fn settle<'a>(
    question: &SiteQuestion<'a>,
    page: &'a ListedPage,
    within: &[&SiteColumn],
    likeness: &Likeness,
    online: &mut [ItemOnline<'a>],
) {
    match likeness {
        Likeness::Sure(at) => {
            let Some(item) = online.get_mut(*at) else { return };
            let is_there =
                |column: &&SiteColumn| within.iter().any(|own| std::ptr::eq(*own, *column));
            let is_known = page.column.is_some() || !within.is_empty();
            let is_misplaced =
                is_known && !item.columns.is_empty() && !item.columns.iter().any(is_there);
            let (is_timed, late) = timing::late(page, item.at.item, question);
            item.pages.push(PlacedPage { page, late, is_timed, is_misplaced });
        }
        Likeness::Unsure(all) => {
            for at in all {
                online.get_mut(*at).into_iter().for_each(|item| item.perhaps.push(page));
            }
        }
        Likeness::None => {}
    }
}
