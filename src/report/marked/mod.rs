//! Findings shown in a copy of the spreadsheet that they are about: cells coloured, a note at each, and
//! a sheet that lists all.
//!
//! The copy is the user's own file with marks patched in ([`crate::patch`]). Where that cannot be done
//! (xls, ods, csv, docx, a signed file), the rows are shown in a workbook of our own, marked the same
//! way. This module makes bytes from bytes; where they go is not its business.

mod list;

use crate::check::find_rule;
use crate::finding::{Finding, Severity};
use crate::layout;
use crate::patch::{Mark, Package, PatchError, Shade};
use crate::source::{FileId, FilePlace, Location, SourceMap, Workbook};

/// The name of the sheet that lists the findings.
pub const LIST_NAME: &str = "校验结果";
/// What the first cell of that sheet begins with.
const LIST_TITLE: &str = "校验结果：";

/// A marked copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// What the name of the copy must end in: `xlsx` or `xlsm`.
    pub extension: &'static str,
    /// Why the rows are shown in a workbook of our own, when they are.
    pub rebuilt: Option<PatchError>,
}

/// Why there is no marked copy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkError {
    /// The file is such a copy itself.
    #[error(
        "它本身是带标注的副本，没有再做副本。请在原文件上改；要用这一份，先删去“校验结果”表、批注和底色，换个文件名"
    )]
    MarkedAlready,
    /// The workbook could not be made.
    #[error("标注副本做不出来：{0}")]
    Failed(String),
}

/// One fault of a file, with the bodies of government that have it.
#[derive(Debug)]
struct MarkedFault<'a> {
    finding: &'a Finding,
    members: Vec<&'a str>,
}

/// Makes the marked copy of a spreadsheet; `None` when nothing was found in it.
///
/// # Errors
/// The file is a marked copy itself, or the copy cannot be made.
pub fn marked_copy(
    map: &SourceMap,
    findings: &[Finding],
    file: FileId,
    original: &[u8],
) -> Result<Option<Marked>, MarkError> {
    let faults = faults(findings, file);
    let Some(workbook) = map.workbook(file).filter(|_| !faults.is_empty()) else { return Ok(None) };
    if is_marked(workbook) {
        return Err(MarkError::MarkedAlready);
    }
    let names: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    match mark(original, map, file, &faults, &names) {
        Ok((bytes, extension)) => Ok(Some(Marked { bytes, extension, rebuilt: None })),
        Err(reason) => rebuild(map, file, &faults, reason).map(Some),
    }
}

/// Shows the rows in a workbook of our own and marks them there.
fn rebuild(
    map: &SourceMap,
    file: FileId,
    faults: &[MarkedFault<'_>],
    reason: PatchError,
) -> Result<Marked, MarkError> {
    let failed = |error: &dyn std::fmt::Display| MarkError::Failed(error.to_string());
    let workbook = map.workbook(file).ok_or_else(|| failed(&"没有表"))?;
    let (rows, names) = layout::rebuilt(workbook).map_err(|error| failed(&error))?;
    let marked = mark(&rows, map, file, faults, &names);
    let (bytes, extension) = marked.map_err(|error| failed(&error))?;
    Ok(Marked { bytes, extension, rebuilt: Some(reason) })
}

/// Marks the cells of a workbook whose sheets have these names, and adds the list.
fn mark(
    bytes: &[u8],
    map: &SourceMap,
    file: FileId,
    faults: &[MarkedFault<'_>],
    names: &[String],
) -> Result<(Vec<u8>, &'static str), PatchError> {
    let mut package = Package::open(bytes)?;
    for fault in faults {
        let place = place(map, fault.finding.location, names);
        let (Some((sheet, cell)), Some(shade)) = (place, shade(fault.finding.severity)) else {
            continue;
        };
        package.mark_cell(sheet, cell, Mark::new(shade, note(fault.finding)))?;
    }
    package.add_list(list::sheet(map, file, faults, names))?;
    let extension = if package.has_macros() { "xlsm" } else { "xlsx" };
    Ok((package.finish()?, extension))
}

/// The findings in a file, the worst first, each fault once.
fn faults(findings: &[Finding], file: FileId) -> Vec<MarkedFault<'_>> {
    let mut faults: Vec<MarkedFault<'_>> = Vec::new();
    let same = |a: &Finding, b: &Finding| {
        (a.rule, a.severity, a.location) == (b.rule, b.severity, b.location)
            && (&a.message, &a.help) == (&b.message, &b.help)
    };
    // Findings are sorted by place and then by words, so the same fault of another body comes next.
    for finding in findings.iter().filter(|finding| finding.location.file == file) {
        let member = finding.member.as_deref();
        match faults.last_mut() {
            Some(last) if same(last.finding, finding) => last.members.extend(member),
            _ => faults.push(MarkedFault { finding, members: member.into_iter().collect() }),
        }
    }
    faults.sort_by_key(|fault| std::cmp::Reverse(fault.finding.severity));
    faults
}

/// The sheet and the cell to be marked: of a merged range the one that shows.
fn place<'n>(
    map: &SourceMap,
    location: Location,
    names: &'n [String],
) -> Option<(&'n str, crate::source::CellRef)> {
    let FilePlace::Cell { sheet, cell } = location.place else { return None };
    let name = names.get(usize::from(sheet))?;
    let merged = map.sheet(location)?.merge_at(cell);
    Some((name, merged.map_or(cell, |range| range.start)))
}

/// Notes are listed and not marked.
fn shade(severity: Severity) -> Option<Shade> {
    match severity {
        Severity::Error => Some(Shade::Dark),
        Severity::Warning => Some(Shade::Light),
        Severity::Note => None,
    }
}

/// What is written at the cell: the rule, what stands there, what to do.
fn note(finding: &Finding) -> String {
    let rule = finding.rule.0;
    let title = find_rule(rule).map_or("", |rule| rule.title);
    let label = finding.severity.label();
    let mut note = format!("【{label}】{title}（{rule}）\n{}", finding.message);
    if let Some(help) = &finding.help {
        note.push_str("\n改法：");
        note.push_str(help);
    }
    note
}

/// Whether a workbook holds a list that was made here.
fn is_marked(workbook: &Workbook) -> bool {
    let first = crate::source::CellRef::new(0, 0);
    let is_list = |sheet: &crate::source::Sheet| {
        sheet.name.starts_with(LIST_NAME) && sheet.text(first).starts_with(LIST_TITLE)
    };
    workbook.sheets.iter().any(is_list)
}
