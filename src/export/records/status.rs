//! The status of the members for programs, versioned: the structs here are the format.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::Stage;
use crate::status::{BodyStatus, DomainStatus, Milestone, Standing};

/// `mulu status --format json`.
#[derive(Serialize)]
pub struct StatusRecord<'a> {
    version: u32,
    today: String,
    members: Vec<MemberStatusRecord<'a>>,
}

#[derive(Serialize)]
struct MemberStatusRecord<'a> {
    name: &'a str,
    in_repository: bool,
    milestones: Vec<MilestoneRecord<'a>>,
    #[serde(flatten)]
    standing: StandingRecord,
    stages: Vec<StageCount>,
    domains: Vec<DomainStatusRecord<'a>>,
}

#[derive(Serialize)]
struct MilestoneRecord<'a> {
    batch: Option<&'a str>,
    deadline: String,
    goal: &'static str,
}

#[derive(Serialize)]
struct StandingRecord {
    standing: &'static str,
    late_days: Option<u32>,
    late_working_days: Option<u32>,
}

#[derive(Serialize)]
struct StageCount {
    stage: &'static str,
    domains: usize,
}

#[derive(Serialize)]
struct DomainStatusRecord<'a> {
    number: &'a str,
    name: &'a str,
    lead: Option<&'a str>,
    blank: usize,
    unverified: usize,
    stage: &'static str,
    since: Option<String>,
    handler: Option<&'a str>,
    note: Option<&'a str>,
    #[serde(flatten)]
    standing: StandingRecord,
}

impl<'a> StatusRecord<'a> {
    /// Of all members.
    pub fn new(bodies: &'a [BodyStatus], today: Date) -> Self {
        let members = bodies.iter().map(MemberStatusRecord::new).collect();
        Self { version: 1, today: today.to_string(), members }
    }
}

impl<'a> MemberStatusRecord<'a> {
    fn new(body: &'a BodyStatus) -> Self {
        let count = |stage: Stage| StageCount { stage: stage.id(), domains: body.count(stage) };
        Self {
            name: &body.name,
            in_repository: body.present,
            milestones: body.milestones.iter().map(MilestoneRecord::new).collect(),
            standing: StandingRecord::new(body.standing),
            stages: Stage::ALL.into_iter().map(count).collect(),
            domains: body.domains.iter().map(DomainStatusRecord::new).collect(),
        }
    }
}

impl<'a> MilestoneRecord<'a> {
    fn new(milestone: &'a Milestone) -> Self {
        Self {
            batch: milestone.batch.as_deref(),
            deadline: milestone.deadline.to_string(),
            goal: milestone.goal.id(),
        }
    }
}

impl StandingRecord {
    fn new(standing: Standing) -> Self {
        let delay = standing.delay();
        Self {
            standing: standing.id(),
            late_days: delay.map(|delay| delay.days),
            late_working_days: delay.and_then(|delay| delay.working_days),
        }
    }
}

impl<'a> DomainStatusRecord<'a> {
    fn new(domain: &'a DomainStatus) -> Self {
        let reached = &domain.reached;
        Self {
            number: &domain.number,
            name: &domain.name,
            lead: domain.lead.as_deref(),
            blank: domain.blank,
            unverified: domain.unverified,
            stage: reached.stage.id(),
            since: reached.date.map(|date| date.to_string()),
            handler: reached.handler.as_deref(),
            note: reached.note.as_deref(),
            standing: StandingRecord::new(domain.standing),
        }
    }
}
