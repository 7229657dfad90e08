/** Which URLs belong to a source, as opposed to whatever its answers and redirects point at. */
export interface SourceOrigin {
  readonly protocol: string;
  includes(url: URL): boolean;
}

/**
 * The origin of the configured URL, and the https default port of the same host when the source is configured with the
 * http default port: portals move to https by such a redirect. Another port of the same host is another service.
 */
export function sourceOrigin(baseUrl: string): SourceOrigin {
  const base = new URL(baseUrl);
  return {
    protocol: base.protocol,
    includes: (url) =>
      url.origin === base.origin ||
      (url.hostname === base.hostname &&
        url.protocol === 'https:' &&
        base.protocol === 'http:' &&
        url.port === '' &&
        base.port === ''),
  };
}
