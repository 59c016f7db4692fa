//! The one way in which tests run the program and compare what it wrote.

pub mod fill;
pub mod forms;
pub mod office;
pub mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program.
const MULU: &str = env!("CARGO_BIN_EXE_mulu");

/// What a run of the program left.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// What was written to stdout.
    pub stdout: String,
    /// What was written to stderr.
    pub stderr: String,
}

/// Runs `mulu` in a folder. Of the environment nothing is passed on; the day is fixed; the name of the
/// folder and the version of the program are replaced in what it writes.
pub fn mulu(folder: &Path, args: &[&str]) -> Run {
    mulu_with(folder, args, &[])
}

/// The same with some variables of the environment.
pub fn mulu_with(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Run {
    run(folder, Command::new(MULU).args(args), variables)
}

/// The same with a copy of the program that lies in the folder, as people have it on their desks.
pub fn mulu_there(folder: &Path, args: &[&str]) -> Run {
    let program = folder.join("mulu");
    if !program.exists() && fs::hard_link(MULU, &program).is_err() {
        fs::copy(MULU, &program).unwrap();
    }
    run(folder, Command::new(&program).args(args), &[])
}

/// Runs a line of shell in a folder, in which `mulu` is the program.
pub fn shell(folder: &Path, line: &str) -> Run {
    let tools = Path::new(MULU).parent().unwrap();
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", tools.display());
    run(folder, Command::new("sh").args(["-c", line]), &[("PATH", &path)])
}

fn run(folder: &Path, command: &mut Command, variables: &[(&str, &str)]) -> Run {
    let output = command
        .current_dir(folder)
        .env_clear()
        .env("MULU_TODAY", "2026-11-21")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| scrub(folder, std::str::from_utf8(bytes).unwrap());
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
    }
}

fn scrub(folder: &Path, text: &str) -> String {
    let full = fs::canonicalize(folder).unwrap();
    let text = text.replace(&*full.to_string_lossy(), "[文件夹]");
    let text = text.replace(&*folder.to_string_lossy(), "[文件夹]");
    // The date of the data, where it is told and nowhere else.
    let text = text.replace(concat!("（数据日期 ", env!("MULU_DATA_DATE"), "）"), "");
    let text = text.replace(concat!("数据日期 ", env!("MULU_DATA_DATE")), "数据日期 [日期]");
    let text =
        text.replace(concat!("\"data\": \"", env!("MULU_DATA_DATE"), "\""), "\"data\": \"[日期]\"");
    let sarif = concat!("\"dataDate\": \"", env!("MULU_DATA_DATE"), "\"");
    let text = text.replace(sarif, "\"dataDate\": \"[日期]\"");
    text.replace(
        concat!("\"semanticVersion\": \"", env!("CARGO_PKG_VERSION"), "\""),
        "\"semanticVersion\": \"[版本]\"",
    )
}

/// Copies a folder, without what was built in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_file() {
            fs::copy(&path, to.join(name)).unwrap();
        } else if name != "dist" {
            copy(&path, &to.join(name));
        }
    }
}

/// A folder below `tests/`.
pub fn tests_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// Compares a text with a file kept in the repository; `MULU_UPDATE=1` writes the file instead.
pub fn golden(path: &Path, actual: &str) {
    if std::env::var_os("MULU_UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let differs = expected.lines().zip(actual.lines()).position(|(a, b)| a != b);
    assert!(
        expected == actual,
        "{} differs from line {} on; read the difference, then run with MULU_UPDATE=1\n{actual}",
        path.display(),
        differs.unwrap_or(expected.lines().count().min(actual.lines().count())) + 1,
    );
}
