import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { freshKey } from "../api/client";
import { Refused, Unreachable } from "../api/problems";
import type { Kept } from "./kept";

/** What was sent and not answered yet, with its key: it is sent again as it was, even after the page was loaded anew. */
export interface Unsent {
  readonly key: string;
  readonly body: string;
}

interface Given<I, O> {
  kept: Kept<Unsent | null>;
  act: (body: I, headers: { "Idempotency-Key": string }) => Promise<O>;
  /** What has to be read again when it is done. */
  changes: readonly unknown[];
  onDone: (output: O) => void;
}

/** Something that is done once, with a body that outlives the page. */
export function useSafely<I extends object, O>({ kept, act, changes, onDone }: Given<I, O>) {
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const { mutate, isPending, error } = useMutation<O, unknown, Unsent>({
    mutationFn: (unsent) => act(JSON.parse(unsent.body) as I, { "Idempotency-Key": unsent.key }),
    onSuccess: (output) => {
      kept.drop();
      onDone(output);
    },
    onError: (error) => {
      if (!(error instanceof Unreachable)) kept.drop();
      // What another did is read again, which may leave nothing of this page to show the refusal in.
      if (isOvertaken(error)) modal.warning({ title: error.problem.cause, content: error.problem.remedy });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: changes }),
    // Whether it goes out is seen at once, and not when the connection is back.
    networkMode: "always",
  });
  function put(unsent: Unsent) {
    kept.set(unsent);
    mutate(unsent);
  }
  return {
    isPending,
    /** Refused; what got no answer is told by `kept`. */
    refusal: error instanceof Unreachable || isOvertaken(error) ? null : error,
    send: (body: I) => put({ key: freshKey(), body: JSON.stringify(body) }),
    again: () => kept.value && put(kept.value),
  };
}

function isOvertaken(error: unknown): error is Refused {
  return error instanceof Refused && error.overtaken;
}
