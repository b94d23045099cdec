import { Button } from "antd";
import { useEffect } from "react";
import { common } from "../../words/common";
import { choose, useLanguage, useSay } from "../../words/language";
import "./log-in.css";
import { LogInForm } from "./LogInForm";
import { logIn } from "./words";

export function LogIn() {
  const say = useSay();
  const spoken = useLanguage();
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
        <h1>{say(logIn.title)}</h1>
        <LogInForm />
        <p className="quiet small">{say(logIn.forgotten)}</p>
      </div>
    </main>
  );
}
