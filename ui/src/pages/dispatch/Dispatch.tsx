/** The dispatch board: one province's day, made, looked at, changed by hand, published. */
import { Button } from "antd";
import { useKeys } from "../../parts/keys";
import { Empty, Failed, Loading, Note } from "../../parts/States";
import { useSay } from "../../words/language";
import { Figures, PlanButton, PlanDeeds } from "./Bar";
import { Days } from "./Days";
import { useDesk, type Desk } from "./desk";
import "../../parts/views.css";
import "./dispatch.css";
import { useDoing, type Deeds } from "./doing";
import { Making } from "./Making";
import { OptionsDialog } from "./OptionsDialog";
import { inTheMaking } from "./reading";
import { dispatch, keyWords } from "./words";
import { Workplace } from "./Workplace";

export default function Dispatch() {
  const say = useSay();
  const desk = useDesk();
  const deeds = useDoing(desk);
  return (
    <div className="dispatch">
      <div className="row dispatch-top">
        <h1>{say(dispatch.title)}</h1>
        <Days desk={desk} />
        <PlanButton desk={desk} deeds={deeds} />
      </div>
      <Content desk={desk} deeds={deeds} />
      {deeds.opened?.kind === "options" && <OptionsDialog deeds={deeds} onClose={() => deeds.open(null)} />}
    </div>
  );
}

function Content({ desk, deeds }: { desk: Desk; deeds: Deeds }) {
  const say = useSay();
  const { provinces, plans, plan, sheet, premises, board } = desk;
  const error = provinces.error ?? plans.error ?? sheet.error ?? premises.error;
  if (error)
    return (
      <Failed error={error} retry={() => void Promise.all([plans.refetch(), sheet.refetch(), premises.refetch()])} />
    );
  if (provinces.data && !desk.province)
    return <Empty title={say(dispatch.noProvince)} remedy={say(dispatch.noProvinceRemedy)} />;
  if (plans.data?.length === 0 && !plan) return <NoPlan deeds={deeds} />;
  if (!plan) return <Loading />;
  if (inTheMaking(plan.state)) {
    const { enough, cancel } = deeds;
    return (
      <Making
        plan={plan}
        busy={enough.isPending || cancel.isPending}
        onEnough={() => enough.mutate(plan.id)}
        onCancel={() => cancel.mutate(plan.id)}
      />
    );
  }
  if (plan.state === "failed") return <FailedPlan failure={plan.failure} deeds={deeds} />;
  if (plan.state === "cancelled") return <Cancelled deeds={deeds} />;
  if (!board || !sheet.data || premises.isPending) return <Loading />;
  return (
    <>
      <div className="row spread dispatch-bar">
        <Figures plan={plan} />
        <PlanDeeds desk={desk} deeds={deeds} />
      </div>
      <Workplace desk={desk} board={board} sheet={sheet.data} deeds={deeds} />
    </>
  );
}

function NoPlan({ deeds }: { deeds: Deeds }) {
  const say = useSay();
  useKeys([{ keys: ["p"], told: keyWords.plan, act: () => deeds.plan() }]);
  return (
    <>
      {deeds.request.isError && <Failed error={deeds.request.error} />}
      <Empty
        title={say(dispatch.noPlan)}
        remedy={say(dispatch.noPlanRemedy)}
        action={
          <Button type="primary" loading={deeds.request.isPending} onClick={() => deeds.plan()}>
            {say(dispatch.plan)} <kbd>p</kbd>
          </Button>
        }
      />
    </>
  );
}

function Cancelled({ deeds }: { deeds: Deeds }) {
  const say = useSay();
  return (
    <Empty
      title={say(dispatch.nothingInIt)}
      remedy={say(dispatch.nothingInItRemedy)}
      action={<Button onClick={() => deeds.plan()}>{say(dispatch.planAnew)}</Button>}
    />
  );
}

function FailedPlan({ failure, deeds }: { failure: Readonly<Record<string, unknown>> | null; deeds: Deeds }) {
  const say = useSay();
  const text = (name: string) => {
    const value = failure?.[say({ zh: `${name}_zh`, en: `${name}_en` })] ?? failure?.[name];
    return typeof value === "string" ? value : "";
  };
  return (
    <Note
      kind="bad"
      title={`${say(dispatch.failedPlan)} ${text("cause")}`}
      remedy={text("remedy")}
      action={<Button onClick={() => deeds.plan()}>{say(dispatch.planAnew)}</Button>}
    />
  );
}
