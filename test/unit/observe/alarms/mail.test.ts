import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { AlarmNotice } from '../../../../src/observe/alarms/follow-alarms.js';
import { toMail } from '../../../../src/observe/alarms/mail-text.js';
import { sendMail } from '../../../../src/observe/alarms/mail.js';

const NOTICE: AlarmNotice = {
  id: 'a/failures/2026-11-22T12:00:00.000Z/raised',
  event: 'raised',
  at: '2026-11-22T12:00:00.000Z',
  alarm: {
    sourceId: 'a',
    kind: 'failures',
    since: '2026-11-22T12:00:00.000Z',
    message: { zh: '连续 3 次采集失败', en: '3 runs in a row failed' },
  },
};

interface Received {
  readonly commands: string[];
  data: string;
}

/** As much of RFC 5321 as takes a mail; `refuse` names a mailbox that is not there. */
function listen(refuse: string | undefined, received: Received): Server {
  return createServer((socket) => {
    let inData = false;
    let rest = '';
    socket.setEncoding('utf8');
    socket.write('220 mail.example.org ready\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      rest += chunk;
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inData) {
          if (line === '.') {
            inData = false;
            socket.write('250 taken\r\n');
          } else received.data += `${line}\n`;
          continue;
        }
        received.commands.push(line);
        if (line.startsWith('EHLO')) socket.write('250-mail.example.org\r\n250 AUTH PLAIN\r\n');
        else if (line.startsWith('AUTH')) socket.write('235 welcome\r\n');
        else if (refuse !== undefined && line.includes(refuse)) socket.write('550 no such mailbox\r\n');
        else if (line === 'DATA') {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 fine\r\n');
      }
    });
  });
}

async function send(to: readonly string[], refuse?: string): Promise<Received> {
  const received: Received = { commands: [], data: '' };
  const server = listen(refuse, received).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await sendMail(NOTICE, {
      smtpUrl: `smtp://operator:hunter2@127.0.0.1:${port}`,
      from: 'hub@example.org',
      to,
      hub: '省级目录',
    });
    return received;
  } finally {
    server.close();
  }
}

describe('an alarm by mail', () => {
  it('reaches every recipient through the server of the environment', async () => {
    const { commands, data } = await send(['duty@example.org', 'lead@example.org']);
    const credentials = Buffer.from('\0operator\0hunter2').toString('base64');
    expect(commands).toContain(`AUTH PLAIN ${credentials}`);
    expect(commands.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<duty@example.org>',
      'RCPT TO:<lead@example.org>',
    ]);
    expect(commands.some((line) => line.startsWith('MAIL FROM:<hub@example.org>'))).toBe(true);
    const [head = '', body = ''] = data.split('\n\n');
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(head).toMatch(/^Message-ID: <a%2Ffailures/m);
    const text = /base64/.test(head) ? Buffer.from(body, 'base64').toString('utf8') : decodeQuoted(body);
    expect(text).toContain('连续 3 次采集失败');
  });

  it('has failed when the server refuses a recipient', async () => {
    await expect(send(['duty@example.org', 'gone@example.org'], 'gone@')).rejects.toThrow(
      'refused 1 recipient',
    );
    await expect(send(['gone@example.org'], 'gone@')).rejects.toThrow();
  });

  it('says what is the matter in both languages, in a subject of one line', () => {
    const alarm = { ...NOTICE.alarm, message: { zh: '甲\n乙', en: 'x' } };
    const { subject, text } = toMail({ ...NOTICE, event: 'cleared', alarm }, '省级\r\nBcc: x@example.org');
    expect(subject).toBe('[省级 Bcc: x@example.org] 解除：a 连续失败 (cleared: failures in a row)');
    expect(text).toContain('甲\n乙');
    expect(text).toContain('source: a');
  });
});

function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
