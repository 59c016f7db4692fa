//! A list of duties as a file: a workbook that is patched, YAML that is spliced, or a table that is copied
//! into a workbook.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::CliError;
use crate::export::template::{DutyTable, duty_row, filled_duties};
use crate::input::decode::{Context, duties};
use crate::input::disk;
use crate::input::sheet::{RecogniseOptions, Recognition, TableKind, recognise};
use crate::input::tables::{ReadOptions, read_tables};
use crate::input::yaml::{self, Node, edit};
use crate::link::{DutyLinks, ItemProposal, LinkCounts, ListedDuty, listed};
use crate::model::{Duty, DutyList, LayerId};
use crate::output as writer;
use crate::patch::PatchError;
use crate::register::Registers;
use crate::source::{SourceMap, Workbook};

/// The key of the lists of a town.
const OF_TOWN: &str = "履行职责事项清单";
const NAME: &str = "名称";
const ITEMS: &str = "对应事项";

/// How a list is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Its cells are patched.
    Patched,
    /// It is spliced.
    Yaml,
    /// It is copied into a workbook.
    Copied,
}

/// A list of duties.
pub(super) struct DutyFile {
    path: PathBuf,
    bytes: Vec<u8>,
    content: ListContent,
    context: Context,
}

enum ListContent {
    Table { workbook: Box<Workbook>, recognition: Box<Recognition>, patched: bool },
    Yaml { text: String, node: Node },
}

impl DutyFile {
    pub(super) fn read(path: &Path, registers: &Arc<Registers>) -> Result<Self, CliError> {
        let bytes = disk::read(path)?;
        let (content, context) = if disk::is_yaml(path) {
            from_yaml(path)?
        } else {
            from_table(path, &bytes, registers)?
        };
        Ok(Self { path: path.to_path_buf(), bytes, content, context })
    }

    pub(super) fn sort(&self) -> Sort {
        match &self.content {
            ListContent::Table { patched: true, .. } => Sort::Patched,
            ListContent::Table { .. } => Sort::Copied,
            ListContent::Yaml { .. } => Sort::Yaml,
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn duties(&self) -> Vec<ListedDuty> {
        match &self.content {
            ListContent::Table { recognition, .. } => listed(recognition, self.context),
            ListContent::Yaml { node, .. } => {
                duties(self.context, node).into_iter().map(ListedDuty::by_itself).collect()
            }
        }
    }

    /// The workbook with proposals, and what there was; `None` where nothing is new.
    pub(super) fn with_proposals(
        &self,
        propose: impl Fn(&Duty) -> Option<ItemProposal>,
    ) -> Result<(Option<Vec<u8>>, LinkCounts), CliError> {
        if let ListContent::Table { workbook, recognition, patched: true } = &self.content {
            let links = DutyLinks::new(&self.bytes, workbook, recognition, self.context);
            return links.with_proposals(propose).map_err(|error| self.failed(&error));
        }
        let bytes = self.as_workbook()?;
        let read = read_tables(&bytes, &ReadOptions::default()).map_err(|e| self.failed(&e))?;
        let recognition = recognise(&read.workbook, &as_duties());
        let links = DutyLinks::new(&bytes, &read.workbook, &recognition, self.context);
        let (new, counts) = links.with_proposals(propose).map_err(|error| self.failed(&error))?;
        Ok((Some(new.unwrap_or(bytes)), counts))
    }

    /// All duties in a workbook of the usual form.
    fn as_workbook(&self) -> Result<Vec<u8>, CliError> {
        let own = self.duties();
        let tables = DutyList::ALL.into_iter().filter_map(|list| {
            let of_list = own.iter().filter(|listed| listed.duty.list == list);
            let rows: Vec<Vec<String>> = of_list.map(|listed| duty_row(&listed.duty)).collect();
            let title = list.label().to_owned();
            (!rows.is_empty()).then_some(DutyTable { list, title, rows })
        });
        let tables: Vec<DutyTable> = tables.collect();
        if tables.is_empty() {
            let path = self.path.display();
            let hint = "用 mulu import --as duties 看是怎样读的";
            return Err(CliError::Message(format!("“{path}”里没有认出职责，{hint}")));
        }
        filled_duties("职责清单", &tables).map_err(|error| self.failed(&error))
    }

    /// Writes these texts under 对应事项, by the place of the duty among all.
    pub(super) fn write_choices(&self, choices: &[(usize, String)]) -> Result<(), CliError> {
        if choices.is_empty() {
            return Ok(());
        }
        let bytes = match &self.content {
            ListContent::Table { workbook, recognition, patched: true } => {
                let links = DutyLinks::new(&self.bytes, workbook, recognition, self.context);
                links.with_choices(choices).map_err(|error| self.failed(&error))?
            }
            ListContent::Table { .. } => {
                return Err(CliError::Message(format!(
                    "“{}”不是 xlsx，写不回去。拿选好的那一份当清单，放在 duties 里代替它",
                    self.path.display()
                )));
            }
            ListContent::Yaml { text, node } => {
                Some(self.spliced(text, node, choices)?.into_bytes())
            }
        };
        match bytes {
            Some(bytes) => Ok(writer::replace(&self.path, &bytes)?),
            None => Ok(()),
        }
    }

    fn spliced(
        &self,
        text: &str,
        node: &Node,
        choices: &[(usize, String)],
    ) -> Result<String, CliError> {
        let places = places(node);
        let mut text = text.to_owned();
        for (at, choice) in choices {
            let new = places.get(*at).and_then(|(list, entry)| {
                edit::add_behind(&text, (list, *entry), NAME, (ITEMS, choice))
            });
            text = new.ok_or_else(|| {
                let path = self.path.display();
                CliError::Message(format!(
                    "“{path}”第 {} 项职责那里写不进去，什么也没有写。先用 mulu check 看",
                    at + 1
                ))
            })?;
        }
        Ok(text)
    }

    fn failed(&self, error: &dyn std::fmt::Display) -> CliError {
        CliError::Message(format!("“{}”写不进去：{error}", self.path.display()))
    }
}

/// Where the duties of a YAML file stand, in the order in which they are decoded.
fn places(node: &Node) -> Vec<(Vec<&'static str>, usize)> {
    let lists = DutyList::ALL.into_iter().map(|list| match list {
        DutyList::Powers | DutyList::Services => vec![list.label()],
        _ => vec![OF_TOWN, list.label()],
    });
    let entries = lists.flat_map(|path| {
        let list = path.iter().try_fold(node, |node, key| node.get(key));
        let entries = list.map_or(&[][..], Node::elements).iter().enumerate();
        let named = entries.filter(|(_, entry)| entry.text(NAME).is_some());
        named.map(|(at, _)| (path.clone(), at)).collect::<Vec<_>>()
    });
    entries.collect()
}

fn as_duties() -> RecogniseOptions {
    RecogniseOptions { kind: Some(TableKind::Duties), ..RecogniseOptions::default() }
}

fn from_yaml(path: &Path) -> Result<(ListContent, Context), CliError> {
    let text = disk::text(path)?;
    let node = yaml::parse(&text).map_err(|_| {
        CliError::Message(format!("“{}”读不懂，先用 mulu check 看", path.display()))
    })?;
    let file = SourceMap::new().add_text(path.to_string_lossy(), Some(path), text.clone());
    Ok((ListContent::Yaml { text, node }, Context { file, layer: LayerId(1) }))
}

fn from_table(
    path: &Path,
    bytes: &[u8],
    registers: &Arc<Registers>,
) -> Result<(ListContent, Context), CliError> {
    let read = read_tables(bytes, &ReadOptions::default())
        .map_err(|error| CliError::Message(format!("读不了“{}”：{error}", path.display())))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let known: Arc<dyn crate::input::sheet::Domains> = Arc::clone(registers) as _;
    let options = RecogniseOptions { file: stem, known: Some(known), ..as_duties() };
    let recognition = recognise(&read.workbook, &options);
    let patched = match crate::patch::Package::open(bytes) {
        Ok(_) => true,
        Err(PatchError::NotAWorkbook) => false,
        Err(error) => {
            return Err(CliError::Message(format!("“{}”写不进去：{error}", path.display())));
        }
    };
    let file = SourceMap::new().add_opaque(path.to_string_lossy(), Some(path));
    let workbook = Box::new(read.workbook);
    let recognition = Box::new(recognition);
    Ok((ListContent::Table { workbook, recognition, patched }, Context { file, layer: LayerId(1) }))
}
