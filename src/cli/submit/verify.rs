//! Whether a bundle is whole, unchanged, and made from the catalogue of a repository.

use std::path::Path;

use super::archive;
use crate::cli::data::DataArg;
use crate::cli::{CliError, ExitStatus, output};
use crate::export::fingerprint;
use crate::pipeline::{self, Base};
use crate::submit::{MANIFEST, sm3_hex, verify};

/// Verifies a bundle and says what was found.
pub(super) fn run(bundle: &Path, folder: &Path, data: &DataArg) -> Result<ExitStatus, CliError> {
    let files = archive::files(bundle)?;
    let mut project = data.project(folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let catalogues: Vec<(String, String)> = (0..project.bodies.len())
        .filter_map(|body| pipeline::merge(&project, &base, body))
        .map(|catalogue| (catalogue.name().to_owned(), fingerprint(&catalogue)))
        .collect();
    let fingerprint_of = |name: &str| {
        catalogues.iter().find(|(known, _)| known == name).map(|(_, print)| print.clone())
    };
    let (manifest, faults) = verify(&files, fingerprint_of);
    if let Some(manifest) = &manifest {
        let edition = manifest.edition.as_deref().map(|v| format!(" {v} 版")).unwrap_or_default();
        let draft = if manifest.draft { "，草稿" } else { "" };
        let list = files.get(MANIFEST).map(|bytes| sm3_hex(bytes)).unwrap_or_default();
        output::print(&format!(
            "{}{edition}{draft}，{} 个文件，指纹 {}\n清单的 SM3：{list}\n",
            manifest.name,
            manifest.files.len(),
            manifest.fingerprint
        ))?;
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
