//! The workbook for approval: 封面, 目次, one sheet a domain in the official form, 未采用事项说明 and
//! 职责对应表.
//!
//! It is read back by mulu, so its conventions are fixed:
//!
//! - a domain's sheet has a title row, a line with 编制单位 and date, two rows of headings, then one
//!   row an item, then merged rows of notes that begin with 渠道说明： or 待核说明：;
//! - the last column, hidden, has the heading 编码. A row without a code is no item of mulu's; one that
//!   was added by hand has texts but no code. An item too long for one row covers several, merged in
//!   every column, also in 编码;
//! - 序号 counts the printed rows and is not the 序号 of the guideline;
//! - names of an upper level are merged over their consecutive rows, but not across a page;
//! - in 公开渠道和载体 ■ is 选用, whatever the guideline's words say; □ is 可选 only where the note
//!   begins with `渠道说明：■ 选用，□ 可选`, and nothing otherwise;
//! - a column 待核 is there only when an item needs it. It lists field headings (事项, 公开内容 ...,
//!   joined by 、) or says 全部; the texts themselves are never marked.
//!
//! What stands in the sheets is said here; how they are laid out is the business of [`crate::layout`].

mod columns;
mod contents;
mod cover;
mod domain;
mod duties;
pub(in crate::export) mod ledger;

use super::{ExportError, ExportOptions, docx, fingerprint, identity};
use crate::layout::{Form, FormBook, Paper, Purpose, SheetNames, chinese_date};
use crate::model::Catalogue;
use crate::register::ChannelRegister;

const COVER: &str = "封面";
const CONTENTS: &str = "目次";
const LEDGER: &str = "未采用事项说明";
const DUTIES: &str = "职责对应表";

/// What every sheet needs to know.
struct CatalogueBook<'a> {
    catalogue: &'a Catalogue,
    options: ExportOptions,
    /// Which channels the official form has.
    channels: &'a ChannelRegister,
    fingerprint: String,
    /// The sheet of each domain, in order.
    domain_sheets: Vec<String>,
}

/// Writes the workbook.
pub(super) fn write(
    catalogue: &Catalogue,
    options: ExportOptions,
    channels: &ChannelRegister,
) -> Result<Vec<u8>, ExportError> {
    Ok(described(catalogue, options, channels)?.write()?)
}

/// Writes the same tables as a document.
pub(super) fn document(
    catalogue: &Catalogue,
    options: ExportOptions,
    channels: &ChannelRegister,
) -> Result<Vec<u8>, ExportError> {
    Ok(docx::tables(&described(catalogue, options, channels)?)?)
}

/// The sheets of the domains alone, for one department. `print` is the fingerprint of the whole catalogue.
pub(super) fn slice(
    catalogue: &Catalogue,
    unit: &str,
    print: &str,
    options: ExportOptions,
    channels: &ChannelRegister,
) -> Result<FormBook, ExportError> {
    let mut names = SheetNames::new([]);
    let domain_sheets = catalogue.domains.iter().map(|one| names.unique(&one.name)).collect();
    let fingerprint = print.to_owned();
    let book = CatalogueBook { catalogue, options, channels, fingerprint, domain_sheets };
    let sheets = catalogue.domains.iter().zip(&book.domain_sheets);
    let forms = sheets.map(|(domain, name)| {
        let form = domain::form(&book, domain, name)?;
        let left = format!("{}　　责任单位：{unit}（{} 项）", form.left, domain.items.len());
        Ok(Form { left, ..form })
    });
    let forms = forms.collect::<Result<Vec<Form>, ExportError>>()?;
    let whole = book.bound(forms);
    let (title, identity) = (&whole.title, &whole.identity);
    let (title, identity) = (format!("{title}（{unit}）"), format!("{identity}　{unit}"));
    Ok(FormBook { title, identity, ..whole })
}

fn described(
    catalogue: &Catalogue,
    options: ExportOptions,
    channels: &ChannelRegister,
) -> Result<FormBook, ExportError> {
    let mut names = SheetNames::new([COVER, CONTENTS, LEDGER, DUTIES]);
    let book = CatalogueBook {
        catalogue,
        options,
        channels,
        fingerprint: fingerprint(catalogue),
        domain_sheets: catalogue.domains.iter().map(|one| names.unique(&one.name)).collect(),
    };
    book.described()
}

impl CatalogueBook<'_> {
    fn described(&self) -> Result<FormBook, ExportError> {
        let mut forms = vec![cover::form(self), contents::form(self)];
        for (domain, name) in self.catalogue.domains.iter().zip(&self.domain_sheets) {
            forms.push(domain::form(self, domain, name)?);
        }
        forms.extend([ledger::form(self), duties::form(self)]);
        Ok(self.bound(forms))
    }

    /// A volume of these sheets.
    fn bound(&self, forms: Vec<Form>) -> FormBook {
        FormBook {
            title: format!("{}政务公开事项标准目录", self.catalogue.name()),
            office: self.office().to_owned(),
            date: identity::iso_date(self.catalogue),
            identity: identity::line(self.catalogue, &self.fingerprint),
            fonts: self.options.layout.fonts,
            draft: self.options.draft,
            forms,
            ..FormBook::default()
        }
    }

    /// A sheet of the volume, with its line under the title.
    fn sheet(&self, name: &str, title: &str) -> Form {
        Form {
            sheet: name.to_owned(),
            purpose: Purpose::Part,
            title: format!("{}{title}", self.catalogue.name()),
            left: format!("编制单位：{}　　{}", self.office(), self.date()),
            paper: self.options.layout.paper,
            ..Form::default()
        }
    }

    /// The size of the text of the official form, which has many columns.
    fn dense(&self) -> f64 {
        match self.options.layout.paper {
            Paper::A3 => 9.0,
            Paper::A4 => 7.0,
        }
    }

    fn office(&self) -> &str {
        self.catalogue.profile.office.as_ref().map_or("", |office| &office.value)
    }

    /// 2020年9月30日; empty when no date is set.
    fn date(&self) -> String {
        identity::iso_date(self.catalogue).map(|date| chinese_date(&date)).unwrap_or_default()
    }
}
