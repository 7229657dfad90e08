import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { AddressScope } from './address-policy.js';
import { guardedLookup } from './guarded-lookup.js';

export interface AgentPair {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface Agents {
  for(scope: AddressScope): AgentPair;
  close(): void;
}

/** Keep-alive connections, apart by scope: a socket opened for the source's own intranet host never serves another request. */
export function createAgents(lookup?: LookupFunction): Agents {
  const pairs: Readonly<Record<AddressScope, AgentPair>> = {
    public: agentPair('public', lookup),
    intranet: agentPair('intranet', lookup),
  };
  return {
    for: (scope) => pairs[scope],
    close: () => {
      for (const pair of Object.values(pairs)) {
        pair.http.destroy();
        pair.https.destroy();
      }
    },
  };
}

function agentPair(scope: AddressScope, lookup?: LookupFunction): AgentPair {
  const options = { keepAlive: true, lookup: guardedLookup(scope, lookup) };
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}
