import { Route, Routes } from "react-router";
import { Begin } from "./Begin";
import "./imports.css";
import { OneImport } from "./OneImport";

export default function Imports() {
  return (
    <Routes>
      <Route index element={<Begin />} />
      <Route path=":id" element={<OneImport />} />
    </Routes>
  );
}
