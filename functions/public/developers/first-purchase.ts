/** The first purchase, to be copied: the same request as a command and as a program. */

export interface Called {
  host: string;
  /** The store's key, or what stands for it. */
  key: string;
  order: string;
  occurredAt: string;
  currency: string;
}

/** The order, as a store reports it. */
function bodyOf({ order, occurredAt, currency }: Called): string {
  return JSON.stringify(
    {
      member: { email: "ada@example.com" },
      order,
      occurredAt,
      currency,
      lines: [{ sku: "MUG", name: "Enamel mug", quantity: 2, unitMinor: 2000 }],
      totalMinor: 4000,
    },
    null,
    2,
  );
}

/** As curl sends it. */
export function purchaseInCurl(called: Called): string {
  return `curl "${called.host}/v1/purchases" \\
  -H "Authorization: Bearer ${called.key}" \\
  -H "Idempotency-Key: ${called.order}" \\
  -H "Content-Type: application/json" \\
  -d '${bodyOf(called)}'`;
}

/** As a program in TypeScript: \`node first-purchase.ts\`. */
export function purchaseInTypeScript(called: Called): string {
  return `const response = await fetch("${called.host}/v1/purchases", {
  method: "POST",
  headers: {
    authorization: "Bearer ${called.key}",
    // The same key again gets the same answer again, and earns nothing more.
    "idempotency-key": "${called.order}",
    "content-type": "application/json",
  },
  body: JSON.stringify(${bodyOf(called).replaceAll("\n", "\n  ")}),
});
const answer: any = await response.json();
if (!response.ok) throw new Error(answer.title);
console.log(answer.earned, answer.balances);
`;
}

/** What a shop puts into its own pages. */
export function elementsInHtml({ host, store }: { host: string; store: string }): string {
  return `<script type="module" src="${host}/elements.js"
  data-store="${store}" data-token-url="/loyalty-token"></script>

<tessera-points></tessera-points>
<tessera-earn sku="MUG" category="kitchen" price="2000"></tessera-earn>
<tessera-nudge cart='[{"sku":"MUG","quantity":2,"unitMinor":2000}]' href="/checkout"></tessera-nudge>
<tessera-card></tessera-card>
<tessera-launcher></tessera-launcher>`;
}

/** The lines of a shop's own style sheet by which nothing moves when the elements come. */
export const ELEMENTS_CSS = `tessera-points, tessera-earn, tessera-nudge, tessera-card { display: block; }
tessera-points { min-block-size: 7.5rem; }
tessera-earn { min-block-size: 1.4em; font-size: 0.875em; }
tessera-nudge { min-block-size: 10rem; }
tessera-card { min-block-size: 2.75rem; }
@media (min-width: 40rem) { tessera-nudge { min-block-size: 5rem; } }
:root { --tessera-accent: #1f5f5b; --tessera-radius: 0.6rem; }`;

/** What the shop's own server does for the elements. */
export function tokenInTypeScript({ host }: { host: string }): string {
  return `// GET /loyalty-token, on your server: who is signed in with you gets a token of an hour.
const response = await fetch("${host}/v1/member-sessions", {
  method: "POST",
  headers: { authorization: \`Bearer \${process.env.STORE_KEY}\`, "content-type": "application/json" },
  body: JSON.stringify({ member: { email: customer.email } }),
});
const { token } = await response.json(); // answer {"token": …}; for a visitor 204`;
}
