import { openForWriting, translate } from './database.js';
import { type IndexRoom, migrateStore } from './index-room.js';

/** Makes sure that the store exists and is of this program's version, so that readers can open it. */
export function prepareStore(dataDir: string, room: IndexRoom): void {
  const database = openForWriting(dataDir, 8);
  try {
    translate(() => {
      migrateStore(database, room);
    });
  } finally {
    database.close();
  }
}
