//! The forms that came back.

use std::path::{Path, PathBuf};

use crate::cli::{CliError, today};
use crate::finding::Finding;
use crate::input::disk;
use crate::input::tables::{ReadOptions, read_tables};
use crate::model::fold;
use crate::review::{self, Adoption, Filled, contradictions, looser, read, take_in, understand};
use crate::rules::process::{form_foreign, form_stale, form_unreadable};
use crate::source::{Location, SourceMap};

use super::Args;
use super::desk::{Desk, Office};

/// Reads the forms into the records, and says who answered and what does not fit together.
pub(super) fn run(args: &Args, office: &mut Office) -> Result<(), CliError> {
    let date = today()?.to_string();
    for path in forms(args)? {
        if let Err(finding) = take(args, office, &path, &date) {
            office.findings.push(*finding);
        }
    }
    for desk in &office.desks {
        let found = contradictions(&desk.record, &desk.catalogue);
        office.findings.extend(found.into_iter().map(|found| desk.own(found.finding)));
        let found = looser(&desk.record, &desk.catalogue);
        office.findings.extend(found.into_iter().map(|(_, finding)| desk.own(finding)));
        office.lines.extend(summary(args, desk));
    }
    Ok(())
}

/// The files, those of a folder by name.
fn forms(args: &Args) -> Result<Vec<PathBuf>, CliError> {
    let mut found = Vec::new();
    for path in args.files() {
        if !path.is_dir() {
            found.push(path.to_path_buf());
            continue;
        }
        let inside = disk::entries(path)?.into_iter();
        found.extend(inside.filter(|path| path.is_file() && !is_temporary(path)));
    }
    Ok(found)
}

/// Lock files of office programs, and hidden files.
fn is_temporary(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.to_string_lossy().starts_with(['.', '~']))
}

/// Takes one form in. A form that cannot be used is a finding.
fn take(args: &Args, office: &mut Office, path: &Path, date: &str) -> Result<(), Box<Finding>> {
    let filled = filled(&mut office.map, path)?;
    let desk = desk_of(&mut office.desks, &filled)?;
    let unit = unit(args, desk, &filled)?;
    let mut findings = unknown_unit(args, desk, &filled, &unit);
    let stale = filled.fingerprint.as_ref().is_some_and(|print| *print != desk.fingerprint);
    findings.extend(other_draft(desk, &filled));
    let mut understood = understand(&desk.catalogue, &filled, &unit, stale);
    findings.append(&mut understood.findings);
    findings.extend(take_in(&mut desk.record, &filled, &unit, date, understood));
    office.findings.extend(findings.into_iter().map(|finding| desk.own(finding)));
    Ok(())
}

/// Reads the form in a file.
fn filled(map: &mut SourceMap, path: &Path) -> Result<Filled, Box<Finding>> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let shown = path.display().to_string();
    let read_tables = || {
        let bytes = disk::read(path).map_err(|error| format!("打不开：{}", error.reason))?;
        read_tables(&bytes, &ReadOptions::default()).map_err(|error| error.to_string())
    };
    let workbook = match read_tables() {
        Ok(tables) => tables.workbook,
        Err(reason) => {
            let file = map.add_opaque(shown, Some(path));
            return Err(form_unreadable::unreadable(&reason).at(Location::whole(file)).into());
        }
    };
    let form = map.add_sheets(shown, Some(path), workbook);
    let workbook = map.workbook(form).into_iter();
    let mut read = workbook.map(|workbook| read(workbook, form, &name));
    read.next()
        .and_then(Result::ok)
        .ok_or_else(|| form_unreadable::no_form().at(Location::whole(form)).into())
}

/// The member whose catalogue the form is about.
fn desk_of<'a>(desks: &'a mut [Desk], filled: &Filled) -> Result<&'a mut Desk, Box<Finding>> {
    let names: Vec<String> = desks.iter().map(|desk| desk.member.name.clone()).collect();
    let names = names.join("、");
    let printed = |desk: &Desk| filled.fingerprint.as_ref() == Some(&desk.fingerprint);
    let at = match &filled.catalogue {
        Some(name) => {
            desks.iter().position(|d| fold::compact(&d.member.name) == fold::compact(name))
        }
        None if desks.len() == 1 => Some(0),
        None => desks.iter().position(printed),
    };
    at.and_then(|at| desks.get_mut(at)).ok_or_else(|| {
        let fault = match &filled.catalogue {
            Some(name) => form_foreign::other_catalogue(name, &names),
            None => form_foreign::unnamed_catalogue(&names),
        };
        fault.at(Location::whole(filled.source)).into()
    })
}

/// Who answered, by the name under which it was asked.
fn unit(args: &Args, desk: &Desk, filled: &Filled) -> Result<String, Box<Finding>> {
    let Some(written) = &filled.unit else {
        return Err(form_foreign::unnamed_unit().at(Location::whole(filled.source)).into());
    };
    let groups = desk.groups(args);
    let same = groups.iter().find(|group| fold::compact(&group.unit) == fold::compact(written));
    Ok(same.map_or_else(|| written.clone(), |group| group.unit.clone()))
}

fn unknown_unit(args: &Args, desk: &Desk, filled: &Filled, unit: &str) -> Vec<Finding> {
    if desk.groups(args).iter().any(|group| group.unit == unit) {
        return Vec::new();
    }
    vec![form_foreign::unknown_unit(unit).at(Location::whole(filled.source))]
}

fn other_draft(desk: &Desk, filled: &Filled) -> Option<Finding> {
    let fault = match &filled.fingerprint {
        None => form_stale::unnamed_draft(),
        Some(print) if *print != desk.fingerprint => {
            form_stale::other_draft(print, &desk.fingerprint)
        }
        Some(_) => return None,
    };
    Some(fault.at(Location::whole(filled.source)))
}

/// Who answered and who did not, and how many opinions there are.
fn summary(args: &Args, desk: &Desk) -> Vec<String> {
    let groups = desk.groups(args);
    let record = &desk.record;
    let answered = |unit: &str| record.replies.iter().any(|reply| reply.unit == unit);
    let missing: Vec<&str> =
        groups.iter().map(|group| group.unit.as_str()).filter(|unit| !answered(unit)).collect();
    let mut lines = vec![format!(
        "{}：应反馈 {} 个单位，已反馈 {} 个",
        desk.member.name,
        groups.len(),
        groups.len() - missing.len()
    )];
    lines.extend(record.replies.iter().map(|reply| reply_line(record, reply)));
    if !missing.is_empty() {
        lines.push(format!("  未反馈：{}", missing.join("、")));
    }
    let count = |decision| record.opinions.iter().filter(|o| o.decision == decision).count();
    let counts = Adoption::ALL.into_iter().filter(|decision| count(*decision) > 0);
    let counts: Vec<String> =
        counts.map(|decision| format!("{} {}", decision.label(), count(decision))).collect();
    if !counts.is_empty() {
        lines.push(format!("  意见 {} 条：{}", record.opinions.len(), counts.join("，")));
    }
    lines
}

fn reply_line(record: &review::Record, reply: &review::Reply) -> String {
    let of_form =
        |o: &&review::Recorded| o.opinion.unit == reply.unit && o.opinion.file == reply.file;
    let opinions = record.opinions.iter().filter(of_form).count();
    let blank = if reply.blank > 0 {
        format!("，空着 {} 项（按没有意见算）", reply.blank)
    } else {
        String::new()
    };
    format!("  已反馈：{}，同意 {} 项，意见 {opinions} 条{blank}", reply.unit, reply.agreed.len())
}
