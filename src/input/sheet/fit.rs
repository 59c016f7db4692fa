//! How well a text fits what a column holds: the one place of the reader that tells a limit from a body by
//! its looks. (Of a row that was read, `check::facts` judges the same with the registers at hand.)
//!
//! Each kind of cell has a scorer, by its grammar or by words, in one table ([`SCORERS`]). Columns, rows
//! that slid and doubts are all judged by the same scores. Knows no tables; long texts are judged by
//! their beginning, so that a text costs the same however long it is.

mod grammar;
mod measure;
mod score;

use std::cell::OnceCell;

use crate::input::sheet::locate::lists;
use crate::input::sheet::types::ColumnRole;
use crate::model::fold;
use crate::text::{Wording, work};

/// How the names of instruments end.
static LAWS: Wording = Wording::named("像依据的结尾");

/// So much of a text is looked at.
const LOOKED_AT: usize = 400;
/// From this score on a text belongs where it stands.
pub(in crate::input::sheet) const FITS: f64 = 0.3;
/// A shorter text names nothing.
pub(in crate::input::sheet) const SHORTEST_NAME: usize = 2;
/// Up to this score it stands in the wrong place.
pub(in crate::input::sheet) const MISFITS: f64 = -0.5;

/// What a cell may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextKind {
    Serial,
    Code,
    Name,
    Elements,
    Basis,
    Limit,
    Body,
    Channels,
    Tick,
    Group,
    Audience,
    Mode,
    Levels,
    Power,
}

/// What is seen of a text, each thing once, and what few columns ask for only when one asks.
pub(in crate::input::sheet) struct Looks {
    text: String,
    length: usize,
    is_number: bool,
    /// A tick, a cross or a dash alone.
    mark: Option<bool>,
    has_box: bool,
    /// Whether it begins by citing an instrument, or cites one anywhere.
    begins_with_basis: bool,
    cites: bool,
    is_ditto: bool,
    is_list: bool,
    channels: OnceCell<f64>,
    is_limit: OnceCell<bool>,
    is_body: OnceCell<bool>,
    is_levels: OnceCell<bool>,
}

type Scorer = fn(&Looks) -> f64;

/// The scorers, from -1 (surely not) over 0 (nothing speaks for or against it) to 1 (surely).
const SCORERS: [(TextKind, Scorer); 14] = [
    (TextKind::Serial, serial),
    (TextKind::Code, code),
    (TextKind::Name, name),
    (TextKind::Elements, elements),
    (TextKind::Basis, basis),
    (TextKind::Limit, limit),
    (TextKind::Body, body),
    (TextKind::Channels, channels),
    (TextKind::Tick, tick),
    (TextKind::Group, group),
    (TextKind::Audience, audience),
    (TextKind::Mode, mode),
    (TextKind::Levels, levels),
    (TextKind::Power, power),
];

/// How well a text fits a column, from -1 to 1; 0 for columns that hold anything.
pub(in crate::input::sheet) fn fit(role: &ColumnRole, looks: &Looks) -> f64 {
    if looks.is_ditto {
        return if matches!(role, ColumnRole::Serial | ColumnRole::Code) {
            score::NEVER
        } else {
            score::AT_A_PINCH
        };
    }
    let Some(kind) = kind(role) else { return score::OPEN };
    SCORERS.iter().find(|(of, _)| *of == kind).map_or(score::OPEN, |(_, score)| score(looks))
}

/// As much of a text as is looked at.
fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

fn kind(role: &ColumnRole) -> Option<TextKind> {
    Some(match role {
        ColumnRole::Serial => TextKind::Serial,
        ColumnRole::Code | ColumnRole::DutyCode => TextKind::Code,
        ColumnRole::Name(_) | ColumnRole::DutyName => TextKind::Name,
        ColumnRole::Elements => TextKind::Elements,
        ColumnRole::Basis | ColumnRole::DutyBasis => TextKind::Basis,
        ColumnRole::Limit => TextKind::Limit,
        ColumnRole::Bodies | ColumnRole::DutyBody => TextKind::Body,
        ColumnRole::Channels => TextKind::Channels,
        ColumnRole::Audience => TextKind::Audience,
        ColumnRole::Group => TextKind::Group,
        ColumnRole::Everyone
        | ColumnRole::Active
        | ColumnRole::OnRequest
        | ColumnRole::Level(_) => TextKind::Tick,
        ColumnRole::Mode => TextKind::Mode,
        ColumnRole::Levels => TextKind::Levels,
        ColumnRole::Power => TextKind::Power,
        ColumnRole::Domain
        | ColumnRole::List
        | ColumnRole::TakeOver
        | ColumnRole::Items
        | ColumnRole::Exemption
        | ColumnRole::ExemptionNote
        | ColumnRole::Unverified
        | ColumnRole::Proposed(_)
        | ColumnRole::Other => return None,
    })
}

impl Looks {
    pub(in crate::input::sheet) fn of(text: &str) -> Self {
        work::step();
        let start = beginning(text.trim());
        let squeezed: String = match start.contains(char::is_whitespace) {
            true => start.chars().filter(|c| !c.is_whitespace()).collect(),
            false => start.to_owned(),
        };
        let length = squeezed.chars().count();
        let bare = fold::split_numbering(&squeezed).1;
        Self {
            length,
            is_number: grammar::is_number(&squeezed, length),
            mark: fold::mark(&squeezed),
            has_box: squeezed.contains(['■', '□', '☑', '☐', '▄']),
            begins_with_basis: bare.starts_with(['《', '〈', '<'])
                || bare.starts_with("中华人民共和国")
                || grammar::begins_with_kind_of_law(bare),
            cites: grammar::cites(&squeezed),
            is_ditto: fold::is_ditto(&squeezed),
            is_list: squeezed.contains(['、', '；', ';', '，', ',']) || start.contains('\n'),
            text: squeezed,
            channels: OnceCell::new(),
            is_limit: OnceCell::new(),
            is_body: OnceCell::new(),
            is_levels: OnceCell::new(),
        }
    }

    /// How much of the text names channels, from 0 to 1.
    fn channels(&self) -> f64 {
        *self.channels.get_or_init(|| grammar::channel_share(&self.text, self.length))
    }

    fn is_limit(&self) -> bool {
        let is_limit = || {
            !self.cites && self.length <= measure::LONGEST_LIMIT && grammar::is_limit(&self.text)
        };
        *self.is_limit.get_or_init(is_limit)
    }

    fn is_body(&self) -> bool {
        *self
            .is_body
            .get_or_init(|| self.length <= measure::LONGEST_BODY && grammar::is_body(&self.text))
    }

    fn is_levels(&self) -> bool {
        *self.is_levels.get_or_init(|| {
            self.length <= measure::LONGEST_LEVELS && grammar::is_levels(&self.text)
        })
    }

    fn is_mode(&self) -> bool {
        self.length <= measure::LONGEST_MODE && grammar::is_mode(&self.text)
    }

    pub(in crate::input::sheet) fn is_audience(&self) -> bool {
        self.length <= measure::LONGEST_AUDIENCE && grammar::is_audience(&self.text)
    }

    fn is_power(&self) -> bool {
        self.length <= measure::LONGEST_POWER
            && (self.text == "公共服务" || lists::power(&self.text).is_some())
    }

    /// Cites articles of an instrument and says nothing else.
    fn is_citation(&self) -> bool {
        self.begins_with_basis && grammar::ends_as_citation(&self.text)
    }

    fn is_code(&self) -> bool {
        grammar::is_code(&self.text) && !grammar::is_telephone(&self.text)
    }

    /// The number that it begins with, of one level or several.
    pub(in crate::input::sheet) fn numbering(&self) -> Option<&str> {
        fold::split_numbering(&self.text).0
    }

    /// A telephone or an address: no column of the form holds one alone.
    fn is_contact(&self) -> bool {
        grammar::is_telephone(&self.text)
            || self.length <= measure::LONGEST_ADDRESS && grammar::is_address(&self.text)
    }

    /// A mark, a number or a ditto: it says what it is only by its place.
    pub(in crate::input::sheet) fn is_small(&self) -> bool {
        self.mark.is_some() || self.is_number || self.is_ditto || self.length <= 1
    }

    /// What no heading says: a limit, a citation, channels with boxes.
    pub(in crate::input::sheet) fn is_data(&self) -> bool {
        self.has_box || self.begins_with_basis || self.is_limit()
    }

    /// Begins by citing an instrument.
    pub(in crate::input::sheet) fn is_basis(&self) -> bool {
        self.begins_with_basis
    }

    /// Something that stands in one kind of column only, and never in one of names.
    fn is_typed(&self) -> bool {
        self.has_box
            || self.begins_with_basis
            || self.is_limit()
            || self.channels() >= measure::MOSTLY_CHANNELS
    }
}

fn serial(looks: &Looks) -> f64 {
    match looks.is_number {
        true => score::SURE,
        false if looks.mark.is_some() => score::MISPLACED,
        false => score::NEVER,
    }
}

fn code(looks: &Looks) -> f64 {
    if looks.is_code() || looks.is_number { score::SURE } else { score::MISPLACED }
}

fn name(looks: &Looks) -> f64 {
    if looks.is_citation()
        || grammar::is_responsibility(&looks.text)
        || grammar::is_phone(&looks.text)
        || looks.is_contact()
    {
        return score::NEVER;
    }
    // 《就业创业证》申领 is a matter, and no law.
    if looks.begins_with_basis
        && !looks.text.ends_with(['》', '）', ')'])
        && looks.length <= measure::USUAL_NAME
    {
        return score::AT_A_PINCH;
    }
    if looks.is_number || looks.mark.is_some() || looks.is_typed() {
        return score::NEVER;
    }
    match looks.length {
        ..SHORTEST_NAME => score::UNLIKELY,
        length if length > measure::LONGEST_NAME => score::UNLIKELY,
        length if length > measure::USUAL_NAME => score::AT_A_PINCH,
        _ if looks.text.contains(['；', ';']) => score::UNLIKELY,
        _ if looks.is_body() || looks.is_levels() => score::SECOND_CHOICE,
        _ => score::LIKELY,
    }
}

fn elements(looks: &Looks) -> f64 {
    if looks.is_number
        || looks.mark.is_some()
        || looks.has_box
        || looks.is_limit()
        || looks.is_contact()
    {
        return score::NEVER;
    }
    if looks.channels() >= measure::ALL_CHANNELS && looks.length > measure::SHORT_CHANNEL {
        return score::MISPLACED;
    }
    // Lists of laws are elements of their own: 《安全生产法》; 《消防法》.
    if looks.begins_with_basis {
        return score::OPEN;
    }
    match looks.is_list || looks.length > measure::SHORT_ELEMENTS {
        true => score::LIKELY,
        false => score::MAYBE,
    }
}

fn basis(looks: &Looks) -> f64 {
    if looks.begins_with_basis {
        return score::SURE;
    }
    if looks.cites {
        return score::LIKELY;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.is_limit() {
        return score::NEVER;
    }
    match LAWS.iter().any(|word| looks.text.contains(word)) {
        true => score::MAYBE,
        false => score::MISPLACED,
    }
}

fn limit(looks: &Looks) -> f64 {
    if looks.is_limit() {
        return score::SURE;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.begins_with_basis {
        return score::NEVER;
    }
    match looks.text.contains(['日', '月', '年', '时', '期']) {
        true => score::OPEN,
        false => score::STRANGE,
    }
}

fn body(looks: &Looks) -> f64 {
    if looks.is_number || looks.mark.is_some() || looks.is_typed() || looks.is_contact() {
        return score::NEVER;
    }
    match looks.is_body() {
        true => score::SURE,
        false if looks.length > measure::LONGEST_BODY => score::FOREIGN,
        false => score::DOUBTFUL,
    }
}

fn channels(looks: &Looks) -> f64 {
    if looks.has_box && looks.length > 1 {
        return score::SURE;
    }
    if looks.is_number || looks.mark.is_some() || looks.begins_with_basis || looks.is_limit() {
        return score::NEVER;
    }
    match looks.channels() {
        share if share >= measure::CHANNELS => score::SURE,
        share if share >= measure::SOME_CHANNELS => score::PARTLY,
        _ if looks.is_body() => score::UNLIKELY,
        _ => score::ODD,
    }
}

fn tick(looks: &Looks) -> f64 {
    if looks.mark.is_some() {
        return score::SURE;
    }
    if looks.has_box && looks.channels() >= measure::CHANNELS {
        return score::NEVER;
    }
    if fold::mark_with_text(&looks.text).is_some() || looks.is_levels() || looks.is_mode() {
        return score::PARTLY;
    }
    if looks.is_audience() && looks.channels() < measure::CHANNELS {
        return score::PARTLY;
    }
    if looks.is_typed() || looks.length > measure::LONGEST_TICK {
        score::NEVER
    } else {
        score::MISPLACED
    }
}

/// 特定群体: a tick, or the names of groups.
fn group(looks: &Looks) -> f64 {
    if looks.mark.is_some() || fold::mark_with_text(&looks.text).is_some() {
        return score::SURE;
    }
    if looks.is_typed() || looks.is_number || looks.length > measure::LONGEST_AUDIENCE {
        score::NEVER
    } else {
        score::MAYBE
    }
}

fn audience(looks: &Looks) -> f64 {
    if looks.is_audience() {
        return score::SURE;
    }
    if looks.is_typed() || looks.is_number || looks.length > measure::LONGEST_AUDIENCE {
        score::NEVER
    } else {
        score::OPEN
    }
}

fn mode(looks: &Looks) -> f64 {
    if looks.is_mode() { score::SURE } else { score::FOREIGN }
}

fn levels(looks: &Looks) -> f64 {
    match looks.is_levels() {
        true => score::SURE,
        false if looks.mark.is_some() => score::DOUBTFUL,
        false => score::FOREIGN,
    }
}

fn power(looks: &Looks) -> f64 {
    if looks.is_power() {
        return score::SURE;
    }
    match looks.length {
        _ if looks.is_number || looks.is_typed() => score::FOREIGN,
        // The kinds of power have names of their own, none of them longer.
        ..=measure::LONGEST_POWER_NAME => score::OPEN,
        _ => score::MISPLACED,
    }
}

#[cfg(test)]
mod tests;
