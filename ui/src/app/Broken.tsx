import { Button } from "antd";
import { Note } from "../parts/States";
import { common } from "../words/common";
import { useSay } from "../words/language";

/** A page that failed, or whose file isn't there any more since the server was renewed. */
export function Broken() {
  const say = useSay();
  return (
    <Note
      kind="bad"
      title={say(common.broken)}
      remedy={say(common.brokenRemedy)}
      action={<Button onClick={() => location.reload()}>{say(common.reload)}</Button>}
    />
  );
}
