//! withdrawn-duty-item: a duty was withdrawn, but its item is still there.

use foldhash::HashMap;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Code, DutyList, ItemIn};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::error(Area::Coverage, include_str!("withdrawn-duty-item.md")).mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let catalogue = scope.catalogue;
    let withdrawn =
        || catalogue.duties.iter().filter(|entry| entry.duty.list == DutyList::Withdrawn);
    if withdrawn().all(|entry| entry.items.is_empty()) {
        return;
    }
    let items: HashMap<&Code, ItemIn<'_>> =
        catalogue.items().map(|(domain, item)| (&item.code, ItemIn { domain, item })).collect();
    for entry in withdrawn() {
        for at in entry.items.iter().filter_map(|code| items.get(code)) {
            let by = entry.duty.body.as_ref().map_or("上级部门", |body| body.value.as_str());
            let message =
                format!("职责“{}”已由{by}收回，对应的事项还留在本级目录里", entry.duty.name.value);
            reporter
                .at(Place::ItemAt(*at, entry.duty.location), message)
                .help("在 overlays/ 里写“不采用”，理由写“上级部门收回”；本级还有别的职责用到它的，从这里删去对应事项")
                .related(at.item.listed.unwrap_or(at.item.origin.location), "还在目录里的事项");
        }
    }
}
