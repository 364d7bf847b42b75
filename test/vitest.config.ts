/**
 * Two projects: `unit` runs in Node (decisions, values, draws, the embedded server, operator's commands);
 * `http` runs in workerd against the embedded libSQL server, so that what is tested is what is deployed.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/http/**", "test/browser/**", "test/long/**"],
          environment: "node",
        },
      },
    ],
  },
});
