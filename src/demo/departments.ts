/** The departments that a city has, and (mostly) its districts too. */
export interface Department {
  readonly id: string;
  /** Title without the place, e.g. `教育局`. */
  readonly title: string;
  /** The office that keeps the data. */
  readonly office: string;
  /** Whether districts have one of their own. */
  readonly inDistricts: boolean;
}

const LINES: readonly string[] = [
  'fgw|发展和改革委员会|信息规划科',
  'jyj|教育局|教育信息化科',
  'kjj|科学技术局|综合规划科',
  'gxj|工业和信息化局|数字产业科',
  'gaj|公安局|科技信息化支队',
  'mzj|民政局|规划财务科',
  'sfj|司法局|信息中心',
  'czj|财政局|国库与信息科',
  'rsj|人力资源和社会保障局|信息中心',
  'zrj|自然资源和规划局|测绘地理信息科',
  'hbj|生态环境局|环境监测科',
  'zjj|住房和城乡建设局|科技与信息科',
  'cgj|城市管理局|数字城管中心',
  'jtj|交通运输局|科技信息科',
  'slj|水务局|水文与信息科',
  'nyj|农业农村局|市场与信息化科',
  'swj|商务局|流通业发展科',
  'wlj|文化广电和旅游局|公共服务科',
  'wjw|卫生健康委员会|规划信息科',
  'yjj|应急管理局|指挥中心',
  'sjj|审计局|电子数据审计科',
  'scj|市场监督管理局|信用监督管理科',
  'tjj|统计局|综合核算科',
  'ybj|医疗保障局|信息管理科',
  'dsj|数据局|数据资源科',
  'tyj|体育局|群众体育科|city',
  'jrb|地方金融管理局|综合科|city',
  'qxj|气象局|观测与预报科|city',
  'gjj|住房公积金管理中心|信息技术科|city',
  'xfj|消防救援支队|防火监督科|city',
  'gyj|国有资产监督管理委员会|统计评价科|city',
  'tsg|档案馆|信息技术科|city',
];

/** The departments in a fixed order. */
export const DEPARTMENTS: readonly Department[] = LINES.map((line) => {
  const [id = '', title = '', office = '', level = ''] = line.split('|');
  return { id, title, office, inDistricts: level !== 'city' };
});
