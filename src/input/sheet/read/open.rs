//! What a cell leaves open although it stands in the right column: which of its channels are chosen, where one name
//! ends and the next begins, for whom a tick is, what each of several limits is of.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::read::doubts::shown;
use crate::input::sheet::recognition::RecordCell;
use crate::input::sheet::types::ColumnRole;
use crate::model::writing::{has_unknown_boxes, lost_box_among_ticked};
use crate::model::{Bodies, Channels, fold};
use crate::text::Wording;

/// Why it cannot be told from a cell what is chosen: whom beside a tick, which of its channels.
pub(super) fn why(role: &ColumnRole, cell: &RecordCell) -> Option<String> {
    let for_whom = matches!(role, ColumnRole::Everyone | ColumnRole::Group | ColumnRole::Audience);
    if for_whom && Looks::of(&cell.text).is_office() {
        return Some(format!("“{}”像是科室，不像公开对象", shown(&cell.text)));
    }
    if *role == ColumnRole::Everyone {
        let (_, words) = fold::mark_with_text(&cell.text)?;
        let odd = !words.is_empty() && !Looks::of(words).is_audience();
        return odd.then(|| format!("“{}”不像是公开对象", shown(words)));
    }
    let unsaid = match role {
        ColumnRole::Levels => Some("是哪一级"),
        ColumnRole::Audience => Some("是全社会还是特定群体"),
        ColumnRole::Mode => Some("是主动还是依申请公开"),
        _ => None,
    };
    if let Some(what) = unsaid.filter(|_| fold::mark(&cell.text) == Some(true)) {
        return Some(format!("{ONLY_TICKED}，看不出{what}"));
    }
    if *role == ColumnRole::Limit {
        let limits: Vec<&str> = cell.text.split_whitespace().collect();
        let whole = |text: &&str| fit::fit(role, &Looks::of(text)) >= fit::FITS;
        let several = limits.len() >= 2 && limits.iter().all(|text| whole(text) && is_bare(text))
            || is_bare(&cell.text) && cell.text.matches(SINCE).count() >= 2;
        return several.then(|| "写了几个时限，没有说各是哪一类信息的".to_owned());
    }
    match role {
        ColumnRole::Channels => of_channels(cell),
        ColumnRole::Bodies => of_bodies(&cell.text),
        _ => None,
    }
}

/// Why it cannot be told which channels are chosen, or where one ends and the next begins.
fn of_channels(cell: &RecordCell) -> Option<String> {
    let written = cell.written.as_ref().map_or(cell.text.as_str(), |(written, _)| written);
    if has_unknown_boxes(written) {
        return Some("方框成了问号，看不出选的是哪几个，都当作选用".to_owned());
    }
    if let Some(name) = lost_box_among_ticked(written) {
        let name = shown(name);
        return Some(format!("“{name}”前面的方框成了问号，看不出选没选，当作选用"));
    }
    if lists_the_form(written) {
        return Some("官方表里的渠道都列着，没有方框，看不出选的是哪几个，都当作选用".to_owned());
    }
    let channels = Channels::parse(&cell.text);
    if let Some(odd) = channels.chosen.iter().find(|name| name.contains(ODD)) {
        return Some(format!("“{}”不像是一个渠道", shown(odd)));
    }
    let name = shown(channels.unclear()?);
    Some(format!("“{name}”是一个渠道还是几个，分不清，当作一个"))
}

/// Whether a text without any box has nearly all channels of the official form: the form was copied, and its boxes
/// were lost.
fn lists_the_form(text: &str) -> bool {
    const NEARLY_ALL: usize = 9;
    static NAMES: Wording = Wording::named("后面另起一个的渠道");
    !text.contains(['■', '□', '☑', '☐', '√'])
        && NAMES.iter().filter(|name| text.contains(**name)).count() >= NEARLY_ALL
}

/// Two bodies with nothing between them: 县民政局桃花镇人民政府.
fn of_bodies(text: &str) -> Option<String> {
    static GOVERNMENTS: Wording = Wording::named("地方政府的结尾");
    let bodies = Bodies::parse(text);
    let glued = bodies.parts().find(|part| {
        let behind = part.name.split_once('局').map_or("", |(_, behind)| behind);
        let behind = if behind.starts_with(JOINED) { "" } else { behind };
        let mut places = GOVERNMENTS.iter().filter_map(|end| behind.strip_suffix(*end));
        places.any(|place| place.chars().count() >= PLACE)
    })?;
    Some(format!("“{}”像是两个单位连在一起，当作一个", shown(&glued.name)))
}

/// What joins two bodies: 县民政局及各镇人民政府.
const JOINED: [char; 7] = ['及', '和', '与', '或', '各', '会', '（'];
/// The name of a place has so many characters.
const PLACE: usize = 2;

/// How a doubt about a tick begins, below a heading that does not say what it means.
pub(super) const ONLY_TICKED: &str = "只打了勾";

/// A limit that says this twice says two limits.
const SINCE: &str = "之日起";

/// A limit that says nothing of what it is for, and has no number in a list.
fn is_bare(limit: &str) -> bool {
    !limit.contains(['：', ':', '；', ';', '、', '，', ','])
        && fold::split_numbering(limit).0.is_none()
}

/// Marks that are left in the name of a channel were not understood.
const ODD: [char; 5] = ['?', '？', '√', '×', '\u{fffd}'];
