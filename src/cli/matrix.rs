//! `mulu matrix` 对照: items by members of a repository.

use std::path::PathBuf;

use super::build::members;
use super::data::DataArg;
use super::form::FormArgs;
use super::page::PageArgs;
use super::{CliError, ExitStatus, output, today};
use crate::export::matrix::{self, Matrix};
use crate::export::picture;
use crate::model::Catalogue;
use crate::pipeline::{self, Base};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 只对照这个单位（名称或文件夹名），可以写几次；不写就是全部下级
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
    #[command(flatten)]
    form: FormArgs,
    #[command(flatten)]
    page: PageArgs,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    args.form.check_target()?;
    let mut project = args.data.project(&args.folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let all = members(&project, &args.member)?;
    let top = project.bodies.first().and_then(|body| body.layer.as_ref());
    let name = top.map(|layer| layer.profile.name.value.clone()).unwrap_or_default();
    let mut catalogues: Vec<Catalogue> = Vec::new();
    let mut left_out = Vec::new();
    for member in &all {
        // What is compared stands beside each other: the body above its members is not one of them.
        if args.member.is_empty() && all.len() > 1 && member.name == name {
            continue;
        }
        match pipeline::merge(&project, &base, member.body) {
            Some(catalogue) => catalogues.push(catalogue),
            None => left_out.push(member.name.as_str()),
        }
    }
    let matrix = Matrix::new(&name, &catalogues);
    let day = today()?.to_string();
    args.form.write(|| matrix::book(&matrix, args.form.paper(), &day))?;
    args.page.write(|| picture::of_matrix(&matrix, &day))?;
    output::print(&told(&matrix))?;
    if !left_out.is_empty() {
        let names = left_out.join("、");
        output::print(&format!("{names}没有编成，不在表里。用 mulu check 看有什么错误\n"))?;
        return Ok(ExitStatus::Findings);
    }
    Ok(ExitStatus::Clean)
}

/// How much there is, and who stands alone most often.
fn told(matrix: &Matrix) -> String {
    let mut text = format!(
        "{} 个单位，{} 个事项，处理不一致的 {} 个\n",
        matrix.members.len(),
        matrix.rows.len(),
        matrix.differing()
    );
    let mut alone = vec![0; matrix.members.len()];
    for at in matrix.rows.iter().flat_map(matrix::MatrixRow::outliers) {
        alone[at] += 1;
    }
    let mut named: Vec<(usize, &String)> = alone.into_iter().zip(&matrix.members).collect();
    named.retain(|(count, _)| *count > 0);
    named.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let named = named.iter().map(|(count, name)| format!("  {name}：{count} 个事项\n"));
    let named: String = named.collect();
    if !named.is_empty() {
        text.push_str("和多数不同的（做法不超过五分之一的单位）：\n");
        text.push_str(&named);
    }
    text
}
