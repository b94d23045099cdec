import { Route, Routes } from "react-router";
import { Board } from "./Board";
import { One } from "./One";
import "./shipments.css";

export default function Shipments() {
  return (
    <Routes>
      <Route index element={<Board />} />
      <Route path=":number" element={<One />} />
    </Routes>
  );
}
