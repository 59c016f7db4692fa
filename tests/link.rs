//! `mulu link`: proposals in the user's own list, and choices read back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use mulu::input::tables::{ReadOptions, read_tables};
use mulu::patch::Package;
use mulu::source::CellRef;

use crate::common::{copy, mulu};

const LIST: &str = "县/towns/yanjing/duties/权责清单（示例）.xlsx";

fn county() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    copy(&examples.join("daying"), &folder.path().join("县"));
    folder
}

/// Cells of the first sheet, by row and heading, below the head in the second row.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let read = read_tables(&fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
    let sheet = &read.workbook.sheets[0];
    let text = |row, column| sheet.text(CellRef::new(row, column)).to_owned();
    let columns = sheet.size().1;
    (2..sheet.size().0)
        .map(|row| (0..columns).map(|column| (text(1, column), text(row, column))).collect())
        .collect()
}

/// Empties the column 对应事项 of the list, which is the tenth, and the two beside it.
fn forget(path: &Path) {
    let bytes = fs::read(path).unwrap();
    let mut package = Package::open(&bytes).unwrap();
    let sheet = package.sheets().next().unwrap().to_owned();
    for row in 2..=40 {
        for column in 9..=11 {
            package.set_cell_text(&sheet, CellRef::new(row, column), "").unwrap();
        }
    }
    let emptied = package.finish().unwrap();
    fs::write(path, emptied).unwrap();
}

fn set(path: &Path, row: u32, column: u16, text: &str) {
    let bytes = fs::read(path).unwrap();
    let mut package = Package::open(&bytes).unwrap();
    let sheet = package.sheets().next().unwrap().to_owned();
    package.set_cell_text(&sheet, CellRef::new(row, column), text).unwrap();
    let new = package.finish().unwrap();
    fs::write(path, new).unwrap();
}

/// The parts of a workbook by name.
fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.insert(file.name().unwrap().into_owned(), bytes);
    }
    parts
}

#[test]
fn proposals_stand_in_the_list_and_choices_stay() {
    let folder = county();
    let path = folder.path().join(LIST);
    let untouched = mulu(folder.path(), &["link", LIST]);
    assert!(untouched.stdout.contains("已经写了的不动"), "{}", untouched.stdout);
    forget(&path);
    set(&path, 5, 9, "19.006");
    let before = parts(&path);
    let run = mulu(folder.path(), &["link", LIST]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.contains("对照盐井街道的目录"), "{}", run.stdout);
    // Nothing but the sheet and the styles is another part than before.
    let after = parts(&path);
    for (name, bytes) in &before {
        let same = after[name] == *bytes;
        assert!(same || name.ends_with("sheet1.xml") || name.ends_with("styles.xml"), "{name}");
    }
    let linked = rows(&path);
    let find = |name: &str| {
        linked
            .iter()
            .find(|row| row["项目名称"].starts_with(name))
            .unwrap_or_else(|| panic!("{name}"))
    };
    let twins = find("特困人员救助供养");
    assert!(twins["建议对应事项"].contains("19.008 特困人员救助供养/办事指南"), "{twins:?}");
    assert_eq!(find("独生子女父母奖励")["建议把握"], "高");
    assert!(find("适龄儿童")["建议对应事项"].contains("按权力类型"), "{:?}", find("适龄儿童"));
    // What was chosen stays, and has no proposal.
    let chosen = find("最低生活保障金");
    assert_eq!((chosen["对应事项"].as_str(), chosen["建议对应事项"].as_str()), ("19.006", ""));
    let sheet = String::from_utf8(after["xl/worksheets/sheet1.xml"].clone()).unwrap();
    assert!(sheet.contains("19.008；19.009；19.010,"), "the items of one matter are one choice");
    // A second run changes nothing.
    let bytes = fs::read(&path).unwrap();
    let again = mulu(folder.path(), &["link", LIST]);
    assert!(again.stdout.contains("没有新的建议要写"), "{}", again.stdout);
    assert!(fs::read(&path).unwrap() == bytes);
    // The columns of mulu are no further columns of the list.
    let built = mulu(folder.path(), &["build", "县", "-o", "out", "--formats", "json", "--draft"]);
    assert_ne!(built.status, 2, "{}", built.stderr);
    let json = fs::read_to_string(folder.path().join("out/盐井街道/catalogue.json")).unwrap();
    assert!(!json.contains("建议对应"), "proposals are for the list only");
}

#[test]
fn choices_of_a_copy_are_read_back() {
    let folder = county();
    let path = folder.path().join(LIST);
    forget(&path);
    let before = fs::read(&path).unwrap();
    assert_eq!(mulu(folder.path(), &["link", LIST, "-o", "对应.xlsx"]).status, 0);
    assert!(fs::read(&path).unwrap() == before, "the list stays");
    let answers = folder.path().join("对应.xlsx");
    set(&answers, 5, 9, "19.004；19.005；19.006");
    set(&answers, 6, 9, "第十六条第一款");
    set(&path, 6, 9, "19.010");
    let run = mulu(folder.path(), &["link", LIST, "--read", "对应.xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("写回 1 项"), "{}", run.stdout);
    assert!(run.stderr.contains("已经写着“19.010”，没有改成“第十六条第一款”"), "{}", run.stderr);
    let linked = rows(&path);
    assert_eq!(linked[3]["对应事项"], "19.004；19.005；19.006");
    assert_eq!(linked[4]["对应事项"], "19.010");
}

const YAML: &str = "# 东园镇的清单\n权责清单:\n  - 名称: 临时救助  # 小额的镇里批\n    权力类型: 行政给付\n\
    公共服务事项清单:\n  - {名称: 社会救助政策咨询}\n履行职责事项清单:\n  基本履职:\n    \
    - 名称: 加强基层党组织建设，做好党员教育管理\n";

#[test]
fn a_list_in_yaml_is_chosen_in_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("清单.yaml"), YAML).unwrap();
    let in_place = mulu(folder.path(), &["link", "清单.yaml"]);
    assert!(
        in_place.status == 2 && in_place.stderr.contains("加 -o 对应.xlsx"),
        "{}",
        in_place.stderr
    );
    let run = mulu(folder.path(), &["link", "清单.yaml", "-o", "对应.xlsx"]);
    assert!(run.stdout.contains("对照国家指引的目录"), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("像是不属于政府信息的 1 项"), "{}", run.stdout);
    let answers = folder.path().join("对应.xlsx");
    let read = read_tables(&fs::read(&answers).unwrap(), &ReadOptions::default()).unwrap();
    let bytes = fs::read(&answers).unwrap();
    let mut package = Package::open(&bytes).unwrap();
    for (sheet, text) in [
        ("权责清单", "19.012；19.013"),
        ("公共服务事项清单", "19.001"),
        ("基本履职", "不属于政府信息"),
    ] {
        let of = read.workbook.sheets.iter().find(|known| known.name == sheet).unwrap();
        let (head, _) = of.cells.iter().find(|(_, cell)| cell.text == "对应事项").unwrap();
        let cell = CellRef::new(head.row + 1, head.column);
        package.set_cell_text(sheet, cell, text).unwrap();
    }
    let filled = package.finish().unwrap();
    fs::write(&answers, filled).unwrap();
    let run = mulu(folder.path(), &["link", "清单.yaml", "--read", "对应.xlsx"]);
    assert!(run.status == 0 && run.stdout.contains("写回 3 项"), "{}{}", run.stdout, run.stderr);
    let text = fs::read_to_string(folder.path().join("清单.yaml")).unwrap();
    assert_eq!(
        text,
        YAML.replace("小额的镇里批\n", "小额的镇里批\n    对应事项: 19.012；19.013\n")
            .replace("政策咨询}", "政策咨询, 对应事项: \"19.001\"}")
            .replace("教育管理\n", "教育管理\n      对应事项: 不属于政府信息\n")
    );
    let again = mulu(folder.path(), &["link", "清单.yaml", "--read", "对应.xlsx"]);
    assert!(again.stdout.contains("写回 0 项，还有 0 项"), "{}", again.stdout);
}

#[test]
fn another_table_is_copied_into_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let table = "公共服务事项清单\n序号,事项名称,子项,实施主体\n1,社会保险登记,城乡居民养老保险参保登记,镇里\n";
    fs::write(folder.path().join("清单.csv"), table).unwrap();
    let run = mulu(folder.path(), &["link", "清单.csv", "-o", "清单.xlsx"]);
    assert!(
        run.status == 0 && run.stdout.contains("代替原来的清单"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    let linked = rows(&folder.path().join("清单.xlsx"));
    assert!(linked[0]["建议对应事项"].starts_with("18.005 "), "{linked:?}");
    assert_eq!(linked[0]["子项"], "城乡居民养老保险参保登记");
    let back = mulu(folder.path(), &["link", "清单.csv", "--read", "清单.xlsx"]);
    assert_eq!(back.status, 0, "{}", back.stderr);
}

#[test]
fn what_is_no_government_information_needs_no_item() {
    let folder = tempfile::tempdir().unwrap();
    let args = [
        "init",
        "镇",
        "--name",
        "东园镇",
        "--level",
        "乡级",
        "--domains",
        "社会救助",
        "--form",
        "yaml",
    ];
    assert_eq!(mulu(folder.path(), &args).status, 0);
    fs::create_dir_all(folder.path().join("镇/duties")).unwrap();
    let duties = folder.path().join("镇/duties/清单.yaml");
    let written = |items: &str| {
        let text =
            format!("履行职责事项清单:\n  基本履职:\n    - 名称: 党员教育管理\n      {items}\n");
        fs::write(&duties, text).unwrap();
        mulu(folder.path(), &["check", "镇"]).stdout
    };
    for said in ["对应事项: 不属于政府信息", "不予公开: 不属于政府信息", "对应事项: 第十六条第一款"]
    {
        assert!(!written(said).contains("duty-uncovered"), "{said}");
    }
    for said in ["不予公开: 不属于信息", "说明: 没有"] {
        assert!(written(said).contains("党员教育管理"), "{said}");
    }
}
