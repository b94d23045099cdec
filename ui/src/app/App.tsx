import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as Library, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect, useSyncExternalStore } from "react";
import { RouterProvider } from "react-router/dom";
import { readSession } from "../api/client";
import { Refused } from "../api/problems";
import { hearOtherTabs, session, subscribe } from "../api/session";
import { THEME } from "../look/tokens";
import { Loading } from "../parts/States";
import { Speaking, useLanguage } from "../words/language";
import { LogIn } from "../pages/log-in/LogIn";
import { LogInAgain } from "../pages/log-in/LogInAgain";
import { router } from "./routes";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What was refused stays refused; what got no answer is asked for again.
      retry: (failures, error) => !(error instanceof Refused) && failures < 2,
    },
    mutations: { retry: false },
  },
});

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export function App() {
  return (
    <Speaking>
      <QueryClientProvider client={queries}>
        <Dressed />
      </QueryClientProvider>
    </Speaking>
  );
}

function Dressed() {
  const spoken = useLanguage();
  dayjs.locale(spoken === "zh" ? "zh-cn" : "en");
  useEffect(() => void queries.invalidateQueries(), [spoken]);
  return (
    <ConfigProvider
      theme={THEME}
      locale={spoken === "zh" ? zh : en}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <Library className="whole">
        <Entrance />
      </Library>
    </ConfigProvider>
  );
}

/** The log-in for whoever isn't known yet, else the application. */
function Entrance() {
  const { me } = useSyncExternalStore(subscribe, session);
  useEffect(() => {
    void readSession().catch(() => undefined);
    return hearOtherTabs(() => void readSession());
  }, []);
  if (me === undefined) return <Loading />;
  if (me === null) return <LogIn />;
  return (
    <>
      <RouterProvider router={router} />
      <LogInAgain />
    </>
  );
}
