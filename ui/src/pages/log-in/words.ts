import { words } from "../../words/language";

export const logIn = words({
  title: { zh: "登录", en: "Log in" },
  login: { zh: "登录名", en: "Login" },
  password: { zh: "密码", en: "Password" },
  enter: { zh: "登录", en: "Log in" },
  organisation: { zh: "用单位账号登录", en: "Log in with your organisation's account" },
  needed: { zh: "请填写", en: "Please fill in" },
  forgotten: {
    zh: "忘记密码？用管理员给的一次性密钥设置新密码",
    en: "Forgotten? Set a new one with an administrator's secret",
  },
  reset: { zh: "设置新密码", en: "Set a new password" },
  secret: { zh: "一次性密钥", en: "One-time secret" },
  fresh: { zh: "新密码", en: "New password" },
  setPassword: { zh: "设置密码", en: "Set the password" },
  resetDone: { zh: "密码已设置，请登录", en: "The password is set; log in with it" },
  back: { zh: "返回登录", en: "Back to the log-in" },
  again: { zh: "请重新登录", en: "Log in again" },
  expired: {
    zh: "登录已过期。您在此页的输入都还在；登录后自动继续。",
    en: "Your log-in has expired. What you typed on this page is still here; work goes on when you are logged in.",
  },
  loggedOutElsewhere: {
    zh: "您已在另一个标签页退出登录。您在此页的输入都还在；登录后可以继续。",
    en: "You logged out in another tab. What you typed on this page is still here; log in to go on.",
  },
  asAnother: { zh: "换用其他账号（放弃此页内容）", en: "Log in as somebody else (gives this page up)" },
});
