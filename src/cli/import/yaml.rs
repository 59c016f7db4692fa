//! What was imported as YAML files: one for each domain, or one for all of a kind.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::Import;
use crate::cli::{CliError, output};
use crate::input::encode;
use crate::input::sheet::TableKind;
use crate::input::yaml::{Yaml, emit};
use crate::model::{Duty, NewItem};
use crate::output::safe_name;

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
                let name = table.domain.as_ref().map_or("未定领域", |(name, _)| name.as_str());
                domains.entry(name.to_owned()).or_default().extend(table.items(file.context()));
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
        let files = if path.is_dir() { self.in_folder(path) } else { self.at(path) };
        if !force && let Some((there, _)) = files.iter().find(|(path, _)| path.exists()) {
            return Err(output::exists(there));
        }
        for (path, text) in &files {
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
