//! 报审报备: what is needed, what the bundle holds, how it is verified; and 动态调整.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use mulu::input::tables::{ReadOptions, read_tables};

use crate::common::forms::Form;
use crate::common::office::{OFFICE, convert, have};
use crate::common::{Run, mulu};

const PROFILE: &str = "\
名称: 示例县
层级: 县级
继承: 无
版本: 2026-1
日期: 2026-11-01
编制单位: 示例县人民政府办公室
牵头单位: {示例: 示例县民政局}
报送: {报送机关: 示例市人民政府办公室, 公布栏目: 示例县政府网站政务公开栏, 联系人: 张三, 联系电话: '12345'}
下次评估日期: 2027-11-01
变更记录: [{版本: 2025-1, 日期: 2025-11-01, 内容: 第一版}]
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
    公开主体: [示例县民政局]
    公开渠道: {选用: [政府网站]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
";
const RECORD: &str = "\
反馈: [{单位: 示例县民政局, 表: 甲.xlsx, 读入日期: 2026-10-20, 同意: ['X90.001']}]
意见:
  - {号: 1, 单位: 示例县财政局, 编码: 'X90.001', 事项: 临时救助/办事指南, 意见: 修改, 栏目: 公开时限, 内容: 十天, 决定: 不采纳, 决定理由: 没有依据}
";
pub const SECRECY: &str = "\
审查单位: 示例县保密委员会办公室
审查人: 李四
审查日期: 2026-10-25
草案指纹: 7436-79a1-f59d-f416
审查内容:
  是否含有国家秘密: 否
  是否含有工作秘密: 否
  是否含有法律、行政法规禁止公开的政府信息: 否
  公开后是否危及国家安全、公共安全、经济安全、社会稳定: 否
  是否含有公开会损害他人合法权益的商业秘密: 否
  是否含有公开会损害他人合法权益的个人隐私: 否
  是否含有其他不宜公开的内容: 否
审查结论: 同意公开
";
const BUNDLE: &str = "材料/示例县报审材料";
pub const FILES: [&str; 14] = [
    "catalogue.csv",
    "catalogue.json",
    "保密审查表.xlsx",
    "变更说明.xlsx",
    "备案报告.docx",
    "审核意见表.xlsx",
    "待核清单.xlsx",
    "意见采纳情况表.xlsx",
    "未涉及领域和事项说明.xlsx",
    "汇总表.xlsx",
    "清单.json",
    "示例县政务公开事项标准目录.xlsx",
    "编制说明.docx",
    "部门任务分工表.xlsx",
];

/// A county whose catalogue is ready to be submitted.
pub fn county() -> tempfile::TempDir {
    let office = Office { folder: tempfile::tempdir().unwrap() };
    for (name, text) in [
        ("mulu.yaml", PROFILE),
        ("drafts/a.yaml", TABLE),
        ("意见采纳.yaml", RECORD),
        ("保密审查.yaml", SECRECY),
    ] {
        office.write(name, text.as_bytes());
    }
    office.folder
}

/// Changes the text of a file, which must hold what is replaced.
pub fn replace(folder: &Path, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(folder.join(name), text.replace(from, to)).unwrap();
}

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self { folder: county() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        replace(self.folder.path(), name, from, to);
    }

    fn run(&self, args: &[&str]) -> Run {
        mulu(self.folder.path(), args)
    }

    fn submit(&self) -> Run {
        self.run(&["submit", ".", "-o", "材料"])
    }

    fn verify(&self, what: &str) -> Run {
        self.run(&["submit", ".", "--verify", what])
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.path(BUNDLE)).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        entries.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
    }

    /// All texts of a workbook of the bundle.
    fn texts(&self, name: &str) -> String {
        let bytes = fs::read(self.path(BUNDLE).join(name)).unwrap();
        let tables = read_tables(&bytes, &ReadOptions::default()).unwrap();
        let cells = tables.workbook.sheets.iter().flat_map(|sheet| sheet.cells.values());
        cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The text of a document of the bundle, a paragraph a line.
    fn document(&self, name: &str) -> String {
        let xml = part(&fs::read(self.path(BUNDLE).join(name)).unwrap(), "word/document.xml");
        let paragraphs = xml.split("</w:p>").map(|paragraph| {
            let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
            texts.map(|text| text.split("</w:t>").next().unwrap()).collect::<String>()
        });
        paragraphs.collect::<Vec<_>>().join("\n")
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_bundle_holds_every_paper_and_is_verified() {
    let office = Office::new();
    let run = office.submit();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert_eq!(office.files().keys().map(String::as_str).collect::<Vec<_>>(), FILES);
    for what in [BUNDLE, "材料/示例县报审材料.zip"] {
        let run = office.verify(what);
        assert_eq!(run.status, 0, "{}", run.stdout);
        assert!(run.stdout.contains("核对无误"), "{}", run.stdout);
    }
    assert!(!office.texts("汇总表.xlsx").contains("草"), "no draft");
}

#[test]
fn documents_are_written_from_the_data() {
    let office = Office::new();
    office.submit();
    let report = office.document("备案报告.docx");
    for line in [
        "示例市人民政府办公室：",
        "一、编制过程",
        "征求 1 个单位的意见，1 个单位反馈（2026年10月20日）。收到意见 1 条，采纳 0 条，部分采纳 0 条，不采纳 1 条",
        "保密审查由示例县保密委员会办公室负责，2026年10月25日完成，结论：同意公开。",
        "目录包括 1 个领域、1 个事项，其中县级公开 1 项，乡级公开 1 项",
        "在示例县政府网站政务公开栏公布",
        "下次评估日期：2027年11月1日。",
        "示例县人民政府办公室\n2026年11月1日",
        "（联系人：张三，联系电话：12345）",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
    let explanation = office.document("编制说明.docx");
    assert!(explanation.contains("2025-1\n2025年11月1日\n第一版"), "{explanation}");
}

#[test]
fn what_is_missing_is_listed_and_nothing_is_written() {
    let office = Office::new();
    office.replace("意见采纳.yaml", "决定: 不采纳, 决定理由: 没有依据", "决定: 未定");
    office.replace("保密审查.yaml", "审查人: 李四", "审查人: ''");
    office.replace("保密审查.yaml", "  是否含有工作秘密: 否\n", "");
    office.replace("drafts/a.yaml", "    公开时限: 自信息形成或者变更之日起20个工作日内\n", "");
    let run = office.submit();
    assert_eq!(run.status, 1);
    for line in [
        "还不能报送，没有写出",
        "校验有 1 个错误",
        "第 1 号意见（示例县财政局，临时救助/办事指南）还没有定采纳不采纳",
        "保密审查没有填“审查人”",
        "保密审查没有回答“是否含有工作秘密”",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    assert!(!office.path("材料").exists());
    let run = office.run(&["submit", ".", "-o", "材料", "--draft"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(run.stdout.contains("正式报送前还缺"), "{}", run.stdout);
}

#[test]
fn a_catalogue_without_opinions_or_review_is_refused_unless_waived() {
    let office = Office::new();
    fs::remove_file(office.path("意见采纳.yaml")).unwrap();
    fs::remove_file(office.path("保密审查.yaml")).unwrap();
    let run = office.submit();
    assert!(
        run.stdout.contains("没有征求意见的记录") && run.stdout.contains("没有保密审查"),
        "{}",
        run.stdout
    );
    office.write("意见采纳.yaml", "免征求理由: 只改了错字\n反馈: []\n意见: []\n".as_bytes());
    office.write("保密审查.yaml", SECRECY.as_bytes());
    let run = office.submit();
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(office.document("备案报告.docx").contains("没有征求意见：只改了错字。"));
}

#[test]
fn a_draft_says_so_on_every_page() {
    let office = Office::new();
    office.run(&["submit", ".", "-o", "材料", "--draft"]);
    for (name, bytes) in office.files() {
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("xlsx") => {
                let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
                let names: Vec<String> =
                    archive.file_names().map(|name| name.unwrap().into_owned()).collect();
                for sheet in names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")) {
                    let mut xml = String::new();
                    archive.by_name(sheet).unwrap().read_to_string(&mut xml).unwrap();
                    assert!(xml.contains("草　　稿"), "{name} {sheet}");
                }
            }
            Some("docx") => {
                assert!(part(&bytes, "word/header1.xml").contains("草　　稿"), "{name}")
            }
            _ => {}
        }
    }
    assert!(String::from_utf8_lossy(&office.files()["清单.json"]).contains("\"草稿\": true"));
}

#[test]
fn the_secrecy_review_may_be_the_filled_form() {
    let office = Office::new();
    fs::remove_file(office.path("保密审查.yaml")).unwrap();
    office.run(&["submit", ".", "-o", "材料", "--draft"]);
    let mut form = Form::open(office.files()["保密审查表.xlsx"].clone());
    for question in mulu::submit::QUESTIONS {
        form.set(question, "审查结果（是/否）", "否");
    }
    form.sign("审查结论：", "同意公开")
        .sign("审查单位（盖章）：", "县保密办")
        .sign("审查人（签字）：", "李四");
    office.write("保密审查表.xlsx", &form.filled());
    let run = office.submit();
    assert!(run.stdout.contains("保密审查没有填“审查日期”"), "{}", run.stdout);
    form.sign("审查日期：", "2026年10月25日");
    office.write("保密审查表.xlsx", &form.filled());
    let run = office.run(&["submit", ".", "-o", "材料", "--force"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    office.replace("drafts/a.yaml", "20个工作日", "10个工作日");
    let run = office.submit();
    assert!(run.stdout.contains("保密审查的是另一稿"), "{}", run.stdout);
}

/// The answers are about the text whose fingerprint is printed on the form, whatever program saved it.
#[test]
fn the_secrecy_answers_are_bound_to_the_fingerprint_in_every_form() {
    let office = Office::new();
    fs::remove_file(office.path("保密审查.yaml")).unwrap();
    office.run(&["submit", ".", "-o", "材料", "--draft"]);
    let mut form = Form::open(office.files()["保密审查表.xlsx"].clone());
    for question in mulu::submit::QUESTIONS {
        form.set(question, "审查结果（是/否）", "否");
    }
    form.sign("审查结论：", "同意公开").sign("审查单位（盖章）：", "县保密办");
    form.sign("审查人（签字）：", "李四").sign("审查日期：", "2026年10月25日");
    let filled = form.filled();
    let mut files = vec![("保密审查表.csv", as_csv(&filled).into_bytes())];
    if have(&[OFFICE]) {
        let folder = tempfile::tempdir().unwrap();
        let sources = ["html", "ods", "xls"].map(|format| {
            let source = folder.path().join("保密审查表.xlsx");
            fs::write(&source, &filled).unwrap();
            convert(&[&source], format, folder.path());
            folder.path().join(format!("保密审查表.{format}"))
        });
        convert(&[&sources[0]], "docx:MS Word 2007 XML", folder.path());
        for name in ["保密审查表.ods", "保密审查表.xls", "保密审查表.docx"] {
            files.push((name, fs::read(folder.path().join(name)).unwrap()));
        }
    }
    for (name, bytes) in &files {
        office.write(name, bytes);
        let run = office.run(&["submit", ".", "-o", &format!("好/{name}")]);
        assert_eq!(run.status, 0, "{name} {}{}", run.stdout, run.stderr);
        fs::remove_file(office.path(name)).unwrap();
    }
    office.replace("drafts/a.yaml", "20个工作日", "10个工作日");
    for (name, bytes) in &files {
        office.write(name, bytes);
        let run = office.run(&["submit", ".", "-o", "别的"]);
        assert!(run.stdout.contains("保密审查的是另一稿"), "{name} {}", run.stdout);
        fs::remove_file(office.path(name)).unwrap();
    }
    office.write("保密审查表.xlsx", &filled);
    office.write("保密审查.yaml", SECRECY.as_bytes());
    let run = office.submit();
    assert!(run.status == 2 && run.stderr.contains("保密审查有两份"), "{}", run.stderr);
}

/// The first sheet of a workbook as csv.
fn as_csv(workbook: &[u8]) -> String {
    let tables = read_tables(workbook, &ReadOptions::default()).unwrap();
    let sheet = &tables.workbook.sheets[0];
    let line = |row| {
        let cell =
            |column| sheet.text(mulu::source::CellRef::new(row, column)).replace('"', "\"\"");
        (0..4).map(|column| format!("\"{}\"", cell(column))).collect::<Vec<_>>().join(",")
    };
    (0..sheet.size().0).map(|row| format!("{}\r\n", line(row))).collect()
}

/// Each form may have its own paper.
#[test]
fn forms_are_printed_on_the_paper_that_was_chosen() {
    let office = Office::new();
    let args = ["submit", ".", "-o", "材料", "--draft", "--paper", "A3", "--paper"];
    let run = office.run(&[&args[..], &["汇总表=A4", "--paper", "审核意见表=A3"]].concat());
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let paper = |name: &str| {
        let xml = part(&office.files()[name], "xl/worksheets/sheet1.xml");
        let size = xml.split("paperSize=\"").nth(1).unwrap();
        size.split('"').next().unwrap().to_owned()
    };
    for (name, wanted) in [
        ("汇总表.xlsx", "9"),
        ("审核意见表.xlsx", "8"),
        ("保密审查表.xlsx", "9"),
        ("变更说明.xlsx", "8"),
        ("待核清单.xlsx", "8"),
        ("部门任务分工表.xlsx", "8"),
        ("意见采纳情况表.xlsx", "8"),
        ("示例县政务公开事项标准目录.xlsx", "8"),
    ] {
        assert_eq!(paper(name), wanted, "{name}");
    }
    let run = office.run(&["submit", ".", "-o", "材料", "--draft", "--paper", "总表=A3"]);
    assert!(run.status == 2 && run.stderr.contains("没有“总表”这张表"), "{}", run.stderr);
}

#[test]
fn a_changed_byte_a_lost_file_and_a_strange_one_are_found() {
    let office = Office::new();
    office.submit();
    let path = office.path(BUNDLE).join("汇总表.xlsx");
    let before = fs::read(&path).unwrap();
    let mut bytes = before.clone();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&path, bytes).unwrap();
    let run = office.verify(BUNDLE);
    assert_eq!(
        (run.status, run.stdout.contains("“汇总表.xlsx”内容改动过")),
        (1, true),
        "{}",
        run.stdout
    );
    fs::remove_file(&path).unwrap();
    assert!(office.verify(BUNDLE).stdout.contains("缺少“汇总表.xlsx”"));
    fs::write(&path, before).unwrap();
    fs::write(office.path(BUNDLE).join("多的.txt"), "甲").unwrap();
    assert!(office.verify(BUNDLE).stdout.contains("“多的.txt”不在清单里"));
    fs::remove_file(office.path(BUNDLE).join("清单.json")).unwrap();
    let run = office.verify(BUNDLE);
    assert_eq!((run.status, run.stdout.contains("没有 清单.json")), (1, true), "{}", run.stdout);
}

#[test]
fn what_is_hidden_or_was_added_is_found() {
    let office = Office::new();
    office.submit();
    let at = |name: &str| office.path(BUNDLE).join(name);
    fs::write(at("Thumbs.db"), "").unwrap();
    let run = office.verify(BUNDLE);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(run.stdout.contains("提示  “Thumbs.db”是系统或者办公软件留下的"), "{}", run.stdout);
    fs::write(at(".隐藏.xlsx"), "甲").unwrap();
    fs::create_dir(at("附件")).unwrap();
    let run = office.verify(BUNDLE);
    assert_eq!(run.status, 1, "{}", run.stdout);
    for name in [".隐藏.xlsx", "附件/"] {
        assert!(run.stdout.contains(&format!("“{name}”不在清单里")), "{}", run.stdout);
    }

    let zip = office.path("材料/示例县报审材料.zip");
    let packed = fs::read(&zip).unwrap();
    fs::write(&zip, [b"PK\x03\x04 another file", packed.as_slice()].concat()).unwrap();
    let run = office.verify("材料/示例县报审材料.zip");
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("压缩包前面有多余的内容"), "{}", run.stdout);
}

#[test]
fn a_list_with_another_edition_or_day_is_found() {
    let office = Office::new();
    office.submit();
    let list = office.path(BUNDLE).join("清单.json");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replace("\"2026-1\"", "\"2099-9\"").replace("2026-11-01", "2099-09-09"))
        .unwrap();
    let run = office.verify(BUNDLE);
    assert_eq!(run.status, 1, "{}", run.stdout);
    for line in [
        "清单上的版本是 2099-9，目录现在是 2026-1",
        "清单上的日期是 2099-09-09，目录现在是 2026-11-01",
    ] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
}

#[test]
fn a_bundle_of_another_catalogue_is_told() {
    let office = Office::new();
    office.submit();
    office.replace("drafts/a.yaml", "20个工作日", "10个工作日");
    let run = office.verify("材料/示例县报审材料.zip");
    assert_eq!(
        (run.status, run.stdout.contains("不是由现在的目录做的")),
        (1, true),
        "{}",
        run.stdout
    );
}

#[test]
fn the_same_repository_gives_the_same_bundle() {
    let zip = |office: &Office| fs::read(office.path("材料/示例县报审材料.zip")).unwrap();
    let (one, other) = (Office::new(), Office::new());
    one.submit();
    other.submit();
    assert!(zip(&one) == zip(&other));
}

#[test]
fn changes_are_against_the_version_filed_last() {
    let office = Office::new();
    office.submit();
    assert!(office.texts("变更说明.xlsx").contains("第一次报送"));
    for (version, days) in [("2024-1", "3个工作日"), ("2025-1", "5个工作日")] {
        let text = String::from_utf8(office.files()["catalogue.json"].clone()).unwrap();
        let filed =
            text.replace("2026-1", version).replace("2026-11-01", &version.replace("-1", "-11-01"));
        let filed = filed.replace("20个工作日", days);
        office.write(&format!("备案/{version}/catalogue.json"), filed.as_bytes());
    }
    assert_eq!(office.submit().status, 0);
    let changes = office.texts("变更说明.xlsx");
    assert!(changes.contains("5个工作日") && !changes.contains("3个工作日"), "{changes}");
    assert!(office.document("备案报告.docx").contains("与备案的 2025-1 版相比，有变化的 1 项"));
}

const TOWN: &str = "名称: 甲镇\n层级: 乡级\n版本: 2026-1\n牵头单位: {示例: 甲镇民政办公室}\n下次评估日期: 2027-11-01\n";

fn adjusted(overlay: &str, word: &str) -> (Run, String) {
    let office = Office::new();
    office.write("towns/jia/mulu.yaml", TOWN.as_bytes());
    office.write("towns/jia/overlays/a.yaml", overlay.as_bytes());
    let run = office.run(&["adjust", ".", word, "-o", "表.xlsx", "--member", "甲镇"]);
    let text = match fs::read(office.path("表.xlsx")) {
        Ok(bytes) => Form::open(bytes).text(),
        Err(_) => String::new(),
    };
    (run, text)
}

#[test]
fn an_application_shows_what_changes_and_why() {
    let overlay = "修改:\n  - {编码: 'X90.001', 公开时限: 5个工作日内, 理由: 镇里提前}\n";
    let (run, form) = adjusted(overlay, "X90.001");
    assert_eq!(run.status, 0, "{}", run.stderr);
    for text in [
        "□新增　☑变更　□删除",
        "自信息形成或者变更之日起20个工作日内",
        "5个工作日内",
        "镇里提前",
        "甲镇民政办公室",
        "2027年11月1日",
    ] {
        assert!(form.contains(text), "{text}\n{form}");
    }
    assert!(!form.contains("公开渠道"), "only what changes: {form}");
}

#[test]
fn an_application_for_an_item_left_out_or_added() {
    let overlay = "不采用:\n  - {编码: 'X90.001', 理由: 业务不发生, 说明: 镇里没有}\n";
    let (run, form) = adjusted(overlay, "X90.001");
    assert_eq!(run.status, 0, "{}", run.stderr);
    for text in ["□新增　□变更　☑删除", "业务不发生\n镇里没有", "申请条件\n申请材料"]
    {
        assert!(form.contains(text), "{text}\n{form}");
    }
    let overlay = "新增:\n  - {领域: 示例, 编码: 'X90.Z01', 事项: [临时救助, 公示], 公开内容: [名单], 理由: 镇里要公示}\n";
    let (run, form) = adjusted(overlay, "X90.Z01");
    assert_eq!(run.status, 0, "{}", run.stderr);
    for text in ["☑新增　□变更　□删除", "名单", "镇里要公示"] {
        assert!(form.contains(text), "{text}\n{form}");
    }
}

#[test]
fn an_item_that_nobody_changed_has_no_application() {
    let (run, _) = adjusted("修改: []\n", "X90.001");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("没有一个单位调整过“X90.001”"), "{}", run.stderr);
}

/// The bundle in a folder of whoever received it: no repository is there.
fn received(office: &Office) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    crate::common::copy(&office.path(BUNDLE), &folder.path().join("收到"));
    fs::copy(office.path("材料/示例县报审材料.zip"), folder.path().join("收到.zip")).unwrap();
    folder
}

fn sm3_of_list(folder: &Path) -> String {
    mulu::submit::sm3_hex(&fs::read(folder.join("收到/清单.json")).unwrap())
}

/// Another content for a file of a received bundle, with the list made to agree.
fn change_with_list(bundle: &Path, name: &str) {
    let before = fs::read(bundle.join(name)).unwrap();
    let after = [before.as_slice(), b" "].concat();
    let record = |bytes: &[u8]| mulu::submit::FileRecord::of(name, bytes);
    let (old, new) = (record(&before), record(&after));
    fs::write(bundle.join(name), after).unwrap();
    let list = fs::read_to_string(bundle.join("清单.json")).unwrap();
    let list = list.replace(&old.sha256, &new.sha256).replace(&old.sm3, &new.sm3);
    let list =
        list.replace(&format!("\"字节\": {},", old.bytes), &format!("\"字节\": {},", new.bytes));
    fs::write(bundle.join("清单.json"), list).unwrap();
}

#[test]
fn whoever_receives_a_bundle_needs_no_repository() {
    let office = Office::new();
    office.submit();
    let folder = received(&office);
    let verify = |args: &[&str]| mulu(folder.path(), &[&["submit", "--verify"], args].concat());
    let sm3 = sm3_of_list(folder.path());
    for what in ["收到", "收到.zip"] {
        let run = verify(&[what]);
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
        for line in [
            "示例县 2026-1 版，日期 2026-11-01，13 个文件",
            &format!("清单的 SM3：{sm3}"),
            "核对无误：材料完整，没有改动过，清单和材料里的目录一致",
            "请打电话核对清单的 SM3",
        ] {
            assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
        }
        let spoken: Vec<String> = sm3
            .as_bytes()
            .chunks(4)
            .map(|four| String::from_utf8(four.to_vec()).unwrap())
            .collect();
        let run = verify(&[what, "--sm3", &spoken.join(" ")]);
        assert_eq!(run.status, 0, "{}", run.stdout);
        assert!(run.stdout.contains("和报送单位给的一致"), "{}", run.stdout);
    }
    let run = verify(&["收到", "--sm3", &sm3[..8]]);
    assert!(run.status == 1 && run.stdout.contains("看不准"), "{}", run.stdout);
}

#[test]
fn a_file_that_was_changed_together_with_its_list_is_found() {
    let office = Office::new();
    office.submit();
    let folder = received(&office);
    let sm3 = sm3_of_list(folder.path());
    change_with_list(&folder.path().join("收到"), "汇总表.xlsx");
    let run = mulu(folder.path(), &["submit", "--verify", "收到", "--sm3", &sm3]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("清单不是报送单位的那一份"), "{}", run.stdout);
    change_with_list(&office.path(BUNDLE), "汇总表.xlsx");
    let run = office.verify(BUNDLE);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("和备案时留下的清单不一样"), "{}", run.stdout);
}

#[test]
fn another_edition_day_or_file_is_found_without_a_repository() {
    let office = Office::new();
    office.submit();
    for (from, to, told) in [
        ("\"2026-1\"", "\"2099-9\"", "清单上的版本是 2099-9，材料里的目录是 2026-1"),
        ("2026-11-01", "2099-09-09", "清单上的日期是 2099-09-09，材料里的目录是 2026-11-01"),
        ("\"示例县\"", "\"别的县\"", "清单上的单位是“别的县”，材料里的目录是“示例县”"),
        ("7436-", "0000-", "清单上的指纹是 0000-"),
    ] {
        let folder = received(&office);
        replace(folder.path(), "收到/清单.json", from, to);
        let run = mulu(folder.path(), &["submit", "--verify", "收到"]);
        assert!(run.status == 1 && run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    let folder = received(&office);
    fs::write(folder.path().join("收到/补充.docx"), "甲").unwrap();
    let run = mulu(folder.path(), &["submit", "--verify", "收到"]);
    assert!(run.status == 1 && run.stdout.contains("“补充.docx”不在清单里"), "{}", run.stdout);
}

/// Puts a second entry with the name of one that is there into an archive.
fn add_second_entry(zip: &Path) {
    let mut archive = zip::ZipWriter::new_append(
        fs::OpenOptions::new().read(true).write(true).open(zip).unwrap(),
    )
    .unwrap();
    archive.start_file("汇总裱.xlsx", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, "别的".as_bytes()).unwrap();
    archive.finish().unwrap();
    // The two names have as many bytes.
    let bytes = fs::read(zip).unwrap();
    let (other, same) = ("汇总裱.xlsx".as_bytes(), "汇总表.xlsx".as_bytes());
    let mut at = 0;
    let mut renamed = bytes.clone();
    while let Some(found) = bytes[at..].windows(other.len()).position(|window| window == other) {
        renamed[at + found..at + found + other.len()].copy_from_slice(same);
        at += found + other.len();
    }
    fs::write(zip, renamed).unwrap();
}

#[test]
fn a_second_entry_of_the_same_name_is_found() {
    let office = Office::new();
    office.submit();
    let folder = received(&office);
    add_second_entry(&folder.path().join("收到.zip"));
    let run = mulu(folder.path(), &["submit", "--verify", "收到.zip"]);
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("有同名的部件"), "{}", run.stdout);
}

/// Whoever receives a bundle, in a folder without the repository, finds it whole, and finds each thing that
/// somebody did to it on the way.
pub fn every_tampering_is_found(bundle: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("收到");
    let zip = PathBuf::from(format!("{}.zip", bundle.display()));
    crate::common::copy(bundle, &here);
    fs::copy(zip, folder.path().join("收到.zip")).unwrap();
    let list = fs::read(here.join("清单.json")).unwrap();
    let sm3 = mulu::submit::sm3_hex(&list);
    let verify = |more: &[&str]| mulu(folder.path(), &[&["submit", "--verify"], more].concat());
    let found = |more: &[&str], told: &str| {
        let run = verify(more);
        assert_eq!(run.status, 1, "{told}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains(told), "{told}: {}", run.stdout);
    };
    for what in ["收到", "收到.zip"] {
        let run = verify(&[what, "--sm3", &sm3]);
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("核对无误"), "{}", run.stdout);
    }
    let stated: serde_json::Value = serde_json::from_slice(&list).unwrap();
    for key in ["版本", "日期"] {
        let before = format!("\"{key}\": \"{}\"", stated[key].as_str().unwrap());
        let other = if key == "版本" { "2099-9" } else { "2099-09-09" };
        replace(&here, "清单.json", &before, &format!("\"{key}\": \"{other}\""));
        found(&["收到"], &format!("清单上的{key}是 {other}"));
        fs::write(here.join("清单.json"), &list).unwrap();
    }
    fs::write(here.join("补充.docx"), "甲").unwrap();
    found(&["收到"], "“补充.docx”不在清单里");
    fs::remove_file(here.join("补充.docx")).unwrap();
    change_with_list(&here, "汇总表.xlsx");
    found(&["收到", "--sm3", &sm3], "清单不是报送单位的那一份");
    add_second_entry(&folder.path().join("收到.zip"));
    found(&["收到.zip"], "有同名的部件");
}

#[test]
fn a_unit_that_has_not_answered_stops_a_submission_unless_it_is_let_off() {
    let office = Office::new();
    office.replace("意见采纳.yaml", "单位: 示例县民政局, 表", "单位: 示例县财政局, 表");
    let run = office.submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("1 个单位还没有反馈：示例县民政局"), "{}", run.stdout);
    let run = office.run(&["review", ".", "--waive", "催了两次没有反馈，按没有意见处理"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("不等 1 个单位的反馈：示例县民政局"), "{}", run.stdout);
    let run = office.submit();
    assert_eq!(run.status, 0, "{}", run.stdout);
    let told = "示例县民政局没有反馈（催了两次没有反馈，按没有意见处理）。";
    let report = office.document("备案报告.docx");
    assert!(report.contains(told), "{report}");
}

#[test]
fn a_report_without_a_recipient_or_with_too_early_a_day_is_not_filed() {
    let office = Office::new();
    office.replace("mulu.yaml", "报送机关: 示例市人民政府办公室, ", "");
    office.replace("mulu.yaml", "日期: 2026-11-01\n编制", "日期: 2026-10-01\n编制");
    let run = office.submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    for told in ["没有写报给谁备案", "目录的日期 2026-10-01 早于保密审查的 2026-10-25"]
    {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
}

#[test]
fn the_secrecy_review_says_which_text_it_is_about() {
    let office = Office::new();
    office.replace("保密审查.yaml", "草案指纹: 7436-79a1-f59d-f416\n", "");
    let run = office.submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("把指纹 7436-79a1-f59d-f416 写在“草案指纹”里"), "{}", run.stdout);
}

#[test]
fn what_has_to_be_approved_first_is_not_filed_before() {
    let office = Office::new();
    office.replace("mulu.yaml", "报送: {", "报送: {备案前审核: 上级对口部门、主要负责人, ");
    let run = office.submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("备案以前要上级对口部门审核同意"), "{}", run.stdout);
    let run = office.run(&["submit", ".", "-o", "材料", "--stage", "approval"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    let mut form = Form::open(office.files()["审核意见表.xlsx"].clone());
    form.beside("业务主管部门（上级对口部门）意见", "同意。\n签字（盖章）：张三　2026年11月3日");
    form.beside("政务公开办公室意见", "再想想\n签字（盖章）：");
    office.write("回/审核意见表.xlsx", &form.filled());
    let run = office.run(&["submit", ".", "--returned", "回/审核意见表.xlsx"]);
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    for told in [
        "示例县：审核意见 1 条",
        "政务公开办公室写的“再想想”看不出同意不同意",
        "上级对口部门同意；备案前还要主要负责人同意",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    let head = ["submit", ".", "--reviewer", "主要负责人", "--reviewed-on", "2026-11-05"];
    let run = office.run(&head);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let notes = fs::read_to_string(office.path("记录.yaml")).unwrap();
    assert!(notes.contains("{阶段: 审核通过, 日期: 2026-11-05, 版本: \"2026-1\"}"), "{notes}");
    let run = office.submit();
    assert_eq!(run.status, 0, "{}", run.stdout);
    let report = office.document("备案报告.docx");
    let told = "上级对口部门2026年11月3日审核同意；主要负责人2026年11月5日审核同意。";
    assert!(report.contains(told), "{report}");
}

#[test]
fn a_refusal_or_a_sheet_of_another_text_stops_a_submission() {
    let office = Office::new();
    let refuse = ["submit", ".", "--reviewer", "合法性审核", "--result", "不同意"];
    let run = office.run(&refuse);
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    let run = office.submit();
    assert!(run.status == 1 && run.stdout.contains("合法性审核对这一稿的审核意见是不同意"));
    office.run(&["submit", ".", "-o", "材料", "--draft"]);
    let mut form = Form::open(office.files()["审核意见表.xlsx"].clone());
    form.beside("主要负责人签批", "同意");
    office.write("回.xlsx", &form.filled());
    office.replace("drafts/a.yaml", "20个工作日", "10个工作日");
    let run = office.run(&["submit", ".", "--returned", "回.xlsx"]);
    assert!(run.status == 2 && run.stderr.contains("审核的是另一稿"), "{}", run.stderr);
}
