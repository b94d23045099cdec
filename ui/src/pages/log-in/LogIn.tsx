import { Button } from "antd";
import { useEffect, useState } from "react";
import { common } from "../../words/common";
import { choose, useLanguage, useSay } from "../../words/language";
import "./log-in.css";
import { Note } from "../../parts/States";
import { LogInForm } from "./LogInForm";
import { ResetForm } from "./ResetForm";
import { logIn } from "./words";

export function LogIn() {
  const say = useSay();
  const spoken = useLanguage();
  const [way, setWay] = useState<"log-in" | "reset" | "done">("log-in");
  useEffect(() => {
    document.title = `${say(logIn.title)} · fieldops`;
  }, [say]);
  return (
    <main className="log-in">
      <div className="panel stack">
        <div className="spread">
          <span className="brand">fieldops</span>
          <Button
            size="small"
            lang={spoken === "zh" ? "en" : "zh-CN"}
            aria-label={say(common.switchLanguageLabel)}
            onClick={() => choose(spoken === "zh" ? "en" : "zh")}
          >
            {say(common.switchLanguage)}
          </Button>
        </div>
        <p className="quiet">{say(common.product)}</p>
        <h1>{say(way === "reset" ? logIn.reset : logIn.title)}</h1>
        {way === "done" && <Note kind="good" title={say(logIn.resetDone)} />}
        {way === "reset" ? <ResetForm onDone={() => setWay("done")} /> : <LogInForm />}
        <Button type="link" size="small" onClick={() => setWay(way === "reset" ? "log-in" : "reset")}>
          {say(way === "reset" ? logIn.back : logIn.forgotten)}
        </Button>
      </div>
    </main>
  );
}
