import type { City } from './province.js';

/** An answer of the portal before it is sent. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

function help(city: City, action: string): string {
  return JSON.stringify(`${city.publicUrl}/api/3/action/help_show?name=${action}`);
}

/** CKAN's envelope around a result that is JSON text already. */
export function success(city: City, action: string, result: string): Answer {
  return { status: 200, body: `{"help": ${help(city, action)}, "success": true, "result": ${result}}` };
}

interface Failure {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

export function failure(city: City, action: string, { status, type, message }: Failure): Answer {
  const error = JSON.stringify({ __type: type, message });
  return { status, body: `{"help": ${help(city, action)}, "success": false, "error": ${error}}` };
}

export function notFound(city: City, action: string): Answer {
  return failure(city, action, { status: 404, type: 'Not Found Error', message: 'Not found' });
}

/** CKAN answers an unknown action with a bare string. */
export function unknownAction(action: string): Answer {
  return { status: 400, body: JSON.stringify(`Bad request - Action name not known: ${action}`) };
}
