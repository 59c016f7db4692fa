//! empty-column: columns without a single text, and columns that the table does not have.
//!
//! All of a table are one fault: what is lost together is looked for together. A table may hold the rows
//! of many domains.

use std::collections::BTreeSet;

use crate::check::facts::Facts;
use crate::check::facts::missing::{listed, table_of};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Domain, Field, ItemIn};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("empty-column.md"));

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    matches!(place, Place::Empty(at, field) if facts.is_in_empty_column(at, field))
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut told = BTreeSet::new();
    for domain in &scope.catalogue.domains {
        let Some(item) = listed(domain).next() else { continue };
        let at = ItemIn { domain, item };
        let empty = reporter.facts().empty_columns(domain).iter();
        let empty = empty.filter(|field| *field != Field::Mode || !is_slid(domain));
        if reporter.facts().empty_columns(domain).contains(Field::Mode) && is_slid(domain) {
            reporter
                .at(
                    Place::Empty(at, Field::Mode),
                    "“公开方式”一栏都是空的，“特定群体”下面每行都有√：勾像是往左错了一栏",
                )
                .help("对照原件，把错了位的√放回“主动”“依申请”下面");
        }
        let (blank, absent): (Vec<Field>, Vec<Field>) =
            empty.partition(|f| has_column(reporter.facts(), domain, *f));
        if let Some(first) = blank.first() {
            let rows = listed(domain).count();
            reporter.at(Place::Empty(at, *first), blank_columns(&blank, rows)).help(format!(
                "看是不是转换表格时丢了勾选或者合并的格子，对照原件补上{}",
                names(&blank)
            ));
        }
        let Some(row) = item.listed.filter(|_| !absent.is_empty()) else { continue };
        if !told.insert((table_of(row), absent.clone())) {
            continue;
        }
        let (unread, absent): (Vec<Field>, Vec<Field>) =
            absent.into_iter().partition(|field| column_like(domain, *field).is_some());
        for field in unread {
            let heading = column_like(domain, field).unwrap_or_default();
            let message = format!("“{heading}”这一栏像是“{field}”，没有认出来，里面的内容没有读");
            let help = format!("把栏名改成“{field}”，怎样填写写到表外");
            reporter.at(Place::ItemAt(at, row), message).help(help);
        }
        if !absent.is_empty() {
            let absent = names(&absent);
            reporter
                .at(Place::ItemAt(at, row), format!("表里没有{absent}这一栏"))
                .help(format!("照官方表的表头加上{absent}"));
        }
    }
}

/// Whether every row is ticked for everyone and for a group that it does not name, and has no way: the
/// second tick is that of the next column.
fn is_slid(domain: &Domain) -> bool {
    let mut rows = listed(domain).peekable();
    rows.peek().is_some()
        && left_blank(domain, Field::Mode)
        && rows.all(|item| {
            let audience = item.fields.audience.as_ref().map(|audience| &audience.value);
            audience.is_some_and(|of| of.everyone && of.group_unnamed)
        })
}

/// A further column whose heading has the word of this field: 公示渠道与位置 for 公开渠道.
fn column_like(domain: &Domain, field: Field) -> Option<&str> {
    let word = field.heading().strip_prefix("公开")?;
    let headings = listed(domain).flat_map(|item| item.fields.other.keys());
    headings.map(String::as_str).find(|heading| heading.contains(word))
}

/// Whether there is such a column: the head has it, or the table leaves a cell of it empty.
fn has_column(facts: &Facts<'_>, domain: &Domain, field: Field) -> bool {
    left_blank(domain, field) || listed(domain).any(|item| facts.has_column(item, field))
}

/// Whether a table leaves a cell of this column empty.
fn left_blank(domain: &Domain, field: Field) -> bool {
    listed(domain).any(|item| item.blank.iter().any(|(blank, _)| *blank == field))
}

fn blank_columns(columns: &[Field], rows: usize) -> String {
    match columns {
        [only] => format!("“{only}”一栏 {rows} 行都是空的，整栏没有内容"),
        several => format!("{} {} 栏 {rows} 行都是空的，没有内容", names(several), several.len()),
    }
}

fn names(columns: &[Field]) -> String {
    columns.iter().map(|field| format!("“{field}”")).collect()
}
