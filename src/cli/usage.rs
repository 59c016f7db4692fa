//! Chinese help and usage errors for clap, which speaks English.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use super::output::COULD_NOT_RUN;

/// The layout of every help page.
pub(super) const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// Puts headings and the help flags of a command and its subcommands into Chinese.
pub(super) fn translate(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command = command.help_template(TEMPLATE).disable_help_flag(true).arg(
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help("显示帮助")
            .global(false),
    );
    if command.get_version().is_some() {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("显示版本"),
        );
    }
    command = command.mut_args(|arg| {
        let heading = if arg.is_positional() { "参数" } else { "选项" };
        with_values(arg.help_heading(heading))
    });
    for name in names {
        command = command.mut_subcommand(name, translate);
    }
    command
}

/// Says in the help text itself what can be written and what holds when nothing is, because clap would
/// say it in English.
fn with_values(arg: Arg) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let mut notes = Vec::new();
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !values.is_empty() {
        notes.push(format!("可以写 {}", values.join("、")));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
    if !defaults.is_empty() {
        notes.push(format!("不写就是 {}", defaults.join("、")));
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    if notes.is_empty() { arg } else { arg.help(format!("{help}（{}）", notes.join("；"))) }
}

/// Prints help, version or a usage error, and gives the exit status for it.
pub(super) fn report(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(anstream::stdout(), "{}", chinese(&error.render().ansi().to_string()));
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(anstream::stderr(), "{}", chinese(&error.render().ansi().to_string()));
            COULD_NOT_RUN.into()
        }
        _ => {
            let _ = writeln!(anstream::stderr(), "命令写得不对：{}", explain(error));
            let hint = "用 mulu --help 看全部命令，用 mulu 命令 --help 看一条命令的用法。";
            let _ = writeln!(anstream::stderr(), "{hint}");
            COULD_NOT_RUN.into()
        }
    }
}

/// The words that clap writes into help pages itself, in Chinese, with one line break at the end.
pub(super) fn chinese(help: &str) -> String {
    const WORDS: [(&str, &str); 4] = [
        ("[OPTIONS]", "[选项]"),
        ("[aliases: ", "[又名："),
        ("[alias: ", "[又名："),
        ("[COMMAND]", "[命令]"),
    ];
    let mut text = help.trim_end().to_owned();
    for (english, word) in WORDS {
        text = text.replace(english, word);
    }
    text.push('\n');
    text
}

/// `mulu help import` as `mulu import --help`.
pub(super) fn help_as_option(mut args: Vec<OsString>) -> Vec<OsString> {
    let asks = args.get(1).is_some_and(|word| word == "help" || word == "帮助");
    if asks {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("、")),
        other => Some(other.to_string()),
    }
}

fn explain(error: &clap::Error) -> String {
    let arg = context(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
    let meant =
        |kind| context(error, kind).map(|m| format!("，是不是要写 {m}？")).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有“{name}”这个命令{}", meant(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument => {
            format!("没有“{arg}”这个选项{}", meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}”后面缺少内容"),
        ErrorKind::InvalidValue => {
            let valid = context(error, ContextKind::ValidValue).unwrap_or_default();
            format!("“{arg}”不能写“{value}”，可以写：{valid}")
        }
        ErrorKind::ValueValidation => {
            // Reasons of other libraries are in English, and say no more than the value does.
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let reason = reason.filter(|reason| !reason.is_ascii());
            let reason = reason.map(|reason| format!("：{reason}")).unwrap_or_default();
            format!("“{arg}”不能写“{value}”{reason}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少：{arg}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => format!("“{arg}”不能和别的选项一起用或写两次"),
        _ => error.kind().to_string(),
    }
}
