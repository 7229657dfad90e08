// Parts of a data catalogue in any page, without a library, a cookie or a word about the visitor:
//   <div data-lianmu="search"><a href="https://…/dataset">…</a></div>
//   <script src="https://…/embed.js" async></script>
// Kinds: search, results, dataset (data-name), chart (data-chart). Every other data- attribute is a parameter of the part,
// except data-height (pixels, until the part has told its own) and data-title (for screen readers). What stands in the place
// gives way to the part: it is for who runs no scripts. See /embed of the catalogue.
(() => {
  const hub = new URL(document.currentScript.src).origin;
  const TITLES = {
    zh: { search: '检索公共数据', results: '数据集', dataset: '数据集', chart: '数据图表' },
    en: { search: 'Search public data', results: 'Datasets', dataset: 'Dataset', chart: 'Chart' },
  };
  const HEIGHTS = { search: 160, results: 460, dataset: 440, chart: 480 };
  const filled = new WeakSet();
  const frames = new Set();

  function addressOf({ lianmu: kind, name = '', chart = 'domains', height, title, ...parameters }) {
    const part =
      kind === 'dataset'
        ? `/${encodeURIComponent(name)}`
        : kind === 'chart'
          ? `/${encodeURIComponent(chart)}`
          : '';
    const url = new URL(`/embed/${kind}${part}`, hub);
    // data-res_format is res_format, and data-res-format too.
    for (const [key, value] of Object.entries(parameters))
      url.searchParams.append(
        key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        value,
      );
    return url.href;
  }

  function fill(place) {
    const { dataset } = place;
    if (!Object.hasOwn(HEIGHTS, dataset.lianmu) || filled.has(place)) return;
    filled.add(place);
    const frame = document.createElement('iframe');
    frame.src = addressOf({ ...dataset });
    frame.title = dataset.title ?? TITLES[dataset.lang === 'en' ? 'en' : 'zh'][dataset.lianmu];
    frame.loading = 'lazy';
    frame.referrerPolicy = 'no-referrer';
    frame.height = String(Number(dataset.height) || HEIGHTS[dataset.lianmu]);
    frame.style.cssText = 'display:block;width:100%;border:0';
    // The part learns from this whom it may tell its height.
    frame.addEventListener('load', () => frame.contentWindow.postMessage({ lianmu: 'hello' }, hub));
    frames.add(frame);
    place.replaceChildren(frame);
  }

  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== hub || data?.lianmu !== 'height' || !Number.isFinite(data.height)) return;
    for (const frame of frames)
      if (frame.contentWindow === source) frame.height = String(Math.min(Math.max(data.height, 40), 5000));
  });

  function fillAll() {
    for (const place of document.querySelectorAll('[data-lianmu]')) fill(place);
  }
  fillAll();
  // Places below the script are not there yet.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', fillAll);
})();
