//! What day it is.

use super::CliError;

/// Stands for today where a run has to be repeatable: tests, and builds of an earlier version.
const VARIABLE: &str = "MULU_TODAY";

/// Today, or the day that `MULU_TODAY` names.
pub(super) fn today() -> Result<jiff::civil::Date, CliError> {
    match std::env::var(VARIABLE) {
        Ok(day) => day.parse().map_err(|_| {
            CliError::Message(format!(
                "环境变量 {VARIABLE} 写的是“{day}”，不是日期；写成 2026-11-21 的样子，或者去掉"
            ))
        }),
        Err(_) => Ok(jiff::Zoned::now().date()),
    }
}
