//! The texts of the four parts, from the folder 公布.

use std::path::{Path, PathBuf};

use crate::cli::CliError;
use crate::finding::Finding;
use crate::input::{disk, prose};
use crate::model::{AdminLevel, Catalogue, personal_numbers};
use crate::rules::publish::{part_incomplete, part_missing, personal_in_public};
use crate::site::{Demand, Part};
use crate::source::{FileId, Location, SourceMap};

/// The folder with the texts, beside `mulu.yaml`.
const FOLDER: &str = "公布";
const ENDINGS: [&str; 2] = ["md", "docx"];

/// Reads the texts of a body's four parts, and says what is missing in them and which files are not used.
pub(super) fn read(
    map: &mut SourceMap,
    folder: &Path,
    catalogue: &Catalogue,
    findings: &mut Vec<Finding>,
    remarks: &mut Vec<String>,
) -> Result<[Option<String>; 4], CliError> {
    let folder = folder.join(FOLDER);
    strangers(&folder, remarks)?;
    let mut texts = [None, None, None, None];
    for (part, slot) in Part::ALL.into_iter().zip(&mut texts) {
        let level = catalogue.level();
        match text(map, &folder, part, remarks)? {
            Some((file, text)) => {
                findings.extend(faults(part, level, file, &text));
                *slot = Some(text);
            }
            None if !Part::is_of(level) => {}
            None => {
                let demands: Vec<&str> = part.demands(level).map(|demand| demand.what).collect();
                let fault = part_missing::no_text(part.title(), &demands);
                findings.push(fault.at(catalogue.profile.name.location));
            }
        }
    }
    Ok(texts)
}

/// The text of a part as Markdown; the first of its files where there are two, which is said.
fn text(
    map: &mut SourceMap,
    folder: &Path,
    part: Part,
    remarks: &mut Vec<String>,
) -> Result<Option<(FileId, String)>, CliError> {
    let paths = ENDINGS.map(|ending| folder.join(format!("{}.{ending}", part.title())));
    let mut there = paths.into_iter().filter(|path| path.is_file());
    let Some(path) = there.next() else { return Ok(None) };
    if let Some(second) = there.next() {
        remarks.push(format!("有“{}”，没有用“{}”", path.display(), second.display()));
    }
    let name = path.display().to_string();
    if path.extension().is_some_and(|ending| ending == "docx") {
        let text = prose::docx(&disk::read(&path)?)
            .map_err(|error| CliError::Message(format!("读不了“{name}”：{error}")))?;
        return Ok(Some((map.add_opaque(name, Some(&path)), text)));
    }
    let text = disk::text(&path)?;
    Ok(Some((map.add_text(name, Some(&path), text.clone()), text)))
}

/// What is wrong with the text of a part: by article, what it does not say; and numbers of persons.
fn faults(part: Part, level: AdminLevel, file: FileId, text: &str) -> Vec<Finding> {
    let missing = part.missing(level, text);
    let articles = missing.chunk_by(|a, b| a.article == b.article);
    let silent = articles.filter_map(|demands: &[&Demand]| {
        let article = demands.first()?.article;
        let demands: Vec<&str> = demands.iter().map(|demand| demand.what).collect();
        Some(part_incomplete::silent(part.title(), article, &demands))
    });
    let numbers = personal_numbers(text).into_iter();
    let numbers =
        numbers.map(|found| personal_in_public::number(found.kind.label(), &found.masked));
    silent.chain(numbers).map(|fault| fault.at(Location::whole(file))).collect()
}

/// Says which files of the folder are the text of no part.
fn strangers(folder: &Path, remarks: &mut Vec<String>) -> Result<(), CliError> {
    if !folder.is_dir() {
        return Ok(());
    }
    let is_part = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default();
        let ending = path.extension().unwrap_or_default();
        Part::ALL.iter().any(|part| stem == part.title()) && ENDINGS.iter().any(|e| ending == *e)
    };
    let is_hidden = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(['.', '~']) || name.starts_with("README")
    };
    for path in disk::entries(folder)?.iter().filter(|path| !is_part(path) && !is_hidden(path)) {
        let names: Vec<&str> = Part::ALL.iter().map(|part| part.title()).collect();
        remarks.push(format!(
            "没有用“{}”：文件名要是 {}，.md 或 .docx",
            path.display(),
            names.join("、")
        ));
    }
    Ok(())
}
