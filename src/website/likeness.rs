//! Which item a page is of: by code, by the column that shows nothing else, or by the words of its title.

use std::collections::BTreeSet;

use crate::model::{ItemIn, ListedPage, SiteColumn, fold};
use crate::register::site_words;
use crate::text::Wording;

/// Which item a page is of, as places in the order of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likeness {
    /// This one.
    Sure(usize),
    /// One of these perhaps, the likeliest first.
    Unsure(Vec<usize>),
    /// None.
    None,
}

/// From this likeness on, out of a hundred, a page is of an item, if no other item is nearly as like.
const SURE: u32 = 70;
/// From this likeness on it may be.
const PERHAPS: u32 = 45;
/// By so much the best must be liker than the next.
const LEAD: u32 = 8;
/// By so much an item of another column must be liker than those of the page's own.
const OTHER_COLUMN_LEAD: u32 = 20;
/// How many items are named where it is not sure.
const NAMED: usize = 3;
/// What the last name counts for, and what the names above it, out of a hundred.
const LAST: u32 = 60;
const UPPER: u32 = 40;
/// What an element or a usual wording counts for, against the name itself.
const ELEMENT: u32 = 90;
const WORDING: u32 = 80;
/// Of two that fit as well the one with the longer name is meant: so much for each pair of characters.
const PAIR: u32 = 2;
const MOST_PAIRS: u32 = 20;
/// Upper names that stand for the whole domain.
static GENERAL: Wording = Wording::named("一般的上级名称");
/// Elements shorter than this stand in any title.
const SHORTEST_ELEMENT: usize = 4;

/// Pairs of neighbouring characters, by which texts are compared.
type Pairs = BTreeSet<(char, char)>;

/// The words of one item.
struct WordsOfItem {
    code: crate::model::Code,
    last: Vec<Pairs>,
    elements: Vec<Pairs>,
    wordings: Vec<&'static str>,
    upper: Vec<Pairs>,
    domain: Pairs,
    /// The columns that are there to show it.
    columns: Vec<usize>,
}

/// The words of all items.
pub(super) struct ItemWords<'a> {
    items: Vec<WordsOfItem>,
    columns: &'a [SiteColumn],
}

impl<'a> ItemWords<'a> {
    pub(super) fn new(items: &[ItemIn<'a>], columns: &'a [SiteColumn]) -> Self {
        let items = items.iter().map(|at| WordsOfItem::new(*at, columns)).collect();
        Self { items, columns }
    }

    /// The item of a page that stands in one of these columns.
    pub(super) fn likeness(&self, page: &ListedPage, within: &[&SiteColumn]) -> Likeness {
        if let Some(code) = &page.code {
            let at = self.items.iter().position(|item| item.code.is_called(code));
            return at.map_or(Likeness::None, Likeness::Sure);
        }
        let within: Vec<usize> = (0..self.columns.len())
            .filter(|at| within.iter().any(|column| std::ptr::eq(*column, &self.columns[*at])))
            .collect();
        let shown = |item: &WordsOfItem| item.columns.iter().any(|column| within.contains(column));
        if let Some(only) = self.only_item(&within) {
            return Likeness::Sure(only);
        }
        let title = PageTitle::new(page);
        let mut scored = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            let score = item.score(&title);
            if score >= PERHAPS {
                let rank = score + item.named_by(&title);
                scored.push(Candidate { score, rank, is_own: shown(item), place });
            }
        }
        decide(scored)
    }
}

impl ItemWords<'_> {
    /// The item that columns are there to show by name, and nothing else.
    fn only_item(&self, within: &[usize]) -> Option<usize> {
        let by_name = |at: &usize| self.columns.get(*at).is_some_and(|c| !c.items.is_empty());
        if within.is_empty() || !within.iter().all(by_name) {
            return None;
        }
        let shown = |item: &WordsOfItem| item.columns.iter().any(|column| within.contains(column));
        let mut own = self.items.iter().enumerate().filter(|(_, item)| shown(item));
        match (own.next(), own.next()) {
            (Some((only, _)), None) => Some(only),
            _ => None,
        }
    }
}

/// An item that a page may be of.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// How like it is, out of a hundred.
    score: u32,
    /// The same, and more for a longer name.
    rank: u32,
    /// Whether a column of the page is there to show it.
    is_own: bool,
    /// Its place in the catalogue.
    place: usize,
}

/// Among items of the page's own column the likest; another only where it is much liker.
fn decide(candidates: Vec<Candidate>) -> Likeness {
    let (mut own, mut others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|c| c.is_own);
    let by_rank = |a: &Candidate, b: &Candidate| b.rank.cmp(&a.rank).then(a.place.cmp(&b.place));
    own.sort_by(by_rank);
    others.sort_by(by_rank);
    let lead = others.first().map_or(0, |best| best.score);
    let is_elsewhere = own.first().is_none_or(|best| best.score + OTHER_COLUMN_LEAD <= lead);
    let ranked = if is_elsewhere { others } else { own };
    let Some(best) = ranked.first().copied() else { return Likeness::None };
    let next = ranked.get(1).map_or(0, |next| next.rank);
    if best.score >= SURE && best.rank >= next + LEAD {
        return Likeness::Sure(best.place);
    }
    Likeness::Unsure(ranked.iter().take(NAMED).map(|candidate| candidate.place).collect())
}

/// A title as it is compared.
struct PageTitle {
    text: String,
    pairs: Pairs,
    /// With the names of its columns.
    with_column: Pairs,
}

impl PageTitle {
    fn new(page: &ListedPage) -> Self {
        let mut text = fold::compact(&page.title);
        for formal in site_words().in_catalogues(&text) {
            text.push_str(formal);
        }
        let pairs = pairs(&text);
        let column = page.column.as_deref().map(fold::compact).unwrap_or_default();
        let with_column = pairs.iter().copied().chain(self::pairs(&column)).collect();
        Self { text, pairs, with_column }
    }
}

impl WordsOfItem {
    fn new(at: ItemIn<'_>, columns: &[SiteColumn]) -> Self {
        let item = at.item;
        let (last, upper) =
            item.names().split_last().map_or(("", &[][..]), |(l, u)| (l.as_str(), u));
        let elements = item.fields.elements.iter().flat_map(|elements| &elements.value.list);
        let elements = elements.filter(|element| element.chars().count() >= SHORTEST_ELEMENT);
        let names = std::iter::once(last).chain(item.aliases.iter().map(String::as_str));
        let folded = fold::name(last);
        let shows = |column: &usize| columns[*column].shows(at.domain, item);
        Self {
            code: item.code.clone(),
            last: names.map(|name| pairs(&fold::name(name))).collect(),
            elements: elements.map(|element| pairs(&fold::compact(element))).collect(),
            wordings: site_words().in_titles(&folded),
            upper: upper
                .iter()
                .map(|name| fold::name(name))
                .filter(|name| !GENERAL.contains(&name.as_str()))
                .map(|name| pairs(&name))
                .collect(),
            domain: pairs(&fold::compact(&at.domain.name)),
            columns: (0..columns.len()).filter(shows).collect(),
        }
    }

    /// How like it is to a title, out of a hundred.
    fn score(&self, title: &PageTitle) -> u32 {
        let best =
            |all: &[Pairs]| all.iter().map(|own| share(own, &title.pairs)).max().unwrap_or(0);
        let is_worded = self.wordings.iter().any(|word| title.text.contains(word));
        let wording = if is_worded { WORDING } else { 0 };
        let last = best(&self.last).max(best(&self.elements) * ELEMENT / 100).max(wording);
        // What stands for the whole domain has to name it: the column of the domain holds the others too.
        let upper = match self.upper.as_slice() {
            [] => share(&self.domain, &title.pairs),
            upper => upper.iter().map(|own| share(own, &title.with_column)).max().unwrap_or(0),
        };
        (last * LAST + upper * UPPER) / 100
    }

    /// What the length of its own name in a title counts for.
    fn named_by(&self, title: &PageTitle) -> u32 {
        let held = |own: &Pairs| own.intersection(&title.pairs).count();
        let most = self.last.iter().chain(&self.upper).map(held).max().unwrap_or(0);
        u32::try_from(most).map_or(MOST_PAIRS, |most| (most * PAIR).min(MOST_PAIRS))
    }
}

fn pairs(text: &str) -> Pairs {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// How much of one is in the other, out of a hundred.
fn share(own: &Pairs, all: &Pairs) -> u32 {
    let held = own.intersection(all).count();
    let share = (held * 100).checked_div(own.len()).unwrap_or(0);
    u32::try_from(share).unwrap_or(0)
}
