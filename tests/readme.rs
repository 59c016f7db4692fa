//! Every `mulu` command of the README is run, in a copy of the repository's examples and fixtures, and
//! can run; the first command does what the README says.

use std::fs;
use std::path::Path;

use crate::common::{copy, mulu};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of the README's shell blocks.
fn shell_lines() -> Vec<String> {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let mut lines = Vec::new();
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            _ if inside && !line.is_empty() => lines.push(line.to_owned()),
            _ => {}
        }
    }
    lines
}

#[test]
fn every_command_runs() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples"), &folder.path().join("examples"));
    copy(&root().join("tests/fixtures/drafts"), &folder.path().join("tests/fixtures/drafts"));
    let confirm = "tests/fixtures/confirm";
    copy(&root().join(confirm), &folder.path().join(confirm));
    let data = "tests/fixtures/data";
    copy(&root().join(data), &folder.path().join(data));
    let site = "tests/fixtures/site";
    copy(&root().join(site), &folder.path().join(site));
    let commands = shell_lines();
    let commands: Vec<&String> = commands.iter().filter(|line| line.starts_with("mulu ")).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands {
        let args: Vec<&str> = command.split_whitespace().skip(1).collect();
        let run = mulu(folder.path(), &args);
        // 1 says that the two differ, that what was sent in has faults, or what own registers find in a draft.
        let draft = args[0] == "check" && args[1].starts_with(data);
        let registers = draft && args.contains(&"--data");
        let wanted = i32::from(["diff", "receive"].contains(&args[0]) || registers);
        assert_eq!(run.status, wanted, "{command}\n{}\n{}", run.stdout, run.stderr);
        for rule in ["[stale-basis]", "[obsolete-body]"].into_iter().filter(|_| draft) {
            assert_eq!(run.stdout.contains(rule), registers, "{command}\n{}", run.stdout);
        }
    }
}

#[test]
fn the_first_command_builds_the_example() {
    let lines = shell_lines();
    assert_eq!(lines[0], "cargo run --release -- build examples/daying -o out");
    assert_eq!(lines[1], "cargo test --locked");
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples"), &folder.path().join("examples"));
    let args: Vec<&str> = lines[0].split_whitespace().skip(4).collect();
    let first = mulu(folder.path(), &args);
    assert_eq!(first.status, 0, "{}\n{}", first.stdout, first.stderr);
    let out = folder.path().join("out");
    let mut written = Vec::new();
    for body in ["大英县", "盐井街道", "蓬莱镇"] {
        for name in [&format!("{body}政务公开事项标准目录.xlsx"), "catalogue.json", "catalogue.csv"]
        {
            let path = out.join(body).join(name);
            written.push((fs::read(&path).unwrap(), path));
        }
    }
    let again = mulu(folder.path(), &args);
    assert_eq!(again.status, 0, "{}\n{}", again.stdout, again.stderr);
    for (bytes, path) in written {
        assert!(fs::read(&path).unwrap() == bytes, "{} changed", path.display());
    }
}

#[test]
fn every_example_builds() {
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        copy(&path, &folder.path().join("仓库"));
        let run = mulu(folder.path(), &["build", "仓库", "-o", "out"]);
        assert_eq!(run.status, 0, "{}\n{}\n{}", path.display(), run.stdout, run.stderr);
    }
}

#[test]
fn its_own_outputs_have_no_errors_and_read_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples"), &folder.path().join("examples"));
    let build = mulu(folder.path(), &["build", "examples/daying", "-o", "out"]);
    assert_eq!(build.status, 0);
    for body in ["大英县", "盐井街道", "蓬莱镇"] {
        for name in [&format!("{body}政务公开事项标准目录.xlsx"), "catalogue.json", "catalogue.csv"]
        {
            let path = format!("out/{body}/{name}");
            let run = mulu(folder.path(), &["check", &path]);
            assert_eq!(run.status, 0, "{path}\n{}\n{}", run.stdout, run.stderr);
            let same = mulu(folder.path(), &["diff", &format!("out/{body}/catalogue.json"), &path]);
            assert_eq!(same.status, 0, "{path} reads back otherwise\n{}", same.stdout);
        }
    }
}
