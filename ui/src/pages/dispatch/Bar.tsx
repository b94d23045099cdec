/** The plan in figures, and what is done to it as a whole. */
import { Button, Dropdown, Popover, Select, type MenuProps } from "antd";
import { DownOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { count, money } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import type { PlanHead } from "./board";
import { titleOf } from "./Days";
import type { Desk } from "./desk";
import type { Deeds } from "./doing";
import { inTheMaking, isMade, useEdits } from "./reading";
import { dispatch } from "./words";

interface Props {
  desk: Desk;
  deeds: Deeds;
}

export function PlanButton({ desk, deeds }: Props) {
  const say = useSay();
  const { plan } = desk;
  if (inTheMaking(plan?.state)) return null;
  const anew = plan?.state === "draft" || plan?.state === "published";
  const items: MenuProps["items"] = [
    ...(plan?.state === "draft" ? [{ key: "rest", label: say(dispatch.planRest), onClick: deeds.planRest }] : []),
    { key: "options", label: say(dispatch.options), onClick: () => deeds.open({ kind: "options" }) },
  ];
  return (
    <>
      <Button
        type={anew ? "default" : "primary"}
        size="small"
        loading={deeds.request.isPending}
        disabled={!desk.province}
        onClick={() => deeds.plan()}
      >
        {say(anew ? dispatch.planAnew : dispatch.plan)}
      </Button>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button size="small" icon={<DownOutlined />} aria-label={say(dispatch.options)} />
      </Dropdown>
    </>
  );
}

export function Figures({ plan }: { plan: PlanHead }) {
  const say = useSay();
  const spoken = useLanguage();
  const late = plan.late > 0 ? "mark mark-bad" : "";
  const left = plan.unserved > 0 ? "mark mark-warn" : "";
  return (
    <dl className="plan-figures">
      <div>
        <dt>{say(dispatch.served)}</dt>
        <dd>{count(spoken, plan.served)}</dd>
      </div>
      <div>
        <dt>{say(dispatch.unserved)}</dt>
        <dd className={left}>{count(spoken, plan.unserved)}</dd>
      </div>
      <div>
        <dt>{say(dispatch.late)}</dt>
        <dd className={late}>{count(spoken, plan.late)}</dd>
      </div>
      <div>
        <dt>{say(dispatch.distance)}</dt>
        <dd>{say(dispatch.km(count(spoken, Math.round(plan.distance_m / 1_000))))}</dd>
      </div>
      <div>
        <dt>{say(dispatch.cost)}</dt>
        <dd>{plan.best_cost_fen === null ? "—" : money(spoken, plan.best_cost_fen)}</dd>
      </div>
      <Warnings plan={plan} />
    </dl>
  );
}

function Warnings({ plan }: { plan: PlanHead }) {
  const say = useSay();
  const spoken = useLanguage();
  if (plan.warnings.length === 0) return null;
  const list = (
    <ul className="plain-list warnings">
      {plan.warnings.map((one) => (
        <li key={one.code}>
          <strong>{spoken === "zh" ? one.cause_zh : one.cause_en}</strong>
          <p className="quiet">{spoken === "zh" ? one.remedy_zh : one.remedy_en}</p>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover content={list} trigger={["click", "focus"]}>
      <Button size="small" type="text">
        <span className="mark mark-warn">{say(dispatch.warnings(plan.warnings.length))}</span>
      </Button>
    </Popover>
  );
}

export function PlanDeeds({ desk, deeds }: Props) {
  const say = useSay();
  const { plan, published } = desk;
  const edits = useEdits(plan?.id, plan?.version);
  if (!plan) return null;
  const draft = plan.state === "draft";
  const more: MenuProps["items"] = [
    { key: "print", label: say(dispatch.sheets), onClick: () => deeds.print() },
    { key: "copy", label: say(dispatch.copy), onClick: () => deeds.copy.mutate(plan.id) },
    ...(draft ? [{ key: "discard", label: say(dispatch.discard), onClick: () => deeds.discard.mutate(plan.id) }] : []),
    ...(plan.state === "published"
      ? [{ key: "withdraw", label: say(dispatch.withdraw), onClick: () => deeds.withdraw.mutate(plan.id) }]
      : []),
    { key: "keys", label: say(dispatch.keys), onClick: () => deeds.open({ kind: "keys" }) },
  ];
  const ahead = (edits.data ?? []).some((one) => one.n > plan.edit);
  return (
    <div className="row">
      {draft && (
        <>
          <Button
            size="small"
            icon={<UndoOutlined />}
            disabled={plan.edit === 0 || deeds.busy}
            onClick={deeds.undo}
            aria-label={say(dispatch.undo)}
            title={say(dispatch.undo)}
          />
          <Button
            size="small"
            icon={<RedoOutlined />}
            disabled={!ahead || deeds.busy}
            onClick={deeds.redo}
            aria-label={say(dispatch.redo)}
            title={say(dispatch.redo)}
          />
        </>
      )}
      <CompareSelect desk={desk} />
      {draft && (
        <Button type="primary" size="small" disabled={deeds.busy} onClick={() => deeds.open({ kind: "publish" })}>
          {say(dispatch.publish)}
        </Button>
      )}
      {!draft && published?.id === plan.id && (
        <Button type="primary" size="small" loading={deeds.copy.isPending} onClick={() => deeds.copy.mutate(plan.id)}>
          {say(dispatch.copy)}
        </Button>
      )}
      <Dropdown menu={{ items: more }} trigger={["click"]}>
        <Button size="small" icon={<DownOutlined />} aria-label={say(dispatch.more)} />
      </Dropdown>
    </div>
  );
}

function CompareSelect({ desk }: { desk: Desk }) {
  const say = useSay();
  const others = (desk.plans.data ?? []).filter((one) => one.id !== desk.plan?.id && isMade(one.state));
  if (others.length === 0) return null;
  return (
    <Select
      size="small"
      allowClear
      className="compare"
      placeholder={say(dispatch.compareWith)}
      aria-label={say(dispatch.compareWith)}
      value={desk.other ?? null}
      popupMatchSelectWidth={false}
      options={others.map((one) => ({ value: one.id, label: say(titleOf(one)) }))}
      onChange={(other: number | undefined) => desk.write({ other: other ? String(other) : null })}
    />
  );
}
