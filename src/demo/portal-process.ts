/** The simulated portals in a process of their own, for benchmarks: see portal-command.ts. Ends on SIGTERM or SIGINT. */
import { runPortalCommand } from './portal-command.js';

const running = await runPortalCommand(process.argv.slice(2), (line) => process.stdout.write(line));

function end(): void {
  void running.close().then(() => process.exit(0));
}

process.once('SIGTERM', end);
process.once('SIGINT', end);
