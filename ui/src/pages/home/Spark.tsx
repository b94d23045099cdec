interface Props {
  days: readonly (number | null)[];
  label: string;
}

const HEIGHT = 36;
const STEP = 6;

/** A bar a day; the last two weeks darker. */
export function Spark({ days, label }: Props) {
  const most = Math.max(...days.map((one) => one ?? 0), 0);
  const width = Math.max(days.length, 1) * STEP;
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <line x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="spark-ground" />
      {days.map((one, i) => {
        const height = most > 0 && one ? Math.max(1, (one / most) * (HEIGHT - 1)) : 0;
        const late = i >= days.length - RECENT;
        return (
          <rect
            key={i}
            x={i * STEP + 1}
            y={HEIGHT - 1 - height}
            width={STEP - 2}
            height={height}
            className={late ? "spark-now" : "spark-before"}
          />
        );
      })}
    </svg>
  );
}

const RECENT = 14;
