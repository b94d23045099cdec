import { Route, Routes } from "react-router";
import { CountList } from "./CountList";
import "./counts.css";
import { OneCount } from "./OneCount";

export default function Counts() {
  return (
    <Routes>
      <Route index element={<CountList />} />
      <Route path=":number" element={<OneCount />} />
    </Routes>
  );
}
