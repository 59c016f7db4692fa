//! unknown-body: a name that is like that of no kind of body.

use crate::check::memo::Memo;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::register::{Registers, WordList};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::note(Area::Bodies, include_str!("unknown-body.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut memo = Memo::new();
    for &(at, name) in &reporter.facts().named {
        if *memo.get(name, |name| is_unknown(scope.registers, name)) {
            reporter
                .at(Place::Body(at, name), format!("登记册里没有“{name}”这样的单位名称"))
                .help("核对是不是写错、写漏了字；本地确有这个单位的，不用理会");
        }
    }
}

fn is_unknown(registers: &Registers, name: &str) -> bool {
    let plain = name.split(['（', '(']).next().unwrap_or(name).trim();
    !WordList::BodyEnding.ends(plain)
        && registers.bodies().name(plain).is_none()
        && registers.terms().old_words(plain).is_empty()
        && !registers.bodies().is_new_name(plain)
}
