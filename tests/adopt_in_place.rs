//! Adopted opinions on what the body says already: written over the cell of an adjustments workbook or of a
//! whole table, or over the line of YAML, with the reason beside it.

use std::fs;
use std::path::Path;

use mulu::input::tables::{ReadOptions, read_tables};
use rust_xlsxwriter::Workbook;

use crate::common::{Run, mulu};
use crate::submit;

const TOWN: &str = "名称: 甲镇\n层级: 乡级\n版本: 2026-1\n牵头单位: {示例: 甲镇民政办公室}\n";
const BEFORE: &str = "自信息形成或者变更之日起10个工作日内";
const AFTER: &str = "自信息形成或者变更之日起5个工作日内";

/// A county with a town whose adjustments are this file.
fn office(name: &str, content: &[u8]) -> tempfile::TempDir {
    let folder = submit::county();
    let town = folder.path().join("towns/jia");
    fs::create_dir_all(town.join("overlays")).unwrap();
    fs::write(town.join("mulu.yaml"), TOWN).unwrap();
    fs::write(town.join("overlays").join(name), content).unwrap();
    folder
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("修改").unwrap();
    let heads = ["序号", "编码", "领域", "事项", "栏目", "修改后内容", "理由"];
    let row = ["1", "X90.001", "示例", "临时救助/办事指南", "公开时限", BEFORE, "镇里提前"];
    for (column, (head, text)) in (0u16..).zip(heads.into_iter().zip(row)) {
        sheet.write_string(0, column, head).unwrap();
        sheet.write_string(1, column, text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The department asks for another limit, and the town adopts it.
fn adopt(folder: &Path) -> Run {
    adopt_field(folder, "公开时限", AFTER)
}

fn adopt_field(folder: &Path, field: &str, text: &str) -> Run {
    let form = format!(
        "征求意见单位：甲镇民政办公室　目录：甲镇\n编码,部门意见,修改栏目或删除理由,修改后内容,依据\n\
         X90.001,修改,{field},{text},社会救助暂行办法\n"
    );
    fs::create_dir_all(folder.join("反馈")).unwrap();
    fs::write(folder.join("反馈/征求意见表（甲镇民政办公室）.csv"), form).unwrap();
    let args = ["review", ".", "--member", "甲镇", "--read", "反馈", "--adopt", "all"];
    mulu(folder, &args)
}

fn limit_of_town(folder: &Path) -> String {
    mulu(folder, &["explain", ".", "X90.001", "--member", "甲镇"]).stdout
}

#[test]
fn an_opinion_is_written_into_the_cell_of_an_adjustments_workbook() {
    let folder = office("调整.xlsx", &workbook());
    let run = adopt(folder.path());
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let place = "overlays/调整.xlsx 修改!F2";
    assert!(run.stdout.contains(&format!("第 1 号意见写进 {place}")), "{}", run.stdout);
    let town = folder.path().join("towns/jia");
    let bytes = fs::read(town.join("overlays/调整.xlsx")).unwrap();
    let tables = read_tables(&bytes, &ReadOptions::default()).unwrap();
    let texts: Vec<&str> =
        tables.workbook.sheets[0].cells.values().map(|cell| cell.text.as_str()).collect();
    assert!(texts.contains(&AFTER) && !texts.contains(&BEFORE), "{texts:?}");
    let reason = "镇里提前；采纳甲镇民政办公室的意见；依据：社会救助暂行办法";
    assert!(texts.contains(&reason), "{texts:?}");
    let record = fs::read_to_string(town.join("意见采纳.yaml")).unwrap();
    assert!(record.contains(place), "{record}");
    assert!(!town.join("overlays/征求意见-2026-11-21.yaml").exists());
    let explained = limit_of_town(folder.path());
    assert!(explained.contains(AFTER), "{explained}");
    assert_eq!(mulu(folder.path(), &["check", "."]).status, 0);
}

#[test]
fn an_opinion_is_written_over_the_line_of_yaml() {
    let text = format!(
        "# 镇里的调整\n修改:\n  - {{编码: 'X90.001', 公开时限: {BEFORE}, 理由: 镇里提前}}  # 保留\n"
    );
    let folder = office("a.yaml", text.as_bytes());
    let run = adopt(folder.path());
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("写进 overlays/a.yaml 第3行"), "{}", run.stdout);
    let now = fs::read_to_string(folder.path().join("towns/jia/overlays/a.yaml")).unwrap();
    let reason = "镇里提前；采纳甲镇民政办公室的意见；依据：社会救助暂行办法";
    assert_eq!(now, text.replace(BEFORE, AFTER).replace("镇里提前", reason));
}

/// The town's whole table, as it keeps it: the limit of the second row is 同上, the mode is a tick, and there is
/// no column for the audience.
fn whole_table() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("示例").unwrap();
    let heads = ["一级事项", "二级事项", "公开内容（要素）", "公开时限", "公开主体", "主动公开"];
    let limit = "自信息形成或者变更之日起20个工作日内";
    let rows = [
        ["临时救助", "办事指南", "申请条件、申请材料", limit, "示例县民政局", "√"],
        ["临时救助", "审批信息", "名单", "同上", "示例县民政局", "√"],
    ];
    sheet.write_string(0, 0, "示例领域基层政务公开标准目录").unwrap();
    for (row, cells) in (1u32..).zip(std::iter::once(heads).chain(rows)) {
        for (column, text) in (0u16..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn town_with_a_table() -> tempfile::TempDir {
    let folder = submit::county();
    let more = "  - 编码: \"X90.002\"\n    事项: [临时救助, 审批信息]\n    公开内容: [名单]\n    公开依据: [《社会救助暂行办法》]\n    \
                公开时限: 自信息形成或者变更之日起20个工作日内\n    公开主体: [示例县民政局]\n    \
                公开渠道: {选用: [政府网站]}\n    公开对象: 全社会\n    公开方式: 主动\n    公开层级: [县级, 乡级]\n";
    let table = folder.path().join("drafts/a.yaml");
    fs::write(&table, fs::read_to_string(&table).unwrap() + more).unwrap();
    let town = folder.path().join("towns/jia");
    fs::create_dir_all(town.join("drafts")).unwrap();
    fs::write(town.join("mulu.yaml"), TOWN).unwrap();
    fs::write(town.join("drafts/整表.xlsx"), whole_table()).unwrap();
    folder
}

#[test]
fn an_opinion_is_written_into_the_whole_table_and_same_as_above_stays() {
    let folder = town_with_a_table();
    let run = adopt(folder.path());
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let told = "第 1 号意见写进 drafts/整表.xlsx 示例!D3";
    assert!(run.stdout.contains(told), "{}{}", run.stdout, run.stderr);
    let bytes = fs::read(folder.path().join("towns/jia/drafts/整表.xlsx")).unwrap();
    let tables = read_tables(&bytes, &ReadOptions::default()).unwrap();
    let sheet = &tables.workbook.sheets[0];
    let at = |row| sheet.text(mulu::source::CellRef::new(row, 3)).to_owned();
    assert_eq!([at(2), at(3)], [AFTER, "自信息形成或者变更之日起20个工作日内"]);
    assert_eq!(mulu(folder.path(), &["check", "."]).status, 0);
}

#[test]
fn a_field_without_a_column_goes_into_the_adjustments_and_a_tick_is_left_alone() {
    let folder = town_with_a_table();
    let run = adopt_field(folder.path(), "公开对象", "特定群体：申请人");
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("写进 overlays/征求意见-2026-11-21.yaml"), "{}", run.stdout);
    let check = mulu(folder.path(), &["check", "."]);
    assert_eq!(check.status, 0, "{}{}", check.stdout, check.stderr);
    let folder = town_with_a_table();
    let run = adopt_field(folder.path(), "公开方式", "依申请");
    let told = "drafts/整表.xlsx 示例!F3 已经写了这一栏，那里的写法不能直接";
    assert!(run.stdout.contains(told), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_cannot_be_written_over_is_told_with_its_place() {
    let text = "修改:\n  - {编码: 'X90.001', 公开内容: [申请条件], 理由: 镇里少}\n";
    let folder = office("a.yaml", text.as_bytes());
    let run = adopt_field(folder.path(), "公开内容", "申请条件、申请材料、办理流程");
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let told = "towns/jia/overlays/a.yaml:2:27 已经写了这一栏，那里的写法不能直接换";
    assert!(run.stdout.contains(told), "{}{}", run.stdout, run.stderr);
    let town = folder.path().join("towns/jia");
    assert_eq!(fs::read_to_string(town.join("overlays/a.yaml")).unwrap(), text);
    let record = fs::read_to_string(town.join("意见采纳.yaml")).unwrap();
    assert!(record.contains("写入: \"\""), "{record}");
}
