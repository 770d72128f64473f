import { checkValue } from '../values/checkValue';
import { DEFAULT_ENVIRONMENT } from '../values/setupFrom';
import type { ValueName, Values } from '../values/Values';
import type { Question, Questions } from './Questions';

/** Asks for each value that was not given; Enter keeps what is there. Rejects with `Stopped` on Ctrl+C. */
export async function askValues(questions: Questions, given: Values, current: Values): Promise<Values> {
  const answers: { [name in ValueName]?: string } = { ...given };
  const ask = async (name: ValueName, text: string, enter = current[name]): Promise<void> => {
    const question: Question = {
      text,
      ...(enter !== undefined && { enter }),
      check: (answer) => checkValue(name, answer),
    };
    answers[name] ??= await questions.ask(question);
  };
  questions.say('Enter takes what is in brackets. Ctrl+C writes nothing.');
  await ask('bucket', 'Bucket (存储桶, its whole name in the COS console, as examplebucket-1250000000):');
  await ask('region', 'Region (地域, as ap-guangzhou):');
  if (answers.created === undefined) {
    const old = current.created === 'before-2024' && answers.bucket === current.bucket;
    const young = await questions.confirm(
      'Created since 2024-01-01? The COS console shows the date; yes suits a bucket of any age.',
      old ? 'no' : 'yes',
    );
    answers.created = young ? 'since-2024' : 'before-2024';
  }
  await ask('appid', 'App id of the Mini Program (mp.weixin.qq.com → 开发管理 → 开发设置):');
  if (answers.url === undefined && answers.environment === undefined) {
    const keys = await questions.ask({
      text: 'Keys come from the cloud function of this project; or give the https:// URL of a server of yours:',
      enter: current.url ?? 'cloud function',
      check: (answer) => (answer === 'cloud function' ? { kind: 'right' } : checkValue('url', answer)),
    });
    if (keys !== 'cloud function') return { ...answers, url: keys };
    await ask(
      'environment',
      'Id of the cloud environment (云开发 → 设置 → 环境 ID):',
      current.environment ?? DEFAULT_ENVIRONMENT,
    );
  }
  return answers;
}
