//! How much a part is of a whole, asked in whole numbers.

/// At least a fifth of the whole.
pub(super) const fn is_fifth(part: usize, all: usize) -> bool {
    part * 5 >= all
}

/// At least a quarter of the whole.
pub(super) const fn is_quarter(part: usize, all: usize) -> bool {
    part * 4 >= all
}

/// At least half of the whole.
pub(super) const fn is_half(part: usize, all: usize) -> bool {
    part * 2 >= all
}

/// More than half of the whole.
pub(super) const fn is_most(part: usize, all: usize) -> bool {
    part * 2 > all
}

/// At least two thirds of the whole.
pub(super) const fn is_two_thirds(part: usize, all: usize) -> bool {
    part * 3 >= all * 2
}

/// At least four fifths of the whole.
pub(super) const fn is_four_fifths(part: usize, all: usize) -> bool {
    part * 5 >= all * 4
}
