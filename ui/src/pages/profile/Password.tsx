import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { api, ask } from "../../api/client";
import { loggedIn } from "../../api/session";
import { useMe } from "../../app/me";
import { Failed } from "../../parts/States";
import { useSay } from "../../words/language";
import { profile } from "./words";

interface Given {
  old: string;
  password: string;
  again: string;
}

export function Password() {
  const say = useSay();
  const me = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const change = useMutation({
    mutationFn: ({ old, password }: Given) => ask(api.POST("/api/v1/password", { body: { old, password } })),
    onSuccess: (again) => {
      loggedIn(again);
      form.resetFields();
      void message.success(say(profile.passwordDone));
      void queries.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const needed = { required: true, message: say(profile.needed) };
  return (
    <section className="panel stack">
      <h2>{say(profile.password)}</h2>
      <p className="quiet">{say(profile.passwordTold)}</p>
      <Form<Given> form={form} layout="vertical" requiredMark={false} onFinish={(given) => change.mutate(given)}>
        <input type="text" hidden readOnly autoComplete="username" value={me.login} />
        <Form.Item name="old" label={say(profile.old)} rules={[needed]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={say(profile.fresh)} rules={[needed]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say(profile.again)}
          dependencies={["password"]}
          rules={[
            needed,
            {
              validator: (_, given) =>
                !given || given === form.getFieldValue("password")
                  ? Promise.resolve()
                  : Promise.reject(new Error(say(profile.differs))),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <div className="stack">
          {change.isError && <Failed error={change.error} />}
          <Button htmlType="submit" loading={change.isPending}>
            {say(profile.password)}
          </Button>
        </div>
      </Form>
    </section>
  );
}
