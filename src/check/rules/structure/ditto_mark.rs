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
    let ditto = |text| (fold::is_ditto(text) || points_elsewhere(text)).then_some(text);
    for (field, text) in first_of_each(at.item, ditto) {
        reporter
            .at(
                Place::Field(at, field),
                format!("写的是“{text}”，这一行单独拿出来就不知道说的是什么"),
            )
            .help("把上一行的内容写全");
    }
}

/// 同第1项, 同序号3: a short text that points to a row by its number.
fn points_elsewhere(text: &str) -> bool {
    let text = text.trim();
    let pointed = ["同第", "同序号", "见第", "同本表第"].iter().any(|word| text.starts_with(word));
    let to_row = ["项", "行", "条", "栏"].iter().any(|word| text.ends_with(word))
        || text.ends_with(|c: char| c.is_ascii_digit());
    pointed && to_row && text.chars().count() <= 8
}
