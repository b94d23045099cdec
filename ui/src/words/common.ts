/** Texts that every page may need. A page keeps its own beside itself. */
import { words } from "./language";

export const common = words({
  product: { zh: "售后配件与现场调度", en: "Spare parts and field service" },
  cancel: { zh: "取消", en: "Cancel" },
  close: { zh: "关闭", en: "Close" },
  retry: { zh: "重试", en: "Try again" },
  reload: { zh: "重新读取", en: "Reload" },
  overwrite: { zh: "用我的内容覆盖", en: "Overwrite with mine" },
  loading: { zh: "正在读取…", en: "Loading…" },
  none: { zh: "无", en: "None" },
  all: { zh: "全部", en: "All" },
  search: { zh: "搜索", en: "Search" },
  navigation: { zh: "主导航", en: "Main navigation" },
  toContent: { zh: "跳到内容", en: "Skip to the content" },
  switchLanguage: { zh: "English", en: "中文" },
  switchLanguageLabel: { zh: "Switch to English", en: "切换到中文" },
  logOut: { zh: "退出登录", en: "Log out" },
  account: { zh: "我的账号", en: "My account" },
  requestNumber: { zh: "请求编号", en: "Request id" },
  noSuchPage: { zh: "没有这个页面", en: "There is no such page" },
  noSuchPageRemedy: { zh: "请从左侧导航选择。", en: "Choose one in the navigation." },
  notForRole: { zh: "您的角色不含此页面", en: "Your role doesn't include this page" },
  notForRoleRemedy: { zh: "请联系本级或上级管理员。", en: "Ask an administrator of your node or above." },
  broken: { zh: "页面出错", en: "This page failed" },
  brokenRemedy: {
    zh: "请重新载入；如仍出错，请告知管理员。",
    en: "Load it again; if it stays, tell your administrator.",
  },
  noConnection: { zh: "网络已断开", en: "No connection" },
  noConnectionRemedy: {
    zh: "您的输入仍在此页。连接恢复后自动继续。",
    en: "What you typed stays here. Work goes on when the connection is back.",
  },
  serverAway: { zh: "服务器没有响应", en: "The server doesn't answer" },
  serverAwayRemedy: {
    zh: "您的输入仍在此页。请稍候重试。",
    en: "What you typed stays here. Wait a moment and try again.",
  },
  slow: { zh: "网络较慢，正在等待服务器…", en: "The connection is slow; waiting for the server…" },
});

export const roles = words({
  parts_manager: { zh: "配件经理", en: "Parts manager" },
  finance: { zh: "财务", en: "Finance" },
  technical: { zh: "技术部", en: "Technical department" },
  call_centre: { zh: "呼叫中心", en: "Call centre" },
  director: { zh: "省级服务总监", en: "Service director" },
  parts_administrator: { zh: "配件管理员", en: "Parts administrator" },
  dispatcher: { zh: "调度员", en: "Dispatcher" },
  partner_clerk: { zh: "网点文员", en: "Partner clerk" },
  technician: { zh: "维修人员", en: "Technician" },
  administrator: { zh: "系统管理员", en: "Administrator" },
});
