//! statutory-gap: matters that the 条例 wants published, and that no item discloses.
//!
//! One note a body. Never for a bare file, which may be a part of a catalogue.

use std::sync::OnceLock;

use memchr::memmem;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Catalogue, Domain, Item};
use crate::register::guideline;
use crate::source::SourceMap;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::note(Area::Coverage, include_str!("statutory-gap.md")).mended_by_body();

/// The number of the built-in domain that lists what articles 19 to 21 want.
const STATUTORY: &str = "36";
/// What items that disclose a matter are called. What has no words here is too general to look for.
const WORDS: [(&str, &[&str]); 28] = [
    ("36.002", &["规范性文件", "政策文件", "政策法规", "法规政策", "法律法规"]),
    (
        "36.003",
        &[
            "机构职能",
            "机构设置",
            "机构概况",
            "机构信息",
            "机关职能",
            "组织机构",
            "机构简介",
            "单位概况",
        ],
    ),
    ("36.004", &["规划"]),
    ("36.005", &["统计"]),
    ("36.006", &["许可", "审批", "办事指南"]),
    ("36.007", &["处罚", "行政强制"]),
    ("36.008", &["预算", "决算"]),
    ("36.009", &["收费"]),
    ("36.010", &["采购"]),
    ("36.011", &["重大建设项目", "重大项目"]),
    ("36.012", &["扶贫", "乡村振兴", "教育", "医疗", "社会保险", "社会保障", "就业", "救助"]),
    ("36.013", &["应急", "预警", "突发", "救灾"]),
    ("36.014", &["监督检查", "行政检查", "安全生产", "食品药品", "生态环境", "产品质量"]),
    ("36.015", &["公务员", "招录", "人事招考"]),
    ("36.017", &["市政"]),
    ("36.018", &["公共服务"]),
    ("36.019", &["公益"]),
    ("36.020", &["征地", "土地征收"]),
    ("36.021", &["房屋征收"]),
    ("36.022", &["治安"]),
    ("36.023", &["救助"]),
    ("36.024", &["农业农村", "涉农", "惠农", "农业补贴"]),
    ("36.025", &["农田水利", "水利"]),
    ("36.026", &["土地承包", "承包经营权", "土地流转"]),
    ("36.027", &["宅基地"]),
    ("36.028", &["征地", "土地征收"]),
    ("36.029", &["房屋征收"]),
    ("36.030", &["筹资筹劳", "一事一议"]),
];

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let catalogue = scope.catalogue;
    if scope.bare || catalogue.domains.is_empty() {
        return;
    }
    let names = names(catalogue);
    let missing: Vec<&str> = statutory()
        .iter()
        .flat_map(|domain| &domain.items)
        .filter(|item| concerns(item, catalogue) && !is_disclosed(item, catalogue, &names))
        .filter_map(|item| item.names().last().map(String::as_str))
        .collect();
    if missing.is_empty() {
        return;
    }
    let message = format!(
        "《政府信息公开条例》第二十条、第二十一条要求主动公开的，目录里有 {} 项没有找到：{}",
        missing.len(),
        missing.join("；"),
    );
    let help = "有这项职责的，加上事项（可以照 mulu domains 36 里的写）；名称不同或没有这项职责的，不用理会";
    reporter.at(Place::Own(catalogue.profile.name.location), message).help(help);
}

/// The built-in list of what the 条例 wants published.
fn statutory() -> Option<&'static Domain> {
    static DOMAIN: OnceLock<Option<Domain>> = OnceLock::new();
    DOMAIN.get_or_init(|| guideline(&mut SourceMap::new(), STATUTORY)).as_ref()
}

fn concerns(item: &Item, catalogue: &Catalogue) -> bool {
    let levels = item.fields.levels.as_ref().map(|levels| &levels.value);
    levels.is_some_and(|levels| levels.contains(catalogue.level()))
}

/// The names of all domains and items, one a line: one search in them is faster than thousands.
fn names(catalogue: &Catalogue) -> String {
    let domains = catalogue.domains.iter().map(|domain| domain.name.as_str());
    let items = catalogue.items().flat_map(|(_, item)| item.names()).map(String::as_str);
    domains.chain(items).collect::<Vec<_>>().join("\n")
}

fn is_disclosed(matter: &Item, catalogue: &Catalogue, names: &str) -> bool {
    let code = matter.code.as_str();
    let Some((_, words)) = WORDS.iter().find(|(of, _)| *of == code) else { return true };
    let named = |word: &&str| memmem::find(names.as_bytes(), word.as_bytes()).is_some();
    words.iter().any(named) || catalogue.items().any(|(_, item)| item.code == matter.code)
}
