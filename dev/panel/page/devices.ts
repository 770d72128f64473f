export interface Device {
  id: string;
  name: string;
  /** CSS px. */
  width: number;
  height: number;
  /** A screen with corners and a home button. */
  square?: boolean;
}

const standard: Device = { id: 'x', name: 'iPhone X · 375 × 812', width: 375, height: 812 };

export const devices: readonly Device[] = [
  standard,
  { id: 'se', name: 'iPhone SE · 320 × 568', width: 320, height: 568, square: true },
  { id: '8', name: 'iPhone 8 · 375 × 667', width: 375, height: 667, square: true },
  { id: 'pro', name: 'iPhone 15 Pro · 393 × 852', width: 393, height: 852 },
  { id: 'max', name: 'iPhone 15 Pro Max · 430 × 932', width: 430, height: 932 },
  { id: 'pixel', name: 'Pixel 8 · 412 × 915', width: 412, height: 915 },
  { id: 'tablet', name: 'iPad mini · 744 × 1133', width: 744, height: 1133 },
];

export function findDevice(id: string | null): Device {
  return devices.find((device) => device.id === id) ?? standard;
}
