//! 从草案到备案: the whole way of one town of the example, with the program, as its README goes it.
//!
//! The filled forms that the example ships are made here: `MULU_UPDATE=1` writes them anew when the draft
//! they are about has changed.

use std::fs;
use std::path::{Path, PathBuf};

use mulu::input::tables::{ReadOptions, read_tables};
use serde_json::Value;

use crate::common::forms::Form;
use crate::common::office::{OFFICE, convert, have};
use crate::common::{Run, copy, mulu_with};
use crate::submit;

/// A day on which the second batch's deadline is over.
const TODAY: (&str, &str) = ("MULU_TODAY", "2020-11-10");
const TOWN: &str = "towns/tanzhou";
const SENT: &str = "out/征求意见/坦洲镇";
const BUNDLE: &str = "out/报送/坦洲镇报审材料";
/// The fingerprint of the catalogue after the opinions, which the secrecy review of the example is about.
const FINGERPRINT: &str = "37bf-3587-580a-0cde";
const RESULT: &str = "意见采纳情况表.xlsx";
const UNITS: [&str; 3] = ["中山市民政局", "中山市司法局", "中山市财政局"];

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/zhongshan")
}

/// What the departments answer: all agree, but for a few items.
fn answer(unit: &str, form: &mut Form) {
    form.set_all("部门意见", "同意");
    let mut change = |code: &str, cells: &[(&str, &str)]| {
        cells.iter().for_each(|(heading, text)| {
            form.set(code, heading, text);
        });
    };
    let (field, text) = ("修改栏目或删除理由", "修改后内容");
    match unit {
        "中山市民政局" => {
            let basis = ("依据", "《社会救助暂行办法》");
            let limit = "制定或获取信息之日起7个工作日内";
            change("19.004", &[("部门意见", "修改"), (field, "公开时限"), (text, limit), basis]);
            let limit = "制定或获取信息之日起3个工作日内";
            change("19.012", &[("部门意见", "修改"), (field, "公开时限"), (text, limit), basis]);
        }
        "中山市司法局" => {
            let note = ("备注", "示例：镇里没有单独的法治文化阵地");
            change("12.002", &[("部门意见", "删除"), (field, "业务不发生"), note]);
            let limit = "自制作或获取该信息之日起5个工作日内公开";
            change("12.008", &[("部门意见", "修改"), (field, "公开时限"), (text, limit)]);
        }
        _ => change("03.003", &[("部门意见", "不属本部门"), ("备注", "示例：由各部门自己公开")]),
    }
    form.sign("单位（盖章）：", unit).sign("经办人：", "示例").sign("日期：", "2020-11-06");
}

/// What the town decides.
fn decide(form: &mut Form) {
    for (code, decision, why, last) in [
        ("19.004", "采纳", "", ""),
        ("19.012", "部分采纳", "示例：三天来不及", "制定或获取信息之日起5个工作日内"),
        ("12.002", "采纳", "", ""),
        ("12.008", "不采纳", "示例：和指引一致，不再缩短", ""),
        ("03.003", "不处理", "示例：牵头单位由市里定，不改", ""),
    ] {
        form.set(code, "采纳情况", decision).set(code, "理由", why).set(code, "采纳后内容", last);
    }
}

/// The example in a folder of its own.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        copy(&example(), &office.path("仓库"));
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn own(&self, name: &str) -> PathBuf {
        self.path("仓库").join(TOWN).join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.own(name)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Run {
        mulu_with(self.folder.path(), args, &[TODAY])
    }

    /// Runs a command that has to succeed; gives what it said.
    fn done(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.status, 0, "{args:?}\n{}{}", run.stdout, run.stderr);
        run.stdout
    }

    fn review(&self, more: &[&str]) -> Run {
        let args = ["review", "仓库", "--member", "坦洲镇", "-o", "out/征求意见"];
        self.run(&[&args, more].concat())
    }

    /// The form of a unit, filled in.
    fn answered(&self, unit: &str) -> Vec<u8> {
        let sent = self.path(SENT).join(format!("征求意见表（{unit}）.xlsx"));
        let mut form = Form::open(fs::read(sent).unwrap());
        answer(unit, &mut form);
        form.filled()
    }

    /// The table of decisions, filled in.
    fn decided(&self) -> Vec<u8> {
        let mut form = Form::open(fs::read(self.path(SENT).join(RESULT)).unwrap());
        decide(&mut form);
        form.filled()
    }

    /// Saves a workbook as an office program does, in its own format.
    fn save_by_libreoffice(&self, workbook: &[u8], name: &str, to: &str) {
        let filter = match to {
            "xlsx" => "xlsx:Calc MS Excel 2007 XML",
            "xls" => "xls:MS Excel 97",
            _ => "ods:calc8",
        };
        let source = self.path(&format!("{name}.xlsx"));
        fs::write(&source, workbook).unwrap();
        convert(&[&source], filter, &self.path("反馈"));
    }

    /// Forms out, answers in, decisions taken over, a new version.
    fn adopt(&self) {
        self.done(&["build", "仓库", "--member", "坦洲镇", "--formats", "json", "-o", "旧"]);
        copy(&self.path("旧/坦洲镇"), &self.own("备案/2020-1"));
        assert_eq!(self.review(&[]).status, 0);
        for unit in UNITS {
            fs::create_dir_all(self.path("反馈")).unwrap();
            let name = format!("反馈/征求意见表（{unit}）.xlsx");
            fs::write(self.path(&name), self.answered(unit)).unwrap();
        }
        assert_eq!(self.review(&["--read", "反馈"]).status, 0);
        fs::write(self.path("表.xlsx"), self.decided()).unwrap();
        assert_eq!(self.review(&["--adopt", "表.xlsx"]).status, 0);
        self.waive();
    }

    /// The units that did not answer are not waited for.
    fn waive(&self) {
        let run = self.review(&["--waive", "示例：催过两次没有反馈，按没有意见处理"]);
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("不等 11 个单位的反馈"), "{}", run.stdout);
    }

    /// The counterpart above approves what there is now.
    fn approve(&self) {
        let args = ["submit", "仓库", "--member", "坦洲镇", "--reviewer", "上级对口部门"];
        self.done(&args);
    }

    fn release(&self) -> String {
        let args = ["adjust", "仓库", "--member", "坦洲镇", "--release", "2020-2"];
        self.done(&[&args[..], &["--next-review", "2021-11-10"]].concat())
    }

    fn submit(&self) -> Run {
        self.run(&["submit", "仓库", "--member", "坦洲镇", "-o", "out/报送"])
    }
}

#[test]
fn from_draft_to_filing() {
    if !have(&[OFFICE]) {
        return;
    }
    let office = Office::new();
    office.done(&["build", "仓库", "--member", "坦洲镇", "--formats", "json", "-o", "旧"]);
    copy(&office.path("旧/坦洲镇"), &office.own("备案/2020-1"));

    let run = office.review(&["--record", "--until", "2020-11-09"]);
    assert!(run.stdout.contains("171 项，14 个单位"), "{}", run.stdout);
    let line = "  - {阶段: 征求意见, 日期: 2020-11-10, 版本: \"2020-1\"}\n";
    let notes = fs::read_to_string(example().join(TOWN).join("记录.yaml")).unwrap();
    assert_eq!(office.text("记录.yaml"), notes + line, "one more line, nothing else touched");

    // Each department saves its form in another format.
    for (unit, format) in UNITS.into_iter().zip(["ods", "xlsx", "xls"]) {
        office.save_by_libreoffice(
            &office.answered(unit),
            &format!("征求意见表（{unit}）"),
            format,
        );
    }
    let run = office.review(&["--read", "反馈"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    for line in [
        "坦洲镇：应反馈 14 个单位，已反馈 3 个",
        "已反馈：中山市民政局，同意 13 项，意见 2 条",
        "已反馈：中山市司法局，同意 2 项，意见 2 条",
        "已反馈：中山市财政局，同意 3 项，意见 1 条",
        "意见 5 条：未定 5",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("form-stale"), "{}", run.stdout);

    let run = office.submit();
    assert_eq!(run.status, 1, "opinions are open");
    assert!(!office.path("out/报送").exists());

    fs::write(office.path("表.xlsx"), office.decided()).unwrap();
    let run = office.review(&["--adopt", "表.xlsx"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(office.text("overlays/征求意见-2020-11-10.yaml"), OVERLAY);

    let run = office.submit();
    assert!(run.stdout.contains("11 个单位还没有反馈"), "{}", run.stdout);
    office.waive();

    let said = office.release();
    assert!(
        said.contains("版本 2020-1 → 2020-2，日期 2020-11-10（删除 1 项，修改 2 项）"),
        "{said}"
    );
    let profile = fs::read_to_string(example().join(TOWN).join("mulu.yaml")).unwrap();
    let released =
        profile.replace("版本: \"2020-1\"\n日期: 2020-08-28", "版本: \"2020-2\"\n日期: 2020-11-10");
    assert_eq!(office.text("mulu.yaml"), released + RELEASED);
    office.done(&["check", "仓库"]);

    approved(&office);
    submitted(&office);
    received(&office);
    late_town(&office);
    differences(&office);
    let form = ["adjust", "仓库", "19.004", "--member", "坦洲镇", "-o", "申请表.xlsx"];
    office.done(&form);
    let form = Form::open(fs::read(office.path("申请表.xlsx")).unwrap()).text();
    for text in [
        "☑变更",
        "制定或获取信息之日起10个工作日内",
        "制定或获取信息之日起7个工作日内",
        "采纳中山市民政局的意见",
    ] {
        assert!(form.contains(text), "{text}\n{form}");
    }
}

const OVERLAY: &str = "\
# 征求意见后采纳的调整，2020-11-10 由 mulu review --adopt 写出。
修改:
  # 来源：征求意见表（中山市民政局）.ods 征求意见表!L8（第 3 号意见）
  - 编码: \"19.004\"  # 最低生活保障/办事指南
    公开时限: \"制定或获取信息之日起7个工作日内\"
    理由: \"采纳中山市民政局的意见；依据：《社会救助暂行办法》\"
  # 来源：征求意见表（中山市民政局）.ods 征求意见表!L16（第 4 号意见）
  - 编码: \"19.012\"  # 临时救助/办事指南
    公开时限: \"制定或获取信息之日起5个工作日内\"
    理由: \"采纳中山市民政局的意见；依据：《社会救助暂行办法》；采纳理由：示例：三天来不及\"
不采用:
  # 来源：征求意见表（中山市司法局）.xlsx 征求意见表!L6（第 1 号意见）
  - 编码: \"12.002\"  # 法治宣传教育/推广法治文化服务
    理由: 业务不发生
    说明: \"采纳中山市司法局的意见；说明：示例：镇里没有单独的法治文化阵地\"
";
const RELEASED: &str = "\
变更记录:
  - {版本: \"2020-1\", 日期: 2020-08-28}
  - {版本: \"2020-2\", 日期: 2020-11-10, 内容: 删除 1 项，修改 2 项}
下次评估日期: 2021-11-10
";

/// The city's department approves on the sheet, which an office program saves again.
fn approved(office: &Office) {
    let run = office.submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("备案以前要上级对口部门审核同意"), "{}", run.stdout);
    let asked = ["submit", "仓库", "--member", "坦洲镇", "-o", "out/报审", "--stage", "approval"];
    office.done(&asked);
    let sheet = office.path("out/报审/坦洲镇报审材料/审核意见表.xlsx");
    let mut form = Form::open(fs::read(sheet).unwrap());
    let said = "同意。\n\n签字（盖章）：示例　　2020年11月10日";
    form.beside("业务主管部门（上级对口部门）意见", said);
    office.save_by_libreoffice(&form.filled(), "审核意见表", "xls");
    let args = ["submit", "仓库", "--member", "坦洲镇", "--returned", "反馈/审核意见表.xls"];
    let said = office.done(&args);
    assert!(said.contains("上级对口部门同意"), "{said}");
    let line = "{阶段: 审核通过, 日期: 2020-11-10, 版本: \"2020-2\"}";
    assert!(office.text("记录.yaml").contains(line), "{}", office.text("记录.yaml"));
}

/// Whoever receives the bundle verifies it in a folder of its own, without the repository.
fn received(office: &Office) {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(office.path(&format!("{BUNDLE}.zip")), folder.path().join("收到.zip")).unwrap();
    let sm3 = mulu::submit::sm3_hex(&fs::read(office.path(BUNDLE).join("清单.json")).unwrap());
    let args = ["submit", "--verify", "收到.zip", "--sm3", &sm3];
    let run = mulu_with(folder.path(), &args, &[TODAY]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("核对无误"), "{}", run.stdout);
    submit::every_tampering_is_found(&office.path(BUNDLE));
}

/// The bundle is written, kept and recorded; it is verified, and a changed byte is found.
fn submitted(office: &Office) {
    let run = office.submit();
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let zip = format!("{BUNDLE}.zip");
    for what in [BUNDLE, &zip] {
        let said = office.done(&["submit", "仓库", "--verify", what]);
        assert!(said.contains("坦洲镇 2020-2 版") && said.contains("核对无误"), "{said}");
    }
    let changes = texts(&office.path(BUNDLE).join("变更说明.xlsx"));
    assert!(changes.contains("采纳中山市民政局的意见"), "{changes}");
    let result = texts(&office.path(BUNDLE).join(RESULT));
    for text in ["部分采纳", "示例：三天来不及", "已改目录", "维持原稿"] {
        assert!(result.contains(text), "{text}\n{result}");
    }
    let digest = {
        use sha2::Digest;
        let digest = sha2::Sha256::digest(fs::read(office.path(&zip)).unwrap());
        digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let line = format!(
        "  - {{阶段: 备案, 日期: 2020-11-10, 版本: \"2020-2\", 材料: 坦洲镇报审材料.zip, SHA-256: {digest}}}\n"
    );
    assert!(office.text("记录.yaml").ends_with(&line), "{}", office.text("记录.yaml"));
    let kept = |name: &str| fs::read(office.own("备案/2020-2").join(name)).unwrap();
    for name in ["catalogue.json", "清单.json"] {
        assert!(kept(name) == fs::read(office.path(BUNDLE).join(name)).unwrap(), "{name}");
    }
    let before = office.text("记录.yaml");
    assert_eq!(office.submit().status, 0);
    assert_eq!(office.text("记录.yaml"), before, "the same bundle is recorded once");

    let path = office.path(BUNDLE).join("编制说明.docx");
    let bytes = fs::read(&path).unwrap();
    let mut changed = bytes.clone();
    changed[100] ^= 1;
    fs::write(&path, changed).unwrap();
    let run = office.run(&["submit", "仓库", "--verify", BUNDLE]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("“编制说明.docx”内容改动过"), "{}", run.stdout);
    fs::write(&path, bytes).unwrap();
}

/// Two batches: the town of the second is late, that of the first is not, whatever its next version does.
fn late_town(office: &Office) {
    let said = office.done(&["status", "仓库", "--format", "json"]);
    let status: Value = serde_json::from_str(&said).unwrap();
    let body = |name: &str| {
        let bodies = status["members"].as_array().unwrap();
        bodies.iter().find(|body| body["name"] == name).unwrap().clone()
    };
    let (late, done) = (body("小榄镇"), body("坦洲镇"));
    let days = &late["late_working_days"];
    assert_eq!((&late["standing"], days), (&"late".into(), &7.into()), "{late}");
    assert_eq!(done["standing"], "done", "{done}");
    let stages = done["stages"].as_array().unwrap();
    let filed = stages.iter().find(|stage| stage["stage"] == "filed").unwrap();
    assert_eq!(filed["domains"], 19, "the new version was filed today: {done}");
    let said = office.done(&["status", "仓库"]);
    assert!(said.contains("逾期 7 个工作日"), "{said}");
}

/// What was adopted stands in the comparison with the version before, with its reasons; between files
/// as well.
fn differences(office: &Office) {
    let old = format!("仓库/{TOWN}/备案/2020-1/catalogue.json");
    let new = format!("仓库/{TOWN}/备案/2020-2");
    let workbook = format!("{BUNDLE}/坦洲镇政务公开事项标准目录.xlsx");
    for side in ["仓库", &new, &workbook] {
        let run = office.run(&["diff", &old, side, "--format", "json"]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let diff: Value = serde_json::from_str(&run.stdout).unwrap();
        let changes = diff["bodies"][0]["changes"].as_array().unwrap();
        let codes: Vec<&str> =
            changes.iter().map(|change| change["item"]["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["12.002", "19.004", "19.012"], "{side}");
        let left_out = "业务不发生；采纳中山市司法局的意见；说明：示例：镇里没有单独的法治文化阵地";
        assert_eq!(changes[0]["reason"], left_out, "{side}");
        let field = &changes[1]["fields"][0];
        assert_eq!(field["field"], "公开时限");
        assert_eq!(field["new"], "制定或获取信息之日起7个工作日内");
        if side != workbook {
            assert_eq!(
                field["reason"], "采纳中山市民政局的意见；依据：《社会救助暂行办法》",
                "{side}"
            );
        }
    }
}

fn texts(path: &Path) -> String {
    let tables = read_tables(&fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
    let cells = tables.workbook.sheets.iter().flat_map(|sheet| sheet.cells.values());
    cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The forms that the example ships are those above, about the draft as it is.
#[test]
fn the_answers_of_the_example_fit_its_draft() {
    let office = Office::new();
    let own = example().join(TOWN);
    assert_eq!(office.review(&[]).status, 0);
    if std::env::var_os("MULU_UPDATE").is_some() {
        fs::create_dir_all(own.join("反馈")).unwrap();
        for unit in UNITS {
            let name = format!("反馈/征求意见表（{unit}）.xlsx");
            fs::write(own.join(&name), office.answered(unit)).unwrap();
        }
    }
    copy(&own, &office.own(""));
    let run = office.review(&["--read", &format!("仓库/{TOWN}/反馈"), "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let stale = "the draft has changed: read the difference, then run with MULU_UPDATE=1";
    assert_eq!(report["findings"].as_array().unwrap().len(), 0, "{stale}\n{}", run.stdout);
    if std::env::var_os("MULU_UPDATE").is_some() {
        fs::write(own.join(RESULT), office.decided()).unwrap();
        copy(&own, &office.own(""));
    }
    let run = office.review(&["--adopt", &format!("仓库/{TOWN}/{RESULT}")]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("采纳 3 条"), "{}", run.stdout);
}

#[test]
fn a_version_is_filed_once() {
    let office = Office::new();
    office.adopt();
    office.release();
    office.approve();
    let run = office.submit();
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let overlay =
        "修改:\n  - {编码: \"19.006\", 公开时限: 制定或获取信息之日起5个工作日内, 理由: 示例}\n";
    fs::write(office.own("overlays/又改.yaml"), overlay).unwrap();
    // What was changed is reviewed and approved again.
    let args = ["submit", "仓库", "--member", "坦洲镇", "-o", "out/草稿", "--draft"];
    let said = office.done(&args);
    assert!(said.contains("保密审查的是另一稿"), "{said}");
    let list = fs::read(office.path("out/草稿/坦洲镇报审材料/清单.json")).unwrap();
    let list: Value = serde_json::from_slice(&list).unwrap();
    let secrecy = office.text("保密审查.yaml").replace(FINGERPRINT, list["指纹"].as_str().unwrap());
    fs::write(office.own("保密审查.yaml"), secrecy).unwrap();
    office.approve();
    let before =
        (office.text("记录.yaml"), fs::read(office.path(BUNDLE).join("清单.json")).unwrap());
    let run = office.submit();
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains("2020-2 版已经报送过"), "{}", run.stderr);
    let after =
        (office.text("记录.yaml"), fs::read(office.path(BUNDLE).join("清单.json")).unwrap());
    assert!(before == after, "nothing is written");
    for (args, words) in [
        (vec!["--release", "2020-2"], "已经有 2020-2 版了"),
        (vec!["--release", "2020-1"], "已经有 2020-1 版了"),
        (vec!["--release", "2020-3", "--next-review", "2020-01-01"], "不在这一版的日期"),
    ] {
        let run = office.run(&[&["adjust", "仓库", "--member", "坦洲镇"], &args[..]].concat());
        assert!(run.status == 2 && run.stderr.contains(words), "{args:?} {}", run.stderr);
    }
    let run = office.run(&["adjust", "仓库", "--release", "2020-3"]);
    assert!(run.stderr.contains("--member"), "{}", run.stderr);
}

#[test]
fn records_that_cannot_be_continued_stop_everything() {
    let office = Office::new();
    fs::write(office.own("记录.yaml"), "记录: 一\n").unwrap();
    let run = office.review(&["--record"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains("续写不了，什么也没有写"), "{}", run.stderr);
    assert!(!office.path("out").exists());
    assert_eq!(office.text("记录.yaml"), "记录: 一\n");
    fs::remove_file(office.own("记录.yaml")).unwrap();
    assert_eq!(office.review(&["--record"]).status, 0);
    let written = office.text("记录.yaml");
    assert!(written.starts_with("# 进度记录") && written.contains("阶段: 征求意见"), "{written}");
}

#[test]
fn a_profile_that_cannot_be_continued_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mulu.yaml");
    let text = "{名称: 甲县, 层级: 县级, 领域: [社会救助], 版本: \"1\"}\n";
    fs::write(&path, text).unwrap();
    let run = mulu_with(folder.path(), &["adjust", ".", "--release", "2"], &[TODAY]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains("写法改不了，什么也没有写"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}
