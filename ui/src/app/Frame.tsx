/** What stands around every page: navigation, search, language, account, and a line when the connection is bad. */
import { useQueryClient } from "@tanstack/react-query";
import { Badge, Button, Dropdown } from "antd";
import { Fragment, useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { api, ask } from "../api/client";
import { connection, subscribe } from "../api/connection";
import { follow } from "../api/events";
import { allowed, loggedOut } from "../api/session";
import { COLOUR } from "../look/tokens";
import { HomeIcon, PersonIcon, SearchIcon } from "../look/icons";
import { LanguageSwitch } from "../parts/LanguageSwitch";
import { common, roles } from "../words/common";
import { useSay } from "../words/language";
import "./frame.css";
import { useMe } from "./me";
import { Palette } from "./Palette";
import { HOME, PAGES, type Page } from "./pages";

export function Frame() {
  const say = useSay();
  useNews();
  useTitle();
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {say(common.toContent)}
      </a>
      <Top />
      <Navigation />
      <main id="content" className="content" tabIndex={-1}>
        <ConnectionLine />
        <Outlet />
      </main>
    </div>
  );
}

function Top() {
  const say = useSay();
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        // At once: what is typed next is meant for the field.
        flushSync(() => setSearching(true));
      }
    };
    addEventListener("keydown", open);
    return () => removeEventListener("keydown", open);
  }, []);
  return (
    <header className="top no-print">
      <NavLink to="/" className="brand">
        fieldops
      </NavLink>
      <span className="quiet product">{say(common.product)}</span>
      <button type="button" className="search-button" onClick={() => setSearching(true)}>
        <SearchIcon /> {say(common.search)} <kbd>{/Mac/.test(navigator.userAgent) ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <LanguageSwitch />
      <Account />
      {searching && <Palette onClose={() => setSearching(false)} />}
    </header>
  );
}

function Account() {
  const say = useSay();
  const me = useMe();
  const go = useNavigate();
  const role = roles[me.role as keyof typeof roles];
  async function logOut() {
    await ask(api.DELETE("/api/v1/session"));
    loggedOut();
  }
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "account", label: say(common.account), onClick: () => void go("/account") },
          { key: "out", label: say(common.logOut), onClick: () => void logOut() },
        ],
      }}
    >
      <Button type="text" className="account-button" icon={<PersonIcon />}>
        {me.name}
        <span className="quiet small">
          {role ? say(role) : me.role}
          {me.node && ` · ${me.node}`}
        </span>
      </Button>
    </Dropdown>
  );
}

function Navigation() {
  const say = useSay();
  const me = useMe();
  const mine = PAGES.filter((page) => allowed(me, page.needs));
  return (
    <nav className="navigation no-print" aria-label={say(common.navigation)}>
      <NavLink to="/" end className="entry">
        <HomeIcon />
        <span>{say(HOME.title)}</span>
      </NavLink>
      {mine.map((page, i) => (
        <Fragment key={page.path}>
          {page.group !== mine[i - 1]?.group && <div className="group small quiet">{say(page.group)}</div>}
          <Entry page={page} />
        </Fragment>
      ))}
    </nav>
  );
}

function Entry({ page }: { page: Page }) {
  const say = useSay();
  const useBadge = page.useBadge ?? noBadge;
  const waiting = useBadge();
  const PageIcon = page.icon;
  return (
    <NavLink to={page.path} className="entry">
      <PageIcon />
      <span>{say(page.title)}</span>
      {waiting !== undefined && waiting > 0 && (
        <Badge count={waiting} overflowCount={999} color={COLOUR.action} className="waiting" />
      )}
    </NavLink>
  );
}

function noBadge(): undefined {
  return undefined;
}

function ConnectionLine() {
  const say = useSay();
  const how = useSyncExternalStore(subscribe, connection);
  if (how === "good") return <div role="status" className="connection-place" />;
  const slow = how === "slow";
  return (
    <div role="status" className={slow ? "connection note note-warn" : "connection note note-bad"}>
      <strong>{say(slow ? common.slow : how === "offline" ? common.noConnection : common.serverAway)}</strong>
      {!slow && <span>{say(how === "offline" ? common.noConnectionRemedy : common.serverAwayRemedy)}</span>}
    </div>
  );
}

function useNews(): void {
  const queries = useQueryClient();
  const hears = allowed(useMe(), "events.read");
  useEffect(() => (hears ? follow(queries) : undefined), [hears, queries]);
}

/** The browser's tab says which page it is, and a new page begins at its beginning. */
function useTitle(): void {
  const say = useSay();
  const { pathname } = useLocation();
  const page = PAGES.find((one) => pathname.startsWith(one.path));
  const elsewhere = pathname === "/account" ? common.account : pathname === "/" ? HOME.title : common.product;
  const title = say(page ? page.title : elsewhere);
  useEffect(() => {
    document.title = `${title} · fieldops`;
  }, [title]);
  useEffect(() => {
    document.getElementById("content")?.scrollTo(0, 0);
  }, [pathname]);
}
