//! What was decided, and the adjustments that follow from it.

use std::path::Path;

use crate::cli::{CliError, records, today};
use crate::finding::Finding;
use crate::input::tables::{ReadOptions, read_tables};
use crate::input::{decode, disk};
use crate::review::{Decided, Record, Recorded, adopt, decode_record, read_decisions};
use crate::rules::process::decision_unclear;

use super::desk::{Desk, Office, RECORD};
use super::{Args, in_place};

/// The word that adopts everything.
const ALL: &str = "all";

/// Takes the decisions over and makes the adjustments; they are written when all is done.
pub(super) fn run(args: &Args, office: &mut Office, from: &Path) -> Result<(), CliError> {
    let all = from.as_os_str() == ALL;
    if !all {
        decide(args, office, from)?;
    }
    let date = today()?.to_string();
    let Office { map, desks, findings, lines, .. } = office;
    for desk in desks {
        let silent = without_reason(&desk.record);
        findings.extend(silent.into_iter().map(|finding| desk.own(finding)));
        let adopted = adopt(&desk.catalogue, &desk.origins, map, &mut desk.record, all, &date);
        findings.extend(adopted.findings.into_iter().map(|finding| desk.own(finding)));
        let rewritten = in_place::take(map, desk, adopted.in_place);
        lines.extend(rewritten.said);
        findings.extend(rewritten.findings.into_iter().map(|finding| desk.own(finding)));
        let Some(overlay) = adopted.overlay else {
            if desk.rewrites.is_empty() {
                lines.push(format!("{}：没有要写进调整的意见", desk.member.name));
            }
            continue;
        };
        let name = match records::book(&desk.folder)? {
            Some((_, book)) => records::row_name(&book),
            None => free_name(desk, &date),
        };
        for known in &mut desk.record.opinions {
            if overlay.numbers.contains(&known.number) {
                known.written.clone_from(&name);
            }
        }
        lines.push(format!("{}：采纳 {} 条，写进 {name}", desk.member.name, overlay.numbers.len()));
        desk.overlay = Some((name, overlay.text));
    }
    Ok(())
}

/// Decisions of the record itself, written by hand, that do not say why.
fn without_reason(record: &Record) -> Vec<Finding> {
    let silent = record
        .opinions
        .iter()
        .filter(|known| known.decision.needs_reason() && known.why.trim().is_empty());
    let fault = |known: &Recorded| {
        decision_unclear::no_reason(known.number, known.decision.label()).at(known.location)
    };
    silent.map(fault).collect()
}

/// A name that no file has yet, as it stands in the record.
fn free_name(desk: &Desk, date: &str) -> String {
    let names = (1..).map(|number| match number {
        1 => format!("overlays/征求意见-{date}.yaml"),
        more => format!("overlays/征求意见-{date}-{more}.yaml"),
    });
    let mut free = names.filter(|name| !desk.folder.join(name).exists());
    free.next().unwrap_or_default()
}

/// Takes over the decisions of a file: the record itself, another copy of it, or the filled table.
fn decide(args: &Args, office: &mut Office, from: &Path) -> Result<(), CliError> {
    let name = from.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let own = office.desks.iter().any(|desk| is_same(&desk.folder.join(RECORD), from));
    if own || (!from.exists() && name == RECORD) {
        return Ok(());
    }
    let decided = match from.extension().and_then(|e| e.to_str()) {
        Some("yaml" | "yml") => of_copy(office, from)?,
        _ => of_table(office, from)?,
    };
    let mut having = office.desks.iter_mut().filter(|desk| !desk.record.opinions.is_empty());
    match (having.next(), having.next()) {
        (Some(desk), None) => {
            let findings = desk.record.decide(&decided);
            let findings = findings.into_iter().map(|finding| desk.own(finding));
            office.findings.extend(findings.collect::<Vec<_>>());
            Ok(())
        }
        (Some(_), Some(_)) => {
            Err(CliError::Message("几个单位都有意见记录，用 --member 写明这份表是谁的".to_owned()))
        }
        (None, _) => {
            let folder = args.folder().display();
            Err(CliError::Message(format!(
                "“{folder}”里没有{RECORD}，先用 mulu review --read 读回征求意见表"
            )))
        }
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}

fn of_table(office: &mut Office, path: &Path) -> Result<Vec<Decided>, CliError> {
    let failed =
        |reason: String| CliError::Message(format!("读不了“{}”：{reason}", path.display()));
    let tables = read_tables(&disk::read(path)?, &ReadOptions::default())
        .map_err(|e| failed(e.to_string()))?;
    let file = office.map.add_sheets(path.display().to_string(), Some(path), tables.workbook);
    let workbook = office.map.workbook(file).into_iter();
    let mut decided = workbook.map(|workbook| read_decisions(workbook, file));
    decided.next().and_then(Result::ok).ok_or_else(|| {
        failed("没有一张表同时有“序号”和“采纳情况”两栏，不是意见采纳情况表".to_owned())
    })
}

/// The decisions of another copy of the record.
fn of_copy(office: &mut Office, path: &Path) -> Result<Vec<Decided>, CliError> {
    let text = disk::text(path)?;
    let file = office.map.add_text(path.display().to_string(), Some(path), text);
    let shape = |_: &_| &decode::OPINIONS;
    let node = decode::read(&office.map, file, shape, &mut office.findings);
    let record = node.map(|node| decode_record(&node, file)).unwrap_or_default();
    Ok(decided(&record))
}

fn decided(record: &Record) -> Vec<Decided> {
    let rows = record.opinions.iter().map(|known| Decided {
        number: known.number,
        code: known.opinion.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        decision: known.decision.label().to_owned(),
        why: known.why.clone(),
        final_text: known.final_text.clone(),
        location: known.location,
    });
    rows.collect()
}
