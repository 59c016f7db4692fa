//! A town's draft, as an old .xls with merged cells, broken ticks, torn words and full-width digits, gives
//! the same catalogue as its clean form.

use std::fs;
use std::path::Path;

use mulu::input::project::Project;
use mulu::model::{Catalogue, Field};
use mulu::pipeline::{self, Base};

use crate::common::copy;

/// The catalogue of 蓬莱镇 with this file as its only draft.
fn with_draft(name: &str) -> Catalogue {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    copy(&root.join("examples/daying"), folder.path());
    let drafts = folder.path().join("towns/penglai/drafts");
    fs::remove_dir_all(&drafts).unwrap();
    fs::create_dir(&drafts).unwrap();
    fs::copy(root.join("tests/fixtures/drafts").join(name), drafts.join(name)).unwrap();
    let mut project = Project::read(
        &folder.path().join("towns/penglai"),
        mulu::register::Registers::known_domains,
        &[],
    )
    .unwrap();
    let base = Base::load(&mut project, &mut Vec::new());
    let body = project.bodies.iter().position(|body| body.wanted).unwrap();
    let compiled = pipeline::compile(&project, &base, body, jiff::civil::date(2026, 11, 21));
    assert!(!compiled.has_errors(), "{:#?}", compiled.findings);
    compiled.catalogue.unwrap()
}

fn content(catalogue: &Catalogue) -> Vec<(String, Vec<Option<String>>)> {
    let fields =
        |item: &mulu::model::Item| Field::ALL.map(|field| item.fields.text(field)).to_vec();
    catalogue.items().map(|(_, item)| (item.code.to_string(), fields(item))).collect()
}

#[test]
fn a_messy_xls_says_the_same_as_its_clean_form() {
    let clean = with_draft("蓬莱镇草案-清楚.xlsx");
    let messy = with_draft("蓬莱镇草案-老表.xls");
    assert_eq!(content(&clean), content(&messy));
    let local = clean.items().find(|(_, item)| item.title() == "临时救助/镇级救助备用金使用情况");
    assert!(local.is_some_and(|(_, item)| item.code.is_local()));
    let (_, changed) = clean.items().find(|(_, item)| item.code.as_str() == "19.012").unwrap();
    let limit = changed.fields.text(Field::Limit);
    assert_eq!(limit.as_deref(), Some("制定或获取信息之日起5个工作日内"));
}
