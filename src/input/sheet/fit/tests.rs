use super::*;

/// Each text belongs in one column of the official form, and the scores say in which.
#[test]
fn each_text_finds_its_column() {
    let columns = [
        ColumnRole::Serial,
        ColumnRole::Name(2),
        ColumnRole::Elements,
        ColumnRole::Basis,
        ColumnRole::Limit,
        ColumnRole::Bodies,
        ColumnRole::Channels,
        ColumnRole::Everyone,
        ColumnRole::Mode,
        ColumnRole::Levels,
    ];
    for (text, role) in [
        ("12", ColumnRole::Serial),
        ("食品经营许可服务指南", ColumnRole::Name(2)),
        ("申请条件、申请材料、办理流程；联系方式，以及其他需要公开的", ColumnRole::Elements),
        ("《中华人民共和国食品安全法》《政府信息公开条例》", ColumnRole::Basis),
        ("【法律】《土地承包法》第二十七条", ColumnRole::Basis),
        ("信息形成或变更之日起20 个工作日内", ColumnRole::Limit),
        ("长期公开", ColumnRole::Limit),
        ("区市场监督管理局", ColumnRole::Bodies),
        ("县文广新旅局,相关公共文化服务机构", ColumnRole::Bodies),
        ("■政府网站 ■政务服务中心", ColumnRole::Channels),
        ("片区公示栏 村（居）公示栏", ColumnRole::Channels),
        ("√", ColumnRole::Everyone),
        ("依申请公开", ColumnRole::Mode),
        ("县级、乡级", ColumnRole::Levels),
    ] {
        let looks = Looks::of(text);
        let best = columns.iter().max_by(|a, b| fit(a, &looks).total_cmp(&fit(b, &looks)));
        assert_eq!(best, Some(&role), "{text}");
        assert!(fit(&role, &looks) >= FITS, "{text}");
    }
}

#[test]
fn what_stands_in_the_wrong_column_misfits() {
    for (text, role) in [
        ("信息形成之日起20个工作日内", ColumnRole::Basis),
        ("区教育局", ColumnRole::Channels),
        ("■政府网站", ColumnRole::Bodies),
        ("《律师法》", ColumnRole::Limit),
        ("1", ColumnRole::Name(2)),
        ("■政府网站□政府公报", ColumnRole::Everyone),
    ] {
        assert!(fit(&role, &Looks::of(text)) < 0.0, "{text}");
    }
}

/// Words of limits inside other words, and names that begin with a title.
#[test]
fn what_only_sounds_like_another_column_stays() {
    for (text, role) in [
        ("中长期规划", ColumnRole::Name(2)),
        ("《就业创业证》申领", ColumnRole::Name(2)),
        ("实时空气质量指数（AQI）和PM2.5浓度", ColumnRole::Elements),
        ("及时公开农村危房改造补助农户名单", ColumnRole::Elements),
    ] {
        assert!(fit(&role, &Looks::of(text)) > 0.0, "{text}");
    }
    for text in ["信息形成后及时公开", "实时更新", "长期公开"] {
        assert!(fit(&ColumnRole::Elements, &Looks::of(text)) <= MISFITS, "{text}");
    }
}

/// A long text costs no more than its beginning.
#[test]
fn long_texts_are_cut() {
    let looks = Looks::of(&"公开内容、".repeat(100_000));
    assert!(looks.text.chars().count() <= LOOKED_AT);
}
