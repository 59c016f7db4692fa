//! What a user can say about how a table is to be read: the same for `import` and `check`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::CliError;
use crate::input::disk;
use crate::input::sheet::{Domains as _, Mappings, NamedColumns, RecogniseOptions};
use crate::model::suggest::nearest;
use crate::register::Registers;

#[derive(Debug, Default, clap::Args)]
pub(super) struct TableArgs {
    /// 这些表是哪个领域的，写名称或编号；不写就看表题、工作表名、文件名和各行的事项
    #[arg(long, value_name = "领域")]
    domain: Option<String>,
    /// 表头在第几行，如 3 或 3-4；不写就自己找
    #[arg(long, value_name = "行", value_parser = head_rows)]
    head: Option<(u32, u32)>,
    /// 哪一栏是什么，如 A=序号,B=一级事项,F=公开时限；没有表头的表这样读，有表头的只改这几栏
    #[arg(long, value_name = "各栏", value_parser = NamedColumns::parse)]
    columns: Option<NamedColumns>,
    /// csv 文件里隔开各栏的符号，如 ; 或 tab；不写就自己认
    #[arg(long, value_name = "符号", value_parser = separator)]
    separator: Option<char>,
    /// 每一栏是什么，记在这个文件里；import 没有这个文件就写一份供修改
    #[arg(long, value_name = "文件")]
    map: Option<PathBuf>,
}

impl TableArgs {
    /// The file of saved heads.
    pub(super) fn map(&self) -> Option<&Path> {
        self.map.as_deref()
    }

    /// Whether anything was said.
    pub(super) fn is_given(&self) -> bool {
        let Self { domain, head, columns, separator, map } = self;
        domain.is_some()
            || head.is_some()
            || columns.is_some()
            || separator.is_some()
            || map.is_some()
    }

    /// Whether the user says of which domain the tables are.
    pub(super) fn gives_domain(&self) -> bool {
        self.domain.is_some()
    }

    /// The separator of a text file.
    pub(super) fn separator(&self) -> Option<char> {
        self.separator
    }

    /// What is said, as the reader takes it. A file of saved heads has to be there.
    pub(super) fn options(&self, registers: &Arc<Registers>) -> Result<RecogniseOptions, CliError> {
        self.with_mappings(registers, self.map().map(saved_heads).transpose()?)
    }

    /// What is said; a file of saved heads that is not there yet will be written.
    pub(super) fn options_or_new_map(
        &self,
        registers: &Arc<Registers>,
    ) -> Result<RecogniseOptions, CliError> {
        let saved = self.map().filter(|path| path.exists());
        self.with_mappings(registers, saved.map(saved_heads).transpose()?)
    }

    fn with_mappings(
        &self,
        registers: &Arc<Registers>,
        mappings: Option<Mappings>,
    ) -> Result<RecogniseOptions, CliError> {
        let domain = self.domain.as_deref().map(|word| find_domain(word, registers)).transpose()?;
        let map = mappings.as_ref().and(self.map()).map(|path| path.display().to_string());
        let mappings = mappings.unwrap_or_default();
        let columns = self.columns.clone().or_else(|| mappings.by_letters());
        Ok(RecogniseOptions {
            domain,
            head: self.head,
            mappings,
            map,
            columns: columns.unwrap_or_default(),
            ..RecogniseOptions::knowing(registers.clone())
        })
    }
}

/// Reads `3` or `3-4`, counted from 1.
fn head_rows(text: &str) -> Result<(u32, u32), String> {
    let (first, last) = text.split_once(['-', '—', '～']).unwrap_or((text, text));
    let row = |text: &str| text.trim().parse::<u32>().ok().and_then(|row| row.checked_sub(1));
    match (row(first), row(last)) {
        (Some(first), Some(last)) if first <= last && last - first < 10 => Ok((first, last)),
        _ => Err("写行号，如 3 或 3-4".to_owned()),
    }
}

/// Reads `;`, `tab` or `\t`.
fn separator(text: &str) -> Result<char, String> {
    let mut chars = text.chars();
    match (text, chars.next(), chars.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(c), None) if !matches!(c, '"' | '\n' | '\r') => Ok(c),
        _ => Err("写一个符号，如 , ; | 或 tab".to_owned()),
    }
}

/// The name of a domain, which may be given by an everyday one; a name that no guideline has is taken as
/// written, unless it looks like a slip.
fn find_domain(word: &str, registers: &Registers) -> Result<String, CliError> {
    let known = registers.domains();
    let domains = known.domains();
    if let Some(domain) = domains.iter().find(|domain| domain.is_called(word)) {
        return Ok(domain.name.clone());
    }
    if let Some(name) = known.named(word) {
        return Ok(name.to_owned());
    }
    match nearest(word, domains.iter().map(|domain| domain.name.as_str())) {
        Some(name) => Err(CliError::Message(format!(
            "没有“{word}”这个领域，是不是要写“{name}”？用 mulu domains 看全部领域"
        ))),
        None => Ok(word.trim_end_matches("领域").to_owned()),
    }
}

fn saved_heads(path: &Path) -> Result<Mappings, CliError> {
    let failed =
        |reason: String| CliError::Message(format!("用不了“{}”：{reason}", path.display()));
    Mappings::read(&disk::text(path)?).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        assert_eq!(separator(";"), Ok(';'));
        assert_eq!(separator("tab"), Ok('\t'));
        for wrong in ["", ";;", "\""] {
            assert!(separator(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rows_of_a_head() {
        assert_eq!(head_rows("3"), Ok((2, 2)));
        assert_eq!(head_rows("3-4"), Ok((2, 3)));
        for wrong in ["0", "4-3", "x", ""] {
            assert!(head_rows(wrong).is_err(), "{wrong}");
        }
    }
}
