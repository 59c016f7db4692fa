//! Data of one's own: a calendar, a law, a renaming, a guideline, a pack, as a county uses them with the
//! built program alone.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{copy, mulu, mulu_with};

const PROFILE: &str =
    "名称: 示例县\n层级: 县级\n继承: 无\n牵头单位: {示例: 示例县综合行政执法局}\n";

/// A repository of one domain with one item.
fn repository(folder: &Path, body: &str, basis: &str) {
    let table = format!(
        "编号: X90\n名称: 示例\n目录:\n  - 事项: [临时救助, 办事指南]\n    公开内容: [申请条件, 申请材料, 办理流程, 咨询电话]\n    公开依据: [{basis}]\n    公开时限: 自信息形成或者变更之日起20个工作日内\n    公开主体: [{body}]\n    公开渠道: {{选用: [政府网站, 政务服务中心]}}\n    公开对象: 全社会\n    公开方式: 主动\n    公开层级: [县级]\n"
    );
    write(folder, "mulu.yaml", PROFILE);
    write(folder, "drafts/示例.yaml", &table);
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The findings of a rule in a repository.
fn found(folder: &Path, rule: &str, today: &str) -> Vec<Value> {
    let run = mulu_with(folder, &["check", ".", "--format", "json"], &[("MULU_TODAY", today)]);
    let report: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let all = report["findings"].as_array().unwrap().clone();
    all.into_iter().filter(|finding| finding["rule"] == rule).collect()
}

fn fixtures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/data")
}

#[test]
fn a_calendar_of_the_next_year_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["due", "2026-12-28", "10个工作日内"];
    let without = mulu(folder.path(), &args);
    assert_eq!(without.status, 1, "{}", without.stdout);
    copy(&fixtures(), &folder.path().join("d"));
    let with = mulu(folder.path(), &[args[0], args[1], args[2], "--data", "d/数据"]);
    assert_eq!(with.status, 0, "{}", with.stderr);
    // 29, 30, 31 December, then 4 to 8 and 11 to 12 January.
    assert!(with.stdout.contains("到期  2027-01-12"), "{}", with.stdout);
    // The same from the 登记 of the repository that one stands in.
    write(folder.path(), "mulu.yaml", PROFILE);
    copy(&fixtures().join("数据/登记"), &folder.path().join("登记"));
    let own = mulu(folder.path(), &args);
    assert!(own.stdout.contains("到期  2027-01-12"), "{}{}", own.stdout, own.stderr);
}

#[test]
fn a_year_with_only_new_year_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let year = "年历:\n  - 年: 2027\n    文号: 国办发明电〔2026〕99号\n    放假:\n      - {节日: 元旦, 起: 2027-01-01, 止: 2027-01-03}\n    上班: []\n    核实: 一处\n";
    write(folder.path(), "数据/登记/年历.yaml", year);
    let check = mulu(folder.path(), &["data", "check", "数据"]);
    assert_eq!(check.status, 1, "{}{}", check.stdout, check.stderr);
    assert!(check.stdout.contains("没有春节"), "{}", check.stdout);
    let due = mulu(folder.path(), &["due", "2026-12-28", "10个工作日内", "--data", "数据"]);
    assert_eq!(due.status, 1, "{}", due.stdout);
    assert!(due.stderr.contains("有 1 处错误"), "{}", due.stderr);
}

#[test]
fn an_amended_law_changes_what_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let basis = "《示例市养老服务条例》（示例市人大常委会公告第1号）";
    repository(folder.path(), "示例县民政局", basis);
    assert_eq!(found(folder.path(), "stale-basis", "2026-11-21").len(), 0);
    let law = "法规:\n  - 名称: 示例市养老服务条例\n    种类: 地方\n    版本: [{文号: 示例市人大常委会公告第1号, 公布: 2015-01-01, 施行: 2015-03-01}]\n    状态: 已废止\n    失效: 2026-10-01\n    核实: 一处\n    出处: [原件]\n";
    write(folder.path(), "登记/法规.yaml", law);
    let stale = found(folder.path(), "stale-basis", "2026-11-21");
    assert_eq!(stale.len(), 1);
    let related = &stale[0]["related"][0];
    assert!(
        related["message"].as_str().unwrap().contains("示例县的登记：登记/法规.yaml"),
        "{related}"
    );
    assert_eq!(found(folder.path(), "stale-basis", "2026-09-30").len(), 0, "before its end");
    // What is built in is completed, and keeps its short forms.
    let amended = "法规:\n  - 名称: 政府信息公开条例\n    种类: 行政法规\n    版本: [{文号: 国务院令第999号, 公布: 2026-09-01, 施行: 2026-10-01}]\n    状态: 现行有效\n    核实: 一处\n";
    repository(folder.path(), "示例县民政局", "《政府信息公开条例》（国务院令第711号）");
    assert_eq!(found(folder.path(), "outdated-version", "2026-11-21").len(), 0);
    write(folder.path(), "登记/法规.yaml", amended);
    assert_eq!(found(folder.path(), "outdated-version", "2026-11-21").len(), 1);
    let laws = mulu(folder.path(), &["laws", "999号"]);
    assert!(laws.stdout.contains("登记：示例县 登记/法规.yaml"), "{}", laws.stdout);
}

#[test]
fn a_body_is_renamed_on_a_date() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path(), "示例县城市管理局", "《中华人民共和国行政处罚法》");
    let renaming = fs::read_to_string(fixtures().join("数据/登记/更名.yaml")).unwrap();
    write(folder.path(), "登记/更名.yaml", &renaming);
    assert_eq!(found(folder.path(), "obsolete-body", "2026-02-28").len(), 0, "before the day");
    let after = found(folder.path(), "obsolete-body", "2026-03-01");
    assert_eq!(after.len(), 1);
    let message = after[0]["message"].as_str().unwrap();
    assert!(message.contains("示例府发〔2026〕3号"), "{message}");
    assert!(after[0]["help"].as_str().unwrap().contains("示例县综合行政执法局"));
    // It holds for members, which have no data of their own.
    let town = folder.path().join("towns/甲镇");
    write(&town, "mulu.yaml", "名称: 甲镇\n层级: 乡级\n");
    let table = fs::read_to_string(folder.path().join("drafts/示例.yaml")).unwrap();
    write(&town, "drafts/示例.yaml", &table.replace("X90", "Z90").replace("县级", "乡级"));
    let of_town = found(folder.path(), "obsolete-body", "2026-11-21");
    assert!(of_town.iter().any(|f| f["location"]["file"].as_str().unwrap().contains("甲镇")));
}

#[test]
fn a_workbook_of_the_template_is_read() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path(), "示例县城市管理局", "《中华人民共和国行政处罚法》");
    let made = mulu(folder.path(), &["template", "register", "-o", "登记.xlsx"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    // The example rows of the template are no entries.
    fs::create_dir(folder.path().join("登记")).unwrap();
    fs::rename(folder.path().join("登记.xlsx"), folder.path().join("登记/登记.xlsx")).unwrap();
    let data = mulu(folder.path(), &["data", "--format", "json"]);
    let record: Value = serde_json::from_str(&data.stdout).unwrap();
    assert_eq!(record["条目"].as_array().unwrap().len(), 0, "{record}");
}

#[test]
fn a_guideline_is_replaced_by_an_official_table() {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixtures(), &folder.path().join("d"));
    write(folder.path(), "mulu.yaml", "名称: 示例县\n层级: 县级\n领域: [义务教育]\n");
    let args = ["data", "add", "d/义务教育指引（示例）.docx", "--domain", "22"];
    let added = mulu(folder.path(), &args);
    assert_eq!(added.status, 0, "{}{}", added.stdout, added.stderr);
    assert!(added.stdout.contains("表里 4 行，对上 3 项，新的 1 项"), "{}", added.stdout);
    assert!(added.stdout.contains("表里没有"), "{}", added.stdout);
    let file = fs::read_to_string(folder.path().join("指引/22-义务教育.yaml")).unwrap();
    for code in ["22.001", "22.002", "22.004"] {
        assert!(file.contains(code), "{code} stays: {file}");
    }
    let domains = mulu(folder.path(), &["domains", "22", "--format", "json"]);
    assert!(domains.stdout.contains("示例：学校数、学生数、教师数"), "{}", domains.stderr);
    let explained = mulu(folder.path(), &["explain", ".", "22.004"]);
    assert!(explained.stdout.contains("指引/22-义务教育.yaml"), "{}", explained.stdout);
    // A second one needs --force.
    assert_eq!(mulu(folder.path(), &args).status, 2);
}

#[test]
fn a_pack_is_made_verified_and_used() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "县/mulu.yaml", PROFILE);
    copy(&fixtures().join("数据/登记"), &folder.path().join("县/登记"));
    let made = mulu(folder.path(), &["data", "pack", "-C", "县", "-o", "示例县数据.zip"]);
    assert_eq!(made.status, 0, "{}{}", made.stdout, made.stderr);
    let verified = mulu(folder.path(), &["data", "verify", "示例县数据.zip"]);
    assert_eq!(verified.status, 0, "{}", verified.stdout);
    assert!(verified.stdout.contains("核对无误"), "{}", verified.stdout);
    let due = ["due", "2026-12-28", "10个工作日内", "--data", "示例县数据.zip"];
    let used = mulu(folder.path(), &due);
    assert!(used.stdout.contains("到期  2027-01-12"), "{}{}", used.stdout, used.stderr);
    // In a folder of data, as it lies beside the program.
    fs::create_dir(folder.path().join("数据")).unwrap();
    fs::copy(folder.path().join("示例县数据.zip"), folder.path().join("数据/示例县.zip")).unwrap();
    let used = mulu(folder.path(), &["due", due[1], due[2], "--data", "数据"]);
    assert!(used.stdout.contains("到期  2027-01-12"), "{}{}", used.stdout, used.stderr);
    // A changed pack is refused.
    let path = folder.path().join("示例县数据.zip");
    let mut bytes = fs::read(&path).unwrap();
    let name = "登记/年历.yaml".as_bytes();
    let at = bytes.windows(name.len()).position(|part| part == name).unwrap();
    bytes[at + name.len() + 40] ^= 0xff;
    fs::write(&path, bytes).unwrap();
    assert_ne!(mulu(folder.path(), &["data", "verify", "示例县数据.zip"]).status, 0);
    assert_eq!(mulu(folder.path(), &due).status, 2);
}

#[test]
fn data_older_than_a_year_are_noted() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path(), "示例县民政局", "《中华人民共和国行政处罚法》");
    let run = mulu_with(folder.path(), &["check", "."], &[("MULU_TODAY", "2028-01-01")]);
    assert!(run.stderr.contains("已经过了一年"), "{}", run.stderr);
    // A folder of data makes them younger; what a body records itself does not.
    write(folder.path(), "登记/更名.yaml", "数据日期: 2027-11-30\n更名: []\n");
    write(folder.path(), "新/登记/更名.yaml", "数据日期: 2027-10-30\n更名: []\n");
    let with = ["check", ".", "--data", "新"];
    let run = mulu_with(folder.path(), &with, &[("MULU_TODAY", "2028-01-01")]);
    assert!(run.stdout.contains("（数据日期 2027-10-30）"), "{}", run.stdout);
    assert!(!run.stderr.contains("已经过了一年"), "{}", run.stderr);
    let version = mulu(folder.path(), &["-V"]);
    assert!(version.stdout.contains("（数据 "), "{}", version.stdout);
}
