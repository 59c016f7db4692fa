//! Names of sheets: at most 31 characters, none of `[]:*?/\`, each once.

/// The longest name that Excel takes, in UTF-16 units.
const LONGEST: usize = 31;

/// The names given so far.
pub(crate) struct SheetNames {
    taken: Vec<String>,
}

impl SheetNames {
    /// These names are taken.
    pub(crate) fn new<'a>(taken: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: taken.into_iter().map(str::to_lowercase).collect() }
    }

    /// A legal name as near to `wish` as possible that no other sheet has.
    pub(crate) fn unique(&mut self, wish: &str) -> String {
        let wish = legal(wish);
        let mut name = cut(&wish, LONGEST);
        let mut number = 2;
        while self.taken.contains(&name.to_lowercase()) {
            let suffix = format!("（{number}）");
            name = cut(&wish, LONGEST - suffix.encode_utf16().count()) + &suffix;
            number += 1;
        }
        self.taken.push(name.to_lowercase());
        name
    }
}

fn legal(wish: &str) -> String {
    let replaced: String = wish.chars().filter(|c| !c.is_control()).map(legal_char).collect();
    let trimmed = replaced.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    // Excel keeps the name History for itself.
    if trimmed.is_empty() || trimmed.eq_ignore_ascii_case("history") {
        format!("表{trimmed}")
    } else {
        trimmed.to_owned()
    }
}

fn legal_char(c: char) -> char {
    match c {
        '[' => '【',
        ']' => '】',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '/' => '／',
        '\\' => '＼',
        c => c,
    }
}

/// The beginning of a text that has at most this many UTF-16 units.
fn cut(text: &str, longest: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= longest
    };
    let cut: String = text.chars().take_while(fits).collect();
    cut.trim_end_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_and_unique() {
        let mut names = SheetNames::new(["封面"]);
        assert_eq!(names.unique("社会救助"), "社会救助");
        assert_eq!(names.unique("社会救助"), "社会救助（2）");
        assert_eq!(names.unique("封面"), "封面（2）");
        assert_eq!(names.unique("国有土地/房屋[征收]"), "国有土地／房屋【征收】");
        assert_eq!(names.unique("'甲'"), "甲");
        assert_eq!(names.unique(""), "表");
        let long = "国有土地上房屋征收与补偿".repeat(4);
        assert_eq!(names.unique(&long).chars().count(), 31);
        let second = names.unique(&long);
        assert!(second.ends_with("（2）") && second.chars().count() == 31, "{second}");
        assert_eq!(names.unique("ABC"), "ABC");
        assert_eq!(names.unique("abc"), "abc（2）");
    }
}
