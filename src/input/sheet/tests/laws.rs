//! Laws that hold for any grid: no row is lost, nothing panics, and the same grid gives the same result.

use proptest::prelude::*;

use super::fixtures::check_rows;
use crate::input::decode::Context;
use crate::input::sheet::{RecogniseOptions, TableKind, recognise};
use crate::model::LayerId;
use crate::source::{Cell, CellKind, CellRange, CellRef, Sheet, SourceMap, Workbook};

const WORDS: [&str; 64] = [
    "序号",
    "公开事项",
    "一级事项",
    "二级事项",
    "三级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开 时效",
    "公开主体",
    "责任单位",
    "公开渠道和载体",
    "公开对象",
    "全社会",
    "特定群众",
    "公开方式",
    "主动",
    "依申\n请公开",
    "公开层级",
    "县级",
    "乡、村级",
    "编码",
    "相应领域",
    "备注",
    "权力类型",
    "项目名称",
    "实施依据",
    "事项名称",
    "上级部门职责",
    "承接部门及工作方式",
    "1",
    "2",
    "3",
    "4",
    "5",
    "1.1",
    "19.001",
    "√",
    "V",
    "R",
    "□",
    "×",
    "同上",
    "最低生活保障",
    "办事指南",
    "（一）政策法规文件",
    "社会救助领域",
    "一、行政许可",
    "合计",
    "小计",
    "第1页",
    "- 2 -",
    "注：■表示选用，□表示可选",
    "填表人：张三",
    "2020年9月30日",
    "附件1",
    "某镇社会救助领域基层政务公开标准目录",
    "信息形成之日起20个工\n作日内",
    "《社会救助暂行办法》第 二条",
    "t政府网站 口政府公报",
    "■政府网站\n□两微一端",
    "县民政局",
    "办理事项、办理条件、申请材料",
    "征（zhēng）收",
];

fn cell() -> impl Strategy<Value = Option<Cell>> {
    prop_oneof![
        6 => prop::sample::select(WORDS.to_vec()).prop_map(|text| Some(Cell::text(text))),
        3 => Just(None),
        1 => "\\PC{0,6}".prop_map(|text| Some(Cell::text(text))),
        1 => (1u32..60_000).prop_map(|n| Some(Cell {
            text: n.to_string(), kind: CellKind::Number, formula: false,
        })),
    ]
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let head = prop::sample::select(vec![0usize, 1, 2]);
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..10), 0..14);
    let merges = prop::collection::vec((0u32..14, 0u16..10, 0u32..4, 0u16..3), 0..4);
    (head, rows, merges).prop_map(|(head, rows, merges)| build(head, &rows, &merges))
}

/// A grid, mostly below a head that will be recognised.
fn build(head: usize, rows: &[Vec<Option<Cell>>], merges: &[(u32, u16, u32, u16)]) -> Sheet {
    let mut sheet = Sheet { name: "表1".to_owned(), ..Sheet::default() };
    let headings: &[&str] = match head {
        1 => &[
            "序号",
            "一级事项",
            "二级事项",
            "公开内容",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道",
            "全社会",
            "主动",
        ],
        2 => &["序号", "权力类型", "项目名称", "子项", "实施依据", "实施主体", "对应事项"],
        _ => &[],
    };
    for (column, text) in (0u16..).zip(headings) {
        sheet.cells.insert(CellRef::new(1, column), Cell::text(*text));
    }
    for (row, cells) in (2u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            if let Some(cell) = cell {
                sheet.cells.insert(CellRef::new(row, column), cell.clone());
            }
        }
    }
    for (row, column, height, width) in merges {
        let start = CellRef::new(row + 2, *column);
        let end = CellRef::new(row + 2 + height, column + width);
        let range = CellRange { start, end };
        let free = |other: &CellRange| {
            other.end.row < start.row
                || end.row < other.start.row
                || other.end.column < start.column
                || end.column < other.start.column
        };
        if sheet.merges.iter().all(free) {
            sheet.cells.retain(|at, _| *at == start || !range.contains(*at));
            sheet.merges.push(range);
        }
    }
    sheet
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_row_is_lost(sheets in prop::collection::vec(sheet(), 1..3), kind in 0u8..3) {
        let workbook = Workbook { sheets };
        let kind = match kind {
            0 => None,
            1 => Some(TableKind::Catalogue),
            _ => Some(TableKind::Duties),
        };
        let options = RecogniseOptions { kind, ..RecogniseOptions::default() };
        let recognition = recognise(&workbook, &options);
        let blank = workbook.sheets.iter().all(|s| s.cells.values().all(|c| c.text.trim().is_empty()));
        if !blank {
            check_rows(&workbook, &recognition, "random");
        }
        let file = SourceMap::new().add_opaque("x", None);
        let context = Context { file, layer: LayerId(1) };
        for table in &recognition.tables {
            let read = table.items(context).len() + table.duties(context).len();
            prop_assert!(read >= table.records.len());
        }
    }
}
