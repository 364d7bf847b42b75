/** Keeps the pages on the phone for where there is no network: after they are shown, and where the browser can. */
export function keepPages(): void {
  if (!("serviceWorker" in navigator)) return;
  // It is a help and no need: a browser that refuses it (private windows do) shows the pages all the same.
  const register = () => navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
