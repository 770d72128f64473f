import type { NetworkProfile } from '../../messages/PhoneProtocol';
import { networkType } from './device';
import { Listeners } from './Listeners';
import type { WxContext } from './WxContext';

interface NetworkStatus {
  isConnected: boolean;
  networkType: string;
}

interface Lifecycle {
  apis: Record<string, unknown>;
  themeChanged(theme: 'light' | 'dark'): void;
  networkChanged(profile: NetworkProfile): void;
}

export function lifecycleApis({ environment }: WxContext): Lifecycle {
  const { app } = environment;
  const theme = new Listeners<{ theme: 'light' | 'dark' }>();
  const network = new Listeners<NetworkStatus>();

  const updateManager = {
    onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => {
      setTimeout(() => listener({ hasUpdate: false }), 0);
    },
    // There is never an update: these two are never called.
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => undefined,
  };

  return {
    apis: {
      onThemeChange: theme.add,
      offThemeChange: theme.remove,
      onNetworkStatusChange: network.add,
      offNetworkStatusChange: network.remove,
      onAppShow: (listener: Parameters<typeof app.onShow>[0]) => void app.onShow(listener),
      onAppHide: (listener: Parameters<typeof app.onHide>[0]) => void app.onHide(listener),
      onError: (listener: Parameters<typeof app.onError>[0]) => void app.onError(listener),
      onUnhandledRejection: (listener: Parameters<typeof app.onUnhandledRejection>[0]) =>
        void app.onUnhandledRejection(listener),
      getLaunchOptionsSync: () => app.launchOptions(),
      getEnterOptionsSync: () => app.enterOptions(),
      getUpdateManager: () => updateManager,
    },
    themeChanged: (value) => theme.emit({ theme: value }),
    networkChanged: (profile) =>
      network.emit({ isConnected: profile !== 'offline', networkType: networkType(profile) }),
  };
}
