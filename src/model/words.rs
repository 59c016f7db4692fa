//! Words of the field, to tell a space that breaks a word from one that parts two.
//!
//! Knows a few hundred words of two characters, no grammar; what it does not know it lets stand.

use crate::text::{Wording, is_han};
use foldhash::HashSet;
use std::sync::LazyLock;

/// The commonest words of two characters in catalogues. Words that also arise where two others meet
/// (政法, 开会) are left out.
const WORDS: &str = "\
信息 行政 管理 政府 服务 情况 工作 公开 人民 部门 项目 建设 结果 机构 许可 国务 审批 处罚 文件 关于 \
申请 决定 条例 政策 单位 补贴 公共 办法 事项 城市 社会 法律 规划 标准 经营 养老 名称 采购 或者 意见 \
办理 公告 通知 征收 土地 监督 时间 村民 实施 保险 规定 环境 方案 方式 其他 招标 农村 保障 变更 依据 \
基本 预算 资金 申领 征地 财政 计划 补偿 相关 对象 公示 条件 住房 设施 救助 委员 登记 电视 批准 重大 \
期限 制度 组织 安全 垃圾 卫生 使用 企业 程序 教育 广播 地点 国家 领域 检查 材料 文化 人员 生产 涉及 \
房屋 工程 名单 决策 内容 补助 县级 乡级 资源 活动 投标 扶贫 审核 食品 生活 擅自 执法 建筑 备案 城乡 \
地址 受理 支出 就业 规范 规章 燃气 机关 形成 国有 区域 决算 保护 评估 联系 自然 职业 电话 投诉 扶持 \
年度 居民 发展 一般 验收 设计 范围 医疗 防治 金额 获取 申报 流程 强制 城镇 咨询 印发 公路 道路 运输 \
资格 药品 竣工 生态 数量 工伤 奖励 举报 主管 集体 污染 核准 指导 指南 应急 及时 健康 质量 说明 行为 \
经济 清单 教师 改革 推进 平台 听证 分配 乡村 负责 解读 老年 统计 经费 确认 环节 污水 暂行 日期 旅游 \
援助 报告 投资 执业 审查 场所 发布 公众 作出 义务 调查 要求 绿化 支付 措施 批复 总体 待遇 影响 市场 \
危房 利益 交通 临时 转移 贫困 设置 设立 纳税 监测 物业 灾害 渠道 收费 排水 律师 安置 安排 创业 出让 \
交易 重要 重点 转让 身份 贷款 识别 评价 网站 改造 收支 学校 培训 合同 公布 全面 债务 中央 专项 需要 \
违法 运行 过程 责任 调解 调整 评议 认定 规模 表彰 综合 终止 税收 生育 注销 本级 数据 救灾 承包 征集 \
宣传 委托 参保 占用 供水 代表 代理 主要 面积 问题 途径 送达 购买 落实 网络 绩效 类别 租赁 查询 振兴 \
招生 拆除 失业 发放 动态 供应 住宅 预警 集中 除外 闲置 造成 违反 资质 账户 讨论 职责 考核 给付 筹资 \
突发 目录 权利 最低 捐赠 技术 性质 取得 加强 具体 关系 促进 供养 价格 从事 产权 事故 主体 街道 民政 \
街办 信访 低保 特困 供养 预防 接种 医保 社保 补办 换领 补领 户籍 户口 婚姻 福利 慈善 志愿 抚恤 优抚 \
退役 军人 防汛 抗旱 森林 草原 耕地 宅基 农业 农民 农机 种植 养殖 畜牧 渔业 粮食 水利 供电 电力 供热 供气 环卫 园林 \
停车 消防 地震 防灾 减灾 疫情 疾病 医院 诊疗 护理 学前 幼儿 学校 学籍 入学 考试 录取 毕业 培养 教学 体检 公证 仲裁 \
鉴定 检验 检测 抽检 许可 注册 吊销 撤销 处分 复议 诉讼 全社 特定 群体 主动 微信 公报 纸质 媒体 入户 现场 精准 推送 社区 审计 司法 水利 气象 科技 体育";

static KNOWN: LazyLock<HashSet<(char, char)>> = LazyLock::new(|| {
    WORDS.split_whitespace().filter_map(|word| pair(&word.chars().collect::<Vec<_>>())).collect()
});

/// Where a word is broken by `gap`, a space or a line break: the word as it stands, 土 地. Only known
/// words count, and only where the gap does not stand between two known words (办法 规定). Line breaks
/// part lists as well, so for them neither side may be a known word.
pub fn broken_word(text: &str, gap: char) -> Option<String> {
    if !text.contains(gap) {
        return None;
    }
    let runs: Vec<Vec<char>> = text
        .split(gap)
        .map(|run| run.chars().collect())
        .filter(|run: &Vec<char>| !run.is_empty())
        .collect();
    runs.windows(2).find_map(|sides| match sides {
        [left, right] => broken_between(left, right, gap),
        _ => None,
    })
}

/// Whether a character is a part of a word where it stands alone between marks and blanks: 职 of 职 务. Ranks
/// and other words of one character stand in lists.
pub fn is_part_of_word(c: char) -> bool {
    const ALONE: &str = "省市县区乡镇村州旗国是否有无男女年月日时分第个件项条款万元人";
    is_han(c) && !ALONE.contains(c)
}

/// Whether one character stands alone on each side: 职 务.
pub fn is_spread(before: &str, after: &str) -> bool {
    let alone = |run: &mut dyn Iterator<Item = char>| {
        let first = run.next().filter(|c| is_part_of_word(*c));
        first.is_some() && run.next().is_none_or(|c| !is_han(c))
    };
    alone(&mut before.chars().rev()) && alone(&mut after.chars())
}

/// Whether a line break between these tears a word: 公开条 and 例.
pub fn line_tears_word(before: &str, after: &str) -> bool {
    let mut left: Vec<char> = before.chars().rev().take(2).collect();
    left.reverse();
    let right: Vec<char> = after.chars().take(2).collect();
    broken_between(&left, &right, '\n').is_some()
}

fn broken_between(left: &[char], right: &[char], gap: char) -> Option<String> {
    let (last, first) = (*left.last()?, *right.first()?);
    let known = |word: Option<(char, char)>| word.is_some_and(|word| KNOWN.contains(&word));
    let before = known(left.len().checked_sub(2).and_then(|at| pair(left.get(at..)?)));
    let after = known(right.get(..2).and_then(pair));
    let parted = if gap == '\n' { before || after } else { before && after };
    let broken = known(Some((last, first))) && !parted;
    broken.then(|| format!("{last}{gap}{first}"))
}

/// Whether no two characters that stand beside each other are a known word.
pub fn is_without_words(text: &str) -> bool {
    let mut before = '\0';
    !text.chars().any(|c| KNOWN.contains(&(std::mem::replace(&mut before, c), c)))
}

/// Known words that stand twice in right texts, as the end of one word and the beginning of the next:
/// 法律法规规定规定的时限.
static TWICE: Wording = Wording::named("碰在一起不算写了两遍的词");

/// A known word that is written twice: 领域领域.
pub fn doubled_word(text: &str) -> Option<String> {
    let mut before = ['\0'; 3];
    text.chars().find_map(|last| {
        let [first, second, third] = before;
        before = [second, third, last];
        if (first, second) != (third, last) || !KNOWN.contains(&(third, last)) {
            return None;
        }
        let shown = String::from_iter([third, last]);
        (!TWICE.contains(&shown.as_str())).then_some(shown)
    })
}

fn pair(word: &[char]) -> Option<(char, char)> {
    match word {
        [first, second] => Some((*first, *second)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_inside_words() {
        for (text, word) in [
            ("征收土 地信息", "土 地"),
            ("20个工 作日内", "工 作"),
            ("自信息形成或者变 更之日起", "变 更"),
            ("办 理 条 件", "办 理"),
        ] {
            assert_eq!(broken_word(text, ' ').as_deref(), Some(word), "{text}");
        }
        assert_eq!(broken_word("公开\n查阅点公\n示", '\n').as_deref(), Some("公\n示"));
    }

    #[test]
    fn line_breaks() {
        for (before, after) in [
            ("政府信息公开条", "例"),
            ("20个工", "作日内"),
            ("征收土", "地信息"),
            ("政府信", "息公开"),
        ] {
            assert!(line_tears_word(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("申请条件", "申请材料"),
            ("补助标准", "备注"),
            ("《土地管理法》", "《社会救助暂行办法》"),
            ("公示名单", "位置图"),
            ("", "例"),
            ("条", ""),
        ] {
            assert!(!line_tears_word(before, after), "{before} {after}");
        }
    }

    #[test]
    fn spaces_between_words() {
        for text in [
            "住房和城乡建设部 财政部关于做好城镇住房保障家庭租赁补贴工作的指导意见",
            "中共中央办公厅 国务院办公厅关于全面推进政务公开工作的意见",
            "政府网站 政务服务中心 公开查阅点",
            "政策 法规 办法 规定",
            "20 个工作日内",
            "GB/T 32939 标准",
            "第五条 第六条",
            "",
        ] {
            assert_eq!(broken_word(text, ' '), None, "{text}");
        }
    }
}
