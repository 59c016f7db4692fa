//! Repairs of one cell's text: spaces, line breaks, width, title marks, readings, traditional characters.
//!
//! Each step is a pure function of the text and of what its column holds; each change is noted with the
//! text before and after. Nothing here looks at other cells.

use super::boxes::{self, Legend};
use super::heading::Role;
use super::lines;
use super::recognition::{Repair, RepairKind};
use super::script;
use crate::model::fold;
use crate::source::{Cell, CellKind, CellRef};

/// What is known of the table that a cell stands in.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub(super) legend: &'a Legend,
    /// Whether its lines are cut at the width of their columns, in the middle of words.
    pub(super) wrapped: bool,
}

/// The text of a cell after all repairs, which are added to the list.
pub(super) fn text(
    role: &Role,
    at: CellRef,
    written: &str,
    cell: Option<&Cell>,
    Manner { legend, wrapped }: Manner<'_>,
    repairs: &mut Vec<Repair>,
) -> String {
    let mut text = written.trim().to_owned();
    let mut step = |kind: RepairKind, after: String, text: &mut String| {
        if after != *text {
            let before = std::mem::replace(text, after.clone());
            repairs.push(Repair { cell: at, kind, before, after });
        }
    };
    if cell.is_some_and(|cell| cell.kind == CellKind::Error) || is_error(&text) {
        step(RepairKind::ErrorValue, String::new(), &mut text);
        return text;
    }
    if let Some(date) = cell.and_then(|cell| date(role, cell)) {
        step(RepairKind::Date, date, &mut text);
        return text;
    }
    if role.is_mark() {
        step(RepairKind::Tick, boxes::mark(&text, legend), &mut text);
    }
    if matches!(role, Role::Channels | Role::Mode | Role::Audience | Role::Levels) {
        step(RepairKind::Tick, boxes::block(&text, legend), &mut text);
    }
    step(RepairKind::Traditional, script::simplified(&text).into_owned(), &mut text);
    step(RepairKind::Pinyin, script::without_pinyin(&text).into_owned(), &mut text);
    if text.chars().all(is_settled) {
        return text;
    }
    step(RepairKind::Width, half_width(&text), &mut text);
    let spaced = spaces(role, &text);
    if evened(&spaced) == evened(&text) {
        text = spaced;
    } else {
        step(RepairKind::Spaces, spaced, &mut text);
    }
    step(RepairKind::LineBreaks, lines::unwrap(role, &text, wrapped), &mut text);
    step(RepairKind::TitleMarks, title_marks(&text), &mut text);
    text
}

fn is_error(text: &str) -> bool {
    matches!(text, "#REF!" | "#N/A" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NUM!" | "#NULL!")
}

/// A number that can only be a date: 43831 under 公开时限; 1-1 that became a date under 序号.
fn date(role: &Role, cell: &Cell) -> Option<String> {
    match (role, cell.kind) {
        (Role::Limit, CellKind::Number) => {
            let serial: i32 = cell.text.parse().ok()?;
            let epoch = jiff::civil::date(1899, 12, 30);
            let day = jiff::Span::new().try_days(serial).ok()?;
            let date =
                (32_874..73_051).contains(&serial).then(|| epoch.checked_add(day).ok())??;
            Some(date.to_string())
        }
        (Role::Serial, CellKind::Date) => {
            let mut parts = cell.text.get(..10)?.split('-').skip(1);
            let month: u32 = parts.next()?.parse().ok()?;
            let day: u32 = parts.next()?.parse().ok()?;
            Some(format!("{month}-{day}"))
        }
        _ => None,
    }
}

/// Whether the steps for width, spaces, line breaks and title marks leave the character alone wherever
/// it stands. Nearly all texts hold no others, and need not go through these steps.
fn is_settled(c: char) -> bool {
    match c {
        '<' | '>' => false,
        '\u{4e00}'..='\u{9fff}' | '!'..='~' => true,
        _ => "，、。；：（）《》〔〕".contains(c),
    }
}

/// Full-width letters and digits in half width; punctuation stays as it is written.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
            }
            '％' => '%',
            c => c,
        })
        .collect()
}

/// Invisible characters and the spaces that converters leave inside words go; spaces that part the
/// entries of a list become 、.
fn spaces(role: &Role, text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| *c == '\n' || !(c.is_control() || is_invisible(*c)))
        .map(|c| if c != '\n' && c.is_whitespace() { ' ' } else { c })
        .collect();
    let listed = visible
        .split('\n')
        .map(|line| lines::spaced_list(role, line).unwrap_or_else(|| line.to_owned()))
        .collect::<Vec<_>>()
        .join("\n");
    let squeezed = fold::squeeze(&listed);
    let squeezed = match role {
        Role::Limit | Role::Basis | Role::Bodies | Role::DutyBasis => beside_digits(&squeezed),
        _ => squeezed,
    };
    let squeezed = squeezed.replace(lines::WANTED, " ");
    let kept = squeezed.lines().map(str::trim).filter(|line| !line.is_empty());
    kept.collect::<Vec<_>>().join("\n")
}

/// The text with every stretch of space alike: what differs only in that was not repaired.
fn evened(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Takes out spaces between a digit and a Chinese character: 10 个工作日.
fn beside_digits(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || "〔〕（）".contains(c);
    let mut out = String::with_capacity(text.len());
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| characters.get(i)).copied();
        let after = characters.get(at + 1).copied();
        let beside = matches!((before, after), (Some(b), Some(a))
            if (b.is_ascii_digit() && han(a)) || (han(b) && a.is_ascii_digit()));
        let numbering = characters.get(at + 2).is_some_and(|c| matches!(c, '.' | '、' | '．'));
        if *c != ' ' || !beside || numbering {
            out.push(*c);
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fffc}')
}

/// ‹…›, «…», ＜…＞ and a lone 〈…〉 become 《…》, or 〈…〉 inside one.
fn title_marks(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or("");
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            '‹' | '«' | '⟨' | '〈' | '＜' | '<' if opens(rest) => {
                depth += 1;
                out.push(if depth > 1 { '〈' } else { '《' });
                continue;
            }
            '›' | '»' | '⟩' | '〉' | '＞' | '>' if depth > 0 => {
                out.push(if depth > 1 { '〉' } else { '》' });
                depth -= 1;
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Whether a title mark that opens here is closed, and not around the year of a 文号: 国办发〈2017〉97号.
fn opens(rest: &str) -> bool {
    let end = rest.find(['›', '»', '⟩', '〉', '＞', '>']);
    end.and_then(|end| rest.get(..end)).is_some_and(|inner| {
        inner.chars().count() >= 2 && !inner.chars().all(|c| c.is_ascii_digit() || c == '年')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(role: &Role, written: &str) -> String {
        text(
            role,
            CellRef::new(0, 0),
            written,
            None,
            Manner { legend: &Legend::default(), wrapped: false },
            &mut Vec::new(),
        )
    }

    #[test]
    fn settled_characters_stay() {
        let settled: String = (' '..='\u{ffff}').filter(|c| is_settled(*c)).collect();
        for role in [Role::Name(1), Role::Limit, Role::Basis, Role::Bodies, Role::Elements] {
            let kept = half_width(&spaces(&role, &settled));
            assert_eq!(title_marks(&lines::unwrap(&role, &kept, true)), settled);
        }
    }

    #[test]
    fn texts() {
        assert_eq!(cleaned(&Role::Name(1), "征收土 地\n信息"), "征收土地信息");
        assert_eq!(
            cleaned(&Role::Limit, "信息形成之日起２０个工\n作日内"),
            "信息形成之日起20个工作日内"
        );
        assert_eq!(cleaned(&Role::Basis, "‹土地管理法›第二条"), "《土地管理法》第二条");
        assert_eq!(cleaned(&Role::Basis, "《关于印发<办法>的通知》"), "《关于印发〈办法〉的通知》");
        assert_eq!(cleaned(&Role::Basis, "〈土地管理法〉"), "《土地管理法》");
        assert_eq!(cleaned(&Role::Bodies, "縣民政局"), "县民政局");
        assert_eq!(cleaned(&Role::Basis, "#REF!"), "");
    }
}
