import { lazy } from "react";
import { Route, Routes } from "react-router";
import { List } from "./List";
import { OrderSheet } from "./OrderSheet";
import "./orders.css";

const NewOrder = lazy(() => import("./new/NewOrder"));

export default function Orders() {
  return (
    <Routes>
      <Route index element={<List />} />
      <Route path="new" element={<NewOrder />} />
      <Route path=":number" element={<OrderSheet />} />
    </Routes>
  );
}
