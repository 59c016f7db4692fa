//! ditto-mark: a text that only points to the row above. In a sheet the reader puts in what stands
//! above; where nothing stands there, and in YAML, the text itself is left.

use crate::check::facts::Facts;
use crate::check::texts::first_of_each;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope, written};
use crate::model::writing::{Reading, RepairKind};
use crate::model::{Field, ItemIn, fold};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties().claiming(claims);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("ditto-mark.md"));

const HELP: &str = "把上一行的内容写全";

/// A limit that is nothing but 同上, and a text that was taken over from the row above: what is wrong with
/// it is told there.
fn claims(_: &Facts<'_>, place: Place<'_>) -> bool {
    let Place::Field(at, field) = place else { return false };
    let limit = at.item.fields.limit.as_ref().filter(|_| field == Field::Limit);
    let taken_over = |reading: &Reading| {
        reading.field == Some(field) && reading.repair(RepairKind::Ditto).is_some()
    };
    limit.is_some_and(|limit| fold::is_ditto(&limit.value.text))
        || at.item.fields.readings.iter().any(taken_over)
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    written::report(scope, written::slips(scope, filled), HELP, reporter);
    let ditto = |text| (fold::is_ditto(text) || points_elsewhere(text)).then_some(text);
    for (domain, item) in scope.catalogue.items() {
        for (field, text) in first_of_each(item, ditto) {
            let place = Place::Field(ItemIn { domain, item }, field);
            reporter.at(place, message(text)).help(HELP);
        }
    }
}

fn filled(reading: &Reading) -> Option<String> {
    reading.repair(RepairKind::Ditto).map(|repair| message(repair.before.trim()))
}

fn message(text: &str) -> String {
    format!("写的是“{text}”，这一行单独拿出来就不知道说的是什么")
}

/// 同第1项, 同序号3: a short text that points to a row by its number.
fn points_elsewhere(text: &str) -> bool {
    let text = text.trim();
    let pointed = ["同第", "同序号", "见第", "同本表第"].iter().any(|word| text.starts_with(word));
    let to_row = ["项", "行", "条", "栏"].iter().any(|word| text.ends_with(word))
        || text.ends_with(|c: char| c.is_ascii_digit());
    pointed && to_row && text.chars().count() <= 8
}
