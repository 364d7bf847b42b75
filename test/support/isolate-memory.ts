/** What a Worker's isolate has in memory, asked of workerd's inspector while it works, and the CPU that workerd took. */
import { readdirSync, readFileSync } from "node:fs";

/** In MB: the JavaScript heap, the buffers beside it, and both at one moment. */
export interface Memory {
  heap: number;
  buffers: number;
  together: number;
}

const MB = 1_000_000;
/** How often it is asked, in milliseconds; while JavaScript runs without a pause, it answers afterwards. */
const EVERY_MS = 20;

/** Begins to ask; `peak` ends it and answers the most of each that was seen. */
export async function watchMemory(inspector: string): Promise<{ peak(): Memory }> {
  const targets = await (await fetch(new URL("/json", inspector.replace(/^ws/, "http")))).json();
  const ours = (targets as { id: string; webSocketDebuggerUrl: string }[]).find(({ id }) =>
    id.startsWith("core:user:"),
  );
  if (!ours) throw new Error(`no Worker of ours is at ${inspector}`);
  const socket = new WebSocket(ours.webSocketDebuggerUrl);
  const most: Memory = { heap: 0, buffers: 0, together: 0 };
  socket.addEventListener("message", ({ data }) => {
    const { usedSize, backingStorageSize } = JSON.parse(String(data)).result ?? {};
    if (typeof usedSize !== "number" || typeof backingStorageSize !== "number") return;
    most.heap = Math.max(most.heap, usedSize / MB);
    most.buffers = Math.max(most.buffers, backingStorageSize / MB);
    most.together = Math.max(most.together, (usedSize + backingStorageSize) / MB);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`${inspector} does not answer`)));
  });
  let asked = 0;
  const asking = setInterval(() => {
    asked += 1;
    socket.send(JSON.stringify({ id: asked, method: "Runtime.getHeapUsage" }));
  }, EVERY_MS);
  return {
    peak() {
      clearInterval(asking);
      socket.close();
      return {
        heap: Math.ceil(most.heap),
        buffers: Math.ceil(most.buffers),
        together: Math.ceil(most.together),
      };
    },
  };
}

/** Seconds of CPU that the workerds of this process have taken so far, all their threads together. Linux alone says it. */
export function cpuOfWorkerds(): number {
  /** Ticks of a second: sysconf(_SC_CLK_TCK), which is 100 wherever Linux runs this. */
  const TICKS = 100;
  let ticks = 0;
  for (const id of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const [, name = "", rest = ""] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, "utf8")) ?? [];
      const fields = rest.split(" ");
      if (name === "workerd" && Number(fields[1]) === process.pid) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended since the list was read.
    }
  }
  return ticks / TICKS;
}
