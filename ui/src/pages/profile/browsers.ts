const BROWSERS = [
  ["Edg", "Edge"],
  ["MicroMessenger", "WeChat"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;

const SYSTEMS = [
  ["Windows", "Windows"],
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["Mac OS", "macOS"],
  ["Linux", "Linux"],
] as const;

/** "Chrome · Windows" of a browser's long name for itself; what isn't known stays as it is, cut short. */
export function browserIn(agent: string): string {
  const browser = BROWSERS.find(([sign]) => agent.includes(sign))?.[1];
  const system = SYSTEMS.find(([sign]) => agent.includes(sign))?.[1];
  return [browser, system].filter(Boolean).join(" · ") || agent.slice(0, 40) || "–";
}
