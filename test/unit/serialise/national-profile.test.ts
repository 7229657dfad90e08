import { readProfile } from '../../../src/domain/profile.js';
import { allRules } from '../../../src/domain/rules.js';
import { toNationalProfile } from '../../../src/serialise/national-profile.js';
import { datasetSchema } from '../../support/national-profile.js';

describe('toNationalProfile', () => {
  const profile = readProfile(datasetSchema());
  const page = toNationalProfile(profile);

  it('has a row for every element with its labels, obligation and meaning', () => {
    for (const { pointer, labels, meaning } of profile.elements) {
      const row = page
        .split('\n')
        .find((line) => line.includes(`| \`${pointer}\` |`) && line.includes(labels.zh));
      expect(row).toContain(meaning.en.slice(0, 20));
    }
    expect(page).toContain('| 必填 mandatory |');
  });

  it('has a row for every rule and every code list', () => {
    for (const { code } of allRules(profile)) expect(page).toContain(`| \`${code}\` |`);
    expect(page).toContain('| `21` | 机构团体 |');
    expect(page).toContain('| `annual` | 每年 | Annual |');
  });

  it('writes tables whose rows have as many cells as their heads', () => {
    let width = 0;
    for (const line of page.split('\n')) {
      const cells = line.startsWith('|') ? line.split(/(?<!\\)\|/).length : 0;
      if (cells > 0 && width > 0) expect(cells).toBe(width);
      width = cells;
    }
  });
});
