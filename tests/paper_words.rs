//! What is signed or sent speaks of the catalogue, never of the program that made it: every cell, paragraph,
//! header and footer of every paper of the examples' bundles is read.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use crate::common::{copy, mulu};

/// What no paper may hold: the program, its files and folders, its options.
const TOOL_WORDS: [&str; 14] = [
    "mulu",
    ".yaml",
    ".yml",
    ".xlsx",
    ".xls",
    ".ods",
    ".docx",
    ".json",
    ".csv",
    ".zip",
    "overlays",
    "drafts",
    " --",
    "条规则",
];
/// What no paper may count.
const COUNTED: [&str; 3] = ["提示 ", "警告 ", "错误 "];

/// The texts of a paper: cells, notes at cells, headers and footers, paragraphs.
fn texts(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut texts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut xml = String::new();
        if name.ends_with(".xml") && !name.starts_with("[Content") && !name.contains("docProps") {
            part.read_to_string(&mut xml).unwrap();
        }
        texts.extend(between_tags(&xml));
    }
    texts
}

fn between_tags(xml: &str) -> Vec<String> {
    let texts = xml.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    texts.filter(|text| !text.trim().is_empty()).map(str::to_owned).collect()
}

/// The word of the program that a text holds, if any.
fn tool_word(text: &str) -> Option<String> {
    let words = TOOL_WORDS.iter().find(|word| text.contains(**word)).map(|word| (*word).to_owned());
    let counted = COUNTED.iter().find(|word| {
        let rest = text.split_once(**word).map_or("", |(_, rest)| rest);
        rest.starts_with(|c: char| c.is_ascii_digit())
    });
    let cell = text.split_once('!').filter(|(_, rest)| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
        rest.starts_with(|c: char| c.is_ascii_digit())
    });
    words.or(counted.map(|word| (*word).to_owned())).or(cell.map(|_| "!A1".to_owned()))
}

fn papers(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().map(|e| e.to_string_lossy().into_owned());
        match extension.as_deref() {
            _ if path.is_dir() => papers(&path, found),
            Some("xlsx" | "docx") => found.push(path),
            _ => {}
        }
    }
}

/// The bundles of an example, with the answers of one town taken in where it has any.
fn bundles(example: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    copy(&source, &folder.path().join("仓库"));
    let answers = "仓库/towns/tanzhou/反馈";
    if folder.path().join(answers).is_dir() {
        for more in [["--read", answers], ["--adopt", "all"]] {
            let args = ["review", "仓库", "--member", "坦洲镇", "-o", "out/征求意见"];
            mulu(folder.path(), &[&args[..], &more].concat());
        }
    }
    let run = mulu(folder.path(), &["submit", "仓库", "-o", "out", "--draft"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    folder
}

fn speaks_of_no_tool(example: &str) {
    let folder = bundles(example);
    let mut found = Vec::new();
    papers(&folder.path().join("out"), &mut found);
    assert!(found.len() > 20, "{found:?}");
    let mut faults = Vec::new();
    for path in &found {
        for text in texts(&fs::read(path).unwrap()) {
            if let Some(word) = tool_word(&text) {
                let name = path.strip_prefix(folder.path()).unwrap().display().to_string();
                faults.push(format!("{name}: {word}: {text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn papers_of_a_city_and_its_towns_speak_of_no_tool() {
    speaks_of_no_tool("zhongshan");
}

#[test]
fn papers_of_a_county_and_its_towns_speak_of_no_tool() {
    speaks_of_no_tool("daying");
}

/// The other papers of an office: forms to departments, tables and calendars, letters and notices.
fn office_papers() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for example in ["zhongshan", "daying"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
        copy(&source, &folder.path().join(example));
    }
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drafts");
    copy(&drafts, &folder.path().join("收到"));
    fs::write(folder.path().join("收到/隆盛镇.csv"), "序号,名称\n1,甲\n").unwrap();
    let to = ["--to", "大英县社会工作部=养老服务", "--to", "大英县民政和救助局"];
    let reform = ["reform", "daying", "--from", "大英县民政局", "-o", "out/改革"];
    let commands: [&[&str]; 10] = [
        &["review", "zhongshan", "--member", "坦洲镇", "-o", "out/征求意见"],
        &["build", "zhongshan", "--formats", "xlsx,docx", "--by", "lead", "-o", "out/目录"],
        &["status", "zhongshan", "-o", "out/进度.xlsx"],
        &["ledger", "zhongshan", "-o", "out/台账.xlsx"],
        &["ledger", "zhongshan", "--calendar", "out/到期"],
        &["matrix", "daying", "-o", "out/对照.xlsx"],
        &["reassess", "daying", "--member", "蓬莱镇", "-o", "out/评估.xlsx"],
        &["adjust", "daying", "19.012", "--member", "蓬莱镇", "-o", "out/申请表.xlsx"],
        &["receive", "收到", "-C", "daying", "-o", "out/收件"],
        &[&reform[..], &to].concat(),
    ];
    for args in commands {
        let run = mulu(folder.path(), args);
        assert!((0..=1).contains(&run.status), "{args:?} {}{}", run.stdout, run.stderr);
    }
    folder
}

#[test]
fn papers_of_every_day_speak_of_no_tool() {
    let folder = office_papers();
    fs::remove_dir_all(folder.path().join("out/改革/改好的")).unwrap();
    let mut found = Vec::new();
    papers(&folder.path().join("out"), &mut found);
    assert!(found.len() > 60, "{found:?}");
    let mut faults = Vec::new();
    for path in &found {
        // The list of what came in names the files that came in.
        let lists_files = path.ends_with("收件清单.xlsx");
        for text in texts(&fs::read(path).unwrap()) {
            let word = tool_word(&text).filter(|word| !(lists_files && word.starts_with('.')));
            if let Some(word) = word {
                let name = path.strip_prefix(folder.path()).unwrap().display().to_string();
                faults.push(format!("{name}: {word}: {text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn tool_words_are_found() {
    for text in [
        "已写入 overlays/征求意见.yaml",
        "征求意见表!L6",
        "错误 3，提示 12",
        "先看样子的加 --draft",
    ] {
        assert!(tool_word(text).is_some(), "{text}");
    }
    for text in ["第 3 条", "没有发现差错，有 2 处请审核时斟酌", "注意！3 日内公开"]
    {
        assert_eq!(tool_word(text), None, "{text}");
    }
}
