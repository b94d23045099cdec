/** The base without WebGL: tiles as pictures, GeoJSON as paths. Vector tiles need WebGL. */
import { useQuery } from "@tanstack/react-query";
import { memo, useEffect, useMemo, useState } from "react";
import { tileAddress, whole, type Base, type Trouble } from "./base";
import {
  boxOf,
  pixelsOf,
  seenAt,
  spotOf,
  tilesInView,
  type Size,
  type Spot,
  type TilePlace,
  type View,
} from "./camera";
import { linesOf, type Line } from "./geojson";
import { openPacked, type Packed } from "./packed";

interface Props {
  base: Base;
  view: View;
  size: Size;
  onTrouble: (trouble: Trouble | null) => void;
  /** Its tiles can't be shown so. */
  onVector: () => void;
}

export function PlainBase(props: Props) {
  const { base, size } = props;
  return (
    <svg className="map-base" viewBox={`${-size.width / 2} ${-size.height / 2} ${size.width} ${size.height}`}>
      {base.kind === "tiles" && <Tiles {...props} />}
      {base.kind === "geojson" && <Shapes {...props} />}
      {base.kind === "pmtiles" && <PackedTiles {...props} />}
    </svg>
  );
}

function Tiles({ base, view, size, onTrouble }: Props) {
  const places = tilesInView(view, size, base.least_zoom, base.most_zoom);
  return base.addresses.map((template) =>
    places.map((at) => (
      <Picture
        key={`${template} ${at.z}/${at.x}/${at.y}`}
        at={at}
        href={tileAddress(template, at.z, at.x, at.y)}
        onLoad={() => onTrouble(null)}
        onError={() => onTrouble("away")}
      />
    )),
  );
}

interface PictureProps {
  at: TilePlace;
  href: string;
  onLoad?: () => void;
  onError?: () => void;
}

function Picture({ at, href, onLoad, onError }: PictureProps) {
  const { left, top, width, height } = at;
  return (
    <image
      x={left}
      y={top}
      width={width}
      height={height}
      href={href}
      preserveAspectRatio="none"
      {...{ onLoad, onError }}
    />
  );
}

function PackedTiles({ base, view, size, onTrouble, onVector }: Props) {
  const [address = ""] = base.addresses;
  const { data, isError } = useQuery({
    queryKey: ["map", address],
    queryFn: () => openPacked(whole(address)),
    staleTime: Infinity,
  });
  useEffect(() => {
    if (data?.isVector) onVector();
    else onTrouble(isError ? "away" : null);
  }, [data, isError, onTrouble, onVector]);
  if (!data || data.isVector) return null;
  return tilesInView(view, size, base.least_zoom, base.most_zoom).map((at) => (
    <PackedTile key={`${at.z}/${at.x}/${at.y}`} packed={data} at={at} />
  ));
}

function PackedTile({ packed, at }: { packed: Packed; at: TilePlace }) {
  const [href, setHref] = useState("");
  const { z, x, y } = at;
  useEffect(() => {
    const asked = packed.picture(z, x, y).catch(() => "");
    void asked.then(setHref);
    return () => void asked.then((made) => URL.revokeObjectURL(made));
  }, [packed, z, x, y]);
  return href && <Picture at={at} href={href} />;
}

function Shapes({ base, view, onTrouble }: Props) {
  const [address = ""] = base.addresses;
  const { data, isError } = useQuery({
    queryKey: ["map", address],
    queryFn: () => readLines(address),
    staleTime: Infinity,
  });
  useEffect(() => onTrouble(isError ? "away" : null), [isError, onTrouble]);
  const anchor = useMemo(() => {
    const box = boxOf((data ?? []).flatMap(({ places }) => places));
    return { x: (box.west + box.east) / 2, y: (box.north + box.south) / 2 };
  }, [data]);
  const { x, y } = seenAt(view, anchor);
  return (
    <g transform={`translate(${x} ${y})`}>
      <Paths lines={data ?? []} anchor={anchor} zoom={view.zoom} />
    </g>
  );
}

async function readLines(address: string): Promise<Line[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return linesOf(await answer.json());
}

const Paths = memo(function Paths({ lines, anchor, zoom }: { lines: readonly Line[]; anchor: Spot; zoom: number }) {
  const scale = pixelsOf(zoom);
  const put = (lon: number, lat: number) => {
    const { x, y } = spotOf(lon, lat);
    return `${((x - anchor.x) * scale).toFixed(1)} ${((y - anchor.y) * scale).toFixed(1)}`;
  };
  return lines.map(({ places, closed }, i) => (
    <path
      key={i}
      className={closed ? "map-land" : "map-way"}
      d={`M${places.map(([lon, lat]) => put(lon, lat)).join("L")}${closed ? "Z" : ""}`}
    />
  ));
});
