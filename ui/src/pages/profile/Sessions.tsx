import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api, ask } from "../../api/client";
import { Failed, Loading } from "../../parts/States";
import { fullMoment } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { browserIn } from "./browsers";
import { profile } from "./words";

export function Sessions() {
  const say = useSay();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ["sessions"],
    queryFn: () => ask(api.GET("/api/v1/sessions")),
  });
  const end = useMutation({
    mutationFn: (session_id: number) =>
      ask(api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  return (
    <section className="panel stack">
      <h2>{say(profile.sessions)}</h2>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {end.isError && <Failed error={end.error} />}
      {!data && !error && <Loading />}
      {data && (
        <table className="lines">
          <thead>
            <tr>
              <th>{say(profile.browser)}</th>
              <th>{say(profile.address)}</th>
              <th>{say(profile.begun)}</th>
              <th>{say(profile.seen)}</th>
              <th>{say(profile.state)}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={one.id}>
                <td title={one.browser}>{browserIn(one.browser)}</td>
                <td>{one.address}</td>
                <td>{fullMoment(spoken, one.created_at)}</td>
                <td>{fullMoment(spoken, one.seen_at)}</td>
                <td>
                  {one.current ? (
                    <span className="mark mark-good">{say(profile.thisOne)}</span>
                  ) : (
                    <Button
                      size="small"
                      aria-label={say(profile.endOf(one.address))}
                      loading={end.isPending && end.variables === one.id}
                      onClick={() => end.mutate(one.id)}
                    >
                      {say(profile.end)}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
