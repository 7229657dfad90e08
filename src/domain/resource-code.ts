/**
 * 信息资源代码: 类 (1 digit) 项 (2) 目 (3) 细目 (any length, may be empty) "/" 顺序码; guide §1.3. Reading is best effort: portals
 * write codes of their own, and one that does not parse is no fault of the record.
 */
export interface ResourceCode {
  /** GB/T 2260 prefix that the portal writes before the classification. */
  readonly region?: string;
  readonly lei: string;
  readonly xiang: string;
  readonly mu: string;
  readonly ximu?: string;
  readonly sequence: string;
}

const WHOLE = /^([0-9A-Za-z]+)\/(\d+)$/;
const NATIONAL = /^([123])(\d{2})(\d{3})([0-9A-Za-z]*)$/;
/** Prefix of a province and its own classification behind it: 370000 308…; GB/T 2260 numbers provinces from 11 to 82. */
const PROVINCIAL = /^([1-8]\d0000)([123]\d{2}.*)$/;
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
);

/**
 * The parts of a code, or undefined. A prefix such as 110000 could also be read as 类1 项10 目000, so the source's own
 * `codePrefix` wins over guessing.
 */
export function parseResourceCode(code: string, prefix?: string): ResourceCode | undefined {
  const [, body, sequence] = WHOLE.exec(code.normalize('NFKC').trim()) ?? [];
  if (body === undefined || sequence === undefined) return undefined;
  const { region, rest } = splitRegion(body, prefix);
  const [, lei, xiang, mu, ximu] = NATIONAL.exec(rest) ?? [];
  if (lei === undefined || xiang === undefined || mu === undefined) return undefined;
  return {
    ...(region !== undefined && { region }),
    lei,
    xiang,
    mu,
    ...(ximu !== undefined && ximu !== '' && { ximu }),
    sequence,
  };
}

function splitRegion(body: string, prefix: string | undefined): { region?: string; rest: string } {
  if (prefix !== undefined && prefix !== '' && body.startsWith(prefix)) {
    return { region: prefix, rest: body.slice(prefix.length) };
  }
  const [, region, rest] = PROVINCIAL.exec(body) ?? [];
  if (region !== undefined && rest !== undefined && PROVINCES.has(region.slice(0, 2)))
    return { region, rest };
  return { rest: body };
}

const ALLOCATED = /^LM\/\d{10}$/;

/**
 * The code that the hub gives a resource without one: `LM/` and the number of the hub's own sequence, which only rises,
 * so that no code is used twice. `LM` cannot begin a classification code, so that it is known at sight.
 */
export function allocatedCode(sequence: number): string {
  return `LM/${String(sequence).padStart(10, '0')}`;
}

export function isAllocatedCode(code: string): boolean {
  return ALLOCATED.test(code);
}
