//! What can be read off the files: no paths of machines, no file that is too long, no circle in the reader of
//! sheets. What ARCHITECTURE.md says of modules and crates is held by `architecture.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::sources::{code_lines, every_source, sources};

#[test]
fn no_committed_file_names_a_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "catalogues", "examples", "benches", "fuzz", "schemas"] {
        all_text(&root.join(folder), &mut files);
    }
    let mut faults = Vec::new();
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for home in ["/wo".to_owned() + "rk/", "/ro".to_owned() + "ot/", "/ho".to_owned() + "me/"] {
            if text.contains(&home) {
                faults.push(format!("{}: names {home}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn all_text(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && name != "corpus" && name != "dist" {
            all_text(&path, files);
        } else if path.extension().is_some_and(|e| {
            ["rs", "md", "yaml", "toml", "json", "txt"].contains(&&*e.to_string_lossy())
        }) {
            files.push(path);
        }
    }
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = every_source()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 450)
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "split these: {}", long.join("\n"));
}

/// The reader of sheets is a pipeline: no file needs, through others, itself.
#[test]
fn no_circle_in_the_sheet_reader() {
    const READER: &str = "src/input/sheet/";
    let files: Vec<(String, String)> = every_source()
        .into_iter()
        .filter(|(name, _)| name.starts_with(READER) && !name.contains("/tests"))
        .map(|(name, text)| (name[READER.len()..].trim_end_matches(".rs").replace('/', "::"), text))
        .filter(|(name, _)| name != "mod" && !name.ends_with("::mod"))
        .collect();
    let needs = |text: &str| -> Vec<usize> {
        let code: Vec<&str> = code_lines(text).map(|(_, line)| line).collect();
        let code = code.join("\n");
        let named = |name: &String| {
            let path = format!("crate::input::sheet::{name}");
            code.match_indices(&path).any(|(at, _)| {
                !code[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            })
        };
        (0..files.len()).filter(|at| named(&files[*at].0)).collect()
    };
    let edges: Vec<Vec<usize>> = files.iter().map(|(_, text)| needs(text)).collect();
    assert!(edges.iter().map(Vec::len).sum::<usize>() > files.len(), "the paths are not found");
    for (name, text) in &files {
        let relative = code_lines(text).any(|(_, line)| line.starts_with("use super::"));
        assert!(!relative, "{name}: name files by their whole path");
    }
    let mut left: Vec<usize> = (0..files.len()).collect();
    // Takes away what needs nothing that is left; a circle stays.
    loop {
        let free = |at: &usize| edges[*at].iter().all(|to| to == at || !left.contains(to));
        let stay: Vec<usize> = left.iter().copied().filter(|at| !free(at)).collect();
        if stay.len() == left.len() {
            break;
        }
        left = stay;
    }
    let circle: Vec<&str> = left.iter().map(|at| files[*at].0.as_str()).collect();
    assert!(circle.is_empty(), "these need each other: {}", circle.join(", "));
}

/// Where a run begins, and so where the built-in registers may be named.
const ENTRIES: [&str; 3] = ["src/cli/", "src/pipeline.rs", "src/register/"];

#[test]
fn registers_are_passed_and_no_globals() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        if ENTRIES.iter().any(|place| name.starts_with(place)) || name.ends_with("/tests.rs") {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let lines = code_lines(code).filter(|(_, line)| line.contains("built_in()"));
        faults.extend(lines.map(|(line, _)| format!("{name}:{}", line + 1)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
