//! `mulu check --fix` and `--diff`: what is certain is put right, and nothing else changes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use mulu::check::{Rule, rules};
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::source::CellRef;
use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::Value;

use crate::common::{Run, copy, mulu};
use crate::rule_pages::wrong_examples;

fn check(folder: &Path, args: &[&str]) -> Run {
    mulu(folder, &[&["check"], args].concat())
}

/// The findings of warning and error level, as `rule place`.
fn found(folder: &Path, args: &[&str]) -> Vec<String> {
    let run = check(folder, &[&["--format", "json"], args].concat());
    let json: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr));
    let serious = json["findings"].as_array().unwrap().iter().filter(|f| f["severity"] != "note");
    let show = |f: &Value| {
        let place = &f["location"];
        let at = place["cell"].as_str().map_or_else(|| place["line"].to_string(), str::to_owned);
        format!("{} {} {at}", f["rule"].as_str().unwrap(), place["file"].as_str().unwrap())
    };
    serious.map(show).collect()
}

/// All files below a folder with their bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    files
}

const PROFILE: &str = "\
名称: 示例县
层级: 县级
继承: 无
领域: [示例]
版本: 2026-1
日期: 2026-10-01
编制单位: 示例县人民政府办公室
责任单位:
  县级自然资源部门: 示例县自然资源和规划局   # 本地名称
牵头单位: {示例: 示例县食品药品监督管理局}
";

const BEFORE: &str = "\
# 示例（草稿)：注释不动
编号: X90
名称: 示例
目录:
  - 编码: \"X90.001\"
    事项: [急难救 助, '办事指南']
    公开内容: [ 申请条件（摘要),   申请材料, \"办理流程\" ]   # 两边的空格留着
    公开依据:
      - 《政府信息公开条例》(国务院令第492号)
      - 《国务院关于全面建立临时救助制度的通知（国发〔2014〕47号）
    公开时限: |
      自信息形成或者变更之日起２０个工 作日内
    公开主体: [示例县国土资源局, \"示例县食品药品监督管理局\"]
    公开渠道: {选用: [政府门户网站, 行政服务中心]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级]
";

const AFTER: &str = "\
# 示例（草稿)：注释不动
编号: X90
名称: 示例
目录:
  - 编码: \"X90.001\"
    事项: [急难救助, '办事指南']
    公开内容: [ 申请条件（摘要）,   申请材料, \"办理流程\" ]   # 两边的空格留着
    公开依据:
      - 《政府信息公开条例》（国务院令第711号）
      - 《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）
    公开时限: |
      自信息形成或者变更之日起20个工作日内
    公开主体: [示例县自然资源和规划局, \"示例县市场监督管理局\"]
    公开渠道: {选用: [政府网站, 政务服务中心]}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级]
";

fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    fs::write(folder.path().join("mulu.yaml"), PROFILE).unwrap();
    fs::write(folder.path().join("drafts/示例.yaml"), BEFORE).unwrap();
    folder
}

#[test]
fn a_diff_shows_and_writes_nothing() {
    let folder = repository();
    let before = tree(folder.path());
    let run = check(folder.path(), &["--diff"]);
    assert_eq!(run.stderr, "");
    assert!(
        run.stdout.starts_with(
            "mulu.yaml:10:12 单位改名\n- 示例县食品药品监督管理局\n+ 示例县市场监督管理局\n\n"
        ),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("drafts/示例.yaml:9:9 全角半角、文号\n"), "{}", run.stdout);
    let last = run.stdout.lines().last().unwrap();
    assert!(last.starts_with("可以改 10 处：") && last.ends_with("加 --fix 写入"), "{last}");
    assert_eq!(tree(folder.path()), before);
    assert_eq!(run.status, check(folder.path(), &[]).status, "as of the check itself");
}

#[test]
fn what_is_certain_is_put_right_in_yaml() {
    let folder = repository();
    let faults = found(folder.path(), &[]);
    for rule in ["mixed-width", "unbalanced-brackets", "broken-words", "obsolete-body"] {
        assert!(faults.iter().any(|fault| fault.starts_with(rule)), "{rule}: {faults:?}");
    }
    let run = check(folder.path(), &["--fix"]);
    let text = fs::read_to_string(folder.path().join("drafts/示例.yaml")).unwrap();
    assert_eq!(text, AFTER);
    let profile = fs::read_to_string(folder.path().join("mulu.yaml")).unwrap();
    let lead = ["示例县食品药品监督管理局", "示例县市场监督管理局"];
    assert_eq!(profile, PROFILE.replace(lead[0], lead[1]));
    assert!(run.stderr.contains("mulu.yaml：改了 1 处（单位改名 1）\n"), "{}", run.stderr);
    // What is shown is how things are now, and nothing new is wrong.
    assert!(!run.stdout.contains("mixed-width"), "{}", run.stdout);
    let left = found(folder.path(), &[]);
    let new: Vec<&String> = left.iter().filter(|fault| !faults.contains(fault)).collect();
    assert_eq!(new, Vec::<&String>::new());
    assert!(left.len() < faults.len());
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = repository();
    check(folder.path(), &["--fix"]);
    let once = tree(folder.path());
    let again = check(folder.path(), &["--fix"]);
    assert_eq!(again.stderr, "");
    assert_eq!(tree(folder.path()), once);
    let diff = check(folder.path(), &["--diff"]);
    assert_eq!(diff.stdout, "没有有把握改的地方\n");
}

/// Who made a file read-only meant it.
#[test]
fn a_read_only_file_is_told_of_and_left_as_it_is() {
    let folder = repository();
    let path = folder.path().join("drafts/示例.yaml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let run = check(folder.path(), &["--fix"]);
    assert!(run.stderr.contains("处可以改，没有改："), "{}", run.stderr);
    assert!(run.stderr.contains("是只读的"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), BEFORE);
}

#[test]
fn the_settings_hold_for_fixes_too() {
    let folder = repository();
    let more = "规则: {mixed-width: off}\n例外:\n  - {规则: obsolete-body, 事项: 办事指南, 理由: 等批复}\n";
    fs::write(folder.path().join("mulu.yaml"), format!("{PROFILE}{more}")).unwrap();
    check(folder.path(), &["--fix"]);
    let text = fs::read_to_string(folder.path().join("drafts/示例.yaml")).unwrap();
    assert!(text.contains("申请条件（摘要)") && text.contains("示例县国土资源局"), "{text}");
    assert!(text.contains("政府网站") && text.contains("急难救助"), "{text}");
}

#[test]
fn a_member_does_not_mend_what_it_inherits() {
    let folder = repository();
    let town = folder.path().join("towns/penglai");
    fs::create_dir_all(&town).unwrap();
    fs::write(town.join("mulu.yaml"), "名称: 蓬莱镇\n层级: 乡级\n").unwrap();
    let before = tree(folder.path());
    let run = check(folder.path(), &["towns/penglai", "--fix"]);
    assert_eq!(run.stderr, "");
    assert_eq!(tree(folder.path()), before);
}

/// The wrong examples of the rules whose page promises a repair.
#[test]
fn what_pages_promise_is_mended() {
    let promised: Vec<&&Rule> = rules::ALL
        .iter()
        .filter(|rule| ["mixed-width", "broken-words"].contains(&rule.id.0))
        .collect();
    assert_eq!(promised.len(), 2);
    for rule in promised {
        for (title, repository) in wrong_examples(rule) {
            let folder = tempfile::tempdir().unwrap();
            repository.write(folder.path());
            let at = |fault: &String| fault.starts_with(rule.id.0);
            assert!(found(folder.path(), &[]).iter().any(at), "{} {title}", rule.id);
            check(folder.path(), &["--fix", "--in-place"]);
            let left: Vec<String> = found(folder.path(), &[]).into_iter().filter(at).collect();
            assert_eq!(left, Vec::<String>::new(), "{} {title}", rule.id);
        }
    }
}

const HEADINGS: [&str; 11] = [
    "序号",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
];

/// A county's table with faults in row 3, a clean row 4, and a formula.
fn workbook() -> Vec<u8> {
    workbook_of(&[
        [
            "1",
            "最低生 活保障",
            "办事指南",
            "办理事项；办理条件（摘要)；申请材料",
            "《政府信息公开条例》（国务院令第492号）",
            "制定或获取信息之日起１０个工作日内",
            "大英县食品药品监督管理局",
            "■政府门户网站\n□政府公报",
            "全社会",
            "主动",
            "县级",
        ],
        [
            "2",
            "特困人员救助供养",
            "办事指南",
            "办理事项；办理条件；申请材料",
            "《政府信息公开条例》（国务院令第711号）",
            "制定或获取信息之日起10个工作日内",
            "大英县民政局",
            "■政府网站\n□政府公报",
            "全社会",
            "主动",
            "县级",
        ],
    ])
}

/// A county's table with these rows, and a formula beside the first.
fn workbook_of(rows: &[[&str; 11]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("社会救助").unwrap();
    sheet.write_string(0, 0, "大英县社会救助领域基层政务公开标准目录").unwrap();
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write_string_with_format(1, column, heading, &bold).unwrap();
    }
    for (row, texts) in (2u32..).zip(rows) {
        for (column, text) in (0u16..).zip(texts) {
            sheet.write_string_with_format(row, column, *text, &bold).unwrap();
        }
    }
    sheet.write_formula(2, 12, Formula::new("=LEN(F3)").set_result("17")).unwrap();
    workbook.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "（不动)").unwrap();
    workbook.save_to_buffer().unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

fn cells(bytes: &[u8]) -> BTreeMap<(String, CellRef), String> {
    let read = read_tables(bytes, &ReadOptions::default()).unwrap();
    let of = |sheet: &mulu::source::Sheet| {
        let name = sheet.name.clone();
        let cells = sheet.cells.iter();
        cells.map(|(at, cell)| ((name.clone(), *at), cell.text.clone())).collect::<Vec<_>>()
    };
    read.workbook.sheets.iter().flat_map(of).collect()
}

#[test]
fn a_workbook_is_fixed_in_a_copy_that_keeps_everything_else() {
    let folder = tempfile::tempdir().unwrap();
    let original = workbook();
    fs::write(folder.path().join("民政.xlsx"), &original).unwrap();
    let faults = found(folder.path(), &["民政.xlsx"]);
    let run = check(folder.path(), &["民政.xlsx", "--fix"]);
    assert!(run.stderr.contains("另存为 民政.修正.xlsx"), "{}", run.stderr);
    assert_eq!(fs::read(folder.path().join("民政.xlsx")).unwrap(), original);
    let copy = fs::read(folder.path().join("民政.修正.xlsx")).unwrap();

    let (before, after) = (cells(&original), cells(&copy));
    let changed: Vec<String> = after
        .iter()
        .filter(|(at, text)| before.get(at) != Some(text))
        .map(|((_, at), text)| format!("{at} {text}"))
        .collect();
    assert_eq!(
        changed,
        [
            "B3 最低生活保障",
            "D3 办理事项；办理条件（摘要）；申请材料",
            "E3 《政府信息公开条例》（国务院令第711号）",
            "F3 制定或获取信息之日起10个工作日内",
            "G3 大英县市场监督管理局",
            "H3 ■政府网站\n□政府公报",
        ]
    );
    assert_eq!(before.len(), after.len());
    let (before, after) = (parts(&original), parts(&copy));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let differ: Vec<&String> =
        before.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    assert_eq!(differ, ["xl/worksheets/sheet1.xml"]);

    // The report is about the copy, in which nothing new is wrong.
    let left = found(folder.path(), &["民政.修正.xlsx"]);
    let left: Vec<String> = left.iter().map(|f| f.replace("民政.修正", "民政")).collect();
    assert!(left.iter().all(|fault| faults.contains(fault)), "{left:?}");
    for rule in ["mixed-width", "broken-words", "outdated-version", "obsolete-body"] {
        assert!(faults.iter().any(|fault| fault.starts_with(rule)), "{rule}: {faults:?}");
        assert!(!left.iter().any(|fault| fault.starts_with(rule)), "{rule}: {left:?}");
    }
}

#[test]
fn a_fixed_copy_is_stable_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("民政.xlsx"), workbook()).unwrap();
    check(folder.path(), &["民政.xlsx", "--fix"]);
    let once = tree(folder.path());
    check(folder.path(), &["民政.xlsx", "--fix"]);
    assert_eq!(tree(folder.path()), once);
    let run = check(folder.path(), &["民政.修正.xlsx", "--fix"]);
    assert_eq!((run.stderr.as_str(), tree(folder.path())), ("", once), "nothing is left to fix");
    fs::write(folder.path().join("民政.修正.xlsx"), "有人改过").unwrap();
    let run = check(folder.path(), &["民政.xlsx", "--fix"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("已有“民政.修正.xlsx”"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("民政.修正.xlsx")).unwrap(), "有人改过");
}

#[test]
fn a_workbook_can_be_fixed_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("民政.xlsx");
    fs::write(&path, workbook()).unwrap();
    let run = check(folder.path(), &["民政.xlsx", "--fix", "--in-place"]);
    assert!(run.stderr.starts_with("民政.xlsx：改了 6 处（"), "{}", run.stderr);
    let once = fs::read(&path).unwrap();
    assert_ne!(once, workbook());
    assert_eq!(tree(folder.path()).len(), 1);
    check(folder.path(), &["民政.xlsx", "--fix", "--in-place"]);
    assert_eq!(fs::read(&path).unwrap(), once);
    assert_eq!(check(folder.path(), &["民政.xlsx", "--in-place"]).status, 2, "only with --fix");
}

#[test]
fn copies_are_no_drafts_of_a_repository() {
    let folder = repository();
    fs::write(folder.path().join("drafts/社会救助.xlsx"), workbook()).unwrap();
    check(folder.path(), &["--fix"]);
    assert!(folder.path().join("drafts/社会救助.修正.xlsx").is_file());
    let run = check(folder.path(), &["--format", "json"]);
    assert!(!run.stdout.contains("修正.xlsx"), "{}", run.stdout);
}

#[test]
fn what_cannot_be_fixed_in_its_format_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let head = HEADINGS.join(",");
    let row = "1,最低生活保障,办事指南,办理条件（摘要),《社会救助暂行办法》,实时,大英县民政局,政府网站,全社会,主动,县级";
    let title = "大英县社会救助领域基层政务公开标准目录";
    let text = format!("{title}\n{head}\n{row}\n");
    fs::write(folder.path().join("大英县社会救助.csv"), text).unwrap();
    let before = tree(folder.path());
    let run = check(folder.path(), &["大英县社会救助.csv", "--fix"]);
    assert_eq!(
        run.stderr,
        "大英县社会救助.csv：有 1 处可以改，没有改：不是 xlsx 工作簿，在 WPS、Excel 里另存为 xlsx 再改\n"
    );
    assert_eq!(tree(folder.path()), before);
}

/// Texts put together of what is mended and of what stands around it.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// Up to three pieces with marks between them.
    fn text(&mut self, pieces: &[&str]) -> String {
        const BETWEEN: [&str; 12] =
            ["、", "；", "，", ",", " ", "", "（", ")", "\n", "(", "）", "　"];
        let mut text = pieces[self.below(pieces.len())].to_owned();
        for _ in 0..self.below(3) {
            text.push_str(BETWEEN[self.below(BETWEEN.len())]);
            text.push_str(pieces[self.below(pieces.len())]);
        }
        text
    }

    /// The texts of a row, from the first name to the basis, bodies and channels.
    fn row(&mut self) -> [String; 7] {
        [
            self.text(&["最低生 活保障", "急难救助", "特困人员救助 供养", "１号事项"])
                .replace('\n', ""),
            self.text(&["办事指南", "政策法规文 件", "审核信息"]).replace('\n', ""),
            self.text(&[
                "办理条件（摘要)",
                "申请材料",
                "办理流 程",
                "征收土 地信息",
                "20％",
                "名单",
            ]),
            self.text(&[
                "《政府信息公开条例》(国务院令第492号)",
                "《社会救助暂行办法》（国务院令第649号）",
                "《国务院关于全面建立临时救助制度的通知（国发〔2014〕47号）",
                "《城市居民最低生活保障条例》",
                "国办发[2019]54号",
            ]),
            self.text(&["２０个工 作日内", "信息形成之日起20个工作日内", "实时", "长期公开"]),
            self.text(&[
                "大英县国土资源局",
                "大英县食品药品监督管理局",
                "大英县工商行政管理局盐井分局",
                "大英县民政局",
                "原大英县安全生产监督管理局",
            ]),
            self.text(&[
                "政府门户网站",
                "■政府网站",
                "行政服务中心",
                "□发布会听证会",
                "公示栏",
                "两微一端",
            ]),
        ]
    }
}

fn drawn_repository(seed: u64) -> tempfile::TempDir {
    let mut drawn = Drawn(seed);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    fs::write(folder.path().join("mulu.yaml"), PROFILE.replace("[示例]", "[示例, 社会救助]"))
        .unwrap();
    let mut yaml = String::from("编号: X90\n名称: 示例\n目录:\n");
    for number in 1..=4 {
        let quoted = drawn.row().map(|text| serde_json::to_string(&text).unwrap());
        let [first, second, elements, basis, limit, bodies, channels] = quoted;
        yaml.push_str(&format!(
            "  - 编码: \"X90.00{number}\"\n    事项: [{first}, {second}]\n    公开内容: [{elements}]\n    \
             公开依据: [{basis}, {basis}]\n    公开时限: {limit}\n    公开主体: {bodies}\n    \
             公开渠道: [{channels}]\n    公开对象: 全社会\n    公开方式: 主动\n    公开层级: [县级]\n"
        ));
    }
    fs::write(folder.path().join("drafts/示例.yaml"), yaml).unwrap();
    let rows: Vec<[String; 7]> = (0..4).map(|_| drawn.row()).collect();
    let cells = rows.iter().map(|row| {
        let [first, second, elements, basis, limit, bodies, channels] =
            row.each_ref().map(String::as_str);
        ["", first, second, elements, basis, limit, bodies, channels, "全社会", "主动", "县级"]
    });
    let cells: Vec<[&str; 11]> = cells.collect();
    fs::write(folder.path().join("drafts/社会救助.xlsx"), workbook_of(&cells)).unwrap();
    folder
}

/// Whatever was written, in YAML or in a workbook.
#[test]
fn a_second_run_finds_nothing_more_to_mend() {
    for seed in 0..8 {
        let folder = drawn_repository(seed);
        let before = tree(folder.path());
        check(folder.path(), &["--fix", "--in-place"]);
        let once = tree(folder.path());
        assert_ne!(once, before, "{seed}");
        let diff = check(folder.path(), &["--diff"]).stdout;
        check(folder.path(), &["--fix", "--in-place"]);
        assert!(tree(folder.path()) == once, "{seed}: {diff}");
    }
}

#[test]
fn the_examples_get_no_worse() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for name in ["daying", "dongyuan"] {
        let folder = tempfile::tempdir().unwrap();
        copy(&examples.join(name), folder.path());
        let before = found(folder.path(), &[]);
        check(folder.path(), &["--fix"]);
        let after = found(folder.path(), &[]);
        let new: Vec<&String> = after.iter().filter(|fault| !before.contains(fault)).collect();
        assert_eq!(new, Vec::<&String>::new(), "{name}");
        let once = tree(folder.path());
        check(folder.path(), &["--fix"]);
        assert_eq!(tree(folder.path()), once, "{name}");
    }
}

#[test]
fn what_is_only_likely_is_mended_when_asked_for_and_only_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let profile = PROFILE.replace("示例县食品药品监督管理局", "示例县扶贫开发局");
    fs::write(folder.join("mulu.yaml"), &profile).unwrap();
    let first = check(folder, &["--diff", "--unsafe", "."]);
    assert!(first.stdout.contains("示例县农业农村局"), "{}", first.stdout);
    check(folder, &["--fix", "."]);
    assert!(fs::read_to_string(folder.join("mulu.yaml")).unwrap().contains("示例县扶贫开发局"));
    check(folder, &["--fix", "--unsafe", "."]);
    let once = fs::read_to_string(folder.join("mulu.yaml")).unwrap();
    assert!(once.contains("牵头单位: {示例: 示例县农业农村局}"), "{once}");
    check(folder, &["--fix", "--unsafe", "."]);
    assert_eq!(fs::read_to_string(folder.join("mulu.yaml")).unwrap(), once);
    assert!(check(folder, &["--unsafe", "."]).stderr.contains("--unsafe 要和"));
}
