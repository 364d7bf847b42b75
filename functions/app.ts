/** Mounts the audiences. One request id, one log line without personal data, one place where errors become problems. */
import { Hono } from "hono";
import { routePath } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import { Problem, problemOf, problemResponse } from "./edge/problem.ts";
import type { App } from "./edge/serve.ts";
import { mountMembers } from "./members/index.ts";
import { mountPublic } from "./public/index.ts";
import { mountStaff } from "./staff/index.ts";
import { mountStores } from "./stores/index.ts";

export const app: App = new Hono();

/** Lines of a fault's stack that are logged: enough to find it. */
const FRAMES = 5;

/** What a browser may do with an answer that is no page: nothing. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

app.use(async (context, next) => {
  const started = Date.now();
  const requestId = crypto.randomUUID();
  context.set("requestId", requestId);
  context.set("log", {});
  await next();
  // Set on the answer itself: context.header() makes a new Response of it each time.
  const { headers } = context.res;
  headers.set("x-request-id", requestId);
  // An answer that says nothing about caches may be somebody's account; one without a policy of its own is no page.
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  if (!headers.has("cross-origin-resource-policy")) headers.set("cross-origin-resource-policy", "same-origin");
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", NO_PAGE);
  console.log(
    JSON.stringify({
      requestId,
      method: context.req.method,
      // The pattern, never the path: a path may hold a voucher's code.
      route: routePath(context, -1),
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
    // Set above, where the answer has none of its own: the elements' script is for other origins.
    crossOriginResourcePolicy: false,
    // Our own pages may ask where a phone is and look through its camera; nothing else may, in them or beside them.
    permissionsPolicy: { geolocation: ["self"], camera: ["self"], microphone: [], payment: [], usb: [] },
  }),
);

mountStores(app);
mountMembers(app);
mountStaff(app);
mountPublic(app);

app.notFound((context) => {
  const { method, path } = context.req;
  const understood = methodsAt(path);
  if (understood.length === 0) return problemResponse(problemOf("not_found"));
  const allow = [...understood, ...(understood.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  const response = problemResponse(problemOf("method_not_allowed"));
  response.headers.set("allow", allow);
  return response;
});

/** What an address understands; none: there is nothing. */
function methodsAt(path: string): string[] {
  return ["GET", "POST", "PUT", "DELETE"].filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
}

app.onError((error, context) => {
  const tells = context.get("tells");
  const told = tells && { language: tells };
  if (error instanceof Problem) {
    const { code, numbers, errors } = error;
    return problemResponse(problemOf(code, { numbers, errors, ...told }), tells !== undefined);
  }
  // Only names and our own sentences: what a library puts into a message, of however many lines, may be somebody's data.
  const where = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  console.error(
    JSON.stringify({ requestId: context.get("requestId"), fault: error.name, where: where.slice(0, FRAMES).join(" ") }),
  );
  return problemResponse(
    problemOf("fault", { numbers: { requestId: context.get("requestId") }, ...told }),
    tells !== undefined,
  );
});
