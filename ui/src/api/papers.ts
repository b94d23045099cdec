/** Papers and files of the API, in the chosen language. */
import { ask } from "./client";

type Asking = Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Long enough for the other tab, or the disk, to have read it. */
const KEPT_MS = 60_000;

/** Opened to be looked at and printed. `asking` is a GET with `parseAs: "blob"`. */
export async function openPaper(asking: Asking): Promise<void> {
  window.open(await addressOf(asking), "_blank", "noopener");
}

export async function savePaper(asking: Asking, name: string): Promise<void> {
  const link = document.createElement("a");
  link.href = await addressOf(asking);
  link.download = name;
  link.click();
}

async function addressOf(asking: Asking): Promise<string> {
  const address = URL.createObjectURL((await ask(asking)) as Blob);
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return address;
}
