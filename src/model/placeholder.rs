//! Places of a form that were never filled in: ××县, XX省, 某局, 【请填写】, 【】.
//!
//! Labels such as 【法律】, and 某 inside other words, are none. Knows no field.

use crate::text::Wording;

/// What stands for a name in forms.
const CROSSES: &str = "×✕╳＊*ＸX○●△";
/// Words behind which 某 leaves out a name.
static NAMED: Wording = Wording::named("占位后的词");
/// What tells the writer to write something.
static INSTRUCTIONS: Wording = Wording::named("填写要求");
/// What is counted, behind a number that was left out: **个工作日.
static COUNTED: Wording = Wording::named("占位后的单位");
/// Surnames before 某某, which hides a person and is no place of a form: 刘某某.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董潘袁蔡蒋余于杜叶程\
                        魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
/// What lines to write on begin with.
const LINES: [&str; 2] = ["___", "＿＿"];
/// What stands empty.
const EMPTY: [(char, char); 4] = [('【', '】'), ('〔', '〕'), ('（', '）'), ('《', '》')];

/// The words without which nothing is left to fill in: each text with a [`placeholder`] holds one.
pub fn placeholder_marks() -> Vec<String> {
    let crosses = CROSSES.chars().chain(['某']).map(String::from);
    let instructions = INSTRUCTIONS.iter().copied().chain(LINES).map(str::to_owned);
    let blanks: Vec<char> = ('\0'..='\u{3000}').chain(['＿']).filter(|c| is_blank(*c)).collect();
    let empty = EMPTY.into_iter().flat_map(|(open, close)| {
        blanks.iter().chain([&close]).map(|next| format!("{open}{next}")).collect::<Vec<_>>()
    });
    let more = ["___", "＿＿", "〔*", "〔＊"].map(str::to_owned);
    crosses.chain(instructions).chain(empty).chain(more).collect()
}

/// The first place of a text that was never filled in.
pub fn placeholder(text: &str) -> Option<&str> {
    crosses(text)
        .or_else(|| unnamed(text))
        .or_else(|| INSTRUCTIONS.iter().copied().find(|words| text.contains(words)))
        .or_else(|| options(text))
        .or_else(|| empty(text))
        .or_else(|| left_out(text))
        .or_else(|| line(text))
}

/// Two crosses or more, with the word behind them: ××县.
fn crosses(text: &str) -> Option<&str> {
    let is_cross = |c: char| CROSSES.contains(c);
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find(is_cross) {
        let start = from + found;
        let rest = text.get(start..)?;
        let end = rest.find(|c| !is_cross(c)).unwrap_or(rest.len());
        let run = rest.get(..end)?;
        // 91510923MA6XX01234 is a code.
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let in_code =
            ascii(text.get(..start)?.chars().next_back()) && ascii(rest.get(end..)?.chars().next());
        let alone = run.len() == text.trim().len() && run.chars().count() >= 3;
        let left_out = alone || is_name_left_out(run, rest.get(end..)?);
        if run.chars().count() >= 2 && !in_code && left_out {
            let more: usize = rest.get(end..)?.chars().take(2).map(char::len_utf8).sum();
            return rest.get(..end + more);
        }
        from = start + end;
    }
    None
}

/// Whether a run of crosses stands for a name. ○○ and ** also have other uses.
fn is_name_left_out(run: &str, rest: &str) -> bool {
    let same = run.chars().all(|c| run.starts_with(c));
    match run.chars().next() {
        Some('×' | '✕' | '╳' | 'X' | 'Ｘ') => true,
        _ => same && NAMED.iter().chain(COUNTED.iter()).any(|word| rest.starts_with(word)),
    }
}

/// 某 or 某某 before a kind of place or body: 某县, 某某局.
fn unnamed(text: &str) -> Option<&str> {
    text.match_indices('某').find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let after = rest.trim_start_matches('某');
        let word = NAMED.iter().copied().find(|word| after.starts_with(word));
        let hidden = text.get(..at).is_some_and(|before| before.ends_with(is_surname));
        let begins = at == 0 && !after.starts_with(['些', '种', '项', '一', '类', '个']);
        let named = begins && ["局", "委员会", "办公室", "中心"].iter().any(|w| after.ends_with(w));
        let doubled = rest.starts_with("某某") && !hidden || named;
        let length = rest.len() - after.len() + word.map_or(0, str::len);
        (word.is_some() || doubled).then(|| rest.get(..length)).flatten()
    })
}

fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// A line to write on: 咨询电话：____.
fn line(text: &str) -> Option<&str> {
    let start = LINES.into_iter().find_map(|line| text.find(line))?;
    let rest = text.get(start..)?;
    let end = rest.find(|c| !matches!(c, '_' | '＿')).unwrap_or(rest.len());
    rest.get(..end)
}

/// A title of which only the kind is written: 《……办法》.
fn left_out(text: &str) -> Option<&str> {
    let start = text.find("《…")?;
    let end = text.get(start..)?.find('》')? + '》'.len_utf8();
    text.get(start..start + end)
}

/// The options of a guideline, of which one should have been kept: 〔*政府网站/公开查阅点〕.
fn options(text: &str) -> Option<&str> {
    let start = text.find("〔*").or_else(|| text.find("〔＊"))?;
    let end = text.get(start..)?.find('〕').map_or(text.len(), |end| start + end + '〕'.len_utf8());
    text.get(start..end)
}

/// 【】 and the like with nothing or only dots and lines in them.
fn empty(text: &str) -> Option<&str> {
    EMPTY.into_iter().find_map(|(open, close)| {
        text.match_indices(open).find_map(|(at, _)| {
            let rest = text.get(at + open.len_utf8()..)?;
            // What follows the blanks, and no further: the mark may never close.
            let closed = rest.trim_start_matches(is_blank);
            let end = rest.len() - closed.strip_prefix(close)?.len();
            text.get(at..at + open.len_utf8() + end)
        })
    })
}

/// What fills a place that says nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '…' | '.' | '_' | '＿' | '-' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_placeholder_without_a_mark(text in "[×某县【】（）《》〔〕 \u{3000}….\n_＿甲TODO请填写]{0,8}") {
            let marked = placeholder_marks().iter().any(|mark| text.contains(mark.as_str()));
            prop_assert!(marked || placeholder(&text).is_none());
        }
    }

    #[test]
    fn never_filled_in() {
        for (text, found) in [
            ("××县民政局", "××县民"),
            ("《XX省农机购置补贴实施方案》", "XX省农"),
            ("某县民政局", "某县"),
            ("某某局", "某某局"),
            ("某生态环境局", "某"),
            ("【请填写】", "请填写"),
            ("待定", "待定"),
            ("X月X日前", "X月X日"),
            ("〔*政府网站、公开查阅点〕", "〔*政府网站、公开查阅点〕"),
            ("****", "****"),
            ("【】", "【】"),
            ("国办发〔  〕号", "〔  〕"),
            ("联系电话：×××××", "×××××"),
            ("【……】", "【……】"),
            ("**县人民政府", "**县人"),
            ("信息形成之日起**个工作日内", "**个工"),
            ("咨询电话：________", "________"),
            ("《……管理办法》", "《……管理办法》"),
            ("应急管理局（填写单位名称）", "填写单位名称"),
        ] {
            assert_eq!(placeholder(text), Some(found), "{text}");
            assert!(placeholder_marks().iter().any(|mark| text.contains(mark.as_str())), "{text}");
        }
    }

    #[test]
    fn none() {
        for text in [
            "【法律】《土地管理法》",
            "【机构名称】大英县民政局",
            "某些事项不公开的理由",
            "某一时期的救助标准",
            "X光检查",
            "二○一九年",
            "国办发〔2019〕54号",
            "A×B",
            "91510923MA6XX01234",
            "某项工作所在的局",
            "经办人刘某某",
            "*土地勘测定界图件",
            "申请表（填写说明、样表）",
            "",
        ] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
