import type { Line } from "../../scanning/tally";
import type { Part, Shipment } from "./reading";

/** The lines of a shipment as they are scanned: of each what is still expected. */
export function linesOf(shipment: Shipment, parts: ReadonlyMap<string, Part>): Line[] {
  return shipment.lines.map((line, i) => ({
    line: i + 1,
    part: line.part,
    barcode: parts.get(line.part)?.barcode ?? null,
    expected: line.quantity - line.good - line.damaged - line.short - line.wrong,
    tracked: (parts.get(line.part)?.serial_tracked ?? false) || line.serials.length > 0,
    serials: line.serials,
  }));
}
