/**
 * Three projects: `unit` runs in Node (decisions, values, draws, the embedded server, operator's commands);
 * `http` talks to the built Worker in workerd over the embedded libSQL server, so that what is tested is what is deployed;
 * `browser` walks the pages in a real Chromium.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    // Half of the time a test waits for workerd or the database: one worker a core keeps both cores busy.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/http/**", "test/browser/**", "test/long/**"],
          environment: "node",
          // On a loaded machine a property over hundreds of histories takes its time.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "http",
          include: ["test/http/**/*.test.ts"],
          environment: "node",
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          environment: "node",
          globalSetup: ["test/support/browser-setup.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
