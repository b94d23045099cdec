import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { Loading } from "../../parts/States";
import { Matrix } from "./Matrix";
import "./stock.css";

const PartPage = lazy(() => import("../part/PartPage"));

export default function Stock() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route index element={<Matrix />} />
        <Route path="parts/:number" element={<PartPage />} />
      </Routes>
    </Suspense>
  );
}
