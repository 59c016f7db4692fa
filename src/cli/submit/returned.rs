//! `mulu submit --returned`: what reviewers said, from the sheet that came back or entered by hand.

use std::path::Path;

use super::{Args, approved_first};
use crate::cli::build::members;
use crate::cli::{CliError, ExitStatus, output, records, today};
use crate::export::fingerprint;
use crate::input::disk;
use crate::input::tables::{ReadOptions, read_tables};
use crate::model::{Catalogue, Stage};
use crate::output::replace;
use crate::pipeline::{self, Base};
use crate::submit::{
    Approval, RESULTS, ReturnedSheet, Reviewer, not_approved, read_approvals, required, standing,
};

/// Takes the opinions in, and notes down that the catalogue is approved when nothing is open any more.
pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let _lock = output::lock_repository(&args.folder)?;
    let mut project = args.data.project(&args.folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let found = members(&project, &args.member)?;
    let [member] = found.as_slice() else {
        return Err(CliError::Message("用 --member 写明这份审核意见是谁的目录的".to_owned()));
    };
    let Some(catalogue) = pipeline::merge(&project, &base, member.body) else {
        return Err(CliError::Message(format!(
            "{}没有编成，用 mulu check 看有什么错误",
            member.name
        )));
    };
    let print = fingerprint(&catalogue);
    let sheet = match &args.returned {
        Some(path) => sheet(path, &print)?,
        None => entered(args, &print)?,
    };
    let folder = project.bodies[member.body].folder.clone();
    let mut faults = Vec::new();
    let mut known = records::approvals(&mut project.map, &folder, &mut faults)?;
    if !faults.is_empty() {
        return Err(CliError::Message("审核意见.yaml 有错，先用 mulu check 看".to_owned()));
    }
    let new: Vec<Approval> =
        sheet.approvals.into_iter().filter(|approval| !known.contains(approval)).collect();
    known.extend(new.iter().cloned());
    let case = Judged {
        name: &member.name,
        print: &print,
        required: approved_first(&project, member.body).map(|text| required(&text).0),
        known: &known,
    };
    let line = match case.is_approved() {
        true => line(&folder, &catalogue, case.last_day())?,
        false => None,
    };
    if !new.is_empty() {
        let (path, text) = records::with_approvals(&folder, &new)?;
        replace(&path, text.as_bytes())?;
        output::print(&format!(
            "{}：审核意见 {} 条，记在 {}\n",
            member.name,
            new.len(),
            path.display()
        ))?;
    }
    if let Some(line) = line {
        let path = line.path().display().to_string();
        line.write()?;
        output::print(&format!("  “{}”记在 {path}\n", Stage::Approved))?;
    }
    for (reviewer, text) in &sheet.unclear {
        let word = reviewer.word();
        output::print(&format!(
            "  {word}写的“{text}”看不出同意不同意，没有记。看清以后用 --reviewer {word} --result 记\n"
        ))?;
    }
    output::print(&case.told())?;
    let refused = standing(&known, &print).iter().any(|approval| !approval.approved);
    let clean = sheet.unclear.is_empty() && !refused;
    Ok(if clean { ExitStatus::Clean } else { ExitStatus::Findings })
}

/// The sheet in a file. One about another text is refused.
fn sheet(path: &Path, print: &str) -> Result<ReturnedSheet, CliError> {
    let failed =
        |reason: String| CliError::Message(format!("读不了“{}”：{reason}", path.display()));
    let tables = read_tables(&disk::read(path)?, &ReadOptions::default())
        .map_err(|error| failed(error.to_string()))?;
    let sheet = read_approvals(&tables.workbook)
        .ok_or_else(|| failed("找不到审核意见的各栏，不是审核意见表".to_owned()))?;
    match &sheet.fingerprint {
        Some(found) if found == print => {}
        Some(found) => {
            return Err(failed(format!(
                "审核的是另一稿（表上的指纹是 {found}，现在是 {print}），没有记。目录改动以后要重新审核"
            )));
        }
        None => return Err(failed("表上没有内容指纹，看不出审核的是哪一稿，没有记".to_owned())),
    }
    if sheet.approvals.is_empty() && sheet.unclear.is_empty() {
        return Err(failed("各意见栏都空着，没有可以记的".to_owned()));
    }
    Ok(sheet)
}

/// One opinion, as the options say it.
fn entered(args: &Args, print: &str) -> Result<ReturnedSheet, CliError> {
    let word = args.reviewer.as_deref().unwrap_or_default();
    let reviewer = Reviewer::from_word(word).ok_or_else(|| {
        let known = Reviewer::WORDS.join("、");
        CliError::Message(format!("--reviewer 不能写“{word}”。可以写：{known}"))
    })?;
    let at = RESULTS.iter().position(|known| *known == args.result).ok_or_else(|| {
        let known = RESULTS.join("、");
        CliError::Message(format!("--result 不能写“{}”。可以写：{known}", args.result))
    })?;
    let date = match args.reviewed_on {
        Some(date) => date,
        None => today()?,
    };
    let approval = Approval {
        reviewer,
        approved: at == 0,
        date: Some(date),
        fingerprint: Some(print.to_owned()),
        note: String::new(),
    };
    Ok(ReturnedSheet { approvals: vec![approval], ..ReturnedSheet::default() })
}

/// What the opinions come to.
struct Judged<'a> {
    name: &'a str,
    print: &'a str,
    /// Who has to approve; `None` where nothing says so.
    required: Option<Vec<Reviewer>>,
    known: &'a [Approval],
}

impl Judged<'_> {
    fn open(&self) -> Vec<Reviewer> {
        let required = self.required.as_deref().unwrap_or_default();
        not_approved(required, self.known, self.print)
    }

    /// All who have to approve have; where nothing says who, somebody has. Nobody has refused.
    fn is_approved(&self) -> bool {
        let standing = standing(self.known, self.print);
        self.open().is_empty()
            && !standing.is_empty()
            && standing.iter().all(|approval| approval.approved)
    }

    fn last_day(&self) -> Option<jiff::civil::Date> {
        standing(self.known, self.print).iter().filter_map(|approval| approval.date).max()
    }

    /// Where it stands now.
    fn told(&self) -> String {
        let standing = standing(self.known, self.print);
        let said: Vec<String> = standing
            .iter()
            .map(|approval| {
                let word = RESULTS[usize::from(!approval.approved)];
                format!("{}{word}", approval.reviewer.word())
            })
            .collect();
        let open = self.open().into_iter().map(Reviewer::word).collect::<Vec<_>>().join("、");
        let open =
            if open.is_empty() { String::new() } else { format!("；备案前还要{open}同意") };
        format!("{}：{}{open}\n", self.name, said.join("，"))
    }
}

/// The line that says that the catalogue is approved.
fn line(
    folder: &Path,
    catalogue: &Catalogue,
    day: Option<jiff::civil::Date>,
) -> Result<Option<records::RecordLine>, CliError> {
    let day = match day {
        Some(day) => day,
        None => today()?,
    };
    let mut entry = vec![("阶段", Stage::Approved.label().to_owned()), ("日期", day.to_string())];
    let version = catalogue.profile.version.as_ref();
    entry.extend(version.map(|version| ("版本", version.value.clone())));
    records::RecordLine::new(folder, &entry)
}
