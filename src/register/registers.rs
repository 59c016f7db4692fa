//! All registers together, as they hold for one body of government.
//!
//! A value that is passed to the stages and rules that ask it; each register is decoded when the first of
//! them does. Data of one's own lie over the built-in ones, the nearest last.

use std::sync::{Arc, LazyLock, OnceLock};

use foldhash::HashMap;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::embedded::{Embedded, find_embedded};
use super::layers::{key_of, laid_over};
use super::national::{self, GuidelineSet};
use super::{
    BodyRegister, Calendar, ChannelRegister, DomainRegister, InstrumentRegister, PlaceRegister,
    TermRegister,
};
use crate::input::data::{DATA_LAYER, DataDomain, DataEntry, DataKind, DataSource, LayerData};
use crate::input::decode::{self, Context, DecodeMemo};
use crate::input::sheet::{Domains, ItemMatch};
use crate::input::yaml::{Node, Value};
use crate::model::{Domain, DomainNumber, Evidence, Field, Item, LayerId};
use crate::source::{SourceMap, Span};

/// The number of the domain that lists what articles 19 to 21 of the 条例 want.
pub(super) const STATUTORY: &str = "36";
/// 数据日期 of what is built in, from `catalogues/date.txt`.
const BUILT_IN_DATE: &str = env!("MULU_DATA_DATE");

/// The registers.
#[derive(Debug, Default)]
pub struct Registers {
    /// What lies over the built-in data, the farthest layer first.
    layers: Vec<Arc<LayerData>>,
    /// The nearest entry of each name, as layer and place in it.
    nearest: HashMap<(DataKind, String), (usize, usize)>,
    instruments: OnceLock<InstrumentRegister>,
    bodies: OnceLock<BodyRegister>,
    channels: OnceLock<ChannelRegister>,
    terms: OnceLock<TermRegister>,
    places: OnceLock<PlaceRegister>,
    calendar: OnceLock<Calendar>,
    domains: OnceLock<DomainRegister>,
    statutory: OnceLock<Option<Domain>>,
}

static BUILT_IN: LazyLock<Arc<Registers>> = LazyLock::new(|| Arc::new(Registers::default()));

/// What is built in, and nothing else. For the places where a run begins; whatever is below them is given
/// the registers that hold.
pub fn built_in() -> &'static Registers {
    &BUILT_IN
}

impl Registers {
    /// The built-in data with these layers over them, the farthest first.
    pub fn of(layers: &[Arc<LayerData>]) -> Arc<Self> {
        let layers: Vec<Arc<LayerData>> =
            layers.iter().filter(|layer| !layer.is_empty()).cloned().collect();
        if layers.is_empty() {
            return Arc::clone(&BUILT_IN);
        }
        let mut nearest = HashMap::default();
        for (at, layer) in layers.iter().enumerate() {
            for (index, entry) in layer.entries.iter().enumerate() {
                nearest.insert((entry.kind, key_of(entry.kind, entry.name())), (at, index));
            }
        }
        Arc::new(Self { layers, nearest, ..Self::default() })
    }

    /// 法规.
    pub fn instruments(&self) -> &InstrumentRegister {
        self.instruments.get_or_init(|| InstrumentRegister::read(&self.tree("instruments")))
    }

    /// 公开主体.
    pub fn bodies(&self) -> &BodyRegister {
        self.bodies.get_or_init(|| BodyRegister::read(&self.tree("bodies")))
    }

    /// 公开渠道和载体.
    pub fn channels(&self) -> &ChannelRegister {
        self.channels.get_or_init(|| ChannelRegister::read(&self.tree("channels")))
    }

    /// 用语.
    pub fn terms(&self) -> &TermRegister {
        self.terms.get_or_init(|| TermRegister::read(&self.tree("terms")))
    }

    /// 地名.
    pub fn places(&self) -> &PlaceRegister {
        self.places.get_or_init(|| PlaceRegister::read(&self.tree("places")))
    }

    /// 工作日年历.
    pub fn calendar(&self) -> &Calendar {
        self.calendar.get_or_init(|| Calendar::read(&self.tree("calendar")))
    }

    /// The domains and their items by all their names.
    pub fn domains(&self) -> &DomainRegister {
        if !self.layers.is_empty() && self.own_domains().next().is_none() {
            return built_in().domains();
        }
        self.domains.get_or_init(|| {
            let domains = self.guidelines(&mut SourceMap::new(), None);
            DomainRegister::new(domains, &self.tree("domains"))
        })
    }

    /// What is known of domains where these layers lie over the built-in data, for whoever reads tables.
    pub fn known_domains(layers: &[Arc<LayerData>]) -> Arc<dyn Domains> {
        Self::of(layers)
    }

    /// The tree of a register, with what lies over the built-in one.
    fn tree(&self, register: &str) -> Node {
        let entries = self.layers.iter().flat_map(|layer| &layer.entries);
        let own = entries.filter(|entry| register_of(entry.kind) == register);
        laid_over(built_in_tree(register), own)
    }

    /// The layers over the built-in data, the farthest first.
    pub fn layers(&self) -> &[Arc<LayerData>] {
        &self.layers
    }

    /// Who says what holds of an entry; `None` where it is built in.
    pub fn source_of(&self, kind: DataKind, name: &str) -> Option<&DataSource> {
        let (layer, index) = self.nearest.get(&(kind, key_of(kind, name)))?;
        self.layers.get(*layer)?.entries.get(*index).map(|entry: &DataEntry| &entry.source)
    }

    /// Who says what holds of a domain; `None` where it is built in.
    pub fn source_of_domain(&self, number: &DomainNumber) -> Option<&DataSource> {
        let mut own = self.own_domains().filter(|own| {
            own.node.text("编号").and_then(DomainNumber::parse).as_ref() == Some(number)
        });
        own.next_back().map(|own| &own.source)
    }

    fn own_domains(&self) -> impl DoubleEndedIterator<Item = &DataDomain> {
        self.layers.iter().flat_map(|layer| &layer.domains)
    }

    /// Of which day the data are as a whole: what is built in, or a later folder of data. What a body records
    /// itself is a few entries, and makes the others no younger.
    pub fn date(&self) -> Option<Date> {
        let packs = self.layers.iter().filter(|layer| layer.whose == DATA_LAYER);
        let own = packs.filter_map(|layer| layer.date);
        own.chain(built_in_date()).max()
    }

    /// The domains of a release, by number; `None` gives every known domain, also those that are only
    /// for reference. The files are added to the map so that messages can show their lines.
    pub fn guidelines(&self, map: &mut SourceMap, set: Option<GuidelineSet>) -> Vec<Domain> {
        let mut domains = national::guidelines(map, set);
        let mut memo = DecodeMemo::default();
        for own in self.own_domains() {
            let Some(own) = read_own(map, own, &mut memo) else { continue };
            match domains.iter_mut().find(|domain| domain.number == own.number) {
                Some(known) => replace(known, own),
                None if is_of(set, &own) => domains.push(own),
                None => {}
            }
        }
        domains.sort_by(|a, b| a.number.cmp(&b.number));
        domains
    }

    /// The domain with this number, whatever release it belongs to.
    pub fn guideline(&self, map: &mut SourceMap, number: &str) -> Option<Domain> {
        let mut found = national::guideline(map, number);
        let mut memo = DecodeMemo::default();
        for own in self.own_domains().filter(|own| own.node.text("编号") == Some(number)) {
            let Some(own) = read_own(map, own, &mut memo) else { continue };
            match &mut found {
                Some(known) => replace(known, own),
                None => found = Some(own),
            }
        }
        found
    }

    /// The name of the domain with this number, whatever release it belongs to.
    pub fn domain_name(&self, number: &DomainNumber) -> Option<String> {
        let own = self.own_domains().rfind(|own| {
            own.node.text("编号").and_then(DomainNumber::parse).as_ref() == Some(number)
        });
        let own = own.and_then(|own| own.node.text("名称").map(str::to_owned));
        own.or_else(|| national::built_in_name(number))
    }

    /// The list of what the 条例 wants published.
    pub fn statutory(&self) -> Option<&Domain> {
        let read = || self.guideline(&mut SourceMap::new(), STATUTORY);
        self.statutory.get_or_init(read).as_ref()
    }
}

impl Domains for Registers {
    fn named(&self, text: &str) -> Option<&str> {
        self.domains().named(text)
    }

    fn mentioned(&self, text: &str) -> Option<&str> {
        self.domains().mentioned(text)
    }

    fn group(&self, name: &str) -> Option<&str> {
        self.domains().group(name)
    }

    fn item(&self, names: &[&str], domain: Option<&str>) -> Option<ItemMatch> {
        self.domains().item(names, domain)
    }
}

/// Of which day the built-in data are.
pub fn built_in_date() -> Option<Date> {
    BUILT_IN_DATE.parse().ok()
}

/// Whether data are older than a year.
pub fn is_old(day: Date, today: Date) -> bool {
    day.checked_add(1.year()).is_ok_and(|end| end < today)
}

/// The register that holds entries of a kind.
fn register_of(kind: DataKind) -> &'static str {
    match kind {
        DataKind::Instrument => "instruments",
        DataKind::BodyKind | DataKind::Role | DataKind::Renaming => "bodies",
        DataKind::Channel => "channels",
        DataKind::Term | DataKind::Slip => "terms",
        DataKind::Place => "places",
        DataKind::Year => "calendar",
    }
}

/// The built-in tree of a register; empty where none is built in.
fn built_in_tree(name: &str) -> Node {
    let file = find_embedded(&format!("catalogues/registers/{name}.yaml"));
    file.map_or(Node { span: Span::default(), value: Value::Null }, Embedded::node)
}

fn read_own(map: &mut SourceMap, own: &DataDomain, memo: &mut DecodeMemo) -> Option<Domain> {
    let file = map.add_text(own.source.file.clone(), None, own.text.clone());
    let mut domain = decode::domain(Context { file, layer: LayerId::NATIONAL }, &own.node, memo)?;
    // Who takes a guideline in has its paper in hand.
    domain.items.iter_mut().for_each(|item| {
        item.evidence.get_or_insert(Evidence::One);
    });
    Some(domain)
}

/// Gives an item of one's own what only the built-in one says, known as it was.
fn complete(newer: &mut Item, mut older: Item) {
    newer.aliases.append(&mut older.aliases);
    let known = Field::ALL.map(|field| older.known(field));
    let taken = newer.fields.complete_from(older.fields);
    for (field, known) in
        Field::ALL.into_iter().zip(known).filter(|(field, _)| taken.contains(*field))
    {
        newer.field_evidence.extend(known.map(|known| (field, known)));
        if older.unverified.contains(field) {
            newer.unverified.insert(field);
        }
    }
}

/// Whether a domain that is not built in belongs to a release: it says so, or says nothing.
fn is_of(set: Option<GuidelineSet>, own: &Domain) -> bool {
    if national::built_in_name(&own.number).is_some() {
        return false;
    }
    let release = own.guideline.as_ref().and_then(|guideline| guideline.release.as_deref());
    let named = release.and_then(GuidelineSet::from_name);
    set.zip(named).is_none_or(|(set, named)| named <= set)
}

/// Puts a guideline of one's own in the place of a built-in one. Items that it does not have, and fields that
/// it leaves empty, stay as they are: what is missing is told by `mulu data`, and never taken away.
fn replace(known: &mut Domain, mut own: Domain) {
    for item in std::mem::take(&mut known.items) {
        match own.items.iter_mut().find(|other| other.code == item.code) {
            Some(newer) => complete(newer, item),
            None => own.items.push(item),
        }
    }
    own.items.sort_by(|a, b| a.code.cmp(&b.code));
    own.aliases.extend(std::mem::take(&mut known.aliases));
    own.guideline = own.guideline.or(known.guideline.take());
    own.legend = own.legend.or(known.legend.take());
    *known = own;
}
