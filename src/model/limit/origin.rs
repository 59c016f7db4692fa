//! For which information a limit holds, and from which event it counts: what stands before 20个工作日内.

use super::super::split;
use super::duration;
use crate::text::Wording;

/// What leads to a rule and to no event.
static CITING: Wording = Wording::named("引出依据的词");

/// Words that end a trigger.
static AFTER: Wording = Wording::named("时限起点的结尾");
/// What stands before 之日起, 后 and the like.
pub(super) fn without_after(head: &str) -> Option<&str> {
    let is_date = head.strip_suffix("日起").is_some_and(|t| t.ends_with(duration::is_figure));
    if is_date {
        return head.strip_suffix('起');
    }
    AFTER.iter().find_map(|word| head.strip_suffix(word))
}

/// The kind of information and the trigger in what stands before a limit.
pub(super) fn origin(head: &str, among: bool, is_before: bool) -> (Option<String>, Option<String>) {
    let head = without_preamble(without_filler(head));
    let stem = without_after(head).unwrap_or(head);
    let marked = stem.len() < head.len();
    if let Some(at) = start_word(stem) {
        let (before, after) = (stem.get(..at).unwrap_or(""), stem.get(at..).unwrap_or(""));
        return (subject(before), some(bare_trigger(after)));
    }
    if among || !marked && !is_before && !is_event(stem) {
        return (subject(stem), None);
    }
    (None, some(bare_trigger(stem)))
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Takes off words at the end of a head that say nothing: 应当, 主动, 予以.
fn without_filler(mut head: &str) -> &str {
    static FILLER: Wording = Wording::named("时限起点里可省的词");
    while let Some(rest) = FILLER.iter().find_map(|word| head.strip_suffix(word)) {
        head = rest;
    }
    head.trim_matches(['、', '，'])
}

/// 按照《条例》规定自…: the rule says nothing about the time.
fn without_preamble(head: &str) -> &str {
    let opens = CITING.iter().any(|word| head.starts_with(word));
    match ["规定", "要求", "情况"].iter().filter_map(|w| head.rfind(w).map(|at| at + w.len())).max()
    {
        Some(end) if opens => head.get(end..).unwrap_or("").trim_start_matches(['的', '，']),
        _ => head,
    }
}

/// The place of the 自, 从 or 在 with which a trigger starts.
fn start_word(stem: &str) -> Option<usize> {
    static NO_STARTS: Wording = Wording::named("自开头而不是起点");
    let starts = stem.char_indices().filter(|(at, c)| {
        let rest = stem.get(*at..).unwrap_or("");
        let compound = NO_STARTS.iter().any(|word| rest.starts_with(word));
        let tail_of_word = stem
            .get(..*at)
            .is_some_and(|t| t.ends_with(['存', '正', '现', '所', '各', '亲', '服']));
        matches!(c, '自' | '在') && !compound && !tail_of_word
    });
    starts.map(|(at, _)| at).next()
}

pub(super) fn bare_trigger(text: &str) -> &str {
    let text =
        if start_word(text) == Some(0) { text.trim_start_matches(['自', '在']) } else { text };
    let text = text.trim_start_matches(['从', '于']);
    text.strip_suffix("之日").unwrap_or(text).trim_end_matches(['的', '、'])
}

/// Whether the words tell an event (信息形成, 收到申请) rather than name a kind of information.
fn is_event(stem: &str) -> bool {
    static ENDS: Wording = Wording::named("起点事件的结尾");
    static STARTS: Wording = Wording::named("起点事件的开头");
    let stem = match split::Brackets::of(stem).pairs().last() {
        Some((start, end)) if *end == stem.len() => stem.get(..*start).unwrap_or(stem),
        _ => stem,
    };
    ENDS.iter().any(|word| stem.ends_with(word)) || STARTS.iter().any(|word| stem.starts_with(word))
}

/// A kind of information without the words around it.
pub(super) fn subject(text: &str) -> Option<String> {
    let text = text.trim_start_matches("其中").trim_start_matches(['：', ':', '，', '属', '于']);
    let text = text.trim_end_matches(['：', ':', '，', '、', '的', '应', '须', '为']);
    let text = text.strip_suffix("应当").unwrap_or(text);
    // The heading of the column, repeated in the cell.
    let heading = matches!(text, "时限" | "公开时限" | "公开时间" | "公开期限");
    some(text).filter(|_| !heading)
}
