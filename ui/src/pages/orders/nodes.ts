import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import { useLanguage } from "../../words/language";

export type Node = components["schemas"]["Node"];

const MOST = 500;

/** Head office, provinces and partners that somebody sees, by code; they seldom change. */
export function useNodes() {
  return useQuery({
    queryKey: ["nodes"],
    queryFn: async ({ signal }) => {
      const found: Node[] = [];
      for (let offset = 0; ; offset += MOST) {
        const query = { limit: MOST, offset };
        const page = await ask(api.GET("/api/v1/nodes", { params: { query }, signal }));
        found.push(...page.results);
        if (found.length >= page.count) return found;
      }
    },
    staleTime: 600_000,
  });
}

/** `name(code)`: the node's name, or its code as long as that isn't known. */
export function useNodeName(): (code: string) => string {
  const spoken = useLanguage();
  const { data } = useNodes();
  return (code) => {
    const node = data?.find((one) => one.code === code);
    return node ? (spoken === "zh" ? node.name_zh : node.name_en) : code;
  };
}

/** For a Select: found by code and by name. */
export function useNodeOptions(fits: (node: Node) => boolean = () => true) {
  const spoken = useLanguage();
  const { data } = useNodes();
  return (data ?? []).filter(fits).map((node) => ({
    value: node.code,
    label: `${spoken === "zh" ? node.name_zh : node.name_en} ${node.code}`,
  }));
}
