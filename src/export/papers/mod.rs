//! The papers that go with a catalogue when it is submitted: forms, drafts of documents, and the list.
//!
//! One file a paper. What must be there before anything is submitted is decided in [`crate::submit`].

mod adjustment;
mod approval;
mod explanation;
mod left_out;
mod prose;
mod report;
mod secrecy;
mod summary;
mod tasks;
mod unverified;

use super::form::changes;
use super::identity;
use super::{ExportError, ExportFormat, ExportOptions, PageLayout, artifact, fingerprint, review};
use crate::diff::Diff;
use crate::layout::{FontProfile, Foot, Form, FormBook, Paper};
use crate::model::Catalogue;
use crate::output::Artifact;
use crate::register::ChannelRegister;
use crate::review::Record;
use crate::source::SourceMap;
use crate::submit::{Approval, FileRecord, FilingFacts, MANIFEST, MadeFrom, Manifest, Secrecy};

pub use adjustment::{Adjusted, AdjustmentKind, adjustment};

/// Who signs a form that the body itself makes, for all that have no other foot.
pub(super) const SIGNED: [&str; 4] = ["填报单位（盖章）：", "负责人：", "经办人：", "日期："];

/// What the papers are made of.
#[derive(Debug, Clone, Copy)]
pub struct Dossier<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// What is counted.
    pub facts: &'a FilingFacts,
    /// 征求意见.
    pub record: &'a Record,
    /// 保密审查, as far as it is known.
    pub secrecy: Option<&'a Secrecy>,
    /// What reviewers said of this text.
    pub approvals: &'a [Approval],
    /// What differs from the version that was filed last; `None` when nothing was filed yet.
    pub diff: Option<&'a Diff>,
    /// 草稿: stamped on every page.
    pub draft: bool,
    /// The fonts.
    pub fonts: FontProfile,
    /// Which channels the official form has.
    pub channels: &'a ChannelRegister,
    /// The paper of each form.
    pub papers: &'a FormPapers,
}

/// The names of the forms of a bundle whose paper may be chosen; the first is the catalogue itself.
pub const FORMS: [&str; 9] = [
    CATALOGUE,
    "汇总表",
    "未涉及领域和事项说明",
    "变更说明",
    "部门任务分工表",
    DECISIONS,
    "审核意见表",
    "保密审查表",
    "待核清单",
];
const CATALOGUE: &str = "目录";
const DECISIONS: &str = "意见采纳情况表";

/// On which paper forms are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPapers {
    /// The paper of tables that lie.
    pub tables: Paper,
    /// The paper of single forms, by their names in [`FORMS`].
    pub named: Vec<(String, Paper)>,
}

impl FormPapers {
    /// The paper of a form. What is signed on a page that stands is A4, the catalogue A3, unless it is named.
    fn of(&self, name: &str, upright: bool) -> Paper {
        let named = self.named.iter().rev().find(|(known, _)| known == name);
        match named {
            Some((_, paper)) => *paper,
            None if upright => Paper::A4,
            None if name == CATALOGUE => Paper::A3,
            None => self.tables,
        }
    }
}

/// What a bundle of this catalogue says of it.
pub fn made_from(catalogue: &Catalogue) -> MadeFrom {
    MadeFrom {
        fingerprint: fingerprint(catalogue),
        edition: identity::version(catalogue).map(str::to_owned),
        date: identity::iso_date(catalogue),
    }
}

/// All files of the bundle, the list last.
///
/// # Errors
/// When a file cannot be put together.
pub fn bundle(dossier: &Dossier<'_>, map: &SourceMap) -> Result<Vec<Artifact>, ExportError> {
    let catalogue = dossier.catalogue;
    let paper = dossier.papers.of(CATALOGUE, false);
    let layout = PageLayout { fonts: dossier.fonts, paper, ..PageLayout::default() };
    let options = ExportOptions {
        draft: dossier.draft,
        for_approval: true,
        layout,
        ..ExportOptions::default()
    };
    let mut files = vec![
        named("备案报告.docx", report::document(dossier).write()?),
        named("编制说明.docx", explanation::document(dossier).write()?),
        artifact(catalogue, map, ExportFormat::Xlsx, options, dossier.channels)?,
        dossier.form("汇总表", summary::form(dossier))?,
        dossier.form("未涉及领域和事项说明", left_out::form(dossier))?,
        dossier.form("变更说明", dossier.changes())?,
        dossier.forms("部门任务分工表", tasks::forms(dossier))?,
        dossier.form("审核意见表", approval::form(dossier))?,
        dossier.form("保密审查表", secrecy::form(dossier))?,
        dossier.form("待核清单", unverified::form(dossier))?,
        artifact(catalogue, map, ExportFormat::Json, options, dossier.channels)?,
        artifact(catalogue, map, ExportFormat::Csv, options, dossier.channels)?,
    ];
    let paper = dossier.papers.of(DECISIONS, false);
    let decided =
        review::decisions(catalogue, dossier.record, &attachment(6), paper, dossier.draft)?;
    files.insert(7, named("意见采纳情况表.xlsx", decided));
    files.push(named(MANIFEST, dossier.manifest(&files).to_json()?));
    Ok(files)
}

fn named(name: &str, bytes: Vec<u8>) -> Artifact {
    Artifact { name: name.to_owned(), bytes }
}

/// 附件2 and so on: the mark of a form by its place among the attachments.
fn attachment(number: usize) -> String {
    format!("附件{number}")
}

impl Dossier<'_> {
    fn form(&self, title: &str, form: Form) -> Result<Artifact, ExportError> {
        self.forms(title, vec![form])
    }

    fn forms(&self, title: &str, forms: Vec<Form>) -> Result<Artifact, ExportError> {
        let on_paper = |form: Form| Form { paper: self.papers.of(title, form.upright), ..form };
        let forms = forms.into_iter().map(on_paper).collect();
        let book = identity::book(self.catalogue, &fingerprint(self.catalogue), title, forms);
        let bytes = FormBook { draft: self.draft, fonts: self.fonts, ..book }.write()?;
        Ok(Artifact { name: format!("{title}.xlsx"), bytes })
    }

    /// 变更说明, or that there is nothing to compare with.
    fn changes(&self) -> Form {
        let form = match self.diff {
            Some(diff) => changes::form(diff, self.papers.tables, false),
            None => Form {
                right: identity::date(self.catalogue),
                foot: vec![Foot::Fields(SIGNED.map(str::to_owned).to_vec())],
                ..changes::first(self.catalogue.name(), identity::version(self.catalogue))
            },
        };
        // The foot of the page is that of the bundle, with the fingerprint.
        Form { attachment: attachment(4), identity: String::new(), ..form }
    }

    fn manifest(&self, files: &[Artifact]) -> Manifest {
        let MadeFrom { fingerprint, edition, date } = made_from(self.catalogue);
        Manifest {
            version: 1,
            name: self.catalogue.name().to_owned(),
            edition,
            date,
            fingerprint,
            draft: self.draft,
            files: files.iter().map(|file| FileRecord::of(&file.name, &file.bytes)).collect(),
        }
    }

    /// Title of a form.
    fn title(&self, what: &str) -> String {
        format!("{}政务公开事项标准目录{what}", self.catalogue.name())
    }

    /// The line under the title, at the left.
    fn office_line(&self) -> String {
        format!("编制单位：{}", identity::office(self.catalogue))
    }
}
