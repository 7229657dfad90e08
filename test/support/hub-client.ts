import type { RealPackage } from './real-catalogue.js';

/** Asks a running hub's CKAN API as any client does; the answer has to be a success. */
export async function askHub(
  url: string,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<RealPackage> {
  const query = new URLSearchParams(parameters).toString();
  const response = await fetch(`${url}/api/3/action/${action}?${query}`);
  const answer = (await response.json()) as { readonly success: boolean; readonly result: RealPackage };
  if (!answer.success) throw new Error(`${action} ${query}: ${response.status}`);
  return answer.result;
}
