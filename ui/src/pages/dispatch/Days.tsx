/** Which province, which day, which version of its plan. */
import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { count, day as dayOf, moment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { PlanHead } from "./board";
import { dayAfter } from "./days";
import { ANEW, type Desk } from "./desk";
import { dispatch, STATE } from "./words";

const DAYS = 4;

export function Days({ desk }: { desk: Desk }) {
  const say = useSay();
  const spoken = useLanguage();
  const days = Array.from({ length: DAYS }, (_, n) => dayAfter(desk.today, n));
  const weekday = new Intl.DateTimeFormat(spoken === "zh" ? "zh-CN" : "en-GB", { weekday: "short", timeZone: "UTC" });
  const go = (day: string) => desk.write({ ...ANEW, day });
  return (
    <>
      <ProvinceSelect desk={desk} />
      <div className="days" role="tablist" aria-label={say(dispatch.day)}>
        {days.map((day, n) => (
          <button
            key={day}
            type="button"
            role="tab"
            className={day === desk.day ? "view chosen" : "view"}
            aria-selected={day === desk.day}
            onClick={() => go(day)}
          >
            {n === 0 ? say(dispatch.today) : weekday.format(new Date(`${day}T12:00:00Z`))}{" "}
            {day.slice(5).replace("-", "/")}
          </button>
        ))}
      </div>
      <DatePicker
        size="small"
        allowClear={false}
        aria-label={say(dispatch.day)}
        value={dayjs(desk.day)}
        format={(value) => dayOf(spoken, value.format("YYYY-MM-DD"))}
        onChange={(value) => value && go(value.format("YYYY-MM-DD"))}
      />
      <VersionSelect desk={desk} />
    </>
  );
}

function ProvinceSelect({ desk }: { desk: Desk }) {
  const say = useSay();
  const spoken = useLanguage();
  const provinces = desk.provinces.data ?? [];
  if (provinces.length < 2) return null;
  return (
    <Select
      size="small"
      className="province"
      aria-label={say(dispatch.province)}
      value={desk.province ?? null}
      options={provinces.map((one) => ({ value: one.code, label: spoken === "zh" ? one.name_zh : one.name_en }))}
      onChange={(province) => desk.write({ ...ANEW, province })}
    />
  );
}

function VersionSelect({ desk }: { desk: Desk }) {
  const say = useSay();
  const spoken = useLanguage();
  const plans = desk.plans.data ?? [];
  if (plans.length === 0) return null;
  return (
    <Select
      size="small"
      className="version"
      aria-label={say(dispatch.version)}
      value={desk.plan?.id ?? null}
      popupMatchSelectWidth={false}
      options={plans.map((one) => ({ value: one.id, label: say(titleOf(one)), plan: one }))}
      optionRender={({ data: { plan } }) => (
        <span className="version-option">
          <span>{say(titleOf(plan))}</span>
          <span className="quiet small">
            {moment(spoken, plan.requested_at)} · {say(dispatch.unserved)} {count(spoken, plan.unserved)}
          </span>
        </span>
      )}
      onChange={(plan) => desk.write({ plan: String(plan), other: null })}
    />
  );
}

export function titleOf(plan: PlanHead) {
  const { zh, en } = STATE[plan.state];
  return { zh: dispatch.versionTold(plan.id, zh).zh, en: dispatch.versionTold(plan.id, en.toLowerCase()).en };
}
