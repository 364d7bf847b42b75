/** /healthz: this Worker runs. /readyz: its ledger answers and has the schema that this code was written for. */

import { readSchemaVersion } from "../database/schema-version.ts";
import { ledgerOf } from "../edge/environment.ts";
import { problemOf, problemResponse } from "../edge/problem.ts";
import { type App, hostOf } from "../edge/serve.ts";
import { SCHEMA_VERSION } from "../operations/attempt.ts";

export function mountHealth(app: App): void {
  app.get("/healthz", (context) => context.json({ ok: true }));
  app.get("/readyz", async (context) => {
    const version = await readSchemaVersion(ledgerOf(context.env, hostOf(context)).client).catch(() => null);
    if (version === null) return problemResponse(problemOf("outcome_unknown"));
    return version === SCHEMA_VERSION
      ? context.json({ ok: true, schema: version })
      : problemResponse(problemOf("migrating"));
  });
}
