/** What the API refuses, as an error that pages can show: its cause and what to do, in the chosen language. */
import type { components } from "./schema";

export type Problem = Pick<
  components["schemas"]["Problem"],
  "code" | "title" | "cause" | "remedy" | "status" | "request_id"
> & {
  rule?: string | null;
  facts?: Record<string, unknown>;
  errors?: components["schemas"]["WrongField"][];
};

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.cause);
    this.name = "Refused";
  }

  /** Somebody else was quicker: what was seen isn't any more. */
  get overtaken(): boolean {
    return this.problem.status === 409 || this.problem.status === 412;
  }
}

/** No answer came: nobody knows whether it was done, so only the same key may be sent again. */
export class Unreachable extends Error {
  constructor() {
    super("unreachable");
    this.name = "Unreachable";
  }
}
