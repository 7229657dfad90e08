/**
 * 澜江省: a province that exists nowhere. Its region codes begin with 98, which GB/T 2260 gives to nobody; its portals
 * live under `.example`, its telephone numbers under an area code that is not in use.
 */
export const PROVINCE_NAME = '澜江省';

export interface Place {
  /** Romanised, unique over the province. */
  readonly id: string;
  readonly name: string;
  /** Six digits in the manner of GB/T 2260. */
  readonly region: string;
}

export interface CityPlace extends Place {
  readonly districts: readonly Place[];
  /** Share of the province's datasets. */
  readonly share: number;
}

type CityLine = readonly [id: string, name: string, share: number, districts: string];

const LINES: readonly CityLine[] = [
  [
    'yunxi',
    '云汐市',
    0.24,
    'xidong 汐东区,xixi 汐西区,wanglan 望澜区,yunlu 云麓区,jinwan 锦湾区,tongzhu 桐渚区,lifeng 栗峰县,huanqu 浣曲县,yunxigaoxin 云汐高新区',
  ],
  [
    'chengpu',
    '澄浦市',
    0.17,
    'chengnan 澄南区,puting 浦汀区,yanbo 烟泊区,hanlu 菡芦区,zhexi 柘汐县,shuangpu 双浦县,meiyu 梅屿市',
  ],
  [
    'luyuan',
    '鹭原市',
    0.13,
    'lujiang 鹭泾区,yuannan 原南区,songhe 松壑区,qingfu 清芾县,baita 白苔县,nuanshui 暖沚县',
  ],
  [
    'qinglan',
    '青岚市',
    0.11,
    'lanshang 岚上区,lanxia 岚下区,fengxi 峰汐区,jiuyao 九瑶县,mingya 鸣崖县,gaogang 高墩县',
  ],
  ['fengbo', '枫泊市', 0.09, 'bobei 泊北区,bonan 泊南区,hongye 红枥区,huating 华渟县,liuxu 柳溆县'],
  ['shuolan', '朔澜市', 0.08, 'shuobei 朔北区,lanyang 澜阴区,tuoling 驼岭县,baiyan 白堰县,hanquan 寒湫县'],
  ['yizhou', '漪州市', 0.06, 'yidong 漪东区,yixi 漪西区,liantang 莲塸区,ouhe 藕汊县,xingzhu 杏渚县'],
  ['yinyu', '银屿市', 0.05, 'yinwan 银澳区,haiyan 海墁区,yulong 屿泷县,chaotou 潮砣县'],
  ['zhuyuan', '竹沅市', 0.035, 'yuanshang 沅浒区,zhuxi 竹隰区,sunyan 笋岩县,maoling 茅岽县'],
  ['yanxi', '砚汐市', 0.02, 'motang 墨溏区,bifeng 笔岫县,zhiping 纸坪县'],
  ['jichuan', '霁川市', 0.015, 'jibei 霁北区,xuelu 雪麓县,caihong 彩虹坳县'],
];

function cityOf([id, name, share, districts]: CityLine, index: number): CityPlace {
  const prefix = `98${String(index + 1).padStart(2, '0')}`;
  return {
    id,
    name,
    share,
    region: `${prefix}00`,
    districts: districts.split(',').map((entry, place) => {
      const [districtId = '', districtName = ''] = entry.split(' ');
      return { id: districtId, name: districtName, region: `${prefix}${String(place + 2).padStart(2, '0')}` };
    }),
  };
}

/** The eleven cities, the largest catalogue first. */
export const CITIES: readonly CityPlace[] = LINES.map(cityOf);

const TOWN_FIRST = '柳梅桐松竹荷兰菊桂枫槐榆杏桃李石青白清双龙凤鹤鹭云霞星月高长';
const TOWN_SECOND = '溪桥塘坡岭湾渡坝坪洲亭井泉岩台';
const TOWN_KIND = ['镇', '街道', '乡'] as const;

/** How many names of towns there are for a district. */
export const TOWN_COUNT = TOWN_FIRST.length * TOWN_SECOND.length;

/** The name of a town; the same number always gives the same name. */
export function townName(number: number): string {
  const first = TOWN_FIRST.charAt(number % TOWN_FIRST.length);
  const second = TOWN_SECOND.charAt(Math.floor(number / TOWN_FIRST.length) % TOWN_SECOND.length);
  return `${first}${second}${TOWN_KIND[(number * 7) % 10 < 6 ? 0 : (number * 7) % 10 < 9 ? 1 : 2]}`;
}
