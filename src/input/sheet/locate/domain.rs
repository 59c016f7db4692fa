//! The domain of a table, from its title or the name of its sheet.
//!
//! 大英县社会救助领域基层政务公开标准目录 is about 社会救助. Which domains exist is not known here;
//! the caller may give names to look for.

use crate::model::{fold, writing};
use crate::text::{Wording, is_invisible};

/// Words of titles that tell a level.
static LEVEL_WORDS: Wording = Wording::named("标题里的层级");

/// Words of titles that are no domain.
static NO_DOMAINS: Wording = Wording::named("不是领域的词");

/// How names of places end.
static PLACE_ENDS: Wording = Wording::named("标题里地名的结尾");

/// Names of sheets that name no domain.
static SHEET_NAMES: Wording = Wording::named("工作表的一般名称");

/// What comes behind the domain in a title.
static TITLE_ENDS: Wording = Wording::named("标题里领域的结尾");

/// What tells that a title is of a catalogue.
static OF_CATALOGUES: Wording = Wording::named("目录标题的用语");

/// A longer text is no title.
const LONGEST_TITLE: usize = 60;
/// So many characters has the name of a domain.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=20;
/// So many characters has the name of a place at least.
const SHORTEST_PLACE: usize = 2;
/// Characters of the name of a place behind those.
const LONGEST_PLACE: usize = 8;

/// The word that says of the one before it that it is a domain.
const MODEL: &str = "领域";

/// Behind a name that ends with this, no domain is named: 26个试点领域, 各重点领域.
static NO_ENDS: Wording = Wording::named("不是领域的结尾");

/// The domain that a title names: one that is known, or what stands before 领域. Only a title that speaks of a
/// catalogue or a 领域 names one.
pub(in crate::input::sheet) fn from_title(title: &str, known: &[String]) -> Option<String> {
    let title = writing::simplified(title);
    let title = writing::without_pinyin(&title);
    let text = fold::squeeze(&title).replace(['\n', '\r', ' ', '\u{3000}'], "");
    let text = text.replace(is_invisible, "");
    let speaks = OF_CATALOGUES.iter().any(|word| text.contains(word));
    if !speaks || text.chars().count() > LONGEST_TITLE {
        return None;
    }
    if let Some(found) = longest(&text, known) {
        return Some(found);
    }
    by_model(&text)
}

/// The name before 领域, whether anybody knows it or not.
fn by_model(text: &str) -> Option<String> {
    let end = TITLE_ENDS.iter().filter_map(|word| text.find(word)).min()?;
    let (before, behind) = text.split_at_checked(end)?;
    named(before).filter(|_| behind.starts_with(MODEL))
}

/// The domain that the name of a sheet names: one that is known, or what stands before 领域.
pub(in crate::input::sheet) fn from_sheet(name: &str, known: &[String]) -> Option<String> {
    let text = on_one_line(name);
    longest(&text, known).or_else(|| by_model(&text))
}

/// What the name of a sheet calls its domain, known or not: bodies name the sheets of their own domains so.
pub(in crate::input::sheet) fn called_by_sheet(name: &str) -> Option<String> {
    let text = on_one_line(name);
    let lower = text.to_lowercase();
    let numbered =
        text.strip_prefix('表').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    let generic = numbered || SHEET_NAMES.iter().any(|word| lower.starts_with(word));
    let is_title = OF_CATALOGUES.iter().any(|word| text.contains(word));
    (!generic && !is_title).then(|| named(&text)).flatten()
}

fn on_one_line(name: &str) -> String {
    fold::squeeze(name).replace(['\n', ' ', '\u{3000}'], "")
}

/// The domain that a cell of a 领域 column names.
pub(in crate::input::sheet) fn from_cell(text: &str) -> Option<String> {
    let squeezed = fold::squeeze(text).replace(['\n', '\r', ' '], "");
    let (_, bare) = fold::split_numbering(&squeezed);
    let bare = bare.strip_suffix("领域").unwrap_or(bare);
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn longest(text: &str, known: &[String]) -> Option<String> {
    let found = known
        .iter()
        .filter(|name| name.chars().count() >= *LENGTHS.start() && text.contains(name.as_str()))
        .filter(|name| !is_of_body(text, name));
    found.max_by_key(|name| name.len()).cloned()
}

/// Whether the words are only a part of the name of a body or a place: 统计 in 市统计局, 旅游 in 旅游风景区.
pub(crate) fn is_of_body(text: &str, name: &str) -> bool {
    /// So many characters behind the name may be the rest of that of a body.
    const BODY: usize = 4;
    /// What bodies are called in short: 市卫生健康委, and not 社会保险基金委托.
    const COMMISSION: char = '委';
    static ENDS: Wording = Wording::named("领域后面的单位和地方");
    text.split(name).skip(1).all(|behind| {
        let near: String = behind.chars().take(BODY).collect();
        behind.starts_with(COMMISSION) || ENDS.iter().any(|end| near.contains(end))
    })
}

/// A name without numbering, 附件, the name of a place, and brackets.
fn named(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".．、-_ ".contains(c));
    rest = rest.strip_prefix("附件").or_else(|| rest.strip_prefix("附表")).unwrap_or(rest);
    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ".．、：:-_— ".contains(c));
    rest = fold::split_numbering(rest).1;
    rest = without_place(rest);
    let rest = rest.split(['（', '(']).next().unwrap_or(rest);
    let name = rest.trim_matches(['（', '）', '(', ')', '“', '”', '《', '》', ':', '：']);
    let length = name.chars().count();
    let generic = NO_DOMAINS.contains(&name)
        || NO_ENDS.iter().any(|end| name.ends_with(end))
        || name.is_ascii();
    let is_place = generic || PLACE_ENDS.iter().any(|end| name.ends_with(end));
    let is_part = name.starts_with('第') && name.ends_with(['部', '分', '章', '节', '篇', '批']);
    (LENGTHS.contains(&length) && !is_place && !is_part).then(|| name.to_owned())
}

/// Takes places and 县级, 乡级 off the front; 城市综合执法 and 城乡规划 stay whole.
fn without_place(text: &str) -> &str {
    static ENDS: Wording = Wording::named("标题里单位的结尾");
    let mut rest = text;
    loop {
        let place =
            rest.char_indices().skip(SHORTEST_PLACE).take(LONGEST_PLACE).find_map(|(at, _)| {
                let tail = rest.get(at..)?;
                let end = ENDS.iter().find(|end| tail.starts_with(**end))?;
                let after = rest.get(at + end.len()..)?;
                // 乡村振兴, 县级, 市场 and 区域 hold no place.
                let word = match *end {
                    "市" => after.starts_with(['场', '政', '容', '级']),
                    "区" => after.starts_with(['域', '级']),
                    "乡" => after.starts_with(['村', '级']),
                    _ => after.starts_with('级'),
                };
                (!word && after.chars().count() >= *LENGTHS.start()).then_some(after)
            });
        let shorter =
            LEVEL_WORDS.iter().find_map(|word| rest.strip_prefix(word)).filter(|r| !r.is_empty());
        match place.or(shorter) {
            Some(after) => rest = after.trim_start_matches("级"),
            None => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        for (title, domain) in [
            ("大英县社会救助领域基层政务公开标准目录", "社会救助"),
            ("（十九）社会救助领域", "社会救助"),
            ("附件1：城乡规划领域基层政务公开标准目录", "城乡规划"),
            ("青云谱区三家店街道城市综合执法领域基层政务公开标准目录", "城市综合执法"),
            ("19.社会救助领域", "社会救助"),
            ("重庆市荣昌区涉贫涉乡村振兴领域政务公开标准目录", "涉贫涉乡村振兴"),
            ("(二)鳳屯鎮(zhèn)政府文件信息領域基層政務公開標準目錄", "政府文件信息"),
            ("县级户籍管理领域政务公开标准目录", "户籍管理"),
            ("金乡县胡集镇人民政府公共文化服务领域基层政务公开标准目录", "公共文化服务"),
            ("国有土地上房屋征收与补偿领域政务公开标准目录", "国有土地上房屋征收与补偿"),
        ] {
            assert_eq!(from_title(title, &[]).as_deref(), Some(domain), "{title}");
        }
        for none in [
            "某市卫生健康局政府信息主动公开事项目录",
            "大英县基层政务公开标准目录",
            "附件2",
            "第二部分 主动公开基本目录",
            "注：■为选用",
            "政务公开标准目录",
            "县级基层政务公开事项指引目录",
            "基础公开目录",
            "某街道幸福第二居委会居务公开标准目录",
            "公开主体:区民政局 | 公开方式:主动公开 目录下载",
            "26个试点领域基层政务公开标准目录",
            "某某大学 信息公开目录",
        ] {
            assert_eq!(from_title(none, &[]), None, "{none}");
        }
        let known = ["救助".to_owned(), "社会救助".to_owned()];
        assert_eq!(from_title("某某社会救助工作目录", &known).as_deref(), Some("社会救助"));
        let known = ["统计".to_owned(), "卫生健康".to_owned()];
        for body in ["某市统计局主动公开基本目录", "某市卫生健康委主动公开目录"]
        {
            assert_eq!(from_title(body, &known), None, "{body}");
        }
    }

    #[test]
    fn sheets() {
        let known = ["社会救助".to_owned()];
        for (name, domain, called) in [
            ("社会救助", Some("社会救助"), Some("社会救助")),
            ("19社会救助", Some("社会救助"), Some("社会救助")),
            ("19.社会救助领域", Some("社会救助"), None),
            ("户籍管理领域（2024年）", Some("户籍管理"), None),
            ("户籍管理（2024年）", None, Some("户籍管理")),
            ("Sheet1", None, None),
            ("表1", None, None),
            ("目录", None, None),
            ("工作表2", None, None),
        ] {
            assert_eq!(from_sheet(name, &known).as_deref(), domain, "{name}");
            assert_eq!(called_by_sheet(name).as_deref(), called, "{name}");
        }
    }
}
