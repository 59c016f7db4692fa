//! What is written: read again, byte for byte the same, and part by part as the golden workbook.

pub mod golden;

use std::path::{Path, PathBuf};

use jiff::civil::date;
use mulu::export::{ChannelStyle, ExportError, ExportFormat, ExportOptions, PageLayout};
use mulu::input::decode::{self, CATALOGUE, Context};
use mulu::input::project::Project;
use mulu::input::sheet::read_catalogue;
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::layout::{FontProfile, LayoutError, Paper};
use mulu::model::{
    Audience, BasisList, Bodies, Catalogue, Channels, Domain, Elements, Field, FieldSet, Levels,
    Mode, TimeLimits,
};
use mulu::pipeline::{self, Base};
use mulu::register::built_in;
use mulu::source::SourceMap;

/// A repository of one body that follows every guideline, with its own name and duties.
const WHOLE: &str = "名称: 示例县\n层级: 县级\n继承: 国家@2022\n版本: \"1\"\n";
/// Duties of several kinds, one of them derived from its kind of power.
const DUTIES: &str = "权责清单:\n  - {序号: \"1\", 权力类型: 行政许可, 名称: 施工许可}\n  - {序号: \"2\", 权力类型: 行政检查, 名称: 内部检查, 不予公开: {条款: 第十六条, 说明: 内部事务}}\n公共服务事项清单:\n  - {名称: 最低生活保障申请, 对应事项: [\"19.004\"]}\n";

pub fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny")
}

/// The catalogue of the first body of a repository.
pub fn compile(folder: &Path) -> (SourceMap, Catalogue) {
    let mut project = Project::read(folder, mulu::register::Registers::known_domains, &[]).unwrap();
    let base = Base::load(&mut project, &mut Vec::new());
    let compiled = pipeline::compile(&project, &base, 0, date(2026, 1, 1));
    (project.map, compiled.catalogue.unwrap())
}

/// The catalogue of every built-in guideline.
pub fn whole() -> (SourceMap, Catalogue) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mulu.yaml"), WHOLE).unwrap();
    std::fs::create_dir(folder.path().join("duties")).unwrap();
    std::fs::write(folder.path().join("duties/duties.yaml"), DUTIES).unwrap();
    compile(folder.path())
}

pub fn write(
    map: &SourceMap,
    catalogue: &Catalogue,
    format: ExportFormat,
    options: ExportOptions,
) -> Vec<u8> {
    mulu::export::export(catalogue, map, &[format], options, built_in().channels())
        .unwrap()
        .remove(0)
        .bytes
}

fn assert_same_domain(read: &Domain, domain: &Domain) {
    assert_eq!((&read.number, &read.name), (&domain.number, &domain.name));
    assert_eq!(read.aliases, domain.aliases);
    assert_eq!(read.guideline, domain.guideline);
    assert_eq!(read.legend, domain.legend);
    assert_eq!(read.lead, domain.lead);
    assert_eq!(read.items.len(), domain.items.len());
    for (read, item) in read.items.iter().zip(&domain.items) {
        assert_eq!((&read.code, &read.serial), (&item.code, &item.serial));
        assert_eq!(read.fields, item.fields, "{}", item.code);
        assert_eq!(read.aliases, item.aliases);
        assert_eq!(read.unverified, item.unverified, "{}", item.code);
        assert_eq!((read.evidence, &read.power), (item.evidence, &item.power));
    }
}

/// The domains of a `catalogue.json`, which must be without fault.
fn read_json(bytes: Vec<u8>) -> Vec<Domain> {
    let mut map = SourceMap::new();
    let file = map.add_text("catalogue.json", None, String::from_utf8(bytes).unwrap());
    let mut findings = Vec::new();
    let node = decode::read(&map, file, |_| &CATALOGUE, &mut findings).unwrap();
    assert_eq!(findings, []);
    let context = Context { file, layer: mulu::model::LayerId(1) };
    let domains = node.get("领域").unwrap().elements();
    let mut memo = decode::DecodeMemo::default();
    domains.iter().map(|domain| decode::domain(context, domain, &mut memo).unwrap()).collect()
}

#[test]
fn json_reads_back() {
    for (map, catalogue) in [whole(), compile(&tiny())] {
        let read = read_json(write(&map, &catalogue, ExportFormat::Json, ExportOptions::default()));
        assert_eq!(read.len(), catalogue.domains.len());
        for (read, domain) in read.iter().zip(&catalogue.domains) {
            assert_same_domain(read, domain);
        }
    }
}

#[test]
fn json_says_who_set_a_field_and_what_stood_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("mulu.yaml"),
        "名称: 示例县\n层级: 县级\n领域: [社会救助]\n责任单位:\n  县级民政部门: 示例县民政局\n",
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("overlays")).unwrap();
    let change = "领域: 社会救助\n修改:\n  - {编码: \"19.004\", 公开时限: 长期公开}\n不采用:\n  - {编码: \"19.002\", 理由: 业务不发生, 说明: 没有}\n";
    std::fs::write(folder.path().join("overlays/a.yaml"), change).unwrap();
    let (map, catalogue) = compile(folder.path());
    let bytes = write(
        &map,
        &catalogue,
        ExportFormat::Json,
        ExportOptions { draft: true, ..ExportOptions::default() },
    );
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json["草稿"], true);
    let items = json["领域"][0]["目录"].as_array().unwrap();
    let item = items.iter().find(|item| item["编码"] == "19.004").unwrap();
    assert_eq!(item["公开时限"]["长期"], true);
    let origin = &item["来源"]["公开时限"];
    assert_eq!(origin["层"], "示例县");
    assert!(origin["位置"].as_str().unwrap().starts_with("overlays/a.yaml:3:"), "{origin}");
    assert_eq!(origin["替换"][0]["层"], "国家");
    let ledger = json["台账"]["事项"].as_array().unwrap();
    let dropped = ledger.iter().find(|entry| entry["编码"] == "19.002").unwrap();
    assert_eq!((&dropped["决定"], &dropped["理由"]), (&"不采用".into(), &"业务不发生".into()));
}

#[test]
fn csv_reads_back() {
    let (map, catalogue) = whole();
    let bytes = write(&map, &catalogue, ExportFormat::Csv, ExportOptions::default());
    let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|heading| heading == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), catalogue.item_count());
    for (row, (domain, item)) in rows.iter().zip(catalogue.items()) {
        let cell = |name: &str| row.get(at(name)).unwrap();
        let fields = &item.fields;
        assert_eq!((cell("领域编号"), cell("编码")), (domain.number.as_str(), item.code.as_str()));
        assert_eq!(cell("一级事项"), item.names()[0]);
        let value = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
        macro_rules! same {
            ($field:ident, $name:literal, $read:expr) => {
                if let Some(text) = value(cell($name)) {
                    let read = $read(&text);
                    assert_eq!(
                        Some(&read),
                        fields.$field.as_ref().map(|t| &*t.value),
                        "{}",
                        item.code
                    );
                }
            };
        }
        same!(elements, "公开内容", Elements::parse);
        same!(basis, "公开依据", BasisList::parse);
        same!(limit, "公开时限", TimeLimits::parse);
        same!(bodies, "公开主体", Bodies::parse);
        same!(channels, "公开渠道", Channels::parse);
        same!(audience, "公开对象", Audience::parse);
        same!(mode, "公开方式", Mode::parse);
        same!(levels, "公开层级", Levels::parse);
    }
}

#[test]
fn csv_leaves_texts_alone() {
    let (map, catalogue) = compile(&tiny());
    let bytes = write(&map, &catalogue, ExportFormat::Csv, ExportOptions::default());
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\"文件名称\n文号\n=1+1\""), "{text}");
    assert!(text.lines().next().unwrap().contains("\"三级事项\""));
}

#[test]
fn the_same_catalogue_gives_the_same_bytes() {
    let other = PageLayout {
        paper: Paper::A4,
        channels: ChannelStyle::Chosen,
        fonts: FontProfile::Official,
    };
    let (one, two) = (compile(&tiny()), compile(&tiny()));
    for layout in [PageLayout::default(), other] {
        let options = ExportOptions { draft: true, layout, ..ExportOptions::default() };
        for format in ExportFormat::ALL {
            let [first, second] = [&one, &two].map(|(map, c)| write(map, c, format, options));
            assert!(first == second, "{format:?} differs");
        }
    }
}

#[test]
fn a_text_too_long_for_a_cell_names_item_and_field() {
    let (map, mut catalogue) = compile(&tiny());
    let limit = catalogue.domains[0].items[0].fields.limit.as_mut().unwrap();
    limit.value = TimeLimits { text: "限".repeat(40_000), parts: Vec::new() }.into();
    let (options, channels) = (ExportOptions::default(), built_in().channels());
    let error = mulu::export::export(&catalogue, &map, &[ExportFormat::Xlsx], options, channels);
    let Err(ExportError::Table(LayoutError::TooLong { item, field, length })) = error else {
        panic!("{error:?}")
    };
    assert_eq!((item.as_str(), field.as_str()), ("X90.001 综合业务/政策文件/本级文件", "公开时限"));
    assert_eq!(length, 40_000);
}

#[test]
fn the_fingerprint_is_that_of_the_csv_and_changes_with_it() {
    use sha2::{Digest, Sha256};
    let (map, mut catalogue) = compile(&tiny());
    let csv = write(&map, &catalogue, ExportFormat::Csv, ExportOptions::default());
    let digest: String = Sha256::digest(&csv).iter().map(|byte| format!("{byte:02x}")).collect();
    let before = mulu::export::fingerprint(&catalogue);
    assert_eq!(before.replace('-', ""), digest[..16]);
    catalogue.domains[0].items[0].unverified = FieldSet::all();
    assert_ne!(mulu::export::fingerprint(&catalogue), before);
}

#[test]
fn the_workbook_reads_back() {
    let (map, catalogue) = compile(&tiny());
    let bytes = write(&map, &catalogue, ExportFormat::Xlsx, ExportOptions::default());
    let workbook = read_tables(&bytes, &ReadOptions::default()).unwrap().workbook;
    let mut map = SourceMap::new();
    let file = map.add_sheets("workbook.xlsx", None, workbook.clone());
    let context = Context { file, layer: mulu::model::LayerId(1) };
    let mut findings = Vec::new();
    let tables = read_catalogue(context, &workbook, &Default::default(), &mut findings);
    assert_eq!(findings, []);
    let rows: Vec<_> = tables.iter().flat_map(|table| &table.rows).collect();
    assert_eq!(rows.len(), catalogue.item_count());
    for (row, (_, item)) in rows.iter().zip(catalogue.items()) {
        assert_eq!(row.code.as_ref().map(|code| &code.value), Some(&item.code));
        for field in Field::ALL {
            let texts = (row.fields.text(field), item.fields.text(field));
            assert_eq!(texts.0, texts.1, "{} {field}", item.code);
        }
    }
}
