//! `mulu diff`: repositories, revisions, catalogues that were built, and bare tables.

use std::fs;
use std::path::Path;
use std::process::Command;

use mulu::input::tables::{ReadOptions, read_tables};
use serde_json::Value;

use crate::common::{golden, mulu, tests_folder};

const PROFILE: &str = "名称: 示例县\n层级: 县级\n继承: 无\n版本: \"1\"\n日期: 2026-01-05\n";

/// A whole table of one domain; each item is code, names and limit.
fn table(items: &[(&str, &str, &str)]) -> String {
    let mut text = "编号: X40\n名称: 示例领域\n目录:\n".to_owned();
    for (code, names, limit) in items {
        let code = if code.is_empty() { String::new() } else { format!("编码: \"{code}\", ") };
        let content = names.replace(", ", "");
        text += &format!(
            "  - {{{code}事项: [{names}], 公开内容: [{content}的内容], 公开依据: [《示例办法》], 公开时限: {limit}, 公开主体: [示例县民政局], 公开渠道: [政府网站], 公开对象: 全社会, 公开方式: 主动, 公开层级: [县级]}}\n"
        );
    }
    text
}

const FIRST: [(&str, &str, &str); 5] = [
    ("X40.X001", "救助, 政策文件", "20个工作日内"),
    ("X40.X002", "救助, 办事指南", "20个工作日内"),
    ("X40.X003", "救助, 审批结果", "7个工作日内"),
    ("X40.X004", "养老, 补贴名单", "20个工作日内"),
    ("X40.X005", "养老, 机构名单", "20个工作日内"),
];
/// The first is shortened, the third renamed, the fourth put first and under another 一级事项, the
/// fifth taken out, and one is new.
const SECOND: [(&str, &str, &str); 5] = [
    ("X40.X004", "福利, 补贴名单", "20个工作日内"),
    ("X40.X001", "救助, 政策文件", "10个工作日内"),
    ("X40.X002", "救助, 办事指南", "20 个工作日内"),
    ("X40.X003", "救助, 审批公示", "7个工作日内"),
    ("X40.X006", "救助, 监督电话", "长期公开"),
];

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Two folders, `old` and `new`, with a repository each.
fn two_repositories() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (table(&FIRST), table(&SECOND));
    let later = PROFILE.replace("\"1\"", "\"2\"");
    write(folder.path(), &[("old/mulu.yaml", PROFILE), ("old/drafts/a.yaml", &old)]);
    write(folder.path(), &[("new/mulu.yaml", &later), ("new/drafts/a.yaml", &new)]);
    folder
}

fn json(folder: &Path, args: &[&str]) -> (i32, Value) {
    let run = mulu(folder, &[&["diff"], args, &["--format", "json"]].concat());
    let value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    (run.status, value)
}

/// Every change in one line: code, kind, field.
fn lines(diff: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut lines = Vec::new();
    for item in diff["bodies"][0]["changes"].as_array().unwrap() {
        let code = text(&item["item"]["code"]);
        if item["kind"] != "changed" {
            lines.push(format!("{code} {}", text(&item["kind"])));
            continue;
        }
        for field in item["fields"].as_array().unwrap() {
            lines.push(format!("{code} {} {}", text(&field["kind"]), text(&field["field"])));
        }
    }
    lines
}

const EXPECTED: [&str; 6] = [
    "X40.X004 moved 事项",
    "X40.X004 moved 次序",
    "X40.X001 modified 公开时限",
    "X40.X003 renamed 事项",
    "X40.X006 added",
    "X40.X005 removed",
];

/// The lines that tell of the changes above, apart from the content, which is made from the names.
fn told(diff: &Value) -> Vec<String> {
    lines(diff).into_iter().filter(|line| !line.ends_with("公开内容")).collect()
}

#[test]
fn two_repositories_differ() {
    let folder = two_repositories();
    let (status, diff) = json(folder.path(), &["old", "new"]);
    assert_eq!(status, 1);
    assert_eq!(diff["version"], 1);
    assert_eq!(told(&diff), EXPECTED);
    let summary = &diff["bodies"][0]["summary"];
    assert_eq!((&summary["same"], &summary["added"]), (&1.into(), &1.into()), "{summary}");
    let text = mulu(folder.path(), &["比对", "old", "new"]);
    assert_eq!(text.status, 1);
    golden(&tests_folder("cases/forms/diff.txt"), &text.stdout);
}

#[test]
fn a_catalogue_is_equal_to_itself_in_every_form() {
    let folder = two_repositories();
    let built = mulu(folder.path(), &["build", "old", "--draft"]);
    assert!(built.stdout.contains("写到"), "{}", built.stdout);
    let json_file = "old/dist/示例县/catalogue.json";
    let workbook = "old/dist/示例县/示例县政务公开事项标准目录.xlsx";
    for other in [json_file, workbook, "old/dist/示例县", "old/drafts/a.yaml"] {
        let run = mulu(folder.path(), &["diff", "old", other]);
        assert_eq!(run.status, 0, "{other}\n{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("没有不同：5 项都一样"), "{}", run.stdout);
    }
    // Of a repository with members, the body of the same name is meant.
    write(folder.path(), &[("old/towns/a/mulu.yaml", "名称: 甲镇\n层级: 乡级\n")]);
    let run = mulu(folder.path(), &["diff", json_file, "old"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let (status, diff) = json(folder.path(), &[workbook, "new"]);
    assert_eq!((status, told(&diff)), (1, EXPECTED.map(str::to_owned).to_vec()));
}

#[test]
fn without_codes_names_and_likeness_tell() {
    let without = |items: &[(&'static str, &'static str, &'static str)]| -> String {
        let items: Vec<_> = items.iter().map(|(_, names, limit)| ("", *names, *limit)).collect();
        // The same content in all versions: only names tell the items apart.
        let text = table(&items);
        text.lines()
            .map(|line| match line.split_once("公开内容: [") {
                Some((head, tail)) => {
                    let rest = tail.split_once(']').unwrap().1;
                    let limit = if line.contains("审批") { "审批的内容" } else { "内容" };
                    format!("{head}公开内容: [{limit}]{rest}\n")
                }
                None => format!("{line}\n"),
            })
            .collect()
    };
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("old.yaml", &without(&FIRST)), ("new.yaml", &without(&SECOND))]);
    let (status, diff) = json(folder.path(), &["old.yaml", "new.yaml"]);
    assert_eq!(status, 1);
    let changes = diff["bodies"][0]["changes"].as_array().unwrap();
    let renamed = changes.iter().find(|c| c["item"]["path"][1] == "审批公示").unwrap();
    assert_eq!((&renamed["kind"], &renamed["matched"]), (&"changed".into(), &"likeness".into()));
    let shorter = changes.iter().find(|c| c["item"]["path"][1] == "政策文件").unwrap();
    assert_eq!(
        (&shorter["matched"], &shorter["fields"][0]["field"]),
        (&"names".into(), &"公开时限".into())
    );
    assert_eq!(diff["bodies"][0]["summary"]["removed"], 1, "{diff}");
}

/// A county without and with adjustments that give reasons.
fn before_and_after() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let profile = "名称: 示例县\n层级: 县级\n领域: [社会救助]\n";
    let overlay = "\
修改:
  - {编码: \"19.003\", 公开时限: 3个工作日内, 理由: 县里要求更快}
不采用:
  - {编码: \"19.001\", 理由: 业务不发生, 说明: 没有这项业务}
新增:
  - {领域: 社会救助, 编码: 19.X001, 事项: [本县救助, 热线], 公开时限: 长期公开, 理由: 方便群众}
";
    write(
        folder.path(),
        &[("old/mulu.yaml", profile), ("new/mulu.yaml", profile), ("new/overlays/a.yaml", overlay)],
    );
    folder
}

#[test]
fn reasons_of_adjustments_are_given() {
    let folder = before_and_after();
    let (_, diff) = json(folder.path(), &["old", "new"]);
    let changes = diff["bodies"][0]["changes"].as_array().unwrap();
    let of = |code: &str| changes.iter().find(|c| c["item"]["code"] == code).unwrap();
    assert_eq!(of("19.003")["fields"][0]["reason"], "县里要求更快");
    assert_eq!(of("19.001")["reason"], "业务不发生；没有这项业务");
    assert_eq!(of("19.X001")["reason"], "方便群众");
    assert_eq!(changes.len(), 3, "{diff}");
}

/// A catalogue that was built, and the workbook that goes with it, say themselves why they differ.
#[test]
fn reasons_are_read_from_files() {
    let folder = before_and_after();
    for side in ["old", "new"] {
        mulu(folder.path(), &["build", side, "--draft"]);
    }
    let old = "old/dist/示例县/catalogue.json";
    let workbook = "new/dist/示例县/示例县政务公开事项标准目录.xlsx";
    for (new, states_changes) in [("new/dist/示例县/catalogue.json", true), (workbook, false)] {
        let (_, diff) = json(folder.path(), &[old, new]);
        let changes = diff["bodies"][0]["changes"].as_array().unwrap();
        let of = |code: &str| changes.iter().find(|c| c["item"]["code"] == code).unwrap();
        assert_eq!(of("19.001")["reason"], "业务不发生；没有这项业务", "{new}");
        if states_changes {
            assert_eq!(of("19.003")["fields"][0]["reason"], "县里要求更快");
            assert_eq!(of("19.X001")["reason"], "方便群众");
        }
    }
}

#[test]
fn a_table_may_have_a_column_of_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let head = "社会救助领域政务公开标准目录\n序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级";
    let row = "1,最低生活保障,办事指南,办理条件,《社会救助暂行办法》（国务院令第649号）";
    let old =
        format!("{head}\n{row},信息形成之日起20个工作日内,民政局,政府网站,全社会,主动,乡级\n");
    let new = format!(
        "{head},调整理由\n{row},信息形成之日起10个工作日内,民政局,政府网站,全社会,主动,乡级,镇里提前\n"
    );
    write(folder.path(), &[("old.csv", &old), ("new.csv", &new)]);
    let (_, diff) = json(folder.path(), &["old.csv", "new.csv"]);
    let field = &diff["bodies"][0]["changes"][0]["fields"][0];
    assert_eq!(
        (&field["field"], &field["reason"]),
        (&"公开时限".into(), &"镇里提前".into()),
        "{diff}"
    );
}

#[test]
fn the_workbook_tells_every_change() {
    let folder = two_repositories();
    let run = mulu(folder.path(), &["diff", "old", "new", "-o", "变更说明.xlsx"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let bytes = fs::read(folder.path().join("变更说明.xlsx")).unwrap();
    let book = read_tables(&bytes, &ReadOptions::default()).unwrap().workbook;
    let sheet = &book.sheets[0];
    assert_eq!(sheet.name, "变更说明");
    let row =
        |row: u32| -> Vec<String> { sheet.row(row).map(|(_, cell)| cell.text.clone()).collect() };
    assert_eq!(row(1), ["示例县政务公开事项标准目录变更说明"]);
    let head =
        ["序号", "编码", "领域", "事项", "变更类型", "栏目", "原内容", "现内容", "依据/理由"];
    assert_eq!(row(3), head);
    let changed =
        ["X40.X001", "示例", "救助/政策文件", "修改", "公开时限", "20个工作日内", "10个工作日内"];
    let found =
        (4..sheet.size().0).map(row).find(|row| row.get(1).is_some_and(|c| c == "X40.X001"));
    assert_eq!(found.unwrap()[1..8], changed);
}

fn git(folder: &Path, args: &[&str]) {
    let identity =
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let output =
        Command::new("git").args(identity).args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn revisions_are_compared_without_touching_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path().join("县");
    write(&repository, &[("mulu.yaml", PROFILE), ("drafts/a.yaml", &table(&FIRST))]);
    write(&repository, &[("towns/甲/mulu.yaml", "名称: 甲镇\n层级: 乡级\n")]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-qm", "first"]);
    write(&repository, &[("drafts/a.yaml", &table(&SECOND))]);
    git(folder.path(), &["commit", "-qam", "second"]);
    let (status, diff) = json(&repository, &["--git", "HEAD~1", "HEAD", "--member", "示例县"]);
    assert_eq!((status, told(&diff)), (1, EXPECTED.map(str::to_owned).to_vec()));
    let (status, diff) = json(folder.path(), &["--git", "HEAD", "HEAD", "县"]);
    assert_eq!((status, &diff["equal"]), (0, &true.into()));
    // One revision: against the files as they are.
    write(&repository, &[("drafts/a.yaml", &table(&FIRST))]);
    let (status, diff) = json(&repository, &["--git", "HEAD~1"]);
    assert_eq!((status, diff["bodies"].as_array().unwrap().len()), (0, 2), "{diff}");
    let (status, _) = json(&repository, &["--git", "HEAD"]);
    assert_eq!(status, 1);
    for (revision, words) in [("nowhere", "没有“nowhere”这个版本"), ("--all", "用 mulu")]
    {
        let run = mulu(&repository, &["diff", "--git", revision, "HEAD"]);
        assert_eq!(run.status, 2, "{}", run.stdout);
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = two_repositories();
    write(folder.path(), &[("notes.csv", "a,b\n1,2\n"), ("empty/x.txt", "")]);
    for (args, words) in [
        (["old", "nowhere"], "没有这个文件"),
        (["old", "notes.csv"], "没有认得出的目录表"),
        (["old", "empty"], "没有 mulu.yaml"),
    ] {
        let run = mulu(folder.path(), &["diff", args[0], args[1]]);
        assert_eq!(run.status, 2, "{args:?}\n{}", run.stdout);
        assert!(run.stderr.contains(words), "{args:?}\n{}", run.stderr);
    }
    let run = mulu(folder.path(), &["diff", "old", "new", "--member", "乙镇"]);
    assert!(run.status == 2 && run.stderr.contains("没有“乙镇”"), "{}", run.stderr);
}
