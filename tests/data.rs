//! The built-in data as a whole: what one file says must agree with the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use mulu::input::decode::shape_of;
use mulu::input::yaml::{Kind, Node, validate};
use mulu::model::{Domain, Evidence, Field, Item, fold};
use mulu::register::{NumberMatch, Status, built_in, embedded};
use mulu::source::SourceMap;

use crate::common::mulu;

static DOMAINS: LazyLock<Vec<Domain>> =
    LazyLock::new(|| built_in().guidelines(&mut SourceMap::new(), None));

/// The trees of the domain files, by number.
static FILES: LazyLock<BTreeMap<String, (&str, Node)>> = LazyLock::new(|| {
    let domains = embedded().iter().filter(|file| !file.name.contains("/registers/"));
    domains
        .map(|file| (file.name, file.node()))
        .map(|(name, node)| (node.text("编号").unwrap_or_default().to_owned(), (name, node)))
        .collect()
});

fn items() -> impl Iterator<Item = (&'static Domain, &'static Item)> {
    DOMAINS.iter().flat_map(|domain| domain.items.iter().map(move |item| (domain, item)))
}

/// Fails with all faults at once, so that one run shows everything there is to mend.
fn assert_none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_file_has_its_shape() {
    let mut faults = Vec::new();
    for file in embedded() {
        let mut map = SourceMap::new();
        let id = map.add_text(file.name, None, file.text);
        let node = file.node();
        let Some(shape) = shape_of(&node) else {
            faults.push(format!("{}: no file kind", file.name));
            continue;
        };
        let mut findings = Vec::new();
        validate(id, &node, &Kind::Record(shape), &mut findings);
        faults
            .extend(findings.iter().map(|f| format!("{} {}", map.describe(f.location), f.message)));
    }
    assert_none(faults);
}

#[test]
fn every_file_passes_mulu_check() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let files = embedded().iter().map(|file| file.name);
    let run = mulu(&root, &std::iter::once("check").chain(files).collect::<Vec<_>>());
    assert_eq!(run.status, 0, "{}", run.stdout);
}

#[test]
fn domains_and_items_are_complete() {
    assert_eq!(FILES.len(), DOMAINS.len(), "a file is no domain, or two have one number");
    let mut faults = Vec::new();
    for domain in DOMAINS.iter() {
        let (file, node) = &FILES[domain.number.as_str()];
        let rows = node.get("目录").map_or(0, |rows| rows.elements().len());
        if rows != domain.items.len() {
            faults.push(format!("{file}: {rows} rows, {} items", domain.items.len()));
        }
        if !file.contains(&format!("/{}-", domain.number)) {
            faults.push(format!("{file}: holds domain {}", domain.number));
        }
    }
    let pilot = DOMAINS.iter().filter(|domain| domain.number.as_str() <= "26");
    assert_eq!(pilot.clone().count(), 26);
    assert!(pilot.map(|domain| domain.items.len()).sum::<usize>() >= 552);
    assert_none(faults);
}

#[test]
fn codes_never_change() {
    let mut found = String::new();
    let mut seen = BTreeSet::new();
    for (domain, item) in items() {
        assert!(seen.insert(item.code.as_str()), "{} is given twice", item.code);
        assert!(item.code.is_in(&domain.number), "{}", item.title());
    }
    let mut sorted: Vec<&Item> = items().map(|(_, item)| item).collect();
    sorted.sort_by(|a, b| a.code.cmp(&b.code));
    for item in sorted {
        writeln!(found, "{}\t{}", item.code, item.title()).unwrap();
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/codes.txt");
    let known = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    // Even an update may only rename or add: a code that is gone stays gone.
    for line in known.lines() {
        let code = line.split('\t').next().unwrap_or_default();
        assert!(seen.contains(code), "{line}: the code is missing; codes are never taken back");
    }
    if std::env::var_os("MULU_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap();
        return;
    }
    let added: Vec<String> = differences(&known, &found);
    assert!(
        added.is_empty(),
        "tests/snapshots/codes.txt is not current. If each change is meant: MULU_UPDATE=1 cargo test --test integration data\n{}",
        added.join("\n")
    );
}

/// The lines that only one of the texts has.
fn differences(known: &str, found: &str) -> Vec<String> {
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) =
        (known.lines().collect(), found.lines().collect());
    let gone = old.difference(&new).map(|line| format!("- {line}"));
    gone.chain(new.difference(&old).map(|line| format!("+ {line}"))).collect()
}

#[test]
fn cited_instruments_are_registered() {
    let mut faults = BTreeSet::new();
    for (_, item) in items() {
        for cited in item.fields.basis.iter().flat_map(|basis| basis.value.instruments()) {
            let number = cited.number.as_deref().unwrap_or("-");
            match built_in().instruments().match_basis(cited) {
                None if is_left_open(&cited.name) => {}
                None => {
                    faults.insert(format!(
                        "{} 《{}》 {number}: not registered",
                        item.code, cited.name
                    ));
                }
                Some(found) if found.number == NumberMatch::Differs => {
                    let known: Vec<&str> = found.entry.numbers().collect();
                    let known = known.join(", ");
                    faults.insert(format!(
                        "{} 《{}》 {number}: the register has {known}",
                        item.code, cited.name
                    ));
                }
                Some(_) => {}
            }
        }
    }
    assert_none(faults.into_iter().collect());
}

/// Whether the ministry's table leaves the title to the provinces, so that it is no instrument.
fn is_left_open(name: &str) -> bool {
    ["各省", "XX省"].iter().any(|word| name.starts_with(word))
}

/// What a guideline still cites although it is over must be named in the file, under 沿用依据.
#[test]
fn ended_instruments_are_kept_knowingly() {
    let register = built_in().instruments();
    let mut faults = Vec::new();
    for domain in DOMAINS.iter() {
        let (file, node) = &FILES[domain.number.as_str()];
        let basis = domain.items.iter().flat_map(|item| &item.fields.basis);
        let cited = basis.flat_map(|basis| basis.value.instruments());
        let over: BTreeSet<&str> = cited
            .filter_map(|cited| register.match_basis(cited))
            .filter(|found| found.entry.status.is_over())
            .map(|found| found.entry.name.as_str())
            .collect();
        let kept: BTreeSet<&str> = node.texts("沿用依据").into_iter().collect();
        faults.extend(over.difference(&kept).map(|name| format!("{file}: {name} is over")));
        faults
            .extend(kept.difference(&over).map(|name| format!("{file}: {name} need not be kept")));
    }
    assert_none(faults);
}

#[test]
fn instruments_agree_with_each_other() {
    let register = built_in().instruments();
    let mut faults = Vec::new();
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for entry in register.entries() {
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            let other = names.insert(fold::compact(name), &entry.name);
            if let Some(other) = other.filter(|other| *other != entry.name) {
                faults.push(format!("{name}: {} and {other}", entry.name));
            }
        }
        for next in &entry.replaced_by {
            if register.find(next).is_none_or(|found| found.name != *next) {
                faults.push(format!("{}: {next} is not registered", entry.name));
            }
        }
        let followed = !entry.replaced_by.is_empty();
        let expired = entry.status == Status::Expired;
        if followed != (entry.status == Status::Superseded) && !expired {
            faults.push(format!(
                "{}: {} but 替代者 {:?}",
                entry.name, entry.status, entry.replaced_by
            ));
        }
        if entry.ended.is_some() && !entry.status.is_over() {
            faults.push(format!("{}: ended but {}", entry.name, entry.status));
        }
        let last_year = entry.years.iter().max().copied();
        if expired && (!entry.yearly || entry.ended.map(|day| day.year() - 1) != last_year) {
            faults.push(format!("{}: expired, but not after its years", entry.name));
        }
        if entry.replaced_by.is_empty() && is_left_open(&entry.name) {
            faults.push(format!("{}: a placeholder is no instrument", entry.name));
        }
        let last = register.successors(entry).last().copied().unwrap_or(entry);
        if last.status == Status::Superseded {
            faults.push(format!("{}: the chain goes in a circle", entry.name));
        }
        if entry.may_touch.is_some() && entry.note.is_none() {
            faults.push(format!("{}: what was not read is not said", entry.name));
        }
        let dates: Vec<Date> = entry.versions.iter().filter_map(|v| v.published).collect();
        if !dates.is_sorted() {
            faults.push(format!("{}: versions are not in order", entry.name));
        }
    }
    assert!(register.entries().len() >= 500);
    assert_none(faults);
}

#[test]
fn domains_have_successors_that_exist() {
    let mut faults = Vec::new();
    for domain in DOMAINS.iter() {
        let mut at = Some(domain);
        for _ in 0..DOMAINS.len() {
            let Some(current) = at else { break };
            let next = current.guideline.as_ref().map_or(&[][..], |g| g.successors.as_slice());
            at = next.first().and_then(|n| DOMAINS.iter().find(|d| d.number == *n));
            if at.is_none() && !next.is_empty() {
                faults.push(format!("{}: 后继 {next:?} does not exist", current.number));
            }
        }
        if at.is_some() {
            faults.push(format!("{}: the chain goes in a circle", domain.number));
        }
    }
    assert_none(faults);
}

#[test]
fn roles_channels_and_limits_are_understood() {
    let (bodies, channels) = (built_in().bodies(), built_in().channels());
    let mut faults = BTreeSet::new();
    for (_, item) in items() {
        let mut fault = |what: &str, text: &str| {
            faults.insert(format!("{} {what}: {text}", item.code));
        };
        for body in item.fields.bodies.iter().flat_map(|bodies| &bodies.value.list) {
            let known = bodies.role(&body.text).is_some()
                || body.parts.iter().all(|part| bodies.role(&part.name).is_some());
            if !known {
                fault("公开主体", &body.text);
            }
        }
        for set in item.fields.channels.iter().map(|channels| &channels.value) {
            for name in set.chosen.iter().chain(&set.optional) {
                if channels.find(name).is_none() {
                    fault("公开渠道", name);
                }
            }
        }
        if let Some(limit) = item.fields.limit.as_ref().filter(|l| !l.value.understood()) {
            fault("公开时限", &limit.value.text());
        }
    }
    assert_none(faults.into_iter().collect());
}

#[test]
fn names_and_aliases_tell_items_apart() {
    let mut faults = Vec::new();
    for domain in DOMAINS.iter() {
        let mut known: BTreeMap<String, &Item> = BTreeMap::new();
        for item in &domain.items {
            let Some((last, upper)) = item.names().split_last() else { continue };
            for wording in std::iter::once(last).chain(&item.aliases) {
                let path: Vec<String> =
                    upper.iter().chain([wording]).map(|name| fold::name(name)).collect();
                if let Some(other) = known.insert(path.join("/"), item) {
                    faults.push(format!("{} and {}: {}", item.code, other.code, path.join("/")));
                }
            }
        }
    }
    assert_none(faults);
}

#[test]
fn what_is_known_is_said_truly() {
    let mut faults = Vec::new();
    for (file, node) in FILES.values() {
        let sources: BTreeSet<&str> = node
            .get("出处")
            .map_or(&[][..], Node::elements)
            .iter()
            .filter_map(|source| source.text("号"))
            .collect();
        for row in node.get("目录").map_or(&[][..], Node::elements) {
            let code = row.text("编码").unwrap_or("?");
            let mut fault = |text: String| faults.push(format!("{file} {code}: {text}"));
            for id in row.texts("见于").iter().filter(|id| !sources.contains(*id)) {
                fault(format!("见于 {id} is no 出处"));
            }
            let evidence = row.text("核实").and_then(Evidence::from_label);
            let unseen = evidence == Some(Evidence::Unseen);
            if evidence.is_none() {
                fault("no 核实".to_owned());
            }
            // Items that duties derive are written from the rules themselves.
            let derived = row.get("职权类型").is_some();
            if !derived && unseen != row.texts("见于").is_empty() {
                fault(format!("核实 {evidence:?} but 见于 {:?}", row.texts("见于")));
            }
            let unverified = row.texts("待核");
            let told = row.get("分栏核实");
            for (key, value) in told.map_or(&[][..], Node::entries) {
                let seen = matches!(value.scalar(), Some("两处以上" | "一处"));
                let is_unverified = unseen || unverified.contains(&key.text.as_ref());
                if seen == is_unverified {
                    fault(format!("分栏核实 {} {:?} against 待核", key.text, value.scalar()));
                }
                if (value.scalar() == Some("未见")) != row.get(&key.text).is_none() {
                    fault(format!("分栏核实 {} {:?} against its text", key.text, value.scalar()));
                }
            }
            for field in Field::ALL.iter().map(|field| field.heading()) {
                // A row that was not seen is 待核 as a whole.
                if !unseen && row.get(field).is_none() && !unverified.contains(&field) {
                    fault(format!("{field} is empty but not 待核"));
                }
            }
        }
    }
    assert_none(faults);
}

#[test]
fn the_calendar_is_complete() {
    let years: Vec<i16> = built_in().calendar().years().map(|year| year.year).collect();
    let last = *years.last().unwrap();
    assert!(last >= 2026);
    assert_eq!(years, (2019..=last).collect::<Vec<i16>>(), "a year is missing");
    let mut faults = Vec::new();
    for year in built_in().calendar().years() {
        let names: Vec<&str> = year.holidays.iter().map(|h| h.name.as_str()).collect();
        for name in ["元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"] {
            if names.iter().filter(|known| known.contains(name)).count() != 1 {
                faults.push(format!("{}: {name}", year.year));
            }
        }
        let days: Vec<Date> = year.holidays.iter().flat_map(|h| [h.start, h.end]).collect();
        if !days.is_sorted() {
            faults.push(format!("{}: holidays overlap or are not in order", year.year));
        }
        for day in &year.make_up {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            if !weekend || built_in().calendar().holiday(*day).is_some() {
                faults.push(format!("{}: {day} is no day to make up", year.year));
            }
        }
        let number = mulu::model::document_number(&year.number);
        if !number.is_some_and(|number| number.well_formed) {
            faults.push(format!("{}: 文号 {}", year.year, year.number));
        }
    }
    assert_none(faults);
}
