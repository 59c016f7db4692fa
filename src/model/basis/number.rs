//! 发文字号: 国办发〔2019〕54号, 国务院令第711号.

use super::super::fold::chinese_number;
use super::clause::is_figure;
use crate::text::is_han;

/// A document number taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// The letters of the issuing agency: 国办发, 国务院令. May be empty.
    pub agency: String,
    /// The year, where one is written.
    pub year: Option<u16>,
    /// The serial number as written.
    pub serial: String,
    /// Whether it has the form that the rules for official documents ask for: 〔〕 around four digits,
    /// a plain serial without leading zero or 第, and 号. An order (令第711号, 令第七十号) has no year.
    pub well_formed: bool,
}

impl DocumentNumber {
    /// Whether it is that of an order or announcement, which need no year.
    pub fn is_order(&self) -> bool {
        ["令", "公告", "通告"].iter().any(|word| self.agency.ends_with(word))
    }

    /// The serial of an order of the State Council, which the government's own site writes 国令第711号.
    pub fn state_council_order(&self) -> Option<u32> {
        let council = self.agency == "国令" || self.agency.ends_with("国务院令");
        council.then(|| self.serial.parse().ok()).flatten()
    }

    /// The number in the form that the rules ask for, where it tells all that this needs: agency, a year
    /// of four digits and a serial in plain digits.
    pub fn in_form(&self) -> Option<String> {
        let year = self.year.filter(|year| *year >= 1949 && !self.is_order())?;
        let serial = self.serial.trim_start_matches('0');
        let plain = !serial.is_empty() && serial.bytes().all(|b| b.is_ascii_digit());
        (plain && !self.agency.is_empty()).then(|| format!("{}〔{year}〕{serial}号", self.agency))
    }
}

/// A number and where it stands in the text.
pub(super) struct FoundNumber {
    pub(super) number: DocumentNumber,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The first document number in the text.
pub fn document_number(text: &str) -> Option<DocumentNumber> {
    find(text).map(|found| found.number)
}

/// The first document number and its place.
pub(super) fn find(text: &str) -> Option<FoundNumber> {
    text.match_indices('号').find_map(|(at, _)| dated(text, at).or_else(|| order(text, at)))
}

/// Numbers that are not whole: a year in 〔〕 and no 号 behind the serial, 〔 without its other half, and
/// letters of an agency with a serial but no year. Each from where it is broken.
pub(super) fn broken(text: &str) -> Vec<&str> {
    let starts = text.match_indices('〔').map(|(at, _)| at);
    let in_brackets = starts.filter_map(|at| {
        let rest = text.get(at..)?;
        broken_at(rest).or_else(|| half_open(rest))
    });
    let ends = text.match_indices('号').map(|(at, _)| at);
    in_brackets.chain(ends.filter_map(|at| without_year(text, at))).collect()
}

/// 〔201455号: the year runs into the serial.
fn half_open(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('〔')?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let whole = after.starts_with('号') && digits > 4;
    whole.then(|| text.get(..text.len() - after.len() + '号'.len_utf8())).flatten()
}

/// 国发45号: an agency that numbers its papers by the year, and no year.
fn without_year(text: &str, at: usize) -> Option<&str> {
    const LETTERS: [&str; 3] = ["发", "函", "字"];
    let behind = text.get(at + '号'.len_utf8()..)?.chars().next();
    if behind.is_some_and(|c| c != '文' && is_han(c)) {
        return None;
    }
    let (head, serial) = serial(text.get(..at)?)?;
    let (start, letters) = agency(head.strip_suffix('第').unwrap_or(head));
    let length = letters.chars().count();
    let is_agency = LETTERS.iter().any(|end| letters.ends_with(end)) && (2..=6).contains(&length);
    let short = serial.len() <= 3 && serial.bytes().all(|b| b.is_ascii_digit());
    (is_agency && short).then(|| text.get(start..at + '号'.len_utf8())).flatten()
}

fn broken_at(text: &str) -> Option<&str> {
    let (year, rest) = text.strip_prefix('〔')?.split_once('〕')?;
    year.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let after = rest.trim_start_matches(|c| is_figure(c) || c == ' ');
    // A list of serials, 〔2014〕88、89号, ends in 号 as well.
    let closed = after.starts_with(['号', '、', '-', '—', '至']);
    (!closed).then(|| text.get(..text.len() - after.len())).flatten()
}

/// 国办发〔2019〕54号, (2007)78号, [2012]84号: a year in brackets before the serial.
fn dated(text: &str, at: usize) -> Option<FoundNumber> {
    let before = text.get(..at)?;
    let (head, serial) = serial(before)?;
    let plain_head = head.strip_suffix('第');
    let head = plain_head.unwrap_or(head).trim_end();
    let close = head.chars().next_back().filter(|c| is_closing(*c))?;
    let head = head.strip_suffix(close)?;
    let open_at = head.rfind(['〔', '（', '(', '[', '【', '［', '{', '｛', '〈', '<'])?;
    let open = head.get(open_at..)?.chars().next()?;
    let digits = head.get(open_at + open.len_utf8()..)?.trim();
    let year = digits.trim_end_matches('年');
    let year_value = chinese_number(year).and_then(|y| u16::try_from(y).ok());
    year_value.filter(|_| (2..=4).contains(&year.chars().count()))?;
    let (start, agency) = agency(head.get(..open_at)?);
    let well_formed = (open, close) == ('〔', '〕')
        && year.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && is_plain(serial)
        && plain_head.is_none()
        && before.ends_with(serial);
    let number = DocumentNumber {
        agency: agency.to_owned(),
        year: year_value,
        serial: serial.to_owned(),
        well_formed,
    };
    Some(FoundNumber { number, start, end: at + '号'.len_utf8() })
}

/// 国务院令第711号, 公告2009年第1号, 2017年第10号令.
fn order(text: &str, at: usize) -> Option<FoundNumber> {
    let (head, serial) = serial(text.get(..at)?)?;
    let with_ordinal = head.strip_suffix('第');
    let head = with_ordinal.unwrap_or(head).trim_end();
    let (year, head) = year_before(head);
    let after = text.get(at + '号'.len_utf8()..)?;
    let trailing = ["令", "公告", "通告"].into_iter().find(|word| after.starts_with(word));
    let (start, agency) = joint_agency(head);
    let is_order = agency.ends_with('令') || agency.ends_with("公告") || agency.ends_with("通告");
    // 国发2014年47号: the brackets around the year are missing.
    let bare_year = year.is_some() && agency.ends_with(['发', '函', '办', '字', '规', '电', '文']);
    (is_order || trailing.is_some() || bare_year).then_some(())?;
    let plain = is_plain(serial) || !serial.chars().any(|c| c.is_numeric() && !c.is_ascii());
    let number = DocumentNumber {
        agency: format!("{agency}{}", trailing.unwrap_or("")),
        year,
        serial: serial.to_owned(),
        well_formed: plain
            && !bare_year
            && !serial.starts_with('0')
            && with_ordinal.is_some()
            && trailing.is_none(),
    };
    let end = at + '号'.len_utf8() + trailing.map_or(0, str::len);
    Some(FoundNumber { number, start, end })
}

/// The number at the end, and what stands before it.
fn serial(before: &str) -> Option<(&str, &str)> {
    let trimmed = before.trim_end();
    let head = trimmed.trim_end_matches(is_figure);
    let serial = trimmed.get(head.len()..)?;
    (!serial.is_empty()).then_some((head.trim_end(), serial))
}

/// A year at the end: 公告2009年.
fn year_before(head: &str) -> (Option<u16>, &str) {
    let Some(before) = head.strip_suffix('年') else { return (None, head) };
    let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
    match before.get(rest.len()..).filter(|digits| digits.len() == 4).and_then(|d| d.parse().ok()) {
        Some(year) => (Some(year), rest),
        None => (None, head),
    }
}

fn is_plain(serial: &str) -> bool {
    serial.bytes().all(|b| b.is_ascii_digit()) && !serial.starts_with('0')
}

/// The letters of the agency at the end of the text, and where they start.
fn agency(head: &str) -> (usize, &str) {
    let head = head.trim_end();
    let start =
        head.char_indices().rfind(|(_, c)| is_boundary(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    (start, head.get(start..).unwrap_or(""))
}

/// What closes a year, in any of the ways in which people write 〔〕.
fn is_closing(c: char) -> bool {
    matches!(c, '〕' | '）' | ')' | ']' | '】' | '］' | '}' | '｝' | '〉' | '>')
}

/// What stands between the words of a citation and the letters of an agency.
fn is_boundary(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '（' | '('
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '【'
                | '】'
                | '['
                | ']'
                | '，'
                | '、'
                | '；'
                | '：'
                | '。'
                | ','
                | ';'
                | ':'
                | '）'
                | ')'
                | '“'
                | '”'
                | '"'
        )
}

/// Like [`agency`], with the agencies that issue an order together: 人力资源社会保障部、财政部令.
fn joint_agency(head: &str) -> (usize, &str) {
    let (mut start, mut found) = agency(head);
    while let Some(before) = head.get(..start).and_then(|t| t.trim_end().strip_suffix('、')) {
        let (earlier, other) = agency(before);
        if !other.ends_with(['部', '委', '局', '院', '会', '署', '行', '办', '厅']) {
            break;
        }
        (start, found) = (earlier, head.get(earlier..).unwrap_or(found));
    }
    (start, found.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_their_end() {
        for (text, expected) in [
            ("《甲》（国办发〔2019〕54）", &["〔2019〕54"][..]),
            ("《甲》（国办发〔2019〕）", &["〔2019〕"]),
            ("《甲》（国办发〔2019〕54号）", &[]),
            ("《甲》（国办发〔2019〕第54 号）", &[]),
            ("《甲》（财社〔2014〕88、89号）", &[]),
            ("〔注〕", &[]),
            ("《通知》（渝府发〔201455号）", &["〔201455号"]),
            ("国发45号", &["国发45号"]),
            ("国发〔2012〕45号", &[]),
            ("开发8号地块", &[]),
        ] {
            assert_eq!(broken(text), expected, "{text}");
        }
    }

    #[test]
    fn forms() {
        for (text, agency, year, serial, well_formed) in [
            ("国办发〔2019〕54号", "国办发", Some(2019), "54", true),
            ("(2007)78号", "", Some(2007), "78", false),
            ("国办发[2012]84号", "国办发", Some(2012), "84", false),
            ("国办发（2012）84号", "国办发", Some(2012), "84", false),
            ("国办发〔2012)84号", "国办发", Some(2012), "84", false),
            ("国办发{2012}84号", "国办发", Some(2012), "84", false),
            ("国办发2012年84号", "国办发", Some(2012), "84", false),
            ("国办发〔2012〕第84号", "国办发", Some(2012), "84", false),
            ("国办发〔2012〕084号", "国办发", Some(2012), "084", false),
            ("国办发〔12〕84号", "国办发", Some(12), "84", false),
            ("国办发〔２０１２〕84号", "国办发", Some(2012), "84", false),
            ("国务院令第711号", "国务院令", None, "711", true),
            ("主席令第七十号", "主席令", None, "七十", true),
            ("民政部令第14号", "民政部令", None, "14", true),
            ("国务院令711号", "国务院令", None, "711", false),
            ("国家税务总局公告2009年第1号", "国家税务总局公告", Some(2009), "1", true),
            ("国家发展改革委2017年第10号令", "国家发展改革委令", Some(2017), "10", false),
            (
                "人力资源社会保障部、财政部令第36号",
                "人力资源社会保障部、财政部令",
                None,
                "36",
                true,
            ),
            ("《甲法》、国务院令第711号", "国务院令", None, "711", true),
            ("《意见》（国发〔2012〕45号）", "国发", Some(2012), "45", true),
        ] {
            let found = document_number(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.agency, agency, "{text}");
            assert_eq!((found.year, found.serial.as_str()), (year, serial), "{text}");
            assert_eq!(found.well_formed, well_formed, "{text}");
        }
        for text in ["相关政策文件", "第28号楼", "GB/T 32939—2016", "号", ""] {
            assert_eq!(document_number(text), None, "{text}");
        }
    }
}
