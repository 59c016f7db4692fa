//! 对站 as a workbook: the items with where and when they were published, the pages that nothing
//! explains, and the counts by domain; and the proposals of 栏目.

use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Foot, Form, FormBook, Paper, Row};
use crate::website::{
    ItemOnline, Likeness, OnlineState, PageAnswer, PlacedPage, SiteAnswer, SiteQuestion,
};

/// The workbook.
pub fn book(question: &SiteQuestion<'_>, answer: &SiteAnswer<'_>) -> FormBook {
    let name = question.catalogue.name();
    let title = format!("{name}网站公开情况对照表");
    let date = question.today.to_string();
    let forms = vec![by_domain(&title, answer), items(&title, answer), pages(&title, answer)];
    let forms =
        forms.into_iter().map(|form| Form { right: format!("对站日期：{date}"), ..form });
    FormBook {
        identity: format!("{title}　{date}"),
        date: Some(date.clone()),
        office: name.to_owned(),
        forms: forms.collect(),
        title,
        ..FormBook::default()
    }
}

fn sheet(title: &str, name: &str, left: String) -> Form {
    Form {
        sheet: name.to_owned(),
        title: title.to_owned(),
        left,
        paper: Paper::A3,
        ..Form::default()
    }
}

/// How many items of each domain stand how.
fn by_domain(title: &str, answer: &SiteAnswer<'_>) -> Form {
    let mut columns = vec![Column::new("领域", 20.0, Left), Column::new("事项", 8.0, Center)];
    columns.extend(OnlineState::ALL.map(|state| Column::new(state.label(), 11.0, Center)));
    let domains = answer.items.chunk_by(|a, b| std::ptr::eq(a.at.domain, b.at.domain));
    let rows = domains.map(|items| {
        let name = items.first().map(|item| item.at.domain.name.clone()).unwrap_or_default();
        Row::Cells([vec![name, items.len().to_string()], counts(items)].concat())
    });
    let mut rows: Vec<Row> = rows.collect();
    let all = vec!["合计".to_owned(), answer.items.len().to_string()];
    rows.push(Row::Cells([all, counts(&answer.items)].concat()));
    let note = "说明：拿不准的不算已公开，也不算没有；没有形成日期的，没有查是不是按时。";
    let foot = vec![Foot::Note(note.to_owned())];
    Form { columns, rows, foot, ..sheet(title, "各领域", format!("{} 项", answer.items.len())) }
}

fn counts(items: &[ItemOnline<'_>]) -> Vec<String> {
    let count = |state| items.iter().filter(|item| item.state() == state).count().to_string();
    OnlineState::ALL.map(count).to_vec()
}

fn items(title: &str, answer: &SiteAnswer<'_>) -> Form {
    let columns = vec![
        Column::new("编码", 8.0, Center),
        Column::new("事项", 26.0, Left),
        Column::new("公开时限", 20.0, Left),
        Column::new("情况", 9.0, Center),
        Column::new("哪天公开", 12.0, Center),
        Column::new("网页", 30.0, Left),
        Column::new("应在栏目", 18.0, Left),
        Column::new("说明", 26.0, Left),
        Column::new("下一次到期", 12.0, Center),
    ];
    let mut rows = Vec::new();
    for items in answer.items.chunk_by(|a, b| std::ptr::eq(a.at.domain, b.at.domain)) {
        let domain = items.first().map(|item| item.at.domain.name.clone());
        rows.push(Row::Section(domain.unwrap_or_default()));
        rows.extend(items.iter().map(|item| Row::Cells(item_cells(item))));
    }
    Form { columns, rows, ..sheet(title, "逐项", format!("{} 项", answer.items.len())) }
}

fn item_cells(item: &ItemOnline<'_>) -> Vec<String> {
    let limit = item.at.item.fields.limit.as_ref().map(|limit| limit.value.text());
    let lines = |texts: Vec<String>| texts.join("\n");
    let wanted = item.columns.iter().map(|column| column.name.value.clone()).collect();
    vec![
        item.at.item.code.to_string(),
        item.at.item.title(),
        limit.unwrap_or_default(),
        item.state().label().to_owned(),
        lines(item.pages.iter().map(|placed| day(placed)).collect()),
        lines(item.pages.iter().map(|placed| where_it_is(placed)).collect()),
        lines(wanted),
        lines(remarks(item)),
        item.next.map(|day| day.to_string()).unwrap_or_default(),
    ]
}

fn day(placed: &PlacedPage<'_>) -> String {
    placed.page.date.map_or_else(|| "没有日期".to_owned(), |day| day.to_string())
}

fn where_it_is(placed: &PlacedPage<'_>) -> String {
    let address = placed.page.address.as_ref().map(|address| format!("\n{address}"));
    format!("{}{}", placed.page.title, address.unwrap_or_default())
}

/// What is to be said of an item in words.
fn remarks(item: &ItemOnline<'_>) -> Vec<String> {
    let mut said = Vec::new();
    for placed in &item.pages {
        if let Some(late) = placed.late {
            said.push(format!("应在 {} 以前，晚了 {}", late.due, late.delay.text()));
        }
        if placed.is_misplaced {
            let column = placed.page.column.as_deref().unwrap_or("别的栏目");
            said.push(format!("放在“{column}”"));
        }
    }
    if let Some(owed) = item.owed {
        said.push(format!("{} 这一次没有公开，晚了 {}", owed.due, owed.delay.text()));
    }
    said.extend(item.perhaps.iter().map(|page| format!("可能是“{}”", page.title)));
    said
}

/// The pages, with what explains each.
fn pages(title: &str, answer: &SiteAnswer<'_>) -> Form {
    let columns = vec![
        Column::new("栏目", 24.0, Left),
        Column::new("标题", 40.0, Left),
        Column::new("日期", 12.0, Center),
        Column::new("地址", 30.0, Left),
        Column::new("对上的事项", 34.0, Left),
    ];
    let rows = answer.pages.iter().map(|page| {
        Row::Cells(vec![
            page.page.column.clone().unwrap_or_default(),
            page.page.title.clone(),
            page.page.date.map(|day| day.to_string()).unwrap_or_default(),
            page.page.address.clone().unwrap_or_default(),
            explained(answer, page),
        ])
    });
    let left = format!("{} 页", answer.pages.len());
    Form { columns, rows: rows.collect(), ..sheet(title, "网页", left) }
}

fn explained(answer: &SiteAnswer<'_>, page: &PageAnswer<'_>) -> String {
    let named = |at: &usize| {
        let item = answer.items.get(*at)?.at.item;
        Some(format!("{} {}", item.code, item.title()))
    };
    match &page.likeness {
        Likeness::Sure(at) => named(at).unwrap_or_default(),
        Likeness::Unsure(all) => {
            let items: Vec<String> = all.iter().filter_map(named).collect();
            format!("拿不准：{}", items.join("；"))
        }
        Likeness::None => "没有".to_owned(),
    }
}
