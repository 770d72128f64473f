import type { Page, Product } from '../../e2e/support/startProduct';
import { until } from '../../e2e/support/until';
import { Field } from './Field';

/** A new form in front, and its first uploader. */
export async function openForm(product: Product, query = ''): Promise<{ page: Page; field: Field }> {
  const { miniProgram } = product;
  await miniProgram.callWxMethod('reLaunch', { url: '/pages/start/start' });
  await miniProgram.callWxMethod('navigateTo', { url: `/pages/form/form?${query}` });
  const page = await until('the form is shown', async () => {
    const top = await miniProgram.currentPage();
    return top?.path === 'pages/form/form' && top;
  });
  return { page, field: new Field(product, page, '#photos') };
}

/** What the form heard of its uploaders, by the names of the events. */
export async function heardIn(page: Page): Promise<string[]> {
  return (await page.data('heard')).map(([type]: [string]) => type);
}

export async function untilIdle(page: Page): Promise<void> {
  await until('all is quiet', async () => (await heardIn(page)).at(-1) === 'idle');
}

/** The next upload is refused, once. */
export function failOnce({ cloud }: Product): void {
  cloud.cos.faults.change({
    failures: [
      { kind: 'status', status: 403, code: 'AccessDenied', share: 1, times: 1, operation: 'PostObject' },
    ],
  });
}
