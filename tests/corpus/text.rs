//! When two texts say the same: the rules of README.md, and nothing else.

use unicode_normalization::UnicodeNormalization;

/// A field as one text without width, spaces, punctuation, boxes and numbering; 无 is nothing. Fields whose
/// order says nothing are sorted.
pub fn normal(heading: &str, texts: &[String]) -> String {
    let unordered = ["公开主体", "公开渠道", "公开对象", "公开方式", "公开层级", "实施主体"];
    let unordered = unordered.contains(&heading);
    let texts = texts.iter().map(|text| unnumbered(text));
    let texts = texts.flat_map(|text| if unordered { parted(&text) } else { vec![text] });
    let mut parts: Vec<String> = texts.map(|text| without_lead(heading, &plain(&text))).collect();
    parts.retain(|part| part != "无" && part != "暂无");
    if unordered {
        parts.sort();
        parts.dedup();
    }
    parts.concat()
}

/// The parts of a list, however it is parted.
fn parted(text: &str) -> Vec<String> {
    text.split(['、', '，', ',', '；', ';', '\n']).map(str::to_owned).collect()
}

/// Only the letters and digits, in half width.
pub fn plain(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a cell: what stands between marks and boxes, without the numbers of a list and without
/// what an open box leaves out. Line breaks and spaces inside a Chinese word do not part it.
pub fn words(text: &str) -> Vec<String> {
    // 电视或其他便于公众知晓的方式 are two.
    let text = chosen(text).replace("或其他", "、其他");
    let text: String = unnumbered(&text).chars().filter(|c| !c.is_whitespace()).collect();
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
    let said = |word: &String| word != "暂无" && word.chars().any(|c| !c.is_ascii_digit());
    words.filter(said).collect()
}

/// The text without open boxes and the names behind them. 口 is a box only beside filled ones.
fn chosen(text: &str) -> String {
    const FILLED: [char; 4] = ['■', '▄', '☑', '√'];
    let mut open = vec!['□', '☐'];
    if text.contains(FILLED) {
        open.push('口');
    }
    let (mut result, mut left_out) = (String::new(), false);
    for c in text.chars() {
        left_out = open.contains(&c) || (left_out && !FILLED.contains(&c));
        result.push(if left_out { '\n' } else { c });
    }
    result
}

/// 其他（办税服务厅） and 办税服务厅, 面向村民 and 村民, are the same channel and audience.
fn without_lead(heading: &str, part: &str) -> String {
    let lead = match heading {
        "公开渠道" => "其他",
        "公开对象" => "面向",
        _ => return part.to_owned(),
    };
    let rest = part.strip_prefix(lead).filter(|rest| !rest.is_empty());
    rest.unwrap_or(part).to_owned()
}

/// The text with marks in place of the numbers of a list: `1.甲 2.乙` is `；甲 ；乙`, `第20、21条` stays. A
/// number that goes on with the list may stand right behind an element: `1.甲2.乙`.
pub fn unnumbered(text: &str) -> String {
    let letters: Vec<char> = text.nfkc().collect();
    let (mut result, mut at) = (String::new(), 0);
    // A list may have lost the mark of its first number.
    let mut last = u32::from(letters.starts_with(&['1']));
    while at < letters.len() {
        match numbering(&letters, at, last + 1) {
            Some((number, after)) => {
                result.push('；');
                (last, at) = (number, after);
            }
            None => {
                result.push(letters[at]);
                at += 1;
            }
        }
    }
    result
}

/// The number of a list that begins here, and where it ends; `next` would go on with the list.
fn numbering(letters: &[char], at: usize, next: u32) -> Option<(u32, usize)> {
    let digits = letters[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let number: String = letters[at..at + digits].iter().collect();
    let number: u32 = number.parse().ok().filter(|_| (1..=2).contains(&digits))?;
    let spaces = letters[at + digits..].iter().take_while(|c| c.is_whitespace()).count();
    let mark = at + digits + spaces;
    let marked = letters.get(mark).is_some_and(|c| ".、,．".contains(*c));
    let ends = letters.get(mark + 1).is_some_and(|c| !c.is_ascii_digit());
    let begins = at == 0 || "；;。、，,)》\n ".contains(letters[at - 1]);
    let goes_on =
        number == next && next > 1 && letters[at - 1].is_alphabetic() && letters[at - 1] != '第';
    (marked && ends && (begins || goes_on)).then_some((number, mark + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(heading: &str, a: &[&str], b: &[&str]) -> bool {
        let owned = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        normal(heading, &owned(a)) == normal(heading, &owned(b))
    }

    #[test]
    fn writing_does_not_matter() {
        assert!(same("公开内容", &["1.甲；", "2.乙"], &["甲、乙"]));
        assert!(same("公开依据", &["《甲》（国发〔2012〕45号）"], &["《甲》(国发[2012]45号)"]));
        assert!(same("公开主体", &["乙局,甲乡、丙乡"], &["甲乡", "丙乡", "乙局"]));
        assert!(same("公开时限", &["20个工 作日内"], &["２０个工作日内"]));
        assert!(same("公开渠道", &["政府网站", "其他（办税服务厅）"], &["办税服务厅", "政府网站"]));
    }

    #[test]
    fn what_is_said_matters() {
        assert!(!same("公开时限", &["20个工作日内"], &["7个工作日内"]));
        assert!(!same("公开内容", &["甲", "乙"], &["乙", "甲"]));
        assert!(!same("公开渠道", &["其他"], &["政府网站"]));
        assert!(!same("实施依据", &["第20条"], &["第21条"]));
    }

    #[test]
    fn a_cell_has_words() {
        assert_eq!(words("■政府网 站\n□公报 □公示栏■2020年"), ["政府网站", "2020年"]);
        assert_eq!(words("1.项目 2.地点"), ["项目", "地点"]);
        assert_eq!(words("1.项目2.地点3 .时间"), ["项目", "地点", "时间"]);
        assert_eq!(words("A2.地点，第2、3条"), ["A2", "地点", "第2", "3条"]);
        assert_eq!(words("出口，□公报"), ["出口"]);
        assert!(words("√ 12 ■").is_empty());
    }
}
