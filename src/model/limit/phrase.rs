//! One phrase of a time limit, without commas: 自信息形成之日起20个工作日内公开.

use super::origin::{bare_trigger, origin, without_after};
use super::{Days, Deadline, TimeLimit, duration};
use crate::text::Wording;

/// Words before a verb that say nothing of the limit.
static PLAIN: Wording = Wording::named("时限结尾可省的词");

/// What leads to a channel.
static MEANS: Wording = Wording::named("引出渠道的词");

/// What a length of time is called.
static LENGTH_NAMES: Wording = Wording::named("时长的名称");

/// Limits that are named and not given.
static NAMED_LIMITS: Wording = Wording::named("规定的时限");

/// Words for what a rule asks.
static ASKING: Wording = Wording::named("规定的说法");

/// What leads to the rule that sets the limit.
static BY_RULE: Wording = Wording::named("引出规定的词");

/// What a phrase contributes to its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A limit.
    Limit(TimeLimit),
    /// 公示7个工作日.
    Notice(Days),
    /// 自信息形成之日起: the limit follows.
    After(String),
    /// 开展工作时.
    Moment(String),
    /// 按照《条例》规定: a rule that may introduce a limit.
    Preamble(String),
    /// 法律另有规定的除外.
    Exception(String),
    /// Words that are none of these; before a limit they name the kind of information.
    Words(String),
    /// 予以公开, 在村公示栏公开.
    Nothing,
}

/// Words before a stretch of time that only bound it.
static BOUNDS: Wording = Wording::named("时长的限定");
/// Words that open a phrase and say nothing about the time.
static OPENERS: Wording = Wording::named("时限开头可省的词");
/// Verbs of disclosure at the end of a phrase.
static VERBS: Wording = Wording::named("公开的动词");
/// 公示期 and its like.
static NOTICES: Wording = Wording::named("公示的动词");

/// Reads one phrase.
pub(super) fn read(phrase: &str) -> Vec<Piece> {
    let phrase = without_openers(phrase);
    if phrase.is_empty() {
        return vec![];
    }
    if let Some(piece) = rule(phrase) {
        return vec![piece];
    }
    let (rest, notice) = take_notice(phrase);
    let mut pieces: Vec<Piece> = match (limit(rest), notice) {
        (Some(limit), _) => vec![Piece::Limit(limit)],
        (None, Some(_)) if without_openers(rest).is_empty() || is_disclosure(rest) => vec![],
        (None, _) => vec![other(rest)],
    };
    pieces.extend(notice.map(Piece::Notice));
    pieces
}

fn without_openers(mut phrase: &str) -> &str {
    while let Some(rest) = OPENERS.iter().find_map(|word| phrase.strip_prefix(word)) {
        phrase = rest;
    }
    phrase
}

/// 从其规定, 按《…》规定, 随采购公告公开, 征集时对外公布的时限内.
fn rule(phrase: &str) -> Option<Piece> {
    if !limit_ends(phrase).is_empty() {
        return None;
    }
    if is_exception(phrase) {
        return Some(Piece::Exception(phrase.to_owned()));
    }
    let has = |words: &[&str]| words.iter().any(|word| phrase.contains(word));
    let opens = BY_RULE.iter().any(|w| phrase.starts_with(w));
    let cites = has(&["规定", "《", "法定"]);
    let asks = has(&ASKING);
    if opens && (cites || asks && !has(&["及时", "实时", "即时"])) {
        return Some(Piece::Preamble(phrase.to_owned()));
    }
    let follows = phrase.starts_with('随') && !phrase.starts_with("随时");
    (has(&NAMED_LIMITS) || follows).then(|| by_rule(phrase))
}

/// 法律、法规另有规定的，从其规定.
pub(super) fn is_exception(text: &str) -> bool {
    ["从其规定", "另有规定", "有规定的除外", "另行规定"].iter().any(|word| text.contains(word))
}

fn by_rule(phrase: &str) -> Piece {
    let deadline = Deadline::ByRule(phrase.to_owned());
    Piece::Limit(TimeLimit { subject: None, trigger: None, deadline, notice: None })
}

/// The places where limits of the form …内 and …前 end.
pub(super) fn limit_ends(text: &str) -> Vec<usize> {
    let ends = duration::all(text)
        .into_iter()
        .filter(|found| text.get(found.end..).is_some_and(|after| within(after) || before(after)));
    ends.map(|found| found.end).collect()
}

fn within(after: &str) -> bool {
    ["内", "之内", "以内", "里"].iter().any(|word| after.starts_with(word))
}

fn before(after: &str) -> bool {
    ["前", "之前", "以前"].iter().any(|word| after.starts_with(word))
}

/// Takes the 公示期 off the end of a phrase: 10个工作日内公示7个工作日.
fn take_notice(phrase: &str) -> (&str, Option<Days>) {
    for found in duration::all(phrase) {
        let after = phrase.get(found.end..).unwrap_or("");
        let head = phrase.get(..found.start).unwrap_or("");
        let bare = without_bounds(head);
        let at_least = bare.len() < head.len() && head.get(bare.len()..).is_some_and(is_minimum);
        if let Some(start) =
            notice_start(bare, at_least).filter(|_| !within(after) && !before(after))
        {
            return (phrase.get(..start).unwrap_or(""), Some(found.days));
        }
    }
    (phrase, None)
}

fn is_minimum(bound: &str) -> bool {
    ["少于", "低于", "短于", "至少"].iter().any(|word| bound.contains(word))
}

/// Where the words of a 公示期 begin, at the end of what stands before its length.
fn notice_start(head: &str, at_least: bool) -> Option<usize> {
    let term = LENGTH_NAMES.iter().find_map(|word| head.strip_suffix(word));
    let stem = term.unwrap_or(head).trim_end_matches(['的', '结']);
    if stem.is_empty() && at_least {
        return Some(0);
    }
    let verb = NOTICES.iter().find(|verb| stem.ends_with(*verb))?;
    // 公开20个工作日 may be meant as a limit; 公开不少于20个工作日 and 公开期限 are not.
    (*verb != "公开" || term.is_some() || at_least).then(|| stem.len() - verb.len())
}

fn without_bounds(mut head: &str) -> &str {
    while let Some(rest) = BOUNDS.iter().find_map(|word| head.strip_suffix(word)) {
        head = rest;
    }
    head
}

/// The limit in a phrase.
pub(super) fn limit(phrase: &str) -> Option<TimeLimit> {
    let among = phrase.strip_prefix("其中");
    let phrase = among.unwrap_or(phrase);
    let (deadline, head) = counted(phrase)
        .or_else(|| super::date::fixed(phrase))
        .or_else(|| super::date::periodic(phrase))
        .or_else(|| keyword(phrase))
        .or_else(|| on_request(phrase))?;
    let is_before = matches!(deadline, Deadline::Before(_));
    let (subject, trigger) = origin(head, among.is_some(), is_before);
    Some(TimeLimit { subject, trigger, deadline, notice: None })
}

/// 20个工作日内, 15日前, 提前一周, 每20个工作日; with what stands before it.
fn counted(phrase: &str) -> Option<(Deadline, &str)> {
    let found = *duration::all(phrase).first()?;
    let (head, after) = (phrase.get(..found.start)?, phrase.get(found.end..)?);
    // 15-20个工作日内: the upper bound counts.
    let head =
        head.trim_end_matches(|c| duration::is_figure(c) || matches!(c, '-' | '~' | '—' | '～'));
    let bare = without_bounds(head);
    if let Some(head) = bare.strip_suffix("提前") {
        return Some((Deadline::Before(found.days), head));
    }
    if before(after) {
        return Some((Deadline::Before(found.days), bare));
    }
    // 会前3日
    if let Some(head) = bare.strip_suffix('前').filter(|head| !head.is_empty()) {
        return Some((Deadline::Before(found.days), head));
    }
    if let Some(head) = bare.strip_suffix("每隔").or_else(|| bare.strip_suffix('每')) {
        let periodic = !within(after) || head.is_empty();
        return periodic.then_some((Deadline::Periodic(found.days), head));
    }
    Some((Deadline::Within(found.days), bare))
}

/// 长期公开, 实时公开, 及时公开.
fn keyword(phrase: &str) -> Option<(Deadline, &str)> {
    static PERMANENT: Wording = Wording::named("长期公开");
    static LIVE: Wording = Wording::named("实时公开");
    static PROMPT: Wording = Wording::named("及时公开");
    // `contains` is many times as fast as `find`, and nearly always says no.
    let place = |word: &&str| if phrase.contains(word) { phrase.find(word) } else { None };
    let find = |words: &[&str]| words.iter().filter_map(place).min();
    let (deadline, at) = find(&PERMANENT)
        .map(|at| (Deadline::Permanent, at))
        .or_else(|| find(&LIVE).map(|at| (Deadline::Live, at)))
        .or_else(|| find(&PROMPT).map(|at| (Deadline::Prompt, at)))?;
    Some((deadline, phrase.get(..at)?))
}

/// 其他听证公开内容为依申请公开: no limit, and none is due.
fn on_request(phrase: &str) -> Option<(Deadline, &str)> {
    let at = phrase.find("依申请")?;
    Some((Deadline::Unstated, without_bounds(phrase.get(..at)?)))
}

/// A phrase without a limit.
fn other(phrase: &str) -> Piece {
    if phrase.starts_with("其中") {
        return Piece::Words(phrase.to_owned());
    }
    if let Some(moment) = moment(phrase) {
        return Piece::Moment(moment);
    }
    let stem = without_verbs(phrase);
    if let Some(trigger) = without_after(stem).filter(|t| !t.is_empty()) {
        return Piece::After(bare_trigger(trigger).to_owned());
    }
    // 活动开始前公开, 事后公开: a time, but no length.
    if stem.ends_with('前') || matches!(stem, "事中" | "事后") {
        return Piece::After(bare_trigger(stem).to_owned());
    }
    if is_disclosure(phrase) { Piece::Nothing } else { Piece::Words(phrase.to_owned()) }
}

/// 予以公开, 在村公示栏公开, 主动公开.
fn is_disclosure(phrase: &str) -> bool {
    let stem = without_verbs(phrase);
    let place = MEANS.iter().any(|word| stem.starts_with(word));
    stem.len() < phrase.len() && (place || stem.is_empty())
}

fn without_verbs(mut phrase: &str) -> &str {
    while let Some(rest) = VERBS.iter().find_map(|verb| phrase.strip_suffix(verb)) {
        phrase = rest.trim_end_matches(['并', '的']);
    }
    PLAIN.iter().fold(phrase, |rest, word| rest.strip_suffix(word).unwrap_or(rest))
}

/// 在实地启动拟征收土地工作时: the moment.
fn moment(phrase: &str) -> Option<String> {
    let stem = without_verbs(phrase);
    let stem = stem.strip_suffix("的同时").or_else(|| stem.strip_suffix('时'))?;
    let adverb =
        stem.ends_with(['及', '实', '即', '随', '按', '定', '同', '小', '临', '届', '限', '适']);
    let trigger = stem.trim_start_matches(['在', '于', '自', '当']);
    (!adverb && !trigger.is_empty()).then(|| trigger.to_owned())
}
