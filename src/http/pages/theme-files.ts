import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sha256Hex } from '../../domain/identifiers.js';
import { stylesOfColour, type Theme, themeStyles } from './theme.js';

/** A picture as the configuration holds it. */
export interface Picture {
  readonly type: string;
  readonly base64: string;
}

export interface ThemeFiles {
  readonly theme: Theme;
  readonly logo: Picture | undefined;
  /** The script that other sites load. */
  readonly embedScript: string;
  /** Address of the sign of the pages. */
  readonly icon: string;
}

export const LOGO_PATH = '/assets/logo';

const CSS = 'text/css;charset=utf-8';
const MINUTES = 'public, max-age=300';
const COLOUR = /^[0-9a-f]{6}$/i;
/** An SVG that is looked at by itself is a document: its scripts do not run, and it loads nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** Files whose address stays when their content changes. */
export function registerThemeFiles(
  app: FastifyInstance,
  { theme, logo, embedScript, icon }: ThemeFiles,
): void {
  const styles = themeStyles(theme);
  app.get('/assets/theme.css', (request, reply) => sendFile(request, reply, CSS, styles));
  if (logo !== undefined) {
    const picture = Buffer.from(logo.base64, 'base64');
    app.get(LOGO_PATH, (request, reply) => {
      reply.header('Content-Security-Policy', PICTURE_POLICY);
      return sendFile(request, reply, logo.type, picture);
    });
  }
  // Browsers ask for it beside whatever is no page of ours: RDF, JSON, pictures.
  app.get('/favicon.ico', (_request, reply) => reply.header('Cache-Control', MINUTES).redirect(icon, 302));
  app.get('/embed.js', (request, reply) => {
    reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
    return sendFile(request, reply, 'text/javascript;charset=utf-8', embedScript);
  });
  app.get('/embed/accent.css', (request, reply) => {
    const colour = new URLSearchParams(request.url.split('?')[1] ?? '').get('c') ?? '';
    // What is no colour changes nothing.
    return sendFile(request, reply, CSS, COLOUR.test(colour) ? stylesOfColour(`#${colour}`) : '');
  });
}

/** Address of the style sheet for a colour that the reader of an embedded page asked for; undefined for no colour. */
export function accentAddress(colour: string | null): string | undefined {
  const plain = colour?.replace(/^#/, '') ?? '';
  return COLOUR.test(plain) ? `/embed/accent.css?c=${plain.toLowerCase()}` : undefined;
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  content: string | Buffer,
): FastifyReply {
  const tag = `"${sha256Hex(typeof content === 'string' ? content : content.toString('base64')).slice(0, 16)}"`;
  reply.headers({ ETag: tag, 'Cache-Control': MINUTES });
  if (request.headers['if-none-match']?.includes(tag) === true) return reply.status(304).send();
  return reply.header('Content-Type', type).send(content);
}
