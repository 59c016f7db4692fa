//! `mulu adjust --release` 换版本: version, dates and 变更记录, written into the text of `mulu.yaml` or into
//! the cells of the workbook in its place.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Args;
use crate::cli::build::{Member, members};
use crate::cli::{CliError, ExitStatus, output, records, today};
use crate::diff::{ChangeKind, Edition, compare};
use crate::input::book::{Addition, BookPart};
use crate::input::disk;
use crate::input::project::PROFILE_FILE;
use crate::input::yaml::edit;
use crate::model::Catalogue;
use crate::output::replace;
use crate::pipeline::{self, Base};
use crate::register::ChannelRegister;

/// Gives the catalogue of one member a new version.
pub(super) fn run(args: &Args, folder: &Path, version: &str) -> Result<ExitStatus, CliError> {
    let _lock = output::lock_repository(folder)?;
    let mut project = args.data.project(folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let member = one(members(&project, &args.member)?)?;
    let catalogue = pipeline::merge(&project, &base, member.body).ok_or_else(|| {
        CliError::Message(format!("{}没有编成，用 mulu check 看有什么错误", member.name))
    })?;
    let folder = &project.bodies[member.body].folder;
    let date = args.date.map_or_else(today, Ok)?;
    if let Some(review) = args.next_review.filter(|review| *review <= date) {
        return Err(CliError::Message(format!(
            "下次评估日期 {review} 不在这一版的日期 {date} 之后，没有改"
        )));
    }
    is_new(&catalogue, version)?;
    let what = match &args.note {
        Some(note) => Some(note.clone()),
        None => changes(&catalogue, folder, base.registers(member.body).channels())?,
    };
    let release = ReleaseRun { version, date, what, args };
    let path = match records::book(folder)? {
        Some((path, book)) => {
            let bytes = book.with(&release.additions(&catalogue));
            replace(&path, &bytes.map_err(|error| records::in_book(&path, &error))?)?;
            path
        }
        None => release.continue_text(&catalogue, folder)?,
    };
    release.report(&catalogue, &path)?;
    Ok(ExitStatus::Clean)
}

fn one(mut members: Vec<Member>) -> Result<Member, CliError> {
    match (members.pop(), members.is_empty()) {
        (Some(member), true) => Ok(member),
        _ => Err(CliError::Message("仓库里有几个单位，用 --member 写明换谁的版本".to_owned())),
    }
}

/// A version is given once.
fn is_new(catalogue: &Catalogue, version: &str) -> Result<(), CliError> {
    let profile = &catalogue.profile;
    let now = profile.version.as_ref().map(|version| version.value.as_str());
    let noted = profile.filing.versions.iter().map(|note| note.version.as_str());
    if now.into_iter().chain(noted).any(|known| known == version) {
        return Err(CliError::Message(format!(
            "{}已经有 {version} 版了，没有改。换一个版本号",
            catalogue.name()
        )));
    }
    Ok(())
}

/// How the catalogue differs from the version that was filed last: 修改 2 项，删除 1 项.
fn changes(
    catalogue: &Catalogue,
    folder: &Path,
    register: &ChannelRegister,
) -> Result<Option<String>, CliError> {
    let Some(filed) = records::filed(folder, None)? else { return Ok(None) };
    let diff = compare(&filed, &Edition::of_catalogue(catalogue), register);
    let counts = ChangeKind::ALL.into_iter().map(|kind| (kind, diff.count(kind)));
    let counts = counts.filter(|(_, count)| *count > 0);
    let counts: Vec<String> =
        counts.map(|(kind, count)| format!("{} {count} 项", kind.label())).collect();
    Ok((!counts.is_empty()).then(|| counts.join("，")))
}

struct ReleaseRun<'a> {
    version: &'a str,
    date: Date,
    /// What the version changes, where that is known.
    what: Option<String>,
    args: &'a Args,
}

impl ReleaseRun<'_> {
    /// Writes the new version into `mulu.yaml`.
    fn continue_text(&self, catalogue: &Catalogue, folder: &Path) -> Result<PathBuf, CliError> {
        let path = folder.join(PROFILE_FILE);
        let text = self.write(catalogue, &disk::text(&path)?).ok_or_else(|| {
            CliError::Message(format!(
                "“{}”的写法改不了，什么也没有写。请手工改“版本”“日期”，在“变更记录”里加一行",
                path.display()
            ))
        })?;
        replace(&path, text.as_bytes())?;
        Ok(path)
    }

    /// What the workbook is to say besides.
    fn additions(&self, catalogue: &Catalogue) -> Vec<Addition> {
        let notes = self.before(catalogue).into_iter().chain([self.note()]);
        let mut additions: Vec<Addition> =
            notes.map(|note| Addition::Row(BookPart::Versions, note)).collect();
        additions.push(Addition::Fact("版本", self.version.to_owned()));
        additions.push(Addition::Fact("日期", self.date.to_string()));
        let review = self.args.next_review;
        additions.extend(review.map(|day| Addition::Fact("下次评估日期", day.to_string())));
        additions
    }

    /// The text of the profile with the new version; `None` when it cannot be written with certainty.
    fn write(&self, catalogue: &Catalogue, text: &str) -> Option<String> {
        let mut text = text.to_owned();
        for note in [self.before(catalogue), Some(self.note())].into_iter().flatten() {
            text = edit::append(&text, "变更记录", &note)?;
        }
        text = edit::set(&text, "版本", self.version)?;
        text = edit::set(&text, "日期", &self.date.to_string())?;
        match self.args.next_review {
            Some(review) => edit::set(&text, "下次评估日期", &review.to_string()),
            None => Some(text),
        }
    }

    /// The version until now, where 变更记录 does not have it yet: it must not be forgotten.
    fn before(&self, catalogue: &Catalogue) -> Option<Vec<(&'static str, String)>> {
        let profile = &catalogue.profile;
        let version = profile.version.as_ref()?.value.clone();
        let noted = profile.filing.versions.iter().any(|note| note.version == version);
        let date = profile.date.as_ref().map(|date| ("日期", date.value.to_string()));
        (!noted).then(|| std::iter::once(("版本", version)).chain(date).collect())
    }

    fn note(&self) -> Vec<(&'static str, String)> {
        let mut note = vec![("版本", self.version.to_owned()), ("日期", self.date.to_string())];
        note.extend(self.what.iter().map(|what| ("内容", what.clone())));
        note
    }

    fn report(&self, catalogue: &Catalogue, path: &Path) -> Result<(), CliError> {
        let before = catalogue.profile.version.as_ref();
        let before = before.map_or("没有写版本", |version| version.value.as_str());
        let what = self.what.as_ref().map(|what| format!("（{what}）")).unwrap_or_default();
        output::print(&format!(
            "{}：版本 {before} → {}，日期 {}{what}，写在 {}\n",
            catalogue.name(),
            self.version,
            self.date,
            path.display()
        ))?;
        let planned = &catalogue.profile.filing.next_review;
        match (self.args.next_review, planned) {
            (Some(review), _) => output::print(&format!("  下次评估日期：{review}\n")),
            (None, Some(planned)) if planned.value > self.date => Ok(()),
            (None, _) => output::print(
                "  还没有写以后的“下次评估日期”：用 --next-review 写上，或者直接写在 mulu.yaml（或 目录.xlsx 的“基本信息”）里\n",
            ),
        }
    }
}
