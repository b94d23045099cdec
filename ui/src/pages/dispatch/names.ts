import { useSay } from "../../words/language";
import type { Board } from "./board";

/** What the technicians of the board are called; whoever isn't on it, by the code. */
export function useNames(board: Board): (code: string) => string {
  const say = useSay();
  const names = new Map(board.lanes.map((lane) => [lane.technician, lane.name]));
  return (code) => {
    const name = names.get(code);
    return name ? say(name) : code;
  };
}
