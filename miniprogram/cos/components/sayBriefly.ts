import { nobodyWaits } from './nobodyWaits';

/** A line that goes away by itself. */
export function sayBriefly(title: string): void {
  wx.showToast({ title, icon: 'none', ...nobodyWaits });
}
