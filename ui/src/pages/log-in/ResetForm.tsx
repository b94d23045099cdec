import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { api, ask } from "../../api/client";
import { Failed } from "../../parts/States";
import { useSay } from "../../words/language";
import { logIn } from "./words";

interface Given {
  secret: string;
  password: string;
}

/** Sets a password by the one-time secret that an administrator gave. */
export function ResetForm({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const reset = useMutation({
    mutationFn: (body: Given) => ask(api.POST("/api/v1/password-resets", { body })),
    onSuccess: onDone,
  });
  const rules = [{ required: true, message: say(logIn.needed) }];
  return (
    <Form<Given> layout="vertical" requiredMark={false} onFinish={(given) => reset.mutate(given)}>
      <Form.Item name="secret" label={say(logIn.secret)} rules={rules}>
        <Input autoComplete="one-time-code" autoFocus />
      </Form.Item>
      <Form.Item name="password" label={say(logIn.fresh)} rules={rules}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <div className="stack">
        {reset.isError && <Failed error={reset.error} />}
        <Button type="primary" htmlType="submit" block loading={reset.isPending}>
          {say(logIn.setPassword)}
        </Button>
      </div>
    </Form>
  );
}
