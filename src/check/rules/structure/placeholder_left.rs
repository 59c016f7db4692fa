//! placeholder-left: a place of a form that was never filled in.

use crate::check::facts::Facts;
use crate::check::texts::{first_of_each, first_of_extras};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{ItemIn, placeholder, placeholder_marks};

pub(crate) static CHECK: Check =
    Check::mention(&RULE, |_| placeholder_marks(), check).and_duties().claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("placeholder-left.md"));

const HELP: &str = "换成真实的名称；这里没有内容的，把它删去";

fn claims(_: &Facts<'_>, place: Place<'_>) -> bool {
    let Place::Field(at, field) = place else { return false };
    at.item.fields.text(field).is_some_and(|text| placeholder(&text).is_some())
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for (field, found) in first_of_each(at.item, placeholder) {
        let message = format!("“{found}”是范本里的空，还没有填");
        reporter.at(Place::Field(at, field), message).help(HELP);
    }
    for (heading, place, found) in first_of_extras(scope, at, placeholder) {
        let message = format!("“{heading}”里的“{found}”是范本里的空，还没有填");
        reporter.at(place, message).help(HELP);
    }
}
