//! broken-tick: a box that became a letter, such as 口政府网站.

use crate::check::facts::Facts;
use crate::check::facts::channels::{box_letter, chosen};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope, written};
use crate::model::writing::{Reading, RepairKind, has_bracket_box, is_lost_box};
use crate::model::{Field, ItemIn};
use crate::register::ChannelRegister;
use crate::text::is_han;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule = Rule::warning(Area::Channels, include_str!("broken-tick.md"));

const HELP: &str = "改回 ■ 和 □（或者 √），核对哪些渠道是勾选的";
const UNTICKED: &str = "选了哪一个，就把它前面的 □ 改成 ■；都不选的，删去这一栏";
const NUMBERS: &str = "原件上是方框的，改回 ■ 和 □，核对哪些渠道是勾选的";
const BOXLESS: &str = "补上方框：选用的写 ■，不选的写 □";
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
    written::report(scope, written::slips(scope, unticked), UNTICKED, reporter);
    written::report(scope, written::slips(scope, numbers), NUMBERS, reporter);
    let register = scope.registers.channels();
    let find = |reading: &Reading| without_box(register, reading);
    written::report(scope, written::slips(scope, find), BOXLESS, reporter);
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
    let ticks = repair.before.chars().filter(|c| matches!(c, '√' | '✓' | '✔')).count();
    if repair.after == "√" && ticks > 1 {
        return Some(format!("一格里打了 {ticks} 个√，不知道是哪一行的"));
    }
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

/// A further column of boxes of which none is ticked: □决策 □执行.
fn unticked(reading: &Reading) -> Option<String> {
    let text = reading.written.trim();
    let ticked = text.contains(['■', '☑', '√', '✓', '✔', '●', '☒', '▇', '█']);
    let boxed = reading.field.is_none() && text.starts_with('□') && !ticked;
    let shown: String = text.chars().take(SHOWN).collect();
    boxed.then(|| format!("“{shown}”的方框一个也没有勾，看不出选的是什么"))
}

/// A channel on a line of its own without a box, among so many that have one.
fn without_box(register: &ChannelRegister, reading: &Reading) -> Option<String> {
    const BOXES: [char; 6] = ['■', '□', '☑', '√', '☐', '▢'];
    const MANY: usize = 4;
    let text = reading.written.trim();
    let is_channels = reading.field == Some(Field::Channels);
    if !is_channels || text.chars().filter(|c| BOXES.contains(c)).count() < MANY {
        return None;
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let known = |name: &str| register.find(name.trim()).is_some();
    // A name that goes on from the line before is none.
    let name = lines.windows(2).find_map(|pair| {
        let [before, line] = pair else { return None };
        let first = line.split(BOXES).next()?.trim();
        let last = before.rsplit(BOXES).next()?;
        (known(first) && known(last)).then_some(first)
    })?;
    Some(format!("“{name}”前面没有方框，看不出选了没有"))
}

/// 1.政府网站2.两微一端: numbers run together where boxes should stand.
fn numbers(reading: &Reading) -> Option<String> {
    let text = reading.written.trim();
    if reading.field != Some(Field::Channels) || text.contains(['\n', '■', '□', '√', '、', '；'])
    {
        return None;
    }
    let second = text.find('2')?;
    let first = text.strip_prefix('1')?.trim_start();
    let glued = text.get(..second)?.chars().next_back().is_some_and(is_han);
    let is_list = first.starts_with(['.', '．']) || first.chars().next().is_some_and(is_han);
    (glued && is_list)
        .then(|| "渠道写成了连在一起的号码，方框没有了，看不出哪些是勾选的".to_owned())
}
