/** What happens because time passed: one file per job, all driven from state, so that a missed, doubled or late tick changes nothing. */
import type { Ledger } from "../operations/perform.ts";

/** Lets time pass: does what is due, a page at a time. */
export async function tick(_ledger: Ledger): Promise<void> {}
