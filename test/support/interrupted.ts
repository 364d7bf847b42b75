import type { Client } from "@libsql/client/web";

/** A client on whose way to each write batch something else happens first: what a slow network lets in between. */
export function interrupted(client: Client, beforeWrite: (write: number) => Promise<unknown>): Client {
  let writes = 0;
  return new Proxy(client, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function") return found;
      if (name !== "batch") return found.bind(target);
      return async (...given: Parameters<Client["batch"]>) => {
        if (given[1] === "write") await beforeWrite(writes++);
        return target.batch(...given);
      };
    },
  });
}
