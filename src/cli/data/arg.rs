//! Which data a command works with: `--data`, and the repository that it stands in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::pack;
use crate::cli::{CliError, output};
use crate::finding::{Finding, Severity};
use crate::input::data::{DATA_FOLDER, DATA_LAYER, LayerData, RawData, files_of, read_files};
use crate::input::project::{Project, is_repository, own_data};
use crate::register::Registers;
use crate::source::SourceMap;

#[derive(Debug, Clone, Default, clap::Args)]
pub(in crate::cli) struct DataArg {
    /// 数据文件夹或者数据包（.zip），不写就用程序旁边的“数据”
    #[arg(long = "data", value_name = "文件夹")]
    data: Option<PathBuf>,
}

/// The data of a command that has no repository of its own.
#[derive(Debug, Clone, Default, clap::Args)]
pub(in crate::cli) struct RegisterArg {
    #[command(flatten)]
    pub(in crate::cli) data: DataArg,
    /// 用哪个仓库的“登记”和“指引”，不写就是现在的文件夹
    #[arg(short = 'C', long = "repository", value_name = "文件夹")]
    repository: Option<PathBuf>,
}

impl DataArg {
    /// The files of the folder of data that was named, or of the one beside the program.
    pub(in crate::cli) fn files(&self) -> Result<Vec<RawData>, CliError> {
        match &self.data {
            Some(path) if path.is_file() => pack::read(path),
            Some(folder) if folder.is_dir() => in_folder(folder),
            Some(folder) => Err(CliError::Message(format!(
                "没有“{}”这个数据文件夹，也没有这个数据包",
                folder.display()
            ))),
            None => beside_program().map_or(Ok(Vec::new()), |folder| in_folder(&folder)),
        }
    }

    /// Reads a repository with the data.
    pub(in crate::cli) fn project(&self, folder: &Path) -> Result<Project, CliError> {
        Ok(Project::read(folder, Registers::known_domains, &self.files()?)?)
    }

    /// The registers for a file that is looked at by itself: those of the repository that it lies in, or else
    /// of the one that the command stands in. The files are added to the map; what is wrong with them
    /// becomes findings.
    pub(in crate::cli) fn registers_of_file(
        &self,
        repository: Option<PathBuf>,
        map: &mut SourceMap,
        findings: &mut Vec<Finding>,
    ) -> Result<Arc<Registers>, CliError> {
        let at = RegisterArg { data: self.clone(), repository };
        Ok(Registers::of(&at.layers(map, findings)?))
    }

    /// The registers where there is no repository. Says on the error stream that some data have faults.
    pub(in crate::cli) fn registers(&self) -> Result<Arc<Registers>, CliError> {
        let mut findings = Vec::new();
        let data = read_files(&mut SourceMap::new(), &self.files()?, DATA_LAYER, &mut findings);
        say_faults(&findings);
        Ok(Registers::of(&[Arc::new(data)]))
    }

    /// The same with what the repository records that the command stands in.
    pub(in crate::cli) fn registers_here(&self) -> Result<Arc<Registers>, CliError> {
        RegisterArg { data: self.clone(), repository: None }.registers()
    }
}

impl RegisterArg {
    /// The folder of the repository.
    pub(in crate::cli) fn folder(&self) -> &Path {
        self.repository.as_deref().unwrap_or(Path::new("."))
    }

    /// All layers of data, the farthest first.
    pub(super) fn layers(
        &self,
        map: &mut SourceMap,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<Arc<LayerData>>, CliError> {
        let data = read_files(map, &self.data.files()?, DATA_LAYER, findings);
        let mut layers = vec![Arc::new(data)];
        if is_repository(self.folder()) {
            layers.extend(own_data(map, self.folder(), findings)?.into_iter().map(Arc::new));
        } else if let Some(folder) = &self.repository {
            let folder = folder.display();
            return Err(CliError::Message(format!("“{folder}”里没有 mulu.yaml，不是一个目录仓库")));
        }
        Ok(layers)
    }

    /// The registers that hold there. Says on the error stream that some data have faults.
    pub(in crate::cli) fn registers(&self) -> Result<Arc<Registers>, CliError> {
        let mut findings = Vec::new();
        let layers = self.layers(&mut SourceMap::new(), &mut findings)?;
        say_faults(&findings);
        Ok(Registers::of(&layers))
    }
}

fn say_faults(findings: &[Finding]) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        output::remark(&format!(
            "注意：登记和数据里有 {errors} 处错误，有错的没有用。用 mulu data 看"
        ));
    }
}

/// The files of a folder of data, with those of the packs that lie in it.
fn in_folder(folder: &Path) -> Result<Vec<RawData>, CliError> {
    let mut files = Vec::new();
    for file in files_of(folder)? {
        let is_pack = file.name.to_lowercase().ends_with(".zip");
        match file.path.as_deref().filter(|_| is_pack) {
            Some(path) => files.extend(pack::read(path)?),
            None => files.push(file),
        }
    }
    Ok(files)
}

fn beside_program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.parent()?.join(DATA_FOLDER)).filter(|folder| folder.is_dir())
}
