import { lazy, Suspense, type ReactNode } from "react";
import { createBrowserRouter } from "react-router";
import { allowed } from "../api/session";
import { Loading, Note } from "../parts/States";
import { common } from "../words/common";
import { useSay } from "../words/language";
import { Broken } from "./Broken";
import { Frame } from "./Frame";
import { HOME, PAGES, type Page } from "./pages";
import { useMe } from "./me";

const Profile = lazy(() => import("../pages/profile/Profile"));

function Guarded({ page }: { page: Page }): ReactNode {
  const me = useMe();
  const say = useSay();
  if (!allowed(me, page.needs)) {
    return <Note kind="warn" title={say(common.notForRole)} remedy={say(common.notForRoleRemedy)} />;
  }
  const View = page.view;
  return (
    <Suspense fallback={<Loading />}>
      <View />
    </Suspense>
  );
}

function Own(): ReactNode {
  return (
    <Suspense fallback={<Loading />}>
      <Profile />
    </Suspense>
  );
}

function Start(): ReactNode {
  const View = HOME.view;
  return (
    <Suspense fallback={<Loading />}>
      <View />
    </Suspense>
  );
}

function Nowhere(): ReactNode {
  const say = useSay();
  return <Note kind="warn" title={say(common.noSuchPage)} remedy={say(common.noSuchPageRemedy)} />;
}

export const router = createBrowserRouter(
  [
    {
      element: <Frame />,
      children: [
        {
          errorElement: <Broken />,
          children: [
            { index: true, element: <Start /> },
            ...PAGES.map((page) => ({ path: `${page.path}/*`, element: <Guarded page={page} /> })),
            { path: "/account", element: <Own /> },
            { path: "*", element: <Nowhere /> },
          ],
        },
      ],
    },
  ],
  { basename: "/app" },
);
