//! The status of the members for people.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::cli::listing::labelled;
use crate::model::Stage;
use crate::status::{BodyStatus, DomainStatus, Milestone};

/// The whole listing; with `full`, every domain is listed.
pub(super) fn write(bodies: &[BodyStatus], today: Date, full: bool) -> String {
    let mut text = format!("进度（截至 {today}）\n\n");
    for body in bodies.iter().filter(|body| body.present) {
        one(body, full, today, &mut text);
    }
    absent(bodies, &mut text);
    let late: Vec<String> = bodies
        .iter()
        .filter(|body| body.present && body.standing.is_late())
        .filter_map(|body| Some(format!("{}（{}）", body.name, body.standing.delay()?.text())))
        .collect();
    if late.is_empty() {
        text.push_str("没有单位逾期。\n");
    } else {
        text.push_str(&labelled("逾期：", &late.join("、")));
    }
    text
}

fn one(body: &BodyStatus, full: bool, today: Date, text: &mut String) {
    let target = body.target().map(|milestone| format!("  {}", milestone_text(milestone)));
    let _ = writeln!(text, "{}{}  {}", body.name, target.unwrap_or_default(), body.standing.text());
    let counts = Stage::ALL.into_iter().map(|stage| (stage, body.count(stage)));
    let counts = counts.filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(stage, count)| format!("{stage} {count}")).collect();
    let _ = writeln!(text, "  {} 个领域：{}", body.domains.len(), counts.join("，"));
    let [blank, unverified] = sums(body);
    if let Some(open) = open_fields(blank, unverified) {
        let _ = writeln!(text, "  还要核实：{open}");
    }
    if let Some(day) = body.next_review.filter(|day| *day < today) {
        let _ = writeln!(text, "  下次评估日期 {day} 已经过了：评估以后换版本，写上新的日期");
    }
    let listed = body.domains.iter().filter(|domain| full || domain.standing.is_late());
    let recorded = body.domains.iter().any(|domain| domain.reached.date.is_some());
    if !recorded {
        text.push_str("  没有进度记录（记录.yaml），阶段是按文件推断的\n");
    }
    // Without records the list would repeat one line for each domain.
    for domain in listed.filter(|_| full || recorded) {
        line(domain, text);
    }
    text.push('\n');
}

/// 空着 3 栏，待核 5 栏; `None` where nothing is open.
fn open_fields(blank: usize, unverified: usize) -> Option<String> {
    let counts = [("空着", blank), ("待核", unverified)].into_iter().filter(|(_, n)| *n > 0);
    let counts: Vec<String> = counts.map(|(what, n)| format!("{what} {n} 栏")).collect();
    (!counts.is_empty()).then(|| counts.join("，"))
}

/// How many fields of a body are empty, and how many are 待核.
fn sums(body: &BodyStatus) -> [usize; 2] {
    let sum = |count: fn(&DomainStatus) -> usize| body.domains.iter().map(count).sum();
    [sum(|domain| domain.blank), sum(|domain| domain.unverified)]
}

/// 第二批，2020-10-31 以前公布.
fn milestone_text(milestone: &Milestone) -> String {
    let batch = milestone.batch.as_ref().map(|batch| format!("{batch}，")).unwrap_or_default();
    format!("{batch}{} 以前{}", milestone.deadline, milestone.goal)
}

fn line(domain: &DomainStatus, text: &mut String) {
    let reached = &domain.reached;
    let date = reached.date.map(|date| date.to_string());
    let said = [date, reached.handler.clone(), reached.note.clone()];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let said = if said.is_empty() { String::new() } else { format!("（{}）", said.join("，")) };
    let lead = domain.lead.as_ref().map(|lead| format!("  {lead}")).unwrap_or_default();
    let open = open_fields(domain.blank, domain.unverified);
    let open = open.map(|open| format!("  {open}")).unwrap_or_default();
    let line = format!("{} {}{said}{lead}{open}", domain.name, reached.stage);
    text.push_str(&labelled(&format!("    {} ", domain.number), &line));
}

/// Those that are named in a batch only, by what is asked of them.
fn absent(bodies: &[BodyStatus], text: &mut String) {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for body in bodies.iter().filter(|body| !body.present) {
        let asked = body.target().map(milestone_text).unwrap_or_default();
        let asked = format!("{asked}，{}", body.standing.text());
        match groups.iter_mut().find(|(known, _)| *known == asked) {
            Some((_, names)) => names.push(&body.name),
            None => groups.push((asked, vec![&body.name])),
        }
    }
    for (asked, names) in groups {
        let _ = writeln!(text, "名单上有、仓库里还没有文件夹的 {} 个（{asked}）", names.len());
        text.push_str(&labelled("  ", &names.join("、")));
        text.push('\n');
    }
}
