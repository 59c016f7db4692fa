//! The words of headings: the official ones, those of mulu's own forms, and the synonyms seen in
//! published tables, for each role parted by spaces.
//!
//! Data only. A heading that is kept under 其他 stands here as well where it is near to a known one,
//! so that it is not taken for a slip: 公开时长 is not 公开时限.

use crate::input::sheet::types::ColumnRole;

/// Headings of catalogues.
pub(in crate::input::sheet) const CATALOGUE: &[(ColumnRole, &str)] = &[
    (ColumnRole::Serial, "序号 序 事项序号 项目序号 编号 事项编号"),
    (ColumnRole::Code, "编码 事项编码 目录编码"),
    (
        ColumnRole::Domain,
        "领域 相应领域 所属领域 试点领域 公开领域 领域名称 对应领域 涉及领域 领域类别",
    ),
    (
        ColumnRole::Name(0),
        "事项 公开事项 事项名称 公开事项名称 公开目录 公开事项目录 政务公开事项 公开类目 \
         标准目录",
    ),
    (
        ColumnRole::Name(1),
        "一级事项 一级目录 一级公开事项 一级 事项类别 事项分类 一级类目 一级分类 公开类别 \
         公开事项类别 公开事项分类 一级标题 一级栏目 第一级事项 1级事项 类别 一级指标",
    ),
    (
        ColumnRole::Name(2),
        "二级事项 二级目录 二级公开事项 二级 二级类目 二级分类 具体事项 二级标题 二级栏目 \
         第二级事项 2级事项 公开子项 二级指标",
    ),
    (ColumnRole::Name(3), "三级事项 三级目录 三级公开事项 三级 三级类目 3级事项 三级栏目 三级指标"),
    (ColumnRole::Name(5), "五级事项 五级目录 五级类目"),
    (ColumnRole::Name(6), "六级事项 六级目录 六级类目"),
    (ColumnRole::Name(4), "四级事项 四级目录 四级公开事项 四级 四级类目 4级事项"),
    (
        ColumnRole::Elements,
        "公开内容(要素) 公开内容 公开要素 内容 要素 公开内容要素 公开内容及要素 \
         公开内容和要素 内容(要素) 公开的内容 主要内容 公开信息内容 信息内容 公开内容标准 \
         公开内容(要求) 公开内容及要求 公开内容和要求 内容规范 公开内容规范 内容标准 公开内容和测评依据",
    ),
    (
        ColumnRole::Basis,
        "公开依据 依据 法律依据 公开法律依据 政策依据 公开的依据 依据文件 法规依据 \
         公开政策依据",
    ),
    (
        ColumnRole::Limit,
        "公开时限 公开时效 时限 公开期限 公开时间 时限要求 公开时限要求 公开的时限 \
         时间要求 公示时限",
    ),
    (
        ColumnRole::Bodies,
        "公开主体 责任单位 公开责任 责任主体 公开责任主体 公开单位 主体 公开责任单位 \
         责任部门 公开部门 发布主体 公开责任部门 公开机构 责任单位(公开主体) 公开的主体",
    ),
    (
        ColumnRole::Channels,
        "公开渠道和载体 公开渠道 渠道 载体 渠道和载体 公开渠道及载体 公开载体 \
         公开渠道与载体 公开渠道(载体) 公开平台 公开渠道和方式 公开渠道载体 渠道及载体 \
         公开载体和渠道 公开途径 公开形式 公开渠道和载体(选用打■)",
    ),
    (ColumnRole::Audience, "公开对象 对象 公开范围 受众"),
    (ColumnRole::Everyone, "全社会 全社 全体社会 社会公众 面向全社会 全体公众 社会"),
    (
        ColumnRole::Group,
        "特定群体 特定群众 特定人群 特定对象 特殊群体 特定群体(请写明) 面向特定群体",
    ),
    (ColumnRole::Mode, "公开方式 方式 公开属性 公开类型"),
    (ColumnRole::Active, "主动 主动公开"),
    (ColumnRole::OnRequest, "依申请公开 依申 依申请 申请公开"),
    (ColumnRole::Levels, "公开层级 层级 公开级别 公开层次 适用层级"),
    (ColumnRole::Unverified, "待核"),
    (
        ColumnRole::Other,
        "备注 公开时长 更新周期 更新频率 更新时限 五公开 五公开阶段 过程 公开阶段 \
         公开环节 五公开类别 网站所属栏目 所属栏目 网站栏目 公开栏目 对应栏目 公开要求 \
         不予公开内容 监督电话 咨询电话 监督渠道 责任科室 责任人 联系人 联系方式 联系电话 \
         公开格式 公开标准 审核主体 公开程序 公示期 公开年限 信息来源 职责依据 公开时段 \
         操作 链接 网址",
    ),
];

/// Headings of duty lists.
pub(in crate::input::sheet) const DUTIES: &[(ColumnRole, &str)] = &[
    (ColumnRole::Serial, "序号 序 编号 事项序号 总序号"),
    (ColumnRole::List, "清单 清单类型 清单类别 清单名称 所属清单"),
    (
        ColumnRole::Power,
        "权力类型 职权类型 职权类别 权力类别 行政权力类型 行政权力类别 行政职权类型 \
         事项类型 权责类型 事项类别 类型 类别 职权性质 权力种类 执法类别 执法类型",
    ),
    (
        ColumnRole::DutyCode,
        "项目编码 职权编码 事项编码 编码 权力编码 实施编码 基本编码 职权编号 项目编号 \
         事项代码 权力编号 事项编号 服务编码 职责编码",
    ),
    (
        ColumnRole::DutyName,
        "项目名称 职权名称 事项名称 权力名称 权力事项名称 行政权力名称 行政职权名称 \
         权力事项 服务事项名称 公共服务事项名称 公共服务事项 服务事项 名称 职责名称 \
         权责事项 权责名称 职权事项 事项 主项名称 项目 履职事项 职责事项名称 权责事项名称 \
         行政职权事项 服务名称 行政权力事项名称 抽查事项 检查事项 执法事项 \
         检查事项名称 许可事项 许可事项名称 处罚事项名称 审批事项",
    ),
    (
        ColumnRole::DutyBasis,
        "实施依据 设定依据 法律依据 职权依据 权力依据 依据 行使依据 法定依据 服务依据 \
         办理依据 政策依据 事项依据 执法依据 检查依据 设定和实施依据 设定及实施依据 \
         许可依据 审批依据 处罚依据",
    ),
    (
        ColumnRole::DutyBody,
        "实施主体 实施机构 实施单位 行使主体 责任主体 行政主体 实施部门 服务主体 实施机关 \
         行使机关 责任单位 行使单位 承办机构 责任部门 实施机构名称 服务单位 执法主体 执法机关 法定实施主体 发起部门 所属部门 \
         检查主体 检查机关 检查部门 许可机关 审批部门 县级实施机关",
    ),
    (
        ColumnRole::TakeOver,
        "承接部门及工作方式 承接部门 承接部门和工作方式 承接单位 承接部门及承接方式 \
         收回后承接部门及工作方式",
    ),
    (ColumnRole::Proposed("建议对应事项"), "建议对应事项"),
    (ColumnRole::Proposed("建议把握"), "建议把握"),
    (ColumnRole::Proposed("建议理由"), "建议理由"),
    (ColumnRole::Items, "对应事项 对应公开事项 对应目录事项 对应公开事项编码 公开事项"),
    (ColumnRole::Exemption, "不予公开 不予公开条款 不予公开依据 不予公开(条款)"),
    (ColumnRole::ExemptionNote, "不予公开说明 不予公开理由 说明 不予公开的说明"),
    (
        ColumnRole::Other,
        "子项 子项名称 小项 责任事项 责任事项依据 追责情形 追责情形依据 追责对象范围 \
         问责依据 对应责任事项 对应上级部门 上级部门 上级部门职责 配合职责 乡镇职责 \
         乡镇(街道)配合职责 工作方式 行使层级 实施层级 备注 监督方式 监督电话 办理时限 \
         服务对象 服务内容 服务方式 收费依据 办理流程 流程图 承办科室 责任科室 职责边界 \
         免责情形 领域 追责依据 所属类别 权力来源 行使内容 抽查领域 检查对象 配合部门 抽查层级 法定行使层级 \
         部门简称 业务类别 认领 不认领原因",
    ),
];
