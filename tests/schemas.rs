//! The JSON Schemas in `schemas/` are generated from the shapes that check the files.
//!
//! `MULU_UPDATE=1 cargo test --test integration schemas` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use mulu::input::decode::{FILE_KINDS, schema_of_kind, shape_of};
use mulu::input::yaml::{Kind, Node, Shape, Value, parse};
use mulu::register::embedded;
use serde_json::{Value as Json, json};

use crate::common::mulu;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn generated(name: &str) -> Json {
    schema_of_kind(name).expect("a file kind")
}

#[test]
fn schemas_are_current() {
    let update = std::env::var_os("MULU_UPDATE").is_some();
    let folder = root().join("schemas");
    for (name, ..) in FILE_KINDS {
        let path = folder.join(format!("{name}.json"));
        let mut wanted = serde_json::to_string_pretty(&generated(name)).unwrap();
        wanted.push('\n');
        if update {
            fs::write(&path, &wanted).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            found == wanted,
            "schemas/{name}.json is not what the shapes say: MULU_UPDATE=1 cargo test --test integration schemas"
        );
    }
    let known: Vec<String> = FILE_KINDS.iter().map(|(name, ..)| format!("{name}.json")).collect();
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name), "schemas/{name} belongs to no file kind");
    }
}

#[test]
fn the_program_prints_every_schema() {
    let here = root();
    let list = mulu(&here, &["schema"]);
    assert_eq!((list.status, list.stderr.as_str()), (0, ""));
    for (name, title, _) in FILE_KINDS {
        assert!(list.stdout.contains(&format!("  {name} ")) && list.stdout.contains(title));
        for word in [(*name).to_owned(), format!("{name}.json")] {
            let run = mulu(&here, &["schema", &word]);
            let file = fs::read_to_string(here.join(format!("schemas/{name}.json"))).unwrap();
            assert_eq!((run.status, run.stdout), (0, file.replace("\r\n", "\n")), "{word}");
        }
        assert_eq!(generated(name)["$id"], format!("urn:mulu:schema:{name}"));
    }
    let run = mulu(&here, &["schema", "adjustment"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("是不是要写 adjustments？"), "{}", run.stderr);
}

/// The value as an editor reads it: plain figures are numbers, `true` and `false` are booleans.
fn value(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar(text) => match &**text {
            "true" => json!(true),
            "false" => json!(false),
            text => match text.parse::<u64>() {
                Ok(number) if number.to_string() == text => json!(number),
                _ => json!(text),
            },
        },
        Value::Sequence(elements) => elements.iter().map(value).collect(),
        Value::Mapping(entries) => {
            let members = entries.iter().map(|(key, node)| (key.text.to_string(), value(node)));
            Json::Object(members.collect())
        }
    }
}

/// The first thing that the schema of a shape says against a node.
fn fault(shape: &'static Shape, node: &Node) -> Option<String> {
    let (name, ..) = FILE_KINDS
        .iter()
        .find(|(.., kind)| matches!(kind, Kind::Record(s) if std::ptr::eq(*s, shape)))
        .expect("every shape of a file is a file kind");
    let validator = jsonschema::validator_for(&generated(name)).unwrap();
    let value = value(node);
    let fault = validator.iter_errors(&value).next();
    fault.map(|error| format!("{} {error:.200}", error.instance_path()))
}

fn assert_valid(name: &str, text: &str) {
    let node = parse(text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let shape = shape_of(&node).unwrap_or_else(|| panic!("{name}: no file kind"));
    assert_eq!(fault(shape, &node), None, "{name}");
}

#[test]
fn built_in_files_fit_their_schemas() {
    for file in embedded() {
        assert_valid(file.name, file.text);
    }
}

#[test]
fn examples_fit_their_schemas() {
    let mut folders = vec![root().join("examples")];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                assert_valid(&name, &fs::read_to_string(&path).unwrap());
            }
        }
    }
}

/// Which schema an editor takes for a file, by the settings of an example.
fn by_settings(settings: &Json, path: &Path) -> Vec<String> {
    let path = path.to_string_lossy();
    let fits = |pattern: &str| match pattern.split_once('*') {
        Some((folder, end)) => {
            path.rsplit_once('/')
                .is_some_and(|(parent, _)| parent.ends_with(folder.trim_end_matches('/')))
                && path.ends_with(end)
        }
        None => path.ends_with(&format!("/{pattern}")),
    };
    let schemas = settings["yaml.schemas"].as_object().unwrap().iter();
    let taken = schemas.filter(|(_, patterns)| {
        patterns.as_array().unwrap().iter().any(|pattern| fits(pattern.as_str().unwrap()))
    });
    taken.map(|(schema, _)| schema.clone()).collect()
}

#[test]
fn the_settings_of_the_examples_name_the_right_schema() {
    let mut files = 0;
    let mut same: Option<String> = None;
    for example in entries(&root().join("examples")).into_iter().filter(|path| path.is_dir()) {
        let text = fs::read_to_string(example.join(".vscode/settings.json")).unwrap();
        assert_eq!(*same.get_or_insert(text.clone()), text, "{}", example.display());
        let json: String = text.lines().filter(|line| !line.starts_with("//")).collect();
        let settings: Json = serde_json::from_str(&json).unwrap();
        let walk =
            walkdir::WalkDir::new(&example).into_iter().map(|entry| entry.unwrap().into_path());
        for path in walk.filter(|path| path.extension().is_some_and(|end| end == "yaml")) {
            let taken = by_settings(&settings, &path);
            let [schema] = taken.as_slice() else { panic!("{}: {taken:?}", path.display()) };
            assert!(example.join(schema).is_file(), "{schema}");
            let name = Path::new(schema).file_stem().unwrap().to_str().unwrap().to_owned();
            let schema = jsonschema::validator_for(&generated(&name)).unwrap();
            let node = parse(&fs::read_to_string(&path).unwrap()).unwrap();
            assert!(schema.is_valid(&value(&node)), "{}: {name}", path.display());
            files += 1;
        }
    }
    assert!(files > 20, "{files}");
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn schemas_refuse_what_does_not_fit() {
    for (text, place) in [
        ("名称: 社会救助\n目录: [{公开内容: [甲]}]\n", "/目录/0"),
        ("名称: 社会救助\n目录: [{事项: [甲], 公开主题: [乙]}]\n", "/目录/0"),
        ("名称: 社会救助\n目录: [{事项: [甲], 公开方式: 公开}]\n", "/目录/0"),
        ("法规: [{名称: 甲法, 种类: 法律, 版本: [], 状态: 有效, 核实: 待核}]\n", "/法规/0"),
        ("年历: [{年: 2027, 文号: 甲, 放假: [], 上班: [2027年1月1日], 核实: 一处}]\n", "/年历/0"),
    ] {
        let node = parse(text).unwrap();
        let fault = fault(shape_of(&node).unwrap(), &node);
        assert!(fault.as_ref().is_some_and(|f| f.contains(place)), "{text}{fault:?}");
    }
}
