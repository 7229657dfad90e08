import { createContactFilter } from '../../../src/domain/contact-filter.js';

const labels = (label: string): string | undefined =>
  ({ 联系方式: 'phone', 邮箱: 'email', 联系人: 'contactName' })[label];

describe('a flat record without persons', () => {
  it('stays the same object where there is none', () => {
    const record = { 标题: '甲', 数据量: 13800000000, 标签: ['13800000000'] };
    expect(createContactFilter([], labels)(record)).toBe(record);
  });

  it('loses names and mailboxes, and of a number what is mobile', () => {
    const record = { 联系人: '某人', 邮箱: 'a@b.cn', 联系方式: '0571-88888888 13800000000', 标题: '甲' };
    expect(createContactFilter([], labels)(record)).toEqual({
      联系人: null,
      邮箱: null,
      联系方式: '0571-88888888',
      标题: '甲',
    });
  });

  it.each([
    ['某人 13800000000', null],
    ['某人 0571-88888888', '某人 0571-88888888'],
    ['某人：13800000000，0571-88888888转12', '0571-88888888转12'],
    ['+86 138 0000 0000', null],
    ['135********', null],
    ['138****0000 0571-88888888', '0571-88888888'],
    ['(0571)88888888 / 13800000000 / 87654321', '(0571)88888888 / 87654321'],
  ])("keeps of %s what is an office's", (given, kept) => {
    expect(createContactFilter([], labels)({ 联系方式: given })).toEqual({ 联系方式: kept });
  });

  it('loses them in lists and objects within it as well, and as numbers', () => {
    const record = { 部门: [{ 联系方式: 13800000000, 名: '甲' }], contact: { phone: ['13800000000'] } };
    expect(createContactFilter([], labels)(record)).toEqual({
      部门: [{ 联系方式: null, 名: '甲' }],
      contact: { phone: [null] },
    });
  });

  it('keeps what the source lists', () => {
    const record = { 联系人: '某人', 邮箱: 'a@b.cn', 联系方式: '13800000000' };
    expect(createContactFilter(['name', 'mobile'], labels)(record)).toEqual({ ...record, 邮箱: null });
  });
});
