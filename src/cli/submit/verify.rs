//! Whether a bundle is whole and unchanged; with a repository, also whether it was made from its catalogue.

use std::path::{Path, PathBuf};

use super::archive;
use crate::cli::data::DataArg;
use crate::cli::{CliError, ExitStatus, output, records};
use crate::export::papers::made_from;
use crate::input::disk;
use crate::input::project::is_repository;
use crate::pipeline::{self, Base};
use crate::submit::{
    BundleFault, Expected, MANIFEST, MadeFrom, Manifest, OriginOf, sm3_hex, verify,
};

/// How many digits of a number that is read aloud stand together.
const SPOKEN: usize = 4;

/// Verifies a bundle and says what was found. `sm3` is that of its list, as whoever sent it told it.
pub(super) fn run(
    bundle: &Path,
    folder: &Path,
    data: &DataArg,
    sm3: Option<&str>,
) -> Result<ExitStatus, CliError> {
    let content = archive::content(bundle)?;
    let known = known(folder, data)?;
    let origin_of = |name: &str| {
        let known = known.iter().flatten().find(|known| known.name == name);
        known.map(|known| known.now.clone())
    };
    let origin_of = known.is_some().then_some(&origin_of as &OriginOf<'_>);
    let mut faults: Vec<BundleFault> = content.faults.into_iter().map(BundleFault).collect();
    let broken = content.files.is_empty() && !faults.is_empty();
    let mut manifest = None;
    if !broken {
        let (list, found) = verify(&content.files, Expected { sm3, origin_of });
        manifest = list;
        faults.extend(found);
    }
    let digest = content.files.get(MANIFEST).map(|bytes| sm3_hex(bytes)).unwrap_or_default();
    if let Some(manifest) = &manifest {
        output::print(&head(manifest, &digest))?;
        faults.extend(filed_otherwise(manifest, &digest, known.as_deref().unwrap_or_default())?);
    }
    for name in &content.left_behind {
        let says = "是系统或者办公软件留下的，不在清单里，不算材料";
        output::print(&format!("提示  “{name}”{says}\n"))?;
    }
    if faults.is_empty() {
        output::print(&sound(&digest, known.is_some(), sm3.is_some()))?;
        return Ok(ExitStatus::Clean);
    }
    for fault in &faults {
        output::print(&format!("错误  {}\n", fault.0))?;
    }
    Ok(ExitStatus::Findings)
}

/// A body of the repository.
struct KnownBody {
    name: String,
    folder: PathBuf,
    now: MadeFrom,
}

/// The bodies of the repository; `None` where there is none to compare with.
fn known(folder: &Path, data: &DataArg) -> Result<Option<Vec<KnownBody>>, CliError> {
    if folder == Path::new(".") && !is_repository(folder) {
        return Ok(None);
    }
    let mut project = data.project(folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let merged = (0..project.bodies.len()).filter_map(|body| {
        let catalogue = pipeline::merge(&project, &base, body)?;
        let folder = project.bodies.get(body)?.folder.clone();
        let name = catalogue.name().to_owned();
        Some(KnownBody { name, folder, now: made_from(&catalogue) })
    });
    Ok(Some(merged.collect()))
}

/// The list that was kept when this edition was filed is another one.
fn filed_otherwise(
    manifest: &Manifest,
    digest: &str,
    known: &[KnownBody],
) -> Result<Option<BundleFault>, CliError> {
    let body = known.iter().find(|body| body.name == manifest.name);
    let (Some(body), Some(edition)) = (body, &manifest.edition) else { return Ok(None) };
    let kept = records::filed_folder(&body.folder, edition).join(MANIFEST);
    if manifest.draft || !kept.is_file() {
        return Ok(None);
    }
    let kept_digest = sm3_hex(&disk::read(&kept)?);
    Ok((kept_digest != digest).then(|| {
        let kept = kept.display();
        BundleFault(format!(
            "和备案时留下的清单不一样：“{kept}”的 SM3 是 {kept_digest}。材料连同清单改动过，或者后来重新做过"
        ))
    }))
}

/// What the bundle says it is.
fn head(manifest: &Manifest, list: &str) -> String {
    let edition = manifest.edition.as_deref().map(|v| format!(" {v} 版")).unwrap_or_default();
    let date = manifest.date.as_deref().map(|date| format!("，日期 {date}")).unwrap_or_default();
    let draft = if manifest.draft { "，草稿" } else { "" };
    let (name, print) = (&manifest.name, &manifest.fingerprint);
    let files = manifest.files.len();
    format!("{name}{edition}{date}{draft}，{files} 个文件，指纹 {print}\n清单的 SM3：{list}\n")
}

/// What holds of a bundle without faults, and what is still to be compared.
fn sound(digest: &str, made_from: bool, told: bool) -> String {
    let origin =
        if made_from { "由现在的目录做成" } else { "清单和材料里的目录一致" };
    let mut text = format!("核对无误：材料完整，没有改动过，{origin}\n");
    if told {
        text.push_str("清单的 SM3 和报送单位给的一致\n");
    } else if !made_from {
        let digits: Vec<char> = digest.chars().collect();
        let groups: Vec<String> = digits.chunks(SPOKEN).map(|four| four.iter().collect()).collect();
        text.push_str(&format!(
            "还差一步：材料连同清单一起换过的，只有报送单位知道。请打电话核对清单的 SM3：\n  {}\n\
             或者把报送单位给的写在 --sm3 后面再核对一次\n",
            groups.join(" ")
        ));
    }
    text
}
