//! How well a text fits what a column holds: the one place of the reader that tells a limit from a body by
//! its looks. (Of a row that was read, `check::facts` judges the same with the registers at hand.)
//!
//! For each kind of cell a text bears a sign, told by its grammar or by words ([`TELLERS`]), and each sign
//! has a weight ([`weights`]). Columns, rows that slid and doubts are all judged by the same scores. Knows
//! no tables; long texts are judged by their beginning, so that a text costs the same however long it is.

mod grammar;
mod measure;
mod nameless;
mod shape;
mod sign;
mod signs;
mod weights;

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

pub(in crate::input::sheet) use nameless::{Nameless, ends_as_power};
pub(in crate::input::sheet) use shape::TextShape;
use sign::Sign;

use crate::input::sheet::locate::lists;
use crate::input::sheet::types::ColumnRole;
use crate::model::{TimeLimits, fold};
use crate::text::{TextMemo, work};

/// What stands before each of several choices.
const BOXES: [char; 5] = ['■', '□', '☑', '☐', '▄'];
/// So much of a text is looked at.
const LOOKED_AT: usize = 400;
/// From this score on a text belongs where it stands.
pub(in crate::input::sheet) const FITS: f64 = 0.3;
/// A shorter text names nothing.
pub(in crate::input::sheet) const SHORTEST_NAME: usize = 2;
/// Up to this score it stands in the wrong place.
pub(in crate::input::sheet) const MISFITS: f64 = -0.5;
/// Nothing speaks for or against a text in a column that holds anything.
const OPEN: f64 = 0.0;
/// 同上 may stand in any column, and says of none that it is that one.
const DITTO: f64 = 0.2;
/// No row is counted by it.
const DITTO_AS_NUMBER: f64 = -1.0;

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
    signs: SignsAsked,
}

/// The same, shared by all who look at such a text: for its row, its doubts, the next town.
pub(in crate::input::sheet) type SharedLooks = Rc<Looks>;

thread_local! {
    /// What texts looked like that came before.
    static SEEN: TextMemo<SharedLooks> = TextMemo::new();
}

/// The sign that a text bears for each kind, in the order of [`TELLERS`]; `None` until a column asks.
type SignsAsked = [Cell<Option<Sign>>; TELLERS.len()];

/// Tells the sign that a text bears.
type Teller = fn(&Looks) -> Sign;

/// Who tells the sign that a text bears for each kind.
const TELLERS: [(TextKind, Teller); 14] = [
    (TextKind::Serial, signs::serial),
    (TextKind::Code, signs::code),
    (TextKind::Name, signs::name),
    (TextKind::Elements, signs::elements),
    (TextKind::Basis, signs::basis),
    (TextKind::Limit, signs::limit),
    (TextKind::Body, signs::body),
    (TextKind::Channels, signs::channels),
    (TextKind::Tick, signs::tick),
    (TextKind::Group, signs::group),
    (TextKind::Audience, signs::audience),
    (TextKind::Mode, signs::mode),
    (TextKind::Levels, signs::levels),
    (TextKind::Power, signs::power),
];

/// How well a text fits a column, from -1 to 1; 0 for columns that hold anything.
pub(in crate::input::sheet) fn fit(role: &ColumnRole, looks: &Looks) -> f64 {
    if looks.is_ditto {
        return match role {
            ColumnRole::Serial | ColumnRole::Code => DITTO_AS_NUMBER,
            _ => DITTO,
        };
    }
    kind(role).and_then(|kind| sign(kind, looks)).map_or(OPEN, weights::of)
}

/// Whether a text is a limit that can stand alone, and no piece of one.
pub(in crate::input::sheet) fn is_whole_limit(text: &str) -> bool {
    fit(&ColumnRole::Limit, &Looks::of(text)) >= FITS && TimeLimits::parse(text).understood()
}

/// The sign that a text bears for a kind of column, told once: a row that slid asks it for many ways.
fn sign(kind: TextKind, looks: &Looks) -> Option<Sign> {
    let mut asked = TELLERS.iter().zip(&looks.signs);
    let ((_, tell), known) = asked.find(|((of, _), _)| *of == kind)?;
    let sign = known.get().unwrap_or_else(|| tell(looks));
    known.set(Some(sign));
    Some(sign)
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
        ColumnRole::Channel
        | ColumnRole::Everyone
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
    pub(in crate::input::sheet) fn of(text: &str) -> SharedLooks {
        work::step();
        SEEN.with(|seen| seen.get_or(text, |text| Rc::new(Self::seen(text))))
    }

    fn seen(text: &str) -> Self {
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
            has_box: squeezed.contains(BOXES),
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
            signs: Default::default(),
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
        self.length <= measure::LONGEST_AUDIENCE
            && !self.begins_with_basis
            && !self.is_limit()
            && !self.text.ends_with(grammar::OFFICES)
            && grammar::is_audience(&self.text)
    }

    /// 人事科: an office of a body, to which nothing is disclosed.
    pub(in crate::input::sheet) fn is_office(&self) -> bool {
        self.length <= measure::LONGEST_AUDIENCE
            && self.length > 1
            && !self.is_list
            && self.text.ends_with(grammar::OFFICES)
    }

    fn is_power(&self) -> bool {
        self.length <= measure::LONGEST_POWER
            && (self.text == "公共服务" || lists::is_power(&self.text))
    }

    /// Cites articles of an instrument and says nothing else.
    fn is_citation(&self) -> bool {
        self.begins_with_basis && grammar::ends_as_citation(&self.text)
    }

    fn is_code(&self) -> bool {
        grammar::is_code(&self.text) && !grammar::is_telephone(&self.text)
    }

    /// Whether it ends as sentences do.
    pub(in crate::input::sheet) fn is_sentence(&self) -> bool {
        self.text.ends_with('。')
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

    /// A number that counts rows.
    pub(in crate::input::sheet) fn is_number(&self) -> bool {
        self.is_number
    }

    /// A mark that says yes, alone.
    pub(in crate::input::sheet) fn is_tick(&self) -> bool {
        self.mark == Some(true)
    }

    /// What no heading says: a limit, a citation, channels with boxes.
    pub(in crate::input::sheet) fn is_data(&self) -> bool {
        self.has_box || self.begins_with_basis || self.is_limit() || nameless::is_count(&self.text)
    }

    /// Begins by citing an instrument.
    pub(in crate::input::sheet) fn is_basis(&self) -> bool {
        self.begins_with_basis
    }

    /// Boxes with the names of channels behind each, and nothing else: it names no item.
    pub(in crate::input::sheet) fn is_boxed_channels(&self) -> bool {
        let mut parts = self.text.split(BOXES).map(|part| part.trim_matches(['_', '＿']));
        let is_channel = |part: &str| {
            part.is_empty()
                || part.starts_with("其他")
                || grammar::channel_share(part, part.chars().count()) >= measure::SOME_CHANNELS
        };
        self.has_box && parts.next() == Some("") && parts.all(is_channel) && self.length > 1
    }

    /// Something that stands in one kind of column only, and never in one of names.
    fn is_typed(&self) -> bool {
        self.has_box
            || self.begins_with_basis
            || self.is_limit()
            || self.channels() >= measure::MOSTLY_CHANNELS
    }
}

#[cfg(test)]
mod tests;
