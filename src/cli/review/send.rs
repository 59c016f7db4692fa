//! The forms that go out.

use crate::cli::build::{Member, members_of, open};
use crate::cli::{CliError, ExitStatus, output};
use crate::export::ExportError;
use crate::export::review::{Inquiry, inquiry};
use crate::model::Catalogue;
use crate::output::{Artifact, OutputFolder, safe_name};
use crate::review::{Origins, groups, words};
use crate::source::SourceMap;

use super::Args;

/// Writes the forms of every member.
pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let _lock = if args.record { output::lock_repository(args.folder())? } else { None };
    let repository = open(args.folder(), &args.data, &mut SourceMap::new(), &mut Vec::new())?;
    let mut out = super::forms_folder(args);
    let mut status = ExitStatus::Clean;
    for member in members_of(&repository, &args.member)? {
        let body = repository.body(member.body)?;
        let (Some(catalogue), Some(layers)) = (body.merge(), body.layers()) else {
            output::print(&format!("{}：没有编成，用 mulu check 看有什么错误\n", member.name))?;
            status = ExitStatus::Findings;
            continue;
        };
        let line = super::note(args, body.folder(), &catalogue)?;
        let said = send(args, &member, &catalogue, &Origins::new(&layers), &mut out)?;
        output::print(&said)?;
        if let Some(line) = line {
            output::print(&format!("  “征求意见”记在 {}\n", line.path().display()))?;
            line.write()?;
        }
    }
    Ok(status)
}

fn send(
    args: &Args,
    member: &Member,
    catalogue: &Catalogue,
    origins: &Origins,
    out: &mut OutputFolder,
) -> Result<String, CliError> {
    let groups = groups(catalogue, args.by());
    let until = args.until.map(|date| date.to_string());
    let artifacts = groups
        .iter()
        .map(|group| {
            let asked = Inquiry { catalogue, origins, group, until: until.as_deref() };
            let name = format!("{}（{}）.xlsx", words::FORM, safe_name(&group.unit));
            Ok(Artifact { name, bytes: inquiry(&asked)? })
        })
        .collect::<Result<Vec<Artifact>, ExportError>>()
        .map_err(|error| CliError::Message(error.to_string()))?;
    let folder = out.put(&member.folder, &artifacts)?;
    Ok(format!(
        "{}：{} 项，{} 个单位，每个单位一份{}，写到 {}\n",
        member.name,
        catalogue.item_count(),
        groups.len(),
        words::FORM,
        folder.display()
    ))
}
