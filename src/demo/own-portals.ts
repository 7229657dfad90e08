import { DEPARTMENTS } from './departments.js';
import type { DialectName } from './dialects/dialect-name.js';
import { GUIDE, GUIDE_LABELS } from './habits.js';
import type { Habits } from './habits.js';
import { CITIES, PROVINCE_NAME } from './places.js';
import type { CityPlace, Place } from './places.js';

/** A portal of the mixed province beside those of the cities: a district's, or one of a department of the province. */
export interface OwnPortal {
  readonly place: CityPlace;
  /** What its datasets are about: the cities for a department of the province. */
  readonly districts: readonly Place[];
  readonly title: string;
  readonly dialect: DialectName;
  readonly habits: Habits;
  /** Place of the only department that publishes, in {@link DEPARTMENTS}; absent where all do. */
  readonly department?: number;
  /** Its catalogue does not grow beyond this many datasets, however large the province is. */
  readonly most?: number;
}

/** The cities that speak something else than CKAN in a mixed province. */
export const CITY_DIALECTS: Readonly<Partial<Record<string, DialectName>>> = {
  qinglan: 'flat-list',
  yizhou: 'guangdong',
};

/** The district of that id as a catalogue of its own. */
function district(id: string, share: number): CityPlace {
  const found = CITIES.flatMap((city) => city.districts).find((place) => place.id === id);
  if (found === undefined) throw new RangeError(`no district ${id}`);
  return { ...found, districts: [], share };
}

function department(id: string): number {
  const place = DEPARTMENTS.findIndex((candidate) => candidate.id === id);
  if (place < 0) throw new RangeError(`no department ${id}`);
  return place;
}

function provincial(departmentId: string, share: number): CityPlace {
  return {
    id: `lanjiang-${departmentId}`,
    name: PROVINCE_NAME,
    region: '980000',
    districts: [],
    share,
  };
}

/** The portals of districts and departments, in the order in which they stand behind the cities. */
export const OWN_PORTALS: readonly OwnPortal[] = [
  {
    place: district('meiyu', 0.02),
    districts: [],
    title: '梅屿市公共数据资源清单',
    dialect: 'csv-list',
    habits: {
      ...GUIDE,
      labels: { ...GUIDE_LABELS, cycle: '更新频率', published: '发布时间', updated: '更新时间' },
      dates: 'slashes',
      fields: 'comma',
      codes: 'with-region',
    },
  },
  {
    place: district('caihong', 0.01),
    districts: [],
    title: '彩虹坳县政务信息资源目录',
    dialect: 'guide-workbook',
    habits: { ...GUIDE, everyCode: true },
    // A workbook is written as a whole, and a county has no more.
    most: 300,
  },
  {
    place: provincial('scj', 0.02),
    districts: CITIES,
    title: '澜江省市场监督管理局数据目录',
    dialect: 'data-json',
    habits: GUIDE,
    department: department('scj'),
  },
  {
    place: provincial('qxj', 0.015),
    districts: CITIES,
    title: '澜江省气象局数据目录',
    dialect: 'dcat',
    habits: GUIDE,
    department: department('qxj'),
  },
];
