//! Domains of a layer's own, above all those with the numbers of before: read as what they are now, told
//! once a file, and moved by `--fix`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::mulu;
use crate::repository::Repository;

const COUNTY: &str = "\
名称: 茶县
层级: 县级
领域: [社会救助, \"38\"]
版本: 2026-1
日期: 2026-03-01
编制单位: 茶县人民政府办公室
牵头单位: {茶叶产业: 茶县农业农村局}
例外:
  - {规则: missing-field, 事项: \"38.001\", 理由: 本级没有这一栏, 批准人: 王某}
";
const TEA: &str = "\
编号: \"38\"   # 自己编的
名称: 茶叶产业
目录:
  - 编码: \"38.001\"
    事项: [产业扶持, 补贴发放]
    公开内容: [补贴对象, 补贴标准]
    公开时限: 自信息形成或者变更之日起20个工作日内
    公开主体: [茶县农业农村局]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
";
const DUTIES: &str = "\
权责清单:
  - {名称: 食品经营许可, 权力类型: 行政许可, 实施主体: 茶县市场监督管理局}
  - {名称: 茶叶补贴, 权力类型: 行政给付, 实施主体: 茶县农业农村局, 对应事项: \"38.001\"}
";
const TOWN: &str =
    "名称: 茶镇\n层级: 乡级\n版本: 2026-1\n日期: 2026-03-01\n编制单位: 茶镇人民政府\n";
const OF_TOWN: &str = "修改:\n  - {编码: \"38.001\", 公开主体: [茶镇人民政府], 理由: 由镇里公开}\n";

fn repository(folder: &Path) {
    Repository::of(&[
        ("mulu.yaml", COUNTY),
        ("drafts/茶叶产业.yaml", TEA),
        ("duties/权责清单.yaml", DUTIES),
        ("towns/茶镇/mulu.yaml", TOWN),
        ("towns/茶镇/overlays/调整.yaml", OF_TOWN),
    ])
    .write(folder);
}

/// What is found of these rules, as `rule file`.
fn found(folder: &Path, rules: &[&str]) -> Vec<String> {
    let run = mulu(folder, &["check", ".", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let all = json["findings"].as_array().unwrap().iter();
    let of_rules = all.filter(|f| rules.contains(&f["rule"].as_str().unwrap()));
    let show = |f: &Value| {
        let rule = f["rule"].as_str().unwrap();
        format!("{rule} {}", f["location"]["file"].as_str().unwrap())
    };
    of_rules.map(show).collect()
}

/// The domains of a built catalogue with the codes in them.
fn built(folder: &Path, member: &str) -> Vec<(String, Vec<String>)> {
    let run = mulu(folder, &["build", ".", "--draft", "--formats", "json"]);
    assert!(run.status < 2, "{}", run.stderr);
    let text = fs::read_to_string(folder.join("dist").join(member).join("catalogue.json")).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    let domains = json["领域"].as_array().unwrap().iter().map(|domain| {
        let items = domain["目录"].as_array().unwrap().iter();
        let item = |item: &Value| format!("{} {}", item["编码"].as_str().unwrap(), item["事项"]);
        let name =
            format!("{} {}", domain["编号"].as_str().unwrap(), domain["名称"].as_str().unwrap());
        (name, items.map(item).collect())
    });
    domains.filter(|(name, _)| !name.starts_with("19 ")).collect()
}

#[test]
fn an_old_38_is_the_countys_own_and_enforcement_keeps_its_domain() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let [(tea, rows), (enforcement, derived)] = &*built(folder.path(), "茶县") else {
        panic!("{:?}", built(folder.path(), "茶县"));
    };
    assert_eq!(tea, "X38 茶叶产业");
    assert_eq!(*rows, ["X38.001 [\"产业扶持\",\"补贴发放\"]"]);
    assert_eq!(enforcement, "38 行政执法公示");
    assert!(derived.iter().any(|item| item.contains("行政许可")), "{derived:?}");
    assert_eq!(
        found(folder.path(), &["duty-uncovered", "unknown-item", "unknown-domain"]),
        [""; 0]
    );
    let told = found(folder.path(), &["reserved-number"]);
    let files = [
        "drafts/茶叶产业.yaml",
        "duties/权责清单.yaml",
        "mulu.yaml",
        "towns/茶镇/overlays/调整.yaml",
    ];
    let mut expected = files.map(|file| format!("reserved-number {file}")).to_vec();
    expected.sort();
    let mut sorted = told;
    sorted.sort();
    assert_eq!(sorted, expected, "once a file");
}

#[test]
fn fix_moves_an_old_repository_and_nothing_else_changes() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let before = (built(folder.path(), "茶县"), built(folder.path(), "茶镇"));
    let run = mulu(folder.path(), &["check", ".", "--fix"]);
    assert!(run.status < 2, "{}", run.stderr);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(
        read("drafts/茶叶产业.yaml"),
        TEA.replace("\"38\" ", "\"X38\" ").replace("38.001", "X38.001")
    );
    assert_eq!(read("duties/权责清单.yaml"), DUTIES.replace("38.001", "X38.001"));
    assert_eq!(read("mulu.yaml"), COUNTY.replace("\"38\"", "\"X38\"").replace("38.001", "X38.001"));
    assert_eq!(read("towns/茶镇/overlays/调整.yaml"), OF_TOWN.replace("38.001", "X38.001"));
    assert_eq!(found(folder.path(), &["reserved-number"]), [""; 0]);
    let force = mulu(folder.path(), &["build", ".", "--draft", "--formats", "json", "--force"]);
    assert!(force.status < 2, "{}", force.stderr);
    assert_eq!((built(folder.path(), "茶县"), built(folder.path(), "茶镇")), before);
}

/// What speaks of an item by its code is no layer, and moves all the same.
#[test]
fn opinions_and_the_baseline_move_with_the_codes() {
    const OPINIONS: &str = "\
反馈:
  - {单位: 茶县财政局, 表: 财政局.xlsx, 读入日期: 2026-03-02, 同意: [\"38.001\", \"19.001\"], 空着: 0}
意见:
  - {号: 1, 单位: 茶县农业农村局, 编码: \"38.001\", 事项: 补贴发放, 意见: 修改, 栏目: 公开时限, 内容: 长期公开}
";
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let at = |name: &str| folder.path().join(name);
    fs::write(at("意见采纳.yaml"), OPINIONS).unwrap();
    // A fault of the item, for the baseline to keep.
    let faulty = TEA.replace("自信息形成或者变更之日起20个工作日内", "二十天");
    fs::write(at("drafts/茶叶产业.yaml"), faulty).unwrap();
    let run = mulu(folder.path(), &["check", ".", "--write-baseline"]);
    assert!(run.status < 2, "{}", run.stderr);
    let baseline = fs::read_to_string(at(".mulu-baseline.json")).unwrap();
    assert!(baseline.contains("\"X38.001\""), "{baseline}");
    let old = baseline.replace("\"X38.001\"", "\"38.001\"");
    fs::write(at(".mulu-baseline.json"), old).unwrap();
    let run = mulu(folder.path(), &["check", ".", "--fix"]);
    assert!(run.status < 2, "{}", run.stderr);
    let opinions = fs::read_to_string(at("意见采纳.yaml")).unwrap();
    assert!(opinions.contains("[\"X38.001\", \"19.001\"]"), "{opinions}");
    assert!(opinions.contains("编码: \"X38.001\""), "{opinions}");
    assert_eq!(fs::read_to_string(at(".mulu-baseline.json")).unwrap(), baseline);
}

#[test]
fn codes_in_a_sheet_are_moved_in_its_copy() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let sheet = "# 工作表：茶叶产业\n编码,一级事项,二级事项,公开内容,公开时限,公开主体\n\
                 38.001,产业扶持,补贴发放,补贴名单,自信息形成或者变更之日起20个工作日内,茶镇人民政府\n";
    let bytes = crate::repository::content("茶镇.xlsx", "csv", sheet);
    fs::remove_file(folder.path().join("towns/茶镇/overlays/调整.yaml")).unwrap();
    fs::create_dir_all(folder.path().join("towns/茶镇/drafts")).unwrap();
    fs::write(folder.path().join("towns/茶镇/drafts/茶镇.xlsx"), bytes).unwrap();
    let told = found(folder.path(), &["reserved-number"]);
    assert!(told.contains(&"reserved-number towns/茶镇/drafts/茶镇.xlsx".to_owned()), "{told:?}");
    let [(tea, rows), ..] = &*built(folder.path(), "茶镇") else { panic!() };
    assert_eq!((tea.as_str(), rows.len()), ("X38 茶叶产业", 1));
    let run = mulu(folder.path(), &["check", ".", "--fix", "--in-place"]);
    assert!(run.status < 2, "{}", run.stderr);
    assert_eq!(found(folder.path(), &["reserved-number"]), [""; 0]);
}

#[test]
fn numbers_of_other_levels_and_of_other_domains_are_refused() {
    let table = |number: &str, name: &str| {
        format!("编号: {number}\n名称: {name}\n目录:\n  - {{事项: [甲, 乙], 公开时限: 长期公开}}\n")
    };
    let rules = |files: &[(&str, &str)]| {
        let found = Repository::of(files).findings().into_iter();
        let told = found.filter(|(f, _)| f.severity == mulu::finding::Severity::Error);
        told.map(|(f, _)| f.rule.0).collect::<Vec<_>>()
    };
    let of_city = table("C01", "示例");
    assert_eq!(
        rules(&[("drafts/a.yaml", &of_city)]),
        ["unknown-domain"],
        "a county's begin with X"
    );
    let (one, two) = (table("X01", "示例"), table("X01", "别的"));
    assert!(
        rules(&[("drafts/a.yaml", &one), ("drafts/b.yaml", &two)]).contains(&"conflicting-layers")
    );
    let (short, word) = (table("X1", "示例"), table("五", "示例"));
    for wrong in [short, word] {
        assert!(rules(&[("drafts/a.yaml", &wrong)]).contains(&"wrong-type"), "{wrong}");
    }
}
