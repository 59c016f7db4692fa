//! Each rule's page is executed: its wrong examples must give exactly that rule, its right examples
//! nothing at all. `cargo test vague_basis` runs that of one rule. The index of the pages is generated: `MULU_UPDATE=1 cargo test rule_pages` writes it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mulu::check::{Rule, rules};
use mulu::finding::{Finding, Severity};
use serde_json::Value;

use crate::common::mulu;
use crate::repository::{Repository, content};

const WRONG: &str = "不对的写法";
const RIGHT: &str = "对的写法";
const HEADINGS: [&str; 7] =
    ["查什么", "为什么", WRONG, RIGHT, "怎么改", "什么时候可以保留", "选项"];

/// The text below a heading of the second rank.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let start = format!("\n## {heading}\n");
    let Some(at) = page.find(&start) else { return "" };
    let rest = &page[at + start.len()..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

/// The examples of a section: one for each heading of the third rank, or the section as a whole.
fn examples(section: &str) -> Vec<(String, Repository)> {
    let section = format!("\n{section}");
    let parts = section.split("\n### ").map(str::to_owned);
    let read = parts.map(|part| {
        let (title, _) = part.split_once('\n').unwrap_or((&part, ""));
        (title.to_owned(), Repository { files: blocks(&part) })
    });
    read.filter(|(_, repository)| !repository.files.is_empty()).collect()
}

/// The fenced blocks, each with the name of its file behind the language.
fn blocks(text: &str) -> Vec<(String, Vec<u8>)> {
    let fences = text.split("```").skip(1).step_by(2);
    let read = |block: &str| {
        let (info, text) = block.split_once('\n').expect("a block has lines");
        let (language, name) = info.split_once(' ').expect("a block names its file");
        (name.trim().to_owned(), content(name.trim(), language, text))
    };
    assert_eq!(text.matches("```").count() % 2, 0, "a block is not closed: {text}");
    fences.map(read).collect()
}

/// The wrong examples of a rule's page, with their titles.
pub fn wrong_examples(rule: &Rule) -> Vec<(String, Repository)> {
    examples(section(rule.page, WRONG))
}

fn describe(findings: &[&(Finding, String)]) -> String {
    let mut text = String::new();
    for (finding, place) in findings {
        let _ = writeln!(
            text,
            "  {} {} {place}: {}",
            finding.severity.id(),
            finding.rule,
            finding.message
        );
    }
    text
}

fn counts(rule: &Rule, finding: &Finding) -> bool {
    finding.severity >= Severity::Warning
        || (finding.rule == rule.id && finding.severity >= rule.level)
}

/// Faults of one page.
fn faults_of(rule: &Rule) -> Vec<String> {
    let mut faults = Vec::new();
    for (heading, wrong) in [(WRONG, true), (RIGHT, false)] {
        let examples = examples(section(rule.page, heading));
        let least = if wrong { 1 } else { 2 };
        if examples.len() < least {
            faults.push(format!("{}: “{heading}”不到 {least} 个", rule.id));
        }
        for (title, repository) in examples {
            if repository.files.iter().any(|(name, _)| name.starts_with("反馈/")) {
                faults.extend(faults_of_forms(rule, &title, &repository, wrong));
                continue;
            }
            if repository.files.iter().any(|(name, _)| name == LISTED) {
                faults.extend(faults_of_list(rule, &title, &repository, wrong));
                continue;
            }
            if repository.files.iter().any(|(name, _)| name.starts_with("公布/")) {
                faults.extend(faults_of_site(rule, &title, &repository, wrong));
                continue;
            }
            if let [(name, _)] = repository.files.as_slice()
                && name.starts_with("清单")
            {
                faults.extend(faults_of_duties(rule, &title, &repository, wrong));
                continue;
            }
            let all = repository.findings();
            let found: Vec<_> = all.iter().filter(|(f, _)| counts(rule, f)).collect();
            let wanted = !found.is_empty() && found.iter().all(|(f, _)| f.rule == rule.id);
            // A right example has nothing of the rule itself, at whatever level.
            let own = all.iter().any(|(f, _)| f.rule == rule.id);
            if if wrong { !wanted } else { own || !found.is_empty() } {
                faults.push(format!("{} {heading}“{}”:\n{}", rule.id, title, describe(&found)));
            }
        }
    }
    faults
}

/// The page that CONTRIBUTING gives to copy: what holds for every page holds for it. Its rule is not there,
/// so none of its examples may raise anything.
#[test]
fn the_page_of_the_recipe_is_such_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recipe = fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let (_, rest) = recipe.split_once("````markdown\n").unwrap();
    let (indented, _) = rest.split_once("````").unwrap();
    let page: String = indented
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix("   ").unwrap_or("")))
        .collect();
    let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(headings, HEADINGS);
    assert!(names_its_source(&page), "{page}");
    for (heading, least) in [(WRONG, 1), (RIGHT, 2)] {
        let examples = examples(section(&page, heading));
        assert!(examples.len() >= least, "{heading}: {}", examples.len());
        for (title, repository) in examples {
            let found = repository.findings();
            let loud: Vec<_> =
                found.iter().filter(|(f, _)| f.severity >= Severity::Warning).collect();
            assert!(loud.is_empty(), "{title}: {}", describe(&loud));
        }
    }
}

/// Where no law asks for it, a page says so.
fn names_its_source(page: &str) -> bool {
    let first = first_reason(page);
    first.contains('《') && first.contains('》') || first.contains("没有专门的")
}

/// The catalogue about which the forms of examples are.
const ASKED: &str = "\
编号: X90
名称: 示例
目录:
  - 编码: \"X90.001\"
    事项: [临时救助, 办事指南]
    公开内容: [申请条件, 申请材料]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: 自信息形成或者变更之日起20个工作日内
    公开主体: [示例县民政局, 示例县财政局]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级]
";
/// The list of what a website holds.
const LISTED: &str = "网站清单.csv";
const DECISIONS: &str = "意见采纳情况表.csv";

/// Faults of an example of forms that came back: the program itself reads them.
fn faults_of_forms(rule: &Rule, title: &str, example: &Repository, wrong: bool) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    example.write(folder.path());
    fs::create_dir_all(folder.path().join("drafts")).unwrap();
    fs::write(folder.path().join("drafts/示例.yaml"), ASKED).unwrap();
    let mut args = vec!["review", ".", "--by", "body", "--format", "json", "--read", "反馈"];
    if folder.path().join(DECISIONS).is_file() {
        args.extend(["--adopt", DECISIONS]);
    }
    let run = mulu(folder.path(), &args);
    let report: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|_| panic!("{} {title}: {}{}", rule.id, run.stdout, run.stderr));
    let found: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().filter(|f| f["severity"] != "note").collect();
    let failed = found.iter().any(|finding| finding["severity"] == "error");
    let wanted = found.iter().all(|finding| finding["rule"] == rule.id.0);
    let holds = wanted && found.is_empty() != wrong && run.status == i32::from(failed);
    (!holds).then(|| format!("{} “{title}”: {}{}", rule.id, run.stdout, run.stderr))
}

/// Faults of an example of a website: the program itself compares it.
fn faults_of_list(rule: &Rule, title: &str, example: &Repository, wrong: bool) -> Option<String> {
    faults_of_public(rule, title, example, wrong, &["site", ".", LISTED])
}

/// Faults of an example of a list of duties by itself: the program itself checks it.
fn faults_of_duties(rule: &Rule, title: &str, example: &Repository, wrong: bool) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    example.write(folder.path());
    let (name, _) = example.files.first()?;
    let run = mulu(folder.path(), &["check", name, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|_| panic!("{} {title}: {}{}", rule.id, run.stdout, run.stderr));
    let found = report["findings"].as_array().unwrap().iter().filter(|f| f["severity"] != "note");
    let found: Vec<&Value> = found.collect();
    let own = found.iter().all(|finding| finding["rule"] == rule.id.0);
    let holds = own && found.is_empty() != wrong;
    (!holds).then(|| format!("{} “{title}”: {}{}", rule.id, run.stdout, run.stderr))
}

/// Faults of an example of texts for the public: the program itself publishes them.
fn faults_of_site(rule: &Rule, title: &str, example: &Repository, wrong: bool) -> Option<String> {
    faults_of_public(rule, title, example, wrong, &["publish", ".", "-o", "site"])
}

/// Faults of an example that a command looks at: all that it finds is of the rule, or nothing.
fn faults_of_public(
    rule: &Rule,
    title: &str,
    example: &Repository,
    wrong: bool,
    command: &[&str],
) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    example.write(folder.path());
    fs::create_dir_all(folder.path().join("drafts")).unwrap();
    fs::write(folder.path().join("drafts/示例.yaml"), ASKED).unwrap();
    let run = mulu(folder.path(), &[command, &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|_| panic!("{} {title}: {}{}", rule.id, run.stdout, run.stderr));
    let found = report["findings"].as_array().unwrap();
    let failed = found.iter().any(|finding| finding["severity"] == "error");
    let own = found.iter().all(|finding| finding["rule"] == rule.id.0);
    let holds = own && found.is_empty() != wrong && run.status == i32::from(failed);
    (!holds).then(|| format!("{} “{title}”: {}{}", rule.id, run.stdout, run.stderr))
}

/// One test a page, named after its rule; `build.rs` lists them.
mod page {
    use super::page;

    include!(concat!(env!("OUT_DIR"), "/rule_tests.rs"));
}

/// Every example of a page gives what the page says.
fn page(id: &str) {
    let rule = rules::ALL.iter().find(|rule| rule.id.0 == id).expect("a rule with this page");
    let faults = faults_of(rule);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_has_its_title_and_sections() {
    for rule in rules::ALL.iter() {
        let first = rule.page.lines().next().unwrap_or_default();
        assert_eq!(first, format!("# {}：{}", rule.id, rule.title));
        let headings: Vec<&str> =
            rule.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        for heading in HEADINGS {
            assert!(!section(rule.page, heading).trim().is_empty(), "{}: {heading}", rule.id);
        }
    }
}

fn first_reason(page: &str) -> &str {
    section(page, "为什么").trim().split("\n\n").next().unwrap_or_default()
}

#[test]
fn every_page_names_its_source() {
    for rule in rules::ALL.iter() {
        let first = first_reason(rule.page);
        assert!(names_its_source(rule.page), "{}: {first}", rule.id);
        assert!(!first.contains("catalogues/"), "{}: departments read this: {first}", rule.id);
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn registered() -> BTreeSet<&'static str> {
    rules::ALL.iter().map(|rule| rule.id.0).collect()
}

#[test]
fn ids_are_unique() {
    assert_eq!(registered().len(), rules::ALL.len());
}

/// Where the files of rules stand: those that check a catalogue, and those that other stages raise.
const FOLDERS: [&str; 2] = ["src/check/rules", "src/rules"];

/// The files of all rules. One that is raised and checked has two; its page is beside the first stage's.
fn rule_files() -> Vec<PathBuf> {
    let files = FOLDERS.iter().flat_map(|folder| rust_files(&root().join(folder)));
    files.filter(|path| path.file_name().is_some_and(|name| name != "mod.rs")).collect()
}

#[test]
fn every_file_of_the_rules_is_a_rule_with_its_page() {
    let mut pages = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for path in rule_files() {
        let id = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
        assert!(registered().contains(id.as_str()), "{id} is not in the list of its area");
        if path.with_file_name(format!("{id}.md")).is_file() {
            assert!(pages.insert(id.clone()), "{id} has two pages");
        }
        ids.insert(id);
    }
    assert_eq!(ids, pages, "every rule has a page beside it");
    assert_eq!(ids.len(), registered().len());
}

/// The page of a rule, as seen from the index.
fn link(rule: &Rule) -> String {
    let name = format!("{}.md", rule.id);
    let mut pages = rule_files().into_iter().map(|path| path.with_file_name(&name));
    let page = pages.find(|path| path.is_file()).expect("the rule's page");
    let page = page.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
    page.strip_prefix("check/rules/").map_or_else(|| format!("../../{page}"), str::to_owned)
}

/// The index of the pages.
fn index() -> String {
    let mut text =
        "# 规则\n\n| 编号 | 标题 | 领域 | 默认级别 |\n| --- | --- | --- | --- |\n".to_owned();
    for rule in rules::ALL.iter() {
        let _ = writeln!(
            text,
            "| [{}]({}) | {} | {} | {} |",
            rule.id,
            link(rule),
            rule.title,
            rule.area.label(),
            rule.level.label(),
        );
    }
    let _ = writeln!(text, "\n共 {} 条。", rules::ALL.len());
    text
}

#[test]
fn the_index_is_up_to_date() {
    let path = root().join("src/check/rules/README.md");
    let wanted = index();
    if std::env::var_os("MULU_UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "README.md 过时了：MULU_UPDATE=1 cargo test rule_pages");
}
