import { askLine } from '../../../components/askLine';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import type { Order } from './Wanted';

const ORDERS = ['newest', 'name', 'size'] as const;

/** Asks for what nobody needs each day. Undefined when the person changed their mind. Rejects with a `Failure`. */
export async function askMenu(
  order: Order,
  hasMonths: boolean,
  { find: { labels, orders, chosen, count } }: ScreenMessages,
): Promise<Order | 'months' | 'count' | undefined> {
  const answers = [...ORDERS, ...(hasMonths ? (['months'] as const) : []), 'count' as const];
  const line = await askLine(
    answers.map((answer) => {
      if (answer === 'months') return labels.months;
      if (answer === 'count') return count;
      return answer === order ? chosen(orders[answer]) : orders[answer];
    }),
  );
  return line === undefined ? undefined : answers[line];
}
