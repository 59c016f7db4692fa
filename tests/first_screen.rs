//! The first screen of a check: it fits 25 lines, names what it counts, and its advice leads to a catalogue
//! without errors.

use std::fs;
use std::path::Path;

use crate::common::{copy, mulu};

/// What a terminal shows at once.
const SCREEN: usize = 25;

/// A town as somebody begins it.
fn new_town(folder: &Path) {
    let text = "名称: 示例镇\n层级: 乡级\n版本: \"2026-1\"\n日期: 2026-11-20\n";
    fs::write(folder.join("mulu.yaml"), text).unwrap();
}

fn fits(text: &str) {
    assert!(text.lines().count() <= SCREEN, "{} lines:\n{text}", text.lines().count());
}

/// Copies the tables of the report into mulu.yaml, as it says, with names of bodies in them.
fn fill_in(folder: &Path, report: &str) {
    let file = folder.join("mulu.yaml");
    let mut profile = fs::read_to_string(&file).unwrap();
    let in_table = |line: &&str| {
        ["责任单位:", "牵头单位:"].contains(line)
            || line.ends_with(": 单位名称") && line.starts_with("  ")
    };
    for line in report.lines().filter(in_table) {
        profile.push_str(&line.replace("单位名称", "示例镇人民政府"));
        profile.push('\n');
    }
    fs::write(file, profile).unwrap();
}

#[test]
fn a_new_town_fits_a_screen_and_its_advice_leads_to_no_errors() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new_town(here);
    let first = mulu(here, &["check"]);
    assert_eq!(first.status, 1);
    fits(&first.stdout);
    let advised = "可以照抄的表看 mulu check -v";
    assert!(first.stdout.contains(advised), "{}", first.stdout);
    fill_in(here, &mulu(here, &["check", "-v"]).stdout);
    let second = mulu(here, &["check"]);
    assert_eq!(second.status, 0, "{}", second.stdout);
    assert!(second.stdout.contains("：错误 0，"), "{}", second.stdout);
    fits(&second.stdout);
}

#[test]
fn the_example_of_one_town_fits_a_screen_without_errors() {
    let folder = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/dongyuan");
    copy(&example, folder.path());
    let run = mulu(folder.path(), &["check"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    fits(&run.stdout);
}

/// Every role that no body was named for is one finding: its table holds as many lines as are counted.
#[test]
fn the_table_to_copy_holds_what_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    new_town(folder.path());
    let all = mulu(folder.path(), &["check", "-v"]).stdout;
    let heads =
        all.matches("警告[lead-missing]").count() + all.matches("错误[generic-body]").count();
    assert_eq!(heads, 2, "{all}");
    let lines = all.lines().filter(|line| line.ends_with(": 单位名称")).count();
    let counted = all.split("：缺 ").skip(1).map(|text| text.split(' ').next().unwrap());
    assert_eq!(counted.map(|count| count.parse::<usize>().unwrap()).sum::<usize>(), lines, "{all}");
}

/// Three missing items are told at one cell: each is named.
#[test]
fn items_of_one_place_are_all_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("mulu.yaml"), "名称: 示例县\n层级: 县级\n领域: [社会救助]\n").unwrap();
    fs::create_dir(here.join("drafts")).unwrap();
    let table = "示例县社会救助领域基层政务公开标准目录\n序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级\n1,综合业务,政策法规文件,法律法规,《社会救助暂行办法》,自信息形成之日起20个工作日内,示例县民政局,政府网站,全社会,主动,县级\n";
    fs::write(here.join("drafts/社会救助.csv"), table).unwrap();
    let report = mulu(here, &["check", "--format", "json"]).stdout;
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let missing = report["findings"].as_array().unwrap().iter();
    let missing: Vec<String> = missing
        .filter(|finding| finding["rule"] == "item-unaccounted")
        .map(|finding| {
            let path = finding["item"]["path"].as_array().unwrap();
            path.iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>().join("/")
        })
        .collect();
    assert!(missing.len() > 3, "{report:#}");
    let human = mulu(here, &["check", "-v"]).stdout.replace(char::is_whitespace, "");
    for name in missing {
        assert!(human.contains(&name.replace(char::is_whitespace, "")), "{name}\n{human}");
    }
}

/// What an exception lets stand is in no count but its own.
#[test]
fn exceptions_are_counted_in_the_last_line() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new_town(here);
    let before = fs::read_to_string(here.join("mulu.yaml")).unwrap();
    let exception =
        "例外:\n  - {规则: lead-missing, 事项: 扶贫, 理由: 已并入农业农村, 批准人: 示例}\n";
    fs::write(here.join("mulu.yaml"), before + exception).unwrap();
    let run = mulu(here, &["check", "-v"]).stdout;
    assert!(run.lines().last().unwrap().contains("，例外 1"), "{run}");
    assert!(run.contains("写了例外的问题（不算数）"), "{run}");
}
