//! only-general-basis: nothing but the regulation on government information is cited.

use crate::check::facts::citations::{citations, entries};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::note(Area::Basis, include_str!("only-general-basis.md"));

/// The regulation on which every item rests anyway.
const GENERAL: &str = "中华人民共和国政府信息公开条例";

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let mut cited = citations(scope.registers.instruments(), at.item).peekable();
    let general = |found: Option<&str>| found == Some(GENERAL);
    let all_cite = entries(at.item).all(|entry| !entry.instruments.is_empty());
    if cited.peek().is_none() || !all_cite {
        return;
    }
    if cited.all(|cited| general(cited.found.map(|found| found.entry.name.as_str()))) {
        reporter
            .at(
                Place::Field(at, Field::Basis),
                "只引了《政府信息公开条例》，没有写这项业务自己的依据",
            )
            .help("有业务方面的法律、法规、文件要求公开的，补上；没有的，不用理会");
    }
}
