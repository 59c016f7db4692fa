//! Whether a catalogue may be submitted.

use jiff::civil::Date;

use super::{Approval, Reviewer, Secrecy, not_approved, standing};
use crate::model::{Catalogue, Gaps, day_in};
use crate::review::{By, Record, contradictions, groups};

/// How many units are named that did not answer; of more, the first are.
const NAMED: usize = 8;

/// What is known when a catalogue is to be submitted.
#[derive(Debug, Clone, Copy)]
pub struct Readiness<'a> {
    /// Findings at error level.
    pub errors: usize,
    /// The record of opinions; `None` when there is none.
    pub record: Option<&'a Record>,
    /// The secrecy review; `None` when there is none.
    pub secrecy: Option<&'a Secrecy>,
    /// What reviewers said so far.
    pub approvals: &'a [Approval],
    /// 备案前审核 of the body or of the nearest layer above that says it; only for what is to be filed.
    pub approved_first: Option<&'a str>,
    /// Whether it is to be filed, and not only to be approved.
    pub filing: bool,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Its fingerprint.
    pub fingerprint: &'a str,
}

/// What is missing, one sentence each; empty when the catalogue may be submitted.
pub fn missing(known: &Readiness<'_>) -> Vec<String> {
    let mut missing = Vec::new();
    if known.errors > 0 {
        missing.push(format!("校验有 {} 个错误，用 mulu check 看是哪些，改好再报送", known.errors));
    }
    missing.extend(gaps(known.catalogue));
    missing.extend(recipient(known));
    match known.record {
        None => missing.push(
            "没有征求意见的记录。用 mulu review 征求意见，用 mulu review --read 读回；\
             不征求的，在意见采纳.yaml 里写“免征求理由”"
                .to_owned(),
        ),
        Some(record) => opinions(record, known.catalogue, &mut missing),
    }
    match known.secrecy {
        None => missing.push(
            "没有保密审查。填写 保密审查表.xlsx（mulu submit --draft 的材料里有空表）或 保密审查.yaml，\
             放在本单位的文件夹里"
                .to_owned(),
        ),
        Some(secrecy) => missing.extend(secrecy.missing(known.fingerprint)),
    }
    missing.extend(dated_before(known));
    approvals(known, &mut missing);
    missing
}

/// A report that is filed says to whom.
fn recipient(known: &Readiness<'_>) -> Option<String> {
    let named = known.catalogue.profile.filing.recipient.as_ref();
    (known.filing && named.is_none_or(|name| name.trim().is_empty())).then(|| {
        "没有写报给谁备案。在“报送”（mulu.yaml 或 目录.xlsx）里写“报送机关”，备案报告才有主送机关".to_owned()
    })
}

/// A catalogue bears no earlier day than what was decided on its text.
fn dated_before(known: &Readiness<'_>) -> Option<String> {
    let dated = known.catalogue.profile.date.as_ref()?.value;
    let replies = known.record.into_iter().flat_map(|record| &record.replies);
    let inquired = replies.filter_map(|reply| Some((day_in(&reply.date)?, "征求意见（读入反馈）")));
    let secrecy = known.secrecy.and_then(|secrecy| day_in(&secrecy.date));
    let later: Option<(Date, &str)> =
        inquired.chain(secrecy.map(|day| (day, "保密审查"))).filter(|(day, _)| *day > dated).max();
    later.map(|(day, what)| {
        format!(
            "目录的日期 {dated} 早于{what}的 {day}。定稿以后用 mulu adjust --release 版本 写上新的版本和日期"
        )
    })
}

/// Fields that are empty, and those that nobody has confirmed, domain by domain.
fn gaps(catalogue: &Catalogue) -> Vec<String> {
    let gaps = Gaps::of(catalogue);
    let blank = gaps.iter().filter(|gaps| !gaps.blank.is_empty()).map(|gaps| {
        format!(
            "{}。用 mulu confirm --domain {} 出核实表，照原件填好，用 mulu confirm --read 读回；或者写进调整",
            gaps.counted(),
            gaps.domain.number
        )
    });
    let open = gaps.iter().filter(|gaps| !gaps.unverified.is_empty());
    let open = open.filter(|gaps| catalogue.release(gaps.domain).is_none()).map(|gaps| {
        format!(
            "{} 有 {} 项待核，没有对照原件核实。用 mulu confirm --domain {} 核实；先报送的，\
             在“待核放行”（mulu.yaml 或 目录.xlsx）里写领域、理由和批准人",
            gaps.domain.name,
            gaps.unverified.len(),
            gaps.domain.number
        )
    });
    blank.chain(open).collect()
}

fn opinions(record: &Record, catalogue: &Catalogue, missing: &mut Vec<String>) {
    if record.waived.is_none() {
        if record.replies.is_empty() {
            missing.push("没有一个单位反馈意见，也没有写“免征求理由”".to_owned());
        } else {
            missing.extend(silent(record, catalogue));
        }
    }
    for known in &record.opinions {
        if let Some(why) = known.unanswered() {
            let opinion = &known.opinion;
            missing.push(format!(
                "第 {} 号意见（{}，{}）{why}",
                known.number, opinion.unit, opinion.item
            ));
        }
    }
    let contested = contradictions(record, catalogue).into_iter();
    missing.extend(contested.map(|found| found.finding.message));
}

/// The units that neither answered nor were let off. Who was asked by body has answered for its items,
/// wherever another unit leads.
fn silent(record: &Record, catalogue: &Catalogue) -> Option<String> {
    let asked = groups(catalogue, By::Lead);
    let open = asked.iter().filter(|group| {
        let covered = group.items.iter().all(|item| {
            let bodies = item.item.fields.bodies.iter().flat_map(|bodies| bodies.value.parts());
            let mut bodies = bodies.peekable();
            bodies.peek().is_some() && bodies.all(|body| record.has_answered(&body.name))
        });
        !record.has_answered(&group.unit) && record.excuse(&group.unit).is_none() && !covered
    });
    let open: Vec<&str> = open.map(|group| group.unit.as_str()).collect();
    let more = if open.len() > NAMED { "等" } else { "" };
    let names: Vec<&str> = open.iter().take(NAMED).copied().collect();
    (!open.is_empty()).then(|| {
        format!(
            "{} 个单位还没有反馈：{}{more}。收齐再报；收不齐的用 mulu review --waive 理由 记下为什么不等",
            open.len(),
            names.join("、")
        )
    })
}

/// A refusal stops a submission; so does a missing approval, where the plan asks for it.
fn approvals(known: &Readiness<'_>, missing: &mut Vec<String>) {
    let standing = standing(known.approvals, known.fingerprint).into_iter();
    let refused = standing.filter(|approval| !approval.approved);
    missing.extend(refused.map(|approval| {
        format!("{}对这一稿的审核意见是不同意：{}", approval.reviewer.word(), approval.note)
    }));
    let Some(written) = known.approved_first.filter(|_| known.filing) else { return };
    let (required, unknown) = required(written);
    missing.extend(unknown.into_iter().map(|word| {
        format!("“备案前审核”里的“{word}”看不出是谁。可以写：{}", Reviewer::WORDS.join("、"))
    }));
    let open = not_approved(&required, known.approvals, known.fingerprint);
    missing.extend(open.into_iter().map(|reviewer| {
        format!(
            "备案以前要{}审核同意，这一稿（指纹 {}）还没有。用 mulu submit --stage approval 报审，\
             盖章的审核意见表用 mulu submit --returned 读回",
            reviewer.word(),
            known.fingerprint
        )
    }));
}

/// The reviewers of 备案前审核, and the words that name none.
pub fn required(written: &str) -> (Vec<Reviewer>, Vec<String>) {
    let words = written.split(['、', '，', ',', ';', '；']).map(str::trim);
    let (mut required, mut unknown) = (Vec::new(), Vec::new());
    for word in words.filter(|word| !word.is_empty()) {
        match Reviewer::from_word(word) {
            Some(reviewer) => required.push(reviewer),
            None => unknown.push(word.to_owned()),
        }
    }
    (required, unknown)
}
