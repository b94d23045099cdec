import { Modal } from "antd";
import { useSyncExternalStore } from "react";
import { session, subscribe } from "../../api/session";
import { useSay } from "../../words/language";
import { LogInForm } from "./LogInForm";
import { logIn } from "./words";

/** Over the page, which stays as it is: after the log-in its requests are sent again. */
export function LogInAgain() {
  const say = useSay();
  const { me, ended } = useSyncExternalStore(subscribe, session);
  if (!me || ended === null) return null;
  return (
    <Modal
      open
      title={say(logIn.again)}
      footer={null}
      closable={false}
      keyboard={false}
      width={380}
      destroyOnHidden
      afterOpenChange={() => document.getElementById("password")?.focus()}
    >
      <div className="stack">
        <p>{say(ended === "expired" ? logIn.expired : logIn.loggedOutElsewhere)}</p>
        <LogInForm login={me.login} />
        <a href="/app/" onClick={() => location.reload()}>
          {say(logIn.asAnother)}
        </a>
      </div>
    </Modal>
  );
}
