//! Turns `catalogues/**/*.yaml` into the positioned tree at build time, so that a run decodes bytes
//! instead of parsing a megabyte of YAML. The text is embedded too: messages show its lines. Also writes
//! the list of tests for the pages of rules.

#[path = "src/input/yaml/pack.rs"]
#[allow(dead_code)]
mod pack;
#[path = "src/input/yaml/parse.rs"]
#[allow(dead_code)]
mod parse;
#[path = "src/input/yaml/plain.rs"]
#[allow(dead_code)]
mod plain;
#[path = "src/source/span.rs"]
mod span;
#[path = "src/input/yaml/tree.rs"]
#[allow(dead_code)]
mod tree;

mod source {
    pub use crate::span::Span;
}

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=catalogues");
    let date = fs::read_to_string(root.join("catalogues/date.txt"))?;
    println!("cargo::rustc-env=MULU_DATA_DATE={}", date.trim());
    let mut files = Vec::new();
    collect(&root.join("catalogues"), "yaml", &mut files)?;
    files.sort();
    let mut table = String::from("pub static FILES: &[Embedded] = &[\n");
    for (index, path) in files.iter().enumerate() {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path)?;
        let node = parse::parse(&text)
            .map_err(|e| format!("{}: byte {}: {}", path.display(), e.offset, e.detail))?;
        let blob = out.join(format!("{index}.bin"));
        fs::write(&blob, pack::pack(&node, &text))?;
        let release = node.get("指引").and_then(|g| g.text("发布")).unwrap_or("");
        let name = path.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        writeln!(
            table,
            "    Embedded {{ name: {name:?}, release: {release:?}, text: include_str!({path:?}), tree: include_bytes!({blob:?}) }},"
        )?;
    }
    table.push_str("];\n");
    fs::write(out.join("embedded.rs"), table)?;
    write_rule_tests(&root, &out)
}

/// One test for each page of a rule: `cargo test vague_basis` runs that of `vague-basis.md`.
fn write_rule_tests(root: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut pages = Vec::new();
    for folder in ["src/check/rules", "src/rules"] {
        let rules = root.join(folder);
        println!("cargo::rerun-if-changed={}", rules.display());
        collect(&rules, "md", &mut pages)?;
    }
    let ids = pages.iter().filter_map(|page| page.file_stem()?.to_str());
    let mut ids: Vec<&str> = ids.filter(|id| *id != "README").collect();
    ids.sort_unstable();
    let mut tests = String::new();
    for id in ids {
        writeln!(tests, "#[test]\nfn {}() {{\n    page({id:?});\n}}\n", id.replace('-', "_"))?;
    }
    fs::write(out.join("rule_tests.rs"), tests)?;
    Ok(())
}

fn collect(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, ending, files)?;
        } else if path.extension().is_some_and(|e| e == ending) {
            files.push(path);
        }
    }
    Ok(())
}
