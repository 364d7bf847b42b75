/** Mounts the audiences. One request id, one log line without personal data, one place where errors become problems. */
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Bindings } from "./edge/environment.ts";
import { Problem, problemOf, problemResponse } from "./edge/problem.ts";
import type { App } from "./edge/serve.ts";
import { mountMembers } from "./members/index.ts";
import { mountPublic } from "./public/index.ts";
import { mountStaff } from "./staff/index.ts";
import { mountStores } from "./stores/index.ts";
import type { Json } from "./values/json.ts";

export const app: App = new Hono<{ Bindings: Bindings; Variables: { requestId: string; log: Record<string, Json> } }>();

app.use(async (context, next) => {
  const started = Date.now();
  const requestId = crypto.randomUUID();
  context.set("requestId", requestId);
  context.set("log", {});
  await next();
  context.header("x-request-id", requestId);
  const { method, routePath } = context.req;
  console.log(
    JSON.stringify({
      requestId,
      method,
      route: routePath,
      status: context.res.status,
      ms: Date.now() - started,
      ...context.get("log"),
    }),
  );
});
app.use(
  secureHeaders({
    xFrameOptions: "SAMEORIGIN",
    referrerPolicy: "no-referrer",
    crossOriginResourcePolicy: "same-origin",
  }),
);

mountStores(app);
mountMembers(app);
mountStaff(app);
mountPublic(app);

app.notFound(() => problemResponse(problemOf("not_found")));
app.onError((error, context) => {
  if (error instanceof Problem)
    return problemResponse(problemOf(error.code, { numbers: error.numbers, errors: error.errors }));
  // Only names and our own sentences: what a library puts into a message may be somebody's data.
  const where = error.stack?.split("\n").slice(1, 6).join(" ") ?? "";
  console.error(JSON.stringify({ requestId: context.get("requestId"), fault: error.name, where }));
  return problemResponse(problemOf("fault", { numbers: { requestId: context.get("requestId") } }));
});
