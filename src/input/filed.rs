//! 备案: the edition of a body that was filed last, from the `catalogue.json` that `mulu submit` left.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use super::disk::{self, ReadFailure};
use super::yaml::{self, Node};
use crate::model::{Code, Field, FiledEdition, FiledItem};

const FOLDER: &str = "备案";
const CATALOGUE: &str = "catalogue.json";

/// The `catalogue.json` that was filed last by the body in a folder; `None` when nothing was.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn last(folder: &Path) -> Result<Option<PathBuf>, ReadFailure> {
    let mut editions = disk::list(&folder.join(FOLDER))?;
    editions.sort_by(|a, b| by_number(&name(a), &name(b)));
    let mut paths = editions.into_iter().rev().map(|edition| edition.join(CATALOGUE));
    Ok(paths.find(|path| disk::is_file(path)))
}

/// What it says of the layer above; `None` when it is no catalogue.
pub(super) fn read(path: &Path) -> Option<FiledEdition> {
    edition(&yaml::parse(&disk::text(path).ok()?).ok()?)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// 2026-2 comes before 2026-10.
fn by_number(one: &str, other: &str) -> Ordering {
    let parts = |text: &str| -> Vec<(u64, String)> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.map(|word| (word.parse().unwrap_or(u64::MAX), word.to_owned())).collect()
    };
    parts(one).cmp(&parts(other))
}

fn edition(node: &Node) -> Option<FiledEdition> {
    let own = node.text("名称")?;
    let domains = node.get("领域").map_or(&[][..], Node::elements).iter();
    let items = domains.filter_map(|domain| domain.get("目录")).flat_map(Node::elements);
    Some(FiledEdition {
        version: node.text("版本").unwrap_or_default().to_owned(),
        items: items.filter_map(|node| item(node, own)).collect(),
    })
}

fn item(node: &Node, own: &str) -> Option<FiledItem> {
    let origins = node.get("来源")?;
    let first = origins.get(Field::Names.heading())?;
    let upper = Field::ALL.into_iter().filter_map(|field| {
        let origin = origins.get(field.heading())?;
        let changed = origin.text("层") == Some(own);
        changed.then(|| former(origin, own)).flatten().map(|text| (field, text))
    });
    Some(FiledItem {
        code: Code::parse(node.text("编码")?)?,
        names: node.texts("事项").into_iter().map(str::to_owned).collect(),
        from_above: first.text("层") != Some(own) || former(first, own).is_some(),
        upper: upper.collect(),
    })
}

/// The last text that another layer had in the place of this one.
fn former(origin: &Node, own: &str) -> Option<String> {
    let replaced = origin.get("替换").map_or(&[][..], Node::elements);
    let upper = replaced.iter().rev().find(|former| former.text("层") != Some(own));
    upper?.text("文字").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_come_in_the_order_of_their_numbers() {
        let mut names = ["2026-10", "2025-3", "2026-2"];
        names.sort_by(|a, b| by_number(a, b));
        assert_eq!(names, ["2025-3", "2026-2", "2026-10"]);
    }

    #[test]
    fn what_the_layer_above_said() {
        let json = r#"{"名称":"甲镇","版本":"2026-1","领域":[{"目录":[{"编码":"19.004","事项":["低保","指南"],"来源":{
            "事项":{"层":"国家","位置":"x"},
            "公开时限":{"层":"甲镇","位置":"y","替换":[{"文字":"10日","层":"国家","位置":"x"},{"文字":"20日","层":"乙县","位置":"z"}]},
            "公开方式":{"层":"乙县","位置":"z","替换":[{"文字":"主动","层":"国家","位置":"x"}]}}}]}]}"#;
        let edition = edition(&yaml::parse(json).unwrap()).unwrap();
        let item = &edition.items[0];
        assert!(item.from_above);
        assert_eq!(item.upper, [(Field::Limit, "20日".to_owned())]);
    }
}
