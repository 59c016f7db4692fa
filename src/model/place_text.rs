//! 地名 in running text: the counties and towns whose government, department or website a sentence names.
//!
//! Only a name before such a body counts, because 县 and 区 end many words that are no places; what stands
//! in quotation marks or in the title of an instrument is somebody else's text. Missing a name is better
//! than finding one that is none.

use super::place::{PlaceName, places};
use crate::text::Wording;
use crate::text::brackets::{self, Bracket, BracketKind, Pairing};

/// A place and the clause that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedPlace<'a> {
    /// The place, the lowest of its chain.
    pub place: PlaceName<'a>,
    /// The text around it, up to the next marks.
    pub clause: &'a str,
}

/// What follows the name of a place when a body or a channel of it is meant.
static AFTER: Wording = Wording::named("地名后的机构");
/// The last characters of the names of counties and towns.
const ENDS: [char; 6] = ['县', '区', '旗', '镇', '乡', '道'];
/// Words before a name that are no part of it. None of their characters occurs in the name of a county.
static LEADS: Wording = Wording::named("地名前的话");
/// Words that say that another place is meant to be named.
static ELSEWHERE: Wording = Wording::named("有意写别处的话");
/// Parts of words that end like places and are none: 所在县, 风景名胜区, 重点镇.
static GENERIC: Wording = Wording::named("泛指的地方");
/// Characters of a name before its ending; the names of autonomous counties are longer.
const LONGEST: usize = 4;

/// The counties and towns that a text names as those of a body; `is_body` tells whether a text begins
/// with the name of a department.
pub fn places_in_text<'a>(
    text: &'a str,
    is_body: impl Fn(&str) -> bool + Copy,
) -> impl Iterator<Item = NamedPlace<'a>> {
    unquoted(text)
        .into_iter()
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic() || c.is_ascii()))
        // The dearer question comes last: few clauses hold the end of a name.
        .filter(|clause| clause.contains(ENDS))
        .filter(|clause| !ELSEWHERE.iter().any(|word| clause.contains(word)))
        .flat_map(move |clause| in_clause(clause, is_body))
}

/// The parts of a text outside of 《》, “” and 「」. What is never closed is quoted to the end.
fn unquoted(text: &str) -> Vec<&str> {
    let mut quoted: Vec<(usize, usize)> = brackets::scan(text, is_quote)
        .into_iter()
        .filter_map(|found| match found {
            Pairing::Pair(open, close) => Some((open.at, close.end())),
            Pairing::Unclosed(open) => Some((open.at, text.len())),
            Pairing::Unopened(_) => None,
        })
        .collect();
    // The outer of two comes first, and the inner then adds nothing.
    quoted.sort_unstable();
    let mut parts = Vec::new();
    let mut from = 0;
    for (start, end) in quoted {
        if start >= from {
            parts.push(text.get(from..start).unwrap_or(""));
            from = end;
        }
    }
    parts.push(text.get(from..).unwrap_or(""));
    parts
}

fn is_quote(bracket: Bracket) -> bool {
    matches!(bracket.kind, BracketKind::Title | BracketKind::Quote | BracketKind::Corner)
}

fn in_clause<'a>(
    clause: &'a str,
    is_body: impl Fn(&str) -> bool,
) -> impl Iterator<Item = NamedPlace<'a>> {
    let ends = clause.char_indices().filter(|(_, c)| ENDS.contains(c));
    ends.filter_map(move |(at, c)| {
        let (name, after) = clause.split_at_checked(at + c.len_utf8())?;
        let meant = AFTER.iter().any(|word| after.starts_with(word)) || is_body(after);
        // 和 joins two names, or begins one: 和平县.
        let name = without_leads(name);
        let second = || name.rsplit_once('和').and_then(|(_, second)| lowest(second));
        let place = Some(name).filter(|_| meant).and_then(|n| lowest(n).or_else(second))?;
        Some(NamedPlace { place, clause })
    })
}

/// Names of places one behind the other are no longer than this, in characters, with what leads to them.
const SIGHT: usize = 64;

/// The name without what leads to it; nothing where that would be longer than any name.
fn without_leads(text: &str) -> &str {
    let near = text.char_indices().rev().map(|(at, _)| at).take(SIGHT).last().unwrap_or(0);
    let tail = text.get(near..).unwrap_or("");
    let ends = LEADS.iter().filter_map(|lead| tail.rfind(lead).map(|at| at + lead.len()));
    match ends.max() {
        Some(start) => tail.get(start..).unwrap_or(""),
        None if near == 0 => tail,
        None => "",
    }
}

/// The lowest place of a text that is nothing but the names of places.
fn lowest(text: &str) -> Option<PlaceName<'_>> {
    let chain = places(text);
    let whole = chain.iter().map(|place| place.name.len()).sum::<usize>() == text.len();
    chain.last().copied().filter(|place| whole && is_plausible(place.name))
}

fn is_plausible(name: &str) -> bool {
    let autonomous = name.ends_with("自治县") || name.ends_with("自治旗");
    let ending = if name.ends_with("街道") { 2 } else { 1 };
    let length = name.chars().count() - ending;
    let generic = GENERIC.iter().any(|word| name.contains(word));
    // 户籍地县, 安置地镇.
    let of_somewhere = name.chars().rev().nth(ending) == Some('地');
    (autonomous || length <= LONGEST && !generic) && !of_somewhere
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let department = |after: &str| after.starts_with("民政局");
        places_in_text(text, department).map(|named| named.place.name).collect()
    }

    #[test]
    fn names_before_their_bodies() {
        for (text, expected) in [
            ("广昌县人民政府网站", &["广昌县"][..]),
            ("登录江西省抚州市广昌县人民政府门户网站查看", &["广昌县"]),
            ("政府网站和广昌县政务服务中心", &["广昌县"]),
            ("咨询电话：广昌县民政局0794-0000000", &["广昌县"]),
            ("盱江镇人民政府、甘竹镇便民服务中心", &["盱江镇", "甘竹镇"]),
            ("在东风街道办事处张贴", &["东风街道"]),
            ("和平县人民政府", &["和平县"]),
            ("于都县人民政府", &["于都县"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn words_that_end_like_places() {
        for text in [
            "县级人民政府网站",
            "各镇人民政府",
            "乡镇人民政府（街道办事处）",
            "户籍所在地县人民政府民政部门",
            "项目所在县人民政府",
            "户籍地镇人民政府",
            "风景名胜区管理机构",
            "国家自然保护区政府网站",
            "贫困县政府网站",
            "送戏下乡服务点",
            "社区公示栏",
            "居住小区公共服务设施",
            "《广昌县人民政府关于示例的通知》",
            "“广昌县人民政府网站”",
            "对口支援广昌县人民政府",
            "如广昌县人民政府网站",
            "广昌县的经验",
            "广昌白莲",
            "",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }
}
