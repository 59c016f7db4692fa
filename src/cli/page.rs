//! A listing as one page with a picture: the options that such commands share.

use std::path::PathBuf;

use super::{CliError, output};

/// Where the page is written.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct PageArgs {
    /// 写成一个网页（.html），带图，不用联网，双击就能看；已经有了就换掉
    #[arg(long, value_name = "文件")]
    page: Option<PathBuf>,
}

impl PageArgs {
    /// Writes the page, if a file was asked for, and says so on the error stream.
    pub(super) fn write(&self, page: impl FnOnce() -> String) -> Result<(), CliError> {
        let Some(path) = &self.page else { return Ok(()) };
        if path.extension().and_then(|e| e.to_str()) != Some("html") {
            let path = path.display();
            return Err(CliError::Message(format!("--page 写的是网页，“{path}”要以 .html 结尾")));
        }
        output::write(path, page().as_bytes(), true)?;
        output::remark(&format!("已写出 {}", path.display()));
        Ok(())
    }
}
