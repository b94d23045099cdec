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
export const SearchIcon = drawn("M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9z M10.3 10.3L14 14");
export const PersonIcon = drawn(
  "M8 8a2.8 2.8 0 1 0 0-5.6a2.8 2.8 0 0 0 0 5.6z M2.5 14c.6-3 2.8-4.2 5.5-4.2s4.9 1.2 5.5 4.2",
);
export const OrderIcon = drawn("M4 2.5h8v11H4z M6 5.5h4 M6 8h4 M6 10.5h2.5");
export const HomeIcon = drawn("M2.5 7.5L8 3l5.5 4.5 M4 7v6h8V7 M7 13V9.5h2V13");
