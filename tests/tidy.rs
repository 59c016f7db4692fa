//! The invariants of ARCHITECTURE.md that can be read off the source: which outside crate may be used
//! where, and which way modules may depend on one another.

use std::fs;
use std::path::{Path, PathBuf};

/// An outside crate and the only places that may name it.
const FENCES: &[(&str, &[&str])] = &[
    ("clap", &["src/cli/"]),
    ("serde_saphyr", &["src/input/yaml/"]),
    ("calamine", &["src/input/workbook/", "src/input/workbook.rs"]),
    ("rust_xlsxwriter", &["src/layout/"]),
    ("miette", &["src/report/human"]),
    // The tests read what was written by other means than it was written.
    ("quick_xml", &["src/office/xml/", "src/export/docx/tests.rs"]),
    (
        "zip",
        &[
            "src/office/container.rs",
            // A revision as git packs it: no office file, and as large as its owner likes.
            "src/cli/diff/git.rs",
            // Tests, which build containers that no writer of ours would build.
            "src/export/docx/tests.rs",
            "src/export/form/tests.rs",
            "src/layout/tests.rs",
            "src/input/tables/tests.rs",
            "src/patch/tests.rs",
        ],
    ),
    ("maud", &["src/site/"]),
    ("pulldown_cmark", &["src/site/prose.rs"]),
    ("qrcode", &["src/site/board.rs"]),
    ("mailparse", &["src/input/html/mime.rs"]),
];

/// The only places that touch the disk: the writer of files and the reader of files.
const DISK: [&str; 2] = ["src/output/", "src/input/disk.rs"];

/// Code that is only there for tests, beside what stands below `#[cfg(test)]`.
const TEST_CODE: [&str; 3] = ["/tests.rs", "/tests/", "src/model/national.rs"];

/// A module and the modules of this crate that it must not know.
const DIRECTIONS: &[(&str, &[&str])] = &[
    (
        "src/text/",
        &[
            "source", "finding", "model", "input", "register", "merge", "check", "report",
            "export", "patch", "fix", "pipeline", "cli",
        ],
    ),
    (
        "src/source/",
        &[
            "finding", "model", "rules", "input", "register", "merge", "check", "report", "export",
            "pipeline", "cli",
        ],
    ),
    (
        "src/model/",
        &[
            "finding", "rules", "input", "register", "merge", "check", "report", "export",
            "pipeline", "cli",
        ],
    ),
    (
        "src/finding",
        &["input", "register", "rules", "merge", "check", "report", "export", "pipeline", "cli"],
    ),
    (
        "src/rules/",
        &["input", "register", "merge", "check", "report", "export", "pipeline", "review", "cli"],
    ),
    (
        "src/office/",
        &[
            "source", "finding", "model", "input", "register", "merge", "check", "patch", "report",
            "export", "pipeline", "output", "cli",
        ],
    ),
    ("src/input/", &["patch", "merge", "check", "report", "export", "pipeline", "cli"]),
    (
        "src/output/",
        &[
            "source", "finding", "model", "input", "register", "merge", "check", "report",
            "export", "pipeline", "office", "cli",
        ],
    ),
    ("src/register/", &["merge", "check", "layout", "report", "export", "pipeline", "cli"]),
    ("src/merge/", &["check", "layout", "report", "export", "pipeline", "cli"]),
    ("src/check/", &["layout", "report", "export", "pipeline", "cli"]),
    (
        "src/patch/",
        &[
            "finding", "model", "input", "register", "merge", "check", "report", "export",
            "pipeline", "cli",
        ],
    ),
    (
        "src/layout/",
        &[
            "finding", "model", "input", "register", "merge", "check", "patch", "fix", "diff",
            "due", "review", "status", "submit", "tasks", "report", "export", "pipeline", "cli",
        ],
    ),
    ("src/report/", &["pipeline", "cli"]),
    ("src/fix/", &["merge", "report", "export", "pipeline", "cli"]),
    (
        "src/baseline",
        &["input", "register", "merge", "check", "report", "export", "pipeline", "cli"],
    ),
    ("src/export/", &["report", "pipeline", "cli"]),
    ("src/pipeline", &["report", "export", "cli"]),
    ("src/diff", &["report", "cli"]),
    ("src/site/", &["input", "rules", "merge", "check", "report", "pipeline", "cli"]),
    ("src/due", &["report", "export", "cli"]),
    ("src/status", &["report", "export", "cli"]),
    ("src/tasks", &["report", "export", "cli"]),
    ("src/confirm", &["report", "export", "submit", "pipeline", "cli"]),
    ("src/review", &["report", "submit", "cli"]),
    ("src/submit", &["report", "cli"]),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The code of a file without its comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether a line names a path that starts with `word::`, and not as the end of a longer name.
fn names(line: &str, word: &str) -> bool {
    let needle = format!("{word}::");
    line.match_indices(&needle).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn one_outside_crate_one_module() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        for (krate, allowed) in FENCES {
            if allowed.iter().any(|place| name.starts_with(place)) {
                continue;
            }
            for (line, code) in code_lines(&text) {
                if names(code, krate) {
                    faults.push(format!("{name}:{}: uses {krate}", line + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn one_writer_and_one_reader_of_files() {
    let touches = |line: &str| {
        ["fs", "File", "OpenOptions", "tempfile"].iter().any(|word| names(line, word))
            || line.contains("std::fs")
            || line.contains(".read_dir(")
    };
    let mut faults = Vec::new();
    for (name, text) in sources() {
        if DISK.iter().any(|place| name.starts_with(place))
            || TEST_CODE.iter().any(|part| name.contains(part))
        {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let lines = code_lines(code).filter(|(_, line)| touches(line));
        faults.extend(lines.map(|(line, _)| format!("{name}:{}: touches the disk", line + 1)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn modules_depend_downwards() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        for (module, forbidden) in DIRECTIONS {
            if !name.starts_with(module) {
                continue;
            }
            for (line, code) in code_lines(&text) {
                for other in *forbidden {
                    if code.contains(&format!("crate::{other}::"))
                        || code.contains(&format!("crate::{other};"))
                    {
                        faults.push(format!("{name}:{}: knows {other}", line + 1));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What edits a workbook counts as what makes one does, and lays nothing out itself.
#[test]
fn patching_knows_only_the_measures_of_layout() {
    let mut faults = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("src/patch/")) {
        for (line, code) in code_lines(&text) {
            if code.replace("crate::layout::measure", "").contains("crate::layout") {
                faults.push(format!("{name}:{}: {code}", line + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

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
    let long: Vec<String> = sources()
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
    let files: Vec<(String, String)> = sources()
        .into_iter()
        .filter(|(name, _)| name.starts_with(READER) && !name.contains("/tests/"))
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
    for (_, text) in &files {
        assert!(!text.contains("use super::{"), "name files by their whole path");
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
