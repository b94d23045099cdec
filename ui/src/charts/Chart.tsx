/** Lines and bars over months or days, drawn on a canvas. A table beside it says the same. Loaded by whoever shows it. */
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { COLOUR, TYPE } from "../look/tokens";
import "./charts.css";

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export interface Series {
  readonly name: string;
  readonly kind: "line" | "dashed" | "bar";
  readonly colour: keyof typeof COLOUR;
  readonly values: readonly number[];
}

interface Props {
  /** What it shows, for a screen reader. */
  label: string;
  /** Below the axis, one for each value. */
  times: readonly string[];
  series: readonly Series[];
}

export default function Chart({ label, times, series }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current);
    chart.setOption(drawn(times, series));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [times, series]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}

function drawn(times: readonly string[], series: readonly Series[]): EChartsCoreOption {
  const text = { color: COLOUR.quiet, fontSize: TYPE.small };
  return {
    animation: false,
    textStyle: { ...text, fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { top: 0, left: 0, itemHeight: 8, textStyle: text },
    // Plain text: the page's policy lets no style into what would be HTML.
    tooltip: { trigger: "axis", renderMode: "richText", textStyle: { color: COLOUR.ink, fontSize: TYPE.small } },
    grid: { top: 36, left: 4, right: 8, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: [...times], axisLabel: text },
    yAxis: { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: COLOUR.line } } },
    series: series.map(({ name, kind, colour, values }) => ({
      name,
      type: kind === "bar" ? "bar" : "line",
      color: COLOUR[colour],
      data: [...values],
      ...(kind === "bar" ? { barMaxWidth: 18 } : { symbolSize: 5 }),
      ...(kind === "dashed" && { lineStyle: { type: "dashed" } }),
    })),
  };
}
