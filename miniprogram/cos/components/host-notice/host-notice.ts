import { foreignHost } from '../../host/hostApp';
import { messages } from '../../i18n/messages';

/** Says that this is not WeChat, where it is not; else it takes no room. For the first page that people see. */
Component({
  data: { notice: '' },

  lifetimes: {
    attached() {
      const host = foreignHost();
      if (host !== undefined) this.setData({ notice: messages().notWeChat(host) });
    },
  },
});
