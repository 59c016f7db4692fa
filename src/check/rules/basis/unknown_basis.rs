//! unknown-basis: a title in 《》 that the register does not have.
//!
//! Most of them are local, so this is a note; a title one character off a known one is a slip. A title
//! whose number belongs to another instrument is basis-number-mismatch's.

use crate::check::facts::citations::{Cited, citations};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn};
use crate::register::FoundBy;
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties().silent_by(&[Field::Basis]);
pub(crate) static RULE: Rule =
    Rule::note(Area::Basis, include_str!("unknown-basis.md")).also(&[Severity::Warning]);

/// Kinds of papers that are issued by a notice.
static KINDS: Wording = Wording::named("由通知印发的文种");
/// Words by which a notice says what it does with a paper.
static ISSUING: Wording = Wording::named("通知里说印发的词");

/// Shorter titles differ from others in one character by chance, in characters.
const LONG: usize = 7;

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item).filter(is_unknown_title) {
        let name = &cited.instrument.name;
        let place = Place::Field(at, Field::Basis);
        match cited.register.nearest(name) {
            Some(law) => reporter
                .at_level(
                    place,
                    cited.level(at.item, level(name)),
                    format!("没有《{name}》，名称可能写错了一个字"),
                )
                .help(format!("是不是《{}》？", law.name)),
            None if lacks_issuing(name) => reporter
                .at_level(
                    place,
                    cited.level(at.item, Severity::Warning),
                    format!("《{name}》不成名称：“的通知”前面少了“关于印发”"),
                )
                .help("写被印发的那一件的名称，或者写成《关于印发〈…〉的通知》"),
            // Its number tells what is meant, or else whose number it is.
            None if cited.found.is_some() => continue,
            None if issuer_unnamed(name) => reporter
                .at_level(
                    place,
                    cited.level(at.item, Severity::Warning),
                    format!("《{name}》没有写是哪个地方发的，查不到这件文件"),
                )
                .help("写全发文机关的名称，如 湖北省人民政府办公厅，后面写文号"),
            None if is_left_open(name) => reporter
                .at(place, format!("《{name}》是留给各地填的，不是一件文件"))
                .help("写本省、本市那一件的名称和文号"),
            None => reporter
                .at(place, format!("法规登记册里没有《{name}》，不能核对它是不是现行有效"))
                .help("是国家或者上级的文件，核对名称；是本地的文件，不用理会"),
        };
    }
}

/// Whether a title in 《》 is not known by its name.
fn is_unknown_title(cited: &Cited<'_>) -> bool {
    let by_name = cited.found.is_some_and(|found| found.found_by != FoundBy::Number);
    !by_name && !cited.instrument.name.is_empty() && cited.entry.text.contains('《')
}

/// 《…办法（试行）的通知》: the notice by which a paper was issued, without saying so.
fn lacks_issuing(name: &str) -> bool {
    let Some(paper) = name.strip_suffix("的通知") else { return false };
    let bare = paper.split(['（', '(']).next().unwrap_or(paper);
    KINDS.iter().any(|kind| bare.ends_with(kind)) && !ISSUING.iter().any(|word| name.contains(word))
}

/// 省人民政府办公厅关于…: a province, a city, a county that is not named.
fn issuer_unnamed(name: &str) -> bool {
    let rest =
        name.strip_prefix("自治区").or_else(|| name.strip_prefix(['省', '市', '县', '区', '州']));
    let bodies = ["人民政府", "政府办", "委办公", "委、"];
    rest.is_some_and(|rest| bodies.iter().any(|body| rest.starts_with(body)))
}

/// Whether the ministry's table leaves the title to the provinces: 各省“七五”普法规划.
fn is_left_open(name: &str) -> bool {
    ["各省", "各地", "XX", "××"].iter().any(|word| name.starts_with(word))
}

fn level(name: &str) -> Severity {
    if name.chars().count() >= LONG { Severity::Warning } else { RULE.level }
}

#[cfg(test)]
mod tests {
    use super::lacks_issuing;

    #[test]
    fn notices_that_do_not_say_what_they_do() {
        for (name, lacks) in [
            ("四川省健全防止返贫动态监测和帮扶机制办法（试行）的通知", true),
            ("示例省社会救助工作实施方案的通知", true),
            ("示例省民政厅关于印发社会救助工作实施方案的通知", false),
            ("国务院批转示例方案的通知", false),
            ("国务院关于全面建立临时救助制度的通知", false),
            ("社会救助暂行办法", false),
        ] {
            assert_eq!(lacks_issuing(name), lacks, "{name}");
        }
    }
}
