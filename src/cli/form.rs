//! Forms that are written as a workbook: the options that all of them share.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{CliError, output};
use crate::export::papers::{FORMS, FormPapers};
use crate::layout::{FontProfile, FormBook, Paper};

/// Where a form is written and how it looks.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct FormArgs {
    /// 写成可以打印的表（.xlsx），写到这个文件
    #[arg(short, long = "output", value_name = "文件")]
    output: Option<PathBuf>,
    /// 纸张
    #[arg(long, value_name = "纸张", value_enum, default_value = "A4")]
    paper: PaperWord,
    /// 字体：plain 用宋体、黑体，official 用方正小标宋简体、仿宋_GB2312
    #[arg(long, value_name = "字体", value_enum, default_value = "plain")]
    fonts: FontsWord,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum PaperWord {
    #[value(name = "A3", alias = "a3")]
    A3,
    #[default]
    #[value(name = "A4", alias = "a4")]
    A4,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum FontsWord {
    #[default]
    Plain,
    Official,
}

impl PaperWord {
    /// The paper.
    pub(super) fn paper(self) -> Paper {
        match self {
            Self::A3 => Paper::A3,
            Self::A4 => Paper::A4,
        }
    }
}

/// A paper for all tables, or for one form: A3, 汇总表=A3.
#[derive(Debug, Clone)]
pub(super) struct FormPaper {
    form: Option<String>,
    paper: PaperWord,
}

impl FormPaper {
    /// The paper of the forms of a bundle.
    pub(super) fn papers(chosen: &[Self]) -> FormPapers {
        let all = chosen.iter().rev().find(|one| one.form.is_none());
        let named = chosen.iter().filter_map(|one| Some((one.form.clone()?, one.paper.paper())));
        FormPapers {
            tables: all.map_or(Paper::A4, |one| one.paper.paper()),
            named: named.collect(),
        }
    }
}

impl std::str::FromStr for FormPaper {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (form, paper) = match text.split_once(['=', '＝']) {
            Some((form, paper)) => (Some(form.trim()), paper),
            None => (None, text),
        };
        let paper = PaperWord::from_str(paper.trim(), true)
            .map_err(|_| "纸张写 A4 或 A3；只改一张表的写“表名=A3”".to_owned())?;
        if let Some(form) = form.filter(|form| !FORMS.contains(form)) {
            return Err(format!("没有“{form}”这张表，可以写：{}", FORMS.join("、")));
        }
        Ok(Self { form: form.map(str::to_owned), paper })
    }
}

impl FontsWord {
    /// The fonts.
    pub(super) fn profile(self) -> FontProfile {
        match self {
            Self::Plain => FontProfile::Plain,
            Self::Official => FontProfile::Official,
        }
    }
}

impl FormArgs {
    /// The paper.
    pub(super) fn paper(&self) -> Paper {
        self.paper.paper()
    }

    /// Whether what is there is replaced.
    pub(super) fn force(&self) -> bool {
        self.force
    }

    /// Refuses a target before any work is done.
    pub(super) fn check_target(&self) -> Result<(), CliError> {
        self.output.as_ref().map_or(Ok(()), |path| output::check_workbook(path, self.force))
    }

    /// Writes the form, if a file was asked for, and says so on the error stream.
    pub(super) fn write(&self, book: impl FnOnce() -> FormBook) -> Result<(), CliError> {
        let Some(path) = &self.output else { return Ok(()) };
        let bytes = FormBook { fonts: self.fonts.profile(), ..book() }.write();
        let bytes = bytes.map_err(|error| CliError::Message(error.to_string()))?;
        output::write(path, &bytes, self.force)?;
        say_written(path);
        Ok(())
    }
}

fn say_written(path: &Path) {
    output::remark(&format!("已写出 {}", path.display()));
}
