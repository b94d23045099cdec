/** The browser's own reader of barcodes, where it has one. */
interface Detector {
  detect(image: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

type Makes = new (options: { formats: readonly string[] }) => Detector;

const FORMATS = ["ean_13", "ean_8", "code_128", "code_39", "qr_code"] as const;

function maker(): Makes | undefined {
  return (globalThis as { BarcodeDetector?: Makes }).BarcodeDetector;
}

export function hasCamera(): boolean {
  return maker() !== undefined && "mediaDevices" in navigator;
}

export function detector(): Detector | undefined {
  const Makes = maker();
  return Makes && new Makes({ formats: FORMATS });
}
