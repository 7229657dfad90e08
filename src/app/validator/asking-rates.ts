/** Who may have an address asked, and how often. */
export interface AskingRates {
  /** Counts the asking too. */
  mayAsk(client: string): boolean;
}

const MINUTE = 60_000;
const MOST_OF_CLIENT = 4;
const MOST_OF_ALL = 12;

/** At most so many addresses in a minute, of one client and of all. Memory is one entry an asking of the last minute. */
export function createAskingRates(now: () => number): AskingRates {
  let asked: readonly { readonly client: string; readonly time: number }[] = [];
  return {
    mayAsk(client) {
      const time = now();
      asked = asked.filter((one) => time - one.time < MINUTE);
      const own = asked.filter((one) => one.client === client);
      if (asked.length >= MOST_OF_ALL || own.length >= MOST_OF_CLIENT) return false;
      asked = [...asked, { client, time }];
      return true;
    },
  };
}
