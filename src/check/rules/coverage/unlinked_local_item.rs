//! unlinked-local-item: an item of the body's own that no duty names. Only looked for where the body has
//! duty lists.

use foldhash::HashSet;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Code, ItemIn};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::note(Area::Coverage, include_str!("unlinked-local-item.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let catalogue = scope.catalogue;
    if catalogue.duties.is_empty() {
        return;
    }
    let linked: HashSet<&Code> = catalogue.duties.iter().flat_map(|duty| &duty.items).collect();
    for (domain, item) in catalogue.items() {
        let own = item.origin.layer == catalogue.own_layer() && item.power.is_none();
        if own && !linked.contains(&item.code) {
            reporter
                .at(
                    Place::Item(ItemIn { domain, item }),
                    "是本级自己加的事项，职责清单里没有一项对应它，看不出根据什么公开",
                )
                .help("在职责清单的“对应事项”里写上它的编码；不是从职责来的，不用理会");
        }
    }
}
