import { readFileSync } from 'node:fs';
import { ProvinceHub, type StatedSource } from './province-hub.js';

/**
 * A process that harvests all sources of a file twice, a day apart, and writes the reports of both; see
 * test/support/harvested-twice.ts.
 */

const [, , file = '', dataDir = ''] = process.argv;
const sources = JSON.parse(readFileSync(file, 'utf8')) as readonly StatedSource[];
const hub = await ProvinceHub.open(sources, dataDir);
const first = await hub.harvestAll();
hub.advance(24);
const second = await hub.harvestAll();
await hub.close();
process.stdout.write(JSON.stringify([[...first.values()], [...second.values()]]));
