//! 对站: a made list for an example finds one page of each kind of fault; lists in other forms; 栏目 in both forms.

use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::common::{Run, copy, mulu, mulu_with};

const LIST: &str = "tests/fixtures/site/坦洲镇网站清单（示例）.csv";
const DAY: (&str, &str) = ("MULU_TODAY", "2020-12-01");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the example with the list.
fn zhongshan() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples/zhongshan"), &folder.path().join("zhongshan"));
    fs::copy(root().join(LIST), folder.path().join("list.csv")).unwrap();
    folder
}

fn site(folder: &Path, list: &str, more: &[&str]) -> Run {
    let asked = ["site", "zhongshan", list, "--member", "坦洲镇"];
    mulu_with(folder, &[&asked[..], more].concat(), &[DAY])
}

/// Rule, item and row of each finding at warning level.
fn found(run: &Run) -> Vec<(String, String, String)> {
    let report: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr));
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let told = findings.filter(|finding| finding["severity"] != "note").map(|finding| {
        let code = text(&finding["item"]["code"]);
        (text(&finding["rule"]), code, text(&finding["location"]["cell"]))
    });
    told.collect()
}

const DOMAINS: [&str; 2] = ["--domain", "社会救助,养老服务"];

#[test]
fn one_late_one_missing_one_misplaced_and_one_unexplained() {
    let folder = zhongshan();
    let run = site(folder.path(), "list.csv", &[&DOMAINS[..], &["--format", "json"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let expected = [
        ("page-late", "19.012", "B8"),
        ("page-misplaced", "19.013", "B9"),
        ("page-missing", "19.008", ""),
        ("page-unexplained", "", "B10"),
    ];
    let mut all = found(&run);
    all.sort();
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(all, expected);
    let run = site(folder.path(), "list.csv", &DOMAINS);
    assert!(
        run.stdout.contains("已公开 8 项，逾期 1 项，栏目不对 1 项，没有 1 项"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("1 页在别的领域的栏目里"), "{}", run.stdout);
    let run = site(folder.path(), "list.csv", &[&DOMAINS[..], &["--deny-warnings"]].concat());
    assert_eq!(run.status, 1);
}

/// Each item with its state, its day, and the next day on which it is due.
#[test]
fn the_workbook_and_the_page_tell_every_item() {
    let folder = zhongshan();
    let more = [&DOMAINS[..], &["-o", "对站.xlsx", "--page", "对站.html"]].concat();
    let run = site(folder.path(), "list.csv", &more);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let mut book: Xlsx<_> = open_workbook(folder.path().join("对站.xlsx")).unwrap();
    let range = book.worksheet_range("逐项").unwrap();
    let rows: Vec<Vec<String>> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let row =
        |code: &str| rows.iter().find(|row| row[0] == code).unwrap_or_else(|| panic!("{code}"));
    assert_eq!(row("19.004")[3..5], ["已公开", "2020-09-10"]);
    assert_eq!(row("19.012")[3..5], ["逾期", "2020-10-20"]);
    assert!(row("19.012")[7].contains("应在 2020-09-15 以前，晚了 21 个工作日"));
    assert_eq!(row("19.013")[3], "栏目不对");
    assert_eq!(row("19.008")[3], "没有");
    assert_eq!(row("19.005")[3], "不在网站公开");
    assert_eq!(row("20.009")[8], "2020-12-18", "每20个工作日 from 2020-11-20");
    let page = fs::read_to_string(folder.path().join("对站.html")).unwrap();
    assert_eq!(page.matches("<rect").count() - 6, 15, "a box for each item");
    assert!(
        page.contains("20.009") && page.contains("下一次 2020-12-18") && !page.contains("http")
    );
}

#[test]
fn what_recurs_and_did_not_come_is_late() {
    let folder = zhongshan();
    let asked = ["site", "zhongshan", "list.csv", "--member", "坦洲镇", "--domain", "养老服务"];
    let args = [&asked[..], &["--format", "json"]].concat();
    let run = mulu_with(folder.path(), &args, &[("MULU_TODAY", "2020-12-25")]);
    let expected = [("page-late".to_owned(), "20.009".to_owned(), String::new())];
    assert_eq!(found(&run), expected, "{}", run.stdout);
}

/// The same pages as a workbook with other headings, a site map with titles, and a saved page.
#[test]
fn other_forms_of_lists() {
    let folder = zhongshan();
    let here = folder.path();
    let map = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://www.example.gov.cn/tanzhou/shjz/t4.html</loc><lastmod>2020-09-10T08:00:00+08:00</lastmod>
        <news:news><news:title>最低生活保障办事指南</news:title></news:news></url>
      <url><loc>https://www.example.gov.cn/tanzhou/shjz/t9.html</loc></url>
    </urlset>"#;
    fs::write(here.join("sitemap.xml"), map).unwrap();
    let run = site(here, "sitemap.xml", &["--domain", "社会救助", "--format", "json"]);
    let all = found(&run);
    assert!(all.contains(&("page-unclear".into(), "".into(), "B3".into())), "{all:?}");
    assert!(
        !all.iter().any(|(_, code, _)| code == "19.004"),
        "its column is known by its address: {all:?}"
    );
    let page = r#"<html><head><meta charset="utf-8"></head><body><div>当前位置：<a href="/">首页</a> &gt;
        重点领域信息公开 &gt; 社会救助</div><ul><li><a href="t4.html">最低生活保障办事指南</a><span>2020-09-10</span></li>
        <li><a href="more.html">更多内容</a></li></ul></body></html>"#;
    fs::write(here.join("列表.html"), page).unwrap();
    let run = site(here, "列表.html", &["--domain", "社会救助", "--format", "json"]);
    assert!(!found(&run).iter().any(|(_, code, _)| code == "19.004"), "{}", run.stdout);
    assert!(run.stderr.contains("没有日期的链接当作导航"), "{}", run.stderr);
    for (name, text) in [("empty.html", "<p>没有</p>"), ("empty.csv", "甲,乙\n1,2\n")] {
        fs::write(here.join(name), text).unwrap();
        let run = site(here, name, &[]);
        assert!(run.status == 2 && run.stderr.contains("没有网页清单"), "{name}: {}", run.stderr);
    }
}

/// Proposals by name are a workbook that serves as 栏目.xlsx at once.
#[test]
fn proposals_serve_as_they_are() {
    let folder = zhongshan();
    let here = folder.path();
    let town = here.join("zhongshan/towns/tanzhou");
    fs::remove_file(town.join("栏目.yaml")).unwrap();
    let run = site(here, "list.csv", &["--propose", "栏目.xlsx"]);
    assert!(run.stdout.contains("没有查栏目对不对"), "{}", run.stdout);
    fs::copy(here.join("栏目.xlsx"), town.join("栏目.xlsx")).unwrap();
    let run = site(here, "list.csv", &[&DOMAINS[..], &["--format", "json"]].concat());
    let rules: Vec<String> = found(&run).into_iter().map(|(rule, ..)| rule).collect();
    // The other name of a column is in no proposal: its page stands in another one.
    let misplaced = ["page-misplaced"; 2];
    assert_eq!(
        rules,
        ["page-missing", misplaced[0], "page-late", misplaced[1], "page-unexplained"]
    );
    let args = ["template", "columns", "-C", "zhongshan", "--member", "坦洲镇", "-o", "again.xlsx"];
    assert_eq!(mulu(here, &args).status, 0);
    fs::copy(here.join("again.xlsx"), town.join("栏目.xlsx")).unwrap();
    let check = mulu(here, &["check", "zhongshan", "--member", "坦洲镇", "--format", "json"]);
    assert!(!check.stdout.contains("column-unclear"), "{}", check.stdout);
    // A name that several domains have, and a slip of the pen, are told at its cell.
    fs::write(
        town.join("栏目.yaml"),
        "栏目:\n  - {栏目: 救助, 领域: [社会就助]}\n  - {栏目: 指南, 事项: [其他政策文件]}\n",
    )
    .unwrap();
    let check = mulu(here, &["check", "zhongshan", "--member", "坦洲镇"]);
    assert!(check.stdout.contains("towns/tanzhou/栏目.yaml:2:19"), "{}", check.stdout);
    assert!(check.stdout.contains("“其他政策文件”在"), "{}", check.stdout);
    assert!(check.stdout.contains("是不是要写“社会救助”"), "{}", check.stdout);
    assert!(check.stdout.contains("只读了 栏目.yaml"), "{}", check.stdout);
}
