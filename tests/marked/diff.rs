//! The difference between two containers as a text that people read: which parts are the same, and the
//! lines of the others. A line is an element, and in new parts a whole row, note or box.

use std::collections::BTreeMap;
use std::fmt::Write;

type Parts = BTreeMap<String, Vec<u8>>;

/// `=` the same, `~` changed, `+` added, `-` gone.
pub fn parts(before: &Parts, after: &Parts) -> String {
    let mut text = String::new();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        match (before.get(name), after.get(name)) {
            (Some(old), Some(new)) if old == new => writeln!(text, "= {name}").unwrap(),
            (Some(old), Some(new)) => {
                writeln!(text, "~ {name}").unwrap();
                changed(&lines(old), &lines(new), &mut text);
            }
            (None, Some(new)) => {
                writeln!(text, "+ {name}").unwrap();
                entries(new).iter().for_each(|line| writeln!(text, "    + {line}").unwrap());
            }
            _ => writeln!(text, "- {name}").unwrap(),
        }
    }
    text
}

fn lines(part: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(part).unwrap().replace("><", ">\n<");
    text.lines().map(str::to_owned).collect()
}

/// What is all new is read more easily in larger pieces.
fn entries(part: &[u8]) -> Vec<String> {
    let mut text = std::str::from_utf8(part).unwrap().to_owned();
    for start in
        ["<row ", "<comment ", "<v:shape ", "<xf ", "<fill>", "<hyperlink", "<Relationship "]
    {
        text = text.replace(start, &format!("\n{start}"));
    }
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The lines that are not in a longest common sequence of both.
fn changed(old: &[String], new: &[String], text: &mut String) {
    let mut longest = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = if old[i] == new[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            writeln!(text, "    - {}", old[i]).unwrap();
            i += 1;
        } else {
            writeln!(text, "    + {}", new[j]).unwrap();
            j += 1;
        }
    }
}
