//! Made-up guidelines and layers: what a property test draws, and the files that say it.

use std::fmt::Write as _;

use mulu::finding::Finding;
use mulu::input::decode::{self, Context};
use mulu::input::yaml;
use mulu::merge::{self, Inputs};
use mulu::model::{AdminLevel, Catalogue, Code, Domain, Field, Layer, LayerId};
use mulu::register::built_in;
use mulu::source::{FileId, SourceMap};
use proptest::prelude::*;

/// Two domains of four items each; every field is set.
const NUMBERS: [&str; 2] = ["90", "91"];
const NAMES: [[&str; 2]; 4] = [["甲", "子"], ["甲", "丑"], ["乙", "寅"], ["乙", "卯"]];
const LEVELS: [&str; 4] = ["[县级, 乡级]", "[市级, 县级, 乡级]", "[县级]", "[乡级]"];
const BODIES: [&str; 4] = ["某部门", "乡镇人民政府", "县级民政部门", "县级财政部门"];
/// How many values a layer may give to a field.
pub const VARIANTS: u8 = 3;
/// The levels of the layers, from the top down.
const CHAIN: [AdminLevel; 3] = [AdminLevel::City, AdminLevel::County, AdminLevel::Town];

/// A field of an item, and which of its values it gets.
pub type Set = (u8, Field, u8);

/// What a made-up layer says.
#[derive(Debug, Clone, Default)]
pub struct Made {
    pub changes: Vec<Set>,
    pub drops: Vec<u8>,
    /// Domain, name, and whether it is given a code.
    pub additions: Vec<(u8, u8, bool)>,
    /// Whole tables of national domains: which, the items that they list, and changes in them.
    pub table: Option<(u8, Vec<u8>, Vec<Set>)>,
    /// Rows of a domain of its own, each with or without a code.
    pub own: Vec<bool>,
    pub binds: bool,
    pub without_counties: bool,
    /// A domain that it has nothing to do with.
    pub left_out: bool,
    pub duties: Vec<u8>,
}

/// The code of a national item by its index.
pub fn code(item: u8) -> String {
    format!("{}.00{}", NUMBERS[usize::from(item / 4)], item % 4 + 1)
}

fn names(item: u8) -> [&'static str; 2] {
    NAMES[usize::from(item % 4)]
}

fn field() -> impl Strategy<Value = Field> {
    proptest::sample::select(Field::ALL.to_vec())
}

/// Changes, one a field and item: two would be a conflict, which has its own test.
pub fn changes() -> impl Strategy<Value = Vec<Set>> {
    proptest::collection::vec((0u8..8, field(), 0..VARIANTS), 0..8).prop_map(|mut all| {
        all.sort();
        all.dedup_by_key(|(item, field, _)| (*item, *field));
        all
    })
}

fn once<T: Ord + Clone>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all.dedup();
    all
}

/// One layer.
pub fn made() -> impl Strategy<Value = Made> {
    let item = 0u8..4;
    let table = (0u8..2, proptest::collection::vec(item, 1..4), changes());
    let table = proptest::option::weighted(0.4, table);
    let rows = proptest::collection::vec(any::<bool>(), 0..3);
    let parts = (
        changes(),
        proptest::collection::vec(0u8..8, 0..2),
        proptest::collection::vec((0u8..2, 0u8..6, any::<bool>()), 0..3),
        table,
        rows,
        any::<bool>(),
        (proptest::bool::weighted(0.3), proptest::bool::weighted(0.1)),
        proptest::collection::vec(0u8..5, 0..3),
    );
    parts.prop_map(|(changes, drops, mut additions, table, own, binds, flags, duties)| {
        additions.sort();
        additions.dedup_by_key(|(domain, name, _)| (*domain, *name));
        let table = table.map(|(domain, listed, sets)| {
            let listed: Vec<u8> = once(listed).iter().map(|item| item + domain * 4).collect();
            // Names by which rows are matched stay as they are.
            let wanted = |(item, field, _): &Set| listed.contains(item) && *field != Field::Names;
            (domain, listed.clone(), sets.into_iter().filter(wanted).collect())
        });
        // What a table lists is not changed or dropped elsewhere in the same layer.
        let tabled = |item: &u8| table.as_ref().is_some_and(|(_, listed, _)| listed.contains(item));
        let drops: Vec<u8> = once(drops).into_iter().filter(|item| !tabled(item)).collect();
        let free = |(item, ..): &Set| !tabled(item) && !drops.contains(item);
        let changes = changes.into_iter().filter(free).collect();
        let (without_counties, left_out) = flags;
        let duties = once(duties);
        Made { changes, drops, additions, table, own, binds, without_counties, left_out, duties }
    })
}

/// Up to three layers, one a level.
pub fn layers() -> impl Strategy<Value = Vec<Made>> {
    proptest::collection::vec(made(), 1..=3)
}

/// The YAML of one field with one of its values.
fn value(field: Field, variant: u8) -> String {
    let of = |values: [&str; 3]| values[usize::from(variant % VARIANTS)].to_owned();
    match field {
        Field::Names => format!("[丙, 新名{variant}]"),
        Field::Elements => format!("[要素{variant}, 别的]"),
        Field::Basis => format!("[《某办法》（某发〔202{variant}〕1号）]"),
        Field::Limit => format!("{}个工作日内", variant + 3),
        Field::Bodies => of(["县级民政部门", "乡镇人民政府", "某某局"]),
        Field::Channels => {
            of(["{选用: [政府网站]}", "{选用: [公示栏], 可选: [政府网站]}", "{可选: [电视]}"])
        }
        Field::Audience => of(["全社会", "{特定群体: 老人}", "{全社会: 是, 特定群体: 学生}"]),
        Field::Mode => of(["主动", "依申请", "[主动, 依申请]"]),
        Field::Levels => of(["[县级]", "[县级, 乡级]", "[市级, 县级, 乡级]"]),
    }
}

fn key(field: Field) -> &'static str {
    if field == Field::Names { "改名" } else { field.heading() }
}

/// Guidelines, the built-in enforcement domain, and the files of the layers.
pub struct World {
    map: SourceMap,
    pub national: Vec<Domain>,
    pub enforcement: Domain,
}

impl World {
    pub fn new() -> Self {
        let mut map = SourceMap::new();
        let enforcement = built_in().guideline(&mut map, "38").unwrap();
        let mut world = Self { map, national: Vec::new(), enforcement };
        for number in NUMBERS {
            world.guideline(number, &format!("领{number}"), 4);
        }
        world
    }

    fn guideline(&mut self, number: &str, name: &str, count: usize) {
        let mut text = format!("编号: \"{number}\"\n名称: {name}\n目录:\n");
        for at in 0..count {
            let [first, last] = NAMES.get(at).copied().unwrap_or(["后", "来"]);
            let last = if at < 4 { last.to_owned() } else { format!("{last}{at}") };
            let _ = writeln!(
                text,
                "  - {{编码: \"{number}.{:03}\", 事项: [{first}, {last}], 公开内容: [内容], 公开依据: [《条例》], \
                 公开时限: 10个工作日内, 公开主体: [{}], 公开渠道: {{选用: [政府网站]}}, 公开对象: 全社会, \
                 公开方式: 主动, 公开层级: {}}}",
                at + 1,
                BODIES[at % 4],
                LEVELS[at % 4]
            );
        }
        let (file, node) = self.parse("指引.yaml", &text);
        let context = Context { file, layer: LayerId::NATIONAL };
        let domain = decode::domain(context, &node, &mut decode::DecodeMemo::default()).unwrap();
        self.national.retain(|known| known.number != domain.number);
        self.national.push(domain);
    }

    /// Guidelines for every number that local domains once took, and more items in each.
    pub fn issue_everything(&mut self) {
        for number in 39..=99 {
            let name = if number < 90 { format!("后来{number}") } else { format!("领{number}") };
            self.guideline(&number.to_string(), &name, if number < 92 { 12 } else { 1 });
        }
    }

    fn parse(&mut self, name: &str, text: &str) -> (FileId, yaml::Node) {
        let file = self.map.add_text(name, None, text.to_owned());
        (file, yaml::parse(text).unwrap_or_else(|error| panic!("{error:?}\n{text}")))
    }

    /// The layers of a chain, one a level.
    pub fn stack(&mut self, stack: &[Made]) -> Vec<Layer> {
        self.all(stack, false)
    }

    /// The same with the numbers that own domains had before they got letters.
    pub fn old_stack(&mut self, stack: &[Made]) -> Vec<Layer> {
        self.all(stack, true)
    }

    fn all(&mut self, stack: &[Made], old: bool) -> Vec<Layer> {
        let of = |(at, made): (usize, &Made)| self.written(at as u8 + 1, CHAIN[at], made, old);
        stack.iter().enumerate().map(of).collect()
    }

    pub fn layer(&mut self, depth: u8, level: AdminLevel, made: &Made) -> Layer {
        self.written(depth, level, made, false)
    }

    fn written(&mut self, depth: u8, level: AdminLevel, made: &Made, old: bool) -> Layer {
        let writer = Writer { level, made, old };
        let layer = LayerId(depth);
        let (file, node) = self.parse("mulu.yaml", &writer.profile(depth));
        let profile = decode::profile(Context { file, layer }, &node).unwrap();
        let mut adjustments = Vec::new();
        for text in [writer.adjustments(), writer.additions()] {
            let (file, node) = self.parse("overlay.yaml", &text);
            adjustments.extend(decode::adjustments(Context { file, layer }, &node));
        }
        let mut tables = Vec::new();
        for text in writer.tables() {
            let (file, node) = self.parse("draft.yaml", &text);
            tables.extend(decode::tables(Context { file, layer }, &node));
        }
        let (file, node) = self.parse("duties.yaml", &writer.duties());
        let duties = decode::duties(Context { file, layer }, &node);
        Layer {
            profile,
            adjustments,
            tables,
            duties,
            confirmations: Vec::new(),
            moved: Vec::new(),
            filed: None,
            columns: None,
        }
    }

    pub fn compile(&self, layers: &[Layer]) -> (Catalogue, Vec<Finding>) {
        let layers: Vec<&Layer> = layers.iter().collect();
        let enforcement = Some(&self.enforcement);
        let (national, registers) = (&self.national, built_in());
        merge::compile(Inputs { national, enforcement, layers: &layers, registers }).unwrap()
    }

    /// Whether an item is one of those that kinds of power derive.
    pub fn is_derived(&self, code: &Code) -> bool {
        self.enforcement.items.iter().any(|item| item.code == *code)
    }

    pub fn is_national(&self, code: &Code) -> bool {
        let domains = self.national.iter().chain([&self.enforcement]);
        domains.flat_map(|domain| &domain.items).any(|item| item.code == *code)
    }

    /// The text of a value of a field, as an item has it.
    pub fn text(&mut self, field: Field, variant: u8) -> Option<String> {
        let made = Made { changes: vec![(0, field, variant)], ..Made::default() };
        let layer = self.layer(1, AdminLevel::County, &made);
        let mulu::model::Adjustment::Modify { fields, .. } = layer.adjustments.first()? else {
            return None;
        };
        fields.text(field)
    }
}

/// Writes the files of one layer.
struct Writer<'a> {
    level: AdminLevel,
    made: &'a Made,
    /// Whether own domains have the numbers of before.
    old: bool,
}

impl Writer<'_> {
    fn profile(&self, depth: u8) -> String {
        let mut text = format!("名称: 层{depth}\n层级: {}\n", self.level.label());
        if self.made.without_counties && self.level == AdminLevel::City {
            text.push_str("不设区县: 是\n");
        }
        if self.made.binds {
            let place = self.level.letter();
            let _ = writeln!(
                text,
                "责任单位: {{县级民政部门: {place}地民政局, 领90/县级财政部门: {place}地财政局}}"
            );
        }
        if self.made.left_out {
            text.push_str("不涉及领域: [{领域: \"91\", 理由: 业务不发生, 说明: 试}]\n");
        }
        text
    }

    fn adjustments(&self) -> String {
        let mut text = String::from("修改:\n");
        for (item, field, variant) in &self.made.changes {
            let value = value(*field, *variant);
            let _ = writeln!(text, "  - {{编码: \"{}\", {}: {value}}}", code(*item), key(*field));
        }
        text.push_str("不采用:\n");
        for item in &self.made.drops {
            let _ = writeln!(text, "  - {{编码: \"{}\", 理由: 业务不发生, 说明: 试}}", code(*item));
        }
        text
    }

    fn additions(&self) -> String {
        let mut text = String::from("新增:\n");
        let letter = self.level.letter();
        for (domain, name, coded) in &self.made.additions {
            let number = NUMBERS[usize::from(*domain)];
            let code = match coded {
                true => format!("编码: {number}.{letter}{name:03}, "),
                false => String::new(),
            };
            let _ = writeln!(
                text,
                "  - {{领域: \"{number}\", {code}事项: [甲, {letter}增{name}], 公开时限: {}个工作日内, 公开层级: [县级, 乡级]}}",
                name + 1
            );
        }
        text
    }

    /// The number of its own domain: the city and the county of a chain had to take different ones.
    fn own_number(&self) -> String {
        let digits = match self.level {
            AdminLevel::City => "38",
            AdminLevel::County => "39",
            _ => "40",
        };
        if self.old { digits.to_owned() } else { format!("{}{digits}", self.level.letter()) }
    }

    fn tables(&self) -> Vec<String> {
        let of_domain = |(domain, listed, sets): &(u8, Vec<u8>, Vec<Set>)| {
            let number = NUMBERS[usize::from(*domain)];
            let mut text = format!("编号: \"{number}\"\n名称: 领{number}\n目录:\n");
            for item in listed {
                let [first, last] = names(*item);
                let _ = write!(text, "  - {{事项: [{first}, {last}]");
                // Every other row is matched by its code.
                if item % 2 == 0 {
                    let _ = write!(text, ", 编码: \"{}\"", code(*item));
                }
                for (_, field, variant) in sets.iter().filter(|(of, ..)| of == item) {
                    let _ = write!(text, ", {}: {}", field.heading(), value(*field, *variant));
                }
                text.push_str("}\n");
            }
            text
        };
        let mut tables: Vec<String> = self.made.table.iter().map(of_domain).collect();
        if !self.made.own.is_empty() {
            let number = self.own_number();
            let mut text =
                format!("编号: \"{number}\"\n名称: {}自设\n目录:\n", self.level.letter());
            for (at, coded) in self.made.own.iter().enumerate() {
                let code = if *coded {
                    format!(", 编码: \"{number}.00{}\"", at + 1)
                } else {
                    String::new()
                };
                let _ = writeln!(text, "  - {{事项: [自, 行{at}]{code}, 公开时限: 长期公开}}");
            }
            tables.push(text);
        }
        tables
    }

    fn duties(&self) -> String {
        let mut text = String::from("权责清单:\n");
        for duty in &self.made.duties {
            let about = match duty {
                0 => "权力类型: 行政许可, 实施主体: 某局".to_owned(),
                1 => "权力类型: 行政处罚".to_owned(),
                2 => format!("对应事项: {}", code(2)),
                3 => "不予公开: 第十四条".to_owned(),
                _ if self.made.own.first() == Some(&true) => {
                    format!("对应事项: \"{}.001\"", self.own_number())
                }
                _ => "权力类型: 其他行政权力".to_owned(),
            };
            let _ = writeln!(text, "  - {{名称: 职责{duty}, {about}}}");
        }
        text
    }
}
