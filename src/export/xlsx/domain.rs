//! The sheet of one domain, in the official form.

use super::columns::{CatalogueColumn, Columns};
use super::{CatalogueBook, ExportError};
use crate::export::{ChannelStyle, identity};
use crate::layout::{Foot, Form, Row, check_length};
use crate::model::{Domain, Item};

/// How the note begins that makes □ mean 可选.
const OPTIONAL_LEGEND: &str = "渠道说明：■ 选用，□ 可选。";

/// The sheet.
pub(super) fn form(
    book: &CatalogueBook<'_>,
    domain: &Domain,
    sheet: &str,
) -> Result<Form, ExportError> {
    let name = domain.name.strip_suffix("领域").unwrap_or(&domain.name);
    let mut form = book.sheet(sheet, &format!("{name}领域基层政务公开事项标准目录"));
    let lead = domain.lead.as_ref().map(|lead| format!("　　牵头单位：{}", lead.value));
    form.left = format!("编制单位：{}{}", book.office(), lead.unwrap_or_default());
    let version = identity::version(book.catalogue);
    let version = version.map(|version| format!("版本：{version}　　")).unwrap_or_default();
    form.right = format!("{version}{}", book.date());
    form.font = Some(book.dense());
    let columns = Columns::new(book, domain, &mut form);
    form.rows = rows(domain, &columns)?;
    let notes = std::iter::once(legend(book, domain, &columns)).chain(unverified(domain, &columns));
    form.foot = notes.map(Foot::Note).collect();
    Ok(form)
}

fn rows(domain: &Domain, columns: &Columns<'_>) -> Result<Vec<Row>, ExportError> {
    let above = std::iter::once(None).chain(domain.items.iter().map(Some));
    let items = domain.items.iter().zip(above).enumerate();
    items
        .map(|(place, (item, above))| {
            let joined = above.map_or(0, |above| shared_names(above, item));
            Ok(Row::Joined(cells(item, place, columns)?, joined))
        })
        .collect()
}

fn cells(item: &Item, place: usize, columns: &Columns<'_>) -> Result<Vec<String>, ExportError> {
    let mut cells = Vec::with_capacity(columns.list.len());
    for (index, column) in columns.list.iter().enumerate() {
        let mut text = columns.text(index, item, place);
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        let subject = || format!("{} {}", item.code, item.title());
        check_length(&text, subject, &columns.heading(*column))?;
        cells.push(text);
    }
    Ok(cells)
}

/// How many names two items share from the top. The name of the item itself is never shared.
fn shared_names(above: &Item, item: &Item) -> usize {
    let upper = |item: &Item| item.names().len().saturating_sub(1);
    let pairs = above.names().iter().zip(item.names()).take(upper(above).min(upper(item)));
    pairs.take_while(|(above, own)| above == own).count()
}

/// What ■ and □ mean. Only the first form makes □ mean 可选 when the sheet is read back.
fn legend(book: &CatalogueBook<'_>, domain: &Domain, columns: &Columns<'_>) -> String {
    let declared = domain.legend.as_ref().map(|legend| legend.meaning.as_str());
    if columns.optional {
        return format!("{OPTIONAL_LEGEND}{}", declared.unwrap_or_default());
    }
    match (declared, book.options.layout.channels) {
        (Some(meaning), _) => format!("渠道说明（指引）：{meaning}"),
        (None, ChannelStyle::All) => "渠道说明：■ 选用，□ 未选用。".to_owned(),
        (None, ChannelStyle::Chosen) => "渠道说明：■ 选用。".to_owned(),
    }
}

/// What the column 待核 means, where there is one.
fn unverified(domain: &Domain, columns: &Columns<'_>) -> Option<String> {
    columns.list.contains(&CatalogueColumn::Unverified).then(|| {
        let count = domain.items.iter().filter(|item| !item.unverified.is_empty()).count();
        format!("待核说明：本表有 {count} 项列出了待核的栏，这些栏的文字没有在正式印发的文件中见到，报审前请对照原件核实。")
    })
}
