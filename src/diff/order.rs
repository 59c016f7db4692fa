//! Which of several things changed their place.

/// The positions (in `sequence`) of things that are out of order: all but a longest rising run. Of
/// several such runs the one that ends first is kept, so that the answer never changes.
pub(super) fn out_of_order(sequence: &[usize]) -> Vec<usize> {
    let kept = longest_rising(sequence);
    (0..sequence.len()).filter(|at| !kept.contains(at)).collect()
}

/// Positions of a longest rising run, in order.
fn longest_rising(sequence: &[usize]) -> Vec<usize> {
    // `ends[n]` is the position of the smallest value that ends a rising run of n + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(sequence.len());
    for (at, value) in sequence.iter().enumerate() {
        let length = ends.partition_point(|end| sequence[*end] < *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run: Vec<usize> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_thing_moved_is_one_thing() {
        assert_eq!(out_of_order(&[0, 1, 2, 3]), [0usize; 0]);
        assert_eq!(out_of_order(&[3, 0, 1, 2]), [0], "the last was put first");
        assert_eq!(out_of_order(&[1, 2, 3, 0]), [3], "the first was put last");
        assert_eq!(out_of_order(&[]), [0usize; 0]);
    }

    proptest! {
        #[test]
        fn what_is_left_is_in_order(sequence in Just((0..12usize).collect::<Vec<_>>()).prop_shuffle()) {
            let moved = out_of_order(&sequence);
            let left: Vec<usize> = (0..sequence.len())
                .filter(|at| !moved.contains(at))
                .map(|at| sequence[at])
                .collect();
            prop_assert!(left.is_sorted());
            prop_assert_eq!(left.len() + moved.len(), sequence.len());
        }
    }
}
