//! How well a text fits what a column holds: the one place of the reader that tells a limit from a body by
//! its looks. (Of a row that was read, `check::facts` judges the same with the registers at hand.)
//!
//! Each kind of cell has a scorer, by its grammar or by words, in one table ([`SCORERS`]). Columns, rows
//! that slid and doubts are all judged by the same scores. Knows no tables; long texts are judged by
//! their beginning, so that a text costs the same however long it is.

mod grammar;

use std::cell::OnceCell;

use crate::input::sheet::locate::lists;
use crate::input::sheet::types::ColumnRole;
use crate::model::fold;
use crate::text::Wording;

/// How the names of instruments end.
static LAWS: Wording = Wording::named("像依据的结尾");

/// So much of a text is looked at.
const LOOKED_AT: usize = 400;
/// From this score on a text belongs where it stands.
pub(in crate::input::sheet) const FITS: f64 = 0.3;
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
        return if matches!(role, ColumnRole::Serial | ColumnRole::Code) { -1.0 } else { 0.2 };
    }
    let Some(kind) = kind(role) else { return 0.0 };
    SCORERS.iter().find(|(of, _)| *of == kind).map_or(0.0, |(_, score)| score(looks))
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
            begins_with_basis: bare.starts_with(['《', '〈', '<', '【'])
                || bare.starts_with("中华人民共和国"),
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
        let is_limit = || !self.cites && self.length <= 120 && grammar::is_limit(&self.text);
        *self.is_limit.get_or_init(is_limit)
    }

    fn is_body(&self) -> bool {
        *self.is_body.get_or_init(|| self.length <= 60 && grammar::is_body(&self.text))
    }

    fn is_levels(&self) -> bool {
        *self.is_levels.get_or_init(|| self.length <= 30 && grammar::is_levels(&self.text))
    }

    fn is_mode(&self) -> bool {
        self.length <= 30 && grammar::is_mode(&self.text)
    }

    pub(in crate::input::sheet) fn is_audience(&self) -> bool {
        self.length <= 60 && grammar::is_audience(&self.text)
    }

    fn is_power(&self) -> bool {
        self.length <= 12 && (self.text == "公共服务" || lists::power(&self.text).is_some())
    }

    /// Cites articles of an instrument and says nothing else.
    fn is_citation(&self) -> bool {
        self.begins_with_basis && grammar::ends_as_citation(&self.text)
    }

    fn is_code(&self) -> bool {
        grammar::is_code(&self.text)
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
        self.has_box || self.begins_with_basis || self.is_limit() || self.channels() >= 0.6
    }
}

fn serial(looks: &Looks) -> f64 {
    match looks.is_number {
        true => 1.0,
        false if looks.mark.is_some() => -0.6,
        false => -1.0,
    }
}

fn code(looks: &Looks) -> f64 {
    if looks.is_code() || looks.is_number { 1.0 } else { -0.6 }
}

fn name(looks: &Looks) -> f64 {
    if looks.is_citation()
        || grammar::is_responsibility(&looks.text)
        || grammar::is_phone(&looks.text)
    {
        return -1.0;
    }
    // 《就业创业证》申领 is a matter, and no law.
    if looks.begins_with_basis && !looks.text.ends_with(['》', '）', ')']) && looks.length <= 40 {
        return 0.2;
    }
    if looks.is_number || looks.mark.is_some() || looks.is_typed() {
        return -1.0;
    }
    match looks.length {
        0..=1 => -0.4,
        2..=40 if looks.text.contains(['；', ';']) => -0.4,
        2..=40 if looks.is_body() || looks.is_levels() => 0.1,
        2..=40 => 0.6,
        41..=120 => 0.2,
        _ => -0.4,
    }
}

fn elements(looks: &Looks) -> f64 {
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.is_limit() {
        return -1.0;
    }
    if looks.channels() >= 0.8 && looks.length > 4 {
        return -0.6;
    }
    // Lists of laws are elements of their own: 《安全生产法》; 《消防法》.
    if looks.begins_with_basis {
        return 0.0;
    }
    match looks.is_list || looks.length > 12 {
        true => 0.6,
        false => 0.3,
    }
}

fn basis(looks: &Looks) -> f64 {
    if looks.begins_with_basis {
        return 1.0;
    }
    if looks.cites {
        return 0.6;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.is_limit() {
        return -1.0;
    }
    match LAWS.iter().any(|word| looks.text.contains(word)) {
        true => 0.3,
        false => -0.6,
    }
}

fn limit(looks: &Looks) -> f64 {
    if looks.is_limit() {
        return 1.0;
    }
    if looks.is_number || looks.mark.is_some() || looks.has_box || looks.begins_with_basis {
        return -1.0;
    }
    match looks.text.contains(['日', '月', '年', '时', '期']) {
        true => 0.0,
        false => -0.7,
    }
}

fn body(looks: &Looks) -> f64 {
    if looks.is_number || looks.mark.is_some() || looks.is_typed() {
        return -1.0;
    }
    match looks.is_body() {
        true => 1.0,
        false if looks.length > 60 => -0.8,
        false => -0.3,
    }
}

fn channels(looks: &Looks) -> f64 {
    if looks.has_box && looks.length > 1 {
        return 1.0;
    }
    if looks.is_number || looks.mark.is_some() || looks.begins_with_basis || looks.is_limit() {
        return -1.0;
    }
    match looks.channels() {
        share if share >= 0.5 => 1.0,
        share if share >= 0.2 => 0.5,
        _ if looks.is_body() => -0.4,
        _ => -0.2,
    }
}

fn tick(looks: &Looks) -> f64 {
    if looks.mark.is_some() {
        return 1.0;
    }
    if looks.has_box && looks.channels() >= 0.5 {
        return -1.0;
    }
    if fold::mark_with_text(&looks.text).is_some() || looks.is_levels() || looks.is_mode() {
        return 0.5;
    }
    if looks.is_audience() && looks.channels() < 0.5 {
        return 0.5;
    }
    if looks.is_typed() || looks.length > 30 { -1.0 } else { -0.6 }
}

/// 特定群体: a tick, or the names of groups.
fn group(looks: &Looks) -> f64 {
    if looks.mark.is_some() || fold::mark_with_text(&looks.text).is_some() {
        return 1.0;
    }
    if looks.is_typed() || looks.is_number || looks.length > 60 { -1.0 } else { 0.3 }
}

fn audience(looks: &Looks) -> f64 {
    if looks.is_audience() {
        return 1.0;
    }
    if looks.is_typed() || looks.is_number || looks.length > 60 { -1.0 } else { 0.0 }
}

fn mode(looks: &Looks) -> f64 {
    if looks.is_mode() { 1.0 } else { -0.8 }
}

fn levels(looks: &Looks) -> f64 {
    match looks.is_levels() {
        true => 1.0,
        false if looks.mark.is_some() => -0.3,
        false => -0.8,
    }
}

fn power(looks: &Looks) -> f64 {
    if looks.is_power() {
        return 1.0;
    }
    match looks.length {
        _ if looks.is_number || looks.is_typed() => -0.8,
        // The kinds of power have names of their own, none of them longer.
        0..=8 => 0.0,
        _ => -0.6,
    }
}

#[cfg(test)]
mod tests;
