//! 地名: the places that a government names as its own, with the names that they had before.

use jiff::civil::Date;

use crate::input::yaml::Node;

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace {
    /// 名称, as it is now.
    pub name: String,
    /// 曾用名.
    pub former: Vec<String>,
    /// 自: since when it is called so.
    pub since: Option<Date>,
    /// 依据: the paper.
    pub paper: Option<String>,
}

/// The register of places.
#[derive(Debug)]
pub struct PlaceRegister {
    places: Vec<KnownPlace>,
}

impl PlaceRegister {
    /// Reads a checked tree.
    pub(super) fn read(node: &Node) -> Self {
        let list = node.get("地名").map_or(&[][..], Node::elements);
        Self { places: list.iter().filter_map(place).collect() }
    }

    /// All places.
    pub fn places(&self) -> &[KnownPlace] {
        &self.places
    }

    /// Whether a name is that of a place of one's own, now or before.
    pub fn knows(&self, name: &str) -> bool {
        self.places.iter().any(|place| place.name == name || place.former.iter().any(|f| f == name))
    }

    /// The place that the name of a body begins with, under a name that it no longer has.
    pub fn former(&self, name: &str) -> Option<(&KnownPlace, &str)> {
        self.places.iter().find_map(|place| {
            let former = place.former.iter().find(|former| name.starts_with(former.as_str()))?;
            (!name.starts_with(place.name.as_str())).then_some((place, former.as_str()))
        })
    }
}

fn place(node: &Node) -> Option<KnownPlace> {
    Some(KnownPlace {
        name: node.text("名称")?.to_owned(),
        former: node.texts("曾用名").into_iter().map(str::to_owned).collect(),
        since: node.text("自").and_then(|day| day.parse().ok()),
        paper: node.text("依据").map(str::to_owned),
    })
}
