import { Button } from "antd";
import { Note } from "../parts/States";
import { useSay } from "../words/language";
import { scanning } from "./words";

export function UnsentNote({ busy, onAgain }: { busy: boolean; onAgain: () => void }) {
  const say = useSay();
  return (
    <Note
      kind="warn"
      title={say(scanning.unsent)}
      remedy={say(scanning.unsentRemedy)}
      action={
        <Button type="primary" loading={busy} onClick={onAgain}>
          {say(scanning.sendAgain)}
        </Button>
      }
    />
  );
}
