import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Popconfirm, Select } from "antd";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Permission } from "../../api/session";
import { useMe } from "../../app/me";
import { Failed, Loading, Note } from "../../parts/States";
import { common } from "../../words/common";
import { day } from "../../words/figures";
import { useLanguage, useSay } from "../../words/language";
import { profile } from "./words";

type NewToken = components["schemas"]["NewToken"];

const TOKENS = ["tokens"];
const MOST_DAYS = 366;

export function Tokens() {
  const say = useSay();
  const { data, error, refetch } = useQuery({ queryKey: TOKENS, queryFn: () => ask(api.GET("/api/v1/tokens")) });
  return (
    <section className="panel stack">
      <h2>{say(profile.tokens)}</h2>
      <p className="quiet">{say(profile.tokensTold)}</p>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (data.length > 0 ? <Table tokens={data} /> : <p className="quiet">{say(profile.noTokens)}</p>)}
      <Make />
    </section>
  );
}

function Table({ tokens }: { tokens: readonly components["schemas"]["Token"][] }) {
  const say = useSay();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (token_id: number) => ask(api.DELETE("/api/v1/tokens/{token_id}", { params: { path: { token_id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: TOKENS }),
  });
  return (
    <>
      {revoke.isError && <Failed error={revoke.error} />}
      <table className="lines">
        <thead>
          <tr>
            <th>{say(profile.tokenName)}</th>
            <th>{say(profile.permissions)}</th>
            <th>{say(profile.expires)}</th>
            <th>{say(profile.used)}</th>
            <th>{say(profile.state)}</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((one) => (
            <tr key={one.id}>
              <td>{one.name}</td>
              <td className="small">{one.permissions.join(", ")}</td>
              <td>{day(spoken, one.expires_at)}</td>
              <td>{one.used_at ? day(spoken, one.used_at) : say(profile.never)}</td>
              <td>
                {one.revoked_at ? (
                  <span className="mark mark-plain">{say(profile.revoked)}</span>
                ) : (
                  <Popconfirm
                    title={say(profile.sure)}
                    okText={say(profile.revoke)}
                    cancelText={say(common.cancel)}
                    onConfirm={() => revoke.mutate(one.id)}
                  >
                    <Button size="small" aria-label={say(profile.revokeOf(one.name))}>
                      {say(profile.revoke)}
                    </Button>
                  </Popconfirm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Make() {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [form] = Form.useForm<NewToken>();
  const make = useMutation({
    mutationFn: (body: NewToken) => ask(api.POST("/api/v1/tokens", { body })),
    onSuccess: () => form.resetFields(),
    onSettled: () => queries.invalidateQueries({ queryKey: TOKENS }),
  });
  const needed = [{ required: true, message: say(profile.needed) }];
  const permissions = (Object.keys(me.permissions) as Permission[]).filter((one) => one !== "account.own");
  return (
    <Form<NewToken>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ days: 90 }}
      onFinish={(given) => make.mutate(given)}
    >
      <div className="token-fields">
        <Form.Item name="name" label={say(profile.tokenName)} rules={needed}>
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="permissions" label={say(profile.permissions)} rules={needed}>
          <Select mode="multiple" options={permissions.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="days" label={say(profile.days)} rules={needed}>
          <InputNumber min={1} max={MOST_DAYS} precision={0} />
        </Form.Item>
      </div>
      <div className="stack">
        {make.isError && <Failed error={make.error} />}
        {make.data && (
          <Note kind="good" title={say(profile.made)} more={<code className="secret">{make.data.token}</code>} />
        )}
        <Button htmlType="submit" loading={make.isPending} className="start">
          {say(profile.make)}
        </Button>
      </div>
    </Form>
  );
}
