//! Data of one's own: a calendar, a law, a renaming, a guideline, a pack, as a county uses them with the
//! built program alone.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::forms::Form;
use crate::common::office::{OFFICE, convert, have};
use crate::common::{copy, mulu, mulu_there, mulu_with};

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
    // Beyond the calendar the day is only told as far as it is known.
    assert!(without.status == 1 && without.stdout.contains("大约"), "{}", without.stdout);
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
    assert!(due.status == 1 && due.stdout.contains("大约"), "{}", due.stdout);
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
    // A file of the repository that is looked at by itself is held to the same.
    let alone = ["check", "drafts/示例.yaml", "--format", "json"];
    let run = mulu_with(folder.path(), &alone, &[("MULU_TODAY", "2026-11-21")]);
    assert!(run.stdout.contains("登记/法规.yaml"), "{}", run.stdout);
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

/// Filled in and saved by another program, with days as people write them.
#[test]
fn a_filled_workbook_renames_a_body() {
    if !have(&[OFFICE]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path(), "示例县城市管理局", "《中华人民共和国行政处罚法》");
    mulu(folder.path(), &["template", "register", "-o", "登记.xlsx"]);
    let mut form = Form::open_sheet(fs::read(folder.path().join("登记.xlsx")).unwrap(), 1);
    for (heading, text) in [
        ("旧", "示例县城市管理局"),
        ("新", "示例县综合行政执法局"),
        ("自", "2026年3月1日"),
        ("依据", "示例府发〔2026〕3号"),
    ] {
        form.set_below("序号", 2, heading, text);
    }
    fs::write(folder.path().join("登记.xlsx"), form.filled()).unwrap();
    convert(&[&folder.path().join("登记.xlsx")], "ods", &folder.path().join("登记"));
    assert_eq!(found(folder.path(), "obsolete-body", "2026-02-28").len(), 0);
    let after = found(folder.path(), "obsolete-body", "2026-03-01");
    assert_eq!(after.len(), 1);
    let place = after[0]["related"][0]["message"].as_str().unwrap();
    assert!(place.contains("示例县的登记：登记/登记.ods"), "{place}");
}

/// Words, channels and names of places that a county records itself, each with where it stands.
#[test]
fn words_channels_and_places_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    repository(here, "示例县旧镇镇人民政府", "《中华人民共和国行政处罚法》");
    let table = fs::read_to_string(here.join("drafts/示例.yaml")).unwrap();
    write(here, "drafts/示例.yaml", &table.replace("政务服务中心", "示例掌上通"));
    assert_eq!(found(here, "unknown-channel", "2026-11-21").len(), 1);
    assert_eq!(found(here, "old-word", "2026-11-21").len(), 0);
    let channel = "渠道:\n  - {名称: 示例掌上通, 标准: 否, 公开: 是, 视同网站: 否, 核实: 一处}\n";
    write(here, "登记/渠道.yaml", channel);
    let word = "用语:\n  - {旧: 咨询电话, 新: 服务热线, 自: 2026-01-01, 类别: 名称, 核实: 一处}\n";
    write(here, "登记/用语.yaml", word);
    let place = "地名:\n  - {名称: 示例县新街道, 曾用名: [示例县旧镇], 层级: 乡级, 自: 2026-01-01, 依据: 示例府函〔2025〕9号}\n";
    write(here, "登记/地名.yaml", place);
    assert_eq!(found(here, "faulty-data", "2026-11-21"), Vec::<Value>::new());
    assert_eq!(found(here, "unknown-channel", "2026-11-21").len(), 0);
    for (rule, file) in [("old-word", "登记/用语.yaml"), ("obsolete-body", "登记/地名.yaml")]
    {
        let told = found(here, rule, "2026-11-21");
        assert_eq!(told.len(), 1, "{rule}: {told:?}");
        assert!(told[0]["related"].to_string().contains(file), "{rule}: {told:?}");
        assert_eq!(found(here, rule, "2025-12-31").len(), 0, "{rule} before its day");
    }
}

/// As the data that are built in are held to by their tests.
#[test]
fn a_pack_is_checked_as_strictly_as_what_is_built_in() {
    let law =
        |rest: &str| format!("法规:\n  - {{名称: 示例办法, 种类: 地方, 核实: 一处, {rest}}}\n");
    let version = "版本: [{公布: 2020-01-01}]";
    for (text, words) in [
        (law("状态: 已废止, 版本: []"), "要写“失效”"),
        (law(&format!("状态: 现行有效, 替代者: [示例新办法], {version}")), "已被替代"),
        (law(&format!("状态: 已被替代, 替代者: [示例新办法], {version}")), "不在登记里"),
        (law("状态: 现行有效, 版本: [{公布: 2020-01-01}, {公布: 2010-01-01}]"), "从早到晚"),
        (law(&format!("状态: 现行有效, 简称: [行政处罚法], {version}")), "也是别的条目的名称"),
        ("更名:\n  - {旧: 甲局, 新: 甲局, 自: 2026-01-01, 依据: 甲}\n".to_owned(), "一样"),
        (AIRSPACE.replace("39.002", "39.001"), "写了两次"),
        (AIRSPACE.replace("39.002", "22.001"), "不是领域 39 的"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "数据/a.yaml", &text);
        let run = mulu(folder.path(), &["data", "check", "数据"]);
        assert_eq!(run.status, 1, "{text}{}{}", run.stdout, run.stderr);
        let told = run.stdout.replace(char::is_whitespace, "");
        assert!(told.contains(&words.replace(char::is_whitespace, "")), "{words}\n{}", run.stdout);
    }
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "数据/指引/a.yaml",
        &AIRSPACE.replace("[位置]", "[位置], 公开主体: [无此角色]"),
    );
    let run = mulu(folder.path(), &["data", "check", "数据"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(run.stdout.contains("无此角色"), "{}", run.stdout);
}

const AIRSPACE: &str = "\
编号: \"39\"
名称: 低空经济
目录:
  - {编码: \"39.001\", 事项: [起降场地, 选址公示], 公开内容: [位置], 公开层级: [县级]}
  - {编码: \"39.002\", 事项: [飞行服务, 空域使用指南], 公开内容: [办理条件], 公开层级: [县级]}
";
const MIXED: &str = "\
序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级
1,起降场地,选址公示,位置,《示例市低空经济促进办法》,自信息形成之日起20个工作日内,示例县发展和改革局,政府网站,全社会,主动,县级
2,飞行服务,空域使用指南,办理条件,《示例市低空经济促进办法》,自信息形成之日起20个工作日内,示例县发展和改革局,政府网站,全社会,主动,县级
3,临时救助,审核审批信息,名单,《社会救助暂行办法》（国务院令第649号）,自信息形成之日起20个工作日内,示例县民政局,政府网站,全社会,主动,县级
";

/// A guideline that is not built in is known to whoever reads a table, row by row.
#[test]
fn a_new_domain_is_recognised_in_tables() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "mulu.yaml", "名称: 示例县\n层级: 县级\n领域: [社会救助, 低空经济]\n");
    write(here, "drafts/各领域.csv", MIXED);
    let unsure = found(here, "unsure-domain", "2026-11-21");
    assert!(!unsure.is_empty(), "without the guideline");
    write(here, "指引/39-低空经济.yaml", AIRSPACE);
    assert_eq!(found(here, "unsure-domain", "2026-11-21"), Vec::<Value>::new());
    let explained = mulu(here, &["explain", ".", "39.002"]).stdout;
    assert!(explained.contains("示例县发展和改革局"), "{explained}");
    assert!(explained.contains("指引：用的是示例县的 指引/39-低空经济.yaml"), "{explained}");
    let imported = mulu(here, &["import", "drafts/各领域.csv", "--format", "json"]).stdout;
    assert!(imported.contains("\"code\": \"39.001\""), "{imported}");
}

const REVISED: &str = "\
<table><tr><td>序号</td><td>一级事项</td><td>二级事项</td><td>公开内容（要素）</td><td>公开依据</td><td>公开时限</td><td>公开主体</td><td>公开渠道和载体</td><td>公开对象</td><td>公开方式</td><td>公开层级</td></tr>
<tr><td>1</td><td>综合业务</td><td>监督检查</td><td>示例：检查结果</td><td>《社会救助暂行办法》（国务院令第649号）</td><td></td><td>县级民政部门</td><td>政府网站</td><td>全社会</td><td>主动</td><td>县级</td></tr>
<tr><td>2</td><td>最低生活保障</td><td>办事指南和须知</td><td>示例：办理条件</td><td>《社会救助暂行办法》（国务院令第649号）</td><td>10个工作日内</td><td>县级民政部门</td><td>政府网站</td><td>全社会</td><td>主动</td><td>县级</td></tr>
</table>";

/// Rows that are not sure are asked about, and what the table leaves empty stays.
#[test]
fn a_row_that_is_not_sure_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "表.html", REVISED);
    let add = ["data", "add", "表.html", "--domain", "19"];
    let nowhere = mulu(here, &add);
    assert_eq!(nowhere.status, 2, "{}", nowhere.stdout);
    assert!(nowhere.stderr.contains("没有 mulu.yaml"), "{}", nowhere.stderr);
    write(here, "mulu.yaml", "名称: 示例县\n层级: 县级\n领域: [社会救助]\n");
    let asked = mulu(here, &add);
    assert_eq!(asked.status, 1, "{}{}", asked.stdout, asked.stderr);
    assert!(
        asked.stdout.contains("第 3 行“最低生活保障/办事指南和须知”，像是 19.004"),
        "{}",
        asked.stdout
    );
    assert!(!here.join("指引").exists());
    let wrong = mulu(here, &[&add[..], &["--same", "3=19.999"]].concat());
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("没有编码 19.999"), "{}", wrong.stderr);
    let added = mulu(here, &[&add[..], &["--same", "3=19.004"]].concat());
    assert_eq!(added.status, 0, "{}{}", added.stdout, added.stderr);
    assert!(added.stdout.contains("照内置的留着 1 处"), "{}", added.stdout);
    let explained = mulu(here, &["explain", ".", "19.002"]).stdout;
    assert!(explained.contains("示例：检查结果"), "{explained}");
    assert!(explained.contains("制定或获取信息之日起10个工作日内"), "the limit stays: {explained}");
    let known = mulu(here, &["domains", "19"]).stdout;
    assert!(
        known.contains("最低生活保障/办事指南和须知") || known.contains("示例：办理条件"),
        "{known}"
    );
    // A member does not take in guidelines.
    write(here, "towns/甲镇/mulu.yaml", "名称: 甲镇\n层级: 乡级\n");
    let below = mulu(here, &[&add[..], &["-C", "towns/甲镇"]].concat());
    assert_eq!(below.status, 2, "{}", below.stdout);
    assert!(below.stderr.contains("最上面的一级"), "{}", below.stderr);
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
    let beside = mulu_there(folder.path(), &due[..3]);
    assert!(beside.stdout.contains("到期  2027-01-12"), "{}{}", beside.stdout, beside.stderr);
    let listed = mulu_there(folder.path(), &["data"]).stdout;
    assert!(listed.contains("年历  2027  新的  示例县.zip/登记/年历.yaml"), "{listed}");
    assert!(
        beside.stdout.contains("来自数据文件夹的 示例县.zip/登记/年历.yaml"),
        "{}",
        beside.stdout
    );
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
