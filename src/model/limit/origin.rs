//! For which information a limit holds, and from which event it counts: what stands before 20个工作日内.

use super::super::split;
use super::duration;

/// Words that end a trigger.
const AFTER: [&str; 11] =
    ["之日起的", "之日起", "当日起", "日起", "之日后", "之日", "之后", "以后", "时起", "后", "起"];
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
    const FILLER: [&str; 14] = [
        "应当", "主动", "予以", "进行", "可以", "必须", "公开", "在", "于", "应", "须", "需", "要",
        "的",
    ];
    while let Some(rest) = FILLER.iter().find_map(|word| head.strip_suffix(word)) {
        head = rest;
    }
    head.trim_matches(['、', '，'])
}

/// 按照《条例》规定自…: the rule says nothing about the time.
fn without_preamble(head: &str) -> &str {
    let opens = ["按", "根据", "依据", "依照", "依法"].iter().any(|word| head.starts_with(word));
    match ["规定", "要求", "情况"].iter().filter_map(|w| head.rfind(w).map(|at| at + w.len())).max()
    {
        Some(end) if opens => head.get(end..).unwrap_or("").trim_start_matches(['的', '，']),
        _ => head,
    }
}

/// The place of the 自, 从 or 在 with which a trigger starts.
fn start_word(stem: &str) -> Option<usize> {
    const NO_STARTS: [&str; 16] = [
        "自然", "自行", "自治", "自愿", "自主", "自身", "自查", "自建", "自助", "自贸", "自考",
        "在建", "在册", "在校", "在线", "在职",
    ];
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
    const ENDS: [&str; 38] = [
        "形成", "变更", "下达", "获取", "制作", "制定", "作出", "批准", "批复", "结束", "完成",
        "签订", "确定", "产生", "印发", "发布", "公布", "出台", "受理", "举行", "召开", "开始",
        "截止", "到位", "生效", "成立", "通过", "审定", "审批", "审核", "验收", "办结", "立案",
        "更新", "调整", "生成", "备案", "拨付",
    ];
    const STARTS: [&str; 9] =
        ["收到", "完成", "作出", "做出", "制定", "制作", "获取", "组织", "提交"];
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
