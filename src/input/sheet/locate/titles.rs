//! What titles, the name of the sheet and that of the file say a table lists.

use crate::input::sheet::locate::lists;
use crate::input::sheet::locate::powers::{self, NamedPower};
use crate::input::sheet::segment::noise;
use crate::input::sheet::types::TableKind;
use crate::input::sheet::view::View;
use crate::model::writing;
use crate::text::Wording;

/// So many rows at the top may be titles.
const TITLE_ROWS: usize = 6;
/// Words of titles that are of catalogues.
static CATALOGUES: Wording = Wording::named("标准目录的表题");
/// What lists of duties are about, by their titles, and what they call themselves.
static OF_DUTIES: Wording = Wording::named("职责清单的表题");
static LISTS: Wording = Wording::named("清单的叫法");
/// Titles that are of lists of duties, whatever else they say: 权力清单和责任清单统计表.
static SURELY: Wording = Wording::named("一定是职责清单的表题");
/// Titles of tables that list neither matters nor duties.
static NEITHER: Wording = Wording::named("不是目录也不是清单的表题");

/// What a title speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::input::sheet) enum TitleTopic {
    /// A list of this kind.
    List(TableKind),
    /// Something else: results, people, tasks, fees; the title.
    Neither(String),
}

impl TitleTopic {
    /// The kind of list.
    pub(in crate::input::sheet) fn kind(&self) -> Option<TableKind> {
        match self {
            Self::List(kind) => Some(*kind),
            Self::Neither(_) => None,
        }
    }
}

/// What a title, the name of the sheet or that of the file speaks of.
pub(in crate::input::sheet) fn about(
    view: &View<'_>,
    rows: &[u32],
    file: Option<&str>,
) -> Option<TitleTopic> {
    // A row of several cells is data, whatever it speaks of.
    let is_title = |row: u32| view.cells(row).count() == 1;
    let above = rows.iter().take_while(|row| is_title(**row)).count();
    let titles = rows.iter().take(TITLE_ROWS).zip(0..).map(|(row, at)| {
        // Below the head stands no title, but the rest of a row that was torn.
        let standing = match (is_title(*row), at < above) {
            (true, true) => TextPlace::Title,
            (true, false) => TextPlace::Alone,
            (false, _) => TextPlace::Cell,
        };
        (standing, noise::text(view, *row))
    });
    let mut written = titles.chain([(TextPlace::Title, view.sheet.name.clone())]);
    let written = written.find_map(|(at, text)| subject(&writing::simplified(&text), at));
    // The name of a file is not above its table: it makes no catalogue of two columns.
    let of_file = || of_file(file?).filter(|said| said.kind() != Some(TableKind::Catalogue));
    written.or_else(of_file)
}

/// Whether a title, the name of the sheet or that of the file names one kind of power: 某局行政处罚.
pub(in crate::input::sheet) fn name_power(
    view: &View<'_>,
    rows: &[u32],
    file: Option<&str>,
) -> bool {
    let is_title = |row: &&u32| view.cells(**row).count() == 1;
    let titles = rows.iter().take(TITLE_ROWS).take_while(is_title);
    let mut texts = titles.map(|row| noise::text(view, *row)).chain([view.sheet.name.clone()]);
    let is_named = |text: &str| matches!(powers::in_title(text), NamedPower::One(_));
    texts.any(|text| is_named(&text)) || file.is_some_and(is_named)
}

/// What the name of a file speaks of.
pub(in crate::input::sheet) fn of_file(name: &str) -> Option<TitleTopic> {
    subject(&writing::simplified(name), TextPlace::Title)
}

/// How a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextPlace {
    /// Above the table, or as the name of the sheet or of the file.
    Title,
    /// By itself in its row.
    Alone,
    /// Beside others.
    Cell,
}

/// A longer text is no title, in characters.
const LONGEST: usize = 60;

/// What a text speaks of.
fn subject(text: &str, standing: TextPlace) -> Option<TitleTopic> {
    let whole = standing != TextPlace::Cell;
    let is_title = standing == TextPlace::Title && text.chars().count() <= LONGEST;
    let has = |words: &'static Wording| words.iter().any(|word| text.contains(word));
    if whole && has(&CATALOGUES) {
        return Some(TitleTopic::List(TableKind::Catalogue));
    }
    let is_list = text.contains("公开") && has(&LISTS) || has(&SURELY);
    if is_title && !is_list && has(&NEITHER) {
        return Some(TitleTopic::Neither(text.trim().to_owned()));
    }
    let named = lists::of_words(text).is_some() || is_title && has(&OF_DUTIES) && has(&LISTS);
    (named && !text.contains("公开")).then_some(TitleTopic::List(TableKind::Duties))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        let list = |kind| Some(Some(kind));
        for (title, expected) in [
            ("青山县社会救助领域基层政务公开标准目录", list(TableKind::Catalogue)),
            ("青山县权责清单", list(TableKind::Duties)),
            ("青山区文化和旅游局涉企行政检查事项清单", list(TableKind::Duties)),
            ("青山市水利局行政檢查事項清單", list(TableKind::Duties)),
            ("2026年度“双随机、一公开”抽查计划", None),
            ("市林业局2026年度抽查工作计划表", list(TableKind::Duties)),
            ("赋予乡镇人民政府行政执法事项目录", list(TableKind::Duties)),
            ("重大行政执法决定法制审核目录清单", Some(None)),
            ("轻微违法行为不予处罚清单", Some(None)),
            ("行政事业性收费目录清单", Some(None)),
            ("行政执法人员名单", Some(None)),
            ("2026年民生实事任务分解表", Some(None)),
            ("财政预决算公开目录", None),
            ("郏县农业局权力清单和责任清单统计表", list(TableKind::Duties)),
            ("Sheet1", None),
        ] {
            let found = subject(&writing::simplified(title), TextPlace::Title);
            assert_eq!(found.map(|subject| subject.kind()), expected, "{title}");
        }
    }
}
