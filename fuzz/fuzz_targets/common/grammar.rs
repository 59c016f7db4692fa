//! Tables and repositories built from a grammar: most of what comes out is nearly right, so that the
//! fuzzer gets past the heads and into what reads rows, merges layers and checks texts.

use arbitrary::{Arbitrary, Result, Unstructured};

/// Headings of catalogues and of duty lists, some of them wrong.
const HEADINGS: [&str; 34] = [
    "序号",
    "编码",
    "公开事项",
    "一级事项",
    "二级事项",
    "三级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "全社会",
    "特定群体（请写明）",
    "公开方式",
    "主动",
    "依申请公开",
    "公开层级",
    "国家级",
    "省级",
    "市级",
    "县级",
    "乡级",
    "备注",
    "待核",
    "领域",
    "职权名称",
    "职权编码",
    "权力类型",
    "实施依据",
    "责任单位",
    "对应事项",
    "不予公开的条款",
    "公开内容(要素)",
];

/// Parts of what stands in cells: words, brackets that stay open, numbers, dates, boxes, marks, addresses.
const PARTS: [&str; 48] = [
    "办理条件",
    "申请材料",
    "最低生活保障",
    "《社会救助暂行办法》",
    "（国务院令第649号）",
    "《",
    "》",
    "（",
    "）",
    "〔2019〕54号",
    "国发〔",
    "第三十四条",
    "自信息形成或者变更之日起20个工作日内",
    "20个工作日",
    "及时",
    "每季度",
    "2020年1月1日",
    "2020-02-30",
    "43831",
    "大英县民政局",
    "县级民政部门",
    "、",
    "，",
    "；",
    "。",
    "\n",
    "　",
    " ",
    "■政府网站",
    "□政府公报",
    "√",
    "●",
    "〃",
    "同上",
    "/",
    "1.",
    "（1）",
    "①",
    "http://",
    "www.example.gov.cn/",
    "\u{200b}",
    "\u{202e}",
    "=1+1",
    "全社会",
    "县级",
    "乡级",
    "0.333333333333",
    "ⅩⅦ",
];

/// A text of a few parts, one of them perhaps over and over.
#[derive(Debug)]
pub struct Words(pub String);

impl<'a> Arbitrary<'a> for Words {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=5)? {
            let part = if u.ratio(1, 16)? {
                u.arbitrary::<char>()?.to_string()
            } else {
                (*u.choose(&PARTS)?).to_owned()
            };
            let times = if u.ratio(1, 24)? { u.int_in_range(2..=400)? } else { 1 };
            text.push_str(&part.repeat(times));
        }
        Ok(Self(text))
    }
}

/// A sheet of a workbook.
#[derive(Debug)]
pub struct Sheet {
    name: String,
    hidden: bool,
    rows: Vec<Vec<String>>,
    /// First row and column, and how many more of each.
    merges: Vec<(u8, u8, u8, u8)>,
}

impl<'a> Arbitrary<'a> for Sheet {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let width = u.int_in_range(1..=16)?;
        let mut rows = Vec::new();
        if u.ratio(1, 2)? {
            rows.push(vec!["大英县社会救助领域基层政务公开标准目录".to_owned()]);
        }
        for _ in 0..u.int_in_range(0..=2)? {
            let head = (0..width).map(|_| u.choose(&HEADINGS).map(|word| (*word).to_owned()));
            rows.push(head.collect::<Result<_>>()?);
        }
        for _ in 0..u.int_in_range(0..=12)? {
            let cells = if u.ratio(1, 6)? { 1 } else { width };
            let row = (0..cells).map(|_| u.arbitrary::<Words>().map(|words| words.0));
            rows.push(row.collect::<Result<_>>()?);
        }
        let merges = (0..u.int_in_range(0..=6)?).map(|_| {
            let (row, column) = (u.int_in_range(0..=14)?, u.int_in_range(0..=16)?);
            Ok((row, column, u.int_in_range(0..=10)?, u.int_in_range(0..=6)?))
        });
        let merges = merges.collect::<Result<_>>()?;
        let name =
            if u.ratio(1, 4)? { u.arbitrary::<Words>()?.0 } else { "社会救助".to_owned() };
        Ok(Self { name, hidden: u.ratio(1, 10)?, rows, merges })
    }
}

/// A workbook as an xlsx.
#[derive(Debug, Arbitrary)]
pub struct Workbook {
    first: Sheet,
    more: Option<Sheet>,
}

const NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Workbook {
    /// The parts of the package.
    pub fn parts(&self) -> Vec<(String, String)> {
        let sheets: Vec<&Sheet> = std::iter::once(&self.first).chain(&self.more).collect();
        let mut book = format!("<workbook xmlns:r=\"{NAMESPACE}\"><sheets>");
        let mut relations = String::from("<Relationships>");
        let mut parts = Vec::new();
        for (number, sheet) in (1..).zip(sheets) {
            let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
            let name = escaped(&sheet.name);
            book.push_str(&format!(
                "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"{state}/>"
            ));
            relations.push_str(&format!(
                "<Relationship Id=\"r{number}\" Type=\"{NAMESPACE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            ));
            parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet.xml()));
        }
        book.push_str("</sheets></workbook>");
        relations.push_str("</Relationships>");
        parts.push(("xl/workbook.xml".to_owned(), book));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
        parts
    }
}

impl Sheet {
    fn xml(&self) -> String {
        let mut xml = String::from("<worksheet><sheetData>");
        for (row, cells) in (1..).zip(&self.rows) {
            xml.push_str(&format!("<row r=\"{row}\">"));
            for (column, text) in ('A'..='Z').zip(cells) {
                let text = escaped(text);
                xml.push_str(&format!(
                    "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                ));
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData><mergeCells>");
        for (row, column, down, right) in &self.merges {
            let at = |row: u8, column: u8| {
                format!("{}{}", char::from(b'A' + column), u32::from(row) + 1)
            };
            let end = at(row + down, column + right);
            xml.push_str(&format!("<mergeCell ref=\"{}:{end}\"/>", at(*row, *column)));
        }
        xml + "</mergeCells></worksheet>"
    }
}

fn escaped(text: &str) -> String {
    let visible = text.chars().filter(|c| !c.is_control() || *c == '\n');
    let mut out = String::new();
    for c in visible.filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')) {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Keys of all kinds of files.
const KEYS: [&str; 52] = [
    "名称",
    "层级",
    "继承",
    "领域",
    "不涉及领域",
    "责任单位",
    "牵头单位",
    "版本",
    "日期",
    "编制单位",
    "例外",
    "规则",
    "期限",
    "编号",
    "目录",
    "事项",
    "编码",
    "序号",
    "别名",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道",
    "公开对象",
    "公开方式",
    "公开层级",
    "备注",
    "待核",
    "核实",
    "修改",
    "不采用",
    "新增",
    "理由",
    "说明",
    "条款",
    "权责清单",
    "公共服务事项清单",
    "履行职责事项清单",
    "职权",
    "更新日期",
    "记录",
    "阶段",
    "选用",
    "特定群体",
    "批准人",
    "有效期至",
    "变更记录",
    "待核放行",
    "报送",
    "不设区县",
    "派生执法公示事项",
];

/// A tree of YAML, mostly of known keys.
#[derive(Debug)]
pub enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl<'a> Arbitrary<'a> for Tree {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Self::below(u, 5)
    }
}

impl Tree {
    fn below(u: &mut Unstructured<'_>, depth: usize) -> Result<Self> {
        match if depth == 0 { 0 } else { u.int_in_range(0..=3)? } {
            0 | 1 => Ok(Self::Text(u.arbitrary::<Words>()?.0)),
            2 => {
                let list = (0..u.int_in_range(0..=4)?).map(|_| Self::below(u, depth - 1));
                Ok(Self::List(list.collect::<Result<_>>()?))
            }
            _ => Self::map(u, depth),
        }
    }

    /// A mapping, as every file is one.
    pub fn map(u: &mut Unstructured<'_>, depth: usize) -> Result<Self> {
        let entries = (0..u.int_in_range(0..=8)?).map(|_| {
            let key = if u.ratio(1, 12)? {
                u.arbitrary::<Words>()?.0
            } else {
                (*u.choose(&KEYS)?).to_owned()
            };
            Ok((key, Self::below(u, depth - 1)?))
        });
        Ok(Self::Map(entries.collect::<Result<_>>()?))
    }

    /// An item with all fields, each of which may be anything.
    pub fn item(u: &mut Unstructured<'_>) -> Result<Self> {
        let mut entries =
            vec![("事项".to_owned(), Self::List(vec![Self::below(u, 0)?, Self::below(u, 0)?]))];
        for key in [
            "编码",
            "公开内容",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道",
            "公开对象",
            "公开方式",
            "公开层级",
        ] {
            if u.ratio(7, 8)? {
                entries.push((key.to_owned(), Self::below(u, 2)?));
            }
        }
        Ok(Self::Map(entries))
    }

    /// The text of a file, in the flow style: every scalar in quotes, so that it says what it holds.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => serde_json::to_string(text).unwrap_or_default(),
            Self::List(list) => {
                let texts: Vec<String> = list.iter().map(Self::text).collect();
                format!("[{}]", texts.join(", "))
            }
            Self::Map(entries) => {
                let entry = |(key, value): &(String, Tree)| {
                    format!("{}: {}", serde_json::to_string(key).unwrap_or_default(), value.text())
                };
                let texts: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", texts.join(", "))
            }
        }
    }
}

/// A repository of one body: its profile, a whole table, adjustments and duties.
#[derive(Debug)]
pub struct Repository(pub Vec<(&'static str, String)>);

impl<'a> Arbitrary<'a> for Repository {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut profile = "名称: 示例县\n层级: 县级\n继承: 无\n".to_owned();
        if u.ratio(1, 4)? {
            profile = Tree::map(u, 5)?.text();
        }
        let items: Vec<Tree> =
            (0..u.int_in_range(0..=4)?).map(|_| Tree::item(u)).collect::<Result<_>>()?;
        let table = Tree::Map(vec![
            ("编号".to_owned(), Tree::Text("X90".to_owned())),
            ("名称".to_owned(), Tree::Text("示例".to_owned())),
            ("目录".to_owned(), Tree::List(items)),
        ]);
        let mut files = vec![("mulu.yaml", profile), ("drafts/a.yaml", table.text())];
        for name in ["overlays/a.yaml", "duties/a.yaml", "drafts/b.yaml"] {
            if u.ratio(1, 2)? {
                files.push((name, Tree::map(u, 5)?.text()));
            }
        }
        Ok(Self(files))
    }
}
