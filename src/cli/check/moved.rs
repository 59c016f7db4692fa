//! What speaks of items by their codes and is no layer: the record of opinions and the baseline. When
//! `--fix` gives local domains their letter, these move with them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::baseline;
use crate::cli::{CliError, output, records};
use crate::input::project::Project;
use crate::output::replace;
use crate::source::SourceMap;

/// The codes of a body, and of those above it, that are read otherwise than they were written.
#[derive(Debug)]
pub(super) struct MovedCodes {
    top: PathBuf,
    folder: PathBuf,
    body: String,
    codes: BTreeMap<String, String>,
}

impl MovedCodes {
    /// Of a body of a repository; `None` where nothing moved.
    pub(super) fn of(project: &Project, index: usize, top: &Path) -> Option<Self> {
        let layers = project.chain(index)?;
        let moved = layers.iter().flat_map(|layer| &layer.moved);
        let codes: BTreeMap<String, String> =
            moved.map(|moved| (moved.from.clone(), moved.to.clone())).collect();
        let body = layers.last()?.profile.name.value.clone();
        let folder = project.bodies[index].folder.clone();
        (!codes.is_empty()).then(|| Self { top: top.to_path_buf(), folder, body, codes })
    }

    /// Rewrites what is there, and says so.
    pub(super) fn write(&self) -> Result<(), CliError> {
        self.opinions()?;
        self.baseline()
    }

    fn opinions(&self) -> Result<(), CliError> {
        let path = self.folder.join(records::RECORD);
        let mut faults = Vec::new();
        let record = records::record(&mut SourceMap::new(), &self.folder, &mut faults)?;
        let Some(mut record) = record else { return Ok(()) };
        let count = record.move_codes(&self.codes);
        if !faults.is_empty() {
            // What cannot be read would be lost when the file is written anew.
            let path = path.display();
            output::remark(&format!("{path}：有读不懂的地方，里面的旧编码没有改，请手工改"));
        } else if count > 0 {
            replace(&path, record.to_yaml().as_bytes())?;
            output::remark(&format!("{}：改了 {count} 个编码", path.display()));
        }
        Ok(())
    }

    fn baseline(&self) -> Result<(), CliError> {
        let Some(mut known) = baseline::read(None, &self.top)? else { return Ok(()) };
        let count = known.move_codes(&self.body, &self.codes);
        if count > 0 {
            let path = baseline::put(&self.top, &known)?;
            output::remark(&format!("{}：改了 {count} 个编码", path.display()));
        }
        Ok(())
    }
}
