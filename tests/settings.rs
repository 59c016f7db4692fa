//! What the layers say of rules (规则, 例外), and what a repository is known to have (基线).

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{Run, mulu, mulu_with};

/// A county with one item, whose limit cannot be read, and a town below it.
struct Folder(tempfile::TempDir);

const COUNTY: &str = "\
名称: 示例县
层级: 县级
继承: 无
领域: [示例]
版本: 2026-1
日期: 2026-10-01
编制单位: 示例县人民政府办公室
牵头单位: {示例: 示例县民政局}
";

const TOWN: &str = "\
名称: 蓬莱镇
层级: 乡级
版本: 2026-1
日期: 2026-10-01
编制单位: 蓬莱镇人民政府
";

fn table(limit: &str) -> String {
    format!(
        "编号: X90
名称: 示例
目录:
  - 编码: \"X90.001\"
    事项: [急难救助, 办事指南]
    公开内容: [申请条件, 申请材料, 办理流程, 咨询电话]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: {limit}
    公开主体: [示例县民政局]
    公开渠道: {{选用: [政府网站, 政务服务中心]}}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
"
    )
}

const ODD: &str = "救助办结就公开";
const GOOD: &str = "自信息形成或者变更之日起20个工作日内";

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("mulu.yaml", COUNTY);
        folder.write("drafts/示例.yaml", &table(ODD));
        folder.write("towns/penglai/mulu.yaml", TOWN);
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// The county's settings, with more lines.
    fn county(&self, more: &str) {
        self.write("mulu.yaml", &format!("{COUNTY}{more}"));
    }

    fn town(&self, more: &str) {
        self.write("towns/penglai/mulu.yaml", &format!("{TOWN}{more}"));
    }

    fn run(&self, args: &[&str]) -> Run {
        mulu(self.path(), &[&["check"], args].concat())
    }

    /// The findings of warning and error level, as `member rule severity`, and those of one rule.
    fn found(&self, args: &[&str]) -> Vec<String> {
        let json = self.json(args);
        let all = json["findings"].as_array().unwrap().iter();
        let serious = all.filter(|f| f["severity"] != "note" || f["rule"] == "unparsable-limit");
        let show = |f: &Value| {
            let word = |key: &str| f[key].as_str().unwrap().to_owned();
            format!("{} {} {}", word("member"), word("rule"), word("severity"))
        };
        let mut found: Vec<String> = serious.map(show).collect();
        found.sort();
        found
    }

    fn json(&self, args: &[&str]) -> Value {
        let run = self.run(&[&["--format", "json"], args].concat());
        serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr))
    }
}

#[test]
fn the_small_repository_has_one_fault() {
    let folder = Folder::new();
    assert_eq!(
        folder.found(&[]),
        ["示例县 unparsable-limit warning", "蓬莱镇 unparsable-limit note"]
    );
    folder.write("drafts/示例.yaml", &table(GOOD));
    assert_eq!(folder.found(&[]), Vec::<String>::new());
}

#[test]
fn levels_hold_for_the_members_and_the_nearest_wins() {
    let folder = Folder::new();
    folder.county("规则: {unparsable-limit: error}\n");
    let error = "示例县 unparsable-limit error";
    assert_eq!(folder.found(&[]), [error, "蓬莱镇 unparsable-limit note"], "inherited");
    folder.county("规则: {unparsable-limit: off}\n");
    assert_eq!(folder.found(&[]), Vec::<String>::new(), "off for the town as well");
    folder.town("规则: {unparsable-limit: 提示}\n");
    assert_eq!(folder.found(&[]), ["蓬莱镇 unparsable-limit note"]);
    folder.county("规则: {unparsable-limit: error}\n");
    folder.town("规则: {unparsable-limit: 关闭}\n");
    assert_eq!(folder.found(&[]), [error]);
    assert_eq!(folder.run(&[]).status, 1);
}

#[test]
fn a_level_for_a_rule_that_does_not_exist_is_told_once() {
    let folder = Folder::new();
    folder.county("规则: {unparsable-limits: off}\n");
    let found = folder.found(&[]);
    assert!(found.contains(&"示例县 unknown-key error".to_owned()), "{found:?}");
    assert!(!found.contains(&"蓬莱镇 unknown-key error".to_owned()), "{found:?}");
}

const EXCEPTION: &str = "例外:
  - 规则: unparsable-limit
    事项: \"X90.001\"
    字段: 公开时限
    理由: 随到随办
    批准人: 王某
    有效期至: 2026-12-31
";

#[test]
fn an_exception_takes_a_finding_out_and_sarif_keeps_it() {
    let folder = Folder::new();
    folder.county(EXCEPTION);
    assert_eq!(folder.found(&[]), Vec::<String>::new());
    assert_eq!(folder.json(&[])["summary"]["warnings"], 0);
    assert_eq!(folder.run(&["--deny-warnings"]).status, 0);
    let sarif: Value = serde_json::from_str(&folder.run(&["--format", "sarif"]).stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let kept: Vec<&Value> = results.iter().filter(|r| r.get("suppressions").is_some()).collect();
    assert_eq!(kept.len(), 2, "the county's and, inherited, the town's");
    for result in kept {
        assert_eq!(result["ruleId"], "unparsable-limit");
        assert_eq!(
            result["suppressions"][0]["justification"],
            "随到随办（批准人：王某）（有效期至 2026-12-31）"
        );
    }
}

#[test]
fn a_build_goes_through_with_an_exception() {
    let folder = Folder::new();
    let build = |folder: &Folder| mulu(folder.path(), &["build", ".", "--formats", "csv"]).status;
    folder.county("规则: {unparsable-limit: error}\n");
    assert_eq!(build(&folder), 1);
    folder.county(&format!("规则: {{unparsable-limit: error}}\n{EXCEPTION}"));
    assert_eq!(build(&folder), 0);
    assert!(folder.path().join("dist/示例县/catalogue.csv").is_file());
}

#[test]
fn past_its_day_an_exception_is_a_finding_and_covers_nothing() {
    let folder = Folder::new();
    folder.county(EXCEPTION);
    let args = ["check", "--format", "json"];
    let run = mulu_with(folder.path(), &args, &[("MULU_TODAY", "2026-12-31")]);
    assert!(!run.stdout.contains("exception"), "{}", run.stdout);
    let run = mulu_with(folder.path(), &args, &[("MULU_TODAY", "2027-01-01")]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let expired: Vec<&Value> =
        findings.iter().filter(|f| f["rule"] == "expired-exception").collect();
    assert_eq!(expired.len(), 1, "told to the layer that wrote it, not to its members");
    assert_eq!(
        (&expired[0]["location"]["line"], &expired[0]["location"]["column"]),
        (&15.into(), &11.into())
    );
    assert!(findings.iter().any(|f| f["rule"] == "unparsable-limit" && f["severity"] == "warning"));
}

#[test]
fn an_exception_that_covers_nothing_is_a_finding() {
    let folder = Folder::new();
    folder.write("drafts/示例.yaml", &table(GOOD));
    folder.county(EXCEPTION);
    let unused = "示例县 unused-exception warning";
    assert_eq!(folder.found(&[]), [unused]);
    // One that a county makes for its town is of use.
    folder.write(
        "towns/penglai/overlays/示例.yaml",
        &format!("修改:\n  - 编码: \"X90.001\"\n    公开时限: {ODD}\n    理由: 本镇情况\n"),
    );
    assert_eq!(folder.found(&[]), Vec::<String>::new());
    // Of a member alone it cannot be told.
    fs::remove_dir_all(folder.path().join("towns/penglai/overlays")).unwrap();
    assert_eq!(folder.found(&["towns/penglai"]), Vec::<String>::new());
    folder.county(&format!("规则: {{unused-exception: off}}\n{EXCEPTION}"));
    assert_eq!(folder.found(&[]), Vec::<String>::new());
}

#[test]
fn a_baseline_lets_only_new_faults_fail() {
    let folder = Folder::new();
    let strict = ["--deny-warnings"];
    assert_eq!(folder.run(&strict).status, 1);
    let written = folder.run(&["--write-baseline", "--deny-warnings"]);
    assert_eq!(written.status, 0);
    assert_eq!(written.stderr, "基线写在 ./.mulu-baseline.json，记下 1 个问题\n");
    let run = folder.run(&strict);
    assert_eq!(run.status, 0);
    assert!(run.stdout.ends_with("，已知 1\n"), "{}", run.stdout);
    assert!(!run.stdout.contains("已知的问题"), "{}", run.stdout);
    let notes = folder.run(&["--notes"]).stdout;
    let (_, known) = notes.split_once("已知的问题（在基线里，不算数）").unwrap();
    assert!(known.contains("警告[unparsable-limit]"), "{notes}");
    let json = folder.json(&[]);
    assert_eq!((&json["summary"]["known"], &json["summary"]["gone"]), (&1.into(), &0.into()));
    // The row moves, and another one comes before it.
    let moved = table(ODD).replace(
        "  - 编码: \"X90.001\"",
        &format!(
            "  - 编码: \"X90.002\"\n    事项: [急难救助, 政策文件]\n{}\n  - 编码: \"X90.001\"",
            table("有空再说").split_once("办事指南]\n").unwrap().1.trim_end()
        ),
    );
    folder.write("drafts/示例.yaml", &moved);
    let run = folder.run(&strict);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("有空再说") && !run.stdout.contains(ODD), "{}", run.stdout);
    assert!(
        run.stdout.contains("警告 1，") && run.stdout.ends_with("，已知 1\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_was_put_right_can_leave_the_baseline() {
    let folder = Folder::new();
    folder.run(&["--write-baseline"]);
    folder.write("drafts/示例.yaml", &table(GOOD));
    assert!(folder.run(&["-q"]).stdout.ends_with("，已知 0，可删 1\n"));
    let before = folder.read(".mulu-baseline.json");
    folder.run(&["--write-baseline"]);
    let after = folder.read(".mulu-baseline.json");
    assert!(before.contains("unparsable-limit") && !after.contains("unparsable-limit"), "{after}");
}

#[test]
fn a_baseline_written_for_a_member_keeps_what_it_knows_of_the_others() {
    let folder = Folder::new();
    folder.run(&["--write-baseline"]);
    let before = folder.read(".mulu-baseline.json");
    folder.write(
        "towns/penglai/overlays/示例.yaml",
        "修改:\n  - 编码: \"X90.001\"\n    公开时限: 有空再说\n    理由: 本镇情况\n",
    );
    let town = folder.run(&["towns/penglai", "-q"]);
    assert!(
        town.stdout.contains("警告 1，") && town.stdout.ends_with("，已知 0\n"),
        "{}",
        town.stdout
    );
    folder.run(&["towns/penglai", "--write-baseline"]);
    let after = folder.read(".mulu-baseline.json");
    assert!(after.len() > before.len() && after.contains("示例县") && after.contains("蓬莱镇"));
    assert_eq!(folder.run(&["--deny-warnings"]).status, 0);
}

#[test]
fn another_file_can_be_the_baseline() {
    let folder = Folder::new();
    let written = folder.run(&["--write-baseline=旧问题.json", "."]);
    assert!(written.stderr.starts_with("基线写在 旧问题.json"), "{}", written.stderr);
    assert_eq!(folder.run(&["--deny-warnings"]).status, 1, "it is not looked for");
    assert_eq!(folder.run(&["--deny-warnings", "--baseline", "旧问题.json"]).status, 0);
    let missing = folder.run(&["--baseline", "没有.json"]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("读不了基线“没有.json”"), "{}", missing.stderr);
}

#[test]
fn a_damaged_baseline_stops_the_run() {
    let folder = Folder::new();
    folder.write(".mulu-baseline.json", "{\"version\": 1}");
    let run = folder.run(&[]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--write-baseline"), "{}", run.stderr);
    folder.run(&["--write-baseline"]);
    assert_eq!(folder.run(&["--deny-warnings"]).status, 0, "writing replaces it");
    let bare = folder.run(&["drafts/示例.yaml", "--write-baseline"]);
    assert_eq!(bare.status, 2);
    assert!(bare.stderr.contains("基线只用于仓库"), "{}", bare.stderr);
}

#[test]
fn the_exit_status_with_a_baseline_is_the_same_for_every_format() {
    let folder = Folder::new();
    folder.run(&["--write-baseline"]);
    for format in ["human", "json", "sarif", "github", "gitlab", "junit"] {
        assert_eq!(folder.run(&["--deny-warnings", "--format", format]).status, 0, "{format}");
    }
    let sarif: Value = serde_json::from_str(&folder.run(&["--format", "sarif"]).stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let known = results.iter().filter(|r| r.get("suppressions").is_some()).count();
    assert_eq!(known, 1);
}
