//! The guidelines of a release, as the national layer.

use super::embedded::{Embedded, embedded};
use crate::input::decode::{self, Context, DecodeMemo};
use crate::model::{Domain, DomainNumber, LayerId};
use crate::source::SourceMap;

/// A release of the national guidelines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuidelineSet {
    /// 国家@2019: the 26 of the pilot domains.
    Of2019,
    /// 国家@2022: the 26 and the later ones.
    Of2022,
}

impl GuidelineSet {
    /// The release that is followed when a repository names none.
    pub const DEFAULT: Self = Self::Of2019;

    /// The name, such as 国家@2019.
    pub fn name(self) -> &'static str {
        match self {
            Self::Of2019 => "国家@2019",
            Self::Of2022 => "国家@2022",
        }
    }

    /// The release with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Of2019, Self::Of2022].into_iter().find(|set| set.name() == name.trim())
    }

    /// Whether a guideline of `release` belongs to this set.
    fn holds(self, release: &str) -> bool {
        Self::from_name(release).is_some_and(|of| of <= self)
    }
}

/// The names of all releases.
pub fn releases() -> [&'static str; 2] {
    [GuidelineSet::Of2019.name(), GuidelineSet::Of2022.name()]
}

/// The domains of a release, by number; `None` gives every built-in domain, also those that are only
/// for reference. The files are added to the map so that messages can show their lines.
pub fn guidelines(map: &mut SourceMap, set: Option<GuidelineSet>) -> Vec<Domain> {
    let mut memo = DecodeMemo::default();
    let wanted = files().filter(|file| set.is_none_or(|set| set.holds(file.release)));
    let mut domains: Vec<Domain> = wanted.filter_map(|file| read(map, file, &mut memo)).collect();
    domains.sort_by(|a, b| a.number.cmp(&b.number));
    domains
}

/// The built-in domain with this number, whatever release it belongs to.
pub fn guideline(map: &mut SourceMap, number: &str) -> Option<Domain> {
    let is_it = |file: &&Embedded| file.name.contains(&format!("/{number}-"));
    files().find(is_it).and_then(|file| read(map, file, &mut DecodeMemo::default()))
}

/// The name of the built-in domain with this number, whatever release it belongs to.
pub fn built_in_name(number: &DomainNumber) -> Option<String> {
    let file = files().find(|file| file.name.contains(&format!("/{number}-")))?;
    file.node().text("名称").map(str::to_owned)
}

/// The built-in files of domains.
fn files() -> impl Iterator<Item = &'static Embedded> {
    let folders = ["catalogues/national/", "catalogues/later/"];
    embedded().iter().filter(move |file| folders.iter().any(|folder| file.name.starts_with(folder)))
}

fn read(map: &mut SourceMap, file: &Embedded, memo: &mut DecodeMemo) -> Option<Domain> {
    let id = map.add_text(file.name, None, file.text);
    decode::domain(Context { file: id, layer: LayerId::NATIONAL }, &file.node(), memo)
}
