//! By what other programs know a finding again in the next run.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::model::Field;
use crate::source::SourceMap;
use crate::text::hex;

/// Gives fingerprints to the findings of one run.
#[derive(Debug)]
pub(super) struct Fingerprints<'a> {
    map: &'a SourceMap,
    /// How often a recipe came already.
    seen: BTreeMap<String, usize>,
}

impl<'a> Fingerprints<'a> {
    pub(super) fn new(map: &'a SourceMap) -> Self {
        Self { map, seen: BTreeMap::new() }
    }

    /// The same for the same fault of the same item, wherever its row has moved to; equal ones are
    /// told apart by their order.
    pub(super) fn of(&mut self, finding: &Finding) -> String {
        let item = finding.item.as_ref();
        let code = item.and_then(|item| item.code.as_ref()).map(|code| code.as_str());
        let parts = [
            finding.rule.0.to_owned(),
            self.map.file(finding.location.file).name.clone(),
            finding.member.clone().unwrap_or_default(),
            item.map(|item| item.domain.clone()).unwrap_or_default(),
            code.map(str::to_owned).or(item.map(|i| i.path.join("/"))).unwrap_or_default(),
            finding.field.map(Field::heading).unwrap_or_default().to_owned(),
            finding.message.clone(),
        ];
        let recipe = parts.join("\u{1f}");
        let seen = self.seen.entry(recipe.clone()).or_insert(0);
        *seen += 1;
        let digest = Sha256::digest(format!("{recipe}\u{1f}{seen}"));
        hex(&digest[..16])
    }
}
