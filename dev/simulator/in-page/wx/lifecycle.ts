import type { NetworkType } from '../../messages/PhoneProtocol';
import { Listeners } from './Listeners';
import type { WxContext } from './WxContext';

interface NetworkStatus {
  isConnected: boolean;
  networkType: NetworkType;
}

interface NetworkWeakness {
  weakNet: boolean;
  networkType: NetworkType;
}

interface Lifecycle {
  apis: Record<string, unknown>;
  themeChanged(theme: 'light' | 'dark'): void;
  networkChanged(network: NetworkType): void;
  networkWeakChanged(weakNet: boolean, network: NetworkType): void;
}

export function lifecycleApis({ environment }: WxContext): Lifecycle {
  const { app } = environment;
  const theme = new Listeners<{ theme: 'light' | 'dark' }>();
  const network = new Listeners<NetworkStatus>();
  const networkWeakness = new Listeners<NetworkWeakness>();

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
      onNetworkWeakChange: networkWeakness.add,
      offNetworkWeakChange: networkWeakness.remove,
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
    networkChanged: (networkType) => network.emit({ isConnected: networkType !== 'none', networkType }),
    networkWeakChanged: (weakNet, networkType) => networkWeakness.emit({ weakNet, networkType }),
  };
}
