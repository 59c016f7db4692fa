//! ditto-mark: a text that only points to the row above. In a sheet the reader puts in what stands
//! above, and reports it; here is what it could not fill, and what YAML says.

use crate::check::texts::first_of_each;
use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{ItemIn, fold};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("ditto-mark"),
    title: "写着“同上”",
    area: Area::Structure,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("ditto-mark.md"),
    check: Check::Item(check),
};

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let ditto = |text| fold::is_ditto(text).then_some(text);
    for (field, text) in first_of_each(at.item, ditto) {
        reporter
            .at(
                Place::Field(at, field),
                format!("写的是“{text}”，这一行单独拿出来就不知道说的是什么"),
            )
            .help("把上一行的内容写全");
    }
}
