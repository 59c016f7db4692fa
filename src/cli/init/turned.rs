//! `mulu init NEW --from OLD`: a repository in the other form, with everything else that lies in it.

use std::path::{Path, PathBuf};

use super::{file_of, is_empty};
use crate::cli::{CliError, ExitStatus, output};
use crate::export::template::Hints;
use crate::input::disk;
use crate::input::project::{BOOK_FILE, PROFILE_FILE, RECORDS_FILE, is_repository};
use crate::output::create_folder;
use crate::register::built_in;
use crate::start::{SettingsForm, TurnError, TurnedSettings};

/// Folders that are no part of what people wrote.
const LEFT: [&str; 2] = ["dist", ".git"];
/// Where adjustments go that stood in a workbook.
const ADJUSTMENTS: &str = "目录调整.yaml";

/// Turns a repository; without a form that was asked for, into the other one.
pub(super) fn run(
    from: &Path,
    to: &Path,
    form: Option<SettingsForm>,
) -> Result<ExitStatus, CliError> {
    if !is_repository(from) {
        return Err(message(format!(
            "“{}”里没有 {PROFILE_FILE} 或 {BOOK_FILE}，不是仓库",
            from.display()
        )));
    }
    if !is_empty(to) {
        return Err(message(format!("“{}”里已经有东西，没有动它。换一个新的文件夹", to.display())));
    }
    let form = form.unwrap_or(match from.join(PROFILE_FILE).is_file() {
        true => SettingsForm::Workbook,
        false => SettingsForm::Yaml,
    });
    let mut copy = TurnedCopy { form, done: Vec::new(), files: Vec::new(), kept: Vec::new() };
    copy.folder(from, Path::new(""))?;
    create_folder(to, &copy.files)?;
    let mut text = format!("{}：转成 {}，写在 {}\n", from.display(), file_of(form), to.display());
    for line in copy.kept {
        text.push_str(&format!("  {line}\n"));
    }
    if form == SettingsForm::Workbook {
        text.push_str("  YAML 里的注释没有带过去；其余的文件照原样，dist 没有带\n");
    }
    output::print(&text)?;
    Ok(ExitStatus::Clean)
}

/// The drop-downs that need no repository.
fn hints() -> Hints {
    let channels = built_in().channels().standard_names().into_iter().map(str::to_owned);
    Hints { channels: channels.collect(), ..Hints::default() }
}

fn message(text: String) -> CliError {
    CliError::Message(text)
}

/// What is to be written, with nothing written yet.
struct TurnedCopy {
    form: SettingsForm,
    /// Files whose content went into others.
    done: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<u8>)>,
    /// What is to be said.
    kept: Vec<String>,
}

impl TurnedCopy {
    fn folder(&mut self, from: &Path, inner: &Path) -> Result<(), CliError> {
        let folder = from.join(inner);
        if is_repository(&folder) {
            self.settings(&folder, inner)?;
        }
        for path in disk::entries(&folder)? {
            let Some(name) = path.file_name() else { continue };
            let within = inner.join(name);
            if path.is_symlink() {
                self.kept.push(format!("{} 是链接，没有带", within.display()));
            } else if path.is_dir() {
                if !LEFT.iter().any(|left| name == *left) {
                    self.folder(from, &within)?;
                }
            } else if !self.done.contains(&path) {
                self.files.push((within, disk::read(&path)?));
            }
        }
        Ok(())
    }

    /// The settings of one body, and its adjustments.
    fn settings(&mut self, folder: &Path, inner: &Path) -> Result<(), CliError> {
        let failed =
            |error: TurnError, path: &Path| message(format!("“{}”：{error}", path.display()));
        let text = folder.join(PROFILE_FILE);
        match (text.is_file(), self.form) {
            (true, SettingsForm::Workbook) => {
                let profile = disk::text(&text)?;
                let overlays = self.overlays(folder, &profile)?;
                let path = folder.join(RECORDS_FILE);
                let records = path.is_file().then(|| disk::text(&path)).transpose()?;
                let settings = TurnedSettings::of_texts(&profile, &overlays, records.as_deref())
                    .map_err(|error| failed(error, &text))?;
                self.done.extend(records.map(|_| path));
                let bytes = settings.to_book(&hints()).map_err(|error| failed(error, &text))?;
                self.files.push((inner.join(BOOK_FILE), bytes));
                self.done.push(text);
                self.done.push(folder.join(BOOK_FILE));
            }
            (false, SettingsForm::Yaml) => {
                let book = folder.join(BOOK_FILE);
                let settings = TurnedSettings::of_book(&disk::read(&book)?)
                    .map_err(|error| failed(error, &book))?;
                let texts = settings.to_texts().map_err(|error| failed(error, &book))?;
                self.files.push((inner.join(PROFILE_FILE), texts.profile.into_bytes()));
                let adjustments = inner.join("overlays").join(ADJUSTMENTS);
                let adjustments = texts.adjustments.map(|text| (adjustments, text.into_bytes()));
                self.files.extend(adjustments);
                if let Some(records) = texts.records {
                    let noted = folder.join(RECORDS_FILE);
                    if noted.is_file() {
                        let both =
                            format!("{}和“进度记录”表里都有记录，先合到一处", noted.display());
                        return Err(message(both));
                    }
                    self.files.push((inner.join(RECORDS_FILE), records.into_bytes()));
                }
                self.done.push(book);
            }
            _ => {}
        }
        Ok(())
    }

    /// The adjustments in YAML that a workbook can hold. One that it cannot stays beside it.
    fn overlays(&mut self, folder: &Path, profile: &str) -> Result<Vec<String>, CliError> {
        let mut texts = Vec::new();
        let overlays = folder.join("overlays");
        if !overlays.is_dir() {
            return Ok(texts);
        }
        for path in disk::entries(&overlays)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let is_text = name.is_some_and(|name| !name.starts_with('.') && disk::is_yaml(&path));
            // What mulu writes itself it also continues itself.
            let is_own = path.file_name().is_some_and(|name| name == "意见采纳.yaml");
            if !is_text || is_own {
                continue;
            }
            let text = disk::text(&path)?;
            let alone = TurnedSettings::of_texts(profile, std::slice::from_ref(&text), None);
            match alone.and_then(|settings| settings.to_book(&hints())) {
                Ok(_) => {
                    texts.push(text);
                    self.done.push(path);
                }
                Err(error) => self.kept.push(format!("{}：{error}，照原样留着", path.display())),
            }
        }
        Ok(texts)
    }
}
