//! What became of the members of a run, a line each; of many only the worst.

/// With more members the screen shows a summary.
const MOST: usize = 20;
/// So many of them are shown then.
const WORST: usize = 10;

/// What became of a member.
#[derive(Debug)]
pub(super) struct MemberLine {
    pub(super) text: String,
    pub(super) is_written: bool,
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

/// The lines to show: all where there are few or all are wanted, else a summary and the worst, those that
/// were not written before the others.
pub(super) fn shown(lines: &[&MemberLine], all: bool) -> Vec<String> {
    if all || lines.len() <= MOST {
        return lines.iter().map(|line| line.text.clone()).collect();
    }
    let held_back = lines.iter().filter(|line| !line.is_written).count();
    let mut summary = format!("{} 个单位，写出 {} 个", lines.len(), lines.len() - held_back);
    if held_back > 0 {
        summary.push_str(&format!("，没有写出 {held_back} 个"));
    }
    let mut worst: Vec<&MemberLine> = lines.iter().copied().filter(|line| line.is_told()).collect();
    // Stable: of equal ones the first comes first.
    worst.sort_by_key(|line| (line.is_written, std::cmp::Reverse((line.errors, line.warnings))));
    worst.truncate(WORST);
    summary.push_str(&match worst.len() {
        0 => "（加 -v 列全）".to_owned(),
        number => format!("。问题最多的 {number} 个（加 -v 列全）："),
    });
    let worst = worst.into_iter().map(|line| format!("  {}", line.text));
    std::iter::once(summary).chain(worst).collect()
}

impl MemberLine {
    fn is_told(&self) -> bool {
        !self.is_written || self.errors + self.warnings > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: usize) -> MemberLine {
        let (errors, warnings) = (usize::from(number == 7), number % 5);
        MemberLine { text: format!("{number}镇"), is_written: number != 21, errors, warnings }
    }

    #[test]
    fn of_many_members_the_worst_are_shown() {
        let lines: Vec<MemberLine> = (0..25).map(line).collect();
        let few: Vec<&MemberLine> = lines.iter().take(20).collect();
        assert_eq!(shown(&few, false).len(), 20);
        let many: Vec<&MemberLine> = lines.iter().collect();
        assert_eq!(shown(&many, true).len(), 25);
        let told = shown(&many, false);
        assert_eq!(
            told[..4],
            [
                "25 个单位，写出 24 个，没有写出 1 个。问题最多的 10 个（加 -v 列全）：",
                "  21镇",
                "  7镇",
                "  4镇"
            ]
        );
        assert_eq!(told.len(), 11);
    }
}
