import type { Language } from '../dataset.js';
import { labelOf, type CodeList } from './code-list.js';

/** 领域: the 21 domains of the pilot plan of 2018, in the plan's order (guide §2.3). */
export const THEMES = [
  { code: '1', zh: '信用服务', en: 'Credit services' },
  { code: '2', zh: '医疗卫生', en: 'Health care' },
  { code: '3', zh: '社保就业', en: 'Social security and employment' },
  { code: '4', zh: '公共安全', en: 'Public safety' },
  { code: '5', zh: '城建住房', en: 'Urban construction and housing' },
  { code: '6', zh: '交通运输', en: 'Transport' },
  { code: '7', zh: '教育文化', en: 'Education and culture' },
  { code: '8', zh: '科技创新', en: 'Science and innovation' },
  { code: '9', zh: '资源能源', en: 'Resources and energy' },
  { code: '10', zh: '生态环境', en: 'Ecology and environment' },
  { code: '11', zh: '工业农业', en: 'Industry and agriculture' },
  { code: '12', zh: '商贸流通', en: 'Trade and distribution' },
  { code: '13', zh: '财税金融', en: 'Finance and taxation' },
  { code: '14', zh: '安全生产', en: 'Work safety' },
  { code: '15', zh: '市场监管', en: 'Market regulation' },
  { code: '16', zh: '社会救助', en: 'Social assistance' },
  { code: '17', zh: '法律服务', en: 'Legal services' },
  { code: '18', zh: '生活服务', en: 'Daily life services' },
  { code: '19', zh: '气象服务', en: 'Meteorological services' },
  { code: '20', zh: '地理空间', en: 'Geospatial' },
  { code: '21', zh: '机构团体', en: 'Institutions and organisations' },
] as const satisfies CodeList;

/** 国家主题分类: the 20 classes of GB/T 21063.4 (guide §2.3); the name is the code. */
export const NATIONAL_THEMES = [
  { code: '综合政务', zh: '综合政务', en: 'General government affairs' },
  { code: '经济管理', zh: '经济管理', en: 'Economic management' },
  { code: '国土资源、能源', zh: '国土资源、能源', en: 'Land resources, energy' },
  { code: '工业、交通', zh: '工业、交通', en: 'Industry, transport' },
  { code: '信息产业', zh: '信息产业', en: 'Information industry' },
  { code: '城乡建设、环境保护', zh: '城乡建设、环境保护', en: 'Urban and rural construction, environment' },
  { code: '农业、水利', zh: '农业、水利', en: 'Agriculture, water' },
  { code: '财政', zh: '财政', en: 'Public finance' },
  { code: '商业、贸易', zh: '商业、贸易', en: 'Commerce, trade' },
  { code: '旅游、服务业', zh: '旅游、服务业', en: 'Tourism, services' },
  {
    code: '气象、水文、测绘、地震',
    zh: '气象、水文、测绘、地震',
    en: 'Meteorology, hydrology, surveying, earthquakes',
  },
  { code: '对外事务', zh: '对外事务', en: 'Foreign affairs' },
  { code: '政法、监察', zh: '政法、监察', en: 'Law enforcement, supervision' },
  { code: '科技、教育', zh: '科技、教育', en: 'Science, education' },
  { code: '文化、卫生、体育', zh: '文化、卫生、体育', en: 'Culture, health, sports' },
  { code: '军事、国防', zh: '军事、国防', en: 'Military, defence' },
  { code: '劳动、人事', zh: '劳动、人事', en: 'Labour, personnel' },
  { code: '民政、社区', zh: '民政、社区', en: 'Civil affairs, communities' },
  { code: '文秘、行政', zh: '文秘、行政', en: 'Secretarial work, administration' },
  { code: '综合党团', zh: '综合党团', en: 'Party and mass organisations' },
] as const satisfies CodeList;

/** The name of one of the 21 domains. */
export function themeName(code: string, language: Language): string | undefined {
  return labelOf(THEMES, code, language);
}
