import { Button } from "antd";
import { common } from "../words/common";
import { choose, useLanguage, useSay } from "../words/language";

/** Says the other language's name in that language. */
export function LanguageSwitch() {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <Button
      size="small"
      lang={spoken === "zh" ? "en" : "zh-CN"}
      aria-label={say(common.switchLanguageLabel)}
      onClick={() => choose(spoken === "zh" ? "en" : "zh")}
    >
      {say(common.switchLanguage)}
    </Button>
  );
}
