//! Where a repository lies that somebody names by a folder inside it.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};

use super::output;
use crate::input::project::{is_repository, nearest};

/// A folder of the command line: the repository itself, or the nearest above it, which is told. A folder
/// with none above stays as it is, so that the command says what is missing.
pub(super) fn repository() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|given: PathBuf| {
        if !given.is_dir() || is_repository(&given) {
            return given;
        }
        let Some(found) = nearest(&given) else { return given };
        let (word, place) = (given.display(), found.display());
        output::remark(&format!("“{word}”不是仓库，用的是它上面的 {place}"));
        found
    })
}
