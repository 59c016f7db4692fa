//! What a text says it is, by its grammar and its words: the questions that tell its signs.

use crate::input::sheet::fit::measure;
use crate::input::sheet::share;
use crate::model::{AdminLevel, Audience, Mode, TimeLimits, document_number, fold};
use crate::text::Wording;

/// 12, 3.1, 4-2.
pub(super) fn is_number(text: &str, length: usize) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    measure::NUMBER_DIGITS.contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '、' | '．'))
        || (length <= measure::LONGEST_CHINESE_NUMBER && fold::chinese_number(text).is_some())
}

/// 10000: the number of a row in a long table.
pub(super) fn is_long_serial(text: &str) -> bool {
    measure::LONG_SERIAL.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_code(text: &str) -> bool {
    text.chars().count() >= measure::SHORTEST_CODE
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// 【法律】, 【部门规章及规范性文件】, and not 【机构名称】.
pub(super) fn begins_with_kind_of_law(text: &str) -> bool {
    static KINDS: Wording = Wording::named("法规种类");
    let inner = text.strip_prefix('【').and_then(|rest| rest.split_once('】'));
    inner.is_some_and(|(inner, _)| KINDS.iter().any(|kind| inner.contains(kind)))
}

/// 0830-2345678, 13800001234, or several.
pub(super) fn is_telephone(text: &str) -> bool {
    let parts = || text.split(['/', '、', '，', ',', '；', ';']).filter(|part| !part.is_empty());
    let one = |part: &str| {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        let begins = part.starts_with("0") && part.contains(['-', '—']) || part.starts_with('1');
        is_phone(part) && begins && measure::TELEPHONE.contains(&digits)
    };
    parts().next().is_some() && parts().all(one)
}

/// 人民路12号, 政务服务中心2楼3号窗口.
pub(super) fn is_address(text: &str) -> bool {
    static ENDS: Wording = Wording::named("地址的结尾");
    static PLACES: Wording = Wording::named("地址里的地方");
    text.contains(|c: char| c.is_ascii_digit())
        && !text.contains('《')
        && ENDS.iter().any(|end| text.ends_with(end))
        && PLACES.iter().any(|place| text.contains(place))
}

/// Digits of a telephone.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= measure::PHONE_DIGITS
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | '(' | ')' | '（' | '）'))
}

/// 受理责任, 2.审查责任：…: what the holder of a power has to do, and no power.
pub(super) fn is_responsibility(text: &str) -> bool {
    let bare = fold::split_numbering(text).1;
    let Some((kind, rest)) = bare.split_once("责任") else { return false };
    measure::RESPONSIBILITY.contains(&kind.chars().count())
        && (rest.is_empty() || rest.starts_with(['：', ':', '（', '(', '。', '；']))
}

/// Behind its last title there is nothing but an article: 《水法》第六十九条第二款.
pub(super) fn ends_as_citation(text: &str) -> bool {
    let Some((_, rest)) = text.rsplit_once(['》', '〉']) else { return false };
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "。；;，,".contains(c));
    rest.starts_with('第') && rest.ends_with(['条', '款', '项', '章', '目', '）', ')'])
}

/// Cites an instrument anywhere: by its title, its number (国发[2016]14号) or its order.
pub(super) fn cites(text: &str) -> bool {
    let says = |sign: char, word: &str| text.contains(sign) && text.contains(word);
    let is_numbered = || text.contains('号') && document_number(text).is_some();
    text.contains('《') || says('〔', "〔20") || says('号', "号令") || is_numbered()
}

/// Says within which time, or ends as limits do: 实时公开, and not 实时空气质量指数 or 中长期规划.
pub(super) fn is_limit(text: &str) -> bool {
    static COUNTED: Wording = Wording::named("像时限的用语");
    /// Each of those has one of these.
    const UNITS: [char; 4] = ['日', '每', '月', '天'];
    static SOON: Wording = Wording::named("像时限的结尾");
    const VERBS: [&str; 4] = ["公开", "更新", "发布", "公示"];
    let bare = VERBS.iter().find_map(|verb| text.strip_suffix(verb)).unwrap_or(text);
    let counted = text.contains(UNITS) && COUNTED.iter().any(|word| text.contains(word));
    let says = counted || SOON.iter().any(|word| bare.ends_with(word));
    says && (text.chars().count() <= measure::PLAIN_LIMIT || TimeLimits::parse(text).understood())
}

/// Ends as bodies do, each of its names.
pub(super) fn is_body(text: &str) -> bool {
    static ENDS: Wording = Wording::named("像单位的结尾");
    let names = text.split(['、', '，', ',', '；', ';', '/']).map(|name| {
        name.trim_end_matches(|c: char| "。.：:）)".contains(c)).split(['（', '(']).next()
    });
    let mut known = 0;
    let mut all = 0;
    for name in names.flatten().filter(|name| !name.is_empty()) {
        all += 1;
        known += usize::from(ENDS.iter().any(|end| name.ends_with(end)));
    }
    known > 0 && share::is_half(known, all)
}

/// What ends with one of these is an office, and nobody to whom something is disclosed: 社会组织股, 社会救助科.
pub(super) const OFFICES: [char; 4] = ['股', '科', '处', '局'];

pub(super) fn is_levels(text: &str) -> bool {
    const LETTERS: &str = "国家省市县区旗州盟乡镇街道村社居级、/()（）及和或层办事处委会,，√■□本";
    text.chars().all(|c| LETTERS.contains(c)) && !AdminLevel::read(text).is_empty()
}

/// Names a way, and little else: 申请材料 names none.
pub(super) fn is_mode(text: &str) -> bool {
    /// So many characters may stand beside the name of the way.
    const REST: usize = 6;
    let rest = text.replace("公开", "").replace("依申请", "").replace("主动", "");
    rest.chars().count() <= REST && !rest.contains("申请") && Mode::parse(text).is_clear()
}

pub(super) fn is_audience(text: &str) -> bool {
    static WORDS: Wording = Wording::named("像公开对象的用语");
    let audience = Audience::parse(text);
    audience.everyone || WORDS.iter().any(|word| text.contains(word))
}

/// Names of channels: those of the official form and what is near to them.
static NAMES: Wording = Wording::named("像渠道的名称");

/// Whether one of the names begins with this character.
fn begins_channel(c: char) -> bool {
    matches!(
        c,
        '政' | '门'
            | '网'
            | '两'
            | '发'
            | '听'
            | '广'
            | '纸'
            | '公'
            | '便'
            | '入'
            | '现'
            | '电'
            | '精'
            | '微'
            | '宣'
            | '新'
            | '服'
            | '客'
            | '报'
            | '显'
            | '法'
    )
}

/// The share of a text that is names of channels; the names are those of the official form and of what
/// is near to them.
pub(super) fn channel_share(text: &str, length: usize) -> f64 {
    if length == 0 {
        return 0.0;
    }
    let mut covered = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = begins_channel(c).then(|| NAMES.iter().find(|name| rest.starts_with(**name)));
        match named.flatten() {
            Some(name) => {
                covered += name.chars().count();
                rest = rest.get(name.len()..).unwrap_or("");
            }
            None => {
                // Between the names of a list.
                covered += usize::from("、；;/\n社区企事业单位村居".contains(c) && covered > 0);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    covered as f64 / length as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_character_tells_names_of_channels() {
        assert!(NAMES.iter().all(|name| name.starts_with(begins_channel)));
    }
}
