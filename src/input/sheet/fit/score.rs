//! The steps of the scale from -1 to 1 on which a text is judged for a column.

/// It is one, and can be little else.
pub(super) const SURE: f64 = 1.0;
/// It looks like one.
pub(super) const LIKELY: f64 = 0.6;
/// A part of it is one.
pub(super) const PARTLY: f64 = 0.5;
/// It may be one, and nothing speaks against it.
pub(super) const MAYBE: f64 = 0.3;
/// It can be one, and something speaks against it.
pub(super) const AT_A_PINCH: f64 = 0.2;
/// It can be one, and looks more like something else.
pub(super) const SECOND_CHOICE: f64 = 0.1;
/// Nothing speaks for or against it.
pub(super) const OPEN: f64 = 0.0;
/// It does not look like one.
pub(super) const ODD: f64 = -0.2;
/// It lacks what most of them have.
pub(super) const DOUBTFUL: f64 = -0.3;
/// It has what few of them have, or looks like something else.
pub(super) const UNLIKELY: f64 = -0.4;
/// It stands in the wrong place, as far as can be seen.
pub(super) const MISPLACED: f64 = -0.6;
/// It has nothing of what they are written with.
pub(super) const STRANGE: f64 = -0.7;
/// It is something else, though not what its column shows for sure.
pub(super) const FOREIGN: f64 = -0.8;
/// It is something else for sure.
pub(super) const NEVER: f64 = -1.0;
