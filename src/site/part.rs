//! The four parts that a column 政府信息公开 has, and what the 条例 demands in each.
//!
//! 《中华人民共和国政府信息公开条例》（国务院令第711号），第十二、二十、二十一、五十条.

use super::prose;
use crate::model::AdminLevel;
use crate::text::Wording;

/// A part of the column 政府信息公开.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 政府信息公开指南.
    Guide,
    /// 政府信息公开制度.
    System,
    /// 法定主动公开内容.
    Statutory,
    /// 政府信息公开年报.
    Report,
}

/// Something that a part has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// What, in a few words; the list of this name holds the words of which a text has one that says it.
    pub what: &'static str,
    /// The article that demands it.
    pub article: &'static str,
    /// Of whom it is demanded.
    of: Whom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whom {
    Everyone,
    /// 设区的市级、县级.
    County,
    /// 乡（镇）.
    Town,
}

const fn all(article: &'static str, what: &'static str) -> Demand {
    Demand { what, article, of: Whom::Everyone }
}

const GUIDE: &str = "条例第十二条";
const TWENTY: &str = "条例第二十条";
const TWENTY_ONE: &str = "条例第二十一条";
const FIFTY: &str = "条例第五十条";

const IN_GUIDE: &[Demand] = &[
    all(GUIDE, "政府信息的分类"),
    all(GUIDE, "编排体系"),
    all(GUIDE, "获取方式"),
    all(GUIDE, "政府信息公开工作机构的名称"),
    all(GUIDE, "办公地址"),
    all(GUIDE, "办公时间"),
    all(GUIDE, "联系电话"),
    all(GUIDE, "传真号码"),
    all(GUIDE, "互联网联系方式"),
];

const IN_STATUTORY: &[Demand] = &[
    all(TWENTY, "规章和规范性文件"),
    all(TWENTY, "机关职能、机构设置、办公地址、办公时间、联系方式、负责人"),
    all(TWENTY, "国民经济和社会发展规划、专项规划、区域规划"),
    all(TWENTY, "统计信息"),
    all(TWENTY, "行政许可和其他对外管理服务事项"),
    all(TWENTY, "行政处罚、行政强制"),
    all(TWENTY, "财政预算、决算"),
    all(TWENTY, "行政事业性收费"),
    all(TWENTY, "政府集中采购"),
    all(TWENTY, "重大建设项目"),
    all(TWENTY, "扶贫、教育、医疗、社会保障、促进就业"),
    all(TWENTY, "突发公共事件的应急预案、预警信息及应对"),
    all(TWENTY, "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查"),
    all(TWENTY, "公务员招考"),
    Demand {
        what: "市政建设、公共服务、公益事业、土地征收、房屋征收、治安管理、社会救助",
        article: TWENTY_ONE,
        of: Whom::County,
    },
    Demand {
        what: "农业农村政策、农田水利、土地承包、宅基地、土地征收、房屋征收、筹资筹劳、社会救助",
        article: TWENTY_ONE,
        of: Whom::Town,
    },
];

const IN_REPORT: &[Demand] = &[
    all(FIFTY, "主动公开政府信息的情况"),
    all(FIFTY, "收到和处理政府信息公开申请的情况"),
    all(FIFTY, "被申请行政复议、提起行政诉讼的情况"),
    all(FIFTY, "存在的主要问题及改进情况"),
    all(FIFTY, "工作考核、社会评议和责任追究结果"),
];

impl Part {
    /// All parts, in order.
    pub const ALL: [Self; 4] = [Self::Guide, Self::System, Self::Statutory, Self::Report];

    /// Its name, which is also that of its file in `公布/`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Guide => "政府信息公开指南",
            Self::System => "政府信息公开制度",
            Self::Statutory => "法定主动公开内容",
            Self::Report => "政府信息公开年报",
        }
    }

    /// The name of its page.
    pub fn file(self) -> &'static str {
        match self {
            Self::Guide => "guide.html",
            Self::System => "system.html",
            Self::Statutory => "statutory.html",
            Self::Report => "report.html",
        }
    }

    /// Whether a body of this level has the part: the 条例 binds administrative organs, and a village
    /// committee is none.
    pub fn is_of(level: AdminLevel) -> bool {
        level != AdminLevel::Village
    }

    /// What it has to say for a body of this level. Of 政府信息公开制度 the 条例 demands nothing by name.
    pub fn demands(self, level: AdminLevel) -> impl Iterator<Item = &'static Demand> {
        let demands = match self {
            Self::Guide => IN_GUIDE,
            Self::System => &[],
            Self::Statutory => IN_STATUTORY,
            Self::Report => IN_REPORT,
        };
        demands.iter().filter(move |demand| Self::is_of(level) && demand.is_of(level))
    }

    /// What its text does not say.
    pub fn missing(self, level: AdminLevel, markdown: &str) -> Vec<&'static Demand> {
        let text = prose::plain(markdown);
        let silent =
            |demand: &&Demand| !Wording::named(demand.what).iter().any(|word| text.contains(word));
        self.demands(level).filter(silent).collect()
    }
}

impl Demand {
    fn is_of(&self, level: AdminLevel) -> bool {
        match self.of {
            Whom::Everyone => true,
            Whom::County => [AdminLevel::City, AdminLevel::County].contains(&level),
            Whom::Town => level == AdminLevel::Town,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_demand_has_words() {
        let all = [IN_GUIDE, IN_STATUTORY, IN_REPORT].concat();
        assert!(all.iter().all(|demand| !Wording::named(demand.what).is_empty()));
    }
}
