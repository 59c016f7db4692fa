//! stub
#![allow(missing_docs)]
use crate::source::Workbook;
#[derive(Default)]
pub struct ReadOptions {
    pub encoding: Option<String>,
}
pub struct Tables {
    pub workbook: Workbook,
}
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct ReadError;
pub fn read_tables(_: &[u8], _: &ReadOptions) -> Result<Tables, ReadError> {
    Ok(Tables { workbook: Workbook::default() })
}
