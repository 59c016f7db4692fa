//! vague-basis: 相关政策文件 and the like instead of an instrument, or as a rider to one: 及相关规定.
//!
//! An entry of its own beside instruments that are named does little harm and is a note. A guideline may
//! leave it to the provinces what they have issued; a table that stands alone holds a copy of that.

use crate::check::facts::citations::entries;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Basis, Field, ItemIn, LayerId, outside_titles};
use crate::register::WordList;
use crate::text::{Wording, is_han};

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties().silent_by(&[Field::Basis]);
pub(crate) static RULE: Rule = Rule::warning(Area::Basis, include_str!("vague-basis.md"))
    .also(&[Severity::Note])
    .mended_by_nearest();

/// Kinds of papers in which the stump of a title ends.
static STUMPS: Wording = Wording::named("文件名称只剩结尾");
/// A stump is no longer than this, in characters.
const STUMP: usize = 4;

/// A rider is no longer than this, in characters.
const RIDER: usize = 16;

/// A longer entry of a list of duties is the wording of an article, in characters.
const WORDING: usize = 24;

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let is_wording = |text: &str| {
        scope.duties.is_some() && text.chars().count() > WORDING && !text.contains('《')
    };
    let goal = if scope.duties.is_some() { "做这件事" } else { "公开" };
    let named = entries(at.item).any(|entry| !is_vague(entry));
    let place = Place::Field(at, Field::Basis);
    let of_guideline =
        at.item.fields.origin(Field::Basis).is_some_and(|o| o.layer == LayerId::NATIONAL);
    for entry in entries(at.item) {
        let (text, alone) = match rider(&entry.text) {
            _ if is_wording(&entry.text) => continue,
            _ if is_vague(entry) => (entry.text.as_str(), true),
            Some(rider) => (rider, false),
            None => continue,
        };
        let level = match () {
            () if is_stump(text) => RULE.level,
            () if of_guideline && !scope.bare || alone && named => Severity::Note,
            () => RULE.level,
        };
        reporter
            .at_level(place, level, format!("“{text}”没有说是哪一件，查不到凭什么{goal}"))
            .help("写出名称和文号，如《社会救助暂行办法》（国务院令第649号）第四条；写不出的删去");
    }
}

fn is_vague(entry: &Basis) -> bool {
    let untitled = !entry.text.contains('《') && !is_label(&entry.text);
    let points = entry.instruments.is_empty() && points(&entry.text);
    untitled && (points || WordList::VagueTitle.has(entry.text.trim()) || is_stump(&entry.text))
}

/// 【地方性法规】: the kind of the instrument in the next line.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('【') && text.ends_with('】') || text.ends_with(['：', ':'])
}

/// 关意见: what is left of a title that was cut.
fn is_stump(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '；', '，', '、']);
    let kind = STUMPS.iter().any(|end| text.ends_with(end) && text.len() > end.len());
    kind && text.chars().count() <= STUMP && text.chars().all(is_han)
}

/// What stands beside a title and points to more without naming it: 及相关规定, 各地配套政策文件.
fn rider(text: &str) -> Option<&str> {
    if !text.contains('《') || !may_point(text) {
        return None;
    }
    let joins = |c: char| {
        c.is_whitespace()
            || matches!(c, '、' | '，' | ',' | '；' | '。' | '及' | '和' | '与' | '等')
    };
    let mut pieces =
        outside_titles(text).flat_map(|piece| piece.split(['（', '）', '(', ')', '、', '，']));
    let is_rider = |piece: &&str| {
        let length = piece.trim_matches(joins).chars().count();
        // A number or a clause belongs to the title before it.
        let of_title = piece.contains(['号', '令', '条', '款']) || piece.ends_with('的');
        let vague = points(piece) || WordList::VagueTitle.has(piece.trim_matches(joins));
        (4..=RIDER).contains(&length) && !of_title && vague
    };
    pieces.find(is_rider).map(|piece| {
        piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '，' | '；' | '。'))
    })
}

/// Whether a text has the words without which no piece of it is a rider; hardly any has.
fn may_point(text: &str) -> bool {
    WordList::Pointing.is_in(text) || WordList::VagueTitle.is_in(text)
}

fn points(text: &str) -> bool {
    WordList::Pointing.is_in(text) && WordList::PointedTo.is_in(text)
}

#[cfg(test)]
mod tests {
    use super::rider;

    #[test]
    fn riders() {
        for (text, found) in [
            ("《政府信息公开条例》及相关规定", Some("及相关规定")),
            ("《社会救助暂行办法》等相关文件", Some("等相关文件")),
            ("《社会救助暂行办法》、各地配套政策法规文件", Some("各地配套政策法规文件")),
            ("《社会救助暂行办法》、信息公开规定", Some("信息公开规定")),
            ("《土地管理法》第四十五条有关规定", None),
            ("《社会救助暂行办法》（国务院令第649号）", None),
            ("《关于贯彻落实国家有关规定的通知》", None),
            ("《国家发展改革委关于有关政策的意见》（国家发展改革委令第16号）", None),
        ] {
            assert_eq!(rider(text), found, "{text}");
        }
    }
}
