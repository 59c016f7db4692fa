//! 征求意见 there and back: forms out, answers in, what is adopted as adjustments.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::forms::Form;
use crate::common::office::convert;
use crate::common::{Run, mulu, tests_folder};

const COUNTY: &str = "名称: 示例县\n层级: 县级\n继承: 无\n";
const TOWN: &str = "\
名称: 甲镇
层级: 乡级
版本: 2026-1
日期: 2026-11-01
编制单位: 甲镇人民政府
牵头单位: {示例: 甲镇民政办公室}
";
const TABLE: &str = "\
编号: X90
名称: 示例
目录:
  - 编码: \"X90.001\"
    事项: [临时救助, 办事指南]
    公开内容: [申请条件, 申请材料]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: 自信息形成或者变更之日起20个工作日内
    公开主体: [甲镇民政办公室, 甲镇财政所]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
  - 编码: \"X90.002\"
    事项: [临时救助, 审核信息]
    公开内容: [审核结果]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: 自信息形成或者变更之日起20个工作日内
    公开主体: [甲镇民政办公室]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
  - 编码: \"X90.010\"
    事项: [临时救助, 资金信息]
    公开内容: [资金使用情况]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: 自信息形成或者变更之日起20个工作日内
    公开主体: [甲镇财政所]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
";
const CIVIL: &str = "征求意见表（甲镇民政办公室）.xlsx";
const FINANCE: &str = "征求意见表（甲镇财政所）.xlsx";

/// A county with one town, whose forms have gone out to the bodies of the items.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in
            [("mulu.yaml", COUNTY), ("drafts/a.yaml", TABLE), ("towns/jia/mulu.yaml", TOWN)]
        {
            office.write(name, text.as_bytes());
        }
        let run = office.run(&["review", ".", "--member", "甲镇", "--by", "body"]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Run {
        mulu(self.folder.path(), args)
    }

    /// An empty form as it went out.
    fn form(&self, name: &str) -> Form {
        Form::open(fs::read(self.path("dist/征求意见/甲镇").join(name)).unwrap())
    }

    /// A form with answers, put into the folder of those that came back.
    fn answer(&self, name: &str, fill: impl FnOnce(&mut Form)) {
        let mut form = self.form(name);
        fill(&mut form);
        self.write(&format!("反馈/{name}"), &form.filled());
    }

    fn read(&self, from: &str) -> Run {
        self.run(&["review", "--by", "body", "--member", "甲镇", "--read", from, "."])
    }

    fn adopt(&self, from: &str) -> Run {
        self.run(&["review", ".", "--member", "甲镇", "--adopt", from])
    }
}

/// The answers of 民政办公室, also those of the forms that LibreOffice saved.
fn civil(form: &mut Form) {
    form.set("X90.001", "部门意见", "修改")
        .set("X90.001", "修改栏目或删除理由", "公开时限")
        .set("X90.001", "修改后内容", "自信息形成或者变更之日起5个工作日内")
        .set("X90.001", "依据", "《社会救助暂行办法》")
        .set("X90.002", "部门意见", "删除")
        .set("X90.002", "修改栏目或删除理由", "业务不发生")
        .set("X90.002", "备注", "镇里不审核")
        .sign("单位（盖章）：", "甲镇民政办公室")
        .sign("经办人：", "张三");
}

/// A county with one town, whose forms are about to be read.
pub fn answered() -> tempfile::TempDir {
    let office = Office::new();
    office.answer(CIVIL, civil);
    office.folder
}

const OVERLAY: &str = "\
# 征求意见后采纳的调整，2026-11-21 由 mulu review --adopt 写出。
修改:
  # 来源：征求意见表（甲镇民政办公室）.xlsx 征求意见表!L5（第 1 号意见）
  - 编码: \"X90.001\"  # 临时救助/办事指南
    公开时限: \"自信息形成或者变更之日起5个工作日内\"
    理由: \"采纳甲镇民政办公室的意见；依据：《社会救助暂行办法》\"
不采用:
  # 来源：征求意见表（甲镇民政办公室）.xlsx 征求意见表!L6（第 2 号意见）
  - 编码: \"X90.002\"  # 临时救助/审核信息
    理由: 业务不发生
    说明: \"采纳甲镇民政办公室的意见；说明：镇里不审核\"
";
const WRITTEN: &str = "towns/jia/overlays/征求意见-2026-11-21.yaml";

#[test]
fn answers_become_adjustments_that_compile() {
    let office = Office::new();
    office.answer(CIVIL, civil);
    let run = office.read("反馈");
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    for line in [
        "甲镇：应反馈 2 个单位，已反馈 1 个",
        "已反馈：甲镇民政办公室，同意 0 项，意见 2 条",
        "未反馈：甲镇财政所",
        "意见 2 条：未定 2",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    assert!(!office.path(WRITTEN).exists(), "nothing is adopted by reading");
    let run = office.adopt("all");
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(office.text(WRITTEN), OVERLAY);
    let run = office.run(&["explain", ".", "X90.001", "--member", "甲镇"]);
    assert!(run.stdout.contains("5个工作日内"), "{}", run.stdout);
    let run = office.run(&["check", ".", "--format", "json"]);
    assert!(!run.stdout.contains("conflicting-layers"), "{}", run.stdout);
    let record = office.text("towns/jia/意见采纳.yaml");
    assert_eq!(
        record.matches("写入: \"overlays/征求意见-2026-11-21.yaml\"").count(),
        2,
        "{record}"
    );
    assert!(record.contains("\"经办人\": \"张三\""), "{record}");
    let again = office.adopt("all");
    assert!(again.stdout.contains("没有要写进调整的意见"), "{}", again.stdout);
}

/// The forms in `tests/fixtures/review` were filled in as by [`civil`] and saved by LibreOffice;
/// `MULU_UPDATE=1` makes them anew.
#[test]
fn forms_saved_by_other_programs_read_the_same() {
    let fixtures = tests_folder("fixtures/review");
    if std::env::var_os("MULU_UPDATE").is_some() {
        save_by_libreoffice(&fixtures);
    }
    for format in ["xlsx", "xls", "ods"] {
        let office = Office::new();
        let file = format!("征求意见表（甲镇民政办公室）.{format}");
        let bytes = fs::read(fixtures.join(format!("answers.{format}"))).unwrap();
        office.write(&format!("反馈/{file}"), &bytes);
        let run = office.read("反馈");
        assert_eq!(
            (run.status, run.stdout.contains("警告")),
            (0, false),
            "{format} {}",
            run.stdout
        );
        office.adopt("all");
        let wanted = OVERLAY.replace(CIVIL, &file);
        assert_eq!(office.text(WRITTEN), wanted, "{format}");
    }
}

fn save_by_libreoffice(fixtures: &Path) {
    let office = Office::new();
    let mut form = office.form(CIVIL);
    civil(&mut form);
    office.write("answers.xlsx", &form.filled());
    fs::create_dir_all(fixtures).unwrap();
    for filter in ["xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97", "ods:calc8"] {
        convert(&[&office.path("answers.xlsx")], filter, fixtures);
    }
}

#[test]
fn two_texts_for_one_field_are_an_error_until_one_is_refused() {
    let office = Office::new();
    office.answer(CIVIL, civil);
    office.answer(FINANCE, |form| {
        form.set("X90.001", "部门意见", "修改")
            .set("X90.001", "修改栏目或删除理由", "公开时限")
            .set("X90.001", "修改后内容", "自信息形成或者变更之日起10个工作日内")
            .set("X90.010", "部门意见", "同意");
    });
    let run = office.read("反馈");
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("意见不一致：甲镇民政办公室"), "{}", run.stdout);
    let run = office.adopt("all");
    assert_eq!(run.status, 1, "the contradiction is still there");
    assert!(!office.text(WRITTEN).contains("公开时限"), "neither side wins silently");

    let record = office.text("towns/jia/意见采纳.yaml");
    let (before, after) = record.split_once("号: 3").expect("the third opinion");
    let after = after.replacen("决定: 未定", "决定: 不采纳", 1).replacen(
        "决定理由: \"\"",
        "决定理由: 按民政的意见",
        1,
    );
    let before = before.replacen("决定: 未定", "决定: 采纳", 1);
    office.write("towns/jia/意见采纳.yaml", format!("{before}号: 3{after}").as_bytes());
    let run = office.adopt("towns/jia/意见采纳.yaml");
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let second = office.text("towns/jia/overlays/征求意见-2026-11-21-2.yaml");
    assert!(second.contains("5个工作日内") && !second.contains("10个工作日内"), "{second}");
}

#[test]
fn decisions_are_read_back_from_the_table() {
    let office = Office::new();
    office.answer(CIVIL, civil);
    office.read("反馈");
    let table = "dist/征求意见/甲镇/意见采纳情况表.xlsx";
    let mut form = Form::open(fs::read(office.path(table)).unwrap());
    form.set("X90.001", "采纳情况", "部分采纳")
        .set("X90.001", "理由", "五天太紧")
        .set("X90.001", "采纳后内容", "自信息形成或者变更之日起7个工作日内")
        .set("X90.002", "采纳情况", "不采纳")
        .set("X90.002", "理由", "镇里要审核");
    office.write("表.xlsx", &form.filled());
    let run = office.adopt("表.xlsx");
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let overlay = office.text(WRITTEN);
    assert!(overlay.contains("7个工作日内") && overlay.contains("采纳理由：五天太紧"), "{overlay}");
    assert!(!overlay.contains("不采用"), "{overlay}");
    let record = office.text("towns/jia/意见采纳.yaml");
    assert!(record.contains("决定: 不采纳\n    决定理由: \"镇里要审核\""), "{record}");
}

/// What a run said to people, with lines that were wrapped put together again.
fn said(run: &Run) -> String {
    run.stdout.replace("\n  │ ", "")
}

/// Whether a report for programs has a finding with this rule, severity, file and cell.
fn has(report: &serde_json::Value, wanted: (&str, &str, &str, Option<&str>)) -> bool {
    let (rule, severity, file, cell) = wanted;
    report["findings"].as_array().unwrap().iter().any(|finding| {
        let place = &finding["location"];
        (&finding["rule"], &finding["severity"]) == (&rule.into(), &severity.into())
            && (place["file"].as_str(), place["cell"].as_str()) == (Some(file), cell)
    })
}

#[test]
fn an_older_draft_an_empty_form_and_a_foreign_one_are_told_apart() {
    let office = Office::new();
    office.answer(CIVIL, civil);
    office.answer(FINANCE, |_| {});
    office.write(
        "反馈/别的.xlsx",
        &fs::read(office.path("dist/征求意见/甲镇").join(FINANCE)).unwrap(),
    );
    office.write("反馈/不是表.xlsx", b"%PDF-1.7\n%%EOF");
    office.write("反馈/没有表.csv", "序号,名称\n1,甲\n".as_bytes());
    office.write(
        "towns/jia/overlays/a.yaml",
        "修改:\n  - 编码: \"X90.001\"\n    公开时限: 自信息形成或者变更之日起15个工作日内\n"
            .as_bytes(),
    );
    let args =
        ["review", "--by", "body", "--member", "甲镇", "--format", "json", "--read", "反馈", "."];
    let run = office.run(&args);
    assert_eq!(run.status, 1);
    let report = serde_json::from_str(&run.stdout).unwrap();
    for finding in [
        ("form-stale", "warning", "反馈/征求意见表（甲镇民政办公室）.xlsx", None),
        ("form-stale", "warning", "反馈/征求意见表（甲镇民政办公室）.xlsx", Some("L5")),
        ("form-empty", "warning", "反馈/征求意见表（甲镇财政所）.xlsx", None),
        ("form-unreadable", "error", "反馈/不是表.xlsx", None),
        ("form-unreadable", "error", "反馈/没有表.csv", None),
    ] {
        assert!(has(&report, finding), "{finding:?}\n{}", run.stdout);
    }
    let now = "现在是“自信息形成或者变更之日起15个工作日内”";
    assert!(run.stdout.contains(now), "{}", run.stdout);
    assert!(run.stderr.contains("未反馈：甲镇财政所"), "{}", run.stderr);
    let run = office.adopt("all");
    assert!(said(&run).contains("第 1 号意见写进 overlays/a.yaml 第3行"), "{}", run.stdout);
}

#[test]
fn a_form_of_another_body_is_refused() {
    let office = Office::new();
    office.answer(CIVIL, civil);
    let text = office.text("towns/jia/mulu.yaml").replace("名称: 甲镇", "名称: 乙镇");
    office.write("towns/jia/mulu.yaml", text.as_bytes());
    let run = office.run(&["review", ".", "--member", "乙镇", "--read", "反馈"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("这份表是“甲镇”的目录的，这里是 乙镇，没有读"), "{}", run.stdout);
    assert!(!office.path("towns/jia/意见采纳.yaml").exists());
}

#[test]
fn a_retyped_table_is_read_by_its_headings() {
    let office = Office::new();
    let csv = "征求意见单位：,甲镇民政办公室\n事项,意见,栏目,修改后,备注\n\
        临时救助/审核信息,同意,,,\n临时救助/办事指南,修改,公开渠道,政府网站、公开查阅点,\n\
        临时救助/没有的,修改,公开渠道,政府网站,\n临时救助/资金信息,修改,,改一改,\n\
        临时救助/资金信息,不清楚,,,\n";
    office.write("反馈/回复.csv", csv.as_bytes());
    let run = office.read("反馈/回复.csv");
    assert_eq!(run.status, 1);
    for line in [
        "表上没有草案指纹",
        "没有“临时救助/没有的”",
        "没有选改哪一栏",
        "“部门意见”写的是“不清楚”",
        "已反馈：甲镇民政办公室，同意 1 项，意见 2 条",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    let run = office.adopt("all");
    assert!(run.stdout.contains("第 2 号意见没有写进调整：没有写改哪一栏"), "{}", run.stdout);
    let overlay = office.text(WRITTEN);
    assert!(overlay.contains("公开渠道: {选用: [\"政府网站\", \"公开查阅点\"]}"), "{overlay}");
}

#[test]
fn reading_again_changes_nothing_and_an_answer_that_changed_is_taken_over() {
    let office = Office::new();
    office.answer(CIVIL, civil);
    office.read("反馈");
    let before = office.text("towns/jia/意见采纳.yaml");
    office.read("反馈");
    assert_eq!(office.text("towns/jia/意见采纳.yaml"), before);
    office.answer(CIVIL, |form| {
        form.set("X90.001", "部门意见", "同意").set("X90.002", "部门意见", "不属本部门");
    });
    office.read("反馈");
    let after = office.text("towns/jia/意见采纳.yaml");
    assert!(
        after.contains("同意: [\"X90.001\"]") && after.contains("意见: \"不属本部门\""),
        "{after}"
    );
    assert!(!after.contains("公开时限"), "{after}");
}

#[test]
fn more_opinions_are_written_below_the_table() {
    let office = Office::new();
    office.answer(CIVIL, |form| {
        form.set("X90.001", "部门意见", "同意")
            .set_below("补充意见", 1, "编码", "X90.001")
            .set_below("补充意见", 1, "部门意见", "修改")
            .set_below("补充意见", 1, "修改栏目或删除理由", "公开内容（要素）")
            .set_below("补充意见", 1, "修改后内容", "申请条件\n办理流程")
            .set_below("补充意见", 2, "部门意见", "新增")
            .set_below("补充意见", 2, "修改后内容", "增加：临时救助咨询电话");
    });
    let run = office.read("反馈");
    assert!(run.stdout.contains("同意 1 项，意见 2 条，空着 1 项"), "{}", run.stdout);
    let run = office.adopt("all");
    assert!(run.stdout.contains("新增事项要写全各栏"), "{}", run.stdout);
    let overlay = office.text(WRITTEN);
    assert!(overlay.contains("公开内容: [\"申请条件\", \"办理流程\"]"), "{overlay}");
}

#[test]
fn forms_are_the_same_every_time() {
    let (one, other) = (Office::new(), Office::new());
    let bytes = |office: &Office| fs::read(office.path("dist/征求意见/甲镇").join(CIVIL)).unwrap();
    assert!(bytes(&one) == bytes(&other));
}
