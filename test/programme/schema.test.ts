/** The JSON Schema of programme documents says the same as what reads them. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { programmeSchema } from "../../bin/programme-schema.ts";
import { kinds as conditions } from "../../functions/programme/conditions/index.ts";
import { kinds as effects } from "../../functions/programme/effects/index.ts";
import { programme } from "../../functions/programme/programme.ts";
import { kinds as rewards } from "../../functions/programme/rewards/index.ts";

const text = JSON.stringify(programmeSchema());

test.each([...conditions, ...effects, ...rewards].map(({ terms }) => terms.shape.kind.value))(
  "it knows the kind %s",
  (kind) => {
    expect(text).toContain(`"const":"${kind}"`);
  },
);

test("it refuses unknown fields, as reading does", () => {
  expect(text).toContain('"additionalProperties":false');
  expect(programme.safeParse({ surprise: 1 }).success).toBe(false);
});

test.each(
  readdirSync(new URL("../../functions/programme/presets", import.meta.url).pathname).filter((name) =>
    name.endsWith(".json"),
  ),
)("%s names only fields that it has", (name) => {
  const document = JSON.parse(
    readFileSync(new URL(`../../functions/programme/presets/${name}`, import.meta.url).pathname, "utf8"),
  );
  const { properties } = programmeSchema() as { properties: Record<string, unknown> };
  expect(Object.keys(document).filter((field) => !(field in properties))).toEqual([]);
});
