//! The shape of 栏目.yaml.

use super::shapes::{optional, required};
use crate::input::key;
use crate::input::yaml::{Kind, Shape};

use Kind::{List, Record, Text, Texts};

/// 栏目.yaml: which column of the website shows what.
pub static COLUMNS: Shape = Shape {
    name: "栏目",
    doc: "网站的哪个栏目公布哪些领域、哪些事项，mulu site 和 mulu publish 用；下级没有自己的就用上级的",
    fields: &[required(key::COLUMN, List(&Record(&COLUMN_ENTRY)), "一行一个栏目")],
};

static COLUMN_ENTRY: Shape = Shape {
    name: "一个栏目",
    doc: "网站的一个栏目公布什么",
    fields: &[
        required(key::COLUMN, Text, "栏目的名称，上一级写在前面，如 重点领域/社会救助"),
        optional(key::ALIASES, Texts, "网站导出的清单里别的叫法"),
        optional(key::DOMAINS, Texts, "公布哪些领域，写名称或编号"),
        optional(
            key::NAMES,
            Texts,
            "只公布其中哪些事项，写编码或名称；写一级事项就是它下面的全部；不写就是整个领域",
        ),
        optional(key::SITE_ADDRESS, Text, "栏目的网址，如 https://www.example.gov.cn/zwgk/shjz"),
    ],
};
