import {
  CROSSWALK_NAMES,
  crosswalkTargets,
  LABEL_ELEMENTS,
  targetsOf,
} from '../../../src/domain/crosswalk.js';
import { createLabelReader, foldLabel } from '../../../src/domain/labels.js';
import { missingCode, readProfile } from '../../../src/domain/profile.js';
import {
  allRules,
  createProblemDescriber,
  missingProblem,
  problemOf,
  RULES,
} from '../../../src/domain/rules.js';
import { datasetSchema, shippedCrosswalks } from '../../support/national-profile.js';

const profile = readProfile(datasetSchema());

describe('readProfile', () => {
  it('knows profile and version', () => {
    expect(profile).toMatchObject({ version: '1.0.0' });
  });

  it('finds the thirteen elements of the guide', () => {
    const numbers = new Set(profile.elements.map(({ number }) => number));
    for (let number = 1; number <= 13; number++) expect(numbers).toContain(String(number));
  });

  it('gives every element labels, meaning and source in full', () => {
    for (const element of profile.elements) {
      expect(Object.values({ ...element.labels, ...element.meaning }).every((text) => text.length > 0)).toBe(
        true,
      );
      expect(element.source).toBeDefined();
    }
  });

  it('asks for what the guide makes mandatory and the hub does not give itself', () => {
    expect(profile.elements.filter(({ required }) => required).map(({ pointer }) => pointer)).toEqual([
      '/title',
      '/classification',
      '/publisher',
      '/publisher/code',
      '/abstract',
      '/formats',
      '/sharing/type',
      '/sharing/wayClass',
      '/openness/open',
      '/updateCycle',
      '/issued',
      '/themes',
    ]);
  });

  it('reads the codes of lists and of members of lists', () => {
    const codesAt = (pointer: string) =>
      profile.elements.find((element) => element.pointer === pointer)?.codes;
    expect(codesAt('/themes')).toHaveLength(21);
    expect(codesAt('/fields/*/dataType')).toHaveLength(11);
    expect(codesAt('/title')).toBeUndefined();
  });
});

describe('rules', () => {
  it('have codes of their own and say what to do in both languages', () => {
    const rules = allRules(profile);
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
    for (const { title, advice } of rules) {
      expect([title.zh, title.en, advice.zh, advice.en].every((text) => text.length > 3)).toBe(true);
    }
  });

  it('make problems with the facts given', () => {
    expect(problemOf('unknown-theme', { value: '牲畜饲养' })).toEqual({
      stage: 'normalise',
      code: 'unknown-theme',
      bar: 'conformant',
      pointer: '/themes',
      value: '牲畜饲养',
    });
    expect(problemOf('wrong-type', { pointer: '/abstract', detail: 'x' })).toMatchObject({
      pointer: '/abstract',
      detail: 'x',
    });
  });

  it('throw for a code that is none', () => {
    expect(() => problemOf('no-such-rule')).toThrow('no-such-rule');
  });

  it('make a missing element conformant, title and publisher publishable', () => {
    const bars = Object.fromEntries(
      profile.elements
        .filter(({ required }) => required)
        .map((element) => missingProblem(element))
        .map(({ code, bar }) => [code, bar]),
    );
    expect(bars).toMatchObject({
      'missing-title': 'publishable',
      'missing-publisher': 'publishable',
      'missing-update-cycle': 'conformant',
      'missing-sharing-way-class': 'conformant',
    });
    expect(missingCode('/updateCycle')).toBe('missing-update-cycle');
  });
});

describe('createProblemDescriber', () => {
  const describeProblem = createProblemDescriber(profile);

  it('takes the words of missing elements from the schema', () => {
    expect(describeProblem({ code: 'missing-update-cycle' }, 'zh').title).toBe('缺少更新周期');
    expect(describeProblem({ code: 'missing-update-cycle' }, 'en').title).toBe('Missing: Update cycle');
  });

  it('describes a rule of the list', () => {
    expect(describeProblem({ code: 'update-overdue' }, 'en').advice).toContain('update cycle');
  });

  it('has a word even for a code that it does not know', () => {
    expect(describeProblem({ code: 'from-elsewhere' }, 'zh')).toEqual({
      title: 'from-elsewhere',
      advice: '请查看该问题的代码与位置。',
    });
  });

  it('knows every rule of the list', () => {
    for (const { code } of RULES) expect(describeProblem({ code }, 'zh').title).not.toBe(code);
  });
});

describe('createLabelReader', () => {
  const labels = shippedCrosswalks()['labels']!;

  it.each([
    ['更新周期', 'updateCycle'],
    ['更新頻度', 'updateCycle'],
    [' 更 新 频率： ', 'updateCycle'],
    ['数源单位', 'publisher'],
    ['联系人', 'contactName'],
    ['数源单位/数据提供单位', 'publisher'],
    ['资源提供方代码', 'publisherCode'],
  ])('reads %p as %s', (label, element) => {
    const reader = createLabelReader(labels, {});
    expect([reader(label), reader(label)]).toEqual([element, element]);
  });

  it('knows nothing of other labels', () => {
    expect(createLabelReader(labels, {})('浏览量')).toBeUndefined();
  });

  it('lets the source have its own meaning', () => {
    const reader = createLabelReader(labels, { '数据主题：': 'keywords', 开放方式: 'none' });
    expect([reader('数据主题'), reader('开放方式')]).toEqual(['keywords', 'none']);
  });

  it('leads to elements only and passes over an entry that leads nowhere', () => {
    for (const entry of labels.entries) {
      for (const target of targetsOf(entry.to)) expect(LABEL_ELEMENTS).toContain(target);
    }
    const reader = createLabelReader({ ...labels, entries: [{ from: ['甲'], to: [] }] }, {});
    expect(reader('甲')).toBeUndefined();
    expect(foldLabel('ＡＢ :')).toBe('ab');
  });

  it('remembers no more spellings than a portal has', () => {
    const reader = createLabelReader(labels, {});
    for (let i = 0; i < 1100; i++) expect(reader(`更新周期${' '.repeat(i)}`)).toBe('updateCycle');
  });
});

describe('crosswalks as shipped', () => {
  const crosswalks = shippedCrosswalks();

  it('are all there', () => {
    expect(Object.keys(crosswalks).sort()).toEqual([...CROSSWALK_NAMES].sort());
  });

  it.each(CROSSWALK_NAMES)('%s leads to codes of its list only', (name) => {
    const targets = crosswalkTargets(name);
    if (targets === undefined) return;
    for (const entry of crosswalks[name]?.entries ?? []) {
      for (const target of targetsOf(entry.to)) expect(targets).toContain(target);
    }
  });

  it('reach each of the 21 domains and the 20 classes', () => {
    for (const name of ['theme', 'national-theme', 'open-type', 'share-type', 'data-type']) {
      const reached = new Set(crosswalks[name]?.entries.flatMap(({ to }) => targetsOf(to)));
      for (const target of crosswalkTargets(name) ?? []) expect(reached).toContain(target);
    }
  });
});
