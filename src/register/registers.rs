//! All registers together, as they hold for one body of government.
//!
//! A value that is passed to the stages and rules that ask it; each register is decoded when the first of
//! them does.

use std::sync::{LazyLock, OnceLock};

use super::embedded::{Embedded, find_embedded};
use super::national::{self, GuidelineSet};
use super::{BodyRegister, Calendar, ChannelRegister, InstrumentRegister, TermRegister};
use crate::input::yaml::{Node, Value};
use crate::model::{Domain, DomainNumber};
use crate::source::{SourceMap, Span};

/// The number of the domain that lists what articles 19 to 21 of the 条例 want.
const STATUTORY: &str = "36";

/// The registers.
#[derive(Debug, Default)]
pub struct Registers {
    instruments: OnceLock<InstrumentRegister>,
    bodies: OnceLock<BodyRegister>,
    channels: OnceLock<ChannelRegister>,
    terms: OnceLock<TermRegister>,
    calendar: OnceLock<Calendar>,
    statutory: OnceLock<Option<Domain>>,
}

/// What is built in, and nothing else. For the places where a run begins; whatever is below them is given
/// the registers that hold.
pub fn built_in() -> &'static Registers {
    static BUILT_IN: LazyLock<Registers> = LazyLock::new(Registers::default);
    &BUILT_IN
}

impl Registers {
    /// 法规.
    pub fn instruments(&self) -> &InstrumentRegister {
        self.instruments.get_or_init(|| InstrumentRegister::read(&tree("instruments")))
    }

    /// 公开主体.
    pub fn bodies(&self) -> &BodyRegister {
        self.bodies.get_or_init(|| BodyRegister::read(&tree("bodies")))
    }

    /// 公开渠道和载体.
    pub fn channels(&self) -> &ChannelRegister {
        self.channels.get_or_init(|| ChannelRegister::read(&tree("channels")))
    }

    /// 用语.
    pub fn terms(&self) -> &TermRegister {
        self.terms.get_or_init(|| TermRegister::read(&tree("terms")))
    }

    /// 工作日年历.
    pub fn calendar(&self) -> &Calendar {
        self.calendar.get_or_init(|| Calendar::read(&tree("calendar")))
    }

    /// The domains of a release, by number; `None` gives every known domain, also those that are only
    /// for reference. The files are added to the map so that messages can show their lines.
    pub fn guidelines(&self, map: &mut SourceMap, set: Option<GuidelineSet>) -> Vec<Domain> {
        national::guidelines(map, set)
    }

    /// The domain with this number, whatever release it belongs to.
    pub fn guideline(&self, map: &mut SourceMap, number: &str) -> Option<Domain> {
        national::guideline(map, number)
    }

    /// The name of the domain with this number, whatever release it belongs to.
    pub fn domain_name(&self, number: &DomainNumber) -> Option<String> {
        national::built_in_name(number)
    }

    /// The list of what the 条例 wants published.
    pub fn statutory(&self) -> Option<&Domain> {
        let read = || self.guideline(&mut SourceMap::new(), STATUTORY);
        self.statutory.get_or_init(read).as_ref()
    }
}

/// The built-in tree of a register.
fn tree(name: &str) -> Node {
    let file = find_embedded(&format!("catalogues/registers/{name}.yaml"));
    file.map_or(Node { span: Span::default(), value: Value::Null }, Embedded::node)
}
