import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useRef } from "react";
import { freshKey } from "./client";
import { Unreachable } from "./problems";

const TIMES = 2;
const AGAIN_MS = 1_000;

interface Deed<I, O> {
  /** Sends the POST with this Idempotency-Key. */
  act: (input: I, headers: { "Idempotency-Key": string }) => Promise<O>;
  /** What has to be read again when it is done. */
  changes: readonly unknown[];
  onDone?: (output: O, input: I) => void;
  onRefused?: (error: unknown, input: I) => void;
}

/**
 * Something that somebody does to the records, once: as long as no answer came, the same input is sent with the same
 * key, so that nothing is done twice. Without a connection it waits until there is one.
 */
export function useDeed<I, O>({ act, changes, onDone, onRefused }: Deed<I, O>): UseMutationResult<O, unknown, I> {
  const queries = useQueryClient();
  const open = useRef<{ input: string; key: string } | null>(null);
  return useMutation<O, unknown, I>({
    mutationFn: (input) => {
      const said = JSON.stringify(input);
      if (open.current?.input !== said) open.current = { input: said, key: freshKey() };
      return act(input, { "Idempotency-Key": open.current.key });
    },
    onSuccess: (output, input) => {
      open.current = null;
      onDone?.(output, input);
    },
    onError: (error, input) => {
      if (!(error instanceof Unreachable)) open.current = null;
      onRefused?.(error, input);
    },
    // Whoever goes on to the next doesn't wait for what is read again.
    onSettled: () => void queries.invalidateQueries({ queryKey: changes }),
    retry: (failures, error) => error instanceof Unreachable && failures < TIMES,
    retryDelay: AGAIN_MS,
  });
}
