//! 公开渠道和载体: the channels chosen for an item, and those that may be used besides.
//!
//! Reads plain lists and the ■/□ block of the official table. It knows which names hold a 「/」, but not
//! which channels exist: names are kept as written.

mod parted;

use super::{fold, split};
use crate::text::{TextMemo, Wording};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The channels of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Channels {
    /// 选用.
    pub chosen: Vec<String>,
    /// 可选.
    pub optional: Vec<String>,
}

const OPTIONAL: &str = "可选";
/// Words joined by 「/」 that are one name, or the beginning of one.
static JOINED: Wording = Wording::named("并写的渠道");

impl Channels {
    /// These channels; an entry that holds several is cut as in [`Channels::parse`].
    pub fn new(chosen: Vec<String>, optional: Vec<String>) -> Self {
        let mut channels = Self::default();
        channels.add_list(&chosen.join("、"), true);
        channels.add_list(&optional.join("、"), false);
        channels
    }

    /// Reads a list, a list with a line 「可选：…」, or a ■/□ block, of which only the ticked are taken.
    pub fn parse(text: &str) -> Self {
        Self::parse_block(text, false)
    }

    /// Like [`Channels::parse`], where the guideline's legend may say that □ means 可选.
    pub fn parse_block(text: &str, unticked_is_optional: bool) -> Self {
        let (main, optional) = without_optional(text);
        let (mut chosen, mut unticked) = (Vec::new(), Vec::new());
        if let Some((before, entries)) = split::ticked(&main) {
            chosen = vec![before.to_owned()];
            chosen.retain(|words| !words.ends_with(['：', ':']));
            for (yes, name) in entries {
                let (name, other) = named_other_below(name);
                // A line without a mark goes on with the name above it.
                let name = name.replace(['\n', '\r'], "");
                if yes {
                    chosen.push(name)
                } else {
                    unticked.push(name)
                }
                chosen.extend(other.map(str::to_owned));
            }
        } else {
            chosen.push(main);
        }
        let mut channels = Self::new(chosen, optional);
        if unticked_is_optional {
            channels.add_list(&unticked.join("、"), false);
        }
        channels
    }

    /// 政府网站、两微一端, and a second line 可选：公开查阅点.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        if !self.chosen.is_empty() {
            lines.push(self.chosen.join("、"));
        }
        if !self.optional.is_empty() {
            lines.push(format!("{OPTIONAL}：{}", self.optional.join("、")));
        }
        lines.join("\n")
    }

    /// The block of the official table: the standard channels in their order, ■ for the chosen and □
    /// for the others, then what stands in no standard list; one a line.
    pub fn block(&self, all: &[&str]) -> String {
        let known: Vec<String> = all.iter().map(|name| fold::compact(name)).collect();
        let chosen: Vec<String> = self.chosen.iter().map(|name| fold::compact(name)).collect();
        let standard = all.iter().zip(&known).map(|(name, key)| (chosen.contains(key), *name));
        let chosen_besides =
            self.chosen.iter().zip(&chosen).filter(|(_, key)| !known.contains(key));
        let optional = self.optional.iter().filter(|name| !known.contains(&fold::compact(name)));
        let lines = standard
            .chain(chosen_besides.map(|(name, _)| (true, name.as_str())))
            .chain(optional.map(|name| (false, name.as_str())));
        let mut block = String::new();
        for (yes, name) in lines {
            if !block.is_empty() {
                block.push('\n');
            }
            block.push(if yes { '■' } else { '□' });
            block.push_str(name);
        }
        block
    }

    /// The first of the chosen names that may be several, since nothing sure parts them, or holds the number of a list.
    pub fn unclear(&self) -> Option<&str> {
        self.chosen.iter().map(String::as_str).find(|name| parted::is_unclear(name))
    }

    /// Whether no channel is named at all.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.optional.is_empty()
    }

    fn add_list(&mut self, text: &str, chosen: bool) {
        if text.is_empty() {
            return;
        }
        let text = &without_numbers(text.replace(fold::is_tick, "、"));
        let separator = |at, c| {
            split::is_list_separator(c)
                || matches!(c, '，' | ',' | '。')
                || matches!(c, '|' | '｜') && split::between_chinese(text, at, c)
                || c == '/' && split::between_chinese(text, at, c) && !in_joined(text, at)
        };
        let names = split::outside(text, separator).into_iter().map(names_in);
        // Each name once; what is chosen is not optional as well.
        let mut seen: BTreeSet<String> =
            self.chosen.iter().map(|name| fold::compact(name)).collect();
        let list = if chosen { &mut self.chosen } else { &mut self.optional };
        seen.extend(list.iter().map(|name| fold::compact(name)));
        for names in names {
            for (name, key) in names.iter().filter(|(name, _)| !name.is_empty()) {
                if !seen.contains(key) {
                    seen.insert(key.clone());
                    list.push(name.clone());
                }
            }
        }
    }
}

/// The entries of a numbered list without their numbers; any other text as it is. What is left may be such a list
/// again, and would be read as one.
fn without_numbers(mut text: String) -> String {
    let listed = |text: &str| {
        let text = split::bare(text);
        let names = split::numbered_in_any_form(text).or_else(|| split::numbered(text))?;
        Some(names.join("、"))
    };
    while let Some(shorter) = listed(&text).filter(|names| names.len() < text.len()) {
        text = shorter;
    }
    text
}

/// The names in an entry, each with its folded form: an entry names one channel, or several without anything
/// between them. The same few come again and again.
fn names_in(entry: &str) -> Rc<[(String, String)]> {
    thread_local! {
        static SEEN: TextMemo<Rc<[(String, String)]>> = TextMemo::new();
    }
    let folded = |name: String| {
        let key = fold::compact(&name);
        (name, key)
    };
    let find = |entry: &str| {
        let others = with_others(entry).into_iter();
        others.flat_map(parted::cut).flat_map(glued).map(tidy).map(folded).collect()
    };
    SEEN.with(|seen| seen.get_or(entry, find))
}

/// A name in a block without the line 其他：办税服务厅 below it that has no mark, and that line. Who writes the name of
/// the other channel has chosen it.
fn named_other_below(name: &str) -> (&str, Option<&str>) {
    const OTHERS: [&str; 2] = ["其他", "其它"];
    let is_named = |line: &str| {
        let rest = OTHERS.iter().find_map(|other| line.strip_prefix(other));
        let named = rest.and_then(|rest| rest.strip_prefix(['：', ':'])).map(without_blanks);
        named.is_some_and(|named| !named.is_empty())
    };
    let mut lines = name.match_indices('\n').filter_map(|(at, _)| name.split_at_checked(at));
    let found = lines.find(|(_, line)| is_named(line.trim_start()));
    found.map_or((name, None), |(before, line)| (before, Some(line.trim_start())))
}

/// The text without its lines 「可选：…」, and what these name.
fn without_optional(text: &str) -> (String, Vec<String>) {
    let (mut main, mut optional) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match optional_names(line.trim()) {
            Some(names) => optional.push(names.to_owned()),
            None => main.push(line),
        }
    }
    (main.join("\n"), optional)
}

fn optional_names(line: &str) -> Option<&str> {
    line.strip_prefix(OPTIONAL)?.strip_prefix(['：', ':'])
}

/// Whether the 「/」 at this place belongs to a name.
fn in_joined(text: &str, at: usize) -> bool {
    let fits = |name: &str, slash: usize| {
        let start = at.checked_sub(slash)?;
        text.get(start..).filter(|rest| rest.starts_with(name))
    };
    JOINED.iter().any(|name| name.match_indices('/').any(|(slash, _)| fits(name, slash).is_some()))
}

/// 电视 and 其他便于公众知晓的方式 of 电视或其他便于公众知晓的方式; any other name as it is.
fn with_others(text: &str) -> Vec<&str> {
    const OR: &str = "或";
    const OTHERS: [&str; 2] = ["或其他", "或其它"];
    let at = OTHERS.iter().find_map(|others| text.find(others)).filter(|at| *at > 0);
    match at {
        Some(at) if !text.contains(['（', '(']) => {
            let (name, others) = text.split_at(at);
            vec![name, others.strip_prefix(OR).unwrap_or(others)]
        }
        _ => vec![text],
    }
}

/// The names of 政府网站微信公众号, written without anything between them; any other name as it is.
fn glued(text: &str) -> Vec<&str> {
    static BEFORE: Wording = Wording::named("后面另起一个的渠道");
    static NAMES: Wording = Wording::named("像渠道的名称");
    static COLUMNS: Wording = Wording::named("网站里的栏目");
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(first) = BEFORE.iter().find(|name| rest.starts_with(**name)) {
        let (name, after) = rest.split_at(first.len());
        let another = NAMES.iter().any(|known| after.starts_with(known))
            && !COLUMNS.iter().any(|word| after.contains(word));
        if !another {
            break;
        }
        names.push(name);
        rest = after;
    }
    names.push(rest);
    names
}

/// A name without marks, line breaks and separators around it; 其他____（名称） becomes 其他（名称）.
fn tidy(name: &str) -> String {
    let name = name.replace(['\n', '\r'], "");
    let mut name = split::bare(&name);
    while let Some(rest) = optional_names(name) {
        name = split::bare(rest);
    }
    let name = without_group(name);
    let Some(rest) = name.strip_prefix("其他").or_else(|| name.strip_prefix("其它")) else {
        return name.to_owned();
    };
    let inner = without_blanks(rest);
    let inner = without_blanks(split::enclosed(inner).unwrap_or(inner));
    let is_filled_in = rest.starts_with(is_blank) || split::enclosed(rest).is_some();
    if inner.is_empty() {
        "其他".to_owned()
    } else if is_filled_in && !inner.contains(['（', '）', '(', ')']) {
        format!("其他（{inner}）")
    } else {
        name.to_owned()
    }
}

/// 政府网站 of 线上：政府网站.
fn without_group(name: &str) -> &str {
    const GROUPS: [&str; 4] = ["线上", "线下", "网上", "现场"];
    let rest = GROUPS.iter().find_map(|group| name.strip_prefix(group)?.strip_prefix(['：', ':']));
    rest.map(split::bare).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

fn without_blanks(text: &str) -> &str {
    let inner = split::bare(text).trim_matches(is_blank);
    if inner.len() < text.len() { without_blanks(inner) } else { inner }
}

/// What forms put where a name is to be filled in: 其他____, 其他：.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '_' | '＿' | '﹍' | '﹎' | '：' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STANDARD: [&str; 13] = [
        "政府网站",
        "政府公报",
        "两微一端",
        "发布会/听证会",
        "广播电视",
        "纸质媒体",
        "公开查阅点",
        "政务服务中心",
        "便民服务站",
        "入户/现场",
        "社区/企事业单位/村公示栏（电子屏）",
        "精准推送",
        "其他",
    ];

    fn chosen(text: &str) -> Vec<String> {
        Channels::parse(text).chosen
    }

    #[test]
    fn lists() {
        assert_eq!(
            chosen("政府网站、两微一端；公开查阅点\n入户/现场"),
            ["政府网站", "两微一端", "公开查阅点", "入户/现场"]
        );
        assert_eq!(
            chosen("政府网站/发布会/听证会/社区/企事业单位/村公示栏（电子屏）/入户/现场"),
            ["政府网站", "发布会/听证会", "社区/企事业单位/村公示栏（电子屏）", "入户/现场"]
        );
        assert_eq!(
            chosen("《中国财经报》（《中国政府采购报》）、省级（含计划单列市）媒体").len(),
            2
        );
        assert_eq!(chosen("http://www.gov.cn/a"), ["http://www.gov.cn/a"]);
        assert!(Channels::parse("").is_empty());
        assert_eq!(chosen("1.政府网站 2.两微一端"), ["政府网站", "两微一端"]);
        assert_eq!(chosen("1政府网站2 .两微一端3 .服务中心"), ["政府网站", "两微一端", "服务中心"]);
        assert_eq!(
            chosen("政府网站、电视或其他便于公众知晓的方式"),
            ["政府网站", "电视", "其他便于公众知晓的方式"]
        );
        assert_eq!(chosen("政府网站微信平台等"), ["政府网站", "微信平台等"]);
        assert_eq!(chosen("政府网站政务公开栏目"), ["政府网站政务公开栏目"]);
        assert_eq!(chosen("线上：政府网站；线下：公示栏"), ["政府网站", "公示栏"]);
        assert_eq!(chosen("政府网站|政务新媒体｜公示栏"), ["政府网站", "政务新媒体", "公示栏"]);
        assert_eq!(
            chosen("1.政府网站2、政务新媒体（3）便民服务中心\n④村公示栏"),
            ["政府网站", "政务新媒体", "便民服务中心", "村公示栏"]
        );
        assert_eq!(Channels::parse("政府网站、报刊和广播").unclear(), Some("报刊和广播"));
        assert_eq!(Channels::parse("政府网站和公示栏").unclear(), None);
    }

    #[test]
    fn blocks() {
        let text = "■政府网站 □政府公报\n■两微一端 □发布会/听证会\n☑社区/企事业单位/村公示\n栏（电子屏）\n■其他____（办税服务厅）\n□其他____";
        assert_eq!(
            chosen(text),
            ["政府网站", "两微一端", "社区/企事业单位/村公示栏（电子屏）", "其他（办税服务厅）"]
        );
        let optional = Channels::parse_block("■政府网站 □政府公报 □其他___", true).optional;
        assert_eq!(optional, ["政府公报", "其他"]);
        assert!(Channels::parse("□政府网站 ☐政府公报").is_empty());
    }

    #[test]
    fn writes_the_block() {
        let channels = Channels::new(vec!["两微一端".into(), "信用中国网站".into()], vec![]);
        let block = channels.block(&STANDARD);
        assert_eq!(block.lines().count(), 14);
        assert!(
            block.starts_with("□政府网站\n□政府公报\n■两微一端\n")
                && block.ends_with("■信用中国网站")
        );
        assert_eq!(Channels::parse(&block), channels);
    }

    #[test]
    fn optional_line() {
        let channels =
            Channels::new(vec!["政府网站".into()], vec!["政府公报".into(), "精准推送".into()]);
        assert_eq!(channels.text(), "政府网站\n可选：政府公报、精准推送");
        assert_eq!(Channels::parse(&channels.text()), channels);
    }

    proptest! {
        #[test]
        fn reads_back(
            chosen in prop::collection::vec("[政府网站、/■□（）()其他_可选： a]{1,10}", 0..4),
            optional in prop::collection::vec("[政府网站/（）其他入户现场]{1,8}", 0..3),
            text in "[政府/■□√☐（）其他_可选：、\n ]{0,24}",
            joined in "((政府网站|公示栏|电视|微信|村)[和及与+|/-]?){0,6}",
        ) {
            for channels in [Channels::new(chosen, optional), Channels::parse(&text), Channels::parse_block(&text, true), Channels::parse(&joined)] {
                prop_assert_eq!(&Channels::parse(&channels.text()), &channels);
                let keys = |list: &[String]| list.iter().map(|name| fold::compact(name)).collect::<Vec<_>>();
                let mut again = keys(&Channels::parse(&channels.block(&STANDARD)).chosen);
                let mut expected = keys(&channels.chosen);
                again.sort();
                expected.sort();
                prop_assert_eq!(again, expected);
            }
        }
    }
}
