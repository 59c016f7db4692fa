//! What the proposals of `mulu link` are worth: duties with the items that disclose them, see
//! `tests/duties/README.md`. The figures are printed with `--nocapture`; `MULU_DUTIES=低保` shows what is
//! wrong with the duties of the tune set that hold these words.

// The figures are what the test is for.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs;

use mulu::link::{ItemProposal, Linker, Sureness};
use mulu::model::{Domain, Duty, DutyList};
use mulu::register::{GuidelineSet, Registers, built_in};
use mulu::source::{Located, Location, SourceMap};

use crate::common::tests_folder;

/// The aims, in percent.
const FIRST: usize = 85;
const AMONG: usize = 95;
const SURE_RIGHT: usize = 95;
/// What the fresh set gives, in percent: nothing was shaped on it.
const FRESH_FIRST: usize = 84;
const FRESH_AMONG: usize = 87;

/// A duty with its answer.
struct Answered {
    duty: Duty,
    items: Vec<String>,
}

fn read(file: &str) -> Vec<Answered> {
    let text = fs::read_to_string(tests_folder("duties").join(file)).unwrap();
    text.lines().skip(1).map(answered).collect()
}

fn answered(line: &str) -> Answered {
    let cells: Vec<&str> = line.split('\t').collect();
    let [name, sub, list, power, body, basis, class, items, _source] = cells[..] else {
        panic!("{line}");
    };
    let at = Location::whole(SourceMap::new().add_text("清单", None, String::new()));
    let located = |text: &str| (!text.is_empty()).then(|| Located::new(text.to_owned(), at));
    let other = [("子项", sub), ("所属类别", class)];
    let other = other.into_iter().filter(|(_, text)| !text.is_empty());
    let list = DutyList::ALL.into_iter().find(|known| known.label() == list).unwrap();
    let duty = Duty {
        list,
        number: None,
        power: located(power),
        name: located(name).unwrap(),
        basis: Some(basis.to_owned()).filter(|basis| !basis.is_empty()),
        body: located(body),
        items: Vec::new(),
        exemption: None,
        dated: None,
        other: other.map(|(key, text)| (key.to_owned(), text.to_owned())).collect(),
        location: at,
    };
    Answered { duty, items: items.split_whitespace().map(str::to_owned).collect() }
}

/// What was counted.
#[derive(Debug, Default)]
struct Figures {
    /// Duties that some item discloses.
    disclosed: usize,
    first: usize,
    among: usize,
    /// Marked 高, right at first place, and of duties that no item discloses.
    sure: usize,
    sure_right: usize,
    sure_of_none: usize,
    undisclosed: usize,
}

impl Figures {
    fn add(&mut self, answer: &Answered, proposal: Option<&ItemProposal>) -> bool {
        let is_right = |code: &str| answer.items.iter().any(|item| item == code);
        let items = proposal.map_or(&[][..], |proposal| &proposal.items);
        let first = items.first().is_some_and(|item| is_right(item.code.as_str()));
        let sure = proposal.is_some_and(|p| p.sureness == Sureness::High);
        let disclosed = !answer.items.is_empty();
        self.disclosed += usize::from(disclosed);
        self.undisclosed += usize::from(!disclosed);
        self.first += usize::from(first);
        self.among += usize::from(items.iter().any(|item| is_right(item.code.as_str())));
        self.sure += usize::from(sure);
        self.sure_right += usize::from(sure && first);
        self.sure_of_none += usize::from(sure && !disclosed);
        first || (!disclosed && !sure)
    }

    fn percent(part: usize, whole: usize) -> usize {
        (part * 1000 / whole.max(1) + 5) / 10
    }

    fn line(&self, name: &str) -> String {
        let of = |part, whole| format!("{part}/{whole} ({} %)", Self::percent(part, whole));
        format!(
            "{name}: first {}, among three {}, 高 right {}, 高 without an item {} of {}",
            of(self.first, self.disclosed),
            of(self.among, self.disclosed),
            of(self.sure_right, self.sure),
            self.sure_of_none,
            self.undisclosed
        )
    }
}

fn national(registers: &Registers) -> Vec<Domain> {
    registers.guidelines(&mut SourceMap::new(), Some(GuidelineSet::DEFAULT))
}

fn figures(file: &str, shown: Option<&str>) -> Figures {
    let domains = national(built_in());
    let linker = Linker::new(&domains, built_in());
    let mut figures = Figures::default();
    let mut wrong = String::new();
    for answer in read(file) {
        let proposal = linker.propose(&answer.duty);
        let good = figures.add(&answer, proposal.as_ref());
        let name = &answer.duty.name.value;
        if !good && shown.is_some_and(|words| name.contains(words)) {
            let _ = writeln!(wrong, "{name} {:?}\n    {proposal:?}", answer.items);
        }
    }
    print!("{wrong}");
    figures
}

#[test]
fn duties_are_linked() {
    let shown = std::env::var("MULU_DUTIES").ok();
    let tune = figures("tune.tsv", shown.as_deref());
    let held = figures("held.tsv", None);
    let fresh = figures("fresh.tsv", None);
    println!("{}\n{}\n{}", tune.line("tune"), held.line("held"), fresh.line("fresh"));
    let share = |part, whole| Figures::percent(part, whole);
    for (figures, first, among) in
        [(&tune, FIRST, AMONG), (&held, FIRST, AMONG), (&fresh, FRESH_FIRST, FRESH_AMONG)]
    {
        assert!(share(figures.first, figures.disclosed) >= first);
        assert!(share(figures.among, figures.disclosed) >= among);
        assert!(share(figures.sure_right, figures.sure) >= SURE_RIGHT);
        assert_eq!(figures.sure_of_none, 0, "nothing is proposed as sure where no item discloses");
    }
}
