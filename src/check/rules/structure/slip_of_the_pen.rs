//! slip-of-the-pen: a slip that catalogues carry on from one another: 工作曰.
//!
//! Titles of instruments are unknown-basis'.

use crate::check::texts::{first_of_extras, first_where};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::register::{DataKind, Registers, Slip};

pub(crate) static CHECK: Check = Check::mention(&RULE, words, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("slip-of-the-pen.md"));

fn words(registers: &Registers) -> Vec<String> {
    registers.terms().slips().iter().map(|slip| slip.wrong.clone()).collect()
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let find =
        |text| scope.registers.terms().slips_in(text).into_iter().map(|hit| hit.entry).next();
    for (field, slip) in first_where(at.item, |field| field != Field::Basis, find) {
        report(scope, Place::Field(at, field), slip, reporter);
    }
    for (_, place, slip) in first_of_extras(scope, at, find) {
        report(scope, place, slip, reporter);
    }
}

fn report(scope: &Scope<'_>, place: Place<'_>, slip: &Slip, reporter: &mut Reporter<'_>) {
    let Slip { wrong, right, .. } = slip;
    reporter
        .at(place, format!("“{wrong}”像是“{right}”写错了"))
        .help(format!("改成“{right}”"))
        .resting_on(scope.registers, DataKind::Slip, wrong);
}
