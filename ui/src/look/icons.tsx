/** Our few icons: drawn in the text's colour, and silent for a screen reader, because a text stands beside each. */
import type { ReactNode } from "react";

export type Icon = () => ReactNode;

function drawn(path: string): Icon {
  return function Drawn() {
    return (
      <svg
        className="icon"
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    );
  };
}

export const CheckIcon = drawn("M2.5 3.5h11v9h-11z M5 8l2 2 4-4");
export const StockIcon = drawn("M2.5 5.5L8 2.5l5.5 3v5.5L8 14l-5.5-3z M2.5 5.5L8 8.5l5.5-3 M8 8.5V14");
export const ParcelIcon = drawn("M1.5 4.5h8v7h-8z M9.5 7h3l2 2.2v2.3h-5z M4 13.2h.1 M11.8 13.2h.1");
export const CountIcon = drawn("M3 2.5h10v11.5H3z M5.5 6h5 M5.5 8.5h5 M5.5 11h3");
export const UnitIcon = drawn("M3 2.5h10v11.5H3z M8 11.5a2.8 2.8 0 1 0 0-5.6a2.8 2.8 0 0 0 0 5.6z M5 4.3h1.5");
export const ImportIcon = drawn("M8 2.5v7 M5 7l3 3l3-3 M2.5 11v2.5h11V11");
export const RoutesIcon = drawn("M2 4.5h5 M9 4.5h5 M2 8h3 M7 8h7 M2 11.5h7 M11 11.5h3");
export const SearchIcon = drawn("M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9z M10.3 10.3L14 14");
export const PersonIcon = drawn(
  "M8 8a2.8 2.8 0 1 0 0-5.6a2.8 2.8 0 0 0 0 5.6z M2.5 14c.6-3 2.8-4.2 5.5-4.2s4.9 1.2 5.5 4.2",
);
export const OrderIcon = drawn("M4 2.5h8v11H4z M6 5.5h4 M6 8h4 M6 10.5h2.5");
export const HomeIcon = drawn("M2.5 7.5L8 3l5.5 4.5 M4 7v6h8V7 M7 13V9.5h2V13");
