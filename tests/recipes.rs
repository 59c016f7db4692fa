//! The recipes of `examples/daying` for CI and git: every command in them that runs mulu works on that
//! repository, and fails when the repository has an error.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{copy, shell};

const RECIPES: [&str; 3] = [".github/workflows/check.yml", ".gitlab-ci.yml", ".workflow/check.yml"];

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/daying")
}

/// The commands of a recipe that run mulu.
fn commands(recipe: &str) -> Vec<String> {
    let text = fs::read_to_string(example().join(recipe)).unwrap();
    let lines = text.lines().map(|line| line.trim().trim_start_matches("- ").to_owned());
    let lines = lines.map(|line| line.trim_start_matches("run: ").to_owned());
    let lines = lines.map(|line| line.strip_prefix("tools/").map(str::to_owned).unwrap_or(line));
    lines.filter(|line| line.starts_with("mulu ")).collect()
}

/// The example in a folder of its own, with an error in it if that is wanted.
fn repository(broken: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&example(), folder.path());
    if broken {
        fs::write(folder.path().join("overlays/坏.yaml"), "修改: 十\n").unwrap();
    }
    folder
}

#[test]
fn the_readme_gives_the_same_recipes() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    for recipe in RECIPES.into_iter().chain(["hooks/pre-commit"]) {
        let text = fs::read_to_string(example().join(recipe)).unwrap();
        assert!(readme.contains(&format!("\n{}\n```", text.trim_end())), "{recipe}");
    }
}

#[test]
fn every_recipe_is_yaml_with_a_command() {
    for recipe in RECIPES {
        let text = fs::read_to_string(example().join(recipe)).unwrap();
        mulu::input::yaml::parse(&text).unwrap();
        assert!(!commands(recipe).is_empty(), "{recipe}");
    }
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_recipes_run() {
    for (broken, status) in [(false, 0), (true, 1)] {
        let folder = repository(broken);
        for command in RECIPES.iter().flat_map(|recipe| commands(recipe)) {
            assert_eq!(shell(folder.path(), &command).status, status, "{command}");
        }
        for file in ["mulu.sarif", "mulu.xml", "codequality.json", "校验结果.txt"] {
            assert!(folder.path().join(file).is_file(), "{file}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_hook_keeps_errors_out_of_commits() {
    let git = "git -c user.name=某 -c user.email=a@example.cn -c core.hooksPath=hooks";
    let commit = |folder: &Path| {
        shell(folder, &format!("git init -q . && git add -A && {git} commit -q -m 校验")).status
    };
    assert_eq!(commit(repository(false).path()), 0);
    assert_ne!(commit(repository(true).path()), 0);
}
