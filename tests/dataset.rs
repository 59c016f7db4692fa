//! 数据集: what `mulu export` writes, read by DuckDB as any user would.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::common::office::{have_python, run};
use crate::common::{copy, mulu};

/// Prints, for each format, the rows of every body, and checks the types that DuckDB reads.
const QUERY: &str = r#"
import json, sys
import duckdb

folder = sys.argv[1]
found = {}
for name, reader in (("csv", "read_csv"), ("jsonl", "read_json")):
    source = f"{reader}('{folder}/*/*/items.{name}', hive_partitioning=true)"
    rows = duckdb.sql(f"SELECT body, count(*) FROM {source} GROUP BY body").fetchall()
    found[name] = dict(rows)
source = f"read_json('{folder}/*/*/items.jsonl')"
found["types"] = {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE SELECT * FROM {source}").fetchall()}
found["towns"] = dict(duckdb.sql(
    f"SELECT body, count(*) FROM {source} WHERE list_contains(levels, '乡级') GROUP BY body").fetchall())
found["shortest"] = duckdb.sql(
    f"SELECT min(limit_number) FROM {source} WHERE limit_unit = '工作日'").fetchall()[0][0]
duckdb.sql(f"COPY (SELECT * FROM {source}) TO '{folder}/items.parquet'")
found["parquet"] = dict(duckdb.sql(
    f"SELECT body, count(*) FROM read_parquet('{folder}/items.parquet') GROUP BY body").fetchall())
found["topics"] = dict(duckdb.sql(
    f"SELECT topic, count(*) FROM (SELECT unnest(topics) AS topic FROM {source}) GROUP BY topic").fetchall())
print(json.dumps(found, ensure_ascii=False))
"#;

fn count_of(number: &Value) -> usize {
    usize::try_from(number.as_u64().unwrap()).unwrap()
}

fn export(out: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = mulu(root, &["export", "examples/zhongshan", "-o", out.to_str().unwrap()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.contains("3 个单位，"), "{}", run.stdout);
}

/// The lines of each body, as they stand in the files.
fn lines(out: &Path) -> BTreeMap<String, Vec<Value>> {
    let county = out.join("county=中山市");
    let bodies = std::fs::read_dir(county).unwrap().map(|entry| entry.unwrap().path());
    let read = |folder: std::path::PathBuf| {
        let text = std::fs::read_to_string(folder.join("items.jsonl")).unwrap();
        let rows: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (rows[0]["body"].as_str().unwrap().to_owned(), rows)
    };
    bodies.map(read).collect()
}

#[test]
fn duckdb_reads_the_data_set() {
    if !have_python("duckdb") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    export(folder.path());
    let lines = lines(folder.path());
    let said = run("python3", &["-c", QUERY, folder.path().to_str().unwrap()]);
    let found: Value = serde_json::from_str(&said).unwrap();
    let counts: BTreeMap<&str, usize> =
        lines.iter().map(|(body, rows)| (body.as_str(), rows.len())).collect();
    for format in ["csv", "jsonl", "parquet"] {
        let read: BTreeMap<&str, usize> = found[format]
            .as_object()
            .unwrap()
            .iter()
            .map(|(body, count)| (body.as_str(), usize::try_from(count.as_u64().unwrap()).unwrap()))
            .collect();
        assert_eq!(read, counts, "{format}");
    }
    for (column, kind) in
        [("elements", "VARCHAR[]"), ("everyone", "BOOLEAN"), ("date", "DATE"), ("code", "VARCHAR")]
    {
        assert_eq!(found["types"][column], kind, "{column}");
    }
    let kinds = lines.values().flatten().flat_map(|row| row["topics"].as_array().unwrap());
    let of_topics: usize = found["topics"].as_object().unwrap().values().map(count_of).sum();
    assert!(of_topics > 100 && of_topics == kinds.count(), "{}", found["topics"]);
    assert!(found["topics"]["社会救助和社会福利"].as_u64() > Some(10), "{}", found["topics"]);
    let town = |row: &&Value| row["levels"].as_array().unwrap().contains(&"乡级".into());
    assert_eq!(found["towns"]["坦洲镇"], lines["坦洲镇"].iter().filter(town).count());
    let days = lines.values().flatten().filter(|row| row["limit_unit"] == "工作日");
    assert_eq!(
        found["shortest"],
        days.map(|row| row["limit_number"].as_u64()).min().unwrap().unwrap()
    );
}

/// The columns that are described are those of the files, in the same order; nothing internal is there.
#[test]
fn the_columns_are_those_described() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path());
    let described = std::fs::read_to_string(folder.path().join("COLUMNS.md")).unwrap();
    let described: Vec<&str> =
        described.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let csv = folder.path().join("county=中山市/body=坦洲镇/items.csv");
    let mut reader = csv::Reader::from_path(csv).unwrap();
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head, described);
    let lines = lines(folder.path());
    let row = lines["坦洲镇"][0].as_object().unwrap();
    assert_eq!(row.len(), described.len());
    assert!(described.iter().all(|column| row.contains_key(*column)));
}

/// A second run writes the same bytes, and a member that cannot be compiled is named.
#[test]
fn a_member_without_catalogue_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::create_dir_all(here.join("towns/a")).unwrap();
    std::fs::write(here.join("mulu.yaml"), "名称: 示例县\n层级: 县级\n领域: [社会救助]\n").unwrap();
    std::fs::write(here.join("towns/a/mulu.yaml"), "名称: [\n").unwrap();
    let first = mulu(here, &["export", "-o", "out"]);
    assert_eq!(first.status, 1, "{}", first.stdout);
    assert!(first.stdout.contains("a：没有编成"), "{}", first.stdout);
    let file = here.join("out/county=示例县/body=示例县/items.csv");
    let before = std::fs::read(&file).unwrap();
    mulu(here, &["export", "-o", "out"]);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

/// The script of README that gives every county to a cluster.
fn cluster_script() -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let (_, script) = readme.split_once("```python\n").unwrap();
    script.split_once("```").unwrap().0.to_owned()
}

#[test]
fn a_cluster_builds_every_county() {
    if !have_python("distributed") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for county in ["daying", "zhongshan"] {
        copy(&root.join("examples").join(county), &folder.path().join("各县").join(county));
    }
    std::fs::write(folder.path().join("全省.py"), cluster_script()).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_mulu")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let run = std::process::Command::new("python3")
        .args(["全省.py", "各县", "编好"])
        .current_dir(folder.path())
        .env("PATH", path)
        .env("MULU_TODAY", "2026-11-21")
        .env("MULU_CACHE", "")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    let errors = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{said}\n{errors}");
    assert!(said.contains("各县/daying：写出") && said.contains("各县/zhongshan：写出"), "{said}");
    for (county, body) in [("daying", "大英县"), ("zhongshan", "中山市")] {
        let alone = folder.path().join("单独");
        let args = ["build", &format!("各县/{county}"), "-o", "单独", "--formats", "xlsx,json"];
        assert_eq!(mulu(folder.path(), &args).status, 0);
        let there = folder.path().join("编好").join(county);
        let read = |folder: &Path| std::fs::read(folder.join(body).join("catalogue.json")).unwrap();
        assert!(read(&alone) == read(&there), "{county}");
    }
}
