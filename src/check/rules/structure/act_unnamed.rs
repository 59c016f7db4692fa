//! act-unnamed: a duty whose name only points to an article of a law that it does not name, so that nobody
//! learns what is done: 第十八条所列情形, 对违反本条例规定的处罚.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::text::{Wording, is_han};

pub(crate) static CHECK: Check = Check::item(&RULE, check).of_duties();
pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("act-unnamed.md")).mended_by_body();

/// Words that say of no act what it is.
static EMPTY: Wording = Wording::named("没有说明行为的词");
/// A name that says so little besides says nothing, in characters.
const LITTLE: usize = 2;

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(name) = at.item.names().last().filter(|name| says_nothing(name)) else { return };
    reporter
        .at(
            Place::Field(at, Field::Names),
            format!("名称“{name}”没有说是什么行为，单看这一行不知道管什么"),
        )
        .help("把条文里的行为写出来，如 对擅自占用城市道路的处罚");
}

/// Whether a name only points to a law or an article.
fn says_nothing(name: &str) -> bool {
    let points = name.contains('条') && name.contains('第')
        || ["本条例", "本法", "本办法", "本规定"].iter().any(|word| name.contains(word));
    // The title of a law says what it is about.
    if !points || name.contains('《') {
        return false;
    }
    let mut rest: String = name.to_owned();
    for word in EMPTY.iter() {
        rest = rest.replace(word, "");
    }
    let numbers = |c: char| "第一二三四五六七八九十百零○〇之两0123456789".contains(c);
    rest.chars().filter(|c| is_han(*c) && !numbers(*c)).count() <= LITTLE
}

#[cfg(test)]
mod tests {
    use super::says_nothing;

    #[test]
    fn names() {
        for name in [
            "第十八条所列情形",
            "对违反本条例规定的处罚",
            "对违反本办法第三十条第二款规定行为的处罚",
            "违反第五条、第六条的",
        ] {
            assert!(says_nothing(name), "{name}");
        }
        for name in [
            "对违反《城市绿化条例》第二十六条的处罚",
            "对擅自取水的处罚",
            "对违反本条例规定擅自占用绿地的处罚",
            "一条龙服务",
            "第三方评估",
            "对不按第十条规定报送年报的处罚",
        ] {
            assert!(!says_nothing(name), "{name}");
        }
    }
}
