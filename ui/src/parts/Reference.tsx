import { Link } from "react-router";
import { useOpening } from "../app/opening";
import type { Found } from "../app/pages";

const KINDS: readonly (readonly [RegExp, Found])[] = [
  [/^QR-\d/, "request"],
  [/^SO-\d/, "order"],
  [/^SH-\d/, "shipment"],
  [/^CT-\d/, "count"],
];

/** The number of a document, which leads there if a page of who is logged in shows it. */
export function Reference({ number }: { number: string }) {
  const opening = useOpening();
  const kind = KINDS.find(([form]) => form.test(number))?.[1];
  const path = kind && opening(kind, number);
  return path ? <Link to={path}>{number}</Link> : <span>{number}</span>;
}
