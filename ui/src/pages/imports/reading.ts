import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { useDeed } from "../../api/deeds";
import type { components } from "../../api/schema";
import type { Kind, Mode } from "./kinds";

type Schemas = components["schemas"];
export type Import = Schemas["ImportHead"];
export type Effect = Schemas["Effect"];

const IMPORTS = ["imports"];
const AGAIN_MS = 1_000;
export const ROWS = 50;

export function isWorking({ status }: Import): boolean {
  return status === "queued" || status === "committing";
}

export function useImports() {
  return useQuery({
    queryKey: [...IMPORTS, "list"],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/imports", { params: { query: { limit: 50 } }, signal })),
  });
}

/** Looked at again and again while it is read or written in the background. */
export function useImport(id: number) {
  return useQuery({
    queryKey: [...IMPORTS, id],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/imports/{import_id}", { params: { path: { import_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? AGAIN_MS : false),
  });
}

export function useRows(one: Import, effect: Effect | undefined, page: number) {
  const query = { ...(effect && { effect }), limit: ROWS, offset: (page - 1) * ROWS };
  return useQuery({
    queryKey: [...IMPORTS, one.id, one.status, "rows", query],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/imports/{import_id}/rows", { params: { path: { import_id: one.id }, query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** What the columns of a kind are called, by the API's name. */
export function useColumns({ kind, mode }: Import) {
  return useQuery({
    queryKey: [...IMPORTS, "columns", kind, mode],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const { results } = await ask(api.GET("/api/v1/import-columns", { params: { query: { kind, mode } }, signal }));
      return new Map(results.map((one) => [one.name, { zh: one.heading_zh, en: one.heading_en }]));
    },
  });
}

export function useProblems(one: Import, page: number) {
  const query = { limit: ROWS, offset: (page - 1) * ROWS };
  return useQuery({
    queryKey: [...IMPORTS, one.id, one.status, "problems", query],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/imports/{import_id}/problems", { params: { path: { import_id: one.id }, query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export interface Upload {
  readonly kind: Kind;
  readonly mode: Mode;
  readonly file: File;
}

export function useUpload(onDone: (made: Import) => void) {
  const queries = useQueryClient();
  return useMutation<Import, unknown, Upload>({
    mutationFn: ({ kind, mode, file }) =>
      ask(
        api.POST("/api/v1/imports", {
          params: { query: { kind, mode, name: file.name } },
          body: "",
          bodySerializer: () => file,
          headers: { "Content-Type": "application/octet-stream" },
        }),
      ),
    onSuccess: onDone,
    onSettled: () => void queries.invalidateQueries({ queryKey: IMPORTS }),
  });
}

export function useCommit() {
  return useDeed<number, Import>({
    act: (import_id, headers) =>
      ask(api.POST("/api/v1/imports/{import_id}/commit", { params: { path: { import_id } }, headers })),
    changes: IMPORTS,
  });
}
