//! `mulu schema` 格式: the JSON Schema of a kind of file, for editors and other programs.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{CliError, ExitStatus, output};
use crate::input::decode::{FILE_KINDS, schema_of_kind};
use crate::model::suggest::nearest;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 哪一种文件（如 mulu、adjustments）；不写就列出全部
    #[arg(value_name = "文件种类")]
    kind: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let text = match &args.kind {
        None => list(),
        Some(kind) => schema(kind)?,
    };
    output::print(&text).map(|()| ExitStatus::Clean)
}

fn schema(kind: &str) -> Result<String, CliError> {
    // A file of the folder `schemas` is understood as well.
    let name = kind.strip_suffix(".json").unwrap_or(kind);
    let Some(schema) = schema_of_kind(name) else { return Err(CliError::Message(unknown(kind))) };
    let text = serde_json::to_string_pretty(&schema)
        .map_err(|error| CliError::Message(format!("JSON 写不出来：{error}")))?;
    Ok(text + "\n")
}

fn unknown(kind: &str) -> String {
    match nearest(kind, FILE_KINDS.iter().map(|(name, ..)| *name)) {
        Some(meant) => format!("没有“{kind}”这种文件，是不是要写 {meant}？"),
        None => format!("没有“{kind}”这种文件，用 mulu schema 看有哪些"),
    }
}

fn list() -> String {
    let width = FILE_KINDS.iter().map(|(name, ..)| name.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, title, _) in FILE_KINDS {
        let pad = " ".repeat(width - name.width());
        let _ = writeln!(text, "  {name}{pad}  {title}");
    }
    text + "\n用 mulu schema 文件种类 看一种文件的 JSON Schema，可以存下来给编辑器用。\n"
}
