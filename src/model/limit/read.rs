//! The grammar of 公开时限: sentences, their phrases, and how phrases add up to limits.

use super::super::{fold, split};
use super::origin;
use super::phrase::{self, Piece};
use super::{Days, Deadline, TimeLimit, duration};
use crate::text::is_invisible;

/// The limits that a cell states. A cell with text has at least one part.
pub(super) fn limits(text: &str) -> Vec<TimeLimit> {
    let mut by_line = of_lines(text.lines());
    let broken = by_line.iter().any(|part| part.deadline == Deadline::Unparsed);
    if broken && text.contains('\n') {
        // A line may have been broken inside a sentence.
        let joined = of_lines(std::iter::once(text));
        if joined.iter().all(|part| part.deadline != Deadline::Unparsed) {
            return joined;
        }
    }
    if by_line.is_empty() && !text.is_empty() {
        by_line.push(unparsed(None));
    }
    by_line
}

fn unparsed(subject: Option<String>) -> TimeLimit {
    TimeLimit { subject, trigger: None, deadline: Deadline::Unparsed, notice: None }
}

fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<TimeLimit> {
    let mut parts: Vec<TimeLimit> = Vec::new();
    for line in lines.map(plain).filter(|line| !line.is_empty()) {
        for entry in split::numbered(&line).unwrap_or_else(|| vec![&line]) {
            for text in split::outside(entry, |_, c| matches!(c, '；' | ';' | '。')) {
                add(&mut parts, sentence(fold::split_numbering(text).1));
            }
        }
    }
    parts
}

/// Without whitespace, and with ASCII digits.
fn plain(line: &str) -> String {
    let visible = line.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c));
    visible.map(half_width).collect()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        c => c,
    }
}

/// Adds the limits of a sentence; a 公示期 that stands in a sentence of its own goes to the limit before.
fn add(parts: &mut Vec<TimeLimit>, found: Vec<TimeLimit>) {
    if let ([only], Some(last)) = (found.as_slice(), parts.last_mut()) {
        let only_notice =
            only.deadline == Deadline::Unstated && only.subject.is_none() && only.trigger.is_none();
        if only_notice && only.notice.is_some() && last.notice.is_none() {
            last.notice = only.notice;
            return;
        }
    }
    parts.extend(found);
}

fn sentence(text: &str) -> Vec<TimeLimit> {
    let (subject, body) = heading(text);
    let (body, inner) = without_inner_limits(body);
    let mut reading = LimitReading { subject: subject.clone(), ..LimitReading::default() };
    for phrase in phrases(&body) {
        phrase::read(phrase).into_iter().for_each(|piece| reading.take(piece));
    }
    let mut parts = reading.finish();
    if parts.is_empty() {
        parts.push(unparsed(subject));
    }
    parts.extend(inner.iter().flat_map(|text| sentence(text)));
    parts
}

/// `处罚决定：20个工作日内`: the kind of information before the colon.
fn heading(text: &str) -> (Option<String>, &str) {
    let brackets = split::Brackets::of(text);
    let colon =
        text.char_indices().find(|(at, c)| matches!(c, '：' | ':') && !brackets.contain(*at));
    let Some((at, c)) = colon else { return (None, text) };
    let (head, rest) = (text.get(..at).unwrap_or(""), text.get(at + c.len_utf8()..).unwrap_or(""));
    if !duration::all(head).is_empty() || rest.is_empty() {
        return (None, text);
    }
    (
        origin::subject(head).filter(|s| !matches!(s.as_str(), "时限" | "公开时限" | "公开时间")),
        rest,
    )
}

/// Takes out brackets that hold limits of their own: 20个工作日内（行政处罚7个工作日内）.
fn without_inner_limits(text: &str) -> (String, Vec<String>) {
    let brackets = split::Brackets::of(text);
    let (mut body, mut inner, mut from) = (String::new(), Vec::new(), 0);
    for (start, end) in brackets.pairs().iter().copied() {
        let group = text.get(start..end).unwrap_or("");
        let content = group.trim_matches(['（', '(', '）', ')']);
        let states = !phrase::limit_ends(content).is_empty() || phrase::is_exception(content);
        if !group.starts_with(['（', '(']) || !states {
            continue;
        }
        body.push_str(text.get(from..start).unwrap_or(""));
        inner.push(content.to_owned());
        from = end;
    }
    body.push_str(text.get(from..).unwrap_or(""));
    // A text that stands in brackets as a whole is its own content.
    if body.is_empty() && inner.len() == 1 {
        return (inner.remove(0), inner);
    }
    (body, inner)
}

/// Cuts at commas, before 其中, and between two limits joined by 、 or 或者.
fn phrases(body: &str) -> Vec<&str> {
    split::outside(body, |_, c| matches!(c, '，' | ','))
        .into_iter()
        .flat_map(before_among)
        .flat_map(at_slashes)
        .flat_map(between_limits)
        .collect()
}

fn before_among(phrase: &str) -> Vec<&str> {
    match phrase.find("其中").filter(|at| *at > 0) {
        Some(at) => vec![phrase.get(..at).unwrap_or(""), phrase.get(at..).unwrap_or("")],
        None => vec![phrase],
    }
}

/// 长期公开/20个工作日内: cut where each side is a limit.
fn at_slashes(phrase: &str) -> Vec<&str> {
    let sides = split::outside(phrase, |_, c| matches!(c, '/' | '／'));
    if sides.len() > 1 && sides.iter().all(|side| phrase::limit(side).is_some()) {
        sides
    } else {
        vec![phrase]
    }
}

/// Cuts before the words that join one limit to the next.
fn between_limits(phrase: &str) -> Vec<&str> {
    let ends = phrase::limit_ends(phrase);
    let (mut found, mut start) = (Vec::new(), 0);
    for (end, next) in ends.iter().zip(ends.iter().skip(1)) {
        let between = phrase.get(*end..*next).unwrap_or("");
        let joint =
            ["、", "或者", "或", "和", "及"].iter().filter_map(|word| between.find(word)).min();
        if let Some(joint) = joint {
            found.push(phrase.get(start..end + joint).unwrap_or(""));
            start = end + joint;
        }
    }
    found.push(phrase.get(start..).unwrap_or(""));
    found
}

/// The pieces of a sentence, adding up.
#[derive(Default)]
struct LimitReading {
    /// Stated before a colon: holds for every limit of the sentence.
    subject: Option<String>,
    /// Stated in an earlier phrase, for the next limit.
    pending_subject: Option<String>,
    trigger: Option<String>,
    /// The trigger is a moment (…时), so that it is a limit in itself.
    moment: bool,
    preamble: Option<String>,
    exception: Option<String>,
    parts: Vec<TimeLimit>,
}

impl LimitReading {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Limit(limit) => self.limit(limit),
            Piece::Notice(days) => self.notice(days),
            Piece::After(trigger) => (self.trigger, self.moment) = (Some(trigger), false),
            Piece::Moment(trigger) => (self.trigger, self.moment) = (Some(trigger), true),
            Piece::Preamble(text) => self.preamble = Some(text),
            Piece::Exception(text) => {
                let earlier = self.exception.take().map(|earlier| format!("{earlier}，"));
                self.exception = Some(earlier.unwrap_or_default() + &text);
            }
            Piece::Words(words) => {
                self.settle_trigger();
                self.pending_subject = origin::subject(&words);
            }
            Piece::Nothing => {}
        }
    }

    fn limit(&mut self, mut limit: TimeLimit) {
        let pending = self.pending_subject.take();
        limit.subject = limit.subject.or(pending).or_else(|| self.subject.clone());
        if limit.trigger.is_some() {
            self.settle_trigger();
        } else {
            limit.trigger = self.trigger.take();
        }
        self.parts.push(limit);
    }

    fn notice(&mut self, days: Days) {
        self.settle_trigger();
        match self.parts.last_mut().filter(|last| last.notice.is_none()) {
            Some(last) => last.notice = Some(days),
            None => self.push(Deadline::Unstated, None, Some(days)),
        }
    }

    /// A trigger to which no limit was given: 开展工作时公开, or 审批后公开.
    fn settle_trigger(&mut self) {
        if let Some(trigger) = self.trigger.take() {
            let deadline = if self.moment { Deadline::Live } else { Deadline::Unstated };
            self.push(deadline, Some(trigger), None);
        }
    }

    fn push(&mut self, deadline: Deadline, trigger: Option<String>, notice: Option<Days>) {
        let subject = self.pending_subject.take().or_else(|| self.subject.clone());
        self.parts.push(TimeLimit { subject, trigger, deadline, notice });
    }

    fn finish(mut self) -> Vec<TimeLimit> {
        self.settle_trigger();
        // 按照《条例》规定，20个工作日内公开: the rule only introduces the limit.
        if let Some(text) = self.preamble.take().filter(|_| self.parts.is_empty()) {
            self.push(Deadline::ByRule(text), None, None);
        }
        if let Some(text) = self.exception.take() {
            self.push(Deadline::ByRule(text), None, None);
        }
        self.parts
    }
}
