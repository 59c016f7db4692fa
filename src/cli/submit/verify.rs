//! Whether a bundle is whole, unchanged, and made from the catalogue of a repository.

use std::path::Path;

use super::archive;
use crate::cli::data::DataArg;
use crate::cli::{CliError, ExitStatus, output};
use crate::export::papers::made_from;
use crate::pipeline::{self, Base};
use crate::submit::{BundleFault, MANIFEST, MadeFrom, Manifest, sm3_hex, verify};

/// Verifies a bundle and says what was found.
pub(super) fn run(bundle: &Path, folder: &Path, data: &DataArg) -> Result<ExitStatus, CliError> {
    let content = archive::content(bundle)?;
    let mut project = data.project(folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let catalogues: Vec<(String, MadeFrom)> = (0..project.bodies.len())
        .filter_map(|body| pipeline::merge(&project, &base, body))
        .map(|catalogue| (catalogue.name().to_owned(), made_from(&catalogue)))
        .collect();
    let origin_of =
        |name: &str| catalogues.iter().find(|(known, _)| known == name).map(|(_, now)| now.clone());
    let (manifest, mut faults) = verify(&content.files, origin_of);
    if content.has_preface {
        faults.push(BundleFault("压缩包前面有多余的内容，是后来加进去的".to_owned()));
    }
    if let Some(manifest) = &manifest {
        let list = content.files.get(MANIFEST).map(|bytes| sm3_hex(bytes)).unwrap_or_default();
        output::print(&head(manifest, &list))?;
    }
    for name in &content.left_behind {
        let says = "是系统或者办公软件留下的，不在清单里，不算材料";
        output::print(&format!("提示  “{name}”{says}\n"))?;
    }
    if faults.is_empty() {
        output::print("核对无误：材料完整，没有改动过，由现在的目录做成\n")?;
        return Ok(ExitStatus::Clean);
    }
    for fault in &faults {
        output::print(&format!("错误  {}\n", fault.0))?;
    }
    Ok(ExitStatus::Findings)
}

/// What the bundle says it is.
fn head(manifest: &Manifest, list: &str) -> String {
    let edition = manifest.edition.as_deref().map(|v| format!(" {v} 版")).unwrap_or_default();
    let draft = if manifest.draft { "，草稿" } else { "" };
    let (name, print) = (&manifest.name, &manifest.fingerprint);
    let files = manifest.files.len();
    format!("{name}{edition}{draft}，{files} 个文件，指纹 {print}\n清单的 SM3：{list}\n")
}
