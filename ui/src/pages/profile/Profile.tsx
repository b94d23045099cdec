import { useMe } from "../../app/me";
import { common, roles } from "../../words/common";
import { useSay } from "../../words/language";
import { Password } from "./Password";
import "./profile.css";
import { Sessions } from "./Sessions";
import { Tokens } from "./Tokens";
import { profile } from "./words";

export default function Profile() {
  const say = useSay();
  const me = useMe();
  const role = roles[me.role as keyof typeof roles];
  return (
    <>
      <h1>{say(common.account)}</h1>
      <div className="profile">
        <section className="panel stack">
          <h2>{say(profile.who)}</h2>
          <dl className="facts">
            <dt>{say(profile.name)}</dt>
            <dd>{me.name}</dd>
            <dt>{say(profile.login)}</dt>
            <dd>{me.login}</dd>
            <dt>{say(profile.role)}</dt>
            <dd>{role ? say(role) : me.role}</dd>
            <dt>{say(profile.node)}</dt>
            <dd>{me.node ?? say(profile.network)}</dd>
          </dl>
        </section>
        <Password />
        <Sessions />
        <Tokens />
      </div>
    </>
  );
}
