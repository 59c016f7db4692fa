//! What was imported as YAML files: one for each domain, or one for all of a kind.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::Import;
use crate::cli::{CliError, output};
use crate::input::sheet::{OPEN_DOMAIN, TableKind};
use crate::input::yaml::{Yaml, emit};
use crate::input::{disk, encode};
use crate::model::{Duty, NewItem};
use crate::output::{make_folder, safe_name};

/// A YAML file.
pub(super) struct YamlDocument {
    kind: TableKind,
    pub(super) text: String,
}

impl Import {
    /// The items of all tables by domain, in the order in which the domains first come. What has no
    /// domain is kept under a name that says so, and is asked about.
    fn domains(&self) -> IndexMap<String, Vec<NewItem>> {
        let mut domains: IndexMap<String, Vec<NewItem>> = IndexMap::new();
        for file in &self.files {
            let tables = file.recognition.tables.iter().filter(|t| t.kind == TableKind::Catalogue);
            for table in tables {
                for (record, item) in table.records.iter().zip(table.items(file.context())) {
                    let name = table.domain_of(record).map_or(OPEN_DOMAIN, |(name, _)| name);
                    domains.entry(name.to_owned()).or_default().push(item);
                }
            }
        }
        domains
    }

    fn duties(&self) -> Vec<Duty> {
        let tables = self.files.iter().flat_map(|file| {
            file.recognition.tables.iter().map(move |table| (file.context(), table))
        });
        tables.flat_map(|(context, table)| table.duties(context)).collect()
    }

    /// One document for each kind of table that there is.
    pub(super) fn documents(&self) -> Vec<YamlDocument> {
        let mut documents = Vec::new();
        let domains: Vec<Yaml> =
            self.domains().iter().map(|(name, items)| self.domain(name, items)).collect();
        if let [only] = domains.as_slice() {
            documents.push(YamlDocument { kind: TableKind::Catalogue, text: emit(only) });
        } else if !domains.is_empty() {
            let whole = Yaml::map([("领域", Some(Yaml::List(domains)))]);
            documents.push(YamlDocument { kind: TableKind::Catalogue, text: emit(&whole) });
        }
        documents.extend(self.duty_document());
        documents
    }

    fn domain(&self, name: &str, items: &[NewItem]) -> Yaml {
        encode::domain(self.number(name), name, items)
    }

    fn duty_document(&self) -> Option<YamlDocument> {
        let duties = self.duties();
        let text = emit(&encode::duties(&duties));
        (!duties.is_empty()).then_some(YamlDocument { kind: TableKind::Duties, text })
    }

    /// Writes the files; gives their paths.
    pub(super) fn write(&self, path: &Path, force: bool) -> Result<Vec<PathBuf>, CliError> {
        // A folder that is not there yet is told by what stands at its end.
        let is_new = !path.exists() && path.to_string_lossy().ends_with(std::path::is_separator);
        let files = if is_new || path.is_dir() { self.in_folder(path) } else { self.at(path) };
        let (there, missing): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.exists());
        let is_ours =
            |(path, text): &&(PathBuf, String)| disk::text(path).is_ok_and(|there| there == *text);
        // A run that was killed left some of its files: the next one writes the others.
        let goes_on = !missing.is_empty() && there.iter().all(is_ours);
        if !force
            && !goes_on
            && let Some((there, _)) = there.first()
        {
            return Err(output::exists(there));
        }
        if is_new {
            make_folder(path)?;
        }
        for (path, text) in if force { files.iter().collect() } else { missing } {
            output::write(path, text.as_bytes(), force)?;
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    /// One file for each domain, and one for the duties.
    fn in_folder(&self, folder: &Path) -> Vec<(PathBuf, String)> {
        let mut files: Vec<(PathBuf, String)> = self
            .domains()
            .iter()
            .map(|(name, items)| {
                let number =
                    self.number(name).map(|number| format!("{number}-")).unwrap_or_default();
                let file = format!("{number}{}.yaml", safe_name(name));
                (folder.join(file), emit(&self.domain(name, items)))
            })
            .collect();
        files.extend(self.duty_document().map(|d| (folder.join("职责清单.yaml"), d.text)));
        files
    }

    /// The one file; when there are duties as well as items, those go beside it.
    fn at(&self, path: &Path) -> Vec<(PathBuf, String)> {
        let documents = self.documents();
        let both = documents.len() > 1;
        let target = |document: &YamlDocument| {
            if both && document.kind == TableKind::Duties {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                path.with_file_name(format!("{stem}-职责清单.yaml"))
            } else {
                path.to_path_buf()
            }
        };
        documents.into_iter().map(|document| (target(&document), document.text)).collect()
    }
}
