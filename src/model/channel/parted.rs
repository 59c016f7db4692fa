//! Channels parted by what may as well stand inside a name: 政府网站+公示栏, 政务新媒体和公示栏, 微信（公众号）公示栏.
//!
//! What parts lists elsewhere parts names here only where a channel stands on each side of it. Names that hold such a
//! mark and are not cut may be several: [`is_unclear`] tells them.

use super::JOINED;
use crate::model::{fold, split};
use crate::text::Wording;

static NAMES: Wording = Wording::named("像渠道的名称");
static COLUMNS: Wording = Wording::named("网站里的栏目");
/// How names end that say nothing of a channel by how they begin: 村务公开栏.
static ENDS: Wording = Wording::named("折行处的渠道结尾");

/// What parts channels where one stands on each side, longer words first.
const MARKS: [&str; 10] = ["以及", "和", "及", "与", "+", "＋", "|", "-", "—", "－"];
/// Strokes stand between a site and its column as well: 政府网站-政务公开栏.
const STROKES: [&str; 3] = ["-", "—", "－"];
/// The end of a name that is known as one has so many characters.
const REST: usize = 2;
/// No name of a channel that is told by how it ends is longer, in characters.
const LONGEST: usize = 20;

/// A mark that may part channels, and where it stands.
struct PartingMark {
    word: &'static str,
    start: usize,
}

impl PartingMark {
    fn end(&self) -> usize {
        self.start + self.word.len()
    }
}

/// The names in an entry that marks part; one that holds no others as it is.
pub(super) fn cut(entry: &str) -> Vec<&str> {
    let marks = marks(entry);
    let mut names = Vec::new();
    let mut start = 0;
    for (at, mark) in marks.iter().enumerate() {
        let (left, right) = sides(entry, start, mark, marks.get(at + 1));
        if parts(left, mark, right) {
            names.push(left);
            start = mark.end();
        }
    }
    names.push(entry.get(start..).unwrap_or(""));
    names
}

/// Whether a name may be several that nothing sure parts, or holds a number of a list.
pub(super) fn is_unclear(name: &str) -> bool {
    if holds_number(name) || is_site_and_place(name) || ends_in_rest(name) {
        return true;
    }
    let marks = marks(name);
    let open = |(at, mark): (usize, &PartingMark)| {
        let (left, right) = sides(name, 0, mark, marks.get(at + 1));
        let is_stroke = STROKES.contains(&mark.word);
        let in_site = COLUMNS.iter().any(|word| right.contains(word));
        let both = begins_or_ends(right);
        ends_in_name(left) && !is_joined(left, right) && !in_site && (both || !is_stroke)
    };
    marks.iter().enumerate().any(open)
}

/// 县政府网站桃花镇政务公开栏: the name of a place stands between a site and what may be a channel or its column.
fn is_site_and_place(name: &str) -> bool {
    const PLACES: [char; 5] = ['镇', '乡', '村', '街', '社'];
    let behind = name.split_once("网站").map_or("", |(_, behind)| behind);
    let in_site = COLUMNS.iter().any(|word| behind.contains(word));
    plain(behind).contains(PLACES) && ends_in_name(behind) && !in_site
}

/// 两微一端证会: behind a channel of the form stands the end of another one, of which the beginning was lost.
fn ends_in_rest(name: &str) -> bool {
    static BEFORE: Wording = Wording::named("后面另起一个的渠道");
    let is_rest = |rest: &str| {
        let starts = |whole: &str| whole.len() > rest.len() && whole.ends_with(rest);
        rest.chars().count() >= REST && JOINED.iter().any(|whole| starts(whole))
    };
    BEFORE.iter().filter_map(|known| name.strip_prefix(known)).any(is_rest)
}

/// Whether a number of a list is left in a name, or is all of it: 政务新媒体（3）便民服务中心, 政府网站2公示栏.
fn holds_number(name: &str) -> bool {
    let is_number = !name.is_empty() && name.chars().all(|c| c.is_ascii_digit());
    let numbers = |rest: &str| {
        let named = |rest: &str| NAMES.iter().any(|known| rest.starts_with(known));
        match rest.chars().next() {
            Some('（' | '(' | '①'..='⑳' | '⑴'..='⒇' | '㈠'..='㈩') => {
                fold::marker(rest).is_some()
            }
            Some('1'..='9') => rest.get(1..).is_some_and(named),
            _ => false,
        }
    };
    is_number || name.char_indices().any(|(at, _)| name.get(at..).is_some_and(numbers))
}

/// The marks of a text outside brackets.
fn marks(text: &str) -> Vec<PartingMark> {
    let starts = |c: char| MARKS.iter().any(|mark| mark.starts_with(c));
    if !text.contains(starts) {
        return Vec::new();
    }
    let brackets = split::Brackets::of(text);
    let mut found: Vec<PartingMark> = Vec::new();
    for (start, _) in text.char_indices().filter(|(_, c)| starts(*c)) {
        let rest = text.get(start..).unwrap_or("");
        let word = MARKS.iter().find(|mark| rest.starts_with(**mark));
        let inside = found.last().is_some_and(|last| start < last.end());
        if let Some(word) = word.filter(|_| !inside && !brackets.contain(start)) {
            found.push(PartingMark { word, start });
        }
    }
    found
}

/// What stands on each side of a mark, up to the next one.
fn sides<'t>(
    text: &'t str,
    start: usize,
    mark: &PartingMark,
    next: Option<&PartingMark>,
) -> (&'t str, &'t str) {
    let end = next.map_or(text.len(), |next| next.start);
    (text.get(start..mark.start).unwrap_or(""), text.get(mark.end()..end).unwrap_or(""))
}

fn parts(left: &str, mark: &PartingMark, right: &str) -> bool {
    ends_in_name(left)
        && begins_or_ends(right)
        && !is_joined(left, right)
        && !COLUMNS.iter().any(|word| right.contains(word))
        && !(STROKES.contains(&mark.word) && is_path(left, right))
}

/// 政府网站-政务公开栏: a column of a site, as it seems.
fn is_path(left: &str, right: &str) -> bool {
    left.ends_with(['网', '站']) && right.ends_with('栏')
}

/// 发布会和听证会: the two halves of one name.
fn is_joined(left: &str, right: &str) -> bool {
    let mut halves = JOINED.iter().filter_map(|name| name.split_once('/'));
    halves.any(|(first, last)| left.trim().ends_with(first) && right.trim().starts_with(last))
}

fn ends_in_name(text: &str) -> bool {
    let name = plain(text);
    let ends = || NAMES.iter().chain(ENDS.iter()).any(|known| name.ends_with(known));
    name.chars().count() <= LONGEST && ends()
}

fn begins_or_ends(text: &str) -> bool {
    ends_in_name(text) || NAMES.iter().any(|known| plain(text).starts_with(known))
}

/// A name without what is added to it: 微信公众号“东岗发布”, 政府网站（www.gov.cn）.
fn plain(text: &str) -> &str {
    let text = text.trim();
    text.split(['（', '(', '“', '：', ':', '《']).next().unwrap_or(text).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_on_each_side() {
        for (entry, names) in [
            ("政府网站+政务新媒体+公示栏", vec!["政府网站", "政务新媒体", "公示栏"]),
            ("政府网站-政务新媒体-公示栏", vec!["政府网站", "政务新媒体", "公示栏"]),
            ("县政府网站和微信公众号“东岗发布”", vec!["县政府网站", "微信公众号“东岗发布”"]),
            ("政府网站（www.a-b.cn）以及村公示栏", vec!["政府网站（www.a-b.cn）", "村公示栏"]),
            ("政府网站及村务公开栏", vec!["政府网站", "村务公开栏"]),
            ("广播和电视", vec!["广播和电视"]),
            ("发布会和听证会", vec!["发布会和听证会"]),
            ("“互联网+监管”系统", vec!["“互联网+监管”系统"]),
            ("中国政府采购网及其地方分网", vec!["中国政府采购网及其地方分网"]),
            ("政府网站-公示栏", vec!["政府网站-公示栏"]),
            ("社区和村委会公示栏", vec!["社区和村委会公示栏"]),
        ] {
            assert_eq!(cut(entry), names);
        }
    }

    #[test]
    fn what_nothing_parts_is_unclear() {
        for unclear in [
            "政府网站-公示栏",
            "报刊和广播",
            "政务新媒体（3）便民服务中心",
            "2",
            "政府网站2公示栏",
            "县政府网站桃花镇政务公开栏",
            "两微一端证会",
        ] {
            assert!(is_unclear(unclear), "{unclear}");
        }
        for clear in [
            "政府网站",
            "广播和电视",
            "社区和村委会公示栏",
            "县政府网站-政务公开专栏",
            "发布会和听证会",
            "政府网站（县级）",
            "“互联网+监管”系统",
            "12345热线",
            "县政府网站桃花镇政务公开专栏",
            "社区/企事业单位/村公示栏（电子屏）",
        ] {
            assert!(!is_unclear(clear), "{clear}");
        }
    }
}
