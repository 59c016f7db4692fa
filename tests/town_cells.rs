//! What single cells of a town's tables say: domains of sheets, names written downwards, ticks that slid, channels
//! and boxes that nobody can part. Told by `import` and by `check`.

use std::fmt::Write as _;
use std::fs;

use crate::common::{Run, mulu};

/// The columns of the official form.
const HEAD: [&str; 2] = [
    "序号,公开事项,,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,",
    ",一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请公开,县级,乡级",
];
const USUAL_TICKS: &str = "√,,√,,√,√";
const TITLE: &str = "青石镇社会救助领域基层政务公开标准目录";

/// An item of a table: its names, channels and ticks.
type Item<'a> = ([&'a str; 2], &'a str, &'a str);

fn table(title: &str, items: &[Item<'_>]) -> String {
    let mut csv = format!("{title},,,,,,,,,,,,,\n{}\n{}\n", HEAD[0], HEAD[1]);
    for (at, ([first, last], channels, ticks)) in items.iter().enumerate() {
        let number = at + 1;
        writeln!(
            csv,
            "{number},{first},{last},办理条件,《社会救助暂行办法》（国务院令第649号）,\
             信息形成之日起10个工作日内,青石镇人民政府,{channels},{ticks}"
        )
        .unwrap();
    }
    csv
}

fn run(command: &str, csv: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("目录.csv"), csv).unwrap();
    let more = (command == "check").then_some("-v");
    let args: Vec<&str> = [command, "目录.csv"].into_iter().chain(more).collect();
    mulu(folder.path(), &args)
}

fn said(command: &str, csv: &str) -> String {
    let run = run(command, csv);
    format!("{}{}", run.stdout, run.stderr)
}

const POLICIES: [&str; 2] = ["综合业务", "政策法规文件"];
const SUPERVISION: [&str; 2] = ["综合业务", "监督检查"];
const GUIDE: [&str; 2] = ["临时救助", "办事指南"];

#[test]
fn items_tell_the_domain_before_the_table_above_does() {
    let above = [(["食品生产经营监管", "监督抽检"], "政府网站", USUAL_TICKS)];
    let below = [(["保障性住房", "公租房"], "政府网站", USUAL_TICKS)];
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, items) in [("食药监", above), ("Sheet4", below)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0u32..).zip(table("", &items).lines()) {
            for (column, text) in (0u16..).zip(line.split(',')) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    }
    book.save(folder.path().join("目录.xlsx")).unwrap();
    let run = mulu(folder.path(), &["import", "目录.xlsx"]);
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(said.contains("名称: 食品药品监管"), "{said}");
    assert!(said.contains("名称: 保障性住房"), "{said}");
}

#[test]
fn one_name_downwards_is_one_name() {
    let items = [
        (POLICIES, "政府网站", USUAL_TICKS),
        (["最低", "政策法规文件"], "政府网站", USUAL_TICKS),
        (["生活", "办事指南"], "政府网站", USUAL_TICKS),
        (["保障", "审核信息"], "政府网站", USUAL_TICKS),
        (GUIDE, "政府网站", USUAL_TICKS),
    ];
    let imported = said("import", &table(TITLE, &items));
    assert_eq!(imported.matches("事项: [最低生活保障, ").count(), 3, "{imported}");
    let checked = said("check", &table(TITLE, &items));
    assert!(checked.contains("像是一个名称竖着拆在几行里"), "{checked}");
}

#[test]
fn ticks_that_slid_are_doubted_and_no_row_is_to_be_deleted() {
    let items = [
        (POLICIES, "政府网站", USUAL_TICKS),
        (SUPERVISION, "政府网站", "√,√,,√,√,"),
        (GUIDE, "政府网站", USUAL_TICKS),
    ];
    let checked = said("check", &table(TITLE, &items));
    assert!(checked.contains("勾比别的行偏左一格"), "{checked}");
    assert!(!checked.contains("level-not-ours"), "{checked}");
}

#[test]
fn channels_that_nobody_can_part_are_told() {
    let items = [
        (POLICIES, "■政府网站 ?公开查阅点 ■公示栏", USUAL_TICKS),
        (SUPERVISION, "政府网站-公示栏", USUAL_TICKS),
        (GUIDE, "政府网站+政务新媒体+公示栏", USUAL_TICKS),
    ];
    let checked = said("check", &table(TITLE, &items));
    assert!(checked.contains("“公开查阅点”前面的方框成了问号"), "{checked}");
    assert!(checked.contains("“政府网站-公示栏”是一个渠道还是几个，分不清"), "{checked}");
    assert!(!checked.contains("政府网站+政务新媒体"), "{checked}");
}
