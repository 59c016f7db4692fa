//! Readers: files become raw forms, and raw forms become the model.

mod csv;
mod docx;
mod html;
pub mod tables;
pub mod workbook;
