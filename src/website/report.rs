//! What is wrong with a website, as findings.

use std::collections::BTreeMap;

use super::{ItemOnline, Likeness, OnlineState, PageAnswer, SiteAnswer, SiteQuestion};
use crate::finding::{Fault, Finding, ItemName};
use crate::model::{Field, SiteColumn};
use crate::rules::publish::{
    column_missing, page_late, page_misplaced, page_missing, page_unclear, page_unexplained,
    page_unsure,
};
use crate::source::Location;

/// All that is wrong, in no order.
pub fn findings(question: &SiteQuestion<'_>, answer: &SiteAnswer<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for item in &answer.items {
        found.extend(of_item(question, item));
    }
    found.extend(answer.pages.iter().filter_map(|page| of_page(answer, page)));
    found.extend(elsewhere(answer));
    if question.columns.is_some() {
        found.extend(without_column(question, answer));
    }
    found.extend(undated(question, answer));
    let name = question.catalogue.name();
    found.iter_mut().for_each(|finding| finding.member = Some(name.to_owned()));
    found
}

fn about(item: &ItemOnline<'_>, fault: Fault, place: Location, field: Option<Field>) -> Finding {
    let name = ItemName::of(item.at.domain, item.at.item);
    Finding { item: Some(name), field, ..fault.at(place) }
}

fn named(item: &ItemOnline<'_>) -> String {
    format!("{} {}", item.at.item.code, item.at.item.title())
}

fn of_item(question: &SiteQuestion<'_>, item: &ItemOnline<'_>) -> Vec<Finding> {
    let limit = item.at.item.fields.limit.as_ref().map(|limit| limit.value.text());
    let limit = limit.unwrap_or_default();
    let whole = Location::whole(question.list);
    let mut found = Vec::new();
    if item.state() == OnlineState::Missing {
        let column = item.columns.first().map(|column| column.name.value.as_str());
        let fault = page_missing::no_page(&named(item), column);
        found.push(about(item, fault, whole, None));
    }
    if let Some(owed) = item.owed {
        let fault = page_late::owed(&limit, owed.due, owed.last, &owed.delay.text());
        found.push(about(item, fault, whole, Some(Field::Limit)));
    }
    for placed in &item.pages {
        let place = placed.page.location;
        if let Some(late) = placed.late {
            let delay = late.delay.text();
            let fault = page_late::after(&limit, late.formed, late.due, late.published, &delay);
            found.push(about(item, fault, place, Some(Field::Limit)));
        }
        if placed.is_misplaced {
            let names = item.columns.iter().map(|column| column.name.value.as_str());
            let column = placed.page.column.as_deref().unwrap_or("（照网址认的）");
            let (title, wanted) = (&placed.page.title, names.collect::<Vec<_>>());
            let fault = page_misplaced::elsewhere(title, &named(item), column, &wanted);
            found.push(about(item, fault, place, None));
        }
    }
    found
}

/// A page that may be of several items, or that is of none although it stands in a column of theirs.
fn of_page(answer: &SiteAnswer<'_>, page: &PageAnswer<'_>) -> Option<Finding> {
    let title = &page.page.title;
    let fault = match &page.likeness {
        Likeness::Sure(_) => return None,
        Likeness::Unsure(all) => {
            let items = all.iter().filter_map(|at| answer.items.get(*at)).map(named);
            page_unsure::perhaps(title, &items.collect::<Vec<_>>())
        }
        Likeness::None => {
            let column: &SiteColumn = page.columns.iter().find(|column| is_ours(answer, column))?;
            page_unexplained::in_column(title, &column.name.value)
        }
    };
    Some(fault.at(page.page.location))
}

/// Whether a column is there to show any of the items.
fn is_ours(answer: &SiteAnswer<'_>, column: &SiteColumn) -> bool {
    let shows = |own: &&SiteColumn| std::ptr::eq(*own, column);
    answer.items.iter().any(|item| item.columns.iter().any(shows))
}

/// The pages in columns that show nothing of the catalogue, which were not asked about.
pub fn of_others(answer: &SiteAnswer<'_>) -> usize {
    let pages = answer.pages.iter().filter(|page| page.likeness == Likeness::None);
    let pages = pages.filter(|page| !page.columns.is_empty());
    pages.filter(|page| !page.columns.iter().any(|column| is_ours(answer, column))).count()
}

/// Pages that no item explains in columns of which nothing is said, together by column.
fn elsewhere(answer: &SiteAnswer<'_>) -> Vec<Finding> {
    let mut columns: BTreeMap<Option<&str>, (usize, Location)> = BTreeMap::new();
    let strange =
        |page: &&PageAnswer<'_>| page.likeness == Likeness::None && page.columns.is_empty();
    for page in answer.pages.iter().filter(strange) {
        let first = (0, page.page.location);
        columns.entry(page.page.column.as_deref()).or_insert(first).0 += 1;
    }
    let tell = |(column, (count, place)): (Option<&str>, (usize, Location))| {
        page_unexplained::elsewhere(column, count).at(place)
    };
    columns.into_iter().map(tell).collect()
}

/// Items that are to be on the website and belong into no column, by domain.
fn without_column(question: &SiteQuestion<'_>, answer: &SiteAnswer<'_>) -> Vec<Finding> {
    let expected = |item: &&ItemOnline<'_>| item.expected;
    let mut found = Vec::new();
    for domain in &question.catalogue.domains {
        let own = answer.items.iter().filter(|item| std::ptr::eq(item.at.domain, domain));
        let own: Vec<&ItemOnline<'_>> = own.filter(expected).collect();
        let lacking = own.iter().filter(|item| item.columns.is_empty()).count();
        if lacking > 0 {
            let fault = column_missing::of_domain(&domain.name, lacking, own.len());
            found.push(fault.at(question.catalogue.profile.name.location));
        }
    }
    found
}

/// Pages of items that have no day.
fn undated(question: &SiteQuestion<'_>, answer: &SiteAnswer<'_>) -> Option<Finding> {
    let is_undated = |page: &&PageAnswer<'_>| {
        page.page.date.is_none() && matches!(page.likeness, Likeness::Sure(_))
    };
    let count = answer.pages.iter().filter(is_undated).count();
    let fault = (count > 0).then(|| page_unclear::no_days(count))?;
    Some(fault.at(Location::whole(question.list)))
}
