//! What each sign of a text weighs: data, with the counts of the corpus that they were made from.

use std::sync::LazyLock;

use crate::input::sheet::fit::sign::Sign;

/// `sign`, `weight`, and what [`tests`] made it from, parted by tabs.
const FILE: &str = include_str!("weights.tsv");

/// The weights in the order of [`Sign::ALL`].
static WEIGHTS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let weight = |name: &str| {
        let mut lines = lines().filter(|cells| cells.first() == Some(&name));
        lines.next().and_then(|cells| cells.get(1)?.parse().ok()).unwrap_or(0.0)
    };
    Sign::ALL.iter().map(|(_, _, name)| weight(name)).collect()
});

/// How much it speaks for its kind, from -1 (surely not) to 1 (surely).
pub(super) fn of(sign: Sign) -> f64 {
    WEIGHTS.get(sign as usize).copied().unwrap_or(0.0)
}

fn lines() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = FILE.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests;
