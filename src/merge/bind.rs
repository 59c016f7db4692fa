//! Roles to real bodies, by the nearest layer that binds them.

use foldhash::{HashMap, HashMapExt as _};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::model::{Binding, Bodies, Body, BoundRole, Domain, Layer, LayerId, Origin, fold};
use crate::register::{BodyRegister, Registers};

/// The 责任单位 tables that hold for a body of government, the nearest layer first.
#[derive(Debug, Clone)]
pub struct Binder<'a> {
    tables: Vec<(LayerId, BindingTable<'a>)>,
    /// The registers that hold for the body.
    pub(super) registers: &'a Registers,
    /// The lines for each wording that was asked for: the same few roles come in every item.
    known: RefCell<HashMap<String, Rc<BindingLines<'a>>>>,
    /// What was read of the names that took the place of roles.
    read: RefCell<HashMap<Vec<String>, Arc<Bodies>>>,
}

/// The lines of each table that bind one role, the nearest table first.
type BindingLines<'a> = Vec<(LayerId, Vec<&'a Binding>)>;

/// One 责任单位 table by the canonical wording of its roles.
type BindingTable<'a> = HashMap<String, Vec<&'a Binding>>;

/// A body field with its roles replaced.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The real bodies.
    pub bodies: Arc<Bodies>,
    /// Each role that was replaced; at least one.
    pub roles: Vec<BoundRole>,
}

impl Bound {
    /// The line of a 责任单位 table that took part and belongs to the nearest layer.
    pub fn origin(&self) -> Option<Origin> {
        self.roles.iter().map(|role| role.origin).max_by_key(|origin| origin.layer)
    }
}

impl<'a> Binder<'a> {
    /// The tables of these layers, given from the top down.
    pub fn new(layers: &[&'a Layer], registers: &'a Registers) -> Self {
        let register = registers.bodies();
        let tables = layers.iter().enumerate().rev().map(|(index, layer)| {
            (super::layer_id(index), table(register, &layer.profile.bindings))
        });
        let tables = tables.collect();
        Self { tables, registers, known: RefCell::default(), read: RefCell::default() }
    }

    fn lines(&self, role: &str) -> Rc<BindingLines<'a>> {
        if let Some(known) = self.known.borrow().get(role) {
            return Rc::clone(known);
        }
        let wanted = canonical(self.registers.bodies(), role);
        let of_table = |(layer, table): &(LayerId, BindingTable<'a>)| {
            Some((*layer, table.get(&wanted)?.clone()))
        };
        let lines: Rc<BindingLines<'a>> =
            Rc::new(self.tables.iter().filter_map(of_table).collect());
        self.known.borrow_mut().insert(role.to_owned(), Rc::clone(&lines));
        lines
    }

    /// The bodies that fill a role in a domain.
    pub fn resolve(&self, role: &str, domain: &Domain) -> Option<(LayerId, &'a Binding)> {
        self.lines(role).iter().find_map(|(layer, fitting)| {
            let special = |b: &&&Binding| b.domain.as_ref().is_some_and(|d| domain.is_called(d));
            let general = |b: &&&Binding| b.domain.is_none();
            let found = fitting.iter().find(special).or_else(|| fitting.iter().find(general));
            found.map(|binding| (*layer, *binding))
        })
    }

    /// Replaces every role that is bound; `None` when none is.
    pub fn bind(&self, bodies: &Bodies, domain: &Domain) -> Option<Bound> {
        let mut roles: Vec<BoundRole> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for body in &bodies.list {
            let text = match self.resolve(&body.text, domain) {
                Some((layer, binding)) => {
                    roles.push(bound_role(&body.text, layer, binding));
                    binding.names().map(str::to_owned).collect()
                }
                None => vec![self.bind_parts(body, domain, &mut roles)],
            };
            for name in text {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        (!roles.is_empty()).then(|| Bound { bodies: self.bodies(names), roles })
    }

    fn bodies(&self, names: Vec<String>) -> Arc<Bodies> {
        let mut read = self.read.borrow_mut();
        let bodies = read
            .entry(names)
            .or_insert_with_key(|names| Arc::new(Bodies::from_list(names.clone())));
        Arc::clone(bodies)
    }

    /// Replaces the roles inside one phrase such as 县级民政部门会同县级财政部门.
    fn bind_parts(&self, body: &Body, domain: &Domain, roles: &mut Vec<BoundRole>) -> String {
        let mut text = body.text.clone();
        for part in &body.parts {
            if let Some((layer, binding)) = self.resolve(&part.name, domain) {
                text =
                    text.replacen(&part.name, &binding.names().collect::<Vec<_>>().join("、"), 1);
                roles.push(bound_role(&part.name, layer, binding));
            }
        }
        text
    }
}

fn bound_role(role: &str, layer: LayerId, binding: &Binding) -> BoundRole {
    let origin = Origin { layer, location: binding.role.location };
    BoundRole {
        role: role.to_owned(),
        bodies: binding.names().map(str::to_owned).collect(),
        origin,
    }
}

fn table<'a>(register: &BodyRegister, bindings: &'a [Binding]) -> BindingTable<'a> {
    let mut table = BindingTable::new();
    for binding in bindings {
        table.entry(canonical(register, &binding.role.value)).or_default().push(binding);
    }
    table
}

/// The one wording that stands for all wordings of a role.
fn canonical(register: &BodyRegister, role: &str) -> String {
    match register.role(role) {
        Some(role) => fold::compact(&role.name),
        None => fold::compact(role),
    }
}
