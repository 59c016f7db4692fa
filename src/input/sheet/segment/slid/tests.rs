//! Rows that slid, were torn or glued.

use super::*;

fn columns() -> Vec<SheetColumn> {
    let roles = [
        ColumnRole::Serial,
        ColumnRole::Name(1),
        ColumnRole::Name(2),
        ColumnRole::Elements,
        ColumnRole::Basis,
        ColumnRole::Limit,
        ColumnRole::Bodies,
        ColumnRole::Channels,
        ColumnRole::Everyone,
        ColumnRole::Group,
    ];
    let column = |(index, role)| SheetColumn { index, heading: String::new(), role };
    (0..).zip(roles).map(column).collect()
}

fn placed(texts: &[&str]) -> Option<RowPlaces> {
    let cells: Vec<(u16, &str)> =
        (0..).zip(texts.iter().copied()).filter(|(_, text)| !text.is_empty()).collect();
    ColumnLayout::of_columns(&columns()).placed(&cells, false)
}

fn targets(texts: &[&str]) -> Option<Vec<Option<u16>>> {
    placed(texts).map(|places| places.pieces.into_iter().map(|piece| piece.to).collect())
}

#[test]
fn a_row_behind_a_lost_merge_moves_back() {
    let found = targets(&[
        "2",
        "推广法治文化服务",
        "法治文化阵地信息；法治文化作品、产品",
        "《律师法》",
        "自获取该信息之日起20个工作日内公开",
        "司法行政部门",
        "■政府网站 □政府公报",
        "√",
    ]);
    let wanted = [0, 2, 3, 4, 5, 6, 7, 8].map(Some).to_vec();
    assert_eq!(found, Some(wanted));
}

#[test]
fn several_lost_merges_move_by_steps() {
    let found =
        targets(&["3", "本级政策解读", "信息形成之日起20个工作日内", "区住建局", "■政府网站"]);
    assert_eq!(found, Some([0, 2, 5, 6, 7].map(Some).to_vec()));
}

/// Without number and upper name: the name and the elements stand at the beginning.
#[test]
fn elements_are_rather_there_than_the_upper_name() {
    let found = targets(&[
        "领导信息",
        "领导姓名、工作职务、工作分工",
        "信息形成之日起20个工作日内",
        "局办公室",
        "■政府网站",
        "√",
    ]);
    assert_eq!(found, Some([2, 3, 5, 6, 7, 8].map(Some).to_vec()));
}

const ROW: [&str; 9] = [
    "1",
    "低保",
    "办事指南",
    "办理条件；申请材料",
    "《社会救助暂行办法》",
    "20个工作日内",
    "县民政局",
    "■政府网站",
    "√",
];

#[test]
fn a_row_in_place_stays_and_one_odd_cell_moves_nothing() {
    assert_eq!(targets(&ROW), None);
    let mut odd = ROW;
    odd[5] = "县民政局";
    assert_eq!(targets(&odd), None);
    let mut empty = ROW;
    empty[3] = "";
    assert_eq!(targets(&empty), None);
}

#[test]
fn a_cell_torn_in_two_is_read_as_one() {
    let mut torn = ROW.to_vec();
    torn[7] = "■政府网站 □政府公";
    torn.insert(8, "报 □公开查阅点 ■政务服务中心");
    let places = placed(&torn).unwrap();
    let to: Vec<Option<u16>> = places.pieces.iter().map(|piece| piece.to).collect();
    assert_eq!(to, [0, 1, 2, 3, 4, 5, 6, 7, 7, 8].map(Some).to_vec());
}

#[test]
fn two_cells_glued_into_one_are_read_as_two() {
    let mut glued = ROW.to_vec();
    glued[5] = "20个工作日内 县民政局";
    glued.remove(6);
    let places = placed(&glued).unwrap();
    let cut: Vec<(Option<u16>, &str)> =
        places.pieces.iter().filter(|p| p.cut).map(|p| (p.to, p.text.as_str())).collect();
    assert_eq!(cut, [(Some(5), "20个工作日内"), (Some(6), "县民政局")]);
}
