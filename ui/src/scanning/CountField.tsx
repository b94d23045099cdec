import { InputNumber } from "antd";
import { useState } from "react";

interface Props {
  label: string;
  /** Null: nothing was told yet, and 0 tells something. */
  value: number | null;
  most?: number;
  onCount: (value: number) => void;
}

/** A figure that is typed: it counts when it is left, or at Enter, after which the scan box has the keys again. */
export function CountField({ label, value, most, onCount }: Props) {
  const [typed, setTyped] = useState<number | null>(null);
  function leave() {
    if (typed !== null && typed !== value) onCount(typed);
    setTyped(null);
  }
  return (
    <InputNumber
      size="small"
      className="count-field"
      min={0}
      {...(most !== undefined && { max: most })}
      precision={0}
      value={typed ?? value}
      aria-label={label}
      onChange={setTyped}
      onBlur={leave}
      onPressEnter={({ target }) => target instanceof HTMLElement && target.blur()}
    />
  );
}
