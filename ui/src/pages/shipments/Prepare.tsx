import { Button } from "antd";
import { useNavigate } from "react-router";
import { Reference } from "../../parts/Reference";
import { Empty, Failed, Loading } from "../../parts/States";
import { count } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { usePrepare } from "./deeds";
import { useToPrepare, type ToPrepare } from "./reading";
import { shipments } from "./words";

/** Requests whose pieces are reserved: each becomes a pick list for each place that it comes from. */
export function Prepare() {
  const say = useSay();
  const { data, error, refetch } = useToPrepare();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) {
    return <Empty title={say(shipments.prepareNothing)} remedy={say(shipments.prepareNothingRemedy)} />;
  }
  return (
    <section className="panel stack">
      <p className="quiet">{say(shipments.prepareTold)}</p>
      <table className="lines">
        <thead>
          <tr>
            <th>{say(shipments.request)}</th>
            <th>{say(shipments.partner)}</th>
            <th>{say(shipments.from)}</th>
            <th className="number">{say(shipments.lines)}</th>
            <th className="number">{say(shipments.pieces)}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <Row key={`${one.request} ${one.source}`} one={one} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ one }: { one: ToPrepare }) {
  const say = useSay();
  const spoken = useLanguage();
  const go = useNavigate();
  const prepare = usePrepare((shipment) => void go(shipment.number));
  return (
    <tr>
      <td>
        <Reference number={one.request} />
      </td>
      <td>{one.partner}</td>
      <td>{one.source}</td>
      <td className="number">{count(spoken, one.lines)}</td>
      <td className="number">{count(spoken, one.pieces)}</td>
      <td>
        <Button size="small" loading={prepare.isPending} onClick={() => prepare.mutate(one)}>
          {say(shipments.prepareDo)}
        </Button>
        {prepare.isError && <Failed error={prepare.error} />}
      </td>
    </tr>
  );
}
