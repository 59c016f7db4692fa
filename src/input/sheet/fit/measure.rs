//! How long texts of a kind are, and how much of a text says what it is.

/// A longer text says more than a limit.
pub(super) const LONGEST_LIMIT: usize = 120;
/// A limit that is longer has to be understood, and not only to look like one.
pub(super) const PLAIN_LIMIT: usize = 40;
/// A longer text says more than who is responsible.
pub(super) const LONGEST_BODY: usize = 60;
/// A longer text says more than levels.
pub(super) const LONGEST_LEVELS: usize = 30;
/// A longer text says more than a way.
pub(super) const LONGEST_MODE: usize = 30;
/// A longer text says more than for whom.
pub(super) const LONGEST_AUDIENCE: usize = 60;
/// A longer text names no kind of power, with what may be written behind it.
pub(super) const LONGEST_POWER: usize = 12;
/// The bare names of the kinds of power are not longer.
pub(super) const LONGEST_POWER_NAME: usize = 8;
/// A longer text is no tick with words beside it.
pub(super) const LONGEST_TICK: usize = 30;
/// Most names are not longer.
pub(super) const USUAL_NAME: usize = 40;
/// A longer text is no name.
pub(super) const LONGEST_NAME: usize = 120;
/// A longer text is rather elements than a name.
pub(super) const SHORT_ELEMENTS: usize = 12;
/// A longer text that is all channels is no word of the elements that a channel is named like.
pub(super) const SHORT_CHANNEL: usize = 4;

/// From this share of channels on a text is hardly anything else.
pub(super) const ALL_CHANNELS: f64 = 0.8;
/// From this share of channels on a text stands in the column of channels only.
pub(super) const MOSTLY_CHANNELS: f64 = 0.6;
/// From this share of channels on a text is a list of channels.
pub(super) const CHANNELS: f64 = 0.5;
/// From this share of channels on a text may be a list of channels.
pub(super) const SOME_CHANNELS: f64 = 0.2;

/// So many digits has the number of a row in a long table; such a number elsewhere may be a date.
pub(super) const LONG_SERIAL: std::ops::RangeInclusive<usize> = 5..=6;
/// So many digits has a number that counts rows.
pub(super) const NUMBER_DIGITS: std::ops::RangeInclusive<usize> = 1..=4;
/// A longer Chinese number counts no rows.
pub(super) const LONGEST_CHINESE_NUMBER: usize = 3;
/// A shorter text with digits is a number and no code.
pub(super) const SHORTEST_CODE: usize = 4;
/// A telephone has so many digits at least.
pub(super) const PHONE_DIGITS: usize = 7;
/// So many characters stand before 责任 in the name of a responsibility.
pub(super) const RESPONSIBILITY: std::ops::RangeInclusive<usize> = 2..=6;
/// So many digits has a telephone with the number of its area.
pub(super) const TELEPHONE: std::ops::RangeInclusive<usize> = 10..=12;
/// A longer text is more than an address.
pub(super) const LONGEST_ADDRESS: usize = 40;
