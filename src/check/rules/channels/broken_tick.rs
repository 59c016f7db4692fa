//! broken-tick: a box that became a letter, such as 口政府网站.

use crate::check::facts::Facts;
use crate::check::facts::channels::{box_letter, chosen};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope, written};
use crate::model::writing::{Reading, RepairKind, has_bracket_box, is_lost_box};
use crate::model::{Field, ItemIn};
use crate::register::ChannelRegister;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule = Rule::warning(Area::Channels, include_str!("broken-tick.md"));

const HELP: &str = "改回 ■ 和 □（或者 √），核对哪些渠道是勾选的";
/// Characters of symbol fonts stand from here on, and show nothing without their font.
const SYMBOLS: char = '\u{f000}';
/// So many characters are shown of what is wrong.
const SHOWN: usize = 6;

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    let names = place.item().map(|at| chosen(at.item)).unwrap_or_default();
    let register = facts.registers.channels();
    names.iter().any(|name| box_letter(register, name).is_some())
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    written::report(scope, written::slips(scope, repaired), HELP, reporter);
    for (domain, item) in scope.catalogue.items() {
        if let Some(message) = unread(scope.registers.channels(), ItemIn { domain, item }) {
            let place = Place::Field(ItemIn { domain, item }, Field::Channels);
            reporter.at(place, message).help(HELP);
        }
    }
}

/// A letter that was read as a box. Marks that a legend explains are none.
fn repaired(reading: &Reading) -> Option<String> {
    let repair = reading.repair(RepairKind::Tick)?;
    if has_bracket_box(&repair.before) {
        return Some("勾选的方框是用括号拼的（如“[√]”），打印出来认不清".to_owned());
    }
    let mut pairs = repair.before.chars().zip(repair.after.chars().chain(std::iter::repeat(' ')));
    let (was, is) = pairs.find(|(was, is)| was != is && is_lost_box(*was))?;
    let is = if matches!(is, '■' | '√') { "勾选" } else { "没有勾选" };
    let shown =
        if was >= SYMBOLS { "显示不出的符号".to_owned() } else { format!("“{was}”") };
    Some(format!("勾选的方框坏了，成了{shown}，按“{is}”读"))
}

/// A letter before the name of a channel that could not be read as a box for certain.
fn unread(register: &ChannelRegister, at: ItemIn<'_>) -> Option<String> {
    let channels = &at.item.fields.channels.as_ref()?.value;
    let mut names = channels.chosen.iter().chain(&channels.optional);
    let (name, letter) = names.find_map(|name| Some((name, box_letter(register, name)?)))?;
    let shown: String = name.chars().take(SHOWN).collect();
    Some(format!("勾选的方框坏了，成了“{letter}”：“{shown}”，看不出选了没有"))
}
