/**
 * Passkeys without attestation. We ask devices for none (functions/edge/passkeys.ts), yet @simplewebauthn/server brings the
 * reading of every maker's certificates, 71 kB gzipped that each start would read. Whoever sends one all the same
 * is refused, as for a signature that does not hold.
 */
import type { Plugin } from "esbuild";

export const plainPasskeys: Plugin = {
  name: "plain passkeys",
  setup(build) {
    const namespace = "plain-passkeys";
    build.onResolve({ filter: /^(@peculiar\/|reflect-metadata$)/ }, ({ path }) => ({ path, namespace }));
    // Not as a module: names that asn1.ts does not have are undefined there, instead of failing the build.
    build.onLoad({ filter: /./, namespace }, () => ({
      contents: 'module.exports = require("./asn1.ts")',
      resolveDir: import.meta.dirname,
    }));
  },
};
