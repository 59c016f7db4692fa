//! yaml-too-large: a file is larger or deeper than any catalogue.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("yaml-too-large.md")).mended_by_body();

/// More nodes or levels than these.
pub(crate) fn too_large(nodes: usize, depth: usize) -> Fault {
    RULE.fault(format!(
        "文件太大或套得太深：最多 {nodes} 项、{depth} 层，引用（*名称）展开后也算在内"
    ))
    .help("拆成几个文件；用 &名称 和 *名称 反复引用的地方改成直接写出")
}
