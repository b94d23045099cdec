import { Button, Input } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { allowed } from "../../api/session";
import { useMe } from "../../app/me";
import { Empty, Failed, Loading } from "../../parts/States";
import { useSay } from "../../words/language";
import { Lent } from "./Lent";
import { Pool } from "./Pool";
import { useUnits, type Sought, type State } from "./reading";
import { Register } from "./Register";
import { UnitDrawer } from "./UnitDrawer";
import "./units.css";
import { STATE, units } from "./words";

const STATES = Object.keys(STATE) as State[];

/** Where each backup unit is, in which state, and for which order. */
export default function Units() {
  const say = useSay();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [registering, setRegistering] = useState(false);
  const sought: Sought = {
    state: STATES.find((one) => one === params.get("state")),
    place: params.get("place") ?? undefined,
    part: params.get("part") ?? undefined,
  };
  const { data, error, refetch } = useUnits(sought);
  const open = params.get("unit");
  function put(key: string, value: string | undefined) {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
  }
  return (
    <div className="stack">
      <div className="spread">
        <h1>{say(units.title)}</h1>
        {allowed(me, "units.keep") && (
          <Button type="primary" onClick={() => setRegistering(true)}>
            {say(units.register)}
          </Button>
        )}
      </div>
      <div className="spread">
        <States state={sought.state} onState={(state) => put("state", state)} />
        <div className="row">
          <Filter label={say(units.place)} value={sought.place} onSeek={(place) => put("place", place)} />
          <Filter label={say(units.part)} value={sought.part} onSeek={(part) => put("part", part)} />
        </div>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.results.length === 0 && <Empty title={say(units.nothing)} remedy={say(units.nothingRemedy)} />}
      {data && data.results.length > 0 && <Pool units={data.results} onOpen={(serial) => put("unit", serial)} />}
      <Lent onOpen={(serial) => put("unit", serial)} />
      {open && <UnitDrawer serial={open} onClose={() => put("unit", undefined)} />}
      {registering && <Register onClose={() => setRegistering(false)} />}
    </div>
  );
}

function States({ state, onState }: { state: State | undefined; onState: (state: State | undefined) => void }) {
  const say = useSay();
  return (
    <div className="views" role="group" aria-label={say(units.states)}>
      {[undefined, ...STATES].map((one) => (
        <button
          key={one ?? "any"}
          type="button"
          className={one === state ? "view chosen" : "view"}
          aria-pressed={one === state}
          onClick={() => onState(one)}
        >
          {say(one ? STATE[one] : units.any)}
        </button>
      ))}
    </div>
  );
}

interface FilterProps {
  label: string;
  value: string | undefined;
  onSeek: (value: string | undefined) => void;
}

function Filter({ label, value, onSeek }: FilterProps) {
  return (
    <Input.Search
      key={value}
      allowClear
      className="unit-filter"
      placeholder={label}
      aria-label={label}
      defaultValue={value ?? ""}
      onSearch={(typed) => onSeek(typed.trim() || undefined)}
    />
  );
}
