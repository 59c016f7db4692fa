//! How well a text fits what a column holds: the one place that tells a limit from a body by its looks.
//!
//! Each kind of cell has a scorer, by its grammar or by words, in one table ([`SCORERS`]). Columns, rows
//! that slid and doubts are all judged by the same scores. Knows no tables; long texts are judged by
//! their beginning, so that a text costs the same however long it is.

use crate::input::sheet::locate::lists;
use crate::input::sheet::types::ColumnRole;
use crate::model::{AdminLevel, Audience, Mode, TimeLimits, fold};

/// So much of a text is looked at.
const LOOKED_AT: usize = 400;
/// From this score on a text belongs where it stands.
pub(in crate::input::sheet) const FITS: f64 = 0.3;
/// Up to this score it stands in the wrong place.
pub(in crate::input::sheet) const MISFITS: f64 = -0.5;

/// What a cell may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextKind {
    Serial,
    Code,
    Name,
    Elements,
    Basis,
    Limit,
    Body,
    Channels,
    Tick,
    Group,
    Audience,
    Mode,
    Levels,
    Power,
}

/// What is seen of a text, each thing once.
pub(in crate::input::sheet) struct Looks {
    text: String,
    length: usize,
    is_number: bool,
    is_code: bool,
    /// A tick, a cross or a dash alone.
    mark: Option<bool>,
    has_box: bool,
    /// How much of the text names channels, from 0 to 1.
    channels: f64,
    /// Whether it begins by citing an instrument, or cites one anywhere.
    begins_with_basis: bool,
    cites: bool,
    is_limit: bool,
    is_body: bool,
    is_levels: bool,
    is_mode: bool,
    is_audience: bool,
    is_power: bool,
    is_ditto: bool,
    is_list: bool,
}

type Scorer = fn(&Looks) -> f64;

/// The scorers, from -1 (surely not) over 0 (nothing speaks for or against it) to 1 (surely).
const SCORERS: [(TextKind, Scorer); 14] = [
    (TextKind::Serial, serial),
    (TextKind::Code, code),
    (TextKind::Name, name),
    (TextKind::Elements, elements),
    (TextKind::Basis, basis),
    (TextKind::Limit, limit),
    (TextKind::Body, body),
    (TextKind::Channels, channels),
    (TextKind::Tick, tick),
    (TextKind::Group, group),
    (TextKind::Audience, audience),
    (TextKind::Mode, mode),
    (TextKind::Levels, levels),
    (TextKind::Power, power),
];

/// How well a text fits a column, from -1 to 1; 0 for columns that hold anything.
pub(in crate::input::sheet) fn fit(role: &ColumnRole, looks: &Looks) -> f64 {
    if looks.is_ditto {
        return if matches!(role, ColumnRole::Serial | ColumnRole::Code) { -1.0 } else { 0.2 };
    }
    let Some(kind) = kind(role) else { return 0.0 };
    SCORERS.iter().find(|(of, _)| *of == kind).map_or(0.0, |(_, score)| score(looks))
}

fn kind(role: &ColumnRole) -> Option<TextKind> {
    Some(match role {
        ColumnRole::Serial => TextKind::Serial,
        ColumnRole::Code | ColumnRole::DutyCode => TextKind::Code,
        ColumnRole::Name(_) | ColumnRole::DutyName => TextKind::Name,
        ColumnRole::Elements => TextKind::Elements,
        ColumnRole::Basis | ColumnRole::DutyBasis => TextKind::Basis,
        ColumnRole::Limit => TextKind::Limit,
        ColumnRole::Bodies | ColumnRole::DutyBody => TextKind::Body,
        ColumnRole::Channels => TextKind::Channels,
        ColumnRole::Audience => TextKind::Audience,
        ColumnRole::Group => TextKind::Group,
        ColumnRole::Everyone
        | ColumnRole::Active
        | ColumnRole::OnRequest
        | ColumnRole::Level(_) => TextKind::Tick,
        ColumnRole::Mode => TextKind::Mode,
        ColumnRole::Levels => TextKind::Levels,
        ColumnRole::Power => TextKind::Power,
        ColumnRole::Domain
        | ColumnRole::List
        | ColumnRole::TakeOver
        | ColumnRole::Items
        | ColumnRole::Exemption
        | ColumnRole::ExemptionNote
        | ColumnRole::Unverified
        | ColumnRole::Other => return None,
    })
}

impl Looks {
    pub(in crate::input::sheet) fn of(text: &str) -> Self {
        let start: String = text.trim().chars().take(LOOKED_AT).collect();
        let squeezed: String = start.chars().filter(|c| !c.is_whitespace()).collect();
        let length = squeezed.chars().count();
        let bare = fold::split_numbering(&squeezed).1;
        let cites =
            squeezed.contains('《') || squeezed.contains("〔20") || squeezed.contains("号令");
        Self {
            length,
            is_number: is_number(&squeezed),
            is_code: is_code(&squeezed),
            mark: fold::mark(&squeezed),
            has_box: squeezed.contains(['■', '□', '☑', '☐', '▄']),
            channels: channel_share(&squeezed, length),
            begins_with_basis: bare.starts_with(['《', '〈', '<', '【'])
                || bare.starts_with("中华人民共和国"),
            cites,
            is_limit: !cites && length <= 120 && is_limit(&squeezed),
            is_body: length <= 60 && is_body(&squeezed),
            is_levels: length <= 30 && is_levels(&squeezed),
            is_mode: length <= 30 && is_mode(&squeezed),
            is_audience: length <= 60 && is_audience(&squeezed),
            is_power: length <= 12 && (squeezed == "公共服务" || lists::power(&squeezed).is_some()),
            is_ditto: fold::is_ditto(&squeezed),
            is_list: squeezed.contains(['、', '；', ';', '，', ',']) || start.contains('\n'),
            text: squeezed,
        }
    }

    /// A mark, a number or a ditto: it says what it is only by its place.
    pub(in crate::input::sheet) fn is_small(&self) -> bool {
        self.mark.is_some() || self.is_number || self.is_ditto || self.length <= 1
    }

    /// Something that stands in one kind of column only, and never in one of names.
    fn is_typed(&self) -> bool {
        self.has_box || self.begins_with_basis || self.is_limit || self.channels >= 0.6
    }
}

fn serial(looks: &Looks) -> f64 {
    match looks.is_number {
        true => 1.0,
        false if looks.mark.is_some() => -0.6,
        false => -1.0,
    }
}

fn code(looks: &Looks) -> f64 {
    if looks.is_code || looks.is_number { 1.0 } else { -0.6 }
}

fn name(looks: &Looks) -> f64 {
    if looks.is_number || looks.mark.is_some() || looks.is_typed() {
        return -1.0;
    }
    match looks.length {
        0..=1 => -0.4,
        2..=40 if looks.text.contains(['；', ';']) => -0.1,
        2..=40 if looks.is_body || looks.is_levels => 0.1,
        2..=40 => 0.6,
        41..=120 => 0.2,
        _ => -0.4,
    }
}

fn elements(looks: &Looks) -> f64 {
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.is_limit {
        return -1.0;
    }
    if looks.channels >= 0.8 && looks.length > 4 {
        return -0.6;
    }
    // Lists of laws are elements of their own: 《安全生产法》; 《消防法》.
    if looks.begins_with_basis {
        return 0.0;
    }
    match looks.is_list || looks.length > 12 {
        true => 0.6,
        false => 0.3,
    }
}

fn basis(looks: &Looks) -> f64 {
    if looks.begins_with_basis {
        return 1.0;
    }
    if looks.cites {
        return 0.6;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.is_limit {
        return -1.0;
    }
    let law = ["法", "条例", "规定", "办法", "通知", "意见", "规范", "标准", "文件", "规程"];
    match law.iter().any(|word| looks.text.contains(word)) {
        true => 0.3,
        false => -0.6,
    }
}

fn limit(looks: &Looks) -> f64 {
    if looks.is_limit {
        return 1.0;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.begins_with_basis {
        return -1.0;
    }
    match looks.text.contains(['日', '月', '年', '时', '期']) {
        true => 0.0,
        false => -0.7,
    }
}

fn body(looks: &Looks) -> f64 {
    if looks.is_number || looks.mark.is_some() || looks.is_typed() {
        return -1.0;
    }
    match looks.is_body {
        true => 1.0,
        false if looks.length > 60 => -0.8,
        false => -0.3,
    }
}

fn channels(looks: &Looks) -> f64 {
    if looks.has_box && looks.length > 1 {
        return 1.0;
    }
    if looks.is_number || looks.mark.is_some() || looks.begins_with_basis || looks.is_limit {
        return -1.0;
    }
    match looks.channels {
        share if share >= 0.5 => 1.0,
        share if share >= 0.2 => 0.5,
        _ if looks.is_body => -0.4,
        _ => -0.2,
    }
}

fn tick(looks: &Looks) -> f64 {
    if looks.mark.is_some() {
        return 1.0;
    }
    if looks.has_box && looks.channels >= 0.5 {
        return -1.0;
    }
    if fold::mark_with_text(&looks.text).is_some() || looks.is_levels || looks.is_mode {
        return 0.5;
    }
    if looks.is_audience && looks.channels < 0.5 {
        return 0.5;
    }
    if looks.is_typed() || looks.length > 30 { -1.0 } else { -0.6 }
}

/// 特定群体: a tick, or the names of groups.
fn group(looks: &Looks) -> f64 {
    if looks.mark.is_some() || fold::mark_with_text(&looks.text).is_some() {
        return 1.0;
    }
    if looks.is_typed() || looks.is_number || looks.length > 60 { -1.0 } else { 0.3 }
}

fn audience(looks: &Looks) -> f64 {
    if looks.is_audience {
        return 1.0;
    }
    if looks.is_typed() || looks.is_number || looks.length > 60 { -1.0 } else { 0.0 }
}

fn mode(looks: &Looks) -> f64 {
    if looks.is_mode { 1.0 } else { -0.8 }
}

fn levels(looks: &Looks) -> f64 {
    match looks.is_levels {
        true => 1.0,
        false if looks.mark.is_some() => -0.3,
        false => -0.8,
    }
}

fn power(looks: &Looks) -> f64 {
    if looks.is_power {
        return 1.0;
    }
    if looks.is_number || looks.is_typed() || looks.length > 20 { -0.8 } else { 0.0 }
}

/// 12, 3.1, 4-2.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=4).contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '、' | '．'))
        || (text.chars().count() <= 3 && fold::chinese_number(text).is_some())
}

fn is_code(text: &str) -> bool {
    text.chars().count() >= 4
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

fn is_limit(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "工作日",
        "日内",
        "之日起",
        "实时",
        "及时",
        "即时",
        "长期",
        "永久",
        "每年",
        "每季",
        "每月",
        "个月内",
        "天内",
        "随时",
    ];
    let says = WORDS.iter().any(|word| text.contains(word));
    says && TimeLimits::parse(text).understood() || says && text.chars().count() <= 40
}

/// Ends as bodies do, each of its names.
fn is_body(text: &str) -> bool {
    const ENDS: [&str; 30] = [
        "局",
        "委",
        "办",
        "院",
        "所",
        "站",
        "厅",
        "部",
        "处",
        "科",
        "队",
        "会",
        "政府",
        "部门",
        "中心",
        "机构",
        "单位",
        "机关",
        "办公室",
        "街道",
        "乡镇",
        "学校",
        "公司",
        "馆",
        "村",
        "社区",
        "银行",
        "主体",
        "园",
        "集团",
    ];
    let names = text.split(['、', '，', ',', '；', ';', '/']).map(|name| {
        name.trim_end_matches(|c: char| "。.：:）)".contains(c)).split(['（', '(']).next()
    });
    let mut known = 0;
    let mut all = 0;
    for name in names.flatten().filter(|name| !name.is_empty()) {
        all += 1;
        known += usize::from(ENDS.iter().any(|end| name.ends_with(end)));
    }
    known > 0 && known * 2 >= all
}

fn is_levels(text: &str) -> bool {
    const LETTERS: &str = "国家省市县区旗州盟乡镇街道村社居级、/()（）及和或层办事处委会,，√■□本";
    text.chars().all(|c| LETTERS.contains(c)) && !AdminLevel::read(text).is_empty()
}

/// Names a way, and little else: 申请材料 names none.
fn is_mode(text: &str) -> bool {
    const REST: usize = 6;
    let rest = text.replace("公开", "").replace("依申请", "").replace("主动", "");
    rest.chars().count() <= REST && !rest.contains("申请") && Mode::parse(text).is_clear()
}

fn is_audience(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["社会", "群体", "群众", "公众", "对象", "申请人", "当事人", "村民", "居民"];
    let audience = Audience::parse(text);
    audience.everyone || WORDS.iter().any(|word| text.contains(word))
}

/// The share of a text that is names of channels; the names are those of the official form and of what
/// is near to them.
fn channel_share(text: &str, length: usize) -> f64 {
    const NAMES: [&str; 34] = [
        "政府网站",
        "政府网",
        "门户网站",
        "网站",
        "政府公报",
        "两微一端",
        "发布会",
        "听证会",
        "广播电视",
        "纸质媒体",
        "纸质载体",
        "公开查阅点",
        "政务服务中心",
        "便民服务站",
        "便民服务中心",
        "入户",
        "现场",
        "公示栏",
        "电子屏",
        "精准推送",
        "公众号",
        "微信",
        "微博",
        "公告栏",
        "宣传栏",
        "新媒体",
        "政务服务网",
        "政务新媒体",
        "服务热线",
        "客户端",
        "报刊",
        "显示屏",
        "法律服务网",
        "政务公开栏",
    ];
    if length == 0 {
        return 0.0;
    }
    let mut covered = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match NAMES.iter().find(|name| rest.starts_with(**name)) {
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

    /// Each text belongs in one column of the official form, and the scores say in which.
    #[test]
    fn each_text_finds_its_column() {
        let columns = [
            ColumnRole::Serial,
            ColumnRole::Name(2),
            ColumnRole::Elements,
            ColumnRole::Basis,
            ColumnRole::Limit,
            ColumnRole::Bodies,
            ColumnRole::Channels,
            ColumnRole::Everyone,
            ColumnRole::Mode,
            ColumnRole::Levels,
        ];
        for (text, role) in [
            ("12", ColumnRole::Serial),
            ("食品经营许可服务指南", ColumnRole::Name(2)),
            ("申请条件、申请材料、办理流程；联系方式，以及其他需要公开的", ColumnRole::Elements),
            ("《中华人民共和国食品安全法》《政府信息公开条例》", ColumnRole::Basis),
            ("【法律】《土地承包法》第二十七条", ColumnRole::Basis),
            ("信息形成或变更之日起20 个工作日内", ColumnRole::Limit),
            ("长期公开", ColumnRole::Limit),
            ("区市场监督管理局", ColumnRole::Bodies),
            ("县文广新旅局,相关公共文化服务机构", ColumnRole::Bodies),
            ("■政府网站 ■政务服务中心", ColumnRole::Channels),
            ("片区公示栏 村（居）公示栏", ColumnRole::Channels),
            ("√", ColumnRole::Everyone),
            ("依申请公开", ColumnRole::Mode),
            ("县级、乡级", ColumnRole::Levels),
        ] {
            let looks = Looks::of(text);
            let best = columns.iter().max_by(|a, b| fit(a, &looks).total_cmp(&fit(b, &looks)));
            assert_eq!(best, Some(&role), "{text}");
            assert!(fit(&role, &looks) >= FITS, "{text}");
        }
    }

    #[test]
    fn what_stands_in_the_wrong_column_misfits() {
        for (text, role) in [
            ("信息形成之日起20个工作日内", ColumnRole::Basis),
            ("区教育局", ColumnRole::Channels),
            ("■政府网站", ColumnRole::Bodies),
            ("《律师法》", ColumnRole::Limit),
            ("1", ColumnRole::Name(2)),
            ("■政府网站□政府公报", ColumnRole::Everyone),
        ] {
            assert!(fit(&role, &Looks::of(text)) < 0.0, "{text}");
        }
    }

    /// A long text costs no more than its beginning.
    #[test]
    fn long_texts_are_cut() {
        let looks = Looks::of(&"公开内容、".repeat(100_000));
        assert!(looks.text.chars().count() <= LOOKED_AT);
    }
}
