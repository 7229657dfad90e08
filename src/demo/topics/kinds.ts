/** What a dataset is about in form: decides the shape of its titles, its common fields, formats and rhythm. */
export type TopicKind =
  'facility' | 'statistic' | 'permit' | 'inspection' | 'monitor' | 'register' | 'guide' | 'project';

export interface KindProfile {
  /** Patterns of titles: P place, Y year, M month, T subject. */
  readonly titles: readonly string[];
  /** Fields that every dataset of the kind has. */
  readonly fields: readonly string[];
  /** Share of datasets with an API among their resources. */
  readonly api: number;
}

export const KINDS: Readonly<Record<TopicKind, KindProfile>> = {
  facility: {
    titles: ['PT信息', 'PT名录', 'PT一览表', 'PT基本信息', 'PT分布情况', 'PT位置信息', 'PT（Y年版）'],
    fields: ['名称', '详细地址', '经度', '纬度', '所属街道', '开放时间', '主管单位'],
    api: 0.3,
  },
  statistic: {
    titles: ['Y年PT统计数据', 'PT情况（Y年）', 'Y年M月PT数据', 'P历年T统计', 'Y年PT主要指标', 'PT月度统计表'],
    fields: ['统计年度', '行政区划', '指标名称', '计量单位', '本期数值', '同比增长'],
    api: 0.15,
  },
  permit: {
    titles: ['PT许可信息', 'PT审批结果信息', 'Y年PT核发情况', 'PT证照信息', 'PT行政许可公示'],
    fields: ['许可证号', '许可事项名称', '申请单位', '许可日期', '有效期至', '许可机关', '许可状态'],
    api: 0.35,
  },
  inspection: {
    titles: ['PT检查结果', 'PT行政处罚信息', 'Y年PT双随机抽查结果', 'PT执法检查记录', 'PT整改情况'],
    fields: ['检查编号', '被检查单位', '检查日期', '检查事项', '检查结论', '是否整改', '执法机关'],
    api: 0.3,
  },
  monitor: {
    titles: ['PT实时监测数据', 'PT监测日均值', 'PT监测点信息', 'Y年M月PT监测结果', 'PT自动监测小时数据'],
    fields: ['监测点名称', '监测时间', '监测项目', '监测数值', '计量单位', '经度', '纬度', '数据状态'],
    api: 0.6,
  },
  register: {
    titles: ['PT名单', 'PT备案信息', 'PT登记信息', 'Y年PT认定名单', 'PT名册', 'PT基础信息'],
    fields: ['单位名称', '统一社会信用代码', '登记日期', '类别', '注册地址', '状态'],
    api: 0.3,
  },
  guide: {
    titles: ['PT办理指南', 'PT服务事项清单', 'PT办理结果信息', 'Y年PT办件统计', 'PT便民服务信息'],
    fields: ['事项编码', '事项名称', '办理地点', '办理时限', '受理条件', '是否网上办理', '咨询电话'],
    api: 0.25,
  },
  project: {
    titles: ['PT项目信息', 'Y年PT资金分配情况', 'PT建设进展', 'Y年PT项目清单', 'PT绩效评价结果'],
    fields: ['项目名称', '项目编号', '建设单位', '总投资金额', '开工日期', '建设进度', '资金来源'],
    api: 0.15,
  },
};
