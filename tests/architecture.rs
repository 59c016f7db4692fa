//! ARCHITECTURE.md, executed: which module may use which, which outside crate may be used where, who touches
//! the disk, and which names stand for more than one type.
//!
//! The table of edges below is the one that ARCHITECTURE.md prints; `MULU_UPDATE=1` writes it there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::common::sources::{code, code_lines, every_source, sources};

/// Every module at the top of `src`, from the bottom up, with the modules that it may use. A module uses
/// only modules that stand above it here, so that there is no circle.
const EDGES: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("source", &[]),
    ("model", &["text", "source"]),
    ("office", &[]),
    ("finding", &["source", "model"]),
    ("rules", &["model", "finding"]),
    ("input", &["text", "source", "model", "office", "finding", "rules"]),
    ("output", &["text"]),
    ("register", &["text", "source", "model", "input"]),
    ("merge", &["source", "model", "finding", "rules", "register"]),
    ("check", &["text", "source", "model", "finding", "rules", "register"]),
    ("layout", &["source", "office"]),
    ("patch", &["source", "office", "layout"]),
    ("baseline", &["model", "finding"]),
    ("confirm", &["source", "model", "finding", "rules"]),
    ("diff", &["source", "model", "input", "register", "merge"]),
    ("due", &["model", "register"]),
    ("status", &["model", "register"]),
    ("tasks", &["text", "model", "register", "due", "status"]),
    ("website", &["text", "source", "model", "finding", "rules", "register", "due", "status"]),
    ("review", &["source", "model", "finding", "rules", "input", "merge"]),
    ("link", &["source", "model", "input", "register", "patch"]),
    ("reform", &["text", "source", "model", "input"]),
    ("submit", &["text", "source", "model", "input", "output", "review"]),
    (
        "bare",
        &["text", "source", "model", "finding", "rules", "input", "register", "merge", "check"],
    ),
    ("pipeline", &["source", "model", "finding", "rules", "input", "register", "merge", "check"]),
    ("cache", &["source", "model", "finding", "input", "output", "check", "pipeline"]),
    ("fix", &["source", "model", "finding", "rules", "input", "register", "check", "patch"]),
    (
        "report",
        &["text", "source", "model", "office", "finding", "register", "check", "layout", "patch"],
    ),
    (
        "export",
        &[
            "text", "source", "model", "office", "finding", "input", "output", "register",
            "layout", "confirm", "diff", "due", "status", "tasks", "website", "review", "reform",
            "submit",
        ],
    ),
    ("site", &["text", "source", "model", "office", "output", "layout", "diff", "export"]),
    ("start", &["source", "model", "input", "register", "check", "patch", "pipeline", "export"]),
    (
        "cli",
        &[
            "text", "source", "model", "office", "finding", "rules", "input", "output", "register",
            "merge", "check", "layout", "patch", "baseline", "confirm", "diff", "due", "status",
            "tasks", "website", "review", "link", "reform", "submit", "bare", "pipeline", "cache",
            "fix", "report", "export", "site", "start",
        ],
    ),
];

/// The names that may stand for more than one type, and why.
const SHARED_NAMES: &[(&str, &str)] = &[(
    "Args",
    "what the command of a file is asked; each is named with its command (`build::Args`)",
)];

const BEGIN: &str = "<!-- edges: written by `MULU_UPDATE=1 cargo test edges` -->\n";
const END: &str = "<!-- end of edges -->";

/// An outside crate and the only places that may name it.
const FENCES: &[(&str, &[&str])] = &[
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/completions.rs"]),
    ("clap_mangen", &["src/cli/completions.rs"]),
    ("granit_parser", &["src/input/yaml/"]),
    // The weights are made from the answers of the corpus.
    ("serde_saphyr", &["src/input/yaml/", "src/input/sheet/fit/weights/tests.rs"]),
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
    ("maud", &["src/site/", "src/report/html/", "src/export/picture.rs"]),
    ("pulldown_cmark", &["src/site/prose.rs"]),
    ("qrcode", &["src/site/board.rs"]),
    ("base64", &["src/report/html/"]),
    ("mailparse", &["src/input/html/mime.rs"]),
    ("html5gum", &["src/input/html/mod.rs", "src/input/html/links.rs"]),
    ("encoding_rs", &["src/input/tables/", "src/input/workbook/xls.rs"]),
    ("chardetng", &["src/input/tables/encoding.rs"]),
    ("anstream", &["src/cli/"]),
    ("terminal_size", &["src/cli/"]),
    ("aho_corasick", &["src/check/words.rs", "src/register/vocabulary.rs"]),
    ("pinyin", &["src/model/", "src/site/slug.rs"]),
    ("strsim", &["src/model/", "src/register/instruments/near.rs"]),
    ("unicode_normalization", &["src/model/fold.rs"]),
    ("unicode_width", &["src/layout/measure.rs", "src/report/", "src/cli/"]),
    ("sm3", &["src/submit/manifest.rs"]),
    (
        "sha2",
        &[
            "src/baseline.rs",
            "src/input/disk/reads.rs",
            "src/merge/code.rs",
            "src/output/manifest.rs",
            "src/patch/seal.rs",
            "src/report/fingerprint.rs",
            "src/report/html/",
        ],
    ),
    ("same_file", &["src/output/", "src/cli/init.rs"]),
    // Folders that are gone after a test are made in tests everywhere.
    (
        "tempfile",
        &[
            "src/output/",
            "src/bare/tests.rs",
            "src/input/disk/reads.rs",
            "src/cli/import.rs",
            "src/cli/template.rs",
        ],
    ),
];

/// Crates that any module may use: they are as good as the standard library.
const ANYWHERE: [&str; 7] =
    ["serde", "serde_json", "indexmap", "foldhash", "jiff", "memchr", "thiserror"];

/// The only places that touch the disk: the writer of files and the reader of files.
const DISK: [&str; 3] = ["src/output/", "src/input/disk.rs", "src/input/disk/"];

/// Code that is only there for tests, beside what stands below `#[cfg(test)]`.
const TEST_CODE: [&str; 3] = ["/tests.rs", "/tests/", "src/model/national.rs"];

/// The module at the top of `src` that a file belongs to; the crate root belongs to none.
fn module_of(file: &str) -> Option<&str> {
    let inside = file.strip_prefix("src/")?;
    let module = inside.split(['/', '.']).next()?;
    (!matches!(module, "lib" | "main")).then_some(module)
}

/// The modules that a piece of code names: `crate::a::…`, `crate::{a::…, b}`.
fn named_modules(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_names(group)),
            None => found.extend(first_name(rest)),
        }
    }
    found
}

fn first_name(path: &str) -> Option<String> {
    let end = path.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(path.len());
    (end > 0).then(|| path[..end].to_owned())
}

/// The first names of the paths in a group, up to the bracket that closes it.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut begins = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && !c.is_whitespace() => {
                names.extend(first_name(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

/// What the code really uses, module by module.
fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in sources() {
        let Some(module) = module_of(&file) else { continue };
        let used = edges.entry(module.to_owned()).or_default();
        used.extend(named_modules(&code(&text)).into_iter().filter(|name| name != module));
    }
    edges
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let mut faults = Vec::new();
    let actual = edges();
    for (position, (module, allowed)) in EDGES.iter().enumerate() {
        let Some(used) = actual.get(*module) else {
            faults.push(format!("{module} stands in the table and not in src"));
            continue;
        };
        for name in used.iter().filter(|name| !allowed.contains(&name.as_str())) {
            faults.push(format!("{module} uses {name}, which the table does not allow"));
        }
        for name in allowed.iter().filter(|name| !used.contains(**name)) {
            faults.push(format!("{module} does not use {name} any more"));
        }
        let above = |name: &str| EDGES[..position].iter().any(|(other, _)| *other == name);
        for name in allowed.iter().filter(|name| !above(name)) {
            faults.push(format!("{module} may use {name}, which does not stand above it"));
        }
    }
    let listed: BTreeSet<&str> = EDGES.iter().map(|(module, _)| *module).collect();
    for module in actual.keys().filter(|module| !listed.contains(module.as_str())) {
        faults.push(format!("{module} is missing from the table; it uses {:?}", actual[module]));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
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
    for (name, text) in every_source() {
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
    for (name, text) in every_source() {
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

/// A crate that is new in Cargo.toml gets its place.
/// What the commands keep for themselves from run to run, or pack into a file of their own.
const KEPT_BY_COMMANDS: [&str; 3] =
    ["src/cli/build/making.rs", "src/cli/check/run.rs", "src/cli/data/pack.rs"];

#[test]
fn what_programs_read_is_a_record() {
    let written = sources().into_iter().filter(|(name, text)| {
        let text = code(text);
        let derives = text
            .lines()
            .any(|line| line.trim_start().starts_with("#[derive(") && line.contains("Serialize"));
        name.starts_with("src/cli/") && derives && !KEPT_BY_COMMANDS.contains(&name.as_str())
    });
    let written: Vec<String> = written.map(|(name, _)| name).collect();
    assert!(written.is_empty(), "belongs to export::records: {}", written.join("、"));
}

#[test]
fn every_outside_crate_has_its_place() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let listed = manifest.split("\n[dependencies]\n").nth(1).unwrap();
    let listed = listed.split("\n[").next().unwrap().lines();
    let mut crates: Vec<String> = listed
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name.replace('-', "_")))
        .collect();
    let mut placed: Vec<&str> = FENCES.iter().map(|(name, _)| *name).chain(ANYWHERE).collect();
    crates.sort();
    placed.sort_unstable();
    assert_eq!(placed, crates);
}

/// What edits a workbook counts as what makes one does, and lays nothing out itself.
#[test]
fn patching_knows_only_the_measures_of_layout() {
    let mut faults = Vec::new();
    for (name, text) in
        every_source().into_iter().filter(|(name, _)| name.starts_with("src/patch/"))
    {
        for (line, code) in code_lines(&text) {
            if code.replace("crate::layout::measure", "").contains("crate::layout") {
                faults.push(format!("{name}:{}: {code}", line + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_page_prints_the_table_of_edges() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let page = fs::read_to_string(&path).unwrap();
    let mut table = String::from("\n| module | uses |\n| --- | --- |\n");
    for (module, allowed) in EDGES {
        let names: Vec<String> = allowed.iter().map(|name| format!("`{name}`")).collect();
        let names = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        table.push_str(&format!("| `{module}` | {names} |\n"));
    }
    table.push('\n');
    let begin = page.find(BEGIN).expect("ARCHITECTURE.md has no place for the edges") + BEGIN.len();
    let end = page.find(END).expect("ARCHITECTURE.md does not end the edges");
    if page[begin..end] == table {
        return;
    }
    assert!(
        std::env::var_os("MULU_UPDATE").is_some(),
        "ARCHITECTURE.md does not print the table of edges; MULU_UPDATE=1 cargo test edges writes it"
    );
    fs::write(&path, format!("{}{table}{}", &page[..begin], &page[end..])).unwrap();
}

#[test]
fn type_names_are_unique() {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in sources() {
        for line in code(&text).lines() {
            if let Some(name) = defined_type(line) {
                places.entry(name.to_owned()).or_default().insert(file.clone());
            }
        }
    }
    let shared: Vec<&str> =
        places.iter().filter(|(_, files)| files.len() > 1).map(|(name, _)| name.as_str()).collect();
    let allowed: Vec<&str> = SHARED_NAMES.iter().map(|(name, _)| *name).collect();
    let where_from = |name: &&str| format!("{name}: {:?}", places[*name]);
    let report: Vec<String> = shared.iter().map(where_from).collect();
    assert_eq!(shared, allowed, "these names stand for several types:\n{}", report.join("\n"));
}

/// The name of the type that a line begins to define.
fn defined_type(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    if let Some(after) = rest.strip_prefix("pub") {
        rest = after.trim_start();
        if rest.starts_with('(') {
            rest = rest.split_once(')')?.1.trim_start();
        }
    }
    let (keyword, rest) = rest.split_once(' ')?;
    if !matches!(keyword, "struct" | "enum" | "trait" | "type") {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    // An associated type is no type of its own.
    let associated = keyword == "type" && line.starts_with(' ');
    (end > 0 && !associated).then(|| &rest[..end])
}
