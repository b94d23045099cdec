import { Link } from "react-router";
import { useLanguage } from "../../words/language";
import type { Part } from "./reading";

export function PartName({ number, parts }: { number: string; parts: ReadonlyMap<string, Part> }) {
  const spoken = useLanguage();
  const part = parts.get(number);
  return (
    <>
      <Link to={`/stock/parts/${encodeURIComponent(number)}`}>{number}</Link>{" "}
      <span className="quiet">{part && (spoken === "zh" ? part.name_zh : part.name_en)}</span>
    </>
  );
}
