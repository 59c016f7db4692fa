//! Adopted opinions over what the body says already: which files become other, and whether they can.

use std::collections::BTreeMap;
use std::path::Path;

use super::desk::Desk;
use crate::finding::Finding;
use crate::fix::{self, Fix};
use crate::input::disk;
use crate::review::InPlace;
use crate::rules::process::opinion_not_written;
use crate::source::{FileContent, FileId, FilePlace, Location, SourceMap};

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    /// What was written where, in lines.
    pub(super) said: Vec<String>,
    /// What could not be written.
    pub(super) findings: Vec<Finding>,
}

/// A file that becomes other.
#[derive(Debug, Clone)]
pub(super) struct Rewrite {
    /// The file.
    pub(super) file: FileId,
    /// Its new texts.
    pub(super) fixes: Vec<Fix>,
}

/// Takes texts over into the desk, and notes down in its record where they stand. A file that cannot be
/// written as a whole is told of.
pub(super) fn take(map: &SourceMap, desk: &mut Desk, texts: Vec<InPlace>) -> Rewritten {
    let mut files: BTreeMap<FileId, Vec<InPlace>> = BTreeMap::new();
    for text in texts {
        files.entry(text.location.file).or_default().push(text);
    }
    let mut rewritten = Rewritten::default();
    for (file, texts) in files {
        let fixes: Vec<Fix> = texts.iter().map(fix_of).collect();
        let rewrite = Rewrite { file, fixes };
        match rewrite.bytes(map, None) {
            Ok(_) => {
                rewritten.said.extend(note(map, desk, &texts));
                desk.rewrites.push(rewrite);
            }
            Err(why) => rewritten.findings.extend(refused(desk, &texts, &why)),
        }
    }
    rewritten
}

fn fix_of(text: &InPlace) -> Fix {
    let InPlace { location, before, after, .. } = text.clone();
    Fix { location, before, after, kinds: Vec::new() }
}

impl Rewrite {
    /// The file with its new texts: as it stands on disk, or as somebody else is about to write it.
    pub(super) fn bytes(&self, map: &SourceMap, now: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
        let source = map.file(self.file);
        let path = source.path.as_deref().ok_or_else(|| "没有这个文件".to_owned())?;
        match &source.content {
            FileContent::Text { text, .. } => {
                let fixed = fix::yaml::apply(text, &self.fixes);
                let made = fixed.left.is_empty();
                made.then(|| fixed.text.into_bytes()).ok_or_else(|| "那里的写法特殊".to_owned())
            }
            FileContent::Sheets(_) => {
                let bytes = match now {
                    Some(bytes) => bytes,
                    None => disk::read(path).map_err(|error| error.to_string())?,
                };
                fix::sheet::apply(&bytes, map, self.file, &self.fixes)
                    .map_err(|error| error.to_string())
            }
            FileContent::Excerpt(_) | FileContent::Nothing => Err("读不了".to_owned()),
        }
    }

    /// Where the file lies.
    pub(super) fn path<'a>(&self, map: &'a SourceMap) -> Option<&'a Path> {
        map.file(self.file).path.as_deref()
    }
}

/// Notes down in the record where each opinion was written; says so. The field comes before its reason.
fn note(map: &SourceMap, desk: &mut Desk, texts: &[InPlace]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut last = None;
    for text in texts.iter().filter(|text| last.replace(text.number) != Some(text.number)) {
        let place = place(map, &desk.folder, text.location);
        let known = desk.record.opinions.iter_mut().find(|known| known.number == text.number);
        if let Some(known) = known {
            known.written.clone_from(&place);
        }
        said.push(format!("{}：第 {} 号意见写进 {place}", desk.member.name, text.number));
    }
    said
}

/// A place as the record names it: below the folder of the body.
fn place(map: &SourceMap, folder: &Path, location: Location) -> String {
    let source = map.file(location.file);
    let path = source.path.as_deref().and_then(|path| path.strip_prefix(folder).ok());
    let path = path.map_or_else(|| source.name.clone(), |path| path.display().to_string());
    let path = path.replace('\\', "/");
    match (location.place, map.sheet(location)) {
        (FilePlace::Cell { cell, .. }, Some(sheet)) => format!("{path} {}!{cell}", sheet.name),
        _ => match map.line_column(location) {
            Some((line, _)) => format!("{path} 第{line}行"),
            None => path,
        },
    }
}

fn refused(desk: &Desk, texts: &[InPlace], why: &str) -> Vec<Finding> {
    let mut numbers: Vec<usize> = texts.iter().map(|text| text.number).collect();
    numbers.dedup();
    let known = desk.record.opinions.iter().filter(|known| numbers.contains(&known.number));
    known
        .map(|known| opinion_not_written::not_written(known.number, why).at(known.location))
        .collect()
}
