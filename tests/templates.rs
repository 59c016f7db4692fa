//! Templates: what stands in the workbooks, and that they are read back.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::OnceLock;

use mulu::export::template;
use mulu::finding::Finding;
use mulu::input::decode::Context;
use mulu::input::sheet_adjustments::read_adjustments;
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::model::{Adjustment, Domain, DropReason, Field, LayerId};
use mulu::register::{GuidelineSet, built_in};
use mulu::source::{Cell, CellKind, CellRef, SourceMap, Workbook};

fn assistance() -> Vec<Domain> {
    static DOMAINS: OnceLock<Vec<Domain>> = OnceLock::new();
    let read = || {
        let national = built_in().guidelines(&mut SourceMap::new(), Some(GuidelineSet::DEFAULT));
        national.into_iter().filter(|domain| domain.name == "社会救助").collect()
    };
    DOMAINS.get_or_init(read).clone()
}

/// The XML parts of a workbook by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().to_string(), text)
        })
        .collect()
}

fn adjustments() -> Vec<u8> {
    template::adjustments(&assistance(), &assistance(), built_in().channels(), None).unwrap()
}

/// All three templates, for one domain.
fn all() -> [(&'static str, Vec<u8>); 3] {
    [
        ("duties", template::duties(&assistance(), None).unwrap()),
        (
            "catalogue",
            template::catalogue(&assistance(), &[], built_in().channels(), None).unwrap(),
        ),
        ("adjustments", adjustments()),
    ]
}

fn workbook(bytes: &[u8]) -> Workbook {
    read_tables(bytes, &ReadOptions::default()).unwrap().workbook
}

/// A template that is being filled in, by sheet and heading, as a person would.
struct Form {
    workbook: Workbook,
    next: BTreeMap<String, u32>,
}

impl Form {
    fn adjustments() -> Self {
        let bytes = adjustments();
        Self { workbook: workbook(&bytes), next: BTreeMap::new() }
    }

    /// Writes a row below the example.
    fn fill(&mut self, sheet: &str, cells: &[(&str, &str)]) -> u32 {
        let at = self.workbook.sheets.iter().position(|s| s.name == sheet).unwrap();
        let row = *self.next.entry(sheet.to_owned()).or_insert(4);
        self.next.insert(sheet.to_owned(), row + 1);
        for (heading, text) in cells {
            let column = self.column(at, heading);
            let cell = CellRef::new(row, column);
            self.workbook.sheets[at].cells.insert(cell, Cell::text(*text));
        }
        row
    }

    fn column(&self, sheet: usize, heading: &str) -> u16 {
        let head = self.workbook.sheets[sheet].row(2);
        let found = head.into_iter().find(|(_, cell)| cell.text == heading);
        found.unwrap_or_else(|| panic!("no column {heading}")).0.column
    }

    fn read(self) -> (Vec<Adjustment>, Vec<(Finding, String)>) {
        let mut map = SourceMap::new();
        let file = map.add_sheets("调整.xlsx", None, self.workbook.clone());
        let mut findings = Vec::new();
        let context = Context { file, layer: LayerId(1) };
        let adjustments = read_adjustments(context, &self.workbook, &mut findings);
        let placed = findings.into_iter().map(|f| (f.clone(), map.describe(f.location)));
        (adjustments, placed.collect())
    }
}

#[test]
fn the_same_template_has_the_same_bytes() {
    for ((name, first), (_, second)) in all().into_iter().zip(all()) {
        assert_eq!(first, second, "{name}");
    }
}

#[test]
fn lists_notes_and_page_are_in_the_parts() {
    for (name, bytes) in all() {
        let parts = parts(&bytes);
        let book = &parts["xl/workbook.xml"];
        assert!(book.contains(r#"name="码表" sheetId="#), "{name}: {book}");
        assert!(book.contains(r#"state="hidden""#), "{name}");
        assert!(book.contains("_xlnm.Print_Titles"), "{name}");
        assert!(parts["docProps/core.xml"].contains("2020-01-01"), "{name}");
        // The sheet after the explanation is one to fill in.
        let sheet = &parts["xl/worksheets/sheet2.xml"];
        assert!(sheet.contains("<dataValidation type=\"list\""), "{name}");
        assert!(sheet.contains(r#"orientation="landscape""#), "{name}");
        assert!(sheet.contains("第 &amp;P 页 共 &amp;N 页"), "{name}");
        assert!(parts.keys().any(|part| part.starts_with("xl/comments")), "{name}");
    }
}

#[test]
fn every_list_of_a_cell_is_a_defined_name() {
    for (name, bytes) in all() {
        let parts = parts(&bytes);
        let book = &parts["xl/workbook.xml"];
        let sheets = parts.iter().filter(|(part, _)| part.starts_with("xl/worksheets/"));
        let mut lists = 0;
        for (part, sheet) in sheets {
            for piece in sheet.split("<formula1>").skip(1) {
                let list = piece.split('<').next().unwrap();
                assert!(
                    book.contains(&format!("<definedName name=\"{list}\">码表!")),
                    "{part} {list}"
                );
                lists += 1;
            }
        }
        assert!(lists >= 2, "{name} has {lists} lists");
    }
}

#[test]
fn every_heading_to_fill_in_has_a_note() {
    for (list, sheet) in mulu::model::DutyList::ALL.into_iter().zip(1..) {
        let parts = parts(&template::duties(&[], None).unwrap());
        let notes = parts[&format!("xl/comments{sheet}.xml")].matches("<comment ").count();
        assert_eq!(notes, template::duty_headings(list).len(), "{}", list.label());
    }
}

#[test]
fn a_catalogue_has_the_official_head_and_the_guidelines_rows() {
    let bytes = template::catalogue(&assistance(), &[], built_in().channels(), None).unwrap();
    let workbook = workbook(&bytes);
    let sheet = &workbook.sheets[1];
    assert_eq!(sheet.name, "社会救助");
    let row = |row: u32| sheet.row(row).map(|(_, cell)| cell.text.as_str()).collect::<Vec<_>>();
    assert_eq!(row(0), ["社会救助领域基层政务公开标准目录"]);
    assert_eq!(
        row(2),
        [
            "编码",
            "序号",
            "公开事项",
            "公开内容（要素）",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道和载体",
            "公开对象",
            "公开方式",
            "公开层级"
        ]
    );
    assert_eq!(
        row(3),
        ["一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"]
    );
    let codes: Vec<&str> = (5..18).map(|row| sheet.text(CellRef::new(row, 0))).collect();
    let known: Vec<String> =
        assistance()[0].items.iter().map(|item| item.code.to_string()).collect();
    assert_eq!(codes, known);
    // 19.010 must not have become the number 19.01.
    assert!(codes.contains(&"19.010"));
}

#[test]
fn an_empty_template_says_nothing() {
    let (adjustments, findings) = Form::adjustments().read();
    assert!(adjustments.is_empty(), "{adjustments:?}");
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn a_filled_template_is_read_back() {
    let mut form = Form::adjustments();
    form.fill(
        "修改",
        &[("编码", "19.004"), ("栏目", "公开时限"), ("修改后内容", "实时公开"), ("理由", "快")],
    );
    form.fill(
        "修改",
        &[
            ("领域", "社会救助"),
            ("事项", "临时救助/办事指南"),
            ("栏目", "公开方式"),
            ("修改后内容", "主动、依申请"),
        ],
    );
    form.fill(
        "不采用",
        &[("编码", "19.005"), ("理由", "已并入其他事项"), ("说明", "合并公开"), ("并入", "19.006")],
    );
    form.fill(
        "新增",
        &[
            ("领域", "社会救助"),
            ("一级事项", "临时救助"),
            ("二级事项", "备用金使用情况"),
            ("公开内容", "使用范围\n使用结果"),
            ("公开对象", "特定群体：补贴对象"),
            ("公开层级", "乡级"),
        ],
    );
    let (adjustments, findings) = form.read();
    assert!(findings.is_empty(), "{findings:?}");
    let [change, by_name, dropped, added] = adjustments.as_slice() else {
        panic!("{adjustments:?}");
    };
    let Adjustment::Modify { item, fields, reason } = change else { panic!("{change:?}") };
    assert_eq!(item.text(), "19.004");
    assert_eq!(fields.text(Field::Limit).as_deref(), Some("实时公开"));
    assert_eq!(fields.set().iter().count(), 1);
    assert_eq!(reason.as_deref(), Some("快"));
    let Adjustment::Modify { item, fields, .. } = by_name else { panic!("{by_name:?}") };
    assert_eq!(
        (item.domain.as_deref(), item.text()),
        (Some("社会救助"), "临时救助/办事指南".into())
    );
    assert_eq!(fields.text(Field::Mode).as_deref(), Some("主动、依申请"));
    let Adjustment::Drop { item, dropping } = dropped else { panic!("{dropped:?}") };
    assert_eq!(item.text(), "19.005");
    assert_eq!(dropping.reason, Some(DropReason::Merged));
    assert_eq!(dropping.note.as_deref(), Some("合并公开"));
    assert_eq!(dropping.merged_into.as_deref(), Some("19.006"));
    let Adjustment::Add { domain, item } = added else { panic!("{added:?}") };
    assert_eq!(domain.value, "社会救助");
    assert_eq!(item.fields.text(Field::Names).as_deref(), Some("临时救助/备用金使用情况"));
    assert_eq!(item.fields.text(Field::Audience).as_deref(), Some("特定群体：补贴对象"));
    assert_eq!(item.fields.set().iter().count(), 4);
}

#[test]
fn decisions_one_by_one() {
    let mut form = Form::adjustments();
    let row = |form: &Form, code: &str| {
        let sheet = form.workbook.sheets.iter().find(|s| s.name == "逐项处理").unwrap();
        sheet.cells.iter().find(|(_, cell)| cell.text == code).unwrap().0.row
    };
    let mut decide = |code: &str, cells: &[(&str, &str)]| {
        let at = row(&form, code);
        form.next.insert("逐项处理".to_owned(), at);
        form.fill("逐项处理", cells);
    };
    decide("19.001", &[("处理", "采用")]);
    decide("19.004", &[("处理", "修改")]);
    decide("19.005", &[("处理", "不采用"), ("理由", "业务不发生"), ("说明", "没有")]);
    decide("19.008", &[("处理", "修改")]);
    form.fill("修改", &[("编码", "19.004"), ("栏目", "公开时限"), ("修改后内容", "实时公开")]);
    let (adjustments, findings) = form.read();
    assert_eq!(adjustments.len(), 2, "{adjustments:?}");
    assert!(matches!(&adjustments[0], Adjustment::Drop { item, .. } if item.text() == "19.005"));
    let [(finding, place)] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!((finding.rule.0, place.as_str()), ("missing-key", "调整.xlsx 逐项处理!E12"));
    assert!(finding.message.contains("19.008"), "{}", finding.message);
}

#[test]
fn faults_name_their_cells() {
    let mut form = Form::adjustments();
    form.fill("修改", &[("编码", "19.04"), ("栏目", "公开时限"), ("修改后内容", "实时公开")]);
    form.fill("修改", &[("编码", "19.004"), ("栏目", "公开期限"), ("修改后内容", "实时公开")]);
    form.fill("修改", &[("编码", "19.004"), ("栏目", "公开层级"), ("修改后内容", "全部")]);
    form.fill("修改", &[("编码", "19.004"), ("栏目", "公开层级")]);
    form.fill("不采用", &[("编码", "19.005"), ("理由", "本级无职责")]);
    form.fill("新增", &[("二级事项", "甲")]);
    let sheet = form.workbook.sheets.iter_mut().find(|s| s.name == "不采用").unwrap();
    sheet.cells.insert(CellRef::new(2, 9), Cell::text("理 由"));
    sheet.cells.insert(CellRef::new(2, 10), Cell::text("说名"));
    let (_, findings) = form.read();
    let seen: Vec<String> =
        findings.iter().map(|(f, at)| format!("{at} {} {}", f.rule, f.message)).collect();
    assert_eq!(
        seen,
        [
            "调整.xlsx 修改!B5 wrong-type “19.04”不是事项的编码",
            "调整.xlsx 修改!E6 wrong-type “栏目”不能写“公开期限”",
            "调整.xlsx 修改!F7 wrong-type “公开层级”不能写“全部”",
            "调整.xlsx 修改!F8 missing-key 这一行没有写“修改后内容”，整行不会被用到",
            "调整.xlsx 不采用!J3 duplicate-key “理由”这一栏有两个，只读了前面一个",
            "调整.xlsx 不采用!K3 unknown-key 没有“说名”这一栏，写在里面的内容不会被用到",
            "调整.xlsx 不采用!E5 wrong-type “理由”不能写“本级无职责”",
            "调整.xlsx 新增!C5 missing-key 这一行没有写“领域”，整行不会被用到",
        ]
    );
    assert_eq!(findings[1].0.help.as_deref(), Some("是不是要写“公开时限”？"));
}

#[test]
fn codes_that_became_numbers_are_mended() {
    let mut form = Form::adjustments();
    let row = form.fill("不采用", &[("理由", "业务不发生")]);
    let sheet = form.workbook.sheets.iter_mut().find(|s| s.name == "不采用").unwrap();
    let number = Cell { text: "1.02".to_owned(), kind: CellKind::Number, formula: false };
    sheet.cells.insert(CellRef::new(row, 1), number);
    let (adjustments, findings) = form.read();
    assert!(findings.is_empty(), "{findings:?}");
    assert!(matches!(&adjustments[0], Adjustment::Drop { item, .. } if item.text() == "01.020"));
}

#[test]
fn strange_sheets_are_named() {
    let mut form = Form::adjustments();
    form.workbook.sheets[1].name = "其他情况".to_owned();
    let sheet = form.workbook.sheets.iter_mut().find(|s| s.name == "修改").unwrap();
    sheet.cells.retain(|cell, _| cell.row != 2);
    let (adjustments, findings) = form.read();
    assert!(adjustments.is_empty());
    let seen: Vec<(&str, &str)> = findings.iter().map(|(f, at)| (f.rule.0, at.as_str())).collect();
    assert_eq!(
        seen,
        [("unknown-key", "调整.xlsx 其他情况!A1"), ("missing-key", "调整.xlsx 修改!A1")]
    );
}

/// A town of the example county, and the folder that it lies in.
fn town() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let county = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/daying");
    crate::common::copy(&county, &folder.path().join("县"));
    let args = ["init", "--above", "县", "--name", "象山街道", "--level", "乡级"];
    assert_eq!(crate::common::mulu(folder.path(), &args).status, 0);
    let town = folder.path().join("县/towns/象山街道");
    (folder, town)
}

#[test]
fn an_untouched_template_gives_no_error_and_no_item() {
    for options in [&[][..], &["-C", ".", "--domain", "社会救助"], &["-C", "."]] {
        let kinds = [("catalogue", "drafts"), ("adjustments", "overlays"), ("duties", "duties")];
        for (kind, place) in kinds {
            let (_folder, town) = town();
            let before = crate::common::mulu(&town, &["build", ".", "-o", "../../../先"]);
            assert_eq!(before.status, 0, "{}", before.stdout);
            let table = "表.xlsx";
            let run = mulu_template(&town, kind, options, table);
            assert_eq!(run.status, 0, "{kind} {options:?}: {}", run.stderr);
            std::fs::create_dir_all(town.join(place)).unwrap();
            std::fs::rename(town.join(table), town.join(place).join(table)).unwrap();
            let check = crate::common::mulu(&town, &["check", "."]);
            assert_eq!(check.status, 0, "{kind} {options:?}: {}", check.stdout);
            let after = crate::common::mulu(&town, &["build", ".", "-o", "../../../后"]);
            assert_eq!(after.status, 0, "{kind} {options:?}: {}", after.stdout);
            let csv = |out: &str| {
                let path = town.join("../../..").join(out).join("象山街道/catalogue.csv");
                std::fs::read_to_string(path).unwrap()
            };
            assert_eq!(csv("先"), csv("后"), "{kind} {options:?}");
        }
    }
}

fn mulu_template(
    folder: &std::path::Path,
    kind: &str,
    options: &[&str],
    to: &str,
) -> crate::common::Run {
    crate::common::mulu(folder, &[&["template", kind, "-o", to][..], options].concat())
}

/// A template as it was made, given by itself: nothing in it is wrong, and its example is no item.
#[test]
fn a_template_by_itself_gives_no_error() {
    let (_folder, town) = town();
    for options in [&[][..], &["--domain", "社会救助", "-C", "."]] {
        for kind in ["catalogue", "adjustments", "duties"] {
            let path = format!("{kind}-{}.xlsx", options.len());
            assert_eq!(mulu_template(&town, kind, options, &path).status, 0);
            let check = crate::common::mulu(&town, &["check", &path]);
            assert_eq!(check.status, 0, "{kind} {options:?}: {}", check.stdout);
            let is_empty = kind != "catalogue" || options.is_empty();
            let counted = check.stdout.contains("检查 0 项：错误 0，警告 0，提示 0");
            assert_eq!(counted, is_empty, "{kind} {options:?}: {}", check.stdout);
        }
    }
}

#[test]
fn a_template_of_a_body_has_its_items_units_and_texts() {
    let (_folder, town) = town();
    let options = ["-C", ".", "--domain", "社会救助"];
    assert_eq!(mulu_template(&town, "catalogue", &options, "整表.xlsx").status, 0);
    let workbook = workbook(&std::fs::read(town.join("整表.xlsx")).unwrap());
    let sheet = workbook.sheets.iter().find(|sheet| sheet.name == "社会救助").unwrap();
    let texts: Vec<&str> = sheet.cells.values().map(|cell| cell.text.as_str()).collect();
    let has = |word: &str| texts.iter().any(|text| text.contains(word));
    assert!(has("大英县象山街道办事处"), "{texts:?}");
    assert!(!has("乡镇人民政府") && !has("县级民政部门"), "{texts:?}");
    let levels = |row: u32| sheet.text(CellRef::new(row, 14)).to_owned();
    let items = (5..sheet.size().0).filter(|row| !sheet.text(CellRef::new(*row, 0)).is_empty());
    let marks: Vec<String> = items.map(levels).collect();
    assert!(!marks.is_empty() && marks.iter().all(|mark| mark == "√"), "{marks:?}");
    let unknown = mulu_template(&town, "duties", &["-C", ".", "--domain", "没有"], "职责.xlsx");
    assert_eq!(unknown.status, 2);
}

/// The whole table of a county put into its own drafts, beside the adjustments that it was made from.
#[test]
fn the_template_of_all_domains_may_be_put_into_ones_own_drafts() {
    for example in ["daying", "zhongshan", "dongyuan"] {
        let folder = tempfile::tempdir().unwrap();
        let county =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
        let own = folder.path().join("县");
        crate::common::copy(&county, &own);
        let items = |check: &crate::common::Run| {
            let (_, counted) = check.stdout.rsplit_once("检查 ").unwrap();
            counted.split_once(" 项").unwrap().0.to_owned()
        };
        let before = crate::common::mulu(&own, &["check", "."]);
        assert_eq!(mulu_template(&own, "catalogue", &["-C", "."], "整表.xlsx").status, 0);
        std::fs::create_dir_all(own.join("drafts")).unwrap();
        std::fs::rename(own.join("整表.xlsx"), own.join("drafts/整表.xlsx")).unwrap();
        let check = crate::common::mulu(&own, &["check", "."]);
        assert_eq!(check.status, 0, "{example}: {}", check.stdout);
        assert_eq!(items(&check), items(&before), "{example}");
    }
}
