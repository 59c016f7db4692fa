//! XML of office files: read as a stream of nodes ([`each_node`], which forgives small mistakes), looked
//! through for its tags where it is to be edited ([`each_tag`], which forgives none), and written
//! ([`XmlWriter`]). The rules about hostile XML hold for both ways of reading.

mod nodes;
mod splice;
mod tags;
mod write;

pub(crate) use nodes::{Element, XmlNode, each_node, first_attribute, is_on};
pub(crate) use splice::Splices;
pub(crate) use tags::{Tag, TagKind, each_tag, opened, with_attribute};
pub(crate) use write::{XmlWriter, is_xml};
