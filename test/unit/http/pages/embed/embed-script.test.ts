import { runInNewContext } from 'node:vm';
import { readAssets } from '../../../../../src/http/pages/assets.js';

const HUB = 'https://hub.example.org';

interface Frame {
  src: string;
  title: string;
  height: string;
  referrerPolicy: string;
  readonly contentWindow: object;
  readonly style: object;
  readonly greeted: (readonly [message: object, origin: string])[];
  onload(): void;
}

/** As much of a browser as the script needs; `places` are the attributes of the elements that the site has. */
function runIn(places: readonly Readonly<Record<string, string>>[]) {
  const frames: (Frame | undefined)[] = places.map(() => undefined);
  let tell: (event: object) => void = () => undefined;
  const elements = places.map((dataset, index) => ({
    dataset,
    replaceChildren(frame: Frame) {
      frames[index] = frame;
    },
  }));
  function createElement(): object {
    const greeted: Frame['greeted'] = [];
    const contentWindow = {
      postMessage: (message: object, origin: string) => greeted.push([message, origin]),
    };
    const frame = {
      ...{ contentWindow, greeted, style: {} },
      addEventListener: (_name: string, listener: () => void) => {
        Object.assign(frame, { onload: listener });
      },
    };
    return frame;
  }
  const document = {
    currentScript: { src: `${HUB}/embed.js` },
    readyState: 'loading',
    createElement,
    querySelectorAll: () => elements,
  };
  const addEventListener = (name: string, listener: (event: object) => void): void => {
    if (name === 'message') tell = listener;
    else listener({});
  };
  runInNewContext(readAssets().embedScript, { document, addEventListener, URL });
  return {
    frames,
    tell: (event: object) => {
      tell(event);
    },
  };
}

describe('the script for other sites', () => {
  it('makes a frame of each place that names a part, once', () => {
    const { frames } = runIn([
      { lianmu: 'search', lang: 'en', title: 'Search it' },
      { lianmu: 'results', q: 'a&b', rows: '3', res_format: 'CSV', cn_open_type: 'x', height: '300' },
      { lianmu: 'dataset', name: '../a?b', lang: 'en' },
      { lianmu: 'chart', chart: 'formats', accent: '9c1f1f' },
      { lianmu: 'nothing' },
      { lianmu: '__proto__' },
    ]);
    expect(frames.map((frame) => frame?.src)).toEqual([
      `${HUB}/embed/search?lang=en`,
      `${HUB}/embed/results?q=a%26b&rows=3&res_format=CSV&cn_open_type=x`,
      `${HUB}/embed/dataset/..%2Fa%3Fb?lang=en`,
      `${HUB}/embed/chart/formats?accent=9c1f1f`,
      undefined,
      undefined,
    ]);
    expect(frames.map((frame) => frame?.title)).toEqual([
      'Search it',
      '数据集',
      'Dataset',
      '数据图表',
      undefined,
      undefined,
    ]);
    expect(frames.slice(0, 2).map((frame) => frame?.height)).toEqual(['160', '300']);
    expect(frames[0]?.referrerPolicy).toBe('no-referrer');
  });

  it('greets the hub and nobody else', () => {
    const { frames } = runIn([{ lianmu: 'search' }]);
    frames[0]?.onload();
    expect(JSON.parse(JSON.stringify(frames[0]?.greeted))).toEqual([[{ lianmu: 'hello' }, HUB]]);
  });

  it('believes a height only of the hub, of that frame, and within reason', () => {
    const { frames, tell } = runIn([{ lianmu: 'search' }, { lianmu: 'results' }]);
    const source = frames[0]?.contentWindow;
    for (const event of [
      { origin: 'https://evil.example', source, data: { lianmu: 'height', height: 999 } },
      { origin: HUB, source, data: { lianmu: 'height', height: '999' } },
      { origin: HUB, source, data: { lianmu: 'height', height: Infinity } },
      { origin: HUB, source, data: { height: 999 } },
      { origin: HUB, source, data: null },
      { origin: HUB, source: {}, data: { lianmu: 'height', height: 999 } },
    ])
      tell(event);
    expect(frames.map((frame) => frame?.height)).toEqual(['160', '460']);
    tell({ origin: HUB, source, data: { lianmu: 'height', height: 173 } });
    expect(frames.map((frame) => frame?.height)).toEqual(['173', '460']);
    tell({ origin: HUB, source, data: { lianmu: 'height', height: 1e9 } });
    expect(frames[0]?.height).toBe('5000');
  });
});
