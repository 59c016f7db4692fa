//! Runs that are killed, and runs at the same time: whatever a run leaves, the same command then does what
//! it would have done.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{Run, copy, mulu, mulu_with};
use crate::{review, submit};

/// The exit status of a run that was killed where a test asked for it.
const KILLED: i32 = 137;

/// All files below a folder, the hidden ones too.
pub type Files = BTreeMap<String, Vec<u8>>;

pub fn files(folder: &Path) -> Files {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (name.replace('\\', "/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The names, and where the contents differ.
pub fn differences(a: &Files, b: &Files) -> Vec<String> {
    let names = a.keys().chain(b.keys()).filter(|name| a.get(*name) != b.get(*name));
    names.cloned().collect()
}

fn said(run: &Run) -> String {
    format!("{}: {}{}", run.status, run.stdout, run.stderr)
}

/// Kills a command at each of its renames, and gives how many there are. `prepared` is the folder before.
fn kill_everywhere(prepared: &Path, args: &[&str]) -> usize {
    kill_between(prepared, args, &[])
}

/// The same for a command that says several things in one file, one after the other: a file may also stand
/// as the command that says the first of them alone leaves it.
fn kill_between(prepared: &Path, args: &[&str], steps: &[&[&str]]) -> usize {
    // The same folder for all runs: a path must make no difference.
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("仓库");
    let renew = || {
        let _ = fs::remove_dir_all(&folder);
        copy_all(prepared, &folder);
    };
    renew();
    let before = files(&folder);
    let whole = mulu(&folder, args);
    assert_eq!(whole.status, 0, "{}", said(&whole));
    let wanted = files(&folder);
    let after = |step: &&[&str]| {
        renew();
        let run = mulu(&folder, step);
        assert_eq!(run.status, 0, "{}", said(&run));
        files(&folder)
    };
    let between: Vec<Files> = steps.iter().map(after).collect();
    for at in 1.. {
        renew();
        let run = mulu_with(&folder, args, &[("MULU_KILL_AT", &at.to_string())]);
        if run.status != KILLED {
            assert_eq!(run.status, 0, "{}", said(&run));
            return at - 1;
        }
        for (name, bytes) in visible(files(&folder)) {
            let mut states = [&before, &wanted].into_iter().chain(&between);
            let whole = states.any(|state| state.get(&name) == Some(&bytes));
            assert!(whole, "{args:?}, killed at {at}: “{name}” is neither old nor new");
        }
        let left = files(&folder);
        let lost: Vec<&String> = before.keys().filter(|name| !left.contains_key(*name)).collect();
        assert!(lost.is_empty(), "{args:?}, killed at {at}: lost {lost:?}");
        let again = mulu(&folder, args);
        assert_eq!(again.status, 0, "{args:?}, killed at {at}: {}", said(&again));
        let differ = differences(&files(&folder), &wanted);
        assert!(differ.is_empty(), "{args:?}, killed at {at}: {differ:?}\n{}", said(&again));
    }
    unreachable!("the run is not killed any more some day")
}

/// Without the files that people do not see.
pub fn visible(files: Files) -> Files {
    let hidden = |name: &str| name.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    files.into_iter().filter(|(name, _)| !hidden(name)).collect()
}

/// Copies a folder with all that was built in it.
fn copy_all(from: &Path, to: &Path) {
    copy(from, to);
    if from.join("dist").is_dir() {
        copy(&from.join("dist"), &to.join("dist"));
    }
}

/// A county with a town, both built once and changed since.
fn built() -> tempfile::TempDir {
    let folder = submit::county();
    fs::create_dir_all(folder.path().join("towns/jia")).unwrap();
    let town = "名称: 甲镇\n层级: 乡级\n版本: 2026-1\n牵头单位: {示例: 甲镇民政办公室}\n";
    fs::write(folder.path().join("towns/jia/mulu.yaml"), town).unwrap();
    let run = mulu(folder.path(), &["build", "."]);
    assert_eq!(run.status, 0, "{}", said(&run));
    submit::replace(folder.path(), "drafts/a.yaml", "申请条件", "申请的条件");
    folder
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn a_build() {
    let folder = built();
    let renames = kill_everywhere(folder.path(), &["build", "."]);
    assert_eq!(renames, 2 * 3 + 1, "three files a member, and the record at the end");
}

/// What a killed run wrote is ours, also for a run that writes something else.
#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn another_build_after_a_killed_one() {
    let prepared = built();
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("仓库");
    let args = ["build", ".", "--member", "示例县"];
    let rebuilt = |kill: Option<usize>| {
        let _ = fs::remove_dir_all(&folder);
        copy_all(prepared.path(), &folder);
        let killed = kill.map(|at| {
            mulu_with(&folder, &args, &[("MULU_KILL_AT", &at.to_string())]).status == KILLED
        });
        submit::replace(&folder, "drafts/a.yaml", "申请的条件", "条件");
        let run = mulu(&folder, &args);
        assert_eq!(run.status, 0, "killed at {kill:?}: {}", said(&run));
        (files(&folder), killed)
    };
    let (wanted, _) = rebuilt(None);
    for at in 1.. {
        let (found, killed) = rebuilt(Some(at));
        let differ = differences(&found, &wanted);
        assert!(differ.is_empty(), "killed at {at}: {differ:?}");
        if killed == Some(false) {
            assert_eq!(at - 1, 4);
            break;
        }
    }
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn a_submission() {
    let folder = submit::county();
    let args = ["submit", ".", "-o", "材料"];
    let draft = mulu(folder.path(), &[&args[..], &["--draft"]].concat());
    assert_eq!(draft.status, 0, "{}", said(&draft));
    let renames = kill_everywhere(folder.path(), &args);
    let files = submit::FILES.len() + 1 + 2 + 1;
    assert_eq!(renames, files + 1, "bundle, zip, 备案, 记录, and what was written at the end");
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn the_forms_of_a_review() {
    let folder = review::answered();
    let args = ["review", ".", "--member", "甲镇", "--by", "body", "--record"];
    submit::replace(folder.path(), "drafts/a.yaml", "申请条件", "申请的条件");
    assert!(kill_everywhere(folder.path(), &args) > 2);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn the_answers_of_a_review() {
    let folder = review::answered();
    let args = ["review", ".", "--member", "甲镇", "--by", "body", "--read", "反馈"];
    assert!(kill_everywhere(folder.path(), &args) > 1);
}

/// The adjustments and the record of what is written in them are two files.
#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn an_adoption() {
    let folder = review::answered();
    let read = ["review", ".", "--member", "甲镇", "--by", "body", "--read", "反馈"];
    let run = mulu(folder.path(), &read);
    assert_eq!(run.status, 0, "{}", said(&run));
    let args = ["review", ".", "--member", "甲镇", "--by", "body", "--adopt", "all", "--record"];
    assert!(kill_everywhere(folder.path(), &args) > 2);
}

/// The adjustments and the line of the record go into one workbook, at two times.
#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn an_adoption_into_a_workbook() {
    let text = review::answered();
    let read = ["review", ".", "--member", "甲镇", "--by", "body", "--read", "反馈"];
    let run = mulu(text.path(), &read);
    assert_eq!(run.status, 0, "{}", said(&run));
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("表");
    let from = text.path().to_string_lossy().into_owned();
    let run = mulu(top.path(), &["init", "表", "--from", &from]);
    assert_eq!(run.status, 0, "{}", said(&run));
    let args = ["review", ".", "--member", "甲镇", "--by", "body", "--adopt", "all", "--record"];
    // The line of the record is written first, the adjustments last.
    let record = ["review", ".", "--member", "甲镇", "--by", "body", "--record"];
    assert!(kill_between(&folder, &args, &[&record]) > 4);
    let release = ["adjust", ".", "--member", "甲镇", "--release", "2026-2"];
    assert_eq!(kill_everywhere(&folder, &release), 1);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn answers_that_are_adopted_at_once() {
    let folder = review::answered();
    let args = ["review", ".", "--member", "甲镇", "--by", "body", "--adopt", "all"];
    assert!(kill_everywhere(folder.path(), &[&args[..], &["--read", "反馈"]].concat()) > 4);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds can be killed at a place")]
fn an_adjustment() {
    let folder = submit::county();
    let overlay =
        "修改:\n  - {编码: \"X90.001\", 公开时限: 自信息形成之日起10个工作日内, 理由: 示例}\n";
    fs::create_dir_all(folder.path().join("towns/jia/overlays")).unwrap();
    fs::write(folder.path().join("towns/jia/overlays/a.yaml"), overlay).unwrap();
    fs::write(folder.path().join("towns/jia/mulu.yaml"), "名称: 甲镇\n层级: 乡级\n").unwrap();
    let release = ["adjust", ".", "--member", "示例县", "--release", "2026-2"];
    assert_eq!(kill_everywhere(folder.path(), &release), 1);
    let form = ["adjust", ".", "X90.001", "--member", "甲镇", "-o", "申请表.xlsx"];
    assert_eq!(kill_everywhere(folder.path(), &form), 1);
}

/// Runs these commands at the same time.
fn at_once(folder: &Path, commands: &[&[&str]]) -> Vec<Run> {
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            commands.iter().map(|args| scope.spawn(move || mulu(folder, args))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    })
}

#[test]
fn three_builds_into_one_folder() {
    let folder = built();
    let paper: &[&str] = &["build", ".", "--member", "示例县", "--paper", "A4"];
    let town: &[&str] = &["build", ".", "--member", "甲镇"];
    for run in at_once(folder.path(), &[&["build", "."], paper, town]) {
        assert_eq!(run.status, 0, "{}", said(&run));
    }
    submit::replace(folder.path(), "drafts/a.yaml", "申请的条件", "条件");
    let run = mulu(folder.path(), &["build", "."]);
    assert_eq!(run.status, 0, "the record of the folder is whole: {}", said(&run));
    let alone = mulu(folder.path(), &["build", ".", "-o", "另外"]);
    assert_eq!(alone.status, 0);
    let (dist, other) = (files(&folder.path().join("dist")), files(&folder.path().join("另外")));
    assert!(differences(&dist, &other).is_empty(), "{:?}", differences(&dist, &other));
}

/// Both continue 记录.yaml.
#[test]
fn a_submission_and_a_review_at_once() {
    let folder = submit::county();
    let review: &[&str] = &["review", ".", "--record"];
    for run in at_once(folder.path(), &[&["submit", ".", "-o", "材料"], review]) {
        assert_eq!(run.status, 0, "{}", said(&run));
    }
    let lines = fs::read_to_string(folder.path().join("记录.yaml")).unwrap();
    for stage in ["阶段: 备案", "阶段: 征求意见"] {
        assert!(lines.contains(stage), "{lines}");
    }
}

/// Opinions are not told of as written while their adjustments still wait.
#[test]
fn a_submission_after_a_killed_adoption() {
    let folder = submit::county();
    let waiting = folder.path().join("overlays/.mulu-waiting-征求意见-2026-11-21.yaml");
    fs::create_dir(folder.path().join("overlays")).unwrap();
    fs::write(&waiting, "修改: []\n").unwrap();
    let run = mulu(folder.path(), &["submit", ".", "-o", "材料"]);
    assert_eq!(run.status, 2, "{}", said(&run));
    assert!(run.stderr.contains("再运行一次 mulu review --adopt"), "{}", run.stderr);
    let run = mulu(folder.path(), &["review", ".", "--adopt", "all"]);
    assert_eq!(run.status, 0, "{}", said(&run));
    assert!(!waiting.exists());
    let run = mulu(folder.path(), &["submit", ".", "-o", "材料"]);
    assert_eq!(run.status, 0, "{}", said(&run));
}

/// A full disk is told of in Chinese.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let folder = submit::county();
    let run = mulu(folder.path(), &["check", ".", "--output", "/dev/full"]);
    assert_eq!((run.status, run.stderr.as_str()), (2, "没有办成：写不了“/dev/full”：磁盘满了\n"));
    assert!(Path::new("/dev/full").exists(), "a device is written to, not replaced");
}
