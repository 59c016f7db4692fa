use super::super::{Align, BoxKind};
use super::*;

fn columns(headings: &[(&str, &[&'static str])]) -> Vec<Column> {
    let column = |(heading, above): &(&str, &[&'static str])| Column {
        above: above.to_vec(),
        ..Column::new(*heading, 1.0, Align::Left)
    };
    headings.iter().map(column).collect()
}

#[test]
fn a_head_of_three_rows() {
    let columns = columns(&[
        ("序号", &[]),
        ("县级", &["公开", "层级"]),
        ("乡级", &["公开", "层级"]),
        ("主动", &["公开", "方式"]),
        ("备注", &["其他"]),
    ]);
    let cells: Vec<_> =
        headings(&columns).iter().map(|cell| (cell.text, cell.rows, cell.columns)).collect();
    assert_eq!(
        cells,
        [
            ("公开", (0, 0), (1, 3)),
            ("其他", (0, 0), (4, 4)),
            ("层级", (1, 1), (1, 2)),
            ("方式", (1, 1), (3, 3)),
            ("序号", (0, 2), (0, 0)),
            ("县级", (2, 2), (1, 1)),
            ("乡级", (2, 2), (2, 2)),
            ("主动", (2, 2), (3, 3)),
            ("备注", (1, 2), (4, 4)),
        ]
    );
    let form = Form { columns, ..Form::default() };
    let plan = LayoutPlan::new(&form, false);
    assert_eq!((plan.title, plan.head, plan.table.start), (0, 1, 4));
}

#[test]
fn boxes_reach_down_beside_others() {
    let one = |columns, rows| FormBox { rows, ..FormBox::new(columns, "", BoxKind::Text) };
    let columns = columns(&[("", &[]), ("", &[]), ("", &[]), ("", &[])]);
    let rows = vec![
        Row::Boxes(vec![one(1, 3), one(1, 1), one(2, 1)], 0.0),
        Row::Boxes(vec![one(1, 1), one(1, 1)], 0.0),
        Row::Boxes(vec![one(9, 1)], 0.0),
        Row::Boxes(vec![one(1, 1), one(1, 1)], 0.0),
    ];
    let form = Form { columns, rows, ..Form::default() };
    let plan = LayoutPlan::new(&form, false);
    let ranges: Vec<_> = plan.rows.iter().map(|row| row.boxes.clone()).collect();
    assert_eq!(
        ranges,
        [vec![(0, 0), (1, 1), (2, 3)], vec![(1, 1), (2, 3)], vec![(1, 3)], vec![(0, 0), (1, 3)]]
    );
}

#[test]
fn a_draft_is_marked_by_its_purpose() {
    let columns = columns(&[("序号", &[]), ("事项", &[]), ("依据", &[])]);
    let mut form = Form { columns, title: "表".to_owned(), ..Form::default() };
    let plan = LayoutPlan::new(&form, true);
    assert_eq!((plan.title, plan.stamp), (1, 0), "a row above the title");
    form.purpose = Purpose::Part;
    let plan = LayoutPlan::new(&form, true);
    assert_eq!((plan.title, plan.stamp), (0, 1), "a cell beside it");
    assert_eq!(LayoutPlan::new(&form, false).stamp, 0);
}

#[test]
fn pages_end_as_the_purpose_wants() {
    let rows = vec![Row::Cells(vec!["一".to_owned()]); 60];
    let mut form = Form { columns: columns(&[("序号", &[])]), rows, ..Form::default() };
    assert!(matches!(LayoutPlan::new(&form, false).pages, Pages::Any), "nothing stays together");
    form.foot = vec![Foot::Note("注".to_owned())];
    let pages = |form: &Form| match LayoutPlan::new(form, false).pages {
        Pages::Any => 0,
        Pages::One => 1,
        Pages::From(rows) => rows.len() + 1,
    };
    assert_eq!(pages(&form), 3);
    form.purpose = Purpose::Template;
    assert_eq!(pages(&form), 0);
    form.purpose = Purpose::Cover;
    assert_eq!(pages(&form), 1);
    form.purpose = Purpose::Attachment;
    form.rows.truncate(20);
    assert_eq!(pages(&form), 1);
}
