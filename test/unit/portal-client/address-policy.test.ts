import {
  assertAllowedTarget,
  isAllowedAddress,
  printableUrl,
} from '../../../src/portal-client/address-policy.js';
import { thrown } from './loopback.js';

const INTRANET = [
  '127.0.0.1',
  '127.8.8.8',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '::1',
  'fd00::1',
];
const NEVER = [
  '0.0.0.0',
  '0.1.2.3',
  '169.254.169.254',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '198.18.0.1',
  '::',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '::ffff:169.254.169.254',
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  '2002:a00:1::',
  '2001::1',
  '2001:db8::1',
  '::a00:1',
  'not an address',
  '',
];

describe('isAllowedAddress', () => {
  it.each(['8.8.8.8', '202.96.128.86', '2400:3200::1', '::ffff:8.8.8.8'])(
    'lets the public %s pass',
    (address) => {
      expect(isAllowedAddress(address, 'public')).toBe(true);
      expect(isAllowedAddress(address, 'intranet')).toBe(true);
    },
  );

  it.each([...INTRANET, '::ffff:127.0.0.1', '::ffff:10.0.0.1'])('keeps %s to intranet sources', (address) => {
    expect(isAllowedAddress(address, 'public')).toBe(false);
    expect(isAllowedAddress(address, 'intranet')).toBe(true);
  });

  it.each(NEVER)('refuses %j to everybody', (address) => {
    expect(isAllowedAddress(address, 'public')).toBe(false);
    expect(isAllowedAddress(address, 'intranet')).toBe(false);
  });
});

describe('assertAllowedTarget', () => {
  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'data:application/json,1',
    'http://user:secret@example.org/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
  ])('refuses %s', (url) => {
    const error = thrown(() => {
      assertAllowedTarget(new URL(url), 'public');
    });
    expect(error).toMatchObject({ fault: 'refused-address' });
  });

  it('lets names pass, which are checked when they are connected to', () => {
    expect(() => {
      assertAllowedTarget(new URL('https://data.example.cn/api'), 'public');
    }).not.toThrow();
  });
});

describe('printableUrl', () => {
  it('leaves out user name and password', () => {
    expect(printableUrl(new URL('http://u:p@example.org/a?b=1'))).toBe('http://example.org/a?b=1');
  });
});
