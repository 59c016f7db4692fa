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
//! Every text is written as text, so that nothing is ever taken for a formula. The module knows nothing
//! of files on disk.

pub(super) mod cells;
mod columns;
mod contents;
mod cover;
mod domain;
mod duties;
pub(in crate::export) mod ledger;
mod list;
pub(crate) mod measure;
pub(super) mod names;
pub(super) mod page;
mod rows;
pub(super) mod styles;
pub(super) mod text;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use super::{ExportError, Options, fingerprint};
use crate::model::Catalogue;
use names::SheetNames;
use page::Page;
pub use styles::Align;
use styles::Styles;

/// The size of the paper; it always lies on its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 420 × 297 mm.
    #[default]
    A3,
    /// 297 × 210 mm.
    A4,
}

/// How the channels of an item are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChannelStyle {
    /// All channels of the official form, each with its box.
    #[default]
    All,
    /// Only those that are named.
    Chosen,
}

/// Which fonts are named in the workbook. None is ever embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FontProfile {
    /// 黑体 and 宋体, which every Windows has.
    #[default]
    Plain,
    /// 方正小标宋简体, 黑体 and 仿宋_GB2312, as official documents use them.
    Official,
}

/// How the workbook looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageLayout {
    /// The paper.
    pub paper: Paper,
    /// The channels.
    pub channels: ChannelStyle,
    /// The fonts.
    pub fonts: FontProfile,
}

const COVER: &str = "封面";
const CONTENTS: &str = "目次";
const LEDGER: &str = "未采用事项说明";
const DUTIES: &str = "职责对应表";

/// What every sheet needs to know.
struct Book<'a> {
    catalogue: &'a Catalogue,
    options: Options,
    page: Page,
    /// Formats of the domain tables.
    styles: Styles,
    /// Formats of the other sheets.
    large: Styles,
    fingerprint: String,
    /// The sheet of each domain, in order.
    domain_sheets: Vec<String>,
}

/// Writes the workbook.
pub(super) fn write(catalogue: &Catalogue, options: Options) -> Result<Vec<u8>, ExportError> {
    let book = Book::new(catalogue, options);
    let mut workbook = Workbook::new();
    // The width of columns counts in digits of the default font: 宋体 11, as in a Chinese Excel, where
    // a digit is 8 pixels wide, an empty row 18 pixels high and an empty column 72 pixels wide.
    workbook.set_default_format(&styles::default_format(), 18, 72)?;
    workbook.set_properties(&book.properties()?);
    cover::write(&book, book.sheet(&mut workbook, COVER)?)?;
    contents::write(&book, book.sheet(&mut workbook, CONTENTS)?)?;
    for (domain, name) in catalogue.domains.iter().zip(&book.domain_sheets) {
        domain::write(&book, domain, book.sheet(&mut workbook, name)?)?;
    }
    ledger::write(&book, book.sheet(&mut workbook, LEDGER)?)?;
    duties::write(&book, book.sheet(&mut workbook, DUTIES)?)?;
    Ok(workbook.save_to_buffer()?)
}

impl<'a> Book<'a> {
    fn new(catalogue: &'a Catalogue, options: Options) -> Self {
        let page = Page::new(options.layout.paper);
        let mut names = SheetNames::new([COVER, CONTENTS, LEDGER, DUTIES]);
        let domains = catalogue.domains.iter();
        Self {
            catalogue,
            options,
            styles: Styles::new(options.layout.fonts, page.font),
            large: Styles::new(options.layout.fonts, page.large),
            page,
            fingerprint: fingerprint(catalogue),
            domain_sheets: domains.map(|domain| names.unique(&domain.name)).collect(),
        }
    }

    /// A new sheet with the page set up.
    fn sheet<'w>(
        &self,
        workbook: &'w mut Workbook,
        name: &str,
    ) -> Result<&'w mut Worksheet, ExportError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        self.page.set_up(sheet, &self.footer(), self.options.draft);
        Ok(sheet)
    }

    /// What identifies a printed page.
    fn footer(&self) -> String {
        let version = self.version().map(|v| format!("　版本 {v}")).unwrap_or_default();
        format!("{}{version}　指纹 {}", self.catalogue.name(), self.fingerprint)
    }

    fn version(&self) -> Option<&str> {
        self.catalogue.profile.version.as_ref().map(|version| version.value.as_str())
    }

    fn office(&self) -> &str {
        self.catalogue.profile.office.as_ref().map_or("", |office| &office.value)
    }

    /// 2020年9月30日; empty when no date is set.
    fn date(&self) -> String {
        let date = self.catalogue.profile.date.as_ref();
        date.map(|date| text::chinese_date(&date.value.to_string())).unwrap_or_default()
    }

    /// The time of creation is that of the catalogue, not of the clock: the same input gives the same
    /// bytes.
    fn properties(&self) -> Result<DocProperties, ExportError> {
        let date = self.catalogue.profile.date.as_ref();
        let (year, month, day) =
            date.and_then(|date| text::date_parts(&date.value.to_string())).unwrap_or((2020, 1, 1));
        Ok(DocProperties::new()
            .set_title(format!("{}政务公开事项标准目录", self.catalogue.name()))
            .set_author(self.office())
            .set_comment(format!("内容指纹 {}", self.fingerprint))
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
    }
}
