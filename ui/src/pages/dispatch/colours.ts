/** A colour for each route, on the map and at its lane's head: a dozen that differ, then again from the first. */
const ROUTES = [
  "#1b5aa8",
  "#b4531c",
  "#1a6b3c",
  "#7a3fa0",
  "#00788a",
  "#a3195b",
  "#6b6a00",
  "#4656c8",
  "#8a4b00",
  "#2f7d6b",
  "#9c2f2f",
  "#52606d",
] as const;

export function colourOf(n: number): string {
  return ROUTES[((n % ROUTES.length) + ROUTES.length) % ROUTES.length] ?? ROUTES[0];
}
