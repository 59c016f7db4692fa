//! By what the domain of a table is known, where no name of a file and no register of domains says it.

use std::collections::BTreeMap;

use super::grid;
use crate::input::sheet::{DomainPlace, DomainSign, DomainTold, RecogniseOptions, recognise};

const HEAD: &str =
    "| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 |";
const REST: &str = "春游路线 | 路线、日期 | 《旅游法》第三条 | 及时公开 | 县文旅局 | ■政府网站 |";

/// The domain of each table of these sheets, and the place that told it.
fn told(sheets: &str) -> Vec<(String, DomainPlace)> {
    let options = RecogniseOptions {
        domains: vec!["社会救助".to_owned(), "养老服务".to_owned()],
        ..RecogniseOptions::default()
    };
    let recognition = recognise(&grid::workbook(sheets), &options);
    let of = |told: &DomainTold| match told {
        DomainTold::Whole(DomainSign { place, everyday: false }) => Some(*place),
        _ => None,
    };
    let tables = recognition.tables.into_iter();
    let named = tables.filter_map(|table| Some((table.domain?.0, of(&table.domain_told)?)));
    named.collect()
}

#[test]
fn each_place_is_told() {
    let row = format!("| 1 | 春游安排 | {REST}");
    let plain = format!("{HEAD}\n{row}");
    let coded = format!("{}\n| 19.003 | 1 {}", HEAD.replacen('|', "| 编码 |", 1), &row[3..]);
    for (sheets, expected) in [
        (format!("sheet 社会救助\n{plain}"), vec![("社会救助", DomainPlace::Sheet)]),
        (
            format!("sheet 社会救助\n| 养老服务领域标准目录 |\n{plain}"),
            vec![("养老服务", DomainPlace::Title)],
        ),
        (format!("sheet 表1\n{coded}"), vec![("19", DomainPlace::Codes)]),
        (
            format!("sheet 表1\n{HEAD}\n{row}\n| 养老服务领域标准目录 |\n{row}"),
            vec![("养老服务", DomainPlace::Notice)],
        ),
        (
            format!("sheet 社会救助\n{plain}\nsheet 表2\n{plain}"),
            vec![("社会救助", DomainPlace::Sheet), ("社会救助", DomainPlace::Before)],
        ),
    ] {
        let told = told(&sheets);
        let told: Vec<(&str, DomainPlace)> = told.iter().map(|(n, p)| (n.as_str(), *p)).collect();
        assert_eq!(told, expected, "{sheets}");
    }
}

#[test]
fn rows_are_counted_by_their_places() {
    let [first, item] = [DomainPlace::FirstName, DomainPlace::Item].map(DomainSign::of);
    let counts = BTreeMap::from([(first, 2), (item, 1)]);
    assert_eq!(DomainTold::by_rows([first, item, first]), DomainTold::Rows(counts));
    let sign = |text| DomainSign::in_text(DomainPlace::File, text, "社会救助");
    assert!(!sign("大英县 社会救助目录").everyday);
    assert!(sign("大英县低保目录").everyday);
}
