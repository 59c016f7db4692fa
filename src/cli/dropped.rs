//! mulu without a command: files or folders that were dropped on the program, and the short menu of one
//! that was started with nothing at all.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::{CliError, ExitStatus, check, console, output};
use crate::input::disk;

/// How the report is called that is written beside what was checked.
const REPORT: &str = "校验报告";

/// The paths that were given in place of a command; `None` where there is a command, or something that
/// may have been meant for one.
pub(super) fn paths(
    args: &[OsString],
    is_command: impl Fn(&OsStr) -> bool,
) -> Option<Vec<PathBuf>> {
    let rest = args.get(1..)?;
    let first = rest.first()?;
    let all_there = rest.iter().all(|path| Path::new(path).exists());
    (all_there && !is_command(first)).then(|| rest.iter().map(PathBuf::from).collect())
}

/// Checks what was dropped, and says where the results are.
pub(super) fn run(paths: Vec<PathBuf>) -> Result<ExitStatus, CliError> {
    let result = checked(paths);
    if let Err(error) = &result {
        output::remark(&format!("没有办成：{error}"));
    }
    console::wait();
    result
}

fn checked(paths: Vec<PathBuf>) -> Result<ExitStatus, CliError> {
    let report = beside(paths.first().map_or(Path::new("."), PathBuf::as_path))?;
    let page = report.with_extension("html");
    let status = check::run(&check::Args::dropped(paths, report.clone(), page.clone()))?;
    let (page, report) = (page.display(), report.display());
    output::print(&format!(
        "\n校验报告写在 {page}（双击就能看）\n问题和整改反馈表写在 {report}\n"
    ))?;
    Ok(status)
}

/// The first name beside a file, or in a folder, that nothing has yet: people fill these workbooks in.
fn beside(path: &Path) -> Result<PathBuf, CliError> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let names = (1u32..=999).map(|number| match number {
        1 => format!("{REPORT}.xlsx"),
        _ => format!("{REPORT}.{number}.xlsx"),
    });
    let mut paths = names.map(|name| folder.join(name));
    let is_free = |path: &PathBuf| !path.exists() && !path.with_extension("html").exists();
    paths.find(is_free).ok_or_else(|| {
        CliError::Message(format!("“{}”里的{REPORT}太多了，移走一些再来", folder.display()))
    })
}

/// Whether somebody sits there to choose from a menu.
pub(super) fn can_choose() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What was chosen from the menu: the arguments of the command.
pub(super) fn menu() -> Result<Option<Vec<OsString>>, CliError> {
    output::print(
        "政务公开事项标准目录\n\n  1 检查一个文件或文件夹\n  2 开始一个目录\n  3 编制\n  4 帮助\n  0 退出\n\n",
    )?;
    loop {
        let arguments: &[&str] = match line("选哪一个：")?.as_str() {
            "1" => {
                return path("要检查的文件或文件夹（可以拖进来）：").map(|p| Some(vec![p.into()]));
            }
            "2" => &["init"],
            "3" => {
                let folder = path("目录所在的文件夹（可以拖进来）：")?;
                return Ok(Some(vec!["build".into(), folder.into()]));
            }
            "4" => &["--help"],
            "0" => return Ok(None),
            other => {
                output::print(&format!("  没有“{other}”，写 1、2、3、4 或 0。\n"))?;
                continue;
            }
        };
        return Ok(Some(arguments.iter().map(OsString::from).collect()));
    }
}

/// Asks until something is there under the path that was written; a terminal puts a dropped one in quotes.
fn path(question: &str) -> Result<PathBuf, CliError> {
    loop {
        let answer = line(question)?;
        let path = PathBuf::from(answer.trim_matches(['"', '\'']).trim());
        match disk::is_there(&path) {
            true => return Ok(path),
            false => output::print(&format!("  没有“{}”，再写一次。\n", path.display()))?,
        }
    }
}

fn line(question: &str) -> Result<String, CliError> {
    let _ = write!(io::stdout(), "{question}").and_then(|()| io::stdout().flush());
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) | Err(_) => Err(CliError::Message("没有选，什么也没有做".to_owned())),
        Ok(_) => Ok(line.trim().to_owned()),
    }
}
