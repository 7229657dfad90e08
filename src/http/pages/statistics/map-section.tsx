import type { VNode } from 'preact';
import type { PilotReport } from '../../../domain/pilot/report.js';
import { ChartFigure } from '../charts/figure.js';
import { provinceMap } from '../charts/map.js';
import { drawChart } from '../charts/svg.js';
import { Table } from '../components/table.js';
import type { PageContext, PageRequest } from '../page.js';
import { cityPath } from '../places/regions.js';
import { createSay, number } from '../say.js';
import { TEXTS } from './texts.js';

/** What the portals of one city have. */
interface CityFigures {
  readonly name: string;
  readonly datasets: number;
  readonly connected: number;
  readonly portals: number;
}

/** Cities on the operator's map, with their datasets and whether their portals are connected; nothing without a map. */
export async function mapSection(
  report: PilotReport,
  request: PageRequest,
  { theme: { map }, harvest }: Pick<PageContext, 'theme' | 'harvest'>,
): Promise<VNode | null> {
  if (map === undefined || report.scope.of !== 'all') return null;
  const say = createSay(TEXTS, request.language);
  const cities = cityFigures(report, harvest.sources);
  const most = Math.max(1, ...cities.map(({ datasets }) => datasets));
  const separator = request.language === 'zh' ? '，' : ', ';
  const svg = await drawChart(
    provinceMap(map, {
      label: say('mapLabel', {
        cities: cities.map(({ name, datasets }) => `${name} ${number(datasets)}`).join(separator),
      }),
      cities: cities.map(({ name, datasets, connected, portals }) => ({
        ...{ name, text: number(datasets), depth: datasets / most },
        isMarked: connected < portals,
      })),
    }),
  );
  return (
    <section class="later" aria-labelledby="map">
      <h2 id="map">{say('map')}</h2>
      <p class="muted">{say('mapLegend')}</p>
      <ChartFigure svg={svg} summary={say('asTable')}>
        <Table
          heads={[say('city'), say('datasets'), say('portals')]}
          numeric={[1]}
          rows={cities.map(({ name, datasets, connected, portals }) => [
            <a href={request.link(cityPath(name))}>{name}</a>,
            number(datasets),
            `${connected === portals ? '✓' : '✗'} ${say('connectedOf', { connected, of: portals })}`,
          ])}
        />
      </ChartFigure>
    </section>
  );
}

/** The most datasets first. */
function cityFigures(
  { connection }: PilotReport,
  sources: PageContext['harvest']['sources'],
): readonly CityFigures[] {
  const regionOf = new Map(sources.map(({ id, region }) => [id, region]));
  const cities = new Map<string, CityFigures>();
  for (const { sourceId, datasets, isConnected } of connection.sources) {
    const name = regionOf.get(sourceId);
    if (name === undefined) continue;
    const before = cities.get(name) ?? { name, datasets: 0, connected: 0, portals: 0 };
    cities.set(name, {
      name,
      datasets: before.datasets + datasets,
      connected: before.connected + (isConnected ? 1 : 0),
      portals: before.portals + 1,
    });
  }
  return [...cities.values()].sort((one, other) => other.datasets - one.datasets);
}
