//! Which sign a text bears for each kind of column.

use crate::input::sheet::fit::Looks;
use crate::input::sheet::fit::SHORTEST_NAME;
use crate::input::sheet::fit::grammar;
use crate::input::sheet::fit::measure;
use crate::input::sheet::fit::sign::Sign;
use crate::model::fold;
use crate::text::Wording;

/// How the names of instruments end.
static LAWS: Wording = Wording::named("像依据的结尾");

pub(super) fn serial(looks: &Looks) -> Sign {
    match looks.is_number || grammar::is_long_serial(&looks.text) {
        true => Sign::SerialNumber,
        false if looks.mark.is_some() => Sign::SerialMark,
        false => Sign::SerialText,
    }
}

pub(super) fn code(looks: &Looks) -> Sign {
    if looks.is_code() || looks.is_number { Sign::CodeWritten } else { Sign::CodeText }
}

pub(super) fn name(looks: &Looks) -> Sign {
    if looks.is_citation()
        || grammar::is_responsibility(&looks.text)
        || grammar::is_phone(&looks.text)
        || looks.is_contact()
    {
        return Sign::NameCitation;
    }
    // 《就业创业证》申领 is a matter, and no law.
    if looks.begins_with_basis
        && !looks.text.ends_with(['》', '）', ')'])
        && looks.length <= measure::USUAL_NAME
    {
        return Sign::NameTitle;
    }
    if looks.is_number || looks.mark.is_some() || looks.is_typed() {
        return Sign::NameTyped;
    }
    match looks.length {
        ..SHORTEST_NAME => Sign::NameShort,
        length if length > measure::LONGEST_NAME => Sign::NameEndless,
        length if length > measure::USUAL_NAME => Sign::NameLong,
        _ if looks.text.contains(['；', ';']) => Sign::NameList,
        _ if looks.is_body() || looks.is_levels() => Sign::NameBody,
        _ => Sign::NamePlain,
    }
}

pub(super) fn elements(looks: &Looks) -> Sign {
    if looks.is_number
        || looks.mark.is_some()
        || looks.has_box
        || looks.is_limit()
        || looks.is_contact()
    {
        return Sign::ElementsTyped;
    }
    if looks.channels() >= measure::ALL_CHANNELS && looks.length > measure::SHORT_CHANNEL {
        return Sign::ElementsChannels;
    }
    // Lists of laws are elements of their own: 《安全生产法》; 《消防法》.
    if looks.begins_with_basis {
        return Sign::ElementsTitle;
    }
    match looks.is_list || looks.length > measure::SHORT_ELEMENTS {
        true => Sign::ElementsLong,
        false => Sign::ElementsShort,
    }
}

pub(super) fn basis(looks: &Looks) -> Sign {
    if looks.begins_with_basis {
        return Sign::BasisTitle;
    }
    if looks.cites {
        return Sign::BasisCites;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.is_limit() {
        return Sign::BasisTyped;
    }
    match LAWS.iter().any(|word| looks.text.contains(word)) {
        true => Sign::BasisLaw,
        false => Sign::BasisText,
    }
}

pub(super) fn limit(looks: &Looks) -> Sign {
    if looks.is_limit() {
        return Sign::LimitWritten;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.begins_with_basis {
        return Sign::LimitTyped;
    }
    match looks.text.contains(['日', '月', '年', '时', '期']) {
        true => Sign::LimitTime,
        false => Sign::LimitText,
    }
}

pub(super) fn body(looks: &Looks) -> Sign {
    // 9月-11月 is when something is done.
    let is_time = looks.text.starts_with(|c: char| c.is_ascii_digit())
        && looks.text.ends_with(['月', '日', '年']);
    let is_typed = looks.is_typed() || looks.is_contact() || is_time;
    if looks.is_number || looks.mark.is_some() || is_typed {
        return Sign::BodyTyped;
    }
    match looks.is_body() {
        true => Sign::BodyWritten,
        false if looks.length > measure::LONGEST_BODY => Sign::BodyLong,
        false => Sign::BodyText,
    }
}

pub(super) fn channels(looks: &Looks) -> Sign {
    if looks.has_box && looks.length > 1 {
        return Sign::ChannelsBoxes;
    }
    if looks.is_number || looks.mark.is_some() || looks.begins_with_basis || looks.is_limit() {
        return Sign::ChannelsTyped;
    }
    match looks.channels() {
        share if share >= measure::CHANNELS => Sign::ChannelsMany,
        share if share >= measure::SOME_CHANNELS => Sign::ChannelsSome,
        _ if looks.is_body() => Sign::ChannelsBody,
        _ => Sign::ChannelsText,
    }
}

pub(super) fn tick(looks: &Looks) -> Sign {
    if looks.mark.is_some() {
        return Sign::TickMark;
    }
    if looks.has_box && looks.channels() >= measure::CHANNELS {
        return Sign::TickBoxes;
    }
    if fold::mark_with_text(&looks.text).is_some() || looks.is_levels() || looks.is_mode() {
        return Sign::TickWords;
    }
    if looks.is_audience() && looks.channels() < measure::CHANNELS {
        return Sign::TickWords;
    }
    if looks.is_typed() || looks.length > measure::LONGEST_TICK {
        Sign::TickTyped
    } else {
        Sign::TickText
    }
}

/// 特定群体: a tick, or the names of groups.
pub(super) fn group(looks: &Looks) -> Sign {
    if looks.mark.is_some() || fold::mark_with_text(&looks.text).is_some() {
        return Sign::GroupMark;
    }
    if looks.is_typed() || looks.is_number || looks.length > measure::LONGEST_AUDIENCE {
        Sign::GroupTyped
    } else {
        Sign::GroupText
    }
}

pub(super) fn audience(looks: &Looks) -> Sign {
    if looks.is_audience() {
        return Sign::AudienceWritten;
    }
    if looks.is_typed() || looks.is_number || looks.length > measure::LONGEST_AUDIENCE {
        Sign::AudienceTyped
    } else {
        Sign::AudienceText
    }
}

pub(super) fn mode(looks: &Looks) -> Sign {
    if looks.is_mode() { Sign::ModeWritten } else { Sign::ModeText }
}

pub(super) fn levels(looks: &Looks) -> Sign {
    match looks.is_levels() {
        true => Sign::LevelsWritten,
        false if looks.mark.is_some() => Sign::LevelsMark,
        false => Sign::LevelsText,
    }
}

pub(super) fn power(looks: &Looks) -> Sign {
    if looks.is_power() {
        return Sign::PowerWritten;
    }
    match looks.length {
        _ if looks.is_number || looks.is_typed() || looks.is_levels() || looks.is_body() => {
            Sign::PowerTyped
        }
        // The kinds of power have names of their own, none of them longer.
        ..=measure::LONGEST_POWER_NAME => Sign::PowerShort,
        _ => Sign::PowerText,
    }
}
