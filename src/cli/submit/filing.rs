//! What is kept of a submission: the version that was filed, and the line in 记录.yaml.

use std::path::{Path, PathBuf};

use crate::cli::{CliError, records, today};
use crate::diff::{Edition, compare};
use crate::model::{Catalogue, Stage};
use crate::output::{Artifact, make_folder, replace};
use crate::register::ChannelRegister;
use crate::submit::{FileRecord, MANIFEST};

/// What will be kept, worked out before anything is written.
pub(super) struct FilingRun {
    /// The folder of the version, and its files; none when it is not filed yet.
    kept: Option<(PathBuf, Vec<Artifact>)>,
    line: Option<records::RecordLine>,
    stage: Stage,
}

impl FilingRun {
    /// Works out what is kept of a bundle and its archive. A version that was filed with another content
    /// is not replaced, unless the caller insists.
    pub(super) fn new(
        catalogue: &Catalogue,
        folder: &Path,
        stage: Stage,
        bundle: &[Artifact],
        zip: &Artifact,
        force: bool,
        channels: &ChannelRegister,
    ) -> Result<Self, CliError> {
        let profile = &catalogue.profile;
        let dated = || profile.date.as_ref().map(|date| date.value.to_string());
        let version = profile.version.as_ref().map(|version| version.value.clone()).or_else(dated);
        let version = version.as_deref().unwrap_or("未写版本");
        let filed = stage == Stage::Filed;
        if filed && !force {
            same_as_filed(catalogue, folder, version, channels)?;
        }
        let kept =
            bundle.iter().filter(|file| [records::CATALOGUE, MANIFEST].contains(&&*file.name));
        let kept = (records::filed_folder(folder, version), kept.cloned().collect());
        let entry = [
            ("阶段", stage.label().to_owned()),
            ("日期", today()?.to_string()),
            ("版本", version.to_owned()),
            ("材料", zip.name.clone()),
            ("SHA-256", FileRecord::of(&zip.name, &zip.bytes).sha256),
        ];
        let line = records::RecordLine::new(folder, &entry)?;
        Ok(Self { kept: filed.then_some(kept), line, stage })
    }

    /// Writes it, and says what was written.
    pub(super) fn write(self) -> Result<String, CliError> {
        let mut said = Vec::new();
        if let Some((folder, artifacts)) = self.kept {
            make_folder(&folder)?;
            for artifact in artifacts {
                replace(&folder.join(artifact.name), &artifact.bytes)?;
            }
            said.push(format!("这一版留在 {}", folder.display()));
        }
        if let Some(line) = self.line {
            said.push(format!("“{}”记在 {}", self.stage, line.path().display()));
            line.write()?;
        }
        Ok(said.into_iter().map(|said| format!("  {said}\n")).collect())
    }
}

/// Refuses to file another content under a version that was filed.
fn same_as_filed(
    catalogue: &Catalogue,
    folder: &Path,
    version: &str,
    register: &ChannelRegister,
) -> Result<(), CliError> {
    let Some(filed) = records::filed_as(folder, version)? else { return Ok(()) };
    if compare(&filed, &Edition::of_catalogue(catalogue), register).is_empty() {
        return Ok(());
    }
    Err(CliError::Message(format!(
        "{}的 {version} 版已经报送过，现在的内容和那时不同，没有写出。改了目录要换版本：\
         mulu adjust --release 新版本；退回重报、还是同一版的，加 --force",
        catalogue.name()
    )))
}
