import { useMe } from "../../app/me";
import { common } from "../../words/common";
import { useSay } from "../../words/language";

export default function Profile() {
  const say = useSay();
  const me = useMe();
  return (
    <>
      <h1>{say(common.account)}</h1>
      <div className="panel">{me.name}</div>
    </>
  );
}
