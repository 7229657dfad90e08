import type { PilotForm } from '../../cli/requests.js';
import type { Language } from '../../domain/dataset.js';
import type { PilotReport } from '../../domain/pilot/report.js';
import { toPilotJson } from '../../serialise/pilot/pilot-json.js';
import { pilotSheets } from '../../serialise/pilot/pilot-sheets.js';
import { writeWorkbook } from '../../serialise/xlsx/workbook.js';

export async function* writePilotFile(
  report: PilotReport,
  { form, base, language }: { readonly form: PilotForm; readonly base: string; readonly language: Language },
): AsyncGenerator<string | Uint8Array> {
  if (form === 'json') yield `${toPilotJson(report, base, 2)}\n`;
  else yield* writeWorkbook(pilotSheets(report, base, language));
}
