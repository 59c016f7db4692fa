//! `--waive`: units that did not answer, and why the catalogue goes on without them.

use super::Args;
use super::desk::Office;
use crate::cli::CliError;
use crate::model::fold;
use crate::review::Excused;

/// Notes down why nobody waits for units that did not answer.
pub(super) fn run(args: &Args, office: &mut Office, reason: &str) -> Result<(), CliError> {
    if reason.trim().is_empty() {
        return Err(CliError::Message("--waive 后面要写理由".to_owned()));
    }
    for desk in &mut office.desks {
        let asked: Vec<String> = desk.groups(args).into_iter().map(|group| group.unit).collect();
        let is_wanted = |unit: &String| {
            args.unit.is_empty()
                || args.unit.iter().any(|wanted| fold::compact(wanted) == fold::compact(unit))
        };
        let strange: Vec<&String> = args
            .unit
            .iter()
            .filter(|wanted| !asked.iter().any(|u| fold::compact(u) == fold::compact(wanted)))
            .collect();
        if let Some(unit) = strange.first() {
            let asked = asked.join("、");
            return Err(CliError::Message(format!("没有征求过“{unit}”的意见。征求的有：{asked}")));
        }
        let units: Vec<String> = asked
            .into_iter()
            .filter(|unit| is_wanted(unit) && !desk.record.has_answered(unit))
            .filter(|unit| desk.record.excuse(unit).is_none())
            .collect();
        let name = &desk.member.name;
        if units.is_empty() {
            office.lines.push(format!("{name}：没有要等的单位"));
            continue;
        }
        office.lines.push(format!(
            "{name}：不等 {} 个单位的反馈：{}",
            units.len(),
            units.join("、")
        ));
        desk.record.excused.push(Excused { units, reason: reason.trim().to_owned() });
    }
    Ok(())
}
