//! The forms that came back.

use std::path::{Path, PathBuf};

use crate::cli::{CliError, today};
use crate::input::tables::{ReadOptions, read_tables};
use crate::model::fold;
use crate::review::{self, Decision, Filled, Notice, contradictions, read, take_in, understand};
use crate::source::Workbook;

use super::Args;
use super::desk::{Desk, Office};

/// Reads the forms into the records, and says who answered and what does not fit together.
pub(super) fn run(args: &Args, office: &mut Office) -> Result<(), CliError> {
    let date = today()?.to_string();
    for path in forms(args)? {
        if let Err(notice) = take(args, office, &path, &date) {
            office.notices.push(notice);
        }
    }
    for desk in &office.desks {
        let found = contradictions(&desk.record);
        office.notices.extend(found.into_iter().map(|found| found.notice));
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
        let failed = |error| CliError::Message(format!("读不了“{}”：{error}", path.display()));
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(failed)? {
            inside.push(entry.map_err(failed)?.path());
        }
        inside.retain(|path| path.is_file() && !is_temporary(path));
        inside.sort();
        found.extend(inside);
    }
    Ok(found)
}

/// Lock files of office programs, and hidden files.
fn is_temporary(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.to_string_lossy().starts_with(['.', '~']))
}

/// Takes one form in. A form that cannot be used is a notice.
fn take(args: &Args, office: &mut Office, path: &Path, date: &str) -> Result<(), Notice> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let workbook = sheets(path, &name)?;
    let filled = read(&workbook, &name).map_err(|error| Notice::error(&name, error.to_string()))?;
    let desk = desk_of(&mut office.desks, &filled)?;
    let unit = unit(args, desk, &filled)?;
    let mut notices = unknown_unit(args, desk, &filled, &unit);
    let stale = filled.fingerprint.as_ref().is_some_and(|print| *print != desk.fingerprint);
    notices.extend(other_draft(desk, &filled));
    let mut understood = understand(&desk.catalogue, &filled, &unit, stale);
    notices.append(&mut understood.notices);
    notices.extend(take_in(&mut desk.record, &filled, &unit, date, understood));
    office.notices.extend(notices);
    Ok(())
}

fn sheets(path: &Path, name: &str) -> Result<Workbook, Notice> {
    let bytes = std::fs::read(path)
        .map_err(|error| Notice::error(path.display().to_string(), format!("读不了：{error}")))?;
    let tables = read_tables(&bytes, &ReadOptions::default())
        .map_err(|error| Notice::error(name, error.to_string()))?;
    Ok(tables.workbook)
}

/// The member whose catalogue the form is about.
fn desk_of<'a>(desks: &'a mut [Desk], filled: &Filled) -> Result<&'a mut Desk, Notice> {
    let names: Vec<String> = desks.iter().map(|desk| desk.member.name.clone()).collect();
    let printed = |desk: &Desk| filled.fingerprint.as_ref() == Some(&desk.fingerprint);
    let at = match &filled.catalogue {
        Some(name) => {
            desks.iter().position(|d| fold::compact(&d.member.name) == fold::compact(name))
        }
        None if desks.len() == 1 => Some(0),
        None => desks.iter().position(printed),
    };
    at.and_then(|at| desks.get_mut(at)).ok_or_else(|| {
        let text = match &filled.catalogue {
            Some(name) => format!("这份表是“{name}”的目录的，这里是 {}，没有读", names.join("、")),
            None => format!(
                "看不出是谁的目录的征求意见表，没有读。用 --member 写明，可以写：{}",
                names.join("、")
            ),
        };
        Notice::error(&filled.file, text)
    })
}

/// Who answered, by the name under which it was asked.
fn unit(args: &Args, desk: &Desk, filled: &Filled) -> Result<String, Notice> {
    let Some(written) = &filled.unit else {
        let text = "看不出是哪个单位的反馈，没有读。在表里写上“征求意见单位：…”，\
                    或者把文件名改成“征求意见表（单位名）”";
        return Err(Notice::error(&filled.file, text));
    };
    let groups = desk.groups(args);
    let same = groups.iter().find(|group| fold::compact(&group.unit) == fold::compact(written));
    Ok(same.map_or_else(|| written.clone(), |group| group.unit.clone()))
}

fn unknown_unit(args: &Args, desk: &Desk, filled: &Filled, unit: &str) -> Vec<Notice> {
    if desk.groups(args).iter().any(|group| group.unit == unit) {
        return Vec::new();
    }
    let text = format!("“{unit}”不在征求意见的单位里，意见照读。核对单位的名称");
    vec![Notice::warning(&filled.file, text)]
}

fn other_draft(desk: &Desk, filled: &Filled) -> Option<Notice> {
    let text = match &filled.fingerprint {
        None => "表上没有草案指纹，看不出针对哪一稿，按现在的草案读".to_owned(),
        Some(print) if *print != desk.fingerprint => format!(
            "针对的不是现在这一稿：表上的指纹是 {print}，现在是 {}。意见照读，改过的栏目下面逐条提示",
            desk.fingerprint
        ),
        Some(_) => return None,
    };
    Some(Notice::warning(&filled.file, text))
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
    let counts = Decision::ALL.into_iter().filter(|decision| count(*decision) > 0);
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
