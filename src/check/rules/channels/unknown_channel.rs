//! unknown-channel: a channel that is in no list and does not look like one.
//! A name behind a broken box is
//! broken-tick's.

use crate::check::facts::Facts;
use crate::check::facts::channels::{box_letter, chosen, guideline, is_known, near};
use crate::check::rules::structure::shifted_columns;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn};
use crate::register::ChannelRegister;
use crate::text::Wording;

pub(crate) static CHECK: Check =
    Check::item(&RULE, check).yields_to(&[&shifted_columns::CHECK]).claiming(claims);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Channels, include_str!("unknown-channel.md")).also(&[Severity::Note]);

/// Names of channels that say that there is another one.
static ANOTHER: Wording = Wording::named("没有写名称的渠道");
/// Names of channels that say that one is somewhere.
static SOMEWHERE: Wording = Wording::named("没有写地点的渠道");

/// Names of bodies in the place of a channel.
static BODIES: Wording = Wording::named("不是渠道的单位");
/// What is done where nobody of the public sees it.
static ACTS: Wording = Wording::named("不是渠道的做法");

/// What tells people where to look, in a name that is in no list.
static PLACES: Wording = Wording::named("看得出在哪里的渠道");

/// Longer texts are sentences, which tell people where to look all the same.
const NAME: usize = 12;

/// In a list, or telling by itself where to look.
fn is_understood(register: &ChannelRegister, name: &str) -> bool {
    is_known(register, name) || PLACES.iter().any(|place| name.contains(place))
}

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    let names = place.item().map(|at| chosen(at.item)).unwrap_or_default();
    !names.iter().all(|name| is_understood(facts.registers.channels(), name))
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let register = scope.registers.channels();
    let unknown =
        |name: &&String| !is_understood(register, name) && box_letter(register, name).is_none();
    for name in chosen(at.item) {
        let Some((why, help)) = says_too_little(register, name) else { continue };
        let guided = at.item.fields.channels.as_ref().and_then(guideline);
        if !guided.is_some_and(|upper| upper.chosen.contains(name)) {
            let message = format!("“{name}”{why}");
            reporter.at(Place::Field(at, Field::Channels), message).help(help);
        }
    }
    let unknown = |name: &&String| unknown(name) && says_too_little(register, name).is_none();
    for name in chosen(at.item).iter().filter(unknown) {
        let long = name.chars().count() > NAME;
        let severity = if long { Severity::Note } else { Severity::Warning };
        let help = match near(register, name) {
            Some(meant) => format!("是不是要写“{meant}”？"),
            None => "写渠道的通用名称，如 政府网站、公开查阅点；本地特有的，写成 其他（名称）"
                .to_owned(),
        };
        reporter
            .at_level(
                Place::Field(at, Field::Channels),
                severity,
                format!("“{name}”不是认得的公开渠道，群众不知道到哪里看"),
            )
            .help(help);
    }
}

/// 其他渠道, 现场, 政府网站、微信平台等: there is a channel, and nobody can tell which; with what to do.
fn says_too_little(register: &ChannelRegister, name: &str) -> Option<(&'static str, &'static str)> {
    let plain = name.trim();
    if ANOTHER.contains(&plain) {
        return Some(("没有写明是什么渠道", "写成：其他（渠道的名称）；没有的，不要选"));
    }
    if BODIES.contains(&plain) {
        return Some((
            "是单位，没有写贴在哪里、放在哪里",
            "写出看得到的地方，如：村务公开栏、社区公示栏",
        ));
    }
    if ACTS.contains(&plain) {
        return Some(("群众看不到", "写群众能看到、查到的渠道，如 政府网站、公示栏"));
    }
    if SOMEWHERE.contains(&plain) {
        return Some(("没有写明在哪里", "写出地点，如：县政务服务中心大厅、各医院门诊大厅"));
    }
    let open =
        plain.strip_suffix('等').filter(|rest| !rest.ends_with(['平', '同', '高', '中', '初']))?;
    (!open.is_empty() && register.find(plain).is_none())
        .then_some(("后面的“等”没有写明还有哪些", "把渠道一个一个写全，中间用顿号分开，删去“等”"))
}
