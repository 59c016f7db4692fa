//! Every command that writes, with a disk that refuses each of its writes, one after the other: the fault is
//! told in Chinese, no file is half written, none is lost, and the plain next run does what it would have done.

use std::fs;
use std::path::Path;

use crate::common::forms::Form;
use crate::common::{Run, mulu, mulu_with, tests_folder};
use crate::killed_runs::{Files, differences, files, visible};
use crate::{review, submit};

/// What the program says in a debug build when it has reached the place.
const REACHED: &str = "MULU_FAIL_AT\n";
const FULL: &str = "磁盘满了";

/// A command, in the folder that it is run in.
struct Trial<'a> {
    prepared: &'a Path,
    args: &'a [&'a str],
    before: Files,
    wanted: Files,
    whole: Run,
}

impl<'a> Trial<'a> {
    fn new(prepared: &'a Path, args: &'a [&'a str]) -> Self {
        let before = files(prepared);
        let (whole, wanted) = run(prepared, args, None);
        assert!((0..=1).contains(&whole.status), "{args:?}: {whole:?}");
        assert!(!differences(&before, &wanted).is_empty(), "{args:?} writes nothing: {whole:?}");
        Self { prepared, args, before, wanted, whole }
    }

    /// Lets the disk refuse the write with this number. Gives whether there is one.
    fn refuse(&self, at: usize) -> bool {
        let args = self.args;
        let folder = again(self.prepared);
        let refused = mulu_with(&folder.0, args, &[("MULU_FAIL_AT", &at.to_string())]);
        if !refused.stderr.contains(REACHED) {
            return false;
        }
        let told = refused.stdout.contains(FULL) || refused.stderr.contains(FULL);
        let left = files(&folder.0);
        let lost: Vec<&String> =
            self.before.keys().filter(|name| !left.contains_key(*name)).collect();
        assert!(lost.is_empty(), "{args:?}, refused {at}: lost {lost:?}");
        let half = |(name, bytes): &(&String, &Vec<u8>)| {
            ![&self.before, &self.wanted].iter().any(|state| state.get(*name) == Some(*bytes))
        };
        let shown = visible(left.clone());
        let halves: Vec<_> = shown.iter().filter(half).map(|(name, _)| name).collect();
        assert!(halves.is_empty(), "{args:?}, refused {at}: {halves:?} neither old nor new");
        // Without the record, all is there; only that mulu wrote it is not known.
        let done = differences(&shown, &visible(self.wanted.clone())).is_empty();
        assert!(told && refused.status == 2 || done, "{args:?}, refused {at}: {refused:?}");
        let next = mulu(&folder.0, args);
        // What was done may find nothing to do any more, but it never meets its own files as foreign ones.
        assert!(!next.stderr.contains("改动过"), "{args:?}, after refusing {at}: {next:?}");
        if !done {
            assert_eq!(next.status, self.whole.status, "{args:?}, after refusing {at}: {next:?}");
            let differ = differences(&files(&folder.0), &self.wanted);
            assert!(differ.is_empty(), "{args:?}, after refusing {at}: {differ:?}\n{next:?}");
        }
        true
    }
}

/// A folder of the same name for every run, in a place of its own.
struct Again(std::path::PathBuf, #[allow(dead_code)] tempfile::TempDir);

fn again(prepared: &Path) -> Again {
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("仓库");
    crate::common::copy(prepared, &folder);
    if prepared.join("dist").is_dir() {
        crate::common::copy(&prepared.join("dist"), &folder.join("dist"));
    }
    Again(folder, top)
}

fn run(prepared: &Path, args: &[&str], fail: Option<&str>) -> (Run, Files) {
    let folder = again(prepared);
    let variables: Vec<(&str, &str)> = fail.map(|at| ("MULU_FAIL_AT", at)).into_iter().collect();
    let run = mulu_with(&folder.0, args, &variables);
    (run, files(&folder.0))
}

/// How many writes a command has, each refused once.
fn refuse_everywhere(prepared: &Path, args: &[&str]) -> usize {
    let trial = Trial::new(prepared, args);
    let refused = (1..).take_while(|at| trial.refuse(*at)).count();
    assert!(refused > 0, "{args:?}");
    refused
}

/// Each of these commands in the same folder.
fn all(prepared: &Path, commands: &[&str]) {
    for command in commands {
        let args: Vec<&str> = command.split(' ').collect();
        refuse_everywhere(prepared, &args);
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn did(folder: &Path, args: &[&str]) {
    let run = mulu(folder, args);
    assert!((0..=1).contains(&run.status), "{args:?}: {run:?}");
}

const SENT: &str = "\
一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象
临时救助,办事指南,申请条件,《国务院关于全面建立临时救助制度的通知》(国发【2014】47号),自信息形成之日起20个工作日内,甲镇人民政府,■政府网站,全社会
";
const TOWN: &str = "名称: 甲镇\n层级: 乡级\n版本: 2026-1\n牵头单位: {示例: 甲镇办公室}\n";
const WITHHELD: &str =
    "不采用:\n  - {编码: 'X90.001', 理由: 依法不予公开, 条款: 条例第十六条, 说明: 示例}\n";

/// A county whose town withholds an item, with a table that came in.
fn county() -> tempfile::TempDir {
    let county = submit::county();
    write(county.path(), "towns/jia/mulu.yaml", TOWN);
    write(county.path(), "towns/jia/overlays/a.yaml", WITHHELD);
    write(county.path(), "来稿/甲镇.csv", SENT);
    county
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds refuse at a place")]
fn catalogues_and_what_is_published() {
    let county = county();
    all(county.path(), &["build .", "export . -o 数据", "publish . -o 网站 --member 甲镇"]);
    did(county.path(), &["build", "."]);
    submit::replace(county.path(), "drafts/a.yaml", "申请条件", "申请的条件");
    all(county.path(), &["build .", "diff dist/示例县 . --member 示例县 -o 变更.xlsx"]);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds refuse at a place")]
fn the_way_to_filing() {
    let county = submit::county();
    did(county.path(), &["submit", ".", "-o", "材料", "--draft"]);
    all(
        county.path(),
        &["submit . -o 材料", "adjust . --release 2026-2", "adjust . X90.001 -o 申请表.xlsx"],
    );
    review_there_and_back();
}

/// What an office with a plan writes, and answers read back.
#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds refuse at a place")]
fn what_an_example_needs() {
    let folder = example("zhongshan");
    let folder = folder.path();
    all(folder, &["ledger . --calendar 到期", "laws --replace ."]);
    let form = "confirm . --domain 19 -o 核实表.xlsx";
    all(folder, &[form]);
    did(folder, &form.split(' ').collect::<Vec<_>>());
    let mut answers = Form::open(fs::read(folder.join("核实表.xlsx")).unwrap());
    let answers = answers
        .set_all("结果", "与原件一致")
        .set_all("原件和页码", "示例：指引原件第3页")
        .set_all("核实人", "示例")
        .set_all("日期", "2026-11-20");
    fs::write(folder.join("填好.xlsx"), answers.filled()).unwrap();
    all(folder, &["confirm . --read 填好.xlsx"]);
}

fn example(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    crate::common::copy(&examples.join(name), folder.path());
    folder
}

fn review_there_and_back() {
    let town = review::answered();
    let by = "review . --member 甲镇 --by body";
    submit::replace(town.path(), "drafts/a.yaml", "申请条件", "申请的条件");
    all(town.path(), &[&format!("{by} --record"), &format!("{by} --read 反馈")]);
    did(town.path(), &["review", ".", "--member", "甲镇", "--by", "body", "--read", "反馈"]);
    all(town.path(), &[&format!("{by} --adopt all")]);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds refuse at a place")]
fn every_day() {
    let county = county();
    let folder = county.path();
    all(
        folder,
        &[
            "receive 来稿 -C . -o 收件",
            "matrix . -o 对照.xlsx",
            "matrix . --page 对照.html",
            "status . -o 进度.xlsx",
            "status . --page 进度.html",
            "ledger . -o 台账.xlsx",
            "reform . --from 示例县民政局 --to 示例县民政和救助局 -o 改革",
            "reform . --from 示例县民政局 --to 示例县民政和救助局 -o 改革 --write",
            "reassess . --member 甲镇 -o 评估.xlsx",
        ],
    );
    did(folder, &["reassess", ".", "--member", "甲镇", "-o", "评估.xlsx"]);
    let mut form = Form::open(fs::read(folder.join("评估.xlsx")).unwrap());
    form.set("X90.001", "评估结论", "继续不公开").set("X90.001", "评估日期", "2026年11月20日");
    fs::write(folder.join("填好.xlsx"), form.filled()).unwrap();
    all(folder, &["reassess . --member 甲镇 --read 填好.xlsx"]);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds refuse at a place")]
fn tables_and_templates() {
    let county = county();
    let folder = county.path();
    all(
        folder,
        &[
            "import 来稿/甲镇.csv -o 甲.yaml",
            "import 来稿/甲镇.csv -o 新的/",
            "import 来稿/甲镇.csv --map 各栏.yaml",
            "template catalogue -C . --member 甲镇 -o 整表.xlsx",
            "template duties -o 清单.xlsx",
            "template register -o 登记.xlsx",
            "init 新县 --name 新县 --level 县级 --domains 社会救助",
            "init 换成的 --from .",
            "check 来稿/甲镇.csv --mark",
            "check 来稿/甲镇.csv --report 结果.xlsx",
            "check . --format json --output 结果.json",
        ],
    );
    submit::replace(folder, "drafts/a.yaml", "国发〔2014〕47号", "国发【2014】47号");
    all(folder, &["check . --fix"]);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only debug builds refuse at a place")]
fn data_of_ones_own() {
    let top = tempfile::tempdir().unwrap();
    let folder = top.path();
    crate::common::copy(&tests_folder("fixtures/data"), &folder.join("d"));
    crate::common::copy(&folder.join("d/数据/登记"), &folder.join("登记"));
    write(folder, "mulu.yaml", "名称: 示例县\n层级: 县级\n领域: [义务教育]\n");
    all(
        folder,
        &["data pack -C . -o 数据.zip", "data add d/义务教育指引（示例）.docx --domain 22"],
    );
}
