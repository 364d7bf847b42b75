/** Staff of a test's world. */
import { draftOf } from "../../functions/decisions/draft.ts";
import type { Verb } from "../../functions/operations/perform.ts";
import type { Role } from "../../functions/values/holder.ts";
import { newSession } from "../../functions/values/session.ts";
import { SECRET } from "./global-setup.ts";
import type { World } from "./world.ts";

interface Hiring {
  staff: string;
  role: Role;
  adjustLimit: number | null;
}

const hire: Verb<Hiring, { staff: string }> = {
  kind: "test-hire",
  subjects: () => ({ holders: [], identity: null, claims: [] }),
  decide: (facts, { staff, role, adjustLimit }) => {
    const draft = draftOf(facts);
    draft.open<"staff">({
      publicId: staff,
      kind: "staff",
      owner: null,
      state: "active",
      dueAt: null,
      facts: { role, adjustLimit },
    });
    return { written: draft.written(null), outcome: { staff } };
  },
};

/** A session of a new staff member. */
export async function staffOf(
  world: World,
  name: string,
  role: Role,
  adjustLimit: number | null = null,
): Promise<string> {
  const staff = `stf_${name}`;
  await world.does(hire, { staff, role, adjustLimit });
  return newSession("tss", { holder: staff, expiresAt: Date.now() + 3_600_000, secret: SECRET });
}
