/** Tiles out of a PMTiles file, for a browser without WebGL. */

export interface Packed {
  readonly isVector: boolean;
  /** An address that the caller has to revoke; empty where the map has no tile. */
  readonly picture: (z: number, x: number, y: number) => Promise<string>;
}

export async function openPacked(address: string): Promise<Packed> {
  const { PMTiles, TileType } = await import("pmtiles");
  const archive = new PMTiles(address);
  const { tileType } = await archive.getHeader();
  return {
    isVector: tileType === TileType.Mvt,
    picture: async (z, x, y) => {
      const found = await archive.getZxy(z, x, y);
      return found ? URL.createObjectURL(new Blob([found.data])) : "";
    },
  };
}
