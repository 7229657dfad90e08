import { ConfigError, SourceUnavailableError, StorageError } from '../../../src/domain/errors.js';
import { fakeApplication, run } from './fake-world.js';

const COMMANDS = [
  ['demo'],
  ['harvest'],
  ['serve'],
  ['sources'],
  ['sources', 'list'],
  ['sources', 'check'],
  ['sources', 'show'],
  ['jobs'],
  ['jobs', 'list'],
  ['jobs', 'show'],
  ['validate'],
  ['export'],
  ['profile'],
];

describe('usage', () => {
  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'teaches %s by example in both languages, and opens nothing',
    async (name, command) => {
      const english = await run([...command, '--help']);
      const chinese = await run([...command, '--help'], { env: {} });
      expect(english.code).toBe(0);
      expect(english.out).toMatch(new RegExp(`Examples:\\n  lianmu ${name}`));
      expect(chinese.out).toMatch(new RegExp(`示例：\\n  lianmu ${name}`));
      expect(chinese.out).toContain('用法：');
      expect(english.opened).toEqual([]);
    },
  );

  it('tells its version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n', err: '' });
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['harvst']],
    ['an unknown option', ['harvest', '--fulll']],
    ['a missing argument', ['jobs', 'show']],
    ['a group without its command', ['sources']],
    ['a surplus argument', ['serve', 'now']],
    ['a size that is no number', ['demo', '--size', 'big']],
    ['a port that does not exist', ['serve', '--port', '70000']],
    ['a language that there is not', ['harvest', '--lang', 'fr']],
    ['a format that there is not', ['export', '--format', 'csv']],
    ['a page that there is not', ['profile', 'nothing']],
  ])('ends with 2 and explains itself on standard error: %s', async (_name, argv) => {
    const { code, out, err, opened } = await run(argv);
    expect({ code, out, opened }).toEqual({ code: 2, out: '', opened: [] });
    expect(err).toMatch(/lianmu|--help/);
  });

  it('prints every mistake of the configuration and ends with 2', async () => {
    const error = new ConfigError([
      {
        file: 'config/hub.yaml',
        line: 3,
        column: 7,
        pointer: '/port',
        message: '"x" is not allowed here',
        allowed: 'a port',
      },
      { file: 'config/sources/a.yaml', pointer: '', message: 'the file is missing' },
    ]);
    const { code, out, err } = await run(['sources', 'check'], {
      createApplication: () => Promise.reject(error),
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      'config/hub.yaml:3:7 /port "x" is not allowed here\n    allowed: a port\n' +
        'config/sources/a.yaml the file is missing\n2 mistakes in the configuration; nothing was started.\n',
    );
  });

  it.each([
    [
      'an unavailable source',
      new SourceUnavailableError('no answer', { url: 'https://x.example', retryable: true }),
      3,
    ],
    ['a store that fails', new StorageError('disk full'), 1],
    ['a bug', new TypeError('x is not a function'), 70],
  ])('maps an error to its exit code: %s', async (_name, error, expected) => {
    const { code, err } = await run(['sources', 'list'], {
      application: { sources: () => Promise.reject(error) },
    });
    expect(code).toBe(expected);
    expect(err).toContain(error.message);
  });

  it.each([
    [['sources', 'check'], 'config'],
    [['--config', 'a', 'sources', 'check'], 'a'],
    [['sources', '--config', 'a', 'check', '--config', 'b'], 'b'],
  ])('finds the folder of the configuration: %j', async (argv, expected) => {
    const { opened } = await run(argv, { application: { configuredSources: () => [] } });
    expect(opened).toMatchObject([{ configDir: expected }]);
  });

  it('closes what it opened also when the command fails', async () => {
    let closed = 0;
    const { code } = await run(['sources', 'list'], {
      createApplication: () =>
        Promise.resolve(
          fakeApplication({
            sources: () => Promise.reject(new StorageError('busy')),
            close: () => {
              closed += 1;
              return Promise.resolve();
            },
          }),
        ),
    });
    expect({ code, closed }).toEqual({ code: 1, closed: 1 });
  });
});
