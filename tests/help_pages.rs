//! The help of the program and of every command, as people read it. `MULU_UPDATE=1 cargo test --test
//! integration help_pages` writes it anew.

use std::collections::BTreeSet;
use std::fs;

use crate::common::{golden, mulu, tests_folder};

fn help(args: &[&str]) -> String {
    let run = mulu(&tests_folder(""), &[args, &["--help"]].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

/// The commands that the help of the program lists.
fn commands(help: &str) -> Vec<String> {
    let below = help.lines().skip_while(|line| !line.starts_with("命令"));
    let lines = below.skip(1).take_while(|line| line.starts_with(' '));
    // A command stands two columns in; what goes on from the line above, further.
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    names.filter(|name| name.is_ascii()).map(str::to_owned).collect()
}

#[test]
fn every_command_has_its_help() {
    let folder = tests_folder("snapshots/help");
    let whole = help(&[]);
    golden(&folder.join("mulu.txt"), &whole);
    let commands = commands(&whole);
    assert!(commands.len() >= 15, "{commands:?}");
    for command in &commands {
        golden(&folder.join(format!("{command}.txt")), &help(&[command]));
    }
    let kept = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    let kept: BTreeSet<String> = kept.map(|name| name.to_string_lossy().into_owned()).collect();
    let wanted = commands.iter().map(String::as_str).chain(["mulu"]);
    assert_eq!(kept, wanted.map(|name| format!("{name}.txt")).collect(), "some are left over");
}
