//! missing-field: an item has an empty field.

use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{Field, ItemIn};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("missing-field"),
    title: "事项有一栏是空的",
    area: Area::Structure,
    level: Severity::Error,
    mends: Mends::Writer,
    page: include_str!("missing-field.md"),
    check: Check::Item(check),
};

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for field in Field::ALL {
        let blank = at.item.blank.iter().any(|(f, _)| *f == field);
        let absent = at.item.fields.trace(field).is_none() && !at.item.unverified.contains(field);
        if blank || absent {
            reporter
                .at(
                    Place::Field(at, field),
                    format!("“{}”的“{field}”是空的，公开时没有依照", at.item.title()),
                )
                .help(format!("补上“{field}”；标准指引里有的，可以照指引写"));
        }
    }
}
