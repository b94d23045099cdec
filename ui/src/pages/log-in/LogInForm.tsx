import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { api, ask } from "../../api/client";
import { loggedIn } from "../../api/session";
import { Failed } from "../../parts/States";
import { useSay } from "../../words/language";
import { logIn } from "./words";

interface Given {
  login: string;
  password: string;
}

/** `login` is given where somebody has to log in again as the same person. */
export function LogInForm({ login }: { login?: string }) {
  const say = useSay();
  const enter = useMutation({
    mutationFn: (body: Given) => ask(api.POST("/api/v1/session", { body })),
    onSuccess: loggedIn,
  });
  const rules = [{ required: true, message: say(logIn.needed) }];
  return (
    <Form<Given>
      layout="vertical"
      requiredMark={false}
      initialValues={{ login: login ?? "" }}
      onFinish={(given) => enter.mutate(given)}
    >
      <Form.Item name="login" label={say(logIn.login)} rules={rules}>
        <Input autoComplete="username" autoFocus={!login} readOnly={login !== undefined} />
      </Form.Item>
      <Form.Item name="password" label={say(logIn.password)} rules={rules}>
        <Input.Password autoComplete="current-password" autoFocus={login !== undefined} />
      </Form.Item>
      <div className="stack">
        {enter.isError && <Failed error={enter.error} />}
        <Button type="primary" htmlType="submit" block loading={enter.isPending}>
          {say(logIn.enter)}
        </Button>
      </div>
    </Form>
  );
}
