import { read } from "../../edge/read.ts";
import type { Ledger } from "../../operations/perform.ts";
import type { Programme } from "../../programme/programme.ts";

/** The programme in force now. */
export async function programmeOf(ledger: Ledger): Promise<Programme> {
  const { facts } = await read({ caller: { kind: "public" }, ledger }, {});
  return facts.current.programme;
}
