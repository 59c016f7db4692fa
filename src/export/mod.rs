//! A compiled catalogue to the files that people and programs take away.
//!
//! One folder or file a format; each gives bytes, and the same catalogue gives the same bytes. Nothing here
//! knows how a catalogue was compiled, touches the disk or prints.

pub mod calendar;
pub mod confirm;
mod csv;
pub mod dataset;
pub mod docx;
mod fingerprint;
pub mod form;
mod heading;
mod identity;
mod json;
pub mod matrix;
pub mod papers;
pub mod picture;
pub mod receipt;
pub mod records;
pub mod reform;
pub mod review;
mod slices;
pub mod template;
pub mod website;
pub mod withheld;
mod xlsx;

use crate::layout::{FontProfile, LayoutError, Paper};
use crate::model::Catalogue;
use crate::output::{Artifact, safe_name};
use crate::register::ChannelRegister;
use crate::source::SourceMap;

pub use csv::CsvFormulas;
pub(crate) use csv::push_row as push_csv_row;
pub use fingerprint::fingerprint;
pub use slices::slices;

/// A format of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportFormat {
    /// The workbook for approval.
    Xlsx,
    /// The same as a document.
    Docx,
    /// `catalogue.json`.
    Json,
    /// `catalogue.csv`.
    Csv,
}

impl ExportFormat {
    /// Those that are written when nothing else is asked for.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Json, Self::Csv];

    /// The name of the file for a body of government.
    pub fn file_name(self, body: &str) -> String {
        match self {
            Self::Xlsx => format!("{}政务公开事项标准目录.xlsx", safe_name(body)),
            Self::Docx => format!("{}政务公开事项标准目录.docx", safe_name(body)),
            Self::Json => "catalogue.json".to_owned(),
            Self::Csv => "catalogue.csv".to_owned(),
        }
    }
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

/// How catalogues are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// 草稿: every sheet says so.
    pub draft: bool,
    /// For approval: without the columns and counts of what is 待核, which is a paper of its own.
    pub for_approval: bool,
    /// What becomes of formulas in the csv.
    pub formulas: CsvFormulas,
    /// How the workbook looks.
    pub layout: PageLayout,
}

/// Why a catalogue cannot be written in a format. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A table cannot be laid out.
    #[error(transparent)]
    Table(#[from] LayoutError),
    /// A document cannot be put together.
    #[error(transparent)]
    Docx(#[from] docx::DocxError),
    /// The JSON cannot be put together.
    #[error("catalogue.json 做不出来：{0}")]
    Json(#[from] serde_json::Error),
}

/// Writes a catalogue in each of the formats; `channels` tells which the official form has.
///
/// # Errors
/// When a format cannot hold the catalogue; nothing is returned then.
pub fn export(
    catalogue: &Catalogue,
    map: &SourceMap,
    formats: &[ExportFormat],
    options: ExportOptions,
    channels: &ChannelRegister,
) -> Result<Vec<Artifact>, ExportError> {
    formats.iter().map(|format| artifact(catalogue, map, *format, options, channels)).collect()
}

fn artifact(
    catalogue: &Catalogue,
    map: &SourceMap,
    format: ExportFormat,
    options: ExportOptions,
    channels: &ChannelRegister,
) -> Result<Artifact, ExportError> {
    let bytes = match format {
        ExportFormat::Xlsx => xlsx::write(catalogue, options, channels)?,
        ExportFormat::Docx => xlsx::document(catalogue, options, channels)?,
        ExportFormat::Json => json::write(catalogue, map, options.draft)?,
        ExportFormat::Csv => csv::write(catalogue, options.formulas).into_bytes(),
    };
    Ok(Artifact { name: format.file_name(catalogue.name()), bytes })
}
