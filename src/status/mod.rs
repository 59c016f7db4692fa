//! 进度: how far each body's catalogue has come, domain by domain, against its deadlines.
//!
//! A stage comes from 记录.yaml; where nothing is noted down, from the files that are there. Days of
//! delay are working days where the calendar reaches. This module reads no files and prints nothing.

mod delay;
mod milestone;
mod stage;

pub use delay::Delay;
pub use milestone::{Milestone, Standing, milestones};
pub use stage::{Reached, StageEvidence, reached};

use jiff::civil::Date;

use crate::model::{Catalogue, Layer, Stage, StageRecord};
use crate::register::Calendar;

/// What is known of a body.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its catalogue.
    pub catalogue: &'a Catalogue,
    /// The layers from the top down, its own last.
    pub layers: &'a [&'a Layer],
    /// The name of its folder.
    pub folder: &'a str,
    /// 记录.yaml.
    pub records: &'a [StageRecord],
    /// What the files in its folder show.
    pub evidence: StageEvidence,
}

/// How far a body has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyStatus {
    /// Its name.
    pub name: String,
    /// The name of its folder; empty where it has none.
    pub folder: String,
    /// 编制单位.
    pub office: Option<String>,
    /// Whether it has a folder in the repository, or is only named in a batch.
    pub present: bool,
    /// Its deadlines, in order of time.
    pub milestones: Vec<Milestone>,
    /// Its domains; none for a body without a folder.
    pub domains: Vec<DomainStatus>,
    /// 下次评估日期.
    pub next_review: Option<Date>,
    /// Against its deadlines: that of the domain that is worst off.
    pub standing: Standing,
}

impl BodyStatus {
    /// How many domains are at a stage.
    pub fn count(&self, stage: Stage) -> usize {
        self.domains.iter().filter(|domain| domain.reached.stage == stage).count()
    }

    /// The milestone that it has to reach next, or missed; the last one when all are reached.
    pub fn target(&self) -> Option<&Milestone> {
        let open = self.milestones.iter().find(|milestone| {
            let behind = |domain: &DomainStatus| domain.reached.stage < milestone.goal;
            !self.present || self.domains.iter().any(behind)
        });
        open.or(self.milestones.last())
    }
}

/// How far a domain of a body has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainStatus {
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// 牵头单位.
    pub lead: Option<String>,
    /// How many fields are empty that must not be.
    pub blank: usize,
    /// How many fields have a text that nobody has compared with the original.
    pub unverified: usize,
    /// The stage, and how it is known.
    pub reached: Reached,
    /// Against the deadlines of the body.
    pub standing: Standing,
}

/// The status of a body on a day.
pub fn body(known: Known<'_>, today: Date, calendar: &Calendar) -> BodyStatus {
    let name = known.catalogue.name();
    let milestones = milestones(known.layers, name, known.folder);
    let domain = |domain: &crate::model::Domain| {
        let reached = reached(known, domain);
        let first = |goal| stage::first(known, domain, goal);
        DomainStatus {
            number: domain.number.to_string(),
            name: domain.name.clone(),
            lead: domain.lead.as_ref().map(|lead| lead.value.clone()),
            blank: domain.items.iter().map(|item| item.blanks().iter().count()).sum(),
            unverified: domain.items.iter().map(|item| item.open().iter().count()).sum(),
            standing: Standing::of(
                &milestones,
                stage::achieved(known, domain),
                first,
                today,
                calendar,
            ),
            reached,
        }
    };
    let domains: Vec<DomainStatus> = known.catalogue.domains.iter().map(domain).collect();
    let standing =
        domains.iter().map(|domain| domain.standing).max().unwrap_or(Standing::NoDeadline);
    BodyStatus {
        name: name.to_owned(),
        folder: known.folder.to_owned(),
        office: known.catalogue.profile.office.as_ref().map(|office| office.value.clone()),
        present: true,
        milestones,
        domains,
        next_review: known.catalogue.profile.filing.next_review.as_ref().map(|date| date.value),
        standing,
    }
}

/// The bodies that a batch of these layers names and that have no folder: nothing was begun there.
pub fn absent(
    layers: &[&Layer],
    present: &[BodyStatus],
    today: Date,
    calendar: &Calendar,
) -> Vec<BodyStatus> {
    let mut absent: Vec<BodyStatus> = Vec::new();
    let batches = layers.iter().flat_map(|layer| &layer.profile.batches);
    for name in batches.flat_map(|batch| &batch.members) {
        let is_known = |body: &BodyStatus| body.name == *name || body.folder == *name;
        if present.iter().chain(&absent).any(is_known) {
            continue;
        }
        let milestones = milestones(layers, name, name);
        let standing = Standing::of(&milestones, Stage::NotBegun, |_| None, today, calendar);
        let name = name.clone();
        let domains = Vec::new();
        let (folder, office) = (String::new(), None);
        absent.push(BodyStatus {
            name,
            folder,
            office,
            present: false,
            milestones,
            domains,
            next_review: None,
            standing,
        });
    }
    absent
}

/// Records that name a domain that the catalogue does not have: their domains, each once.
pub fn unknown_domains<'a>(catalogue: &Catalogue, records: &'a [StageRecord]) -> Vec<&'a str> {
    let named = records.iter().filter_map(|record| record.domain.as_ref());
    let mut unknown: Vec<&str> = named
        .map(|domain| domain.value.as_str())
        .filter(|word| !catalogue.domains.iter().any(|domain| domain.is_called(word)))
        .collect();
    unknown.sort_unstable();
    unknown.dedup();
    unknown
}
