//! `mulu completions` 补全 and `mulu manual` 手册: what a shell and `man` want to know of the commands.

use std::io::Write;

use clap::Command;

use super::{CliError, ExitStatus, output, usage};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 哪一种命令行
    #[arg(value_name = "命令行", value_enum)]
    shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManualArgs {}

/// Prints the script that completes commands and options.
pub(super) fn run(args: &Args, mut command: Command) -> Result<ExitStatus, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "mulu", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Clean)
}

/// Prints the manual page: mulu itself, then every command.
pub(super) fn manual(_: &ManualArgs, command: &Command) -> Result<ExitStatus, CliError> {
    let mut page = Vec::new();
    let failed = |error: std::io::Error| CliError::Message(format!("手册没有做成：{error}"));
    clap_mangen::Man::new(command.clone())
        .title("MULU")
        .section("1")
        .manual("政务公开事项标准目录")
        .render(&mut page)
        .map_err(failed)?;
    for sub in command.get_subcommands() {
        let names: Vec<&str> = sub.get_visible_aliases().collect();
        let names = names.iter().map(|name| format!("（{name}）")).collect::<String>();
        writeln!(page, ".SH \"mulu {}{names}\"", sub.get_name()).map_err(failed)?;
        let help = sub.clone().bin_name(format!("mulu {}", sub.get_name())).render_help();
        writeln!(page, ".nf\n{}\n.fi", escaped(&usage::chinese(&help.to_string())))
            .map_err(failed)?;
    }
    output::print(&in_chinese(&String::from_utf8_lossy(&page)))?;
    Ok(ExitStatus::Clean)
}

/// A text in which roff sees no commands.
fn escaped(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.replace('\\', "\\\\").replace('-', "\\-");
        if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The headings that the maker of the page writes in English.
fn in_chinese(page: &str) -> String {
    const HEADINGS: [(&str, &str); 8] = [
        ("NAME", "名称"),
        ("SYNOPSIS", "用法"),
        ("DESCRIPTION", "说明"),
        ("OPTIONS", "选项"),
        ("SUBCOMMANDS", "命令"),
        ("COMMANDS", "命令"),
        ("EXTRA", "其他"),
        ("VERSION", "版本"),
    ];
    let lines = page.lines().map(|line| {
        let heading = line.strip_prefix(".SH ").map(|heading| heading.trim_matches('"'));
        let known = HEADINGS.iter().find(|(english, _)| heading == Some(english));
        known.map_or_else(|| line.to_owned(), |(_, chinese)| format!(".SH {chinese}"))
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
