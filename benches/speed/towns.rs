//! A county with towns, as large as real ones: 26 domains with 1,500 items in whole tables, and for each town
//! the items that it does not adopt, a hundred changes, additions of its own and three duty lists of 300 rows.
//! The same numbers give the same files.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;

const DOMAINS: usize = 26;
const ADDITIONS: usize = 20;
const DUTIES: usize = 300;
/// Numbers of one's own begin above the built-in ones.
const FIRST_NUMBER: usize = 41;

const LAWS: [&str; 8] = [
    "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    "《社会救助暂行办法》（国务院令第649号）",
    "《中华人民共和国预算法》",
    "《国有土地上房屋征收与补偿条例》（国务院令第590号）第十五条",
    "《中华人民共和国义务教育法》第二十一条",
    "《中华人民共和国行政许可法》",
    "《保障性住房建设管理办法》（建保〔2013〕178号）",
    "《优化营商环境条例》（国务院令第722号）",
];
const LIMITS: [&str; 6] = [
    "信息形成或变更之日起20个工作日内",
    "自收到申请之日起10个工作日内",
    "信息形成之日起7个工作日内公开，公示期不少于5个工作日",
    "实时公开",
    "每季度结束后15个工作日内",
    "批准后20日内",
];
const ELEMENTS: [&str; 10] = [
    "事项名称",
    "设定依据",
    "申请条件",
    "办理材料",
    "办理地点",
    "办理时间",
    "联系电话",
    "办理流程",
    "监督投诉渠道",
    "检查结论",
];
const CHANNELS: [&str; 6] =
    ["政府网站", "政府公报", "两微一端", "广播电视", "公开查阅点", "政务服务中心"];
const BODIES: [&str; 4] = ["甲县自然资源局", "甲县财政局", "甲县民政局", "甲县教育局"];

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn some<'a>(&mut self, of: &[&'a str], most: usize) -> Vec<&'a str> {
        let first = self.below(of.len());
        let count = 1 + self.below(most);
        (0..count).map(|at| of[(first + at) % of.len()]).collect()
    }
}

/// The item with this number, of all of the county.
fn code(item: usize) -> String {
    format!("{}.{:03}", FIRST_NUMBER + item % DOMAINS, item / DOMAINS + 1)
}

fn item(chance: &mut Chance, code: &str, more: &str) -> String {
    let (place, elements) = (chance.below(900), chance.some(&ELEMENTS, 8).join(", "));
    let laws = chance.some(&LAWS, 4).join(", ");
    let (limit, body) = (chance.one(&LIMITS), chance.one(&BODIES));
    let channels = chance.some(&CHANNELS, 4).join(", ");
    format!(
        "  - 编码: \"{code}\"\n{more}    事项: [第{}类, 办理信息{place}（{code}）]\n    公开内容: [{elements}]\n    \
         公开依据: [{laws}]\n    公开时限: {limit}\n    公开主体: [{body}]\n    公开渠道: {{选用: [{channels}]}}\n    \
         公开对象: 全社会\n    公开方式: 主动\n    公开层级: [县级, 乡级]\n",
        place / 30
    )
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Writes the repository. Of the first `whole` towns each adopts every item.
pub fn county(folder: &Path, items: usize, towns: usize, whole: usize) {
    let profile = "名称: 甲县\n层级: 县级\n继承: 无\n版本: \"1\"\n日期: 2026-11-01\n";
    write(&folder.join("mulu.yaml"), profile);
    let mut chance = Chance(1);
    for domain in 0..DOMAINS {
        let number = FIRST_NUMBER + domain;
        let mut text = format!("编号: \"{number}\"\n名称: 领域{number}\n目录:\n");
        for at in (domain..items).step_by(DOMAINS) {
            text.push_str(&item(&mut chance, &code(at), ""));
        }
        write(&folder.join(format!("drafts/{number}.yaml")), &text);
    }
    for town in 0..towns {
        one_town(&folder.join(format!("towns/t{town:04}")), items, town, town < whole);
    }
}

fn one_town(folder: &Path, items: usize, town: usize, whole: bool) {
    let mut chance = Chance(town as u64 + 100);
    let profile = format!("名称: 第{town}镇\n层级: 乡级\n版本: \"1\"\n日期: 2026-11-01\n");
    write(&folder.join("mulu.yaml"), &profile);
    let (mut changes, mut dropped) = ("修改:\n".to_owned(), "不采用:\n".to_owned());
    let mut adopted = Vec::new();
    for at in 0..items {
        let code = code(at);
        if !whole && chance.below(100) >= 53 {
            let _ = writeln!(
                dropped,
                "  - {{编码: \"{code}\", 理由: 本级无此职责, 说明: 没有这项职责}}"
            );
            continue;
        }
        if chance.below(8) == 0 {
            let limit = chance.one(&LIMITS);
            let _ = writeln!(changes, "  - {{编码: \"{code}\", 公开时限: {limit}, 理由: 实际}}");
        }
        adopted.push(code);
    }
    let mut text = changes;
    if !whole {
        text.push_str(&dropped);
    }
    text.push_str("新增:\n");
    for at in 0..ADDITIONS {
        let number = FIRST_NUMBER + chance.below(DOMAINS);
        let more = format!("    领域: 领域{number}\n    理由: 自设\n");
        text.push_str(&item(&mut chance, &format!("{number}.Z{at:03}"), &more));
    }
    write(&folder.join("overlays/a.yaml"), &text);
    for kind in ["行政许可", "行政处罚", "公共服务"] {
        duties(&folder.join(format!("duties/{kind}.xlsx")), &mut chance, kind, &adopted);
    }
}

fn duties(path: &Path, chance: &mut Chance, kind: &str, adopted: &[String]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("权责清单").unwrap();
    let heads = ["序号", "权力类型", "项目编码", "项目名称", "实施依据", "实施主体", "对应事项"];
    sheet.write_row(0, 0, heads).unwrap();
    for row in 1..=DUTIES {
        let law = chance.one(&LAWS);
        let basis = format!("1.{law}：{}应当依法公开。", chance.some(&ELEMENTS, 6).join("、"));
        let (number, place) = (format!("{row:05}"), chance.below(90));
        let name = format!("对{}{place}的确认", chance.one(&ELEMENTS));
        let item = &adopted[chance.below(adopted.len())];
        let serial = row.to_string();
        let cells = [&serial, kind, &number, &name, &basis, "镇人民政府", item];
        sheet.write_row(u32::try_from(row).unwrap(), 0, cells).unwrap();
    }
    workbook.save(path).unwrap();
}
