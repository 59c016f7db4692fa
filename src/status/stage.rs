//! The stage of one domain, from the records or from the files that are there.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Known;
use crate::model::{Adjustment, Domain, ItemRef, Layer, Stage, StageRecord};

/// What the files of a body show, beside its layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StageEvidence {
    /// Its catalogue was built.
    pub built: bool,
    /// Answers of departments were read in.
    pub reviewed: bool,
}

/// A stage, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The stage.
    pub stage: Stage,
    /// Since when; `None` where only files show it.
    pub date: Option<Date>,
    /// 经办人.
    pub handler: Option<String>,
    /// 说明, or which files show it.
    pub note: Option<String>,
}

/// The stage of a domain: the latest record, and of several on one day the one that is farthest. A
/// domain may go back, when it is returned. Without records, what the files show.
pub fn reached(known: Known<'_>, domain: &Domain) -> Reached {
    let dated = about(known.records, domain);
    match dated.max_by_key(|(date, record)| (*date, record.stage)) {
        Some((date, record)) => Reached {
            stage: record.stage,
            date: Some(date),
            handler: record.handler.clone(),
            note: record.note.clone(),
        },
        None => from_files(known, domain),
    }
}

/// The farthest stage at which any edition of a domain ended up: a new edition that is being drafted
/// takes nothing back of the one that was published.
pub(super) fn achieved(known: Known<'_>, domain: &Domain) -> Stage {
    let mut ends: BTreeMap<Option<&str>, (Date, Stage)> = BTreeMap::new();
    for (date, record) in about(known.records, domain) {
        let end = ends.entry(record.version.as_deref()).or_insert((date, record.stage));
        *end = (*end).max((date, record.stage));
    }
    let farthest = ends.into_values().map(|(_, stage)| stage).max();
    farthest.unwrap_or_else(|| reached(known, domain).stage)
}

/// The first day on which a domain came to a stage, or beyond it.
pub(super) fn first(known: Known<'_>, domain: &Domain, goal: Stage) -> Option<Date> {
    let dated = about(known.records, domain).filter(|(_, record)| record.stage >= goal);
    dated.map(|(date, _)| date).min()
}

/// The records of a domain with their days.
fn about<'a>(
    records: &'a [StageRecord],
    domain: &'a Domain,
) -> impl Iterator<Item = (Date, &'a StageRecord)> {
    let is_about = |record: &&StageRecord| {
        let named = record.domain.as_ref();
        record.item.is_none() && named.is_none_or(|word| domain.is_called(&word.value))
    };
    records.iter().filter(is_about).map(|record| (record.date.value, record))
}

fn from_files(known: Known<'_>, domain: &Domain) -> Reached {
    let own = known.layers.last();
    let shown = if known.evidence.reviewed {
        Some((Stage::Review, "有部门意见"))
    } else if own.is_some_and(|layer| has_table(layer, domain)) {
        Some((Stage::Drafting, "有整表"))
    } else if own.is_some_and(|layer| has_adjustment(layer, domain)) {
        Some((Stage::Drafting, "有调整"))
    } else if own.is_some_and(has_settings) && known.catalogue.item_count() > 0 {
        Some((Stage::Drafting, "责任单位或牵头单位写了，目录编得出来"))
    } else if known.evidence.built {
        Some((Stage::Drafting, "编制过"))
    } else {
        None
    };
    let (stage, note) = shown.map_or((Stage::NotBegun, None), |(stage, note)| (stage, Some(note)));
    Reached { stage, date: None, handler: None, note: note.map(|n| format!("没有记录，{n}")) }
}

/// Whether the layer says who does what: then its catalogue is more than that of the layer above.
fn has_settings(layer: &&Layer) -> bool {
    !layer.profile.bindings.is_empty() || !layer.profile.leads.is_empty()
}

fn has_table(layer: &Layer, domain: &Domain) -> bool {
    layer.tables.iter().any(|table| domain.is_called(&table.domain.value))
}

fn has_adjustment(layer: &Layer, domain: &Domain) -> bool {
    let names = |item: &ItemRef| {
        let by_code = item.code.as_ref().is_some_and(|code| code.is_in(&domain.number));
        by_code || item.domain.as_deref().is_some_and(|word| domain.is_called(word))
    };
    layer.adjustments.iter().any(|adjustment| match adjustment {
        Adjustment::Modify { item, .. } | Adjustment::Drop { item, .. } => names(item),
        Adjustment::Add { domain: added, .. } => domain.is_called(&added.value),
    })
}
