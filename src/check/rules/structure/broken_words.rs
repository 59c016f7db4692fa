//! broken-words: a space or a line break inside a word.

use crate::check::{Area, Check, Reporter, Rule, Scope, written};
use crate::model::writing::{Reading, RepairKind};
use crate::model::{Field, broken_word, is_part_of_word};
use crate::register::ChannelRegister;
use crate::text::is_han;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("broken-words.md"));

const HELP: &str = "去掉词中间的空格、换行和怪字；mulu check --fix 可以改好多半";

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let register = scope.registers.channels();
    let find = |reading: &Reading| {
        broken(reading)
            .or_else(|| of_field(register, reading))
            .or_else(|| spread(reading))
            .or_else(|| signed(reading))
    };
    written::report(scope, written::slips(scope, find), HELP, reporter);
}

fn broken(reading: &Reading) -> Option<String> {
    let word = |kind, gap| broken_word(&reading.repair(kind)?.before, gap);
    let spaced = || word(RepairKind::Spaces, ' ').or_else(|| word(RepairKind::Spaces, '\u{3000}'));
    let (what, shown) = match spaced() {
        Some(word) => ("空格", word),
        None => ("换行", word(RepairKind::LineBreaks, '\n')?.replace('\n', "⏎")),
    };
    Some(format!("词中间有{what}：“{shown}”，搜索和比对时找不到这个词"))
}

/// 职 ⠂ 责: a sign of no writing between the characters of a word.
fn signed(reading: &Reading) -> Option<String> {
    /// The signs of Braille, which stand in for a space on some pages.
    const SIGNS: std::ops::RangeInclusive<char> = '\u{2800}'..='\u{28ff}';
    let at = reading.written.find(|c| SIGNS.contains(&c))?;
    let (before, after) = reading.written.split_at(at);
    let left = before.chars().rev().find(|c| !c.is_whitespace()).filter(|c| is_han(*c))?;
    let right = after.chars().find(|c| is_han(*c))?;
    let sign = after.chars().next()?;
    Some(format!("词中间有怪字“{sign}”：“{left}{sign}{right}”，搜索和比对时找不到这个词"))
}

/// 职 务: two characters alone with a space between them. Ranks and other words of one character stand in
/// lists.
fn spread(reading: &Reading) -> Option<String> {
    let text = reading.written.trim();
    let cells: Vec<char> = std::iter::once('。').chain(text.chars()).chain(['。']).collect();
    cells.windows(5).find_map(|window| {
        let [led, left, gap, right, behind] = window else { return None };
        let alone = !is_han(*led) && !is_han(*behind) && *gap == ' ';
        let torn = alone && is_part_of_word(*left) && is_part_of_word(*right);
        torn.then(|| said("词中间有空格", &format!("{left} {right}")))
    })
}

/// What a space breaks in a field that knows its words better: a name has none, a channel is known.
fn of_field(register: &ChannelRegister, reading: &Reading) -> Option<String> {
    let text = reading.written.trim();
    if !text.contains(' ') {
        return None;
    }
    match reading.field? {
        Field::Names => in_name(text).map(|word| said("词中间有空格", &word)),
        Field::Channels => {
            in_channel(register, text).map(|word| said("渠道的名称中间有空格", &word))
        }
        _ => None,
    }
}

fn said(what: &str, word: &str) -> String {
    format!("{what}：“{word}”，搜索和比对时找不到这个词")
}

/// The two characters around a single space in a name: 机构 职能. Spaces all over set it in a cell.
fn in_name(text: &str) -> Option<String> {
    let (before, after) = text.split_once(' ').filter(|(_, after)| !after.contains(' '))?;
    let (left, right) = (before.chars().next_back()?, after.chars().next()?);
    let whole = is_han(left) && is_han(right) && !before.ends_with(['、', '）']);
    whole.then(|| format!("{before} {after}"))
}

/// What stands before an option.
const BOXES: [char; 8] = ['■', '□', '√', '☑', '☐', 'þ', '●', '○'];

/// 政府 网站: a channel in two pieces that are none.
fn in_channel(register: &ChannelRegister, text: &str) -> Option<String> {
    let entries: Vec<&str> = text.split_whitespace().collect();
    let plain = |entry: &str| entry.trim_start_matches(BOXES).to_owned();
    entries.windows(2).find_map(|two| {
        let [left, right] = two else { return None };
        // □电视 □广播: an option with a box of its own.
        if right.starts_with(BOXES) {
            return None;
        }
        let known = |name: &str| register.find(name).is_some();
        let (left, right) = (plain(left), plain(right));
        let torn = known(&format!("{left}{right}")) && !known(&left) && !known(&right);
        torn.then(|| format!("{left} {right}"))
    })
}
