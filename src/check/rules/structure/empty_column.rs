//! empty-column: a column without a single text.

use crate::check::facts::Facts;
use crate::check::facts::missing::listed;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::ItemIn;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("empty-column.md"));

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    matches!(place, Place::Empty(at, field) if facts.is_in_empty_column(at, field))
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for domain in &scope.catalogue.domains {
        let Some(first) = listed(domain).next() else { continue };
        for field in reporter.facts().empty_columns(domain).iter() {
            let at = ItemIn { domain, item: first };
            let rows = listed(domain).count();
            let message = format!("“{field}”一栏 {rows} 行都是空的，整栏没有内容");
            reporter
                .at(Place::Empty(at, field), message)
                .help(format!("看是不是转换表格时丢了，补上“{field}”这一栏"));
        }
    }
}
