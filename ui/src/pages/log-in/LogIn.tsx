import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { api, ask } from "../../api/client";
import { common } from "../../words/common";
import { useSay } from "../../words/language";
import "./log-in.css";
import { LanguageSwitch } from "../../parts/LanguageSwitch";
import { Note } from "../../parts/States";
import { LogInForm } from "./LogInForm";
import { ResetForm } from "./ResetForm";
import { logIn } from "./words";

export function LogIn() {
  const say = useSay();
  const [way, setWay] = useState<"log-in" | "reset" | "done">("log-in");
  useEffect(() => {
    document.title = `${say(logIn.title)} · fieldops`;
  }, [say]);
  return (
    <main className="log-in">
      <div className="panel stack">
        <div className="spread">
          <span className="brand">fieldops</span>
          <LanguageSwitch />
        </div>
        <p className="quiet">{say(common.product)}</p>
        <h1>{say(way === "reset" ? logIn.reset : logIn.title)}</h1>
        {way === "done" && <Note kind="good" title={say(logIn.resetDone)} />}
        {way === "reset" ? <ResetForm onDone={() => setWay("done")} /> : <LogInForm />}
        {way !== "reset" && <OrganisationsAccount />}
        <Button type="link" size="small" onClick={() => setWay(way === "reset" ? "log-in" : "reset")}>
          {say(way === "reset" ? logIn.back : logIn.forgotten)}
        </Button>
      </div>
    </main>
  );
}

/** By OpenID Connect, where the server has a provider: the browser leaves this page and comes back logged in. */
function OrganisationsAccount() {
  const say = useSay();
  const { data } = useQuery({ queryKey: ["oidc"], queryFn: () => ask(api.GET("/api/v1/oidc")), staleTime: Infinity });
  return (
    data?.log_in && (
      <Button block href={data.log_in}>
        {say(logIn.organisation)}
      </Button>
    )
  );
}
